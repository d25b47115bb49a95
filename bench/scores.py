"""Fill docs/scores.md with what the commands in it print: `python -m bench.scores --corpora FOLDER`.

A block of the page that starts with ```console holds one line `$ python -m bench.quality …`, followed by its output.
CORPORA in it stands for the folder of the corpora. A block whose data are not there keeps what it has.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import shlex
from collections.abc import Sequence
from pathlib import Path

from bench.quality import __main__ as quality
from bench.quality.gate import DEFAULT_CORPORA
from bench.readme import BLOCK, ROOT

PAGE = ROOT / "docs" / "scores.md"
PROMPT = "$ python -m bench.quality "


def main(argv: Sequence[str] | None = None) -> None:
    """Rewrite docs/scores.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.scores", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA, help="folder of the corpora")
    given = parser.parse_args(argv)
    text = BLOCK.sub(lambda block: filled(block.group(), given.corpora), PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")


def filled(block: str, corpora: Path) -> str:
    """The command of a block with what it prints now; the block as it is where the data are not at hand."""
    call = block.splitlines()[0]
    arguments = [word.replace("CORPORA", str(corpora)) for word in shlex.split(call.removeprefix(PROMPT))]
    if not call.startswith(PROMPT) or not Path(arguments[arguments.index("--data") + 1]).exists():
        return block
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        quality.main(arguments)
    return f"{call}\n{printed.getvalue()}"


if __name__ == "__main__":
    main()
