"""Find the weights of the chooser of homes, and choose.

In:   of each land of a document a row of columns (letopis.extract.office.lands).
Out:  of which land a title without a state is, if any.

A logistic choice among the lands and "none of them". Made by training/homes.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from letopis.model.weights import FOLDER

WEIGHTS = "homes.json"
ROUNDED = 6


@dataclass(frozen=True, slots=True)
class Homes:
    """The chooser: a weight for each column, the score of "none of them", and what is added to that where a wrong
    land is worse than none."""

    weights: tuple[float, ...]
    none: float
    caution: float

    def choose(self, rows: Sequence[Sequence[float]], *, cautious: bool = True) -> int | None:
        """The number of the land, the first of equals; None where none is likely enough."""
        least = self.none + self.caution * cautious
        scores = [
            round(sum(weight * value for weight, value in zip(self.weights, row, strict=True)), ROUNDED)
            for row in rows
        ]
        best = max(scores, default=least)
        return scores.index(best) if best > least else None


@cache
def load_homes() -> Homes:
    """The chooser shipped with Letopis."""
    told = json.loads((FOLDER / WEIGHTS).read_text(encoding="utf-8"))
    return Homes(tuple(told["weights"].values()), told["none"], told["caution"])
