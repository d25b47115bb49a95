"""Run Letopis as a user does: the command line, in a process of its own, on a record that is thrown away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "src"
ARTICLE_SUFFIXES = (".txt", ".html", ".htm")


def letopis_command(arguments: Sequence[str]) -> str:
    """What `letopis ARGUMENTS` writes to stdout.

    Raises:
        SystemExit: it failed; its own words are in the message.
    """
    program = [sys.executable, "-c", "from letopis.cli import main; main()", *arguments]
    path = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        program,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    if done.returncode:
        raise SystemExit(
            f"letopis {' '.join(arguments[:3])} … ended with {done.returncode}:\n{done.stderr[-3000:]}"
        )
    return done.stdout


def export_claims(folder: Path) -> list[dict[str, Any]]:
    """The exported claims of all articles of a folder, read together into a new record."""
    articles = [str(p) for p in sorted(folder.iterdir()) if p.suffix in ARTICLE_SUFFIXES]
    with tempfile.TemporaryDirectory() as place:
        record = ["--record", str(Path(place) / "bench.letopis")]
        letopis_command(["read", *articles, *record])
        lines = letopis_command(["export", "claims", "--format", "jsonl", *record])
    return [json.loads(line) for line in lines.splitlines() if line.strip()]
