"""The command that asks who else says so: sources-of."""

from __future__ import annotations

from typing import Annotated

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, RecordPath, form_of, opened
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

REPORT = ("origin", "told_by", "known", "copies", "superseded", "what", "words", "source", "id")


@app.command("sources-of")
def sources_of(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of a claim, or the beginning of one.")],
    known: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what a reader could know by the end of this.")
    ] = None,
    unfolded: Annotated[
        bool, typer.Option("--all", help="In the table each copy in a row of its own.")
    ] = False,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """All reports of what a claim tells, by origin: the chain from the paper to the source, copies folded."""
    from letopis.record import period

    form = form_of(as_json, as_csv)
    days = period(None, known, "--known")
    with opened(record) as kept:
        found = kept.reports(claim, days.end if days is not None else None)
    rows = [as_mapping(row) for row in found.rows]
    if form is Form.JSON:
        print_json({**as_mapping(found), "rows": rows})
        return
    if form is Form.CSV:
        print_csv(rows)
        return
    print_heading(f"{found.who}: {found.what}" + (f"  {found.fact}" if found.fact else ""))
    print_line(f"{number(found.reports, 'report')}, {found.independent} independent")
    shown = rows if unfolded else [as_mapping(row) for row in found.folded]
    print_table([{**row, **_in_words(row)} for row in shown], REPORT)


def _in_words(row: dict[str, object]) -> dict[str, str]:
    """What a table says of copies and versions."""
    more = f"and {row['copies']} more" if row["copies"] else str(row["copy"] or "")
    return {
        "told_by": str(row["chain"]),
        "copies": more,
        "superseded": "by a newer version" if row["superseded"] else "",
    }
