"""Tie sources and contents to the cues that they belong to.

In:   the words of one chunk, the segments that play a role in it (source, cue, content).
Out:  attributions: who (source), by which words (cue), what (content), how sure.

Every word of a source or content points at the first word of its cue (`Words.link`). A stretch of content chooses its
cue, or none; a cue chooses its source, or none, so that cues can share one ("she said ... and added"). What speaks for
a pair is in `describe_pairs`; stretches of content with one cue make one, discontinuous, content. The score is the
probability that content and source are right. training/linker.py fits all weights. Nested attributions are not found:
the training corpus has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from letopis.annotate.roles import Floats, Ints, Words
from letopis.annotate.spans import Labelled, log_odds

Span = tuple[int, int]
LEAST = 1e-4  # probabilities below are as good as none
NEAR = 0.01  # the log odds of shares are cut so near to 0 and 1
FAR = 4  # more segments between two than this are as many as this
STEPS_UP = 4  # how far up the tree a segment looks for its cue
PAIR_NUMBERS, ALONE_NUMBERS, WHOLE_NUMBERS = 19, 6, 14


class Attribution(NamedTuple):
    """Half-open ranges of words; `source` and `cue` may be empty, `content` never is."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    score: float


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """Weights of the choices, one number for each number of the descriptions.

    Attributes:
        content, source: of a pair with a cue.
        no_cue, no_source: of choosing none.
        whole: of an attribution being right.
        least: attributions with a lower score are left out.
        slope, offset: the log odds of the score are `slope` times those of `whole`, plus `offset`.
    """

    content: Floats
    no_cue: Floats
    source: Floats
    no_source: Floats
    whole: Floats
    least: float = 0.0
    slope: float = 1.0
    offset: float = 0.0


def find_attributions(words: Words, segments: Sequence[Labelled], weights: LinkWeights) -> list[Attribution]:
    """Attributions in the order of their first word.

    Args:
        words: of the chunk.
        segments: of kinds SOURCE, CUE and CONTENT, in order.
        weights: of the choices.
    """
    found = []
    for attribution, numbers in tie(words, segments, weights):
        odds = float(numbers @ weights.whole) * weights.slope + weights.offset
        score = 1 / (1 + np.exp(-odds))
        if score >= weights.least:
            found.append(attribution._replace(score=float(score)))
    return sorted(found, key=lambda a: min(start for start, _ in a.source + a.cue + a.content))


def tie(words: Words, segments: Sequence[Labelled], weights: LinkWeights) -> list[tuple[Attribution, Floats]]:
    """Every attribution, unscored, with what speaks for it as a whole."""
    cues, sources, contents = (
        [s for s in segments if s.kind == kind] for kind in ("CUE", "SOURCE", "CONTENT")
    )
    if not contents or not cues:
        return []
    to_cue = choose(
        describe_pairs(words, contents, cues, segments) @ weights.content,
        describe_alone(words, contents) @ weights.no_cue,
    )
    to_source = choose(
        describe_pairs(words, sources, cues, segments).transpose(1, 0, 2) @ weights.source,
        describe_alone(words, cues) @ weights.no_source,
    )
    chosen = to_cue.argmax(axis=1) - 1
    found = []
    for number, cue in enumerate(cues):
        own = np.flatnonzero(chosen == number)
        if not len(own):
            continue
        best = int(to_source[number].argmax()) - 1
        source = sources[best] if best >= 0 else None
        spans = [contents[i] for i in own]
        attribution = Attribution(
            [(source.start, source.end)] if source else [],
            [(cue.start, cue.end)],
            [(s.start, s.end) for s in spans],
            0.0,
        )
        sure = float(np.log(to_cue[own, number + 1]).mean()), float(np.log(to_source[number, best + 1]))
        found.append((attribution, describe_whole(words, source, cue, spans, sure)))
    return found


def choose(pairs: Floats, alone: Floats) -> Floats:
    """Probability of each choice, none first: shape (choosers, 1 + choices)."""
    scores = np.concatenate([alone[:, None], pairs], axis=1).astype(np.float64)
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = likely / likely.sum(axis=1, keepdims=True)
    return np.maximum(shares, LEAST)


# --- what speaks for it ----------------------------------------------------------------------------------------------


def link_shares(segments: Sequence[Labelled], cues: Sequence[Labelled], link: Floats) -> Floats:
    """Mean probability, over the words of each segment, of pointing into each cue: shape (segments, cues)."""
    if not segments:
        return np.zeros((0, len(cues)), dtype=np.float32)
    into = np.stack([link[:, cue.start + 1 : cue.end + 1].sum(axis=1) for cue in cues], axis=1)
    return np.array([into[s.start : s.end].mean(axis=0) for s in segments], dtype=np.float32)


def describe_pairs(
    words: Words, segments: Sequence[Labelled], cues: Sequence[Labelled], everything: Sequence[Labelled]
) -> Floats:
    """What speaks for each segment belonging to each cue: shape (segments, cues, PAIR_NUMBERS)."""
    if not segments:
        return np.zeros((0, len(cues), PAIR_NUMBERS), dtype=np.float32)
    shares = link_shares(segments, cues, words.link)
    start, end = (np.array([[getattr(s, side)] for s in segments]) for side in ("start", "end"))
    cue_start, cue_end = (np.array([[getattr(c, side) for c in cues]]) for side in ("start", "end"))
    before = cue_start < start
    gap = np.maximum(np.where(before, start - cue_end, cue_start - end), 0)
    sentence, paragraph = words.numbers
    order = {segment: place for place, segment in enumerate(everything)}
    places = np.array([[order[s]] for s in segments]) - np.array([[order[c] for c in cues]])
    place, cue_place = np.arange(len(cues)), np.searchsorted(cue_start[0], start[:, 0])[:, None]
    cues_between = np.where(before, cue_place - 1 - place, place - cue_place)
    up, down, subject = tree_ties(words, segments, cues)
    best = shares == shares.max(axis=1, keepdims=True)
    nearest = gap == gap.min(axis=1, keepdims=True)
    quoted = words.quoted
    inside = np.array([[float((quoted[s.start : s.end] >= 0).mean())] for s in segments])
    numbers = [
        np.log(np.maximum(shares, LEAST)), shares, best, best & before, sentence[start] == sentence[cue_start],
        paragraph[start] == paragraph[cue_start], before, np.log1p(gap), gap <= 1,
        np.minimum(np.abs(places) - 1, FAR), np.minimum(cues_between, FAR), cues_between == 0, nearest,
        *(up == step for step in (1, 2)), up > 2, down, subject, inside * (gap <= 2),
    ]  # fmt: skip
    described = np.empty((len(segments), len(cues), PAIR_NUMBERS), dtype=np.float32)
    for column, number in enumerate(numbers):
        described[:, :, column] = number
    return described


def describe_alone(words: Words, segments: Sequence[Labelled]) -> Floats:
    """What speaks for a segment choosing none: shape (segments, ALONE_NUMBERS)."""
    if not segments:
        return np.zeros((0, ALONE_NUMBERS), dtype=np.float32)
    rows = [
        (
            1.0,
            np.log(max(float(words.link[s.start : s.end, 0].mean()), LEAST)),
            log_odds(s.score, NEAR),
            np.log(s.end - s.start),
            float(s.end - s.start == 1),
            float(words.starts[s.start]),
        )
        for s in segments
    ]
    return np.array(rows, dtype=np.float32)


def describe_whole(
    words: Words,
    source: Labelled | None,
    cue: Labelled,
    contents: Sequence[Labelled],
    sure: tuple[float, float],
) -> Floats:
    """What speaks for an attribution being right: shape (WHOLE_NUMBERS,)."""
    length = sum(s.end - s.start for s in contents)
    content = sum(s.score * (s.end - s.start) for s in contents) / length
    quoted = words.quoted
    inside = sum(int((quoted[s.start : s.end] >= 0).sum()) for s in contents) / length
    gap = min(max(s.start - cue.end, cue.start - s.end, 0) for s in contents)
    numbers = [
        1, log_odds(content, NEAR), log_odds(min(s.score for s in contents), NEAR), log_odds(cue.score, NEAR),
        source is not None, log_odds(source.score, NEAR) if source else 0, *sure, np.log(length), len(contents) > 1,
        inside, np.log1p(gap), length == 1, cue.end - cue.start > 1,
    ]  # fmt: skip
    return np.array(numbers, dtype=np.float32)


def tree_ties(
    words: Words, segments: Sequence[Labelled], cues: Sequence[Labelled]
) -> tuple[Ints, Ints, Ints]:
    """How each segment hangs on each cue, shapes (segments, cues).

    Returns:
        Steps up the tree from the segment to a word of the cue, 0 if none of STEPS_UP is; whether the cue hangs on a
        word of the segment; whether the segment and the cue hang on one word.
    """
    shape = len(segments), len(cues)
    up, down, beside = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    heads = words.heads.tolist()
    cue_of = {word: number for number, cue in enumerate(cues) for word in range(cue.start, cue.end)}
    cue_heads = [heads[top_word(heads, cue)] for cue in cues]
    for row, segment in enumerate(segments):
        top = top_word(heads, segment)
        word = top
        for step in range(1, STEPS_UP + 1):
            word = heads[word]
            if word in cue_of and not up[row, cue_of[word]]:
                up[row, cue_of[word]] = step
        for column, head in enumerate(cue_heads):
            down[row, column] = segment.start <= head < segment.end
            beside[row, column] = head == heads[top] and head != top
    return up, down, beside


def top_word(heads: Sequence[int], segment: Labelled) -> int:
    """The first word of a segment that hangs on nothing within it."""
    for word in range(segment.start, segment.end):
        if heads[word] == word or not segment.start <= heads[word] < segment.end:
            return word
    return segment.start


def read_link_weights(stored: Mapping[str, Any]) -> LinkWeights:
    """The weights as they lie in the model's folder."""
    content, no_cue, source, no_source, whole = (np.array(stored[name], dtype=np.float32) for name in LINKERS)
    least, slope, offset = (float(stored[name]) for name in ("least", "slope", "offset"))
    return LinkWeights(content, no_cue, source, no_source, whole, least, slope, offset)


def plain_link_weights() -> LinkWeights:
    """Weights that go by the links alone: a share of 0.3 for a content, of 0.02 for a source, is enough."""
    zeros = (np.zeros(size, dtype=np.float32) for size in LINKERS.values())
    content, no_cue, source, no_source, whole = zeros
    content[0] = source[0] = whole[1] = 1
    no_cue[0], no_source[0] = np.log(0.3), np.log(0.02)
    return LinkWeights(content, no_cue, source, no_source, whole)


LINKERS = {
    "content": PAIR_NUMBERS, "no_cue": ALONE_NUMBERS, "source": PAIR_NUMBERS, "no_source": ALONE_NUMBERS,
    "whole": WHOLE_NUMBERS,
}  # fmt: skip
