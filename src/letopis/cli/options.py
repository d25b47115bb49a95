"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.output import Form, say
from letopis.errors import UsageError

if TYPE_CHECKING:
    from letopis.record import Record

RecordPath = Annotated[Path, typer.Option("--record", metavar="PATH", help="The record file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, safe for spreadsheets.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The same; the last day is within.")]
CodebookPath = Annotated[
    Path | None,
    typer.Option("--codebook", metavar="FILE", help="Your own categories (YAML) in place of ours."),
]
WithRejected = Annotated[bool, typer.Option("--rejected", help="Also what a person has said to be wrong.")]
DEFAULT = Path("record.letopis")


def form_of(as_json: bool, as_csv: bool) -> Form:
    """The form asked for.

    Raises:
        UsageError: two were.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other; give one")
    return Form.JSON if as_json else Form.CSV if as_csv else Form.TABLE


@contextmanager
def opened(path: Path, *, create: bool = False, form: Form = Form.JSON) -> Iterator[Record]:
    """The record at `path`, closed at the end; for a table lists leave out what copies only tell again, and say so.

    Raises:
        RecordError: it cannot be opened.
    """
    from letopis.record import Record

    with Record.open(path, create=create) as record:
        record.folds_copies = form is Form.TABLE
        yield record
        if record.folded:
            say(
                "what copies and older versions tell again is not listed; --json has it, letopis sources-of ID too"
            )
