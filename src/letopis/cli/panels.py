"""Commands that count: panel, of every pair of countries month by month; relation, the series of two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.claim import Modality, Polarity
from letopis.cli.app import app
from letopis.cli.events import (
    Background,
    MinScore,
    PolarityOption,
    Surely,
    Types,
    print_events,
)
from letopis.cli.files import checked_outputs, write_outputs
from letopis.cli.options import (
    DEFAULT,
    AsCsv,
    AsJson,
    CodebookPath,
    KnownBy,
    RecordPath,
    Since,
    Until,
    form_of,
    opened,
)
from letopis.cli.output import (
    ID_LENGTH,
    Form,
    as_mapping,
    number,
    print_csv,
    print_json,
    print_rows,
    say,
)

if TYPE_CHECKING:
    from letopis.eventdata import EventsAsked
    from letopis.view import EventRow, Panel, Relation

COUNTS = (
    "events",
    "cooperation",
    "conflict",
    "neither",
    "intensity",
)  # of a table; the other forms have more
PANEL = ("period", "one", "other", *COUNTS, "articles", "claims")
RELATION = ("period", "direction", *COUNTS, "types", "claims")
APART = ("reason", "date", "type", "one", "other", "words", "source", "id")
_IDS = 2  # ids in one cell of a table; the other forms have all

ByOption = Annotated[
    str, typer.Option("--by", metavar="month|quarter|year", help="How long each stretch is.")
]
SpanningOption = Annotated[
    str,
    typer.Option(
        "--spanning",
        metavar="apart|first",
        help="An event that can lie in several stretches: counted apart, or in the first.",
    ),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option("--output", metavar="FILE", help="A .csv, .parquet, .svg or .png file; can be repeated."),
]


@app.command()
def panel(
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COUNTRY…]", help="Names or codes; without any, all that act on another."),
    ] = None,
    since: Since = None,
    until: Until = None,
    by: ByOption = "month",
    directed: Annotated[
        bool, typer.Option("--directed", help="What A did to B and B to A in rows of their own.")
    ] = False,
    spanning: SpanningOption = "apart",
    types: Types = None,
    surely: Surely = None,
    polarity: PolarityOption = Polarity.AFFIRMED,
    known: KnownBy = None,
    background: Background = None,
    min_score: MinScore = 0.0,
    apart: Annotated[
        bool, typer.Option("--apart", help="List the events that could be put into no month.")
    ] = False,
    codebook: CodebookPath = None,
    output: Outputs = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Every pair of countries × every month: events, intensities, articles; also where nothing happened."""
    from letopis.eventdata import SeriesAsked
    from letopis.view import panel_series

    form, files = form_of(as_json, as_csv), checked_outputs(output)
    counted = _asked(types, surely, polarity, background, min_score, since, until)
    asked = SeriesAsked(counted, *_cut(by, spanning), directed)
    with opened(record, known) as kept:
        found = kept.panel(countries or (), asked, codebook=codebook)
    if apart:
        print_rows(found.apart, APART, form, empty="every event could be put into a month")
        return
    rows = Flat(found)
    write_outputs(files, rows, lambda: panel_series(found), "Events between countries")
    if not files or form is not Form.TABLE:
        _print_counts(rows, PANEL, form)
    _tell_apart(found)


class Flat(Sequence[dict[str, Any]]):
    """The rows of a panel as columns, each made when it is wanted: a large panel has hundreds of thousands."""

    def __init__(self, found: Panel) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found.rows)

    def __getitem__(self, at: Any) -> Any:
        return self._found.rows[at].flat(self._found.types)


def _asked(
    types: Sequence[str] | None,
    surely: Sequence[Modality] | None,
    polarity: Polarity | None,
    background: bool | None,
    min_score: float,
    since: str | None,
    until: str | None,
) -> EventsAsked:
    """Which events count: without --surely, those that are told as having happened."""
    from letopis.eventdata import EventsAsked
    from letopis.record import period

    return EventsAsked(
        types=tuple(types or ()),
        period=period(since, until),
        modalities=tuple(surely or (Modality.ASSERTED,)),
        polarities=(polarity,) if polarity else (),
        background=background,
        min_score=min_score,
    )


def _cut(by: str, spanning: str) -> tuple[Any, Any]:
    """The stretches and what becomes of events in several.

    Raises:
        UsageError: a value is not one of those that there are.
    """
    from letopis.errors import UsageError
    from letopis.view import By, Spanning

    found: list[Any] = []
    for option, value, kinds in (("--by", by, By), ("--spanning", spanning, Spanning)):
        if value not in list(kinds):
            raise UsageError(f"{option}: expected {' or '.join(kinds)}, found {value!r}")
        found.append(kinds(value))
    return found[0], found[1]


def _print_counts(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: Form) -> None:
    """A series; a table has only what happened, and of the ids behind it the first ones."""
    if form is Form.CSV and rows:
        print_csv(rows)
        return
    if form is not Form.TABLE:
        print_rows(rows, columns, form)
        return
    told = [_for_table(row) for row in rows if row["events"]]
    print_rows(told, columns, form)
    if told and len(told) < len(rows):
        say(f"{number(len(rows) - len(told), 'more row')} without an event; --csv has them")


def _for_table(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a table shows it: counts that belong together in one cell, the mean intensity."""
    told = dict(row)
    for name in ("cooperation", "conflict"):
        told[name] = ", ".join(
            f"{row[f'{how}_{name}']} {how}" for how in ("verbal", "material") if row[f"{how}_{name}"]
        )
    told["neither"] = row["no_quad"] or None
    told["intensity"] = row["intensity_mean"]
    if "articles" in row:
        told["articles"] = f"{row['articles_naming']} of {row['articles']}"
    return {**told, "claims": _ids(row["claims"])}


def _ids(claims: str) -> str:
    ids = claims.split()
    more = f" +{len(ids) - _IDS}" if len(ids) > _IDS else ""
    return " ".join(one[:ID_LENGTH] for one in ids[:_IDS]) + more


def _tell_apart(found: Panel) -> None:
    """Says on stderr what is in no cell."""
    if found.apart:
        reasons = ", ".join(f"{count} {reason}" for reason, count in found.reasons.items())
        say(f"in no row: {number(len(found.apart), 'event')} ({reasons}); --apart lists them")
    if found.undated_articles:
        told = number(found.undated_articles, "article")
        say(f"in no denominator: {told} whose publication is not known so closely")


@app.command()
def relation(
    one: Annotated[str, typer.Argument(metavar="A", help="A country, a body or a person.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    since: Since = None,
    until: Until = None,
    by: ByOption = "month",
    spanning: SpanningOption = "apart",
    types: Types = None,
    surely: Surely = None,
    polarity: PolarityOption = Polarity.AFFIRMED,
    known: KnownBy = None,
    background: Background = None,
    min_score: MinScore = 0.0,
    codebook: CodebookPath = None,
    output: Outputs = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Cooperation and conflict of two, in both directions, with the events behind each point."""
    from letopis.eventdata import SeriesAsked
    from letopis.view import relation_series

    form, files = form_of(as_json, as_csv), checked_outputs(output)
    counted = _asked(types, surely, polarity, background, min_score, since, until)
    with opened(record, known) as kept:
        found = kept.relation(one, other, SeriesAsked(counted, *_cut(by, spanning)), codebook=codebook)
    rows = [point.flat() for point in found.points]
    write_outputs(files, rows, lambda: relation_series(found), f"{found.one} and {found.other}")
    if not files or form is not Form.TABLE:
        _print_relation(found, rows, form)


def _print_relation(found: Relation, rows: Sequence[dict[str, Any]], form: Form) -> None:
    """The series, then the events behind it, then those without a place in it."""
    if form is Form.JSON:
        points = [
            {**row, "events": [as_mapping(event) for event in point.events]}
            for row, point in zip(rows, found.points, strict=True)
        ]
        apart = [as_mapping(event) for event in found.apart]
        print_json({"one": found.one, "other": found.other, "points": points, "apart": apart})
        return
    if form is Form.CSV:
        print_csv(rows)
    else:
        _print_counts(rows, RELATION, form)
        behind = [event for point in found.points for event in point.events]
        for title, events in (("Events", _each_once(behind)), ("In no point of the series", found.apart)):
            if events:
                print_events(events, form, f"{title} ({len(events)})")
    if form is Form.CSV and found.apart:
        say(f"in no point of the series: {number(len(found.apart), 'event')}; --json has them")


def _each_once(events: Sequence[EventRow]) -> tuple[EventRow, ...]:
    """An event that counts in two directions is listed once."""
    return tuple({event.id: event for event in events}.values())
