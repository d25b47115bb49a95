"""Find the weights of the chooser of days, check them against their manifest, and score candidates.

In:   encoder states and columns of events, of the times that may be theirs, and of both together.
Out:  for each candidate the probability that it is the event's.

Small enough to be run by numpy. The weights belong to one encoder: they were learnt over its states, so the manifest
names the encoder by its digest. Made by training/days.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from letopis.model.checked import checked_weights
from letopis.model.weights import FOLDER

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
FORMAT = 1
WEIGHTS, MANIFEST = "days.npz", "days.json"


@dataclass(frozen=True, slots=True)
class Rows:
    """What is scored of one document.

    Attributes:
        last, middle, heads: of each event the last and the middle state of its word, and the last one of its head.
        events: columns of the events. times, governors: last states of the words of times and of what they hang on.
        of_event, of_time: of each candidate of all events, in order, the number of its event, and that of its time,
            -1 for none. pairs: their columns.
    """

    last: Floats
    middle: Floats
    heads: Floats
    events: Floats
    times: Floats
    governors: Floats
    of_event: Ints
    of_time: Ints
    pairs: Floats


@dataclass(frozen=True, slots=True)
class Days:
    """The chooser: states narrowed to their main directions, and a few networks of two layers, whose answers are
    averaged.

    Attributes:
        weights: by name, those of a network with its number behind. manifest: shapes, corpora, scores, digests.
    """

    weights: dict[str, Floats]
    manifest: dict[str, Any]

    def narrowed(self, states: Floats, name: str) -> Floats:
        """States along their main directions; `name` is "last" or "middle"."""
        apart: Floats = states - self.weights[f"{name}_mean"]
        narrow: Floats = np.matmul(apart, self.weights[f"{name}_main"])
        return narrow

    def shares(self, rows: Rows) -> Floats:
        """The probability of each candidate among those of its event, rounded: the same on every machine."""
        states = [self.narrowed(rows.last, "last"), self.narrowed(rows.middle, "middle")]
        events = np.concatenate([*states, self.narrowed(rows.heads, "last"), rows.events], axis=1)
        times = np.zeros(
            (len(rows.times) + 1, 2 * states[0].shape[1]), dtype=np.float32
        )  # the last one: none
        times[:-1] = np.concatenate(
            [self.narrowed(rows.times, "last"), self.narrowed(rows.governors, "last")], axis=1
        )
        found = np.zeros(len(rows.of_event), dtype=np.float32)
        count = int(self.manifest["networks"])
        for number in range(count):
            scores = self._scores(number, events, times, rows)
            top = np.full(len(events), -np.inf, dtype=np.float32)
            np.maximum.at(top, rows.of_event, scores)
            odds = np.exp(scores - top[rows.of_event])
            sums = np.bincount(rows.of_event, odds, len(events)).astype(np.float32)
            found += odds / sums[rows.of_event] / count
        shares: Floats = np.round(found, 4)
        return shares

    def _scores(self, number: int, events: Floats, times: Floats, rows: Rows) -> Floats:
        w = {
            name: self.weights[f"{name}_{number}"]
            for name in ("event", "event_bias", "time", "pair", "next", "next_bias", "out")
        }
        own, theirs = events @ w["event"] + w["event_bias"], times @ w["time"]
        size = len(w["next"])
        a, b = rows.of_event, rows.of_time
        columns = np.concatenate([own[a, size:] * theirs[b, size:], rows.pairs], axis=1)
        hidden = np.maximum(columns @ w["pair"] + own[a, :size] + theirs[b, :size], 0.0)
        scores: Floats = np.maximum(hidden @ w["next"] + w["next_bias"], 0.0) @ w["out"]
        return scores


@cache
def load_days(folder: Path | None = None) -> Days:
    """The chooser in `folder`, its file checked against its digest; the one shipped with Letopis if not given.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    folder = folder or FOLDER
    path = folder / WEIGHTS
    manifest = checked_weights(
        path, folder / MANIFEST, FORMAT, what="chooser of days", made_by="training/days.py"
    )
    with np.load(path, allow_pickle=False) as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
    return Days(weights, manifest)
