"""What a quantity comes to: bounds and unit, out of the normal form that stands in the record.

In:   "12 people", "20..30 percent", "12.. people", "..40", "1200000000 USD".
Out:  an `Amount`, or None of anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
_NORMAL = re.compile(rf"(?P<low>{_NUMBER})?(?P<range>\.\.)?(?P<high>{_NUMBER})?(?: (?P<unit>\S.*))?")


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds, equal where one number was told and None where open, and the unit or None."""

    low: float | None
    high: float | None
    unit: str | None = None


def read_amount(value: str | None) -> Amount | None:
    """What a normal form comes to, or None of words that are none."""
    match = _NORMAL.fullmatch(value.strip()) if value else None
    if match is None or not (match["low"] or match["high"]):
        return None
    low = float(match["low"]) if match["low"] else None
    high = float(match["high"]) if match["high"] else None
    return Amount(low, high if match["range"] else low, match["unit"])
