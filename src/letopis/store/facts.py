"""Which claims are reports of one fact: the keys by which they meet, and what was found.

In:   an open connection; ids of claims and documents; what resolve/ found.
Out:  rows; blocks of claims that share a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from letopis.store import tables
from letopis.store.kin import listed

SCHEME = "fact_keys"
PREFIX = "fct:"


@dataclass(frozen=True, slots=True)
class Met:
    """A claim, by what it meets others, and what makes it equal to others."""

    claim: str
    keys: tuple[int, ...]
    feature: int


class Facts:
    """The part of a store that knows which claims are one fact."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def begin_facts(self, scheme: str) -> bool:
        """True where the keys are of this scheme; else all are thrown away, and claims are to be compared anew."""
        meta = tables.meta
        with self._transaction() as connection:
            if connection.execute(select(meta.c.value).where(meta.c.key == SCHEME)).scalar() == scheme:
                return True
            connection.execute(delete(tables.fact_keys))
            connection.execute(delete(meta).where(meta.c.key == SCHEME))
            connection.execute(insert(meta), {"key": SCHEME, "value": scheme})
        return False

    def keep_fact_keys(self, documents: Collection[str], met: Iterable[Met]) -> list[str]:
        """Puts the keys of documents' claims in the place of earlier ones; the claims whose keys are new or others."""
        with self._transaction() as connection:
            return keep_keys(connection, documents, {each.claim: each for each in met})

    def fact_keys_of(self, claims: Collection[str]) -> set[int]:
        """All keys of claims."""
        column = tables.fact_keys.c
        with self._transaction() as connection:
            query = select(column.key).where(column.claim.in_(listed(claims))).distinct()
            return set(connection.execute(query).scalars().all())

    def fact_blocks(self, keys: Iterable[int]) -> dict[int, dict[int, list[str]]]:
        """Claims by feature by key, sorted; only of keys that several claims have."""
        column = tables.fact_keys.c
        shared = select(column.key).where(column.key.in_(listed(keys)))
        shared = shared.group_by(column.key).having(func.count() > 1)
        query = select(column.key, column.feature, column.claim).where(column.key.in_(shared))
        found: dict[int, dict[int, list[str]]] = {}
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(column.key, column.feature, column.claim)).all()
        for key, feature, claim in rows:
            found.setdefault(key, {}).setdefault(feature, []).append(claim)
        return found

    def facts_touched(self, claims: Collection[str]) -> set[str]:
        """Facts that these claims are of, and those that have lost one of theirs."""
        claim, fact = tables.claims.c, tables.facts.c
        with self._transaction() as connection:
            sizes = select(claim.same_as, func.count().label("size")).group_by(claim.same_as).subquery()
            gone = (
                select(fact.id)
                .outerjoin_from(tables.facts, sizes, sizes.c.same_as == fact.id)
                .where(or_(sizes.c.size.is_(None), sizes.c.size != fact.size))
            )
            query = select(claim.same_as).where(
                claim.id.in_(listed(claims)), claim.same_as.startswith(PREFIX)
            )
            return {*connection.execute(gone).scalars(), *connection.execute(query).scalars()}

    def facts_of(self, claims: Collection[str]) -> dict[str, str]:
        """The fact of each claim that is of one."""
        claim = tables.claims.c
        query = select(claim.id, claim.same_as).where(
            claim.id.in_(listed(claims)), claim.same_as.startswith(PREFIX)
        )
        with self._transaction() as connection:
            return {row[0]: row[1] for row in connection.execute(query).all()}

    def fact_members(self, facts: Collection[str]) -> dict[str, list[str]]:
        """Claims by fact, sorted."""
        claim = tables.claims.c
        found: dict[str, list[str]] = defaultdict(list)
        query = select(claim.same_as, claim.id).where(claim.same_as.in_(listed(facts))).order_by(claim.id)
        with self._transaction() as connection:
            for fact, which in connection.execute(query).all():
                found[fact].append(which)
        return dict(found)

    def replace_facts(self, old: Collection[str], facts: Mapping[str, str | None]) -> None:
        """Puts facts, by claim, in the place of the old ones."""
        claim, fact = tables.claims.c, tables.facts.c
        sizes: dict[str, int] = defaultdict(int)
        for each in facts.values():
            if each is not None:
                sizes[each] += 1
        change = update(tables.claims).where(claim.id == bindparam("which")).values(same_as=bindparam("fact"))
        with self._transaction() as connection:
            connection.execute(delete(tables.facts).where(fact.id.in_(listed([*old, *sizes]))))
            if sizes:
                rows = [{"id": each, "size": size} for each, size in sorted(sizes.items())]
                connection.execute(insert(tables.facts), rows)
            if facts:
                rows_ = [{"which": which, "fact": each} for which, each in sorted(facts.items())]
                connection.execute(change, rows_)

    def vectors_of(self, claims: Collection[str], space: str | None = None) -> dict[str, bytes]:
        """Vectors of what was said, by the id of the statement; of one space where there are several."""
        vector = tables.content_vectors.c
        found: dict[str, dict[str, bytes]] = defaultdict(dict)
        with self._transaction() as connection:
            query = select(vector.space, vector.claim, vector.vector).where(vector.claim.in_(listed(claims)))
            for own, claim, made in connection.execute(query).all():
                found[own][claim] = made
        return found.get(space or max(found, default=""), {})


def keep_keys(connection: Connection, documents: Collection[str], met: Mapping[str, Met]) -> list[str]:
    """Puts the keys of documents' claims in the place of earlier ones; the claims whose keys are new or others."""
    column, claim = tables.fact_keys.c, tables.claims.c
    before: dict[str, set[int]] = defaultdict(set)
    feature: dict[str, int] = {}
    own = select(claim.id).where(claim.document.in_(listed(documents)))
    query = select(column.claim, column.key, column.feature).where(column.claim.in_(own))
    for which, key, made in connection.execute(query).all():
        before[which].add(key)
        feature[which] = made
    gone = sorted(set(before) - set(met))
    changed = sorted(
        each.claim
        for each in met.values()
        if feature.get(each.claim) != each.feature or before[each.claim] != set(each.keys)
    )
    connection.execute(delete(tables.fact_keys).where(column.claim.in_(listed([*gone, *changed]))))
    rows: Sequence[dict[str, str | int]] = [
        {"key": key, "claim": which, "feature": met[which].feature}
        for which in changed
        for key in met[which].keys
    ]
    if rows:
        connection.execute(insert(tables.fact_keys), rows)
    return [*gone, *changed]
