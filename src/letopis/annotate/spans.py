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
SCALED_EVERY = 8  # words: products of so many steps are far from the ends of 64 bits
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


def best_labels(scores: Sequence[Floats], steps: Sequence[Floats], start: Floats) -> list[list[int]]:
    """For each chunk the row of labels with the highest sum of scores (Viterbi).

    All chunks go the same way together, one word at a time.

    Args:
        scores: of each chunk, shape (words, labels).
        steps: of each chunk: of each label (last axis) after each other, shape (labels, labels), or one such for every
            word.
        start: of each label at the first word.
    """
    own, each = _together(scores, steps)
    best = own[0] + start
    rows = [best]
    for step, here in zip(each[1:], own[1:], strict=True):
        best = np.maximum.reduce(best[:, :, None] + step, axis=1) + here
        rows.append(best)
    back = (np.stack(rows[:-1])[..., None] + each[1:]).argmax(axis=2) if len(rows) > 1 else each[1:]
    found = []
    for chunk, words in enumerate(map(len, scores)):
        label = int(rows[words - 1][chunk].argmax())
        row = [label]
        for before in back[: words - 1, chunk][::-1].tolist():
            label = before[label]
            row.append(label)
        found.append(row[::-1])
    return found


def label_shares(scores: Sequence[Floats], steps: Sequence[Floats], start: Floats) -> list[Floats]:
    """For each chunk the probability of each label at each word over all rows of labels (forward-backward); as for
    `best_labels`.
    """
    own, each = _together(scores, steps)
    likely = np.exp((own - own.max(axis=2, keepdims=True)).astype(np.float64))
    each = np.exp(each.astype(np.float64)) * likely[:, :, None]
    # the way there and the way back at once: shape (words, 2, chunks, labels)
    both = np.empty((len(each), 2, *each.shape[1:]))
    both[:, 0] = each
    both[1:, 1], both[0, 1] = each[:0:-1].swapaxes(2, 3), each[0].swapaxes(1, 2)
    row = np.stack([likely[0] * np.exp(start.astype(np.float64)), np.ones_like(likely[0])])[:, :, None]
    rows = [row]
    for number, step in enumerate(both[1:]):
        row = row @ step
        if number % SCALED_EVERY == 0:
            row = row / row.sum(axis=-1, keepdims=True)
        rows.append(row)
    there, back = np.stack(rows, axis=1)[:, :, :, 0]
    shares = there * back[::-1]
    shares /= shares.sum(axis=2, keepdims=True)
    return [shares[: len(one), chunk].astype(np.float32) for chunk, one in enumerate(scores)]


def _together(scores: Sequence[Floats], steps: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Scores and steps of all chunks, shapes (words, chunks, labels) and (words, chunks, labels, labels); zeros where
    a chunk has no more words.
    """
    words, labels = max(map(len, scores)), scores[0].shape[1]
    own = np.zeros((words, len(scores), labels), dtype=np.float32)
    each = np.zeros((words, len(scores), labels, labels), dtype=np.float32)
    for chunk, (score, step) in enumerate(zip(scores, steps, strict=True)):
        own[: len(score), chunk] = score
        each[: len(score), chunk] = step
    return own, each


def find_spans(found: Sequence[int], labels: Sequence[str], shares: Floats) -> list[Labelled]:
    """The spans in a row of labels, in order.

    Args:
        found: number of the label of each word.
        labels: names of the labels, as "O", "B-KIND", "I-KIND".
        shares: probability of each label at each word.
    """
    kinds = [label.partition("-")[2] for label in labels]
    columns = {kind: [i for i, other in enumerate(kinds) if other == kind] for kind in set(kinds) if kind}
    of_kind = {kind: shares[:, own].sum(axis=1) for kind, own in columns.items()}
    spans: list[Labelled] = []
    start, kind = 0, ""
    for word, label in enumerate([*found, labels.index("O")]):
        if kinds[label] != kind or labels[label].startswith("B-"):
            if kind:
                score = float(of_kind[kind][start:word].mean())
                spans.append(Labelled(start, word, kind, score))
            start, kind = word, kinds[label]
    return spans
