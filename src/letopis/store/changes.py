"""Know what has changed since the record was last worked out as a whole, and write only what differs.

In:   an open transaction; a document that is read, read anew or removed; the rows that a table should hold.
Out:  marks on documents whose merged claims or entities may differ; the rows that were added, altered or taken away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, delete, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from letopis.store import tables
from letopis.store.rows import Values

AT_ONCE = 500  # values in one statement; SQLite allows 32,766, older ones 999
Change = tuple[Values | None, Values | None]  # a row as it was, as it is
Item = TypeVar("Item")


def changed_documents(connection: Connection) -> list[str]:
    """The documents that are marked and in the record, by id."""
    columns = tables.changed.c
    query = select(columns.document).join(tables.documents, tables.documents.c.id == columns.document)
    return list(connection.execute(query.order_by(columns.document)).scalars())


def mark(connection: Connection, documents: Iterable[str]) -> None:
    """Marks documents as changed."""
    put_rows(connection, tables.changed, [{"document": document} for document in sorted(set(documents))])


def mark_with_companions(connection: Connection, document: str) -> None:
    """Marks a document, and those with a claim that was merged with one of its claims: they may fall apart."""
    claims, own = tables.claims.c, tables.claims.alias()
    merged = select(own.c.same_as).where(own.c.document == document, own.c.same_as.is_not(None))
    companions = connection.execute(select(claims.document).where(claims.same_as.in_(merged)).distinct())
    mark(connection, [document, *companions.scalars()])


def mark_documents_of(connection: Connection, chains: Iterable[str]) -> None:
    """Marks the documents of chains."""
    chain = tables.mentions.c.chain
    for some in batches(sorted(set(chains)), AT_ONCE):
        found = connection.execute(select(tables.mentions.c.document).where(chain.in_(some)).distinct())
        mark(connection, found.scalars())


def replace_rows(
    connection: Connection, table: Table, wanted: Sequence[Values], where: ColumnElement[bool] | None = None
) -> list[Change]:
    """Makes a table hold the wanted rows and no other (with `where`: of those that fit it); what changed: rows as they
    were and as they are, None for what was not or is not there.
    """
    columns = list(table.columns)
    names = [column.name for column in columns]
    places = [n for n, column in enumerate(columns) if column.primary_key]
    key = itemgetter(*places)
    query = select(*columns) if where is None else select(*columns).where(where)
    there = {key(row): tuple(row) for row in connection.execute(query).all()}
    changed: list[Change] = []
    added: list[Values] = []
    for row in wanted:
        values = tuple(map(row.get, names))
        before = there.pop(key(values), None)
        if before != values:
            added.append(dict(zip(names, values, strict=True)))
            changed.append((_named(columns, before), added[-1]))
    put_rows(connection, table, added)
    gone = [tuple(before[n] for n in places) for before in there.values()]
    for some in batches(gone, AT_ONCE // len(places)):
        connection.execute(delete(table).where(tuple_(*table.primary_key).in_(some)))
    return [*changed, *((_named(columns, before), None) for before in there.values())]


def _named(columns: Sequence[Column[Any]], row: tuple[Any, ...] | None) -> Values | None:
    return (
        {column.name: value for column, value in zip(columns, row, strict=True)} if row is not None else None
    )


def mark_documents_of_entities(connection: Connection, changed: Iterable[Change]) -> None:
    """Marks the documents in which an entity is told by its name alone, or is another than it was by its fields."""
    came, went = Counter[str](), Counter[str]()
    altered, coded = list[str](), list[str]()
    for before, after in changed:
        came.update(_found_names(after))
        went.update(_found_names(before))
        if before is not None and after is not None:
            is_coded = {**before, "coding": None} == {**after, "coding": None}
            (coded if is_coded else altered).append(after["id"])
    mark(connection, _documents_told_by_name(connection, _known_otherwise(connection, came, went)))
    chain = tables.entity_of.c
    for part in batches(sorted(altered), AT_ONCE):
        chains = connection.execute(select(chain.chain).where(chain.entity.in_(part))).scalars()
        mark_documents_of(connection, chains)
    for part in batches(sorted(coded), AT_ONCE):
        mark(connection, connection.execute(_coded_by_entities(part)).scalars())


def _found_names(row: Values | None) -> list[str]:
    return [row.get("found_name") or row["name"]] if row is not None else []


def _known_otherwise(connection: Connection, came: Counter[str], went: Counter[str]) -> list[str]:
    """Of the names that entities got or lost those by which an entity is known, or was: that only one bears."""
    found_name = func.coalesce(tables.entities.c.found_name, tables.entities.c.name)
    query, borne = select(found_name, func.count()).group_by(found_name), Counter[str]()
    for some in batches(sorted({*came, *went}), AT_ONCE):
        borne.update(dict(map(tuple, connection.execute(query.where(found_name.in_(some))))))
    return [
        name for name in sorted({*came, *went}) if min(borne[name], borne[name] - came[name] + went[name]) < 2
    ]


def _documents_told_by_name(connection: Connection, names: Sequence[str]) -> Iterator[str]:
    """The documents with an argument that is told by one of these names and is no mention."""
    argument, claim = tables.arguments.c, tables.claims.c
    query = select(claim.document).join(tables.arguments, argument.claim == claim.id).distinct()
    query = query.where(argument.mention.is_(None))
    for some in batches(names, AT_ONCE):
        yield from connection.execute(query.where(argument.value.in_(some))).scalars()


def _coded_by_entities(entities: Sequence[str]) -> Select[Any]:
    """The documents with an argument that is one of these entities and has no country or no sector by itself."""
    argument, mention, chain = tables.arguments.c, tables.mentions.c, tables.entity_of.c
    coding = mention.coding
    is_open = coding.is_(None) | coding.startswith("- ") | coding.endswith(" -")
    query = select(mention.document).join_from(
        tables.entity_of, tables.mentions, mention.chain == chain.chain
    )
    query = query.join(tables.arguments, argument.mention == mention.id).distinct()
    return query.where(chain.entity.in_(entities), is_open)


def put_rows(connection: Connection, table: Table, values: Sequence[Values]) -> None:
    """Adds rows; one that is there is altered where it lies, so that what hangs on it stays."""
    if not values:
        return
    adding = insert(table)
    keys, names = ([column.name for column in part] for part in (table.primary_key, table.columns))
    other = {name: adding.excluded[name] for name in names if name not in keys}
    if other:
        connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=other), values)
    else:
        connection.execute(adding.on_conflict_do_nothing(), values)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items, so many at a time."""
    each = iter(items)
    while some := list(islice(each, size)):
        yield some
