"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.output import Form, number, say
from letopis.errors import UsageError

if TYPE_CHECKING:
    from letopis.record import Record

RecordPath = Annotated[Path, typer.Option("--record", metavar="PATH", help="The record file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, safe for spreadsheets.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The same; the last day is within.")]
InDossier = Annotated[
    str | None, typer.Option("--in", metavar="DOSSIER", help="Only what is in this dossier.")
]
KnownBy = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="Only what a reader could know by the end of it."),
]
CodebookPath = Annotated[
    Path | None,
    typer.Option("--codebook", metavar="FILE", help="Your own categories (YAML) in place of ours."),
]
WithRejected = Annotated[bool, typer.Option("--rejected", help="Also what a person has said to be wrong.")]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides; by default LETOPIS_USER, or the login name."),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in your words.")]
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
def opened(
    path: Path,
    known: str | None = None,
    dossier: str | None = None,
    *,
    create: bool = False,
    form: Form = Form.JSON,
) -> Iterator[Record]:
    """The record at `path`, closed at the end; with `known` as it could be known by the end of that date; with
    `dossier` only what is in it; for a table lists leave out what copies only tell again, and say so.

    Raises:
        RecordError: it cannot be opened.
        UsageError: `known` is no date.
    """
    from letopis.record import Record

    day = last_day(known, "--known")
    with (
        Record.open(path, create=create) as whole,
        whole.known_by(day) if day else nullcontext(whole) as seen,
        seen.in_dossier(dossier) if dossier is not None else nullcontext(seen) as record,
    ):
        if seen.left_out:
            left = number(seen.left_out, "document")
            say(f"{left} left out: nothing tells that they had appeared by {known}; see letopis documents")
        record.folds_copies = form is Form.TABLE
        yield record
        if record.folded:
            say(
                "what copies and older versions tell again is not listed; --json has it, letopis sources-of ID too"
            )


def last_day(written: str | None, option: str) -> date | None:
    """The last day of a date as a user writes it.

    Raises:
        UsageError: it is no date.
    """
    if written is None:
        return None
    from letopis.times import DAY, parse_date

    try:
        interval = parse_date(written)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
    assert interval.end is not None
    return interval.end - DAY
