"""Commands that ask what was announced and what became of it: plans, plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, KnownBy, RecordPath, form_of, last_day, opened
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
from letopis.plan import Status

if TYPE_CHECKING:
    from letopis.plans import PlansAsked
    from letopis.view import PlanRow

PLAN = ("due", "status", "note", "who", "what", "maker", "told", "words", "support", "source", "id")
TURN = ("date", "turn", "due", "when", "words", "according_to", "source", "id")
OnDay = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="As they stood at the end of this; without it on that of the newest article.",
    ),
]


@app.command()
def plans(
    status: Annotated[list[Status] | None, typer.Option(help="Only what stands so; can be repeated.")] = None,
    overdue: Annotated[
        bool,
        typer.Option("--overdue", help="Only what is over and was not told as done; with --due also that."),
    ] = False,
    due: Annotated[bool, typer.Option("--due", help="Only what may be done on the day asked for.")] = False,
    on: OnDay = None,
    known: KnownBy = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only where this one is to act, or announced it.")
    ] = None,
    about: Annotated[str | None, typer.Option(metavar="THEME", help="Only with these words.")] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Below each plan its turns, with the lines that show them.")
    ] = False,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What was announced, by when it is due, and what became of it."""
    from dataclasses import replace

    form = form_of(as_json, as_csv)
    wanted = [*(status or ()), *([Status.OVERDUE] if overdue else []), *([Status.DUE] if due else [])]
    asked = replace(_asked(on, known), statuses=tuple(dict.fromkeys(wanted)), by=by, about=about)
    with opened(record, known) as kept:
        rows = kept.plans(asked)
    if form is Form.JSON:
        print_json([as_mapping(row) for row in rows])
    elif form is Form.CSV:
        print_csv([_flat(row) for row in rows])
    elif not rows:
        say("no plan in the record is like that" if wanted or by or about else "no plan in the record")
    elif history:
        for row in rows:
            _print_plan(row)
    else:
        print_table([as_mapping(row) for row in rows], PLAN)


@app.command()
def plan(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Of a plan, or of a claim that tells of one; or the beginning of it."
        ),
    ],
    on: OnDay = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """One plan in full: how it stands, and the line behind each turn."""
    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        row = kept.plan(id, _asked(on, known))
    if form is Form.JSON:
        print_json(as_mapping(row))
    elif form is Form.CSV:
        print_csv([as_mapping(turn) for turn in row.history])
    else:
        _print_plan(row)


def _asked(on: str | None, known: str | None) -> PlansAsked:
    """The day and what was known, as typed.

    Raises:
        UsageError: one is no date.
    """
    from letopis.plans import PlansAsked
    from letopis.record import period

    return PlansAsked(on=last_day(on, "--on"), known=period(None, known, "--known"))


def _flat(row: PlanRow) -> dict[str, Any]:
    """The row with one cell for each field: ids of claims, the history as "date turn claim"."""
    told = as_mapping(row)
    for name in ("fulfilled_by", "events", "claims"):
        told[name] = " ".join(getattr(row, name))
    told["history"] = "; ".join(f"{turn.date or ''} {turn.turn} {turn.id}".strip() for turn in row.history)
    return told


def _print_plan(row: PlanRow) -> None:
    print_heading(f"{row.who}: {row.what}  {row.id}")
    note = f" ({row.note})" if row.note else ""
    print_line(
        f"{row.status}{note}; due {row.due or 'on no day that is told'}; by {row.maker or 'nobody named'}"
    )
    if row.reports > 1:
        print_line(f"{row.reports} reports, {row.independent} independent")
    print_table([as_mapping(turn) for turn in row.history], TURN)
    print_line("")
