"""Commands about the system in time: as-of, diff."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, KnownBy, RecordPath, form_of, last_day, opened
from letopis.cli.output import Form, as_mapping, number, print_csv, print_json, print_rows, print_table, say
from letopis.errors import UsageError

if TYPE_CHECKING:
    from letopis.view import StateRow

TITLES = {
    "office": "Offices",
    "tie": "Ties",
    "plan": "Open plans",
    "conflict": "Conflicts",
    "position": "Latest words",
    "figure": "Latest figures",
}
COLUMNS = {
    "office": ("what", "who", "status", "since", "until", "surely", "last_seen"),
    "tie": ("who", "what", "since", "last_seen", "surely"),
    "plan": ("until", "status", "who", "what", "surely", "last_seen"),
    "conflict": ("who", "what", "since", "last_seen", "surely"),
    "position": ("last_seen", "who", "what", "surely"),
    "figure": ("last_seen", "who", "what", "surely"),
}
SHOWN_AS = {
    "until": {"plan": "due"},
    "surely": {"plan": "note"},
    "last_seen": {"position": "date", "figure": "date"},
}
EVIDENCE = ("words", "known", "support", "source", "id")


class Section(StrEnum):
    """A part of a state."""

    OFFICE = "office"
    TIE = "tie"
    PLAN = "plan"
    CONFLICT = "conflict"
    POSITION = "position"
    FIGURE = "figure"


Sections = Annotated[list[Section] | None, typer.Option("--section", help="Only this part; can be repeated.")]
About = Annotated[str | None, typer.Option("--about", metavar="NAME", help="Only what is about this one.")]


@app.command("as-of")
def as_of(
    day: Annotated[
        str, typer.Argument(metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD: the last day of it.")
    ],
    about: About = None,
    section: Sections = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How it stood on a day: who held which office, ties, open plans, conflicts, the latest words and figures."""
    from letopis.states import StateAsked

    form = form_of(as_json, as_csv)
    asked = StateAsked(last_day(day, "DATE"), about, tuple(section or ()))
    with opened(record, known) as kept:
        rows = kept.as_of(asked)
    if form is Form.JSON:
        print_json([as_mapping(row) for row in rows])
    elif form is Form.CSV:
        print_csv(
            [
                {**as_mapping(row), "parties": " ".join(row.parties), "claims": " ".join(row.claims)}
                for row in rows
            ]
        )
    elif rows:
        print_state(rows)
    if not rows:
        say("nothing in the record tells of that day")


def print_state(rows: Sequence[StateRow]) -> None:
    """A table for each section."""
    for section, title in TITLES.items():
        own = [as_mapping(row) for row in rows if row.section == section]
        if own:
            columns = COLUMNS[section]
            names = [SHOWN_AS.get(column, {}).get(section, column) for column in columns]
            told = [
                {**row, **dict(zip(names, [row[column] for column in columns], strict=True))} for row in own
            ]
            print_table(told, (*names, *EVIDENCE), title=f"{title} ({len(own)})")


CHANGE = ("change", "who", "what", "before", "after", "words", "known", "support", "source", "id")
CHANGED = {
    "office": "Holders",
    "tie": "Ties",
    "plan": "Plans",
    "conflict": "Conflicts",
    "position": "Positions",
}
CHANGED |= {"figure": "Figures", "source": "Reports"}


class Clock(StrEnum):
    """On which clock two days are compared: how it stood, or what was known."""

    TIME = "time"
    KNOWN = "known"


@app.command()
def diff(
    first: Annotated[str | None, typer.Argument(metavar="[FROM]", help="A date: the last day of it.")] = None,
    last: Annotated[str | None, typer.Argument(metavar="[TO]", help="A later one.")] = None,
    clock: Annotated[
        Clock, typer.Option(help="Compare how it stood (time), or what a reader could know by then (known).")
    ] = Clock.TIME,
    against: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Another record: what this one has otherwise.")
    ] = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What changed from one day to another: holders, ties, plans, conflicts, positions, figures, reports; or between
    records."""
    form = form_of(as_json, as_csv)
    days = [
        day for each, name in ((first, "FROM"), (last, "TO")) if (day := last_day(each, name)) is not None
    ]
    if against is None and len(days) < 2:
        raise UsageError("give two dates, FROM and TO; or another record with --against PATH")
    if len(days) == 2 and days[0] >= days[1]:
        raise UsageError(f"FROM ({first}) must lie before TO ({last})")
    if against is not None:
        if clock is Clock.KNOWN or len(days) > 1:
            raise UsageError(
                "--against compares two records on one day; give at most one date and no --clock"
            )
        with opened(against, known) as other, opened(record, known) as kept:
            found = kept.diff_against(other, days[0] if days else None)
    else:
        with opened(record, known) as kept:
            found = kept.diff(days[0], days[1], by_known=clock is Clock.KNOWN)
    if form is not Form.TABLE or not found.rows:
        print_rows(found.rows, CHANGE, form, empty="nothing in the record tells of a change")
    else:
        for section, title in CHANGED.items():
            own = [as_mapping(row) for row in found.rows if row.section == section]
            if own:
                print_table(own, CHANGE, title=f"{title} ({len(own)})")
    if found.silent:
        say(
            f"{number(found.silent, 'thing')} that stood before and of which nothing is told any more: not listed"
        )
