"""Public figures under two names that no rule of spelling makes one.

In:   a name, as written, and the country that is told.
Out:  who is known to bear it.

The table is aliases of data/lexicon/en.
"""

from __future__ import annotations

from functools import lru_cache

from letopis.gazetteer.cells import cell_list
from letopis.gazetteer.people import fold
from letopis.lexicon import table


def known_as(name: str, country: str | None = None) -> frozenset[str]:
    """The usual names of those who are called so; a single word counts only with their own country."""
    return frozenset(
        usual
        for usual, home, lone in _aliases().get(fold(name).casefold(), ())
        if not lone or home == country
    )


@lru_cache(maxsize=1)
def _aliases() -> dict[str, list[tuple[str, str, bool]]]:
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for row in table("aliases"):
        names, lone = cell_list(row, "names"), cell_list(row, "lone")
        for name in names:
            found.setdefault(fold(name).casefold(), []).append((names[0], row["country"], name in lone))
    return found
