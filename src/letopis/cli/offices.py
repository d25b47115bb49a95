"""The command that draws a succession: office."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, KnownBy, RecordPath, form_of, opened
from letopis.cli.output import (
    Form,
    as_mapping,
    print_csv,
    print_json,
    print_line,
    print_rows,
    print_table,
    say,
)
from letopis.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from letopis.view import ConflictRow, SpellRow

SPELL = ("holder", "start", "end", "how", "status", "on", "seen", "reports", "independent", "disputed")
CAREER = ("office", *SPELL[1:])
CLAIMED = ("office", "organisation", "holder", "start", "end", "known", "words", "support", "source", "id")
PROOF = ("bound", "days", "how", "surely", "rule", "known", "words", "source", "id")
PLAIN_STATUS = ("in office", "out of office")
PIPE_WIDTH, LEAST, MOST = 40, 10, 60  # signs of a bar: in a pipe; on a terminal at least and at most
OnDay = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Only who held it on that day, and how surely.")
]


@app.command()
def office(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Words of an office, of its body, or both.")],
    on: OnDay = None,
    known: KnownBy = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="List the sentences behind each start and end.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="What each article claims, not joined: one row a claim.")
    ] = False,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Who held an office, one after the other: from when until when, how, and what contradicts it."""
    from letopis.holders import SpellsAsked
    from letopis.record import period

    form = form_of(as_json, as_csv)
    if not name.strip():
        raise UsageError("an empty name was given; give words of an office, of its body, or of both")
    asked = SpellsAsked(on=period(None, on, "--on"))
    nothing = f"no office in the record has the words {name!r}"
    with opened(record, known) as kept:
        if claims:
            print_rows(kept.tenures(name), CLAIMED, form, empty=nothing)
            return
        rows, newest = kept.office(name, asked), kept.newest()
        if not rows and on is not None and kept.office(name):
            nothing = f"the record does not tell who held it on {on}"
    print_spells(rows, form, newest, empty=nothing, evidence=evidence)


def print_spells(
    rows: Sequence[SpellRow],
    form: Form,
    newest: date,
    *,
    empty: str = "nothing found",
    evidence: bool = False,
) -> None:
    """Spells office by office, drawn over years; each contradiction below with both sentences."""
    if form is Form.JSON:
        print_json([as_mapping(row) for row in rows])
    elif form is Form.CSV:
        print_csv([_flat(row) for row in rows])
    else:
        for title, several in groupby(rows, key=lambda row: row.office_id):
            _print_office(list(several), newest, evidence=evidence, is_first=title == rows[0].office_id)
    if not rows:
        say(empty)


def _flat(row: SpellRow) -> dict[str, object]:
    """The row with one cell for each field: ids of claims, contradictions as "about kept lost"."""
    told = as_mapping(row)
    told["claims"] = " ".join(row.claims)
    told["proofs"] = " ".join(f"{proof.bound}:{proof.id}" for proof in row.proofs)
    told["conflicts"] = "; ".join(f"{one.about} {one.kept.id} {one.lost.id}" for one in row.conflicts)
    return told


def _print_office(rows: Sequence[SpellRow], newest: date, *, evidence: bool, is_first: bool) -> None:
    from letopis.view.spells import DRAWN, PLAIN, bar, years_of

    titles = rows[0].office
    if not is_first:
        print_line("")
    years = years_of(rows, newest)
    told = [spell_for_table(row) for row in rows]
    if years is not None:
        is_terminal = sys.stdout.isatty()
        width = _bar_width(told) if is_terminal else PIPE_WIDTH
        head = f"{years[0]}–{years[1]}"
        for row, shown in zip(rows, told, strict=True):
            shown[head] = bar(row, years, newest, width, DRAWN if is_terminal else PLAIN)
        print_table(told, (*SPELL, head), title=titles)
    else:
        print_table(told, SPELL, title=titles)
    for conflict in _each_once(rows):
        print_line(_told(conflict))
    if evidence:
        for row in rows:
            print_table(
                [as_mapping(proof) for proof in row.proofs],
                PROOF,
                title=f"{row.holder}: {row.start} – {row.end}",
            )


def spell_for_table(row: SpellRow) -> dict[str, object]:
    """The columns of a spell; contradictions are counted where there are some, a status is told where the end does not
    tell it."""
    told = as_mapping(row)
    told["status"] = "" if row.status in PLAIN_STATUS else row.status
    return {
        name: told[name] or "" if name == "disputed" else told[name]
        for name in dict.fromkeys((*SPELL, *CAREER))
    }


def _bar_width(told: Sequence[dict[str, object]]) -> int:
    """What the other columns leave of the terminal."""
    taken = 0
    for name in SPELL:
        cells = [str(row[name] or "") for row in told]
        if any(cells):
            taken += max(len(name), *(len(cell) for cell in cells)) + 3
    return max(LEAST, min(MOST, shutil.get_terminal_size().columns - taken - 3))


def _each_once(rows: Sequence[SpellRow]) -> list[ConflictRow]:
    found = {
        (one.about, one.kept.id, one.lost.id, one.lost.bound): one for row in rows for one in row.conflicts
    }
    return list(found.values())


def _told(conflict: ConflictRow) -> str:
    kept, lost = conflict.kept, conflict.lost
    about = "two holders" if conflict.about == "holder" else f"disputed {conflict.about}"
    return (
        f"{about}: {kept.bound} {kept.days} ({kept.source.rsplit('/', 1)[-1]}, {kept.id[:12]}: “{kept.words}”)"
        f" against {lost.bound} {lost.days} ({lost.source.rsplit('/', 1)[-1]}, {lost.id[:12]}: “{lost.words}”)"
    )
