"""Print rows: a table for a terminal or a pipe, JSON, or CSV.

In:   rows (dataclasses), and the columns that a table shows.
Out:  text on stdout. A terminal gets columns fitted to its width; a pipe gets one line for each row, never
broken.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, TextIO

import typer

ID_LENGTH = 12  # "clm:" and eight digits: among a million claims one in 4,000 shares them with another
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Form(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def say(message: str) -> None:
    """Talk: one line on stderr."""
    typer.echo(clean(message), err=True)


def print_rows(
    rows: Sequence[Any], columns: Sequence[str], form: Form, *, empty: str = "nothing found"
) -> None:
    """A list; `columns` are the fields that a table shows, the other forms have them all."""
    if form is Form.JSON:
        print_json([as_mapping(row) for row in rows])
    elif form is Form.CSV:
        print_csv([as_mapping(row) for row in rows])
    elif rows:
        print_table([as_mapping(row) for row in rows], columns)
    if not rows:
        say(empty)


def as_mapping(row: Any) -> dict[str, Any]:
    """The fields of a row by name, nested rows too."""
    found = (
        dict(row)
        if isinstance(row, Mapping)
        else {field.name: getattr(row, field.name) for field in fields(row)}
    )
    return {name: _inner(value) for name, value in found.items()}


def _inner(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return as_mapping(value)
    return [_inner(part) for part in value] if isinstance(value, list | tuple) else value


def print_json(value: Any) -> None:
    """A value as indented JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_csv(rows: Sequence[Mapping[str, Any]], stream: TextIO | None = None) -> None:
    """Rows as CSV with a header; nothing when there are none. No cell is a formula to a spreadsheet."""
    if not rows:
        return
    writer = csv.writer(stream or sys.stdout, lineterminator="\n")
    writer.writerow(list(rows[0]))
    writer.writerows([safe_cell(value) for value in row.values()] for row in rows)


def safe_cell(value: Any) -> str:
    """A cell; with an apostrophe before it where a spreadsheet would take the text for a formula."""
    if value is None:
        return ""
    text = str(value)
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA) else text


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str | None = None) -> None:
    """Rows as a table with these columns; columns that are empty throughout are left out."""
    cells = [[shown(column, _value(row, column)) for column in columns] for row in rows]
    kept = [n for n, _ in enumerate(columns) if any(row[n] for row in cells)]
    header = [columns[n].replace("_", " ") for n in kept]
    body = [[row[n] for n in kept] for row in cells]
    if title:
        sys.stdout.write("\n")
    if sys.stdout.isatty():
        from letopis.cli.terminal import print_fitted

        print_fitted(header, body, title)
    else:
        if title:
            sys.stdout.write(f"{title}\n")
        _plain_table(header, body)


def _value(row: Mapping[str, Any], column: str) -> Any:
    """What stands in a column; support is told in words, where there is more than one report."""
    if column != "support" or row.get("reports", 1) < 2:
        return row.get(column)
    return f"{row['reports']} reports, {row['independent']} independent"


def shown(column: str, value: Any) -> str:
    """A value for a table: one line, ids shortened, paths by their file name."""
    if value is None or value == "":
        return ""
    text = clean(f"{value:.2f}" if isinstance(value, float) else str(value))
    if column == "id":
        return text[:ID_LENGTH]
    return text.replace("\\", "/").rsplit("/", 1)[-1] if column == "source" else text


def clean(text: str) -> str:
    """The text on one line, without characters that would steer a terminal."""
    kept = (
        sign if unicodedata.category(sign) not in ("Cc", "Cf") or sign in "\t\n\u200d" else " "
        for sign in text
    )
    return " ".join("".join(kept).split())


def _plain_table(header: Sequence[str], body: Iterable[Sequence[str]]) -> None:
    rows = [list(header), *(list(row) for row in body)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(header))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")


def number(count: int, thing: str) -> str:
    """ "1 event", "2 events", "1,200 events"."""
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def print_heading(text: str) -> None:
    """A line of its own, in bold on a terminal."""
    typer.secho(clean(text), bold=True) if sys.stdout.isatty() else print_line(text)


def print_line(text: str) -> None:
    """A line of data."""
    sys.stdout.write(clean(text) + "\n")
