"""Keep which event claims are one event, by what keys they find each other, and which plans came to what.

In:   an open transaction; ids of claims and documents, keys.
Out:  ids; rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from letopis.store import tables
from letopis.store.kin import listed, parts_of

SCHEME = "event keys"
PREFIX = "evt:"


@dataclass(frozen=True, slots=True)
class Told:
    """What an event claim tells, in a form that is not looked into here, and the keys by which others find it."""

    claim: str
    told: str
    keys: Collection[int]


class Retold:
    """The part of a store that knows which event claims are one event."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def unkeyed_events(self, scheme: str) -> list[str]:
        """All documents, where the keys of their events were made by another scheme, which is noted; else none."""
        with self._transaction() as connection:
            return unkeyed(connection, scheme)

    def keep_events(
        self, documents: Collection[str], told: Iterable[Told], around: Mapping[str, str]
    ) -> None:
        """Puts what event claims tell, and what is around them by document, in the place of all these documents had."""
        with self._transaction() as connection:
            keep_events(connection, documents, told, around)

    def event_tellings(self, claims: Collection[str]) -> list[tuple[str, str]]:
        """What these event claims tell and what is around it, as they were kept; by claim."""
        with self._transaction() as connection:
            return event_tellings(connection, claims)

    def event_claims(self, keys: Iterable[int]) -> list[tuple[int, str]]:
        """Each of these keys with each event claim that has it."""
        with self._transaction() as connection:
            return claims_with(connection, keys)

    def in_order_of_time(self, claims: Iterable[str]) -> list[str]:
        """Those of these event claims whose telling is kept, by their first day and id; what has none comes first."""
        with self._transaction() as connection:
            return in_order_of_time(connection, claims)

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


def keep_events(
    connection: Connection, documents: Collection[str], told: Iterable[Told], around: Mapping[str, str]
) -> None:
    """Puts what event claims tell, and what is around them by document, in the place of all that documents had."""
    claim, found = tables.claims.c, sorted(told, key=lambda one: one.claim)
    own = select(claim.id).where(claim.document.in_(listed(documents)))
    for table in (tables.event_keys, tables.event_tellings):
        connection.execute(delete(table).where(table.c.claim.in_(own)))
    beside = tables.event_around
    connection.execute(delete(beside).where(beside.c.document.in_(listed(documents))))
    for table, rows in (
        (tables.event_keys, [{"key": key, "claim": one.claim} for one in found for key in sorted(one.keys)]),
        (tables.event_tellings, [{"claim": one.claim, "told": one.told} for one in found]),
        (tables.event_around, [{"document": each, "around": around[each]} for each in sorted(around)]),
    ):
        if rows:
            connection.execute(insert(table), rows)


def event_tellings(connection: Connection, claims: Collection[str]) -> list[tuple[str, str]]:
    """What event claims tell and what is around it, by claim."""
    claim, told, around = tables.claims.c, tables.event_tellings, tables.event_around
    query = (
        select(told.c.told, around.c.around)
        .join_from(told, tables.claims, claim.id == told.c.claim)
        .join(around, around.c.document == claim.document)
    )
    query = query.where(told.c.claim.in_(listed(claims))).order_by(told.c.claim)
    return [(row[0], row[1]) for row in connection.execute(query).all()]


def claims_with(connection: Connection, keys: Iterable[int]) -> list[tuple[int, str]]:
    """Each of these keys with each event claim that has it."""
    column = tables.event_keys.c
    query = select(column.key, column.claim).where(column.key.in_(listed(keys)))
    return [(row[0], row[1]) for row in connection.execute(query).all()]


def in_order_of_time(connection: Connection, claims: Iterable[str]) -> list[str]:
    """Event claims whose telling is kept, by their first day, then by id."""
    claim, told = tables.claims.c, tables.event_tellings.c
    query = select(claim.when_start, claim.id).join(tables.event_tellings, told.claim == claim.id)
    query = query.where(claim.id.in_(listed(claims)))
    return [
        each for _, each in sorted((row[0] or date.min, row[1]) for row in connection.execute(query).all())
    ]


def told_alike(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The claims that were one event with one of these."""
    column = tables.claims.c
    events = select(column.same_as).where(column.id.in_(listed(claims)), column.same_as.is_not(None))
    return set(connection.execute(select(column.id).where(column.same_as.in_(events))).scalars())


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
    for end in (table.c.plan, table.c.claim):
        connection.execute(delete(table).where(end.in_(listed(event_of))))
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
