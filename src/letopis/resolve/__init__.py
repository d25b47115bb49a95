"""Say which chains of a whole record are one person, body, country or place.

In:   mentions of all documents in the record, and what people decided.
Out:  a `Resolution`: entities, the entity of each chain, and the machine's own judgements.

Pure, and independent of the order of its input. Names are compared in blocks of one sound, so the work grows with the
number of documents, not with its square. Its rooms: `names` (who is who), `facts` (copies, and what is told more than
once), `events` (one event told twice), `offices` (successions), `disputes` (where reports differ); `attach`
and `dating` serve decisions and days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letopis.background import NOTHING, Background
from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.mention import Mention
from letopis.resolve.names.bare_offices import bare_offices
from letopis.resolve.names.coded import with_codings
from letopis.resolve.names.comparing import Comparison, compare
from letopis.resolve.names.entities import make_entities
from letopis.resolve.names.judging import judge
from letopis.resolve.names.linking import link
from letopis.resolve.names.recasting import recast
from letopis.resolve.names.scores import SAME, pair_score
from letopis.resolve.names.seating import reseat
from letopis.resolve.names.threads import make_threads
from letopis.resolve.names.verdicts import apply_judgements

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
    keys, meant = link(threads, bare_offices(mentions, background.days))
    ours = judge(keys, threads, meant)
    decided = apply_judgements(keys, threads, judgements)
    entities = make_entities(decided, threads)
    entity_of = {chain: entity.id for entity in entities for chain in entity.chains}
    return Resolution(with_codings(entities, entity_of, mentions), entity_of, ours)
