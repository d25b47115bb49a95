"""Whom statements are about, and what articles say of outlets.

In:   an open connection.
Out:  entities by statement; what was told of outlets, with the entities that they are.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, and_, select

from letopis.profile import Told
from letopis.store import rows, tables


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


def told_of_outlets(connection: Connection) -> list[Told]:
    """What articles say of outlets, by path and place, each with the entity that it is said of.

    Raises:
        EvidenceError: its words are no longer in its document.
    """
    trait, mention, document = tables.outlet_traits, tables.mentions.c, tables.documents.c
    entity, chain_of = tables.entities.c, tables.entity_of.c
    query = (
        select(
            trait, entity.id.label("entity"), entity.name, document.path, document.publisher, document.text
        )
        .join_from(trait, tables.mentions, mention.id == trait.c.mention)
        .join(tables.documents, document.id == trait.c.document)
        .join(tables.entity_of, chain_of.chain == mention.chain)
        .join(tables.entities, entity.id == chain_of.entity)
        .order_by(document.path, trait.c.document, trait.c.position)
    )
    found = []
    for row in connection.execute(query).mappings():
        made = rows.trait_from(row)
        made.evidence.check(row["text"])
        found.append(Told(made, row["entity"], row["name"], row["path"], row["publisher"]))
    return found
