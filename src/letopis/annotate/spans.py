"""Read spans off B/I/O labels.

In:   log probabilities of labels per word ("O", "B-PER", "I-PER" ...).
Out:  spans with their kind and score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Labelled(NamedTuple):
    """Words `start` to `end` (half-open) of one kind; the score is the mean probability of that kind."""

    start: int
    end: int
    kind: str
    score: float


def find_spans(
    scores: npt.NDArray[np.float32], labels: Sequence[str], stops: Sequence[bool]
) -> list[Labelled]:
    """Spans in order. Words are labelled one by one; "I" after another kind, or after a stop, begins a span.

    Args:
        scores: log probabilities, shape (words, labels).
        labels: names of the columns, as "O", "B-KIND", "I-KIND".
        stops: for each word, whether no span may run on into it from the word before (another paragraph begins).
    """
    kinds = [label.partition("-")[2] for label in labels]
    begins = [label.startswith("B-") for label in labels]
    best = scores.argmax(axis=1).tolist()
    found: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for word, label in enumerate(best):
        if kinds[label] != kind or begins[label] or stops[word]:
            if kind:
                found.append((start, word, kind))
            start, kind = word, kinds[label]
    if kind:
        found.append((start, len(best), kind))
    columns = {kind: [i for i, other in enumerate(kinds) if other == kind] for kind in set(kinds) if kind}
    return [
        Labelled(s, e, kind, float(np.exp(scores[s:e, columns[kind]]).sum(axis=1).mean()))
        for s, e, kind in found
    ]
