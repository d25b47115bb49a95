"""The pass that says who is who over the whole record.

In:   the record, open; what people decided, attached.
Out:  in the record the group of each chain, entities, a machine's judgements; marks on documents where they differ.

Only what is tied to other documents (people with a name, bodies) is linked again, since a name that is new can be in
the way of any other. Entities and judgements are made again for the groups that a chain joined or left, or in which
one tells something else; and for those that people decided about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from letopis import __version__
from letopis.chains import Kept, decide, grouped, link_chains
from letopis.groups import Groups, Judging, Shown
from letopis.standing import Attached
from letopis.store import Regrouped, Store

if TYPE_CHECKING:
    from letopis.resolve.names.bare_offices import Meant


def find_who(store: Store, attached: Attached) -> None:
    """Brings entities and judgements up to date with the documents that changed and with what people decided."""
    from letopis.resolve.names.packing import SCHEME

    scheme = f"{SCHEME} {__version__}"
    if store.has_threads(scheme):
        kept = Kept(store)
        meant = link_chains(store, kept, store.changed_documents(), store.removed_documents())
        decide(kept, attached.judgements)
        store.keep_regrouped(_regrouped(store, kept, meant, attached))
        return
    kept = Kept(None)
    meant = link_chains(store, kept, store.document_ids(), ())
    decide(kept, attached.judgements)
    store.keep_all(*_whole(store, kept, meant, attached), scheme)


def _whole(
    store: Store, kept: Kept, meant: Mapping[str, Meant], attached: Attached
) -> tuple[Regrouped, Mapping[str, str]]:
    """All entities, judgements and chains, and the entity of each chain."""
    groups = Groups(grouped((row for _, row in sorted(kept.now.items()) if row is not None), "key"))
    entities, entity_of = groups.entities(Counter(), attached)
    judging = Judging(store, kept, meant)
    judging.judge(groups.rows())
    rows = [row for _, row in sorted(kept.now.items()) if row is not None]
    made = Regrouped(rows, entities=entities, judgements=judging.new, given=groups.given)
    return made, entity_of


def _regrouped(store: Store, kept: Kept, meant: Mapping[str, Meant], attached: Attached) -> Regrouped:
    """What differs in the groups that are touched."""
    moved = [row for several in (kept.before, kept.now) for row in several.values() if row is not None]
    founds = {row.found for row in moved}
    told = kept.of([*attached.none, *(chain for chain, _ in attached.names)])
    keys = founds | {row.key for row in (*moved, *told)} | store.given_groups()
    groups = Groups(grouped(kept.under(keys), "key"))
    before, others = _with_namesakes(store, kept, groups)
    entities, entity_of = groups.entities(others, attached)
    was = _was(kept, groups, before)
    judging = Judging(store, kept, meant)
    judging.judge([row for row in groups.rows() if row.found in founds])
    return Regrouped(
        [row for chain, row in kept.now.items() if row is not None and row != kept.before[chain]],
        [chain for chain, row in kept.now.items() if row is None],
        entities,
        set(before.values()),
        {chain: entity for chain, entity in entity_of.items() if was.get(chain) != entity},
        [chain for chain, entity in was.items() if entity is not None and chain not in entity_of],
        judging.new,
        judging.revoked(),
        groups.given,
    )


def _with_namesakes(store: Store, kept: Kept, groups: Groups) -> tuple[dict[str, str], Counter[Shown]]:
    """The entity that each group was, and how many entities beside the groups are called as one of them. Where only one
    other is, and gets or loses its namesakes by what changed, its group is touched, too: ids tell namesakes apart.
    """
    while True:
        before = _before(store, kept, groups)
        dropped = set(before.values())
        then, now = store.shown(dropped), groups.shown()
        others, one = store.namesakes({*then, *now}, dropped)
        alone = [
            one[called] for called in one if others[called] == 1 and bool(then[called]) != bool(now[called])
        ]
        more = {row.key for row in kept.of(store.first_chains(alone))} if alone else set()
        if more <= groups.groups.keys():
            return before, others
        groups.groups |= grouped(kept.under(more), "key")


def _before(store: Store, kept: Kept, groups: Groups) -> dict[str, str]:
    """Key → the entity that the group was."""
    chains = {row.key: chain for chain, row in kept.before.items() if row is not None}
    for key, rows in groups.groups.items():
        stays = next((row.chain for row in rows if row.chain not in kept.now), None)
        chains |= {key: stays} if stays is not None else {}
    entity_of = store.entities_of(chains.values())
    return {key: entity_of[chain] for key, chain in chains.items() if chain in entity_of}


def _was(kept: Kept, groups: Groups, before: Mapping[str, str]) -> dict[str, str | None]:
    """Chain → the entity that it was, of all that are or were in the groups."""
    rows = {row.chain: row for row in groups.rows()} | kept.before
    return {chain: before.get(row.key) if row is not None else None for chain, row in rows.items()}
