"""Find the weights of the antecedent scorer, check them against their manifest, and score pairs of mentions.

In:   encoder states of mentions; what detect/ knows of each and of each pair.
Out:  for each pair a score; for each mention the score of being new and of being a mention at all.

Small enough to be run by numpy. The weights belong to one encoder: they were learnt over its states, so the manifest
names the encoder by its digest. Made by training/coref.py.
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
WEIGHTS, MANIFEST = "antecedents.npz", "antecedents.json"
BLOCK = 4096  # pairs scored at once: what fits a core's cache


@dataclass(frozen=True, slots=True)
class Antecedents:
    """The scorer: two layers over both mentions, their product and the pair's own columns.

    Attributes:
        weights: by name; see `score`. manifest: shapes, corpora, scores, digests.
    """

    weights: dict[str, Floats]
    manifest: dict[str, Any]

    def score(
        self, states: Floats, alone: Floats, rows: Ints, earlier: Ints, pairs: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """Scores of pairs; scores of each mention as new; log odds of each to be a mention.

        Args:
            states: encoder states, shape (mentions, width). alone: columns of each mention.
            rows, earlier, pairs: the pairs and their columns.
        """
        w = self.weights
        both = np.concatenate([states, alone], axis=1)
        own = both @ w["own"] + w["own_bias"]
        size = w["out"].shape[0]
        later, before, left, right, new, mention = np.split(own, np.cumsum(self._widths())[:-1], axis=1)
        scores = np.empty(len(rows), dtype=np.float32)
        for first in range(0, len(rows), BLOCK):
            a, b = rows[first : first + BLOCK], earlier[first : first + BLOCK]
            columns = np.concatenate([left[a] * right[b], pairs[first : first + BLOCK]], axis=1)
            hidden = columns @ w["pair"]
            hidden += later[a]
            hidden += before[b]
            scores[first : first + BLOCK] = np.maximum(hidden, 0.0, out=hidden) @ w["out"]
        assert later.shape[1] == size
        return (
            scores,
            np.maximum(new, 0.0) @ w["new"],
            np.maximum(mention, 0.0) @ w["mention"] + w["mention_bias"],
        )

    def _widths(self) -> list[int]:
        return [int(width) for width in self.manifest["widths"]]


@cache
def load_antecedents(folder: Path | None = None) -> Antecedents:
    """The scorer in `folder`, its file checked against its digest; the one shipped with Letopis if not given.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    folder = folder or FOLDER
    path = folder / WEIGHTS
    manifest = checked_weights(
        path, folder / MANIFEST, FORMAT, what="antecedent scorer", made_by="training/coref.py"
    )
    with np.load(path, allow_pickle=False) as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
    return Antecedents(weights, manifest)
