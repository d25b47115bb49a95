"""Say which chains of a whole record are one person, body, country or place.

In:   mentions of all documents in the record, and what people decided.
Out:  a `Resolution`: entities, the entity of each chain, and the machine's own judgements.

Pure, and independent of the order of its input. Names are compared in blocks of one sound, so the work grows with the
number of documents, not with its square. Rules of names are in people.py and bodies.py, of spellings in spelling.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letopis.decision import Judgement
from letopis.document import content_id
from letopis.entity import Entity
from letopis.mention import Mention, MentionKind
from letopis.resolve.coded import with_codings
from letopis.resolve.comparing import Comparison, compare
from letopis.resolve.entities import make_entities
from letopis.resolve.grouping import key_of
from letopis.resolve.namesakes import best_name, group_people
from letopis.resolve.recasting import recast
from letopis.resolve.rosters import body_of, group_bodies
from letopis.resolve.scores import SAME, pair_score
from letopis.resolve.threads import Thread, make_threads
from letopis.resolve.verdicts import apply_judgements

__all__ = ["SAME", "Comparison", "Resolution", "compare", "pair_score", "resolve"]

PRODUCER = "machine:resolve"
JUDGED = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION})


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


def resolve(mentions: Sequence[Mention], judgements: Sequence[Judgement] = ()) -> Resolution:
    """The entities of a record; a person's judgements override the machine, revoked ones do not count."""
    threads = recast(make_threads(mentions))
    people = [thread for thread in threads.values() if thread.kind is MentionKind.PERSON and thread.names]
    bodies = [thread for thread in threads.values() if thread.kind is MentionKind.ORGANISATION]
    keys = {chain: key_of(thread) for chain, thread in threads.items()}
    keys |= group_people(people)
    keys |= group_bodies(bodies)
    ours = _judge(keys, threads)
    decided = apply_judgements(keys, threads, judgements)
    entities = make_entities(decided, threads)
    entity_of = {chain: entity.id for entity in entities for chain in entity.chains}
    return Resolution(with_codings(entities, entity_of, mentions), entity_of, ours)


def _judge(keys: Mapping[str, tuple[str, ...]], threads: Mapping[str, Thread]) -> tuple[Judgement, ...]:
    """What the machine holds for one: each chain of a person or body with the first chain of it."""
    first: dict[tuple[str, ...], tuple[Thread, str]] = {}
    found = []
    for chain in sorted(keys):
        thread = threads[chain]
        if thread.kind not in JUDGED or keys[chain][0] == "one":
            continue
        shown = _shown(thread)
        anchor, name = first.setdefault(keys[chain], (thread, shown))
        if anchor is not thread:
            told = (anchor.country, thread.country)
            # At least SAME: context joined what the names alone leave open.
            score = max(SAME, pair_score(name, shown, kind=thread.kind, countries=told))
            key = content_id("jud", anchor.chain, chain, PRODUCER)
            found.append(Judgement(key, anchor.chain, chain, True, score, PRODUCER))
    return tuple(sorted(found, key=lambda one: (one.left, one.right)))


def _shown(thread: Thread) -> str:
    if thread.kind is MentionKind.PERSON:
        return best_name(thread).text
    name = body_of(thread)
    return name.text if name is not None else thread.description
