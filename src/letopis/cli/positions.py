"""The command that asks where somebody stands on a theme, and since when: positions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, RecordPath, form_of, opened
from letopis.cli.output import (
    Form,
    as_mapping,
    print_csv,
    print_heading,
    print_json,
    print_line,
    print_table,
    say,
)

if TYPE_CHECKING:
    from letopis.view import PositionRow, ShiftRow

POSITION = ("date", "stance", "by", "act", "shown_by", "words", "according_to", "support", "source", "id")


@app.command()
def positions(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose positions.")],
    theme: Annotated[
        str | None,
        typer.Argument(metavar="[THEME]", help="On what: words, as those of said --about; else all."),
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Only what is plainly for or against, or both.")
    ] = False,
    known: Annotated[
        str | None,
        typer.Option("--known", metavar="DATE", help="Only what a reader could know by the end of it."),
    ] = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What somebody said and did for and against a theme, or each theme, oldest first; shifts with both sentences."""
    from letopis.record import period

    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        rows = kept.positions(name, theme, period(None, known, "--known"))
    rows = [row for row in rows if not clear or row.stance != "unclear"]
    if form is Form.JSON:
        print_json([as_mapping(row) for row in rows])
    elif form is Form.CSV:
        print_csv([_flat(row) for row in rows])
    elif not rows:
        told = f"about {theme!r}" if theme is not None else "plainly for or against anything"
        say(f"nothing in the record that {name} said or did {told}")
    elif theme is not None:
        _print(rows)
    else:
        for about, own in groupby(rows, key=lambda row: row.theme):
            _print(list(own), about)


def _print(rows: list[PositionRow], about: str | None = None) -> None:
    """The rows of one theme, with its course as the title where several are told; then the shifts."""
    course = " → ".join(
        stance for stance, _ in groupby(row.stance for row in rows if row.stance != "unclear")
    )
    title = f"{about}: {course}" if about is not None else None
    print_table([as_mapping(row) for row in rows], POSITION, title=title)
    for row in rows:
        if row.shift is not None:
            _print_shift(row.shift)
    if about is not None:
        print_line("")


def _flat(row: PositionRow) -> dict[str, Any]:
    """The row with its shift in one cell."""
    shift = row.shift
    told = (
        f"{shift.before} → {shift.after}, {shift.id_before} {shift.id_after}" if shift is not None else None
    )
    return {**as_mapping(row), "shift": told}


def _print_shift(shift: ShiftRow) -> None:
    print_line("")
    print_heading(f"{shift.before} → {shift.after}, between {shift.date_before} and {shift.date_after}")
    print_line(f"{shift.date_before}  {shift.quote_before}  {shift.id_before}")
    print_line(f"{shift.date_after}  {shift.quote_after}  {shift.id_after}")
