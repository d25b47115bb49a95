"""`python -m bench.speed [STAGE] [--data PATH] [--limit N] [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.speed import parts, processes, record, throughput, times, weight

# figure → the bound that the project has set itself, and whether it must not be above it
BOUNDS = {
    "words_per_s": (4000.0, False),
    "words_per_s_on_two_cores": (5000.0, False),
    "times_words_per_s": (30000.0, False),
    "first_result_s": (5.0, True),
    "help_s": (0.5, True),
    "wheel_mb": (45.0, True),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status 0; figures are for reading, the machine decides them."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument(
        "stage",
        nargs="?",
        choices=["throughput", "parts", "times", "start", "help", "memory", "weight", "record"],
    )
    parser.add_argument("--data", type=Path, help="jsonl(.gz) of texts, or a folder of articles")
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--beside", type=Path, help="`times`: a Python that has dateparser and timexy")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    given = parser.parse_args(argv)
    stages: dict[str, Callable[[], dict[str, Any]]] = {
        "throughput": lambda: throughput.measure(given.data, given.limit),
        "parts": lambda: parts.measure(given.data, given.limit),
        "times": lambda: times.measure(given.data, given.limit, given.beside),
        "start": lambda: processes.measure_start(given.data if given.data and given.data.is_dir() else None),
        "help": processes.measure_help,
        "memory": lambda: processes.measure_memory(given.data, given.limit),
        "weight": weight.measure,
        "record": lambda: record.measure(given.limit),
    }
    chosen = (
        [given.stage] if given.stage else [name for name in stages if name != "record"]
    )  # it takes an hour
    measured = {name: stages[name]() for name in chosen}
    if given.json:
        print(json.dumps(measured, indent=2))
    else:
        for name, figures in measured.items():
            print(name)
            for line in lines_of(figures):
                print(line)
    return 0


def lines_of(figures: dict[str, Any]) -> list[str]:
    """A figure a line, with the bound where there is one."""
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            lines += [f"  {name}", *(f"  {line}" for line in lines_of(value))]
        elif isinstance(value, dict):
            inner = ", ".join(f"{key} {number:.2f}" for key, number in value.items())
            lines.append(f"  {name:36s} {inner}")
        elif name in BOUNDS:
            bound, at_most = BOUNDS[name]
            verdict = "holds" if (value <= bound if at_most else value >= bound) else "DOES NOT HOLD"
            lines.append(
                f"  {name:36s} {value:,.2f}   {'at most' if at_most else 'at least'} {bound:,g}: {verdict}"
            )
        else:
            lines.append(
                f"  {name:36s} {value:,.2f}" if isinstance(value, float) else f"  {name:36s} {value}"
            )
    return lines


if __name__ == "__main__":
    sys.exit(main())
