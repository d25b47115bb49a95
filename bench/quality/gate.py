"""Hold every task against its floors.

floors.json: task (or a name of its own and `task`) → where its data lie under the corpora folder (with `./` before it:
in this repository), which of its documents count (`limit`, the last ones where negative; all where it is not told), and
the least that each figure may be. Tasks
whose data are not there are named and left out. A floor rises with `--raise`; it sinks only with `--lower`,
which names the task, the figure and the new value, and a decision note that says why.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.quality.score import Score, data_files, digest_of, signature

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")
DEFAULT_CORPORA = ROOT.parent / "shared" / "corpora"
MARGIN = 0.1  # points: another machine or library version may move a figure in its last digits
RunTask = Callable[[str, Path, int | None], Score]


def main(argv: Sequence[str], run_task: RunTask) -> int:
    """Exit status: 0 when no figure is below its floor, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality gate", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA, help="folder of the corpora")
    parser.add_argument("--only", metavar="TASK", help="this task alone")
    parser.add_argument(
        "--raise", dest="raises", action="store_true", help="set floors up to what is measured"
    )
    parser.add_argument(
        "--lower", nargs=3, metavar=("TASK", "FIGURE", "VALUE"), help="set one floor down, run nothing"
    )
    parser.add_argument(
        "--because", type=Path, metavar="NOTE", help="docs/decisions/NNNN-….md, needed by --lower"
    )
    given = parser.parse_args(argv)
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    if given.lower:
        problem = lower(floors, given.lower, given.because)
        if problem:
            parser.error(problem)
        write(floors)
        return 0
    failed = check(floors, given.corpora, run_task, given.only)
    if given.raises and not failed:
        write(floors)
    return 1 if failed else 0


def check(floors: dict[str, Any], corpora: Path, run_task: RunTask, only: str | None = None) -> list[str]:
    """The figures below their floors; every task says its line, and `floors` is raised in place."""
    failed, run = list[str](), 0
    for name, entry in floors.items():
        task = entry.get("task", name)
        data = (ROOT if entry["data"].startswith("./") else corpora) / entry["data"]
        if only and only not in (name, task):
            continue
        if not data.exists():
            print(f"{name}: left out, {data} is not there")
            continue
        run += 1
        limit = entry.get("limit")
        score = run_task(task, data, limit)
        print(f"{name} {score.figure} {signature(task, digest_of(data_files(data)), limit)}")
        for figure, floor in entry["floors"].items():
            value = score.figures[figure]
            verdict = "holds" if value >= floor else "BELOW ITS FLOOR"
            print(f"  {figure:16s} {value:7.2f}   floor {floor:7.2f}   {verdict}")
            if value < floor:
                failed.append(f"{name} {figure}")
            entry["floors"][figure] = max(floor, raised(value, score.of is not None))
    print(f"gate: {run} tasks run, {'nothing' if not failed else ', '.join(failed)} below its floor")
    return failed


def raised(value: float, counted: bool) -> float:
    """The floor that a measured value allows: the count itself, or a share rounded down after MARGIN is taken off."""
    return int(value) if counted else math.floor((value - MARGIN) * 10) / 10


def lower(floors: dict[str, Any], asked: Sequence[str], note: Path | None) -> str | None:
    """Set one floor down in place; what stands against it, if anything does."""
    task, figure, value = asked
    if figure not in floors.get(task, {}).get("floors", {}):
        return f"floors.json has no floor {task} {figure}"
    if float(value) >= floors[task]["floors"][figure]:
        return f"{value} is not below the floor of {floors[task]['floors'][figure]}; use --raise"
    if note is None or not note.exists() or note.resolve().parent != ROOT / "docs" / "decisions":
        return "a floor sinks only with --because docs/decisions/NNNN-….md, a note that says why"
    if figure not in note.read_text(encoding="utf-8"):
        return f"{note} does not speak of {figure}"
    floors[task]["floors"][figure] = float(value)
    return None


def write(floors: dict[str, Any]) -> None:
    """Write floors.json, a task a line."""
    lines = [f"  {json.dumps(task)}: {json.dumps(entry)}" for task, entry in floors.items()]
    FLOORS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
