"""Keep which event claims are one event, by what keys they find each other, and which plans came to what.

In:   an open transaction; ids of claims and documents, keys.
Out:  ids; rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from letopis.store import tables
from letopis.store.kin import listed

SCHEME = "event keys"
PREFIX = "evt:"


@dataclass(frozen=True, slots=True)
class Told:
    """What an event claim tells, in a form that is not looked into here, and the keys by which others find it."""

    claim: str
    told: str
    keys: Collection[int]


Linked = tuple[str, str, float]  # two claims, the plan first where one is; how surely


class Retold:
    """The part of a store that knows which event claims are one event."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def unkeyed_events(self, scheme: str) -> list[str]:
        """All documents, where the keys of their events were made by another scheme, which is noted; else none."""
        with self._transaction() as connection:
            return unkeyed(connection, scheme)

    def keep_events(
        self, documents: Collection[str], told: Iterable[Told], around: Mapping[str, str]
    ) -> set[str]:
        """Puts what event claims tell, and what is around them by document, in the place of what these documents had;
        the claims that tell something new.
        """
        with self._transaction() as connection:
            return keep_events(connection, documents, told, around)

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

    def event_links(self, claims: Collection[str]) -> list[Linked]:
        """The links that one of these claims is an end of, sorted."""
        with self._transaction() as connection:
            return links_at(connection, tables.event_links, claims)

    def lost_events(self) -> set[str]:
        """The ends of links that tell of no event any more."""
        link, told = tables.event_links.c, tables.event_tellings.c.claim
        with self._transaction() as connection:
            queries = [
                select(end).where(end.not_in(select(told))).distinct() for end in (link.left, link.right)
            ]
            return {claim for query in queries for claim in connection.execute(query).scalars()}

    def replace_event_links(
        self, claims: Collection[str], same: Iterable[Linked], foretold: Iterable[Linked]
    ) -> None:
        """Puts links of one event, and those from plans (plan, what came of it, score), in the place of all that one of
        these claims is an end of.
        """
        with self._transaction() as connection:
            replace_links(connection, tables.event_links, claims, same)
            replace_links(connection, tables.foretold, claims, foretold)

    def replace_events(self, event_of: Mapping[str, str | None]) -> None:
        """Puts the event of each of these claims, or that it is told alone, in the place of what was there."""
        with self._transaction() as connection:
            replace_events(connection, event_of)

    def foretold(self, claims: Collection[str] | None = None) -> list[tuple[str, str, float]]:
        """Each plan with each claim that tells what came of it, and how surely, by their ids; with `claims` only where
        one of these is the plan or tells what came of it.
        """
        with self._transaction() as connection:
            return links_at(connection, tables.foretold, claims)

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
    for table in (tables.event_keys, tables.event_tellings, tables.event_links):
        connection.execute(delete(table))
    return list(connection.execute(select(tables.documents.c.id).order_by(tables.documents.c.id)).scalars())


def keep_events(
    connection: Connection, documents: Collection[str], told: Iterable[Told], around: Mapping[str, str]
) -> set[str]:
    """Puts what event claims tell, and what is around them by document, in the place of what documents had; the claims
    that tell something new.
    """
    claim, beside = tables.claims.c, tables.event_around
    kept, own = tables.event_tellings.c, claim.document.in_(listed(documents))
    query = select(kept.claim, kept.told).join(tables.claims, claim.id == kept.claim).where(own)
    before = {row[0]: row[1] for row in connection.execute(query).all()}
    of_document = beside.c.document.in_(listed(documents))
    was = {row[0]: row[1] for row in connection.execute(select(beside).where(of_document)).all()}
    moved = [each for each in documents if was.get(each) != around.get(each)]
    stirred = set(connection.execute(select(claim.id).where(claim.document.in_(listed(moved)))).scalars())
    found = {one.claim: one for one in told}
    fresh = sorted(
        one.claim for one in found.values() if one.claim in stirred or before.get(one.claim) != one.told
    )
    gone = {*(before.keys() - found.keys()), *fresh}
    for table in (tables.event_keys, tables.event_tellings):
        connection.execute(delete(table).where(table.c.claim.in_(listed(gone))))
    connection.execute(delete(beside).where(beside.c.document.in_(listed(moved))))
    keys = [{"key": key, "claim": each} for each in fresh for key in sorted(found[each].keys)]
    tellings = [{"claim": each, "told": found[each].told} for each in fresh]
    rows = [{"document": each, "around": around[each]} for each in moved if each in around]
    _add(connection, tables.event_keys, keys)
    _add(connection, tables.event_tellings, tellings)
    _add(connection, beside, rows)
    return set(fresh)


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
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


def replace_events(connection: Connection, event_of: Mapping[str, str | None]) -> None:
    """Puts the event of each of these claims, or that it is told alone, in the place of what was there."""
    column = tables.claims.c
    query = select(column.id, column.same_as).where(column.id.in_(listed(event_of)))
    changed = [
        {"claim": row[0], "event": event_of[row[0]]}
        for row in connection.execute(query.order_by(column.id)).all()
        if row[1] != event_of[row[0]]
    ]
    if changed:
        change = update(tables.claims).where(column.id == bindparam("claim"))
        connection.execute(change.values(same_as=bindparam("event")), changed)


def links_at(connection: Connection, table: Table, claims: Collection[str] | None = None) -> list[Linked]:
    """The rows of a table of links, sorted; with `claims` only those that one of these is an end of."""
    one, other, _ = table.columns
    ends = [None] if claims is None else [end.in_(listed(claims)) for end in (one, other)]
    queries = [select(table) if end is None else select(table).where(end) for end in ends]
    return sorted({(row[0], row[1], row[2]) for query in queries for row in connection.execute(query).all()})


def replace_links(
    connection: Connection, table: Table, claims: Collection[str], links: Iterable[Linked]
) -> None:
    """Puts links in the place of all that one of these claims is an end of."""
    one, other, _ = table.columns
    for end in (one, other):
        connection.execute(delete(table).where(end.in_(listed(claims))))
    names = [column.name for column in table.columns]
    _add(connection, table, [dict(zip(names, link, strict=True)) for link in sorted(links)])
