"""Know what has changed since the record was last worked out as a whole, and write only what differs.

In:   an open transaction; a document that is read, read anew or removed; the rows that a table should hold.
Out:  marks on documents whose merged claims or entities may differ; the rows that were added, altered or taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from letopis.store import tables
from letopis.store.rows import Values

AT_ONCE = 500  # values in one statement; SQLite allows 32,766, older ones 999
Key = tuple[Any, ...]
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
) -> list[Key]:
    """Makes a table hold the wanted rows and no other (with `where`: of those that fit it); the primary keys of the
    rows that were added, altered or taken away.
    """
    key = [column.name for column in table.primary_key]
    query = select(table) if where is None else select(table).where(where)
    there = {tuple(row[name] for name in key): dict(row) for row in connection.execute(query).mappings()}
    names = list(table.columns.keys())
    values = {tuple(row[name] for name in key): {name: row.get(name) for name in names} for row in wanted}
    put_rows(connection, table, [row for one, row in values.items() if there.get(one) != row])
    gone = [one for one in there if one not in values]
    for some in batches(gone, AT_ONCE // len(key)):
        connection.execute(delete(table).where(tuple_(*table.primary_key).in_(some)))
    return [*gone, *(one for one, row in values.items() if there.get(one) != row)]


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
