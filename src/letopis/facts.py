"""The pass that finds which statements, tenures, ties and figures of a record are one fact.

In:   the record, open; the ids of the documents that changed.
Out:  in the record `same_as` of their claims, and of those that are one with them.

Claims meet by keys; of those that no rule tells apart one is compared for all. Only facts that a changed claim was or
is of are worked out again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from letopis.profile import Wanted
from letopis.store import Met, Store

if TYPE_CHECKING:
    from letopis.resolve.facts.tellings import Telling

AT_ONCE = 200  # documents, or claims in tens, in memory at a time


def find_facts(store: Store, changed: Collection[str]) -> None:
    """Brings facts up to date with the documents that changed."""
    from letopis.resolve.facts.facts import facts_of, joined
    from letopis.resolve.facts.tellings import SCHEME

    documents = sorted(changed if store.begin_facts(SCHEME) else store.document_ids())
    fresh: set[str] = set()
    tellings: dict[int, Telling] = {}
    for n in range(0, len(documents), AT_ONCE):
        fresh |= _keyed(store, documents[n : n + AT_ONCE], tellings)
    touched = store.facts_touched(fresh)
    if not fresh and not touched:
        return
    members = store.fact_members(touched)
    active = frozenset(fresh).union(*members.values())
    blocks = store.fact_blocks(store.fact_keys_of(active))
    _tell(store, blocks.values(), tellings)
    pairs = joined(blocks.values(), tellings, active)
    others = {claim for pair in pairs for claim in pair} - active
    untouched = set(store.facts_of(others).values())
    known = store.fact_members(untouched)
    store.replace_facts(touched | untouched, facts_of(pairs, known.values(), active))


def _keyed(store: Store, documents: Collection[str], tellings: dict[int, Telling]) -> set[str]:
    """The claims of documents whose keys are new or others; all keys are kept, and the tellings by their feature."""
    from letopis.resolve.facts.tellings import COMPARED, telling_of

    lines = store.bare_lines(Wanted(kinds=COMPARED, documents=tuple(documents)))
    vectors = store.vectors_of([line.claim.id for line in lines])
    found = [told for line in lines if (told := telling_of(line, vectors.get(line.claim.id))) is not None]
    tellings |= {told.feature: told for told in found}
    return set(store.keep_fact_keys(documents, [Met(told.claim, told.keys, told.feature) for told in found]))


def _tell(store: Store, blocks: Iterable[dict[int, list[str]]], tellings: dict[int, Telling]) -> None:
    """Adds one telling for each feature of the blocks that has none yet."""
    from letopis.resolve.facts.tellings import telling_of

    first = {feature: claims[0] for block in blocks for feature, claims in block.items()}
    claims = sorted(claim for feature, claim in first.items() if feature not in tellings)
    for n in range(0, len(claims), 10 * AT_ONCE):
        part = claims[n : n + 10 * AT_ONCE]
        vectors = store.vectors_of(part)
        for line in store.bare_lines(Wanted(ids=tuple(part))):
            told = telling_of(line, vectors.get(line.claim.id))
            if told is not None:
                tellings[told.feature] = told
