"""Sources and contents go to the cue that their words point at."""

from __future__ import annotations

import numpy as np

from letopis.annotate.attributions import find_attributions
from letopis.annotate.names import find_names
from letopis.annotate.spans import Labelled, find_spans


def pointing(words: int, targets: dict[int, int]) -> np.ndarray:
    """Link scores where each word given points at its target, and the others at nothing."""
    likely = np.full((words, words + 1), 0.01)
    likely[:, 0] = 0.5
    for word, target in targets.items():
        likely[word, 0], likely[word, target + 1] = 0.01, 0.9
    return np.log(likely).astype(np.float32)


def test_two_stretches_of_content_with_one_cue_are_one_content() -> None:
    """ "Prices", she said, "will rise": what surrounds the cue belongs together."""
    segments = [
        Labelled(0, 2, "CONTENT", 0.9),
        Labelled(2, 3, "SOURCE", 0.9),
        Labelled(3, 4, "CUE", 0.9),
        Labelled(4, 7, "CONTENT", 0.9),
    ]
    link = pointing(7, dict.fromkeys([0, 1, 2, 4, 5, 6], 3))
    [found] = find_attributions(segments, link)
    assert (found.source, found.cue, found.content) == ([(2, 3)], [(3, 4)], [(0, 2), (4, 7)])


def test_the_link_decides_and_not_the_distance() -> None:
    """A content that points at a far cue goes there though another cue is nearer."""
    segments = [
        Labelled(0, 1, "CUE", 0.9),
        Labelled(3, 5, "CONTENT", 0.9),
        Labelled(5, 6, "CUE", 0.9),
        Labelled(7, 9, "CONTENT", 0.9),
    ]
    link = pointing(9, {3: 0, 4: 0, 7: 5, 8: 5})
    found = find_attributions(segments, link)
    assert [(a.cue, a.content) for a in found] == [([(0, 1)], [(3, 5)]), ([(5, 6)], [(7, 9)])]
    assert [a.source for a in found] == [[], []]


def test_a_cue_without_source_shares_the_nearest_one_that_points_at_it() -> None:
    """ "She said a and added b": both have the source, though it points at the first cue most."""
    kinds = ["SOURCE", "CUE", "CONTENT", "CUE", "CONTENT"]
    segments = [Labelled(word, word + 1, kind, 0.9) for word, kind in enumerate(kinds)]
    link = pointing(5, {0: 1, 2: 1, 4: 3})
    link[0, 4] = np.log(0.1)
    assert [a.source for a in find_attributions(segments, link)] == [[(0, 1)], [(0, 1)]]


def test_content_that_points_nowhere_is_left_out() -> None:
    """A stretch that does not point at the cue is none of its content."""
    segments = [
        Labelled(0, 1, "CUE", 0.9),
        Labelled(1, 2, "CONTENT", 0.9),
        Labelled(4, 5, "CONTENT", 0.9),
    ]
    [found] = find_attributions(segments, pointing(5, {1: 0}))
    assert found.content == [(1, 2)]


def test_a_doubtful_word_does_not_break_a_name() -> None:
    """The kind of a name is the likeliest over its words; a name of which the model is unsure is left out."""
    labels = ["O", *(f"{b}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for b in "BI")]
    likely = np.full((5, 9), 0.01)
    likely[0, 3], likely[1, 6], likely[1, 4], likely[2, 4] = 0.9, 0.5, 0.4, 0.9
    likely[3, 0] = 0.9
    likely[4, 1], likely[4, 5] = 0.4, 0.45
    found = [(s.start, s.end, s.kind) for s in find_names(np.log(likely), labels, [False] * 5)]
    assert found == [(0, 3, "ORG")]


def test_spans_are_read_from_labels() -> None:
    """ "I" after another kind, or where a paragraph begins, starts a span."""
    labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    chosen = [1, 2, 4, 0, 2, 2, 1]
    scores = np.log(np.full((7, 5), 0.05) + np.eye(5)[chosen] * 0.75).astype(np.float32)
    found = [(s.start, s.end, s.kind) for s in find_spans(scores, labels, [False] * 5 + [True, False])]
    assert found == [(0, 2, "PER"), (2, 3, "LOC"), (4, 5, "PER"), (5, 6, "PER"), (6, 7, "PER")]
