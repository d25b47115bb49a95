"""Cells of a table as values: an empty one is None, the parts of a list are joined by `|`."""

from __future__ import annotations

from collections.abc import Mapping


def cell(row: Mapping[str, str], column: str) -> str | None:
    """A cell, or None where it is empty."""
    return row[column] or None


def cell_list(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    """The parts of a cell, in order; empty ones left out."""
    return tuple(part.strip() for part in row[column].split("|") if part.strip())
