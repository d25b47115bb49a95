"""Commands that ask who says so: said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, RecordPath, Since, Until, form_of, opened
from letopis.cli.output import Form, as_mapping, print_rows, print_table

if TYPE_CHECKING:
    from letopis.record import Record
    from letopis.view import StatementRow

SAID = ("date", "who", "office", "what", "how", "words", "chain", "match", "source", "id")

Acts = Annotated[
    list[str] | None,
    typer.Option("--act", metavar="ACT", help="Only this act: say, deny, ask …; can be repeated."),
]


@app.command()
def said(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Who speaks: a name, a part of one, or an id.")
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="THEME", help="Only what is about this, by words or by meaning.")
    ] = None,
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
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What somebody, or everybody, said: act, addressee, medium, chain of sources, office at that time."""
    from letopis.record import period
    from letopis.view import Saying

    form, days = form_of(as_json, as_csv), period(since, until)
    with opened(record) as kept:
        asked = Saying(
            addressee=_entity(kept, to_whom),
            relay=_entity(kept, through),
            acts=checked_acts(act),
            medium=medium,
            period=days,
        )
        print_statements(kept.said(name, about, asked), form)


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
