"""Commands that ask who says so: said, quotes, sources; and publisher, which tells what an outlet is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.cli.app import app
from letopis.cli.options import (
    DEFAULT,
    AsCsv,
    AsJson,
    By,
    KnownBy,
    RecordPath,
    Since,
    Until,
    Why,
    form_of,
    opened,
)
from letopis.cli.output import (
    Form,
    as_mapping,
    number,
    print_csv,
    print_heading,
    print_json,
    print_line,
    print_rows,
    print_table,
    say,
    shown,
)

if TYPE_CHECKING:
    from letopis.record import Record
    from letopis.view import OutletProfile, QuoteRow, SourceRow, SourceShown, StatementRow, TraitRow

SAID = ("date", "who", "office", "what", "how", "words", "chain", "match", "support", "source", "id")

STATE_RUN = {"yes": "state-run", "no": "not state-run"}
SOURCES = (
    "name",
    "naming",
    "profile",
    "cited",
    "by",
    "hand",
    "relays",
    "direct",
    "about",
    "described_as",
    "id",
)
About = Annotated[
    str | None, typer.Option("--about", metavar="THEME", help="Only on this, by words or by meaning.")
]
Acts = Annotated[
    list[str] | None,
    typer.Option("--act", metavar="ACT", help="Only this act: say, deny, ask …; can be repeated."),
]


@app.command()
def said(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Who speaks: a name, a part of one, or an id.")
    ] = None,
    about: About = None,
    act: Acts = None,
    to_whom: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what was said to this one.")
    ] = None,
    through: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this one relays.")] = None,
    medium: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only with these words in the medium or the occasion.")
    ] = None,
    since: Since = None,
    until: Until = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What somebody, or everybody, said: act, addressee, medium, chain of sources, office at that time."""
    from letopis.record import period
    from letopis.view import Saying

    form, days = form_of(as_json, as_csv), period(since, until)
    with opened(record, known, form=form) as kept:
        asked = Saying(
            addressee=_entity(kept, to_whom),
            relay=_entity(kept, through),
            acts=checked_acts(act),
            medium=medium,
            period=days,
        )
        print_statements(kept.said(name, about, asked), form)
        _tell_without_vectors(kept, about)


def _tell_without_vectors(record: Record, about: str | None) -> None:
    """Says on stderr what a theme could find by its words alone."""
    missing = record.without_vectors() if about is not None else 0
    if missing:
        told = number(missing, "statement")
        say(
            f"by words alone: {told} without a sentence vector (read by another version of Letopis); to find them by "
            "meaning too, read them again: letopis reread --all"
        )


def _entity(record: Record, name: str | None) -> str | None:
    return record.find(name).entity.id if name is not None else None


def checked_acts(acts: Sequence[str] | None) -> tuple[str, ...]:
    """The acts, if the ontology has them.

    Raises:
        UsageError: it has not.
    """
    from letopis.errors import UsageError
    from letopis.ontology import acts as known

    for act in acts or ():
        if act not in known():
            raise UsageError(f"there is no act {act!r}; the acts are {', '.join(known())}")
    return tuple(acts or ())


def print_statements(rows: Sequence[StatementRow], form: Form) -> None:
    """A list of statements; a table has medium and occasion in one column."""
    if form is not Form.TABLE or not rows:
        print_rows(rows, SAID, form)
        return
    print_table([for_table(row) for row in rows], SAID)


def for_table(row: StatementRow) -> dict[str, Any]:
    """A row as a table shows it: "then" before an office that is over, medium and occasion together."""
    told = as_mapping(row)
    told["office"] = f"then {row.office}" if row.office and row.office_over else row.office
    told["how"] = ", ".join(dict.fromkeys(way for way in (row.medium, row.occasion) if way))
    if row.match:
        told["match"] = row.match if row.similarity is None else f"{row.match} {row.similarity:.2f}"
    return told


@app.command()
def quotes(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="The first and latest statement of each.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="What A said to or about B, and B to or about A, by date."),
    ] = None,
    about: About = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Statements side by side: of two on each other, or somebody's first and latest on a theme."""
    from letopis.errors import UsageError

    form = form_of(as_json, as_csv)
    if bool(names) == bool(between):
        raise UsageError("give a NAME for the first and latest statement, or two names with --between A B")
    with opened(record, known, form=form) as kept:
        if between:
            print_between(kept.quotes_between(*between, about), form)
            _tell_without_vectors(kept, about)
            return
        _tell_without_vectors(kept, about)
        several = [(kept.find(name).entity.name, kept.quotes(name, about)) for name in names or ()]
        for name in names or ():
            if waiting := kept.undated_quotes(name, about):
                say(
                    f"{name}: {waiting} more without a date; letopis said lists them, letopis published dates them"
                )
    if form is not Form.TABLE or not any(rows for _, rows in several):
        print_rows([row for _, rows in several for row in rows], SAID, form)
        return
    for name, rows in several:
        _print_first_and_latest(name, rows)


def print_between(rows: Sequence[QuoteRow], form: Form) -> None:
    """Statements of two; a table has a column for each of them."""
    if form is not Form.TABLE or not rows:
        print_rows(rows, SAID, form)
        return
    sides = list(dict.fromkeys(row.side for row in rows))
    print_table(
        [{"date": row.date, row.side: _told(row), "id": row.id} for row in rows], ("date", *sides, "id")
    )


def _told(row: QuoteRow) -> str:
    """A statement in one cell: what was done, how, through whom, and the words."""
    how = for_table(row)["how"]
    way = f" ({how})" if how else ""
    chain = f" [{row.chain}]" if row.chain else ""
    return f"{row.what}{way}{chain}: {row.words}"


def _print_first_and_latest(name: str, rows: Sequence[QuoteRow]) -> None:
    """The two in a column each, a line for each thing that is told of them."""
    told = [("act", "what"), *((field, field) for field in SAID if field not in ("who", "what"))]
    rows_shown = [for_table(row) for row in rows]
    lines = [
        {"": label, **{row["side"]: shown(field, row.get(field)) for row in rows_shown}}
        for label, field in told
    ]
    kept = [line for line in lines if any(line[row.side] for row in rows)]
    if rows:
        print_table(kept, ("", *(row.side for row in rows)), title=name)


@app.command()
def sources(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One of them: what it is, and who says so.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only in the articles of this publisher.")
    ] = None,
    since: Since = None,
    until: Until = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Who is cited: how often, by whom, by name or not, at first hand or through others; or one of them."""
    from letopis.record import period

    form, days = form_of(as_json, as_csv), period(since, until)
    with opened(record, known) as kept:
        if name is not None:
            print_source(kept.source(name), form)
            return
        rows = kept.sources(publisher, days)
    if form is Form.TABLE and rows:
        _print_sources(rows)
    else:
        print_rows(rows, SOURCES, form)


def _print_sources(rows: Sequence[SourceRow], title: str | None = None) -> None:
    print_table([_source_for_table(row) for row in rows], SOURCES, title=title)


def _source_for_table(row: SourceRow) -> dict[str, Any]:
    """A row as a table shows it: counts that belong together in one cell."""
    hands = [f"{row.first_hand} first" if row.first_hand else ""]
    through = row.through.removesuffix(f" {row.relayed}") if "," not in row.through else row.through
    hands += [f"{row.relayed} through {through}" if row.relayed else ""]
    return {
        **as_mapping(row),
        "profile": ", ".join(filter(None, (row.country, STATE_RUN.get(row.state_run or "")))),
        "cited": f"{row.cited} in {row.articles}",
        "by": row.publishers,
        "hand": ", ".join(filter(None, hands)),
        "relays": row.relays or "",
        "direct": "" if row.direct_share is None else f"{row.direct_share:.0%}",
        "described_as": row.descriptions,
    }


def print_source(shown: SourceShown, form: Form) -> None:
    """One source: its profile with who says so, how it is cited, whom it cites."""
    if form is Form.JSON:
        print_json(as_mapping(shown))
        return
    traits = shown.profile.traits if shown.profile is not None else ()
    if form is Form.CSV:
        print_csv([as_mapping(row) for row in traits])
        return
    if shown.profile is not None:
        print_profile(shown.profile)
    else:
        print_heading(shown.name)
    if shown.cited is not None:
        _print_sources([shown.cited], title="Cited")
    if shown.cites:
        _print_sources(shown.cites, title=f"Cites ({len(shown.cites)})")


def print_profile(profile: OutletProfile) -> None:
    """What an outlet is, and each who says so."""
    print_heading(profile.name)
    for label, value, says in (
        ("country", profile.country, profile.country_says),
        ("state-run", profile.state_run, profile.state_run_says),
    ):
        print_line(f"{label}: {value or 'not told'}" + (f" ({says})" if says else ""))
    rows = [
        {**as_mapping(row), "at": (row.at or "")[:10], "stands": _standing(row)} for row in profile.traits
    ]
    if rows:
        print_table(
            rows,
            ("trait", "value", "says", "words", "quote", "source", "at", "stands", "id"),
            title="Says who",
        )


def _standing(row: TraitRow) -> str:
    """Why what was said does not stand, or ""."""
    return "" if row.stands else "revoked" if row.revoked_at else "overruled"


class Answer(StrEnum):
    """Whether a state runs it."""

    YES = "yes"
    NO = "no"


@app.command()
def publisher(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A publisher or an agency of the record.")],
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="Where it is at home: a code (PL) or a name.")
    ] = None,
    state_run: Annotated[Answer | None, typer.Option(help="Whether a state runs it.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take back what was said of it here.")] = False,
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
) -> None:
    """Say what a publisher or an agency is; what the articles tell of it stays beside that."""
    from letopis.outlet import TraitKind
    from letopis.outlets import country_code

    traits = {TraitKind.COUNTRY: country_code(country)} if country is not None else {}
    if state_run is not None:
        traits[TraitKind.STATE_RUN] = str(state_run)
    with opened(record) as kept:
        if revoke:
            kept.revoke_outlet(name, by, why)
        profile = kept.describe_outlet(name, traits, by, why)
    print_profile(profile)
