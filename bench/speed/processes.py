"""Whole processes as a user starts them: `--help`, a first result, the memory of a long read."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.quality.runtime import SOURCE
from bench.speed.texts import EXAMPLES, REAL_ARTICLES, article_files, load_texts

ROUNDS = 3
PROGRAM = "from letopis.cli import main; main()"
PEAK = """
import atexit, resource, sys
scale = 1 if sys.platform == "darwin" else 1024
def said():
    sys.stderr.write(f"PEAK {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale}\\n")
atexit.register(said)
"""


def run_letopis(arguments: list[str], prefix: str = "") -> tuple[float, str]:
    """Wall seconds of one `letopis` process, and what it wrote to stderr.

    Raises:
        SystemExit: it failed.
    """
    path = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH")]))
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", prefix + PROGRAM, *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"letopis {arguments[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return time.perf_counter() - started, done.stderr


def measure_help() -> dict[str, Any]:
    """Seconds of `letopis --help`, the best of some."""
    return {"help_s": min(run_letopis(["--help"])[0] for _ in range(ROUNDS))}


def measure_start(data: Path | None = None) -> dict[str, Any]:
    """Seconds from a cold start until two articles are in a new record, and until its timeline is shown.

    Cold means a new process and a new record; the files of the model are likely in the machine's cache.
    """
    folder = data or (REAL_ARTICLES if REAL_ARTICLES.is_dir() else EXAMPLES)
    articles = [str(path) for path in article_files(folder)[:2]]
    rounds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as place:
            record = ["--record", str(Path(place) / "start.letopis")]
            rounds.append(
                (run_letopis(["read", *articles, *record])[0], run_letopis(["timeline", *record])[0])
            )
    read, timeline = min(rounds, key=sum)
    return {
        "first_read_s": read,
        "timeline_s": timeline,
        "first_result_s": read + timeline,
        "articles": len(articles),
    }


def measure_memory(data: Path | None = None, limit: int | None = None) -> dict[str, Any]:
    """Peak memory of one process that reads all the texts into a record."""
    name, texts = load_texts(data, limit)
    with tempfile.TemporaryDirectory() as place:
        for number, raw in enumerate(texts):
            (Path(place) / f"{number:05d}.txt").write_bytes(raw)
        record = Path(place) / "memory.letopis"
        seconds, said = run_letopis(["read", place, "--record", str(record)], prefix=PEAK)
        size = record.stat().st_size
    peak = int(next(line for line in said.splitlines() if line.startswith("PEAK ")).split()[1])
    figures = {"peak_memory_mb": peak / 1e6, "record_mb": size / 1e6, "read_and_store_s": seconds}
    return {
        "text": name,
        **figures,
        "read_and_store_words_per_s": sum(len(t.split()) for t in texts) / seconds,
    }
