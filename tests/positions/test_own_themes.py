"""Which themes somebody was for or against, where none is asked for."""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.plans.reading import record_of

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "positions" / "own_themes.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["name"])
def test_themes_are_what_plain_stances_are_towards(case: dict[str, Any], tmp_path: Path) -> None:
    """Each theme once, its lines by time."""
    articles = [{"text": f"News of {day}\n\n{text}", "published": day} for day, text in case["articles"]]
    with record_of(articles, tmp_path) as record:
        rows = record.positions(TABLE["who"])
    told = {
        theme: [str(row.stance) for row in own] for theme, own in groupby(rows, key=lambda row: row.theme)
    }
    if case.get("grade") == "weak" and told != case["themes"]:
        pytest.xfail("hard language: what would find it also finds themes that are none")
    assert told == case["themes"]
