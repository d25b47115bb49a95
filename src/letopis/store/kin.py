"""Copies and versions of documents: their keys, overlaps and groups.

In:   an open connection; ids of documents; what resolve/ found.
Out:  rows; the documents that are to be compared or grouped again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, delete, func, insert, or_, select
from sqlalchemy.orm import aliased

from letopis.copied import Copy, Key, Overlap, Relation
from letopis.store import tables

ENOUGH = 2  # weight of shared keys that makes a pair worth comparing
AT_ONCE = 500  # ids in one query: SQLite limits the number of bound values
SCHEME = "copy_keys"
Id = TypeVar("Id", str, int)


class Kin:
    """The part of a store that knows which documents are copies of one another."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def unkeyed(self, scheme: str) -> list[str]:
        """Ids of the documents that have no keys of this scheme, sorted; keys of another one are thrown away."""
        with self._transaction() as connection:
            forget_other_scheme(connection, scheme)
            known = select(tables.copies.c.document)
            query = select(tables.documents.c.id).where(tables.documents.c.id.not_in(known))
            return sorted(connection.execute(query).scalars())

    def bereft(self) -> list[str]:
        """Ids of the documents whose group has lost a member, sorted."""
        copy = tables.copies.c
        gone = select(copy.group).group_by(copy.group).having(func.count() < func.max(copy.size))
        with self._transaction() as connection:
            query = select(copy.document).where(copy.group.in_(gone))
            return sorted(connection.execute(query).scalars())

    def keep_copy_keys(self, keys: Mapping[str, Sequence[Key]]) -> list[str]:
        """Puts keys in the place of earlier ones; the ids of the documents whose keys are not what they were."""
        with self._transaction() as connection:
            return keep_keys(connection, keys)

    def copy_candidates(self, documents: Collection[str]) -> set[tuple[str, str]]:
        """Pairs of documents, sorted within, that share enough keys, one of them one of these."""
        with self._transaction() as connection:
            return {pair for part in parts_of(documents) for pair in candidates(connection, part)}

    def replace_overlaps(self, documents: Collection[str], overlaps: Iterable[Overlap]) -> None:
        """Puts overlaps in the place of all that these documents had."""
        with self._transaction() as connection:
            replace_overlaps(connection, documents, overlaps)

    def kin_of(self, documents: Collection[str]) -> tuple[list[str], list[Overlap]]:
        """These documents, those that hang together with them now or did before, sorted; and their overlaps."""
        with self._transaction() as connection:
            return kin_of(connection, documents)

    def replace_copies(self, copies: Iterable[Copy]) -> None:
        """Puts what documents are among their copies in the place of what they were."""
        with self._transaction() as connection:
            rows = [copy_row(copy) for copy in copies]
            for part in parts_of([row["document"] for row in rows]):
                connection.execute(delete(tables.copies).where(tables.copies.c.document.in_(part)))
            if rows:
                connection.execute(insert(tables.copies), rows)

    def copies(self, documents: Collection[str] | None = None) -> dict[str, Copy]:
        """What documents are among their copies, by id; without ids all of them."""
        query = select(tables.copies).order_by(tables.copies.c.document)
        if documents is not None:
            query = query.where(tables.copies.c.document.in_(documents))
        with self._transaction() as connection:
            return {row["document"]: copy_from(row) for row in connection.execute(query).mappings()}


def parts_of(ids: Iterable[Id]) -> list[list[Id]]:
    """Ids, sorted, in lists short enough for one query."""
    found = sorted(set(ids))
    return [found[n : n + AT_ONCE] for n in range(0, len(found), AT_ONCE)]


def listed(ids: Iterable[Id]) -> Select[Any]:
    """A query for these ids, however many: one bound value, which SQLite takes apart."""
    return select(func.json_each(json.dumps(sorted(set(ids)))).table_valued("value").c.value)


def forget_other_scheme(connection: Connection, scheme: str) -> None:
    """Nothing, where keys were made by this scheme; else all keys and copies are thrown away."""
    meta = tables.meta
    if connection.execute(select(meta.c.value).where(meta.c.key == SCHEME)).scalar() == scheme:
        return
    connection.execute(delete(tables.copies))
    connection.execute(delete(tables.copy_keys))
    connection.execute(delete(meta).where(meta.c.key == SCHEME))
    connection.execute(insert(meta), {"key": SCHEME, "value": scheme})


def keep_keys(connection: Connection, keys: Mapping[str, Sequence[Key]]) -> list[str]:
    """The ids of the documents whose keys are not what they were; they are now."""
    column = tables.copy_keys.c
    before: dict[str, set[int]] = {}
    for part in parts_of(keys):
        query = select(column.document, column.key).where(column.document.in_(part))
        for row in connection.execute(query):
            before.setdefault(row.document, set()).add(row.key)
    changed = sorted(d for d, own in keys.items() if {key.value for key in own} != before.get(d, set()))
    for part in parts_of(changed):
        connection.execute(delete(tables.copy_keys).where(column.document.in_(part)))
    rows = [
        {"key": key.value, "document": document, "weight": key.weight}
        for document in changed
        for key in keys[document]
    ]
    if rows:
        connection.execute(insert(tables.copy_keys), rows)
    return changed


def candidates(connection: Connection, documents: Sequence[str]) -> set[tuple[str, str]]:
    """Pairs that share enough keys, one of them one of these."""
    own, other = aliased(tables.copy_keys), aliased(tables.copy_keys)
    query = (
        select(own.c.document, other.c.document)
        .join_from(own, other, own.c.key == other.c.key)
        .where(own.c.document.in_(documents), other.c.document != own.c.document)
        .group_by(own.c.document, other.c.document)
        .having(func.sum(own.c.weight) >= ENOUGH)
    )
    return {(min(row[0], row[1]), max(row[0], row[1])) for row in connection.execute(query)}


def replace_overlaps(connection: Connection, documents: Collection[str], overlaps: Iterable[Overlap]) -> None:
    """Puts overlaps in the place of all that these documents had."""
    pair = tables.overlaps.c
    for part in parts_of(documents):
        connection.execute(delete(tables.overlaps).where(or_(pair.left.in_(part), pair.right.in_(part))))
    rows = [
        {
            "left": o.left,
            "right": o.right,
            "relation": str(o.relation),
            "left_share": o.left_share,
            "right_share": o.right_share,
            "words": o.words,
        }
        for o in overlaps
    ]
    if rows:
        connection.execute(insert(tables.overlaps), rows)


def kin_of(connection: Connection, documents: Collection[str]) -> tuple[list[str], list[Overlap]]:
    """These documents and those that hang together with them, or did; and the overlaps among them."""
    found, new = set(documents), set(documents)
    known: dict[tuple[str, str], Overlap] = {}
    pair, copy = tables.overlaps.c, tables.copies.c
    while new:
        reached: set[str] = set()
        for part in parts_of(new):
            query = select(tables.overlaps).where(or_(pair.left.in_(part), pair.right.in_(part)))
            query = query.where(pair.relation != str(Relation.PASSAGES))
            for row in connection.execute(query).mappings():
                known[row["left"], row["right"]] = overlap_from(row)
                reached |= {row["left"], row["right"]}
            groups = select(copy.group).where(copy.document.in_(part), copy.size > 1)
            reached |= set(connection.execute(select(copy.document).where(copy.group.in_(groups))).scalars())
        new = reached - found
        found |= new
    there: set[str] = set()
    for part in parts_of(found):
        query = select(tables.documents.c.id).where(tables.documents.c.id.in_(part))
        there |= set(connection.execute(query).scalars())
    return sorted(there), [known[key] for key in sorted(known)]


def copies_of(connection: Connection, claims: Select[tuple[str]] | None = None) -> dict[str, Copy]:
    """What documents are among their copies, by id: those of these claims, or all."""
    query = select(tables.copies)
    if claims is not None:
        claim = tables.claims.c
        query = query.where(tables.copies.c.document.in_(select(claim.document).where(claim.id.in_(claims))))
    return {row["document"]: copy_from(row) for row in connection.execute(query).mappings()}


def copy_row(copy: Copy) -> dict[str, Any]:
    """The row of what a document is among its copies."""
    row = {name: getattr(copy, name) for name in Copy.__slots__}
    return {**row, "relation": str(copy.relation) if copy.relation else None}


def copy_from(row: Mapping[Any, Any]) -> Copy:
    """The copy of a row."""
    values = {name: row[name] for name in Copy.__slots__}
    return Copy(**{**values, "relation": Relation(row["relation"]) if row["relation"] else None})


def overlap_from(row: Mapping[Any, Any]) -> Overlap:
    """The overlap of a row."""
    values = {name: row[name] for name in Overlap.__slots__}
    return Overlap(**{**values, "relation": Relation(row["relation"])})
