"""The command that tells what has not been seen yet: new."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, KnownBy, RecordPath, form_of, opened
from letopis.cli.output import Form, as_mapping, number, print_csv, print_json, print_table, say

NEW = ("date", "who", "what", "words", "more", "known", "support", "source", "id")


@app.command()
def new(
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|RUN",
            help="Since a date, or after a run: its id, or its number (1 the first, -1 the last).",
        ),
    ] = None,
    mark: Annotated[
        bool,
        typer.Option("--mark", help="Note in the record that all this is seen: the next call starts here."),
    ] = False,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What has entered the record since a run or date, or since it was last marked: new facts, then further reports."""
    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        found = kept.new(since)
        is_all = since is None and kept.store.seen() is None
    rows = [as_mapping(row) for row in found.rows]
    if form is Form.JSON:
        print_json({**as_mapping(found), "rows": rows})
    elif form is Form.CSV:
        print_csv(
            [{name: value for name, value in row.items() if name not in ("line", "claims")} for row in rows]
        )
    elif is_all and rows:
        print_table(_by_document(rows), ("known", "source", "facts"), title="Documents")
        say("nothing is marked as seen: all is new, and letopis timeline tells it; --mark notes it as seen")
    else:
        for news, title in (("new", "New"), ("further", "Further reports")):
            own = [{**row, "more": _more(row["more"])} for row in rows if row["news"] == news]
            if own:
                print_table(own, NEW, title=f"{title} ({len(own)})")
    facts = sum(row["news"] == "new" for row in rows)
    say(f"since {found.since}: {number(len(found.documents), 'document')}, {number(facts, 'new fact')}")
    if mark and found.upto is not None:
        with opened(record) as kept:
            kept.mark_seen(found.upto)
        say(f"marked as seen up to run {found.upto}")


def _by_document(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The documents by when they appeared, each with the number of facts that the record has from it first."""
    told = Counter((row["known"] or "", row["source"]) for row in rows)
    return [
        {"known": known, "source": source, "facts": facts} for (known, source), facts in sorted(told.items())
    ]


def _more(count: int) -> str:
    return number(count, "more report") if count else ""
