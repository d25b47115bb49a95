"""Of which state a president or premier is who is called by title and surname alone.

In:   an office, a surname, a year.
Out:  a country code, or None.

The table is leaders of data/lexicon/en. It names no office and no date of anybody: only the state that the words leave
open.
"""

from __future__ import annotations

from functools import lru_cache

from letopis.gazetteer.people import fold
from letopis.lexicon import table

GRACE = 1  # years that a post may be told of before and after: the elected, the outgoing


def state_of_leader(office: str, surname: str, year: int | None, *, past: bool = False) -> str | None:
    """The state that a bearer of this surname led in this office; None where nobody or bearers of several states did.

    Args:
        office: its canonical name ("President"). surname: as written.
        year: of the report; None where it is unknown, then any will do.
        past: the post is told as a former one, so that it may lie before the year.
    """
    found = {
        country
        for country, first, last in _leaders().get((office, fold(surname).casefold()), ())
        if year is None or (first - GRACE <= year and (past or year <= last + GRACE))
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _leaders() -> dict[tuple[str, str], list[tuple[str, int, int]]]:
    found: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for row in table("leaders"):
        for surname in row["surname"].split("|"):
            key = (row["office"], fold(surname).casefold())
            found.setdefault(key, []).append((row["country"], int(row["from"]), int(row["to"])))
    return found
