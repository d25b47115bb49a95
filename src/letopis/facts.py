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
    from letopis.resolve.tellings import Telling

AT_ONCE = 200  # documents, or claims in tens, in memory at a time


def find_facts(store: Store, changed: Collection[str]) -> None:
    """Brings facts up to date with the documents that changed."""
    from letopis.resolve.facts import facts_of, joined
    from letopis.resolve.tellings import SCHEME

    documents = sorted(changed if store.begin_facts(SCHEME) else store.document_ids())
    fresh = {
        claim
        for n in range(0, len(documents), AT_ONCE)
        for claim in _keyed(store, documents[n : n + AT_ONCE])
    }
    touched = store.facts_touched(fresh)
    if not fresh and not touched:
        return
    members = store.fact_members(touched)
    active = frozenset(fresh).union(*members.values())
    blocks = store.fact_blocks(store.fact_keys_of(active))
    pairs = joined(blocks.values(), _tellings(store, blocks.values()), active)
    others = {claim for pair in pairs for claim in pair} - active
    untouched = set(store.facts_of(others).values())
    known = store.fact_members(untouched)
    store.replace_facts(touched | untouched, facts_of(pairs, known.values(), active))


def _keyed(store: Store, documents: Collection[str]) -> list[str]:
    """The claims of documents whose keys are new or others; all keys are kept."""
    from letopis.resolve.tellings import COMPARED, telling_of

    lines = store.bare_lines(Wanted(kinds=COMPARED, documents=tuple(documents)))
    vectors = store.vectors_of([line.claim.id for line in lines])
    found = (telling_of(line, vectors.get(line.claim.id)) for line in lines)
    return store.keep_fact_keys(documents, [Met(t.claim, t.keys, t.feature) for t in found if t is not None])


def _tellings(store: Store, blocks: Iterable[dict[int, list[str]]]) -> dict[int, Telling]:
    """One telling for each feature of the blocks."""
    from letopis.resolve.tellings import telling_of

    first = {feature: claims[0] for block in blocks for feature, claims in block.items()}
    feature_of = {claim: feature for feature, claim in first.items()}
    found: dict[int, Telling] = {}
    claims = sorted(feature_of)
    for n in range(0, len(claims), 10 * AT_ONCE):
        part = claims[n : n + 10 * AT_ONCE]
        vectors = store.vectors_of(part)
        for line in store.bare_lines(Wanted(ids=tuple(part))):
            told = telling_of(line, vectors.get(line.claim.id))
            if told is not None:
                found[feature_of[told.claim]] = told
    return found
