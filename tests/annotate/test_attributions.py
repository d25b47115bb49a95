"""Sources and contents go to the cue that their words point at."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from letopis.annotate.attributions import Attribution, find_attributions, plain_link_weights
from letopis.annotate.names import find_names
from letopis.annotate.roles import Words, extents, plain_weights, quotations, read_roles
from letopis.annotate.spans import Labelled, best_labels, find_spans, label_shares, plain_start, plain_steps
from letopis.model.weights import read_manifest

ROLES = ["O", *(f"{b}-{kind}" for kind in ("SOURCE", "CUE", "CONTENT") for b in "BI")]


def pointing(words: int, targets: dict[int, int]) -> np.ndarray:
    """Link probabilities where each word given points at its target, and the others at nothing."""
    likely = np.full((words, words + 1), 0.01, dtype=np.float32)
    likely[:, 0] = 0.5
    for word, target in targets.items():
        likely[word, 0], likely[word, target + 1] = 0.01, 0.9
    return likely


def chunk(link: np.ndarray, role: np.ndarray | None = None) -> Words:
    """As many words as there are rows of links, in one sentence, each hanging on the first."""
    count = len(link)
    start = np.arange(count) == 0
    return Words(
        texts=["word"] * count,
        upos=np.zeros(count, dtype=np.int64),
        dep=np.zeros(count, dtype=np.int64),
        heads=np.zeros(count, dtype=np.int64),
        starts=start,
        paragraphs=start,
        role=np.zeros((count, len(ROLES)), dtype=np.float32) if role is None else role,
        link=link,
    )


def found_in(segments: list[Labelled], link: np.ndarray) -> list[Attribution]:
    """The attributions where links alone decide."""
    return find_attributions(chunk(link), segments, plain_link_weights())


def test_two_stretches_of_content_with_one_cue_are_one_content() -> None:
    """ "Prices", she said, "will rise": what surrounds the cue belongs together."""
    segments = [
        Labelled(0, 2, "CONTENT", 0.9),
        Labelled(2, 3, "SOURCE", 0.9),
        Labelled(3, 4, "CUE", 0.9),
        Labelled(4, 7, "CONTENT", 0.9),
    ]
    link = pointing(7, dict.fromkeys([0, 1, 2, 4, 5, 6], 3))
    [found] = found_in(segments, link)
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
    found = found_in(segments, link)
    assert [(a.cue, a.content) for a in found] == [([(0, 1)], [(3, 5)]), ([(5, 6)], [(7, 9)])]
    assert [a.source for a in found] == [[], []]


def test_a_cue_without_source_shares_the_nearest_one_that_points_at_it() -> None:
    """ "She said a and added b": both have the source, though it points at the first cue most."""
    kinds = ["SOURCE", "CUE", "CONTENT", "CUE", "CONTENT"]
    segments = [Labelled(word, word + 1, kind, 0.9) for word, kind in enumerate(kinds)]
    link = pointing(5, {0: 1, 2: 1, 4: 3})
    link[0, 4] = 0.1
    assert [a.source for a in found_in(segments, link)] == [[(0, 1)], [(0, 1)]]


def test_content_that_points_nowhere_is_left_out() -> None:
    """A stretch that does not point at the cue is none of its content."""
    segments = [
        Labelled(0, 1, "CUE", 0.9),
        Labelled(1, 2, "CONTENT", 0.9),
        Labelled(4, 5, "CONTENT", 0.9),
    ]
    [found] = found_in(segments, pointing(5, {1: 0}))
    assert found.content == [(1, 2)]


def test_a_doubtful_word_does_not_break_a_name() -> None:
    """The kind of a name is the likeliest over its words; a name of which the model is unsure is left out."""
    labels = ["O", *(f"{b}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for b in "BI")]
    likely = np.full((5, 9), 0.01)
    likely[0, 3], likely[1, 6], likely[1, 4], likely[2, 4] = 0.9, 0.5, 0.4, 0.9
    likely[3, 0] = 0.9
    likely[4, 1], likely[4, 5] = 0.15, 0.2
    found = [(s.start, s.end, s.kind) for s in find_names(np.log(likely), labels, [False] * 5)]
    assert found == [(0, 3, "ORG")]


def test_spans_are_read_from_labels() -> None:
    """ "B" begins a span within another; a label of another kind ends it."""
    labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    chosen = [1, 2, 1, 3, 4, 0, 1]
    shares = np.full((7, 5), 0.05, dtype=np.float32) + np.eye(5, dtype=np.float32)[chosen] * 0.75
    found = [(s.start, s.end, s.kind) for s in find_spans(chosen, labels, shares)]
    assert found == [(0, 2, "PER"), (2, 3, "PER"), (3, 5, "LOC"), (6, 7, "PER")]


def test_labels_are_chosen_as_a_row() -> None:
    """A word that by itself is outside stays in its span where that makes the row likelier; "I" never begins one."""
    steps, start = plain_steps(ROLES), plain_start(ROLES)
    scores = np.full((4, 7), -6, dtype=np.float32)
    scores[0, 6] = scores[1, 6] = scores[3, 6] = -0.1
    scores[0, 5] = scores[3, 5] = -4
    scores[2, 0], scores[2, 6] = -0.5, -1
    assert best_labels([scores], [steps], start) == [[5, 6, 6, 6]]


def test_probabilities_of_labels_are_those_of_all_rows() -> None:
    """What forward and backward sums give is what adding up every row gives."""
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(4, 7)).astype(np.float32)
    steps = rng.normal(size=(4, 7, 7)).astype(np.float32) + plain_steps(ROLES)
    start = plain_start(ROLES)
    wanted = np.zeros((4, 7))
    for row in np.ndindex(7, 7, 7, 7):
        score = start[row[0]] + sum(scores[w, label] for w, label in enumerate(row))
        score += sum(steps[w, a, b] for w, (a, b) in enumerate(pairwise(row), 1))
        wanted[range(4), row] += np.exp(score)
    wanted /= wanted.sum(axis=1, keepdims=True)
    others = [scores[:1], scores, np.repeat(scores, 9, axis=0)]
    found = label_shares(others, [steps[:1], steps, np.repeat(steps, 9, axis=0)], start)
    np.testing.assert_allclose(found[1], wanted, atol=1e-5)


def test_without_weights_of_its_own_the_second_reading_says_what_the_first_says() -> None:
    """The encoder's labels stand, as far as they make spans."""
    chosen = [1, 3, 5, 6, 0]
    role = np.log(np.full((5, 7), 0.01) + np.eye(7)[chosen] * 0.9).astype(np.float32)
    labels = read_manifest()["labels"]
    best, shares = read_roles([chunk(pointing(5, {}), role)], labels, plain_weights(labels))[0]
    assert best == chosen
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)


def test_quotations_end_with_their_paragraph() -> None:
    """A mark that is never closed holds to the end of the paragraph; marks belong to what they enclose."""
    texts = ["He", ":", "“", "Yes", "”", ".", "“", "No", "It", "rained"]
    paragraphs = np.array([word in (0, 8) for word in range(10)])
    assert quotations(texts, paragraphs).tolist() == [-1, -1, 2, 2, 2, -1, 6, 6, -1, -1]


def test_extents_are_those_of_the_whole_subtree() -> None:
    """First and last word of all that hangs on a word, however deep."""
    left, right = extents(np.array([1, 2, 2, 4, 2, 4]))
    assert left.tolist() == [0, 0, 0, 3, 3, 5]
    assert right.tolist() == [0, 1, 5, 3, 5, 5]
