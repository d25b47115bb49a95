"""Our own sentences and the claims that a careful reader finds in them: tests/cases/extract/*.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.extract.reading_aloud import claims_of, holds

TABLES = Path(__file__).parents[1] / "cases" / "extract"
CASES = [
    (table.stem, case)
    for table in sorted(TABLES.glob("*.toml"))
    if table.stem != "chains"  # its own format: test_chains.py
    for case in tomllib.loads(table.read_text(encoding="utf-8"))["case"]
    if "expect" in case or "forbid" in case  # others are scored by the bench, or have a test of their own
]
STRONG = [(table, case) for table, case in CASES if case.get("grade", "strong") == "strong"]
OTHERS = [(table, case) for table, case in CASES if case.get("grade", "strong") != "strong"]


def missing(case: dict[str, Any]) -> list[str]:
    """What of a case does not hold, in words."""
    claims = claims_of(case["text"], case.get("published"))
    lost = [f"missing {wanted}" for wanted in case.get("expect", ()) if not holds(wanted, claims)]
    return lost + [f"found {wrong}" for wrong in case.get("forbid", ()) if holds(wrong, claims)]


@pytest.mark.parametrize("case", [case for _, case in STRONG], ids=lambda case: case["text"][:60])
def test_strong_case_holds(case: dict[str, Any]) -> None:
    """What a strong case expects is claimed, and what it forbids is not."""
    assert not missing(case)


def test_half_of_the_harder_cases_hold() -> None:
    """Of the medium and weak cases at least half hold; `python -m bench.quality cases` shows which do not."""
    kept = [case for _, case in OTHERS if not missing(case)]
    assert 2 * len(kept) >= len(OTHERS)
