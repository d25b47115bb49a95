"""The command that asks why something is missing: explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

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

if TYPE_CHECKING:
    from letopis.view import Explanation

SHELVES: dict[str, tuple[str, tuple[str, ...]]] = {
    "skipped": ("Not read for claims", ("block", "why", "words")),
    "told": ("Told here", ("kind", "date", "who", "what", "according_to", "id")),
    "untold": ("Told in no claim", ("sentence", "word", "why", "detail")),
    "doubts": ("No name was found for", ("words", "kind", "why", "candidates", "sentence")),
    "times": ("Times left open", ("words", "date", "why")),
    "undated": ("Claims without a date", ("kind", "reason", "who", "what", "words", "id")),
    "unsure": ("Claims that are little sure", ("score", "kind", "who", "what", "words", "id")),
}


@app.command()
def explain(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="Its path, the end of it, or its id; also of a rejected file."
        ),
    ],
    at: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only of the place where these stand.")
    ] = None,
    every_word: Annotated[
        bool,
        typer.Option(
            "--all",
            help="In the table also words of sentences that have a claim, and times that can be others.",
        ),
    ] = False,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Why something of an article is not in the record: skipped, told in no claim, unnamed, undated, unsure."""
    from letopis.document import Rejected

    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        found = kept.explain(document, at)
    if isinstance(found, Rejected):
        _print_rejected(found, form)
    elif form is Form.JSON:
        print_json(as_mapping(found))
    elif form is Form.CSV:
        print_csv(_shelved(found))
    else:
        _print(found, whole=at is None and not every_word)


def _print_rejected(found: Any, form: Form) -> None:
    told = {"path": found.path, "status": "rejected", "code": found.code, "reason": found.reason}
    if form is Form.JSON:
        print_json(told)
    elif form is Form.CSV:
        print_csv([told])
    else:
        print_line(f"{found.path}: rejected ({found.code}): {found.reason}")


def _shelved(found: Explanation) -> list[dict[str, Any]]:
    """All rows in one list, each with its shelf and the same columns."""
    columns = ("start", "end", "words", "why", "detail", "id")
    rows = []
    for shelf in SHELVES:
        for row in getattr(found, shelf):
            told = as_mapping(row)
            words = told.get("word") or told.get("words") or told.get("sentence")
            why, detail = told.get("why") or told.get("reason"), told.get("detail") or told.get("candidates")
            values = (shelf, told.get("start"), told.get("end"), words, why, detail, told.get("id"))
            rows.append(dict(zip(("shelf", *columns), values, strict=True)))
    return rows


def _print(found: Explanation, *, whole: bool) -> None:
    print_heading(f"{found.title or found.path}  {found.document}")
    print_line(
        f"{found.path}: {found.reader}, {found.language or 'language not told'}; blocks: {found.blocks}"
    )
    dated = f"published {found.published} ({found.basis})" if found.published else "publication date unknown"
    print_line(dated)
    for row in found.dates if len(found.dates) > 1 else ():
        print_line(f"  {'taken' if row.taken else 'not taken'}: {row.date} ({row.basis}) {row.words or ''}")
    print_line(
        f"{number(found.claims, 'claim')} from {number(found.sentences, 'sentence')}, {found.silent} without one"
    )
    for shelf, (title, columns) in SHELVES.items():
        rows = [as_mapping(row) for row in getattr(found, shelf)]
        if whole and shelf in ("untold", "times"):
            rows = [row for row in rows if row["is_whole"]]
        if shelf == "untold":
            rows = _once(rows)
        if rows:
            print_table(rows, columns, title=f"{title} ({len(rows)})")


def _once(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows; of those of one sentence only the first repeats it."""
    before, found = None, []
    for row in rows:
        found.append({**row, "sentence": "" if row["sentence"] == before else row["sentence"]})
        before = row["sentence"]
    return found
