"""Commands about the system in time: as-of."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, KnownBy, RecordPath, form_of, last_day, opened
from letopis.cli.output import Form, as_mapping, print_csv, print_json, print_table, say

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
