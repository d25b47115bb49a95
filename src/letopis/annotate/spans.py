"""Read spans off B/I/O labels: the best row of labels, how likely each label is, the spans in a row.

In:   scores of labels per word ("O", "B-PER", "I-PER" ...), and of each label after each other.
Out:  labels, probabilities, spans with their kind and score.

"I" follows "B" or "I" of its own kind and nothing else; what stands against that costs FORBIDDEN.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FORBIDDEN = -50.0  # more than any label is ever preferred by
Floats = npt.NDArray[np.float32]


class Labelled(NamedTuple):
    """Words `start` to `end` (half-open) of one kind; the score is the mean probability of that kind."""

    start: int
    end: int
    kind: str
    score: float


def log_odds(share: float, least: float = 0.001) -> float:
    """Log odds of a probability, which is taken to be no nearer to 0 and 1 than `least`."""
    share = min(max(share, least), 1 - least)
    return math.log(share / (1 - share))


def scaled(share: float, slope: float, offset: float) -> float:
    """The probability whose log odds are `slope` times those of `share`, plus `offset`."""
    return 1 / (1 + math.exp(-slope * log_odds(share) - offset))


def plain_steps(labels: Sequence[str]) -> Floats:
    """Scores of each label (column) after each other (row) where nothing is preferred: 0, or FORBIDDEN."""
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            steps[:, column] = [0 if other[2:] == label[2:] else FORBIDDEN for other in labels]
    return steps


def plain_start(labels: Sequence[str]) -> Floats:
    """Scores of each label at the first word where nothing is preferred."""
    return np.array([FORBIDDEN if label.startswith("I-") else 0 for label in labels], dtype=np.float32)


def best_labels(scores: Floats, steps: Floats, start: Floats) -> list[int]:
    """The row of labels with the highest sum of scores (Viterbi).

    Args:
        scores: shape (words, labels).
        steps: of each label (last axis) after each other, shape (labels, labels), or one such for every word.
        start: of each label at the first word.
    """
    each = np.broadcast_to(steps, (len(scores), *steps.shape[-2:]))
    best, back = scores[0] + start, []
    for word in range(1, len(scores)):
        sums = best[:, None] + each[word]
        back.append(sums.argmax(axis=0))
        best = sums.max(axis=0) + scores[word]
    label = int(best.argmax())
    found = [label]
    for before in reversed(back):
        label = int(before[label])
        found.append(label)
    return found[::-1]


def label_shares(scores: Floats, steps: Floats, start: Floats) -> Floats:
    """Probability of each label at each word over all rows of labels (forward-backward); as for `best_labels`."""
    each = np.exp(np.broadcast_to(steps, (len(scores), *steps.shape[-2:])).astype(np.float64))
    own = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    forward, backward = np.empty_like(own), np.empty_like(own)
    row = own[0] * np.exp(start.astype(np.float64))
    forward[0] = row / row.sum()
    for word in range(1, len(own)):
        row = (forward[word - 1] @ each[word]) * own[word]
        forward[word] = row / row.sum()
    backward[-1] = 1
    for word in range(len(own) - 1, 0, -1):
        row = each[word] @ (backward[word] * own[word])
        backward[word - 1] = row / row.sum()
    both = forward * backward
    shares: Floats = (both / both.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def find_spans(found: Sequence[int], labels: Sequence[str], shares: Floats) -> list[Labelled]:
    """The spans in a row of labels, in order.

    Args:
        found: number of the label of each word.
        labels: names of the labels, as "O", "B-KIND", "I-KIND".
        shares: probability of each label at each word.
    """
    kinds = [label.partition("-")[2] for label in labels]
    columns = {kind: [i for i, other in enumerate(kinds) if other == kind] for kind in set(kinds) if kind}
    spans: list[Labelled] = []
    start, kind = 0, ""
    for word, label in enumerate([*found, labels.index("O")]):
        if kinds[label] != kind or labels[label].startswith("B-"):
            if kind:
                score = float(shares[start:word, columns[kind]].sum(axis=1).mean())
                spans.append(Labelled(start, word, kind, score))
            start, kind = word, kinds[label]
    return spans
