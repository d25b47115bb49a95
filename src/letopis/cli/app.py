"""The application: its commands, its help, and what it returns to the shell."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from letopis import __version__
from letopis.errors import LetopisError

INTERRUPTED = 130

EXIT_CODES = """\
Exit codes: 0 done, also when some of the documents were rejected (stderr says which and why) or the reader of
a pipe went away; 1 any other error; 2 the call makes no sense; 3 nothing could be read; 4 the record file is
missing, foreign or broken; 5 the language model or a lexicon file is damaged, or a codebook; 6 a claim's words
are not in its document; 7 a library that is an extra is not installed; 130 interrupted, what was read until then
is in the record."""

HELP = """\
Read news articles; keep the sourced record of who holds which office, who did what, who said what.

Each answer is a table; with --json or --csv it is data. In --csv a text cell that a spreadsheet would take
for a formula (beginning with = + - @, tab or return) has an apostrophe before it; --json is exact."""


class Commands(TyperGroup):
    """The group of commands, with errors turned into one line on stderr and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """What the command returns.

        Raises:
            typer.Exit: the command failed, was interrupted, or its reader went away.
        """
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except LetopisError as error:
            typer.echo(f"letopis: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("letopis: interrupted; what was read until now is in the record", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            # Python would try to flush once more at exit, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        return result


app = typer.Typer(
    cls=Commands,
    help=HELP,
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"letopis {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", is_eager=True, callback=lambda v: _version(asked=v)
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Runs the command line and exits."""
    for stream in (sys.stdout, sys.stderr):
        # What articles say must not fail on a terminal that cannot show it; files and pipes are always UTF-8.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    app()


# They add their commands to the application, in the order in which --help lists them.
from letopis.cli import reading  # noqa: E402, F401, I001
from letopis.cli import asking  # noqa: E402, F401
from letopis.cli import citing  # noqa: E402, F401
from letopis.cli import events  # noqa: E402, F401
from letopis.cli import retelling  # noqa: E402, F401
from letopis.cli import panels  # noqa: E402, F401
from letopis.cli import planned  # noqa: E402, F401
from letopis.cli import positions  # noqa: E402, F401
from letopis.cli import offices  # noqa: E402, F401
from letopis.cli import differing  # noqa: E402, F401
from letopis.cli import deciding  # noqa: E402, F401
from letopis.cli import review  # noqa: E402, F401
from letopis.cli import reports  # noqa: E402, F401
from letopis.cli import explain  # noqa: E402, F401
from letopis.cli import states  # noqa: E402, F401
from letopis.cli import news  # noqa: E402, F401
from letopis.cli import stories  # noqa: E402, F401
