"""The command line: `letopis`.

stdout is data, stderr is talk. A command opens the record, asks one question of it and prints the rows; all
that is heavy is imported inside the commands, so that `--help` is quick.
"""

from letopis.cli.app import app, main

__all__ = ["app", "main"]
