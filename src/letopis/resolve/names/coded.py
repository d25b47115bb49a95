"""Say of which country and sort an entity is, over all that the record says of it.

In:   entities; mentions with what each document makes of them.
Out:  the same entities, each with the coding that most of its mentions have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from letopis.coding import Coding
from letopis.entity import Entity
from letopis.mention import Mention


def with_codings(
    entities: Sequence[Entity], entity_of: Mapping[str, str], mentions: Iterable[Mention]
) -> tuple[Entity, ...]:
    """The entities; a coding with sectors goes before one without, of equally frequent ones the first by alphabet."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.coding is not None and mention.chain in entity_of:
            counts[entity_of[mention.chain]][mention.coding.to_text()] += 1
    return coded(entities, counts)


def coded(entities: Sequence[Entity], counts: Mapping[str, Mapping[str, int]]) -> tuple[Entity, ...]:
    """The entities with the coding that most of their mentions have.

    Args:
        counts: entity id → coding as text → mentions that have it.
    """
    return tuple(
        replace(entity, coding=_most(counts[entity.id])) if counts.get(entity.id) else entity
        for entity in entities
    )


def _most(counts: Mapping[str, int]) -> Coding:
    codings = {text: Coding.from_text(text) for text in counts}
    best = min(
        counts, key=lambda text: (not codings[text].sectors, not codings[text].country, -counts[text], text)
    )
    return codings[best]
