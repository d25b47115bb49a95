"""Commands that ask: timeline, who, ties, search, show, documents."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.claim import ClaimKind
from letopis.cli.app import app
from letopis.cli.options import (
    DEFAULT,
    AsCsv,
    AsJson,
    InDossier,
    KnownBy,
    RecordPath,
    Since,
    Until,
    WithRejected,
    form_of,
    opened,
)
from letopis.cli.output import (
    ID_LENGTH,
    Form,
    as_mapping,
    clean,
    number,
    print_csv,
    print_heading,
    print_json,
    print_line,
    print_rows,
    print_table,
    say,
)
from letopis.cli.retelling import print_retold
from letopis.errors import UsageError
from letopis.mention import MentionKind
from letopis.times import iso

if TYPE_CHECKING:
    from letopis.bound import Bound
    from letopis.profile import Profile
    from letopis.record import Record
    from letopis.view import LineRow, Shown

LINE = ("date", "who", "what", "words", "according_to", "support", "review", "source", "id")
CAST = ("name", "kind", "country", "offices", "names", "claims", "documents", "id")
WHY = ("score", "one", "other", "because", "by", "source", "other_source", "id")
INSIDE = ("kind", "date", "who", "what", "according_to", "id")
DOCUMENT = (
    "path",
    "status",
    "published",
    "basis",
    "title",
    "words",
    "claims",
    "found",
    "reason",
    "also_at",
    "copy_kind",
    "copy_of",
    "superseded_by",
    "credit",
    "id",
)
HIT = ("kind", "date", "what", "words", "source", "id")
SHELVES = ("offices", "ties", "statements", "acts", "others")


@app.command()
def timeline(
    since: Since = None,
    until: Until = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only where this one acts or speaks.")
    ] = None,
    kind: Annotated[list[ClaimKind] | None, typer.Option(help="Only this kind; can be repeated.")] = None,
    min_score: Annotated[float, typer.Option(min=0, max=1, help="Only claims at least this sure.")] = 0.0,
    rejected: WithRejected = False,
    inside: InDossier = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What happened, was said, began and ended, by date; what has no date comes last, with the reason."""
    from letopis.profile import Wanted
    from letopis.record import period
    from letopis.view.timeline import UNPUBLISHED

    form, days = form_of(as_json, as_csv), period(since, until)
    with opened(record, known, inside, form=form) as kept:
        wanted = Wanted(kinds=tuple(kind or ()), min_score=min_score, rejected=rejected)
        found = kept.timeline(days, actor=actor, wanted=wanted)
    for document in dict.fromkeys(row.document for row in found.undated if UNPUBLISHED in str(row.reason)):
        say(
            f"some times wait for a publication date; give one: letopis published {document[:ID_LENGTH]} DATE"
        )
    if form is not Form.TABLE or not found.undated:
        print_rows([*found.dated, *found.undated], LINE, form)
        return
    if found.dated:
        print_table([as_mapping(row) for row in found.dated], LINE)
    columns = ("reason", *LINE[1:])
    print_table(
        [as_mapping(row) for row in found.undated], columns, title=f"Without a date ({len(found.undated)})"
    )


@app.command()
def who(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One of them, with all that is told.")
    ] = None,
    kind: Annotated[
        list[MentionKind] | None, typer.Option(help="Of the cast, only this kind; repeatable.")
    ] = None,
    known: KnownBy = None,
    why: Annotated[
        bool, typer.Option("--why", help="Of NAME: why its mentions are taken for one, and how surely.")
    ] = False,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The cast; or one of them: names, offices, ties, what they said and did."""
    form = form_of(as_json, as_csv)
    if why and name is None:
        raise UsageError("--why tells of one; say who: letopis who NAME --why")
    with opened(record, known, form=form) as kept:
        if name is not None and why:
            empty = (
                f"all that the record has of {name!r} is told of one place, or by one name that says itself"
            )
            print_rows(kept.why(name), WHY, form, empty=empty)
        elif name is None:
            print_rows(kept.cast(kind or ()), CAST, form)
        else:
            _print_profile(kept, kept.who(name), form)


@app.command()
def ties(
    one: Annotated[str | None, typer.Argument(metavar="[A]", help="A party.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="The other party.")] = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How they stand to each other: all ties, those of A, or those between A and B."""
    form = form_of(as_json, as_csv)
    with opened(record, known, form=form) as kept:
        print_rows(kept.ties(one, other), LINE, form)


@app.command()
def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS…", help='All must be there; "two words" are a phrase.')
    ],
    limit: Annotated[
        int, typer.Option(min=1, help="At most so many claims, and so many places in texts.")
    ] = 50,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Find words in claims and texts."""
    form = form_of(as_json, as_csv)
    # The shell has taken the quotation marks off a phrase: an argument of several words is one.
    query = words[0] if len(words) == 1 else " ".join(f'"{word}"' if " " in word else word for word in words)
    with opened(record, known) as kept:
        print_rows(kept.search(query, limit), HIT, form)


@app.command()
def documents(
    known: KnownBy = None, record: RecordPath = DEFAULT, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """Every file that was given: what was found in it, or why it was rejected."""
    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        print_rows(kept.holdings(), DOCUMENT, form, empty="no file has been given to this record")


@app.command()
def show(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Of a claim, document or entity, or the beginning of one.")
    ],
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """A claim in its sentence, words marked, with what stands around it; or a document, or an entity."""
    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        full = kept.full_id(id)
        if full.startswith("ent:"):
            _print_profile(kept, kept.who(full), form)
        elif full.startswith("evt:"):
            print_retold(kept.event(full), form)
        elif full.startswith("doc:"):
            _print_document(kept, full, form)
        else:
            _print_claim(kept.show(full), form)


def _print_profile(record: Record, profile: Profile, form: Form) -> None:
    from letopis.cli.offices import CAREER, spell_for_table
    from letopis.view import line_row

    shelves: dict[str, Sequence[LineRow]] = {
        name: [line_row(line) for line in getattr(profile, name)] for name in SHELVES
    }
    entity = profile.entity
    if form is Form.CSV:
        print_csv([{"shelf": name, **as_mapping(row)} for name, rows in shelves.items() for row in rows])
        return
    about = {
        "id": entity.id,
        "name": entity.name,
        "kind": str(entity.kind),
        "country": entity.country,
        "names": list(entity.names),
        "described": entity.described,
        "mentions": profile.member.mentions,
        "documents": profile.member.documents,
        "claims": profile.member.claims,
    }
    career = record.career(entity.id) if profile.offices else []
    if form is Form.JSON:
        listed = {name: [as_mapping(row) for row in rows] for name, rows in shelves.items()}
        print_json({**about, "career": [as_mapping(row) for row in career], **listed})
        return
    told = ", ".join(str(part) for part in (entity.kind, entity.country) if part)
    print_heading(f"{entity.name} ({told})  {entity.id}")
    if entity.names:
        print_line(f"also: {', '.join(entity.names)}")
    mentions, documents = profile.member.mentions, profile.member.documents
    print_line(f"{number(mentions, 'mention')} in {number(documents, 'document')}")
    if career:
        print_table([spell_for_table(row) for row in career], CAREER, title=f"Career ({len(career)})")
    titles = ("Offices", "Ties", "Said", "Did", "Also in")
    for title, rows in zip(titles, shelves.values(), strict=True):
        if rows:
            print_table([as_mapping(row) for row in rows], LINE, title=f"{title} ({len(rows)})")


def _print_document(record: Record, document_id: str, form: Form) -> None:
    from letopis.profile import Wanted
    from letopis.view import line_row

    row = next(row for row in record.holdings() if row.id == document_id)
    rows = [line_row(line) for line in record.lines(Wanted(document=document_id))]
    text = record.store.document(document_id).text
    bounds = record.date_bounds(document_id)
    if form is Form.JSON:
        print_json(
            {
                **as_mapping(row),
                "proofs": [_proof(bound) for bound in bounds],
                "text": text,
                "lines": [as_mapping(line) for line in rows],
            }
        )
        return
    if form is Form.CSV:
        print_csv([as_mapping(line) for line in rows])
        return
    print_heading(f"{row.title or row.path}  {row.id}")
    for name in (
        "path",
        "also_at",
        "publisher",
        "published",
        "basis",
        "credit",
        "copy_kind",
        "copy_of",
        "superseded_by",
        "found",
    ):
        if getattr(row, name):
            print_line(f"{name.replace('_', ' ')}: {getattr(row, name)}")
    for bound in bounds:
        quotes = " | ".join(" ".join(evidence.quote.split()) for evidence in bound.evidence)
        print_line(f"{bound.told} ({bound.rule}): {quotes}")
    if rows:
        print_table([as_mapping(line) for line in rows], LINE, title=f"Claims ({len(rows)})")
    sys.stdout.write("\n" + "\n\n".join(clean(block) for block in text.split("\n\n")) + "\n")


def _proof(bound: Bound) -> dict[str, Any]:
    """What bounds a document's date, as JSON; `latest` is the last day on which it can have appeared."""
    evidence = [
        {"document": one.document, "start": one.start, "end": one.end, "quote": one.quote}
        for one in bound.evidence
    ]
    return {
        "rule": bound.rule,
        "earliest": iso(bound.earliest),
        "latest": iso(bound.latest),
        "evidence": evidence,
    }


def _print_claim(shown: Shown, form: Form) -> None:
    if form is Form.JSON:
        print_json(as_mapping(shown))
        return
    if form is Form.CSV:
        around = {"before": shown.before, "sentence": shown.sentence, "after": shown.after}
        print_csv([{**as_mapping(shown.row), **around, "title": shown.title, "publisher": shown.publisher}])
        return
    row = shown.row
    print_heading(f"{row.who}: {row.what}" + (f"  {row.date}" if row.date else ""))
    reviewed = f", {row.review} by a person" if row.review else ""
    print_line(f"{row.id}  {row.kind}, score {row.score:.2f}, found by {shown.producer}{reviewed}")
    _print_sentence(shown)
    if row.reports > 1:
        print_line(
            f"{row.reports} reports, {row.independent} independent: letopis sources-of {row.id[:ID_LENGTH]}"
        )
    columns = ("role", "text", "name", "coded", "entity", "unnamed_because")
    print_table([as_mapping(part) for part in shown.parts], columns, title="Parts")
    if shown.surely:
        print_line(shown.surely)
    if shown.inside:
        rows = [as_mapping(line) for line in shown.inside]
        print_table(rows, INSIDE, title=f"Claims in what was said ({len(rows)})")
    sys.stdout.write("\n")
    dated = f"published {shown.published} ({shown.basis})" if shown.published else "publication date unknown"
    for told in (shown.title, shown.publisher, dated, shown.url, row.source, row.document):
        if told:
            print_line(told)


def _print_sentence(shown: Shown) -> None:
    """The sentence between its neighbours: marked words in bold on a terminal, else between ‹ and ›."""
    bold = sys.stdout.isatty()
    if bold:
        from rich.console import Console
        from rich.text import Text

        marked = Text(clean_keeping_length(shown.sentence))
        for mark in shown.marks:
            marked.stylize("bold underline" if mark.role == "cue" else "bold", mark.start, mark.end)
        told = (
            Text("\n") + Text(f"{shown.before} ", style="dim") + marked + Text(f" {shown.after}", style="dim")
        )
        Console(file=sys.stdout, highlight=False).print(told)
        return
    pieces, last = [], 0
    for mark in shown.marks:
        pieces += [shown.sentence[last : mark.start], "‹", shown.sentence[mark.start : mark.end], "›"]
        last = mark.end
    pieces.append(shown.sentence[last:])
    around: list[Any] = ["", shown.before, f"> {clean(''.join(pieces))}", shown.after]
    sys.stdout.write("\n".join(clean(part) if part else "" for part in around if part is not None) + "\n")


def clean_keeping_length(text: str) -> str:
    """The text without characters that would steer a terminal, every other at its place."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
