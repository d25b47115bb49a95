"""Keep which event claims are one event, by what keys they find each other, and which plans came to what.

In:   an open transaction; ids of claims and documents, keys.
Out:  ids; rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from letopis.store import tables
from letopis.store.kin import AT_ONCE, parts_of

SCHEME = "event keys"
PREFIX = "evt:"


class Retold:
    """The part of a store that knows which event claims are one event."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def unkeyed_events(self, scheme: str) -> list[str]:
        """All documents, where the keys of their events were made by another scheme, which is noted; else none."""
        with self._transaction() as connection:
            return unkeyed(connection, scheme)

    def replace_event_keys(self, documents: Collection[str], keys: Mapping[str, Collection[int]]) -> None:
        """Puts keys of event claims, by claim, in the place of all that those of these documents had."""
        with self._transaction() as connection:
            replace_keys(connection, documents, keys)

    def documents_with_events(self, claims: Iterable[str] = (), keys: Iterable[int] = ()) -> set[str]:
        """The documents of these claims, and those with an event claim that has one of the keys."""
        with self._transaction() as connection:
            return documents_of(connection, claims) | documents_with(connection, keys)

    def told_alike(self, claims: Iterable[str]) -> set[str]:
        """The claims that were one event with one of these."""
        with self._transaction() as connection:
            return told_alike(connection, claims)

    def replace_events(
        self, event_of: Mapping[str, str | None], foretold: Sequence[tuple[str, str, float]]
    ) -> None:
        """Puts the event of each of these claims, or that it is told alone, in the place of what was there; and the
        links (plan, what came of it, score) that one of them is an end of.
        """
        with self._transaction() as connection:
            replace_events(connection, event_of, foretold)

    def foretold(self, claims: Collection[str] | None = None) -> list[tuple[str, str, float]]:
        """Each plan with each claim that tells what came of it, and how surely, by their ids; with `claims` only where
        one of these is the plan or tells what came of it.
        """
        with self._transaction() as connection:
            return foretold(connection, claims)

    def claims_of_event(self, id: str) -> set[str]:
        """The claims of an event, or all claims that are one event with a claim, itself too."""
        column = tables.claims.c
        with self._transaction() as connection:
            if not id.startswith(PREFIX):
                return {id, *told_alike(connection, [id])}
            return set(connection.execute(select(column.id).where(column.same_as == id)).scalars())

    def events_like(self, beginning: str) -> list[str]:
        """Ids of events that begin so, with or without "evt:"."""
        column = tables.claims.c.same_as
        begins = beginning if ":" in beginning else PREFIX + beginning
        if not begins.startswith(PREFIX):
            return []
        with self._transaction() as connection:
            query = select(column).where(column.startswith(begins, autoescape=True)).distinct()
            return list(connection.execute(query.order_by(column).limit(10)).scalars())

    def told_twice(self) -> set[str]:
        """The claims whose event another claim tells too."""
        column = tables.claims.c
        with self._transaction() as connection:
            query = select(column.id).where(column.same_as.startswith(PREFIX, autoescape=True))
            return set(connection.execute(query).scalars())


def unkeyed(connection: Connection, scheme: str) -> list[str]:
    """All documents, where their keys were made by another scheme, which is noted; else none."""
    meta = tables.meta
    if connection.execute(select(meta.c.value).where(meta.c.key == SCHEME)).scalar() == scheme:
        return []
    connection.execute(delete(meta).where(meta.c.key == SCHEME))
    connection.execute(insert(meta), {"key": SCHEME, "value": scheme})
    return list(connection.execute(select(tables.documents.c.id).order_by(tables.documents.c.id)).scalars())


def replace_keys(
    connection: Connection, documents: Collection[str], keys: Mapping[str, Collection[int]]
) -> None:
    """Puts keys of claims in the place of all that the claims of these documents had."""
    column, claim = tables.event_keys.c, tables.claims.c
    for part in parts_of(documents):
        own = select(claim.id).where(claim.document.in_(part))
        connection.execute(delete(tables.event_keys).where(column.claim.in_(own)))
    rows = [{"key": key, "claim": one} for one in sorted(keys) for key in sorted(keys[one])]
    if rows:
        connection.execute(insert(tables.event_keys), rows)


def documents_of(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The documents of claims."""
    column, found = tables.claims.c, set[str]()
    for part in parts_of(claims):
        found |= set(connection.execute(select(column.document).where(column.id.in_(part))).scalars())
    return found


def documents_with(connection: Connection, keys: Iterable[int]) -> set[str]:
    """The documents with a claim that has one of the keys."""
    column, claim, found = tables.event_keys.c, tables.claims.c, set[str]()
    in_order = sorted(set(keys))
    for first in range(0, len(in_order), AT_ONCE):
        part = in_order[first : first + AT_ONCE]
        query = select(claim.document).join(tables.event_keys, column.claim == claim.id)
        found |= set(connection.execute(query.where(column.key.in_(part)).distinct()).scalars())
    return found


def told_alike(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The claims that were one event with one of these."""
    column, found = tables.claims.c, set[str]()
    for part in parts_of(claims):
        events = select(column.same_as).where(column.id.in_(part), column.same_as.is_not(None))
        found |= set(connection.execute(select(column.id).where(column.same_as.in_(events))).scalars())
    return found


def replace_events(
    connection: Connection, event_of: Mapping[str, str | None], foretold: Sequence[tuple[str, str, float]]
) -> None:
    """Puts the event of each of these claims, or that it is told alone, in the place of what was there; and all links
    from plans that one of them is an end of.
    """
    if not event_of:
        return
    column, table = tables.claims.c, tables.foretold
    changed = update(tables.claims).where(column.id == bindparam("claim"))
    connection.execute(
        changed.values(same_as=bindparam("event")),
        [{"claim": claim, "event": event} for claim, event in sorted(event_of.items())],
    )
    for part in parts_of(event_of):
        connection.execute(delete(table).where(or_(table.c.plan.in_(part), table.c.claim.in_(part))))
    rows = [{"plan": plan, "claim": claim, "score": score} for plan, claim, score in foretold]
    if rows:
        connection.execute(insert(table), rows)


def foretold(connection: Connection, claims: Collection[str] | None) -> list[tuple[str, str, float]]:
    """Each plan with each claim that tells what came of it; of all, or where one of some claims stands."""
    table = tables.foretold
    query, found = select(table.c.plan, table.c.claim, table.c.score), set[tuple[str, str, float]]()
    for part in [None] if claims is None else parts_of(claims):
        asked = query if part is None else query.where(or_(table.c.plan.in_(part), table.c.claim.in_(part)))
        found.update((row[0], row[1], row[2]) for row in connection.execute(asked))
    return sorted(found)
