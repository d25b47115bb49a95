"""Floors hold, rise when asked, and sink only with a note that says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.quality import gate
from bench.quality.__main__ import TASKS, show
from bench.quality.score import Score, f1


def floors() -> dict[str, Any]:
    """One task with one floor."""
    return {"names": {"data": "some.iob2", "floors": {"F1": 70.0}}}


@pytest.mark.parametrize(
    ("value", "failed", "floor"), [(69.99, ["names F1"], 70.0), (70.0, [], 70.0), (72.36, [], 72.2)]
)
def test_figure_is_held_against_its_floor(
    tmp_path: Path, value: float, failed: list[str], floor: float
) -> None:
    """Below the floor fails; above it the floor can rise, and never sinks by itself."""
    (tmp_path / "some.iob2").touch()
    given = floors()
    assert gate.check(given, tmp_path, lambda task, data, limit: Score(task, "F1", {"F1": value})) == failed
    assert given["names"]["floors"]["F1"] == floor


def test_task_without_data_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the corpus is not at hand, the gate says so and passes."""
    assert gate.check(floors(), tmp_path, lambda *given: pytest.fail("nothing to run")) == []
    assert "left out" in capsys.readouterr().out


def test_floor_sinks_only_with_a_note_that_speaks_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No note, no lower floor."""
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    notes = tmp_path / "docs" / "decisions"
    notes.mkdir(parents=True)
    note, given = notes / "0009-lower.md", floors()
    asked = ["names", "F1", "65"]
    assert gate.lower(given, asked, None)
    note.write_text("We lower something.", encoding="utf-8")
    assert gate.lower(given, asked, note)
    note.write_text("F1 of names sinks, because the corpus was corrected.", encoding="utf-8")
    assert gate.lower(given, ["names", "F1", "75"], note)
    assert gate.lower(given, asked, note) is None
    assert given["names"]["floors"]["F1"] == 65.0


def test_every_floor_names_a_task_and_its_data() -> None:
    """floors.json can be run."""
    for task, entry in json.loads(gate.FLOORS.read_text(encoding="utf-8")).items():
        assert entry.get("task", task) in TASKS
        assert set(entry) - {"task"} <= {"data", "floors", "limit"}
        assert not entry["data"].startswith("./") or (gate.ROOT / entry["data"]).exists()


def test_last_line_is_task_figure_and_signature(capsys: pytest.CaptureFixture[str]) -> None:
    """Others read the last line."""
    show(Score("expected", "right", {"right": 22.0}, of=31), "task:expected|data:0", as_json=True)
    assert capsys.readouterr().out.splitlines()[-1] == "expected 22/31 task:expected|data:0"
    show(Score("trees", "LAS", {"LAS": 87.654}), "task:trees|data:0", as_json=False)
    assert capsys.readouterr().out.splitlines()[-1] == "trees 87.65 task:trees|data:0"


def test_f1_of_nothing_is_nothing() -> None:
    """No division by zero."""
    assert f1(0, 0, 0) == (0.0, 0.0, 0.0)
    assert f1(1, 2, 4)[2] == pytest.approx(100 / 3)
