"""The command that shows where reports differ: disagreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, KnownBy, RecordPath, form_of, opened
from letopis.cli.output import Form, as_mapping, number, print_csv, print_json, print_line, print_table, say
from letopis.disagreement import Differing

if TYPE_CHECKING:
    from letopis.view import DisagreementRow

VERSION = ("value", "according_to", "reports", "independent", "first", "state", "words", "sources", "id")


@app.command()
def disagreements(
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="NAME|THEME", help="Only of this one, or with these words."),
    ] = None,
    types: Annotated[
        list[Differing] | None, typer.Option("--type", help="Only what differs in this; can be repeated.")
    ] = None,
    all_states: Annotated[
        bool, typer.Option("--all", help="Also numbers that grew or were only told more precisely.")
    ] = False,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Where reports of one fact differ: numbers, dates, who, whether it is so; each version with who says so."""
    from letopis.disputes import DisagreementsAsked

    form = form_of(as_json, as_csv)
    asked = DisagreementsAsked(types=tuple(types or ()), all_states=all_states)
    with opened(record, known) as kept:
        rows = kept.disagreements(about, asked)
    if form is Form.JSON:
        print_json([as_mapping(row) for row in rows])
    elif form is Form.CSV:
        print_csv([_flat(row, at) for row in rows for at in range(len(row.versions))])
    else:
        for row in rows:
            _print(row)
    say(number(len(rows), "disagreement") if rows else "nothing found")


def _flat(row: DisagreementRow, at: int) -> dict[str, Any]:
    """One version, with the fact that it is of; lists joined in one cell."""
    told, version = as_mapping(row), as_mapping(row.versions[at])
    fact = {name: told[name] for name in ("id", "type", "fact", "state", "date", "aspect")}
    del version["tellings"]
    return {
        **fact,
        "about": "; ".join(row.about),
        **version,
        "claims": " ".join(telling.id for telling in row.versions[at].tellings),
    }


def _print(row: DisagreementRow) -> None:
    dated = f", {row.date}" if row.date else ""
    told = [
        {
            **as_mapping(version),
            "state": "corrected" if version.corrected else "",
            "id": version.tellings[0].id,
        }
        for version in row.versions
    ]
    print_table(told, VERSION, title=f"{row.type}, {row.state}: {row.fact}{dated}")
    print_line("")
