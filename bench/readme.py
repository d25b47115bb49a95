"""Fill the README's example with what the commands in it print: `python -m bench.readme`.

A block of the README that starts with ```console holds lines `$ letopis …`, each followed by its output. They are run
in order in a folder of their own that has the examples, on a terminal of WIDTH columns, and the outputs are replaced.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.quality.runtime import SOURCE

ROOT = Path(__file__).parents[1]
WIDTH = 118
PROGRAM = "from letopis.cli import main; main()"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)


def main() -> None:
    """Rewrite README.md."""
    page = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "examples").symlink_to(ROOT / "examples")
        text = BLOCK.sub(lambda block: filled(block.group(), Path(place)), page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")


def filled(block: str, place: Path) -> str:
    """The commands of a block, each with what it prints now."""
    calls = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{call}\n{on_terminal(shlex.split(call[2:])[1:], place)}" for call in calls)


def on_terminal(arguments: list[str], place: Path) -> str:
    """What `letopis ARGUMENTS` shows on a terminal, stdout and stderr together, without colours."""
    leader, follower = pty.openpty()
    settings = {"PYTHONPATH": str(SOURCE), "COLUMNS": str(WIDTH), "TERM": "dumb", "NO_COLOR": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdin=follower, stdout=follower, stderr=follower, cwd=place, env={**os.environ, **settings},
    )  # fmt: skip
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(leader)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8")).replace("\r\n", "\n")
    lines = [line.rsplit("\r", 1)[-1].rstrip() for line in plain.split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


if __name__ == "__main__":
    main()
