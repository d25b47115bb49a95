"""The command sources-of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from letopis.cli.app import app
from letopis.pipeline import read_paths
from letopis.store import open_store
from tests.test_facts import STEPS, articles

__all__ = ["articles"]


@pytest.fixture
def record(articles: list[Path], tmp_path: Path) -> tuple[str, str]:
    """A record on disk, and the id of a statement that many report."""
    path = tmp_path / "r.letopis"
    store = open_store(path, create=True)
    read_paths(articles, store, steps=STEPS)
    claim = next(line.claim.id for line in store.lines() if "own" in line.path)
    store.close()
    return str(path), claim


def run(*words: str) -> str:
    """What a call prints."""
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def test_sources_of_folds_copies_and_tells_the_chain(record: tuple[str, str]) -> None:
    """Twenty mastheads are one row."""
    told = run("sources-of", record[1], "--record", record[0])
    assert "23 reports, 3 independent" in told
    assert "and 19 more" in told
    assert "citing.txt ← Coast Agency ← Anna Berg" in told
    assert len(run("sources-of", record[1], "--all", "--record", record[0]).splitlines()) == 26


def test_json_has_every_report_with_its_origin(record: tuple[str, str]) -> None:
    """Also what a table folds."""
    told = json.loads(run("sources-of", record[1], "--json", "--record", record[0]))
    assert (told["reports"], told["independent"], len(told["rows"])) == (23, 3, 23)
    assert {row["origin"] for row in told["rows"]} == {1, 2, 3}


def test_a_day_before_all_reports_is_an_error_in_one_line(record: tuple[str, str]) -> None:
    """It says what to do."""
    done = CliRunner().invoke(app, ["sources-of", record[1], "--known", "2019", "--record", record[0]])
    assert done.exit_code == 2
    assert "give a later day" in done.output


def test_show_names_the_command_where_there_are_several_reports(record: tuple[str, str]) -> None:
    """So that it is found."""
    assert f"letopis sources-of {record[1][:12]}" in run("show", record[1], "--record", record[0])
