"""What a record tells that helps to say who is who: days of documents, tenures; and how chains are called.

In:   an open transaction; ids of chains.
Out:  a `Background`; all mentions, read with as little ado as can be; words and paths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, select

from letopis.background import Background
from letopis.bound import published_between
from letopis.claim import Argument, Claim, ClaimKind, Evidence
from letopis.coding import Coding
from letopis.mention import Form, Mention, MentionKind, Unnamed
from letopis.store import ask, rows, tables
from letopis.store.changes import AT_ONCE, batches
from letopis.store.kin import listed
from letopis.times import Interval


def background(connection: Connection, documents: Sequence[str] | None = None) -> Background:
    """The publication of every document, or of some, and all their tenures."""
    return Background(days(connection, documents), tuple(_tenures(connection, documents)))


def days(connection: Connection, documents: Sequence[str] | None = None) -> dict[str, Interval]:
    """The publication of documents, as a person gave it, as it was read or as it is bounded; of those that have one."""
    given, bounds = ask.given_dates(connection), ask.date_bounds(connection)
    columns, found = tables.documents.c, dict[str, Interval]()
    query = _in(select(columns.id, columns.published), columns.id, documents)
    for document, told in connection.execute(query):
        published = given.get(document) or rows.published_from(told)
        if published.basis == "unknown" and document in bounds:
            published = published_between(bounds[document])
        if not published.interval.is_open:
            found[document] = published.interval
    return found


def _in(query: Select[Any], column: Column[str], documents: Sequence[str] | None) -> Select[Any]:
    """The query, of these documents alone where some are given."""
    return query if documents is None else query.where(column.in_(listed(documents)))


def _tenures(connection: Connection, documents: Sequence[str] | None) -> Iterator[Claim]:
    """All tenures of documents with their arguments, as they stand; without sources."""
    claims = tables.claims.c
    is_kind = (
        claims.kind + "" if documents is not None else claims.kind
    )  # then by documents, not by their kind
    own = _in(select(claims.id).where(is_kind == ClaimKind.TENURE), claims.document, documents)
    parts: dict[str, list[Argument]] = defaultdict(list)
    arguments = tables.arguments.c
    query = select(tables.arguments).where(arguments.claim.in_(own))
    for row in connection.execute(query.order_by(arguments.claim, arguments.position)).mappings():
        parts[row["claim"]].append(rows.argument_from(row))
    shown: dict[str, list[Evidence]] = defaultdict(list)
    evidence = tables.evidence.c
    query = select(tables.evidence).where(evidence.claim.in_(own))
    for row in connection.execute(query.order_by(evidence.claim, evidence.position)).mappings():
        shown[row["claim"]].append(rows.evidence_from(row))
    query = select(tables.claims).where(claims.id.in_(own), ask.not_rejected())
    for row in connection.execute(query).mappings():
        yield rows.claim_from(row, tuple(parts[row["id"]]), tuple(shown[row["id"]]), ())


def mentions(connection: Connection, documents: Sequence[str] | None = None) -> list[Mention]:
    """All mentions, or those of some documents, with what tells who is who: without places on the map, members and
    other readings of a time.
    """
    columns = tables.mentions.c
    names = "id document start end text head_start head_end kind form sentence chain value country interval"
    wanted = [columns[name] for name in (*names.split(), "gender", "number", "owner", "coding", "unnamed")]
    order = (columns.document, columns.start, columns.end.desc(), columns.id)
    kinds, forms = {str(kind): kind for kind in MentionKind}, {str(form): form for form in Form}
    codings: dict[str | None, Coding | None] = {None: None}
    found = []
    for row in connection.execute(_in(select(*wanted), columns.document, documents).order_by(*order)):
        coding = row[17]
        if coding not in codings:
            codings[coding] = rows.coding_from(coding)
        place: tuple[str, str, int, int, str, int, int] = tuple(row[:7])
        what = kinds[row[7]], forms[row[8]], row[9], row[10], row[11], row[12]
        interval = Interval.from_json(row[13]) if row[13] else None
        found.append(
            Mention(
                *place,
                *what,
                interval,
                gender=row[14],
                number=row[15],
                owner=row[16],
                coding=codings[coding],
                unnamed=Unnamed(row[18]) if row[18] else None,
            )
        )
    return found


def undated(connection: Connection) -> list[str]:
    """The documents that neither say when they appeared nor were dated by a person, by path."""
    columns = tables.documents.c
    query = select(columns.id).where(columns.published["basis"].as_string() == "unknown")
    given = ask.given_dates(connection)
    found = connection.execute(query.order_by(columns.path, columns.id)).scalars()
    return [document for document in found if document not in given]


def words_of(connection: Connection, chains: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Chain → its longest name, or else longest words, and the path of its document."""
    mentions, documents = tables.mentions.c, tables.documents.c
    best: dict[str, tuple[tuple[bool, int, int], str, str]] = {}
    for some in batches(sorted(set(chains)), AT_ONCE):
        query = (
            select(mentions.chain, mentions.text, mentions.form, mentions.start, documents.path)
            .join_from(tables.mentions, tables.documents, documents.id == mentions.document)
            .where(mentions.chain.in_(some))
        )
        for row in connection.execute(query):
            rank = (row.form != str(Form.NAME), -len(row.text), row.start)
            best[row.chain] = min(best.get(row.chain, (rank, row.text, row.path)), (rank, row.text, row.path))
    return {chain: (text, path) for chain, (_, text, path) in best.items()}
