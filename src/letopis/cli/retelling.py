"""The command that shows one event as all its reports tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, KnownBy, RecordPath, form_of, opened
from letopis.cli.output import (
    Form,
    as_mapping,
    number,
    print_csv,
    print_heading,
    print_json,
    print_line,
    print_table,
)

if TYPE_CHECKING:
    from letopis.view import RetoldEvent

VERSION = (
    "date",
    "actor",
    "recipient",
    "place",
    "numbers",
    "theme",
    "surely",
    "words",
    "according_to",
    "known",
    "source",
    "id",
)
SHORT = ("date", "actor", "recipient", "place", "surely", "words", "source", "id")


@app.command()
def event(
    id: Annotated[
        str,
        typer.Argument(metavar="ID", help="Of an event (evt:…) or a claim of it, or the beginning of one."),
    ],
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """One event as all its reports tell it: what they agree on, where they differ, who announced it."""
    from letopis.record import period

    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        found = kept.event(id, period(None, known, "--known"))
    print_retold(found, form)


def print_retold(found: RetoldEvent, form: Form) -> None:
    """An event in the form asked for."""
    if form is Form.JSON:
        print_json(as_mapping(found))
    elif form is Form.CSV:
        shelves = (("report", found.versions), ("foretold", found.foretold), ("came to", found.came_to))
        print_csv([{"shelf": name, **as_mapping(row)} for name, rows in shelves for row in rows])
    else:
        _print(found)


def _print(found: RetoldEvent) -> None:
    parties = " → ".join(filter(None, (found.actor, found.recipient)))
    act = f"{found.type} {found.mode}" if found.mode else found.type
    place = f"in {found.place}" if found.place else ""
    print_heading(" · ".join(filter(None, (found.date, act, parties, place, found.theme))))
    print_line(f"{number(found.reports, 'report')}, {found.independent} independent · {found.id}")
    print_table([as_mapping(row) for row in found.versions], VERSION, title="As each tells it")
    apart = [
        {
            "what": thing.thing.replace("_", " "),
            "told": value.value,
            "by": ", ".join(_file(s) for s in value.sources),
        }
        for thing in found.told
        if thing.differ
        for value in thing.values
    ]
    if apart:
        print_table(apart, ("what", "told", "by"), title="Told differently")
    for title, rows in (("Announced by", found.foretold), ("What came of it", found.came_to)):
        if rows:
            print_table([as_mapping(row) for row in rows], SHORT, title=title)


def _file(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
