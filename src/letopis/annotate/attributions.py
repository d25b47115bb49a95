"""Tie sources and contents to the cues that they belong to.

In:   role labels (source, cue, content) and link scores of the words of one chunk.
Out:  attributions: who (source), by which words (cue), what (content).

Every word of a source or content points at the first word of its cue; a segment goes to the cue that its words point at
most, on the whole. Segments of content with one cue make one, discontinuous, content. Nested attributions are not
found: the training corpus has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from letopis.annotate.spans import Labelled

# A cue without a source of its own shares that of another cue ("she said ... and added") from this probability on:
# *attributed* on PolNeAR dev 71.9 at 0.2, 72.6 at 0.1, 72.9 at 0.05, 73.2 at 0.02, 73.0 at 0.
SHARED_SOURCE = 0.02
# A stretch of content that points at its cue with less is left out: 73.2 at 0, 74.0 at 0.1, 74.3 at 0.3, 74.4 at 0.4,
# where recall begins to fall.
SURE_LINK = 0.3
Span = tuple[int, int]


class Attribution(NamedTuple):
    """Half-open ranges of words; `source` and `cue` may be empty, `content` never is."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    score: float


def find_attributions(segments: Sequence[Labelled], link: npt.NDArray[np.float32]) -> list[Attribution]:
    """Attributions in the order of their first word.

    Args:
        segments: of kinds SOURCE, CUE and CONTENT, in order.
        link: log probabilities of pointing at each word, shape (words, words + 1); column 0 is "no cue".
    """
    cues = [s for s in segments if s.kind == "CUE"]
    sources = [s for s in segments if s.kind == "SOURCE"]
    contents = [s for s in segments if s.kind == "CONTENT"]
    if not contents or not cues:
        return []
    to_content, to_source = link_scores(contents, cues, link), link_scores(sources, cues, link)
    found = []
    cue_of_content = to_content.argmax(axis=1)
    cue_of_source = to_source.argmax(axis=1) if sources else np.zeros(0, dtype=np.int64)
    for number, cue in enumerate(cues):
        own = [i for i in np.flatnonzero(cue_of_content == number) if to_content[i, number] >= SURE_LINK]
        if not own:
            continue
        source = choose_source(number, to_source, cue_of_source)
        spans = [contents[i] for i in own]
        words = sum(s.end - s.start for s in spans)
        sure = (
            sum(
                s.score * float(to_content[i, number]) * (s.end - s.start)
                for i, s in zip(own, spans, strict=True)
            )
            / words
        )
        chosen = [] if source is None else [(sources[source].start, sources[source].end)]
        found.append(
            Attribution(chosen, [(cue.start, cue.end)], [(s.start, s.end) for s in spans], sure * cue.score)
        )
    return sorted(found, key=lambda a: min(start for start, _ in a.source + a.cue + a.content))


def link_scores(
    segments: Sequence[Labelled], cues: Sequence[Labelled], link: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64]:
    """Mean probability, over the words of each segment, of pointing into each cue: shape (segments, cues)."""
    likely = np.exp(link.astype(np.float64))
    into = np.stack([likely[:, cue.start + 1 : cue.end + 1].sum(axis=1) for cue in cues], axis=1)
    return np.array([into[s.start : s.end].mean(axis=0) for s in segments]).reshape(len(segments), len(cues))


def choose_source(
    cue: int, to_source: npt.NDArray[np.float64], cue_of_source: npt.NDArray[np.int64]
) -> int | None:
    """The source that points at the cue most: one that points at no other cue more, else a shared one."""
    own = np.flatnonzero(cue_of_source == cue)
    if len(own):
        return int(own[to_source[own, cue].argmax()])
    if len(to_source):
        best = int(to_source[:, cue].argmax())
        if to_source[best, cue] >= SHARED_SOURCE:
            return best
    return None
