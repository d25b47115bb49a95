"""That reports differ about one fact: its accounts, each with the lines that tell it.

How they are found: resolve/disputes/disagreements.py; how they are told to a reader: view/disagreements.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letopis.profile import Line


class Differing(StrEnum):
    """What the accounts differ in."""

    NUMBER = "number"
    DATE = "date"
    WHO = "who"
    WHETHER = "whether"
    JUDGEMENT = "judgement"


class State(StrEnum):
    """How accounts stand to each other.

    DISPUTED: they cannot both be right. CORRECTED: the older was withdrawn by whoever told it. UPDATED: the newer takes
    the place of the older (a toll that grew, a final result). REFINED: both can be right, one is more precise.
    """

    DISPUTED = "disputed"
    CORRECTED = "corrected"
    UPDATED = "updated"
    REFINED = "refined"


@dataclass(frozen=True, slots=True)
class Account:
    """One value and who tells it.

    Attributes:
        value: as it was written; of `WHETHER` "so" or "not so".
        lines: who tells it, the earliest known first.
        low, high, unit: of a number; None where a bound is open or the value is no number.
        voice: who tells it where the sentence says so and the attribution does not, in its words; or None.
        is_corrected: every one of its reports was superseded by a newer version of the same article, or of its source.
    """

    value: str
    lines: tuple[Line, ...]
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    voice: str | None = None
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One fact with two accounts or more, the earliest told first.

    Attributes:
        id: "dis:" and a digest of the claims.
        aspect: what of the fact differs: a measure ("killed"), a role ("actor"), "start", "end", "holder", "when";
            "" of whether it is so.
    """

    id: str
    differing: Differing
    state: State
    aspect: str
    accounts: tuple[Account, ...]
