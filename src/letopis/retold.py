"""The pass that finds which event claims of a record tell of one event, and which plans came to which events.

In:   the record, open and resolved; the ids of the documents that changed.
Out:  in the record the event of each claim (`same_as`), and links from plans to what came of them.

A claim is compared only with those that share a key with it; from the claims that changed the pass goes on to all that
hang together with them, and no further.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from letopis.claim import ClaimKind
from letopis.profile import Wanted
from letopis.store import Store

AT_ONCE = 400  # documents read at a time
SCHEME = "3"  # of keys and points; another one works out all events anew


def merge_events(store: Store, changed: Collection[str]) -> None:
    """Brings the events of the record up to date with the documents that changed."""
    from letopis.resolve.events.event_tellings import tellings
    from letopis.resolve.events.retold import Tellings, asked_keys, event_id, events_of, own_keys

    changed = {*changed, *store.unkeyed_events(SCHEME)}
    known, read = Tellings(), set[str]()

    def take_in(documents: Iterable[str]) -> None:
        new = sorted(set(documents) - read)
        read.update(new)
        for first in range(0, len(new), AT_ONCE):
            part = tuple(new[first : first + AT_ONCE])
            known.add(tellings(store.bare_lines(Wanted(kinds=(ClaimKind.EVENT,), documents=part))))

    take_in(changed)
    store.replace_event_keys(changed, {claim: own_keys(one) for claim, one in known.of.items()})
    due = {*known.of, *store.told_alike(known.of)}
    done, same, foretold = set[str](), set(), set()
    while due:
        take_in(store.documents_with_events(due - known.of.keys()))
        due &= known.of.keys()
        asked = {key for claim in due for key in asked_keys(known.of[claim])}
        take_in(store.documents_with_events(keys=asked))
        new_same, new_foretold = known.links(due)
        same.update(new_same)
        foretold.update(new_foretold)
        done |= due
        due = {claim for link in new_same for claim in (link.left, link.right)} - done
    event_of = dict.fromkeys(done)
    for claims in events_of(known.of, sorted(same, key=lambda link: (link.left, link.right))):
        event_of |= dict.fromkeys(claims, event_id(known.of, claims))
    plans = [(link.left, link.right, link.score) for link in foretold]
    store.replace_events(event_of, sorted(plans))
