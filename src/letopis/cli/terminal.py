"""A table on a terminal: columns fitted to its width.

In:   header and cells, plain text on one line each.
Out:  a rich table on stdout. Where it is too narrow for all columns, who and what become one column and the least
      needed columns are left out; `show` and the other forms have everything.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

_FLEXIBLE = 20  # characters that a column of text needs at least, to be read and not spelt
_GAP = 3
_FIXED = {"id": 12, "date": 10, "start": 10, "end": 10, "known": 10, "published": 10, "kind": 12, "status": 8}
_NUMBERS = (
    *(
        "claims",
        "documents",
        "words",
        "country",
        "basis",
        "cited",
        "relays",
        "direct",
        "naming",
        "trait",
        "value",
    ),
    *("stands", "at", "events", "intensity", "articles", "neither", "period", "one", "other", "origin"),
)
_WIDEST = {"who": 26, "what": 40, "source": 24, "name": 28, "names": 30, "offices": 36, "title": 40}
_LEFT_OUT = (  # when the terminal is narrow, in this order
    "names",
    "described as",
    "about",
    "also at",
    "source",
    "basis",
    "title",
    "found",
    "documents",
    "known",
    "at",
    "by",
    "country",
    "according to",
    "kind",
)
_MERGED = (  # when it is narrow, in this order: the second column goes into the first
    ("who", "office", "{}, {}"),
    ("what", "how", "{} ({})"),
    ("who", "what", "{}: {}"),
    ("type", "recipient", "{} → {}"),
    ("type", "place", "{}, in {}"),
    ("type", "magnitude", "{}, {}"),
    ("type", "surely", "{} ({})"),
    ("actor", "type", "{}: {}"),
)
_MERGED_LAST = (("what", "chain", "{}; {}"),)  # when it is still too narrow
_STYLES = {"date": "cyan", "who": "bold", "holder": "bold", "name": "bold", "id": "dim", "source": "dim"}

Cells = list[list[str]]


def fit(header: Sequence[str], body: Cells, width: int) -> tuple[list[str], Cells]:
    """The columns that can be read at a width, in characters."""
    names, cells = _merge(list(header), [list(row) for row in body], width, _MERGED)
    for name in _LEFT_OUT:
        if _needed(names, cells) > width and name in names:
            at = names.index(name)
            del names[at]
            cells = [row[:at] + row[at + 1 :] for row in cells]
    return _merge(names, cells, width, _MERGED_LAST)


def _merge(
    names: list[str], cells: Cells, width: int, pairs: Sequence[tuple[str, str, str]]
) -> tuple[list[str], Cells]:
    """Pairs of columns made one, as long as all are too wide."""
    for pair in pairs:
        if _needed(names, cells) > width and pair[0] in names and pair[1] in names:
            names, cells = _merged(names, cells, pair)
    return names, cells


def _needed(names: Sequence[str], cells: Cells) -> int:
    """Characters that the columns need at least, with the gaps between them."""
    return sum(_least(name, [row[n] for row in cells]) + _GAP for n, name in enumerate(names))


def _least(name: str, cells: Sequence[str]) -> int:
    if name in _FIXED:
        return _FIXED[name]
    widest = max([len(name), *(len(cell) for cell in cells)])
    return widest if name in _NUMBERS and widest < _FLEXIBLE else min(widest, _FLEXIBLE)


def _merged(names: list[str], cells: Cells, how: tuple[str, str, str]) -> tuple[list[str], Cells]:
    """Two columns as one, in the place of the first: "Anna Berg: CONSULT → Otto Lind"."""
    first, second, pattern = names.index(how[0]), names.index(how[1]), how[2]
    told = [pattern.format(row[first], row[second]) if row[second] else row[first] for row in cells]
    for row, both in zip(cells, told, strict=True):
        row[first] = both
        del row[second]
    name = how[1] if how[0] == "who" and how[1] == "what" else how[0]
    kept = [name if at == first else one for at, one in enumerate(names) if at != second]
    return kept, cells


def print_fitted(header: Sequence[str], body: Cells, title: str | None = None) -> None:
    """Prints a table as wide as the terminal at most."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False)
    names, cells = fit(header, body, console.width)
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for n, name in enumerate(names):
        least = _least(name, [row[n] for row in cells])
        whole = name == "id" or (name in _NUMBERS and least < _FLEXIBLE)
        table.add_column(
            name, no_wrap=whole, overflow="fold", min_width=min(least, 12), max_width=_WIDEST.get(name)
        )
    for row in cells:
        table.add_row(
            *(Text(cell, style=_STYLES.get(name, "")) for name, cell in zip(names, row, strict=True))
        )
    console.print(table)
