"""Commands about stories and dossiers: stories, story, dossier."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, By, KnownBy, RecordPath, Why, form_of, opened
from letopis.cli.output import (
    Form,
    as_mapping,
    number,
    print_csv,
    print_heading,
    print_json,
    print_rows,
    print_table,
    say,
)
from letopis.errors import UsageError

if TYPE_CHECKING:
    from letopis.record import Record

STORY = ("name", "documents", "independent", "claims", "id")
ENTRY = ("kind", "what", "note", "by", "at", "id")
DOCUMENT = ("published", "title", "copy_kind", "source", "id")
TOLD = ("date", "who", "what", "words", "according_to", "support", "source", "id")
PLAN = ("due", "status", "who", "what", "words", "told", "source")
PARTIES = 12  # of a story, in a table


class Doing(StrEnum):
    """What is done with a dossier."""

    ADD = "add"
    REMOVE = "remove"
    SHOW = "show"


@app.command()
def stories(
    known: KnownBy = None, record: RecordPath = DEFAULT, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """The stories that the articles tell: by whom they tell of, with the months; the newest first."""
    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        rows = kept.stories.rows()
    if form is Form.CSV:
        print_csv([{**as_mapping(row), "paths": "; ".join(row.paths)} for row in rows])
    else:
        print_rows(rows, STORY, form, empty="the record has no document")


@app.command()
def story(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Words of its name, or its id.")],
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """One story: its documents and cast, what happened, each event once, its plans and what its reports differ in."""
    form = form_of(as_json, as_csv)
    with opened(record, known) as kept:
        found = kept.stories.find(name)
        row = next(one for one in kept.stories.rows() if one.id == found.id)
        with kept.only(found.documents) as own:
            told = _told(own)
    if form is Form.JSON:
        print_json({**as_mapping(row), **told})
        return
    if form is Form.CSV:
        print_csv(told["timeline"])
        return
    print_heading(f"{row.name}  {row.id}")
    print_table(
        told["documents"], DOCUMENT, title=f"Documents ({row.documents}, {row.independent} independent)"
    )
    cast = told["cast"][:PARTIES]
    print_table(cast, ("name", "kind", "country", "offices", "claims"), title="Cast")
    print_table(told["timeline"], TOLD, title=f"Timeline ({len(told['timeline'])})")
    if told["plans"]:
        print_table(told["plans"], PLAN, title=f"Plans ({len(told['plans'])})")
    if told["disagreements"]:
        rows = [
            {**one, "versions": " | ".join(str(version["value"]) for version in one["versions"])}
            for one in told["disagreements"]
        ]
        print_table(rows, ("fact", "type", "versions", "date", "id"), title=f"Disagreements ({len(rows)})")


def _told(record: Record) -> dict[str, list[dict[str, Any]]]:
    """What the documents of a story tell."""
    from letopis.stories import timeline_of

    documents = [row for row in record.holdings() if row.status == "read"]
    documents.sort(key=lambda row: (row.published or "9999", row.path))
    lines = timeline_of(record.lines())
    return {
        "documents": [{**as_mapping(row), "source": row.path} for row in documents],
        "cast": [as_mapping(row) for row in record.cast(("person", "organisation", "country"))],
        "timeline": [as_mapping(row) for row in lines.dated],
        "plans": [as_mapping(row) for row in record.plans()],
        "disagreements": [as_mapping(row) for row in record.disagreements()],
    }


@app.command()
def dossier(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Of the dossier; without it all are listed.")
    ] = None,
    doing: Annotated[
        Doing | None,
        typer.Argument(metavar="[add|remove|show]", help="What to do with it; show, if not told."),
    ] = None,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID|NAME…]", help="Documents, claims, stories by their ids; entities by name too."
        ),
    ] = None,
    note: Why = "",
    by: By = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Collections of your own: stories, documents, claims, entities, with notes; timeline and export take --in."""
    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        shelf = kept.stories
        if name is None:
            rows = [
                {"dossier": each, "entries": len(entries), "what": "; ".join(entry.what for entry in entries)}
                for each, entries in shelf.dossiers().items()
            ]
            print_rows(
                rows,
                ("dossier", "entries", "what"),
                form,
                empty="no dossier yet; letopis dossier NAME add ID…",
            )
            return
        if doing in (None, Doing.SHOW):
            print_rows(shelf.dossier(name), ENTRY, form)
            return
        if not what:
            raise UsageError(
                f"letopis dossier {name} {doing}: name at least one document, claim, story or entity"
            )
        if doing is Doing.ADD:
            items = dict(_item(kept, each) for each in what)
            shelf.put(name, items, note, by)
            for told in items.values():
                say(f"{told}: put into the dossier {name}")
            return
        ids = [_taken(kept, shelf.dossier(name), each) for each in what]
        shelf.take(name, ids, note, by)
        say(f"{number(len(ids), 'thing')} taken out of the dossier {name}")


def _item(record: Record, wanted: str) -> tuple[str, str]:
    """Id and description of a thing as typed: an id or its beginning, the path of a document, a name."""
    from letopis.profile import Wanted
    from letopis.view import line_row

    if wanted.startswith("sty:"):
        found = record.stories.find(wanted)
        return found.id, next(row.name for row in record.stories.rows() if row.id == found.id)
    named = record.document_of_path(wanted)
    if named is not None:
        return named, record.store.document(named).title or wanted
    if wanted.startswith(("doc:", "clm:")):
        full = record.full_id(wanted)
        if full.startswith("doc:"):
            document = record.store.document(full)
            return full, document.title or document.path
        row = line_row(record.lines(Wanted(ids=(full,)))[0])
        return full, f"{row.who}: {row.what}"
    entity = record.find(wanted).entity
    return entity.id, entity.name


def _taken(record: Record, entries: Any, wanted: str) -> str:
    """The id of an entry as typed: the beginning of one, words of what it is, or the path of a document."""
    words = wanted.casefold().split()
    if not words:
        raise UsageError("an empty name was given; give the id of an entry")
    fitting = [one.id for one in entries if one.id.startswith(wanted)] or [
        one.id for one in entries if all(word in one.what.casefold() for word in words)
    ]
    named = record.document_of_path(wanted) if not fitting else None
    fitting = fitting or [one.id for one in entries if one.id == named]
    if not fitting:
        raise UsageError(f"the dossier has no {wanted!r}; letopis dossier NAME shows what it has")
    if len(fitting) > 1:
        raise UsageError(f"{wanted!r} can be {', '.join(fitting[:5])}; give the id")
    return str(fitting[0])
