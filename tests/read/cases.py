"""Loads the tables of tests/cases/read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "cases" / "read"


def cases(table: str) -> list[Any]:
    """The cases of one table, each with its name as the test's id."""
    import pytest

    rows = tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=row["name"].replace(" ", "-")) for row in rows]
