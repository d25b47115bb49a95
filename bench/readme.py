"""Fill the examples of README and guide with what the commands in them print: `python -m bench.readme`.

A block of a page that starts with ```console holds lines `$ letopis …`, each followed by its output. They are run
in order in a folder of their own that has the examples, on a terminal of WIDTH columns, and the outputs are replaced.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from bench.quality.runtime import SOURCE

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/guide.md")
WIDTH = 120
PROGRAM = "from letopis.cli import main; main()"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)


def main() -> None:
    """Rewrite the pages, each with a record of its own."""
    for page in (ROOT / name for name in PAGES):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            (place / "examples").symlink_to(ROOT / "examples")
            page.write_text(filled_page(page.read_text(encoding="utf-8"), place), encoding="utf-8")


def filled_page(text: str, place: Path) -> str:
    """A page with its blocks filled."""
    return BLOCK.sub(lambda block: filled(block.group(), place), text)


def filled(block: str, place: Path) -> str:
    """The commands of a block, each with what it prints now."""
    told = []
    for call in (line for line in block.splitlines() if line.startswith("$ ")):
        words = shlex.split(call[2:])[1:]
        files = [name for word in words for name in (expanded(word, place) if "*" in word else [word])]
        shown = quietly(files, place) if files[0] == "read" else on_terminal(files, place)
        told.append(f"{call}\n{shown.rstrip()}\n")
    return "\n".join(told)


def expanded(pattern: str, place: Path) -> list[str]:
    """The files that a shell would put for a pattern."""
    return sorted(path.relative_to(place).as_posix() for path in place.glob(pattern))


def quietly(arguments: list[str], place: Path) -> str:
    """What a command says where there is no terminal, so without a progress bar."""
    command, environment = [sys.executable, "-c", PROGRAM, *arguments], {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        command, cwd=place, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout + done.stderr


def on_terminal(arguments: list[str], place: Path) -> str:
    """What a command shows on a terminal of WIDTH columns, without colours."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, WIDTH, 0, 0))
    settings = {"PYTHONPATH": str(SOURCE), "COLUMNS": str(WIDTH), "TERM": "xterm", "NO_COLOR": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdin=follower, stdout=follower, stderr=follower, cwd=place, env={**os.environ, **settings},
    )  # fmt: skip
    os.close(follower)
    shown = b""
    while part := _read(leader):
        shown += part
    process.wait()
    os.close(leader)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8")).replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")


def _read(terminal: int) -> bytes:
    """What has come; nothing once the other end is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


if __name__ == "__main__":
    main()
