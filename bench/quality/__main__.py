"""`python -m bench.quality TASK --data PATH [--json] [--limit N]`, and `python -m bench.quality gate`."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.quality import gate
from bench.quality.score import Score, data_files, digest_of, signature

# Each is a module with `score(data: Path, limit: int | None) -> Score`.
TASKS = (
    "trees",
    "names",
    "names-silver",
    "names-own",
    "attribution",
    "times",
    "event-times",
    "expected",
    "record",
    "pairs",
    "chains",
    "cases",
    "coref",
    "themes",
    "event-detection",
    "places",
    "factuality",
    "event-records",
    "event-types",
    "retold",
    "event-coref",
    "referents",
    "tenures",
    "days",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0, or 1 when a floor of the gate is not reached."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["gate"]:
        return gate.main(given[1:], run_task)
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("task", choices=[*TASKS, "gate"])
    parser.add_argument("--data", type=Path, required=True, help="a file or folder of the task's format")
    parser.add_argument(
        "--limit",
        type=int,
        help="only the first N documents (of `expected`: lists); of times and event-times the last ones where negative",
    )
    parser.add_argument(
        "--json", action="store_true", help="all figures as one JSON line before the last line"
    )
    parser.add_argument(
        "--sweep",
        action="store_true",
        help="`pairs` only: the figures at every threshold instead of what is wrong",
    )
    parser.add_argument("--claims", type=Path, help="`expected` only: score this export, read nothing")
    parser.add_argument("--record", type=Path, help="`record` only: score this record file, read nothing")
    parser.add_argument(
        "--ids", type=Path, help="`names-silver` only: a file of the ids to score, one a line"
    )
    parser.add_argument(
        "--train",
        type=Path,
        metavar="PATH",
        help="`event-types` only: learn the head anew from this file; by five folds where it is the data's own",
    )
    arguments = parser.parse_args(given)
    if not arguments.data.exists():
        parser.error(f"{arguments.data} is not there")
    if arguments.claims and arguments.task == "expected":
        from bench.quality.expected import score_claims

        lines = arguments.claims.read_text(encoding="utf-8").splitlines()
        score = score_claims(
            arguments.data, [json.loads(line) for line in lines if line.strip()], arguments.limit
        )
    elif arguments.record and arguments.task == "record":
        from bench.quality.record import score as score_kept

        score = score_kept(arguments.data, arguments.limit, arguments.record)
    elif arguments.ids and arguments.task == "names-silver":
        from bench.quality.names_silver import score as score_silver

        score = score_silver(arguments.data, arguments.limit, arguments.ids)
    elif arguments.train and arguments.task == "event-types":
        from bench.quality.event_types import score as score_types

        score = score_types(arguments.data, arguments.limit, arguments.train)
    elif arguments.sweep and arguments.task == "pairs":
        from bench.quality.pairs import score as score_pairs

        score = score_pairs(arguments.data, arguments.limit, sweep=True)
    else:
        score = run_task(arguments.task, arguments.data, arguments.limit)
    signed = signature(score.task, digest_of(data_files(arguments.data)), arguments.limit)
    show(score, signed, as_json=arguments.json)
    return 0


def run_task(task: str, data: Path, limit: int | None = None) -> Score:
    """The score of one task."""
    module = importlib.import_module(f"bench.quality.{task.replace('-', '_')}")
    found: Score = module.score(data, limit)
    return found


def show(score: Score, signed: str, *, as_json: bool) -> None:
    """Print a score; the last line is the task, its figure and the signature."""
    if as_json:
        figures = {"task": score.task, "headline": score.headline, "figures": score.figures, "of": score.of}
        print(json.dumps({**figures, "signature": signed}, ensure_ascii=False))
    else:
        for line in score.table:
            print(line)
        for name, value in score.figures.items():
            print(f"{name:22s} {value:.2f}" if isinstance(value, float) else f"{name:22s} {value}")
    print(f"{score.task} {score.figure} {signed}")


if __name__ == "__main__":
    sys.exit(main())
