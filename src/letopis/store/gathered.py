"""What documents share: the entities that they name and the merged events that they tell.

In:   an open connection.
Out:  counts by document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, func, select

from letopis.mention import MentionKind
from letopis.store import tables

_TELLING = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE)


class Gathered:
    """The part of a store that knows what documents have in common."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def named_in(self) -> dict[str, Counter[str]]:
        """How often each document names each person, body, country and place that has a name, by their ids."""
        mention, chain_of, entity = tables.mentions.c, tables.entity_of.c, tables.entities.c
        query = (
            select(mention.document, entity.id, func.count())
            .join_from(tables.mentions, tables.entity_of, chain_of.chain == mention.chain)
            .join(tables.entities, entity.id == chain_of.entity)
            .where(entity.kind.in_([*map(str, _TELLING)]), entity.described.is_(False))
            .group_by(mention.document, entity.id)
        )
        found: dict[str, Counter[str]] = defaultdict(Counter)
        with self._transaction() as connection:
            for document, named, count in connection.execute(query):
                found[document][named] = count
        return found

    def events_in(self) -> dict[str, set[str]]:
        """The merged events that each document tells of, by their ids."""
        claim = tables.claims.c
        query = select(claim.document, claim.same_as).where(claim.same_as.startswith("evt:")).distinct()
        found: dict[str, set[str]] = defaultdict(set)
        with self._transaction() as connection:
            for document, event in connection.execute(query):
                found[document].add(event)
        return found
