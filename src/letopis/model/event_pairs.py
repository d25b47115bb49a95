"""Find the weights of the scorer of event pairs, check them against their manifest, and score pairs.

In:   columns of pairs of event mentions, as resolve/events/event_columns.py makes them.
Out:  for each pair the probability that both are of one event.

Trees of decisions, run by numpy: every tree has a column, a bound and two children for each of its nodes, and adds the
value of the leaf that a pair comes to. The weights belong to one encoder, whose vectors are among the columns. Made by
training/event_coref.py.
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
FORMAT = 1
WEIGHTS, MANIFEST = "event_pairs.npz", "event_pairs.json"
LEAF = -1  # as a column: the node is a leaf


@dataclass(frozen=True, slots=True)
class EventPairs:
    """The scorer.

    Attributes:
        roots: the first node of each tree. column, bound, left, right, value: of each node.
        manifest: thresholds, corpora, scores, digests.
    """

    roots: npt.NDArray[np.int32]
    column: npt.NDArray[np.int16]
    bound: Floats
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: Floats
    manifest: dict[str, Any]

    def chances(self, columns: Floats) -> Floats:
        """The probability of each pair, shape (pairs,), rounded so that it is the same on every machine."""
        total, rows = np.zeros(len(columns)), np.arange(len(columns))
        for root in self.roots:
            at = np.full(len(columns), root, dtype=np.int32)
            while True:
                inner = self.column[at] != LEAF
                if not inner.any():
                    break
                here = at[inner]
                goes_left = columns[rows[inner], self.column[here]] <= self.bound[here]
                at[inner] = np.where(goes_left, self.left[here], self.right[here])
            total += self.value[at]
        mean = total / self.manifest["ensemble"] + self.manifest["base"]
        found: Floats = np.round(1 / (1 + np.exp(-mean)), 4).astype(np.float32)
        return found


@cache
def load_event_pairs(folder: Path | None = None) -> EventPairs:
    """The scorer in `folder`, its file checked against its digest; the one shipped with Letopis if not given.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    folder = folder or FOLDER
    path = folder / WEIGHTS
    manifest = checked_weights(
        path, folder / MANIFEST, FORMAT, what="scorer of event pairs", made_by="training/event_coref.py"
    )
    with np.load(path, allow_pickle=False) as arrays:
        parts = {name: arrays[name] for name in ("roots", "column", "bound", "left", "right", "value")}
    return EventPairs(**parts, manifest=manifest)
