"""Commands that ask what happened: events, relation, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.claim import Modality, Polarity
from letopis.cli.app import app
from letopis.cli.options import (
    DEFAULT,
    AsCsv,
    AsJson,
    CodebookPath,
    KnownBy,
    RecordPath,
    Since,
    Until,
    WithRejected,
    form_of,
    opened,
)
from letopis.cli.output import Form, as_mapping, print_rows, print_table, say
from letopis.errors import UsageError

if TYPE_CHECKING:
    from letopis.view import EventRow

EVENT = (
    "date",
    "actor",
    "type",
    "recipient",
    "place",
    "magnitude",
    "surely",
    "words",
    "according_to",
    "support",
    "source",
    "id",
)
FIGURE = (
    "date",
    "subject",
    "figure",
    "value",
    "compared_with",
    "surely",
    "words",
    "according_to",
    "support",
    "source",
    "id",
)
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Only this type (CONSULT, or of your codebook); repeatable."),
]
Surely = Annotated[
    list[Modality] | None, typer.Option("--surely", help="Only what is told so surely; can be repeated.")
]
PolarityOption = Annotated[
    Polarity | None, typer.Option("--polarity", help="Only what is said to be so, or not to be so.")
]
Background = Annotated[
    bool | None,
    typer.Option("--background/--no-background", help="Only what is told as background; or only the news."),
]
MinScore = Annotated[float, typer.Option("--min-score", min=0, max=1, help="Only claims at least this sure.")]


@app.command()
def events(
    types: Types = None,
    mode: Annotated[
        list[str] | None, typer.Option(metavar="MODE", help="Only this mode (visit); can be repeated.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who acts; a country also by its government.")
    ] = None,
    recipient: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whom it is done to; likewise.")
    ] = None,
    where: Annotated[
        str | None, typer.Option(metavar="NAME", help="A place, or a country with all places in it.")
    ] = None,
    since: Since = None,
    until: Until = None,
    surely: Surely = None,
    polarity: PolarityOption = None,
    known: KnownBy = None,
    background: Background = None,
    min_score: MinScore = 0.0,
    each: Annotated[
        bool, typer.Option("--each", help="Every report of an event, not only the one that tells it best.")
    ] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")] = None,
    page: Annotated[int, typer.Option(metavar="N", min=1, help="With --limit: the so-manieth stretch.")] = 1,
    codebook: CodebookPath = None,
    rejected: WithRejected = False,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What happened, by date: who did what to whom, where, how surely, and who says so."""
    from letopis.eventdata import EventsAsked
    from letopis.record import period

    form = form_of(as_json, as_csv)
    if page > 1 and limit is None:
        raise UsageError("--page goes with --limit; give both")
    asked = EventsAsked(
        types=tuple(types or ()),
        modes=tuple(mode or ()),
        actor=actor,
        recipient=recipient,
        place=where,
        period=period(since, until),
        modalities=tuple(surely or ()),
        polarities=(polarity,) if polarity else (),
        background=background,
        min_score=min_score,
        each=each,
        rejected=rejected,
    )
    with opened(record, known) as kept:
        found = kept.events(asked, limit=limit, page=page, codebook=codebook)
    print_events(found.rows, form)
    last = found.first + len(found.rows) - 1
    if found.rows and len(found.rows) < found.total:
        more = f"; --page {page + 1} goes on" if last < found.total else ""
        say(f"{found.first}–{last} of {found.total}{more}")


def print_events(rows: tuple[EventRow, ...], form: Form, title: str | None = None) -> None:
    """A list of events; a table has the mode beside the type, and says how surely only where it is not plainly so."""
    if form is not Form.TABLE or not rows:
        print_rows(rows, EVENT, form)
        return
    print_table([_event_for_table(row) for row in rows], EVENT, title=title)


def _event_for_table(row: EventRow) -> dict[str, Any]:
    plain = row.surely.removeprefix(f"{Modality.ASSERTED}").removeprefix(", ")
    return {**as_mapping(row), "type": f"{row.type} {row.mode}" if row.mode else row.type, "surely": plain}


@app.command()
def figures(
    about: Annotated[
        str | None, typer.Option(metavar="X", help="Only of this: a name, or words of the sentence.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Only in this unit: percent, USD …")
    ] = None,
    since: Since = None,
    until: Until = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How large, how many, what share: figures with their subject, unit, date, and what they compare with."""
    from letopis.record import period
    from letopis.view import FigureAsked

    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        rows = kept.figures(FigureAsked(about=about, unit=unit, period=period(since, until)))
    if form is not Form.TABLE or not rows:
        print_rows(rows, FIGURE, form)
        return
    shown = [{**as_mapping(row), "value": value_of(row.low, row.high, row.unit)} for row in rows]
    for told in shown:
        told["surely"] = told["surely"].removeprefix(f"{Modality.ASSERTED}").removeprefix(", ")
    print_table(shown, FIGURE)


def value_of(low: float | None, high: float | None, unit: str | None) -> str:
    """A value with its range and unit: "10,000–100,000 people"; "≥ 5", "≤ 5" where a bound is open; or ""."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        told = f"≤ {_number(high)}" if low is None else f"≥ {_number(low)}"
    else:
        told = _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    return f"{told} {unit}" if unit else told


def _number(value: float | None) -> str:
    assert value is not None
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
