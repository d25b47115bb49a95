"""What becomes of plans over several articles, as the tables tell."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from letopis.plans import PlansAsked
from letopis.view import PlanRow
from tests.plans.reading import record_of

TABLES = Path(__file__).parents[1] / "cases" / "plans"


def cases(name: str) -> list[Any]:
    """The rows of a table, those graded weak as expected to fail."""
    rows = tomllib.loads((TABLES / name).read_text(encoding="utf-8"))["case"]
    weak = pytest.mark.xfail(
        strict=False, reason="hard language: what would tell this fate also tells fates that are none"
    )
    return [
        pytest.param(row, id=row["name"], marks=(weak,) if row["grade"] == "weak" else ()) for row in rows
    ]


@pytest.mark.parametrize(
    "case", [*cases("fates.toml"), *cases("fates_2.toml"), *cases("fates_3.toml"), *cases("fates_4.toml")]
)
def test_plans_have_the_fate_that_the_articles_tell(case: dict[str, Any], tmp_path: Path) -> None:
    """Time, status, and the turns with the lines that show them; nothing is taken for what it is not."""
    on = date.fromisoformat(case["on"]) if "on" in case else None
    with record_of(case["article"], tmp_path) as record:
        rows = record.plans(PlansAsked(on=on))
    if "count" in case:
        assert len(rows) == case["count"]
    for wanted in case.get("plan", ()):
        row = _found(rows, wanted)
        turns = [str(turn.turn) for turn in row.history[1:]]
        told = {
            "due": row.due,
            "status": row.status,
            "maker": row.maker,
            "reports": row.reports,
            "changes": turns,
        }
        asked = {key: value for key, value in wanted.items() if key in told}
        assert {key: told[key] for key in asked} == asked


def _found(rows: list[PlanRow], wanted: dict[str, Any]) -> PlanRow:
    """The plan that a row of a table means."""
    types = wanted["type"].split("|")
    fitting = [
        row
        for row in rows
        if row.type in types and any(wanted["says"] in told.quote for told in (row, *row.history))
    ]
    assert fitting, [(row.type, row.quote) for row in rows]
    return fitting[0]
