"""Whom statements are about: the entities that are mentioned in what was said.

In:   an open connection.
Out:  entities by statement.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, and_, select

from letopis.store import tables


def spoken_of(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Ids of the entities that are mentioned in the content of each statement, by its id, each once in text order.

    "The two countries" stands for both.
    """
    argument, claim, mention = tables.arguments.c, tables.claims.c, tables.mentions.c
    inside = and_(
        mention.document == claim.document, mention.start >= argument.start, mention.end <= argument.end
    )
    query = (
        select(argument.claim, mention.chain, mention.members)
        .join_from(tables.arguments, tables.claims, claim.id == argument.claim)
        .join(tables.mentions, inside)
        .where(argument.role == "content")
        .order_by(argument.claim, mention.start, mention.id)
    )
    entity_of = {row.chain: row.entity for row in connection.execute(select(tables.entity_of))}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in connection.execute(query):
        for chain in (row.chain, *row.members):
            if chain in entity_of:
                found[row.claim][entity_of[chain]] = None
    return {statement: tuple(entities) for statement, entities in found.items()}
