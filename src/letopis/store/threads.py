"""What each chain of the record tells and which group it is in, kept so that only what changed is worked out again.

In:   an open connection; rows that resolve/ made.
Out:  rows; the entities, judgements and marks that differ by them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlalchemy import Column, ColumnElement, Connection, delete, func, select

from letopis.background import Background
from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.mention import Mention
from letopis.store import ask, changes, rows, tables, told, write
from letopis.store.kin import listed
from letopis.times import Interval

SCHEME = "threads"
GIVEN = "given"
Shown = tuple[str, str, str | None]  # kind, found name and country of an entity


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One chain as it is kept.

    Attributes:
        told: what it tells, packed; raw: what its own document tells, where the record as a whole knows better.
        office: an office told alone, packed; else None.
        tied: True where its key may rest on other documents.
        found: the key of its group by the machine; key: after what people decided.
        judgement: id of the machine's judgement that puts it there, None for the first of a group and for what has no
            judgement.
    """

    chain: str
    document: str
    told: str
    raw: str | None = None
    office: str | None = None
    tied: bool = False
    found: str = ""
    key: str = ""
    judgement: str | None = None


@dataclass(slots=True)
class Regrouped:
    """What differs after some chains were grouped again.

    Attributes:
        threads: rows to be put; gone: chains whose rows are to go.
        entities: those of the groups that were looked at; dropped: ids of entities that these groups had.
        entity_of: entity of each chain that is in another one now; lost: chains that are in none.
        judgements: new ones; revoked: ids of those that no longer hold.
        given: keys of groups that are other than found by what people decided.
    """

    threads: list[ThreadRow] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    entities: Sequence[Entity] = ()
    dropped: Collection[str] = ()
    entity_of: Mapping[str, str] = field(default_factory=dict)
    lost: Collection[str] = ()
    judgements: Sequence[Judgement] = ()
    revoked: Collection[str] = ()
    given: Collection[str] = ()


class Threads:
    """The part of a store that knows in which group each chain is."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def has_threads(self, scheme: str) -> bool:
        """True where all chains are kept, by this scheme."""
        with self._transaction() as connection:
            return _meta(connection, SCHEME) == scheme

    def removed_documents(self) -> list[str]:
        """The documents that were removed since the record was last worked out and whose chains are still kept."""
        kept, known = tables.threads.c.document, tables.documents.c.id
        with self._transaction() as connection:
            query = select(tables.changed.c.document).outerjoin(
                tables.documents, known == tables.changed.c.document
            )
            gone = list(connection.execute(query.where(known.is_(None))).scalars())
            query = select(kept).where(kept.in_(listed(gone))).distinct()
            return list(connection.execute(query).scalars())

    def threads_in(self, documents: Collection[str]) -> list[ThreadRow]:
        """The rows of documents."""
        return self._threads(tables.threads.c.document.in_(listed(documents)))

    def threads_of(self, chains: Collection[str]) -> list[ThreadRow]:
        """The rows of chains."""
        return self._threads(tables.threads.c.chain.in_(listed(chains)))

    def threads_under(self, keys: Collection[str]) -> list[ThreadRow]:
        """The rows of groups, by their keys after what people decided."""
        return self._threads(tables.threads.c.key.in_(listed(keys)))

    def threads_found_under(self, keys: Collection[str]) -> list[ThreadRow]:
        """The rows of groups, by their keys as the machine found them."""
        return self._threads(tables.threads.c.found.in_(listed(keys)))

    def threads_decided(self) -> list[ThreadRow]:
        """The rows of chains that people put into another group than the machine."""
        return self._threads(tables.threads.c.key != tables.threads.c.found)

    def threads_tied(self) -> list[ThreadRow]:
        """The rows whose keys may rest on other documents, and those of offices told alone."""
        columns = tables.threads.c
        return self._threads(columns.tied.is_(True) | columns.office.is_not(None))

    def _threads(self, wanted: ColumnElement[bool]) -> list[ThreadRow]:
        with self._transaction() as connection:
            return [ThreadRow(*row) for row in connection.execute(select(tables.threads).where(wanted))]

    def mentions_in(self, documents: Collection[str]) -> tuple[list[Mention], Background]:
        """The mentions of documents as far as they tell who is who; days and tenures of these documents."""
        with self._transaction() as connection:
            wanted = sorted(set(documents))
            return told.mentions(connection, wanted), told.background(connection, wanted)

    def days_of(self, documents: Collection[str]) -> dict[str, Interval]:
        """The publication of those of the documents that have one."""
        with self._transaction() as connection:
            return told.days(connection, sorted(set(documents)))

    def entities_of(self, chains: Collection[str]) -> dict[str, str]:
        """The entity of each of the chains that are in one."""
        columns = tables.entity_of.c
        with self._transaction() as connection:
            query = select(columns.chain, columns.entity).where(columns.chain.in_(listed(chains)))
            return {row.chain: row.entity for row in connection.execute(query)}

    def shown(self, entities: Collection[str]) -> Counter[Shown]:
        """What entities are called as they were found, and how many of them."""
        columns = tables.entities.c
        query = select(columns.kind, ask.found_name(), columns.country).where(
            columns.id.in_(listed(entities))
        )
        with self._transaction() as connection:
            return Counter((row[0], row[1], row[2]) for row in connection.execute(query))

    def namesakes(
        self, shown: Collection[Shown], but: Collection[str]
    ) -> tuple[Counter[Shown], dict[Shown, str]]:
        """Of entities that are called so, but some: how many there are of each; one that is not only described."""
        columns, counts, one = tables.entities.c, Counter[Shown](), dict[Shown, str]()
        wanted, left_out = set(shown), set(but)
        query = select(columns.id, columns.kind, ask.found_name(), columns.country, columns.described)
        with self._transaction() as connection:
            for row in connection.execute(
                query.where(ask.found_name().in_(listed({one[1] for one in wanted})))
            ):
                called = (row[1], row[2], row[3])
                if called in wanted and row[0] not in left_out:
                    counts[called] += 1
                    if not row[4]:
                        one[called] = row[0]
        return counts, one

    def first_chains(self, entities: Collection[str]) -> list[str]:
        """The first chain of each entity."""
        columns = tables.entity_of.c
        query = select(func.min(columns.chain)).where(columns.entity.in_(listed(entities)))
        with self._transaction() as connection:
            return list(connection.execute(query.group_by(columns.entity)).scalars())

    def given_groups(self) -> set[str]:
        """Keys of the groups that were other than found by what people had decided."""
        columns = tables.entities.c
        with self._transaction() as connection:
            named = (
                connection.execute(select(columns.id).where(columns.found_name.is_not(None))).scalars().all()
            )
            kept = set(filter(None, (_meta(connection, GIVEN) or "").split("\n")))
        renamed = self.threads_of(self.first_chains(named)) if named else []
        return kept | {row.key for row in renamed}

    def keep_all(self, made: Regrouped, entity_of: Mapping[str, str], scheme: str) -> None:
        """Puts all chains of the record, all entities and a machine's judgements in the place of earlier ones."""
        with self._transaction() as connection:
            connection.execute(delete(tables.threads))
            _put_threads(connection, made.threads)
            write.replace_resolution(connection, made.entities, entity_of, made.judgements)
            _set_meta(connection, SCHEME, scheme)
            _set_meta(connection, GIVEN, "\n".join(sorted(made.given)))

    def keep_regrouped(self, made: Regrouped) -> None:
        """Writes what differs; a document with a chain that is another entity now has changed."""
        with self._transaction() as connection:
            _put_threads(connection, made.threads)
            _drop(connection, tables.threads.c.chain, made.gone)
            write.alter_entities(connection, made.entities, made.dropped)
            write.alter_chains(connection, made.entity_of, made.lost)
            _drop(connection, tables.judgements.c.id, made.revoked)
            changes.put_rows(
                connection, tables.judgements, [rows.judgement_row(one) for one in made.judgements]
            )
            write.set_stale(connection, stale=False)
            _set_meta(connection, GIVEN, "\n".join(sorted(made.given)))


def _put_threads(connection: Connection, threads: Sequence[ThreadRow]) -> None:
    changes.put_rows(connection, tables.threads, [rows.fields_of(row) for row in threads])


def _drop(connection: Connection, column: Column[str], ids: Iterable[str]) -> None:
    """Deletes the rows of these ids."""
    connection.execute(delete(column.table).where(column.in_(listed(ids))))


def _meta(connection: Connection, key: str) -> str | None:
    found: str | None = connection.execute(
        select(tables.meta.c.value).where(tables.meta.c.key == key)
    ).scalar()
    return found


def _set_meta(connection: Connection, key: str, value: str) -> None:
    changes.put_rows(connection, tables.meta, [{"key": key, "value": value}])
