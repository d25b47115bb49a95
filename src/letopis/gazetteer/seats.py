"""Which state a capital or a seat of power stood for on a day.

In:   its name, a day.
Out:  the code of a state, or that it was no seat then.

The table is seats of data/lexicon/en; it has only what differs from the capitals and seats of countries.
"""

from __future__ import annotations

from functools import lru_cache

from letopis.gazetteer.people import fold
from letopis.lexicon import table
from letopis.times import Interval, parse_date

NO_SEAT = ""


def seat_on(name: str, days: Interval) -> str | None:
    """The code of the state that it stood for through all these days, NO_SEAT where it was none; None where the table
    tells nothing, or two things."""
    if days.start is None or days.end is None:
        return None
    for country, held in _seats().get(fold(name).casefold(), ()):
        if held.start is not None and held.start <= days.start and (held.end is None or days.end <= held.end):
            return country
    return None


@lru_cache(maxsize=1)
def _seats() -> dict[str, list[tuple[str, Interval]]]:
    found: dict[str, list[tuple[str, Interval]]] = {}
    for row in table("seats"):
        begun = parse_date(row["from"]).start
        over = parse_date(row["to"]).end if row["to"] else None
        found.setdefault(fold(row["word"]).casefold(), []).append((row["country"], Interval(begun, over)))
    return found
