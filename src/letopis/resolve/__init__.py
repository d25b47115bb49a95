"""Say which chains of a whole record are one person, body, country or place.

In:   mentions of all documents in the record, and what people decided.
Out:  a `Resolution`: entities, the entity of each chain, and the machine's own judgements.

Pure, and independent of the order of its input. Names are compared in blocks of one sound, so the work grows with the
number of documents, not with its square. Rules of names are in people.py and bodies.py, of spellings in spelling.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letopis.background import NOTHING, Background
from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.mention import Mention, MentionKind
from letopis.resolve.bare_offices import bare_offices, place_bare
from letopis.resolve.coded import with_codings
from letopis.resolve.companions import company_of
from letopis.resolve.comparing import Comparison, compare
from letopis.resolve.entities import make_entities
from letopis.resolve.grouping import key_of
from letopis.resolve.judging import judge
from letopis.resolve.namesakes import group_people
from letopis.resolve.recasting import recast
from letopis.resolve.rosters import group_bodies
from letopis.resolve.scores import SAME, pair_score
from letopis.resolve.seating import reseat
from letopis.resolve.threads import make_threads
from letopis.resolve.verdicts import apply_judgements

__all__ = ["SAME", "Comparison", "Resolution", "compare", "pair_score", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who.

    Attributes:
        entities: sorted by id; each has one name.
        entity_of: chain id → entity id, for every chain but those of times and quantities.
        judgements: the machine's: of each person and body, every chain with the first one; sorted by left, right.
    """

    entities: tuple[Entity, ...]
    entity_of: Mapping[str, str]
    judgements: tuple[Judgement, ...]


def resolve(
    mentions: Sequence[Mention], judgements: Sequence[Judgement] = (), background: Background = NOTHING
) -> Resolution:
    """The entities of a record; a person's judgements override the machine, revoked ones do not count.

    Args:
        background: the days of documents and who is told to hold which office; it parts namesakes, and tells whom an
            office alone means.
    """
    threads = reseat(recast(make_threads(mentions, background)))
    people = [thread for thread in threads.values() if thread.kind is MentionKind.PERSON and thread.names]
    bodies = [thread for thread in threads.values() if thread.kind is MentionKind.ORGANISATION]
    keys = {chain: key_of(thread) for chain, thread in threads.items()}
    keys |= group_people(people, company_of(threads.values()))
    keys |= group_bodies(bodies)
    meant = place_bare(bare_offices(mentions, background.days), threads, keys)
    keys |= {chain: found.key for chain, found in meant.items()}
    ours = judge(keys, threads, meant)
    decided = apply_judgements(keys, threads, judgements)
    entities = make_entities(decided, threads)
    entity_of = {chain: entity.id for entity in entities for chain in entity.chains}
    return Resolution(with_codings(entities, entity_of, mentions), entity_of, ours)
