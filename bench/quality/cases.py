"""Count our own tables of cases: how many rows hold.

In:   tests/cases, or one step's folder in it.
Out:  the share of rows whose test passes. The tests themselves say what a row means; a row is a parametrised test in a
      module that reads a table.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from bench.quality.score import Score

ROOT = Path(__file__).parents[2]


class Tally:
    """A pytest plugin that counts the rows of each step."""

    def __init__(self) -> None:
        self.passed, self.rows = Counter[str](), Counter[str]()
        self.failed: list[str] = []

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Keep the rows."""
        items[:] = [item for item in items if hasattr(item, "callspec")]

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Count one row once, when it has run."""
        if report.when == "call" or (report.when == "setup" and not report.passed):
            step = report.nodeid.split("/")[1]
            self.rows[step] += 1
            self.passed[step] += report.passed
            if not report.passed:
                self.failed.append(report.nodeid)


def score(data: Path, limit: int | None = None) -> Score:
    """The score of the tables under a folder; `limit` shows only so many of the rows that do not hold."""
    import pytest

    steps = sorted({table.parent.name for table in data.rglob("*.toml")})
    modules = [
        path for step in steps for path in sorted((ROOT / "tests" / step).glob("test_*.py")) if _reads(path)
    ]
    if not modules:
        raise SystemExit(f"{data}: no table there that a test reads; expected tests/cases, or a folder in it")
    tally = Tally()
    pytest.main(
        ["-o", "addopts=--import-mode=importlib", "-p", "no:terminal", *map(str, modules)], plugins=[tally]
    )
    rows, passed = sum(tally.rows.values()), sum(tally.passed.values())
    figures: dict[str, float] = {
        step: 100 * tally.passed[step] / tally.rows[step] for step in sorted(tally.rows)
    }
    return Score("cases", "passed", {"passed": passed, **figures}, tally.failed[:limit], of=rows)


def _reads(path: Path) -> bool:
    """True when a test module reads a table of cases."""
    return "cases" in path.read_text(encoding="utf-8").lower()
