"""The pass that finds which documents of a record are copies or versions of one text.

In:   the record, open; the ids of the documents that changed.
Out:  in the record their keys, overlaps and groups, and the groups of those that hang together with them.

A document is compared only with those that share keys with it; the work grows with what changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from letopis.copied import Overlap
from letopis.document import Document
from letopis.store import Store

AT_ONCE = 400  # documents, or pairs of them, in memory at a time


def find_copies(store: Store, changed: Collection[str]) -> None:
    """Brings copies up to date with the documents that changed, are new, or have lost a copy."""
    from letopis.resolve.facts.shingles import SCHEME, copy_keys

    unkeyed = store.unkeyed(SCHEME)
    due = set(changed) | set(unkeyed) | set(store.bereft())
    if not due:
        return
    anew: list[str] = []
    for documents in _in_parts(store, sorted(due)):
        anew += store.keep_copy_keys({document.id: copy_keys(document) for document in documents})
    to_compare = sorted({*anew, *unkeyed})
    if to_compare:
        store.replace_overlaps(to_compare, _overlaps(store, store.copy_candidates(to_compare)))
    _group(store, due)


def _overlaps(store: Store, pairs: Collection[tuple[str, str]]) -> list[Overlap]:
    """The overlaps among pairs of documents."""
    from letopis.resolve.facts.copies import Paper, can_overlap, overlap, sketch

    documents = sorted({each for pair in pairs for each in pair})
    sketches = {d.id: sketch(d) for several in _in_parts(store, documents) for d in several}
    found = []
    in_order = sorted(pair for pair in pairs if can_overlap(sketches[pair[0]], sketches[pair[1]]))
    for n in range(0, len(in_order), AT_ONCE):
        part = in_order[n : n + AT_ONCE]
        papers = {d.id: Paper(d) for d in store.documents({each for pair in part for each in pair})}
        found += [overlap(papers[left], papers[right]) for left, right in part]
    return [each for each in found if each is not None]


def _group(store: Store, documents: Collection[str]) -> None:
    """Groups these documents anew, with all that hang together with them."""
    from letopis.resolve.facts.copies import Paper, copies

    found, overlaps = store.kin_of(documents)
    hanging = {each for overlap in overlaps for each in (overlap.left, overlap.right)}
    for several in _in_parts(store, sorted(set(found) - hanging)):
        store.replace_copies(copies([Paper(document) for document in several], ()))
    together = [document for several in _in_parts(store, sorted(hanging)) for document in several]
    store.replace_copies(copies([Paper(document) for document in together], overlaps))


def _in_parts(store: Store, ids: Sequence[str]) -> Iterator[list[Document]]:
    """Documents in lists that fit into memory; those that are no longer there are left out."""
    for n in range(0, len(ids), AT_ONCE):
        yield store.documents(ids[n : n + AT_ONCE])
