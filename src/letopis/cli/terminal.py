"""A table on a terminal: columns fitted to its width.

In:   header and cells, plain text on one line each.
Out:  a rich table on stdout. Where it is too narrow for all columns, who and what become one column, the least
      needed columns are left out, and at last the words stand below what they tell; an id is never cut. `show`
      and the other forms have everything.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

_FLEXIBLE = 20  # characters that a column of text needs at least, to be read and not spelt
_NARROWEST = 12  # what a column of text is never narrowed below
_GAP = 3
_FIXED = {
    "id": 12,
    "date": 12,
    "kind": 12,
    "status": 10,
    "support": 12,
    "copy kind": 9,
    "change": 10,
    **dict.fromkeys(("start", "end", "since", "until", "due", "known", "published", "last seen", "told"), 10),
}
_DATES = ("date", "start", "end", "since", "until", "due", "when", "first", "published")
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
    ("status", "note", "{} ({})"),
    ("status", "surely", "{}, {}"),
    ("figure", "value", "{}"),
    ("figure", "compared with", "{}, against {}"),
    ("copy kind", "copy of", "{} of {}"),
)
_MERGED_LAST = (("what", "chain", "{}; {}"),)  # when it is still too narrow
_LEFT_OUT_LAST = ("maker", "told", "match", "last seen", "profile", "naming")  # then these, in this order
_NEVER_CUTTING = (
    "support",
    "sources",
    "independent",
    "reports",
    "seen",
    "until",
)  # rather than that an id is cut
_BELOW = (
    "what",
    "actor",
    "subject",
    "by",
    "act",
    "value",
    "told by",
)  # at last the words go below one of these
_STYLES = {"date": "cyan", "who": "bold", "holder": "bold", "name": "bold", "id": "dim", "source": "dim"}

Cells = list[list[str]]


def fit(header: Sequence[str], body: Cells, width: int) -> tuple[list[str], Cells]:
    """The columns that can be read at a width, in characters."""
    names, cells = _merge(list(header), [list(row) for row in body], width, _MERGED)
    names, cells = _leave_out(names, cells, width, _LEFT_OUT)
    names, cells = _merge(names, cells, width, _MERGED_LAST)
    names, cells = _leave_out(names, cells, width, _LEFT_OUT_LAST)
    above = next((name for name in _BELOW if name in names), None)
    if above and "words" in names and _needed(names, cells, _NARROWEST) > width:
        names, cells = _merged(names, cells, (above, "words", "{}\n{}"))
    return _leave_out(names, cells, width, _NEVER_CUTTING, _NARROWEST)


def _leave_out(
    names: list[str], cells: Cells, width: int, least: Sequence[str], most: int = _FLEXIBLE
) -> tuple[list[str], Cells]:
    """The columns without those that are least needed, as long as all are too wide."""
    for name in least:
        if _needed(names, cells, most) > width and name in names:
            at = names.index(name)
            names, cells = names[:at] + names[at + 1 :], [row[:at] + row[at + 1 :] for row in cells]
    return names, cells


def _merge(
    names: list[str], cells: Cells, width: int, pairs: Sequence[tuple[str, str, str]]
) -> tuple[list[str], Cells]:
    """Pairs of columns made one, as long as all are too wide."""
    for pair in pairs:
        if _needed(names, cells) > width and pair[0] in names and pair[1] in names:
            names, cells = _merged(names, cells, pair)
    return names, cells


def _needed(names: Sequence[str], cells: Cells, most: int = _FLEXIBLE) -> int:
    """Characters that the columns need at least, none more than `most`, with the gaps between them."""
    return sum(min(most, _least(name, [row[n] for row in cells])) + _GAP for n, name in enumerate(names))


def _least(name: str, cells: Sequence[str]) -> int:
    widest = max([len(name), *(len(line) for cell in cells for line in cell.split("\n"))])
    if name in _FIXED:
        return min(widest, _FIXED[name])
    if _is_bar(name):
        return widest
    return widest if name in _NUMBERS and widest < _FLEXIBLE else min(widest, _FLEXIBLE)


def _is_bar(name: str) -> bool:
    """True for a column of bars drawn over years, which its header has: "1997–2024"."""
    return name[:4].isdecimal()


def _merged(names: list[str], cells: Cells, how: tuple[str, str, str]) -> tuple[list[str], Cells]:
    """Two columns as one, in the place of the first: "Anna Berg: CONSULT → Otto Lind"."""
    first, second, pattern = names.index(how[0]), names.index(how[1]), how[2]
    told = [pattern.format(row[first] or "—", row[second]) if row[second] else row[first] for row in cells]
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
    dates = [n for n, name in enumerate(names) if name in _DATES]
    if sum(max(map(len, column)) + _GAP for column in zip(names, *cells, strict=True)) > console.width:
        for row in cells:
            for n in dates:  # broken between its days, not within one
                row[n] = row[n].replace("/", "/\n")
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for n, name in enumerate(names):
        least = _least(name, [row[n] for row in cells])
        whole = name == "id" or _is_bar(name) or (name in _NUMBERS and least < _FLEXIBLE)
        table.add_column(
            name,
            no_wrap=whole,
            overflow="fold",
            min_width=min(least, _NARROWEST),
            max_width=_WIDEST.get(name),
        )
    for row in cells:
        table.add_row(
            *(Text(cell, style=_STYLES.get(name, "")) for name, cell in zip(names, row, strict=True))
        )
    console.print(table)
