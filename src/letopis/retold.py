"""The pass that finds which event claims of a record tell of one event, and which plans came to which events.

In:   the record, open and resolved; the ids of the documents that changed.
Out:  in the record the event of each claim (`same_as`), and links from plans to what came of them.

What a claim tells is kept with the keys by which others find it. A claim is compared only with those that have a key it
asks for; links are kept, so that only claims that tell something new are compared again, and only events that hang
together with them by links are put together again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from letopis.claim import ClaimKind
from letopis.profile import Wanted
from letopis.store import Linked, Store, Told

if TYPE_CHECKING:
    from letopis.resolve.events.event_tellings import Telling
    from letopis.resolve.events.retold import Link, Tellings

AT_ONCE = 200  # documents read at a time
REPEATED = 20  # times that a text tells one thing in the same words, of which more are left alone
ASKING = 4_000  # claims compared at a time
SCHEME = "13"  # of keys and points; another one works out all events anew


def merge_events(store: Store, changed: Collection[str]) -> None:
    """Brings the events of the record up to date with the documents that changed."""
    from letopis.resolve.events.packing import unpack
    from letopis.resolve.events.retold import Tellings

    def fetch(claims: Collection[str]) -> Iterable[Telling]:
        return (unpack(one, around) for one, around in store.event_tellings(claims))

    fresh = _keep(store, sorted({*changed, *store.unkeyed_events(SCHEME)}))
    due = fresh | store.lost_events()
    if not due:
        return
    parted = {end for left, right, _ in store.event_links(due) for end in (left, right)}
    same, foretold = _links(store, Tellings(fetch), fresh)
    store.replace_event_links(due, map(_row, same), map(_row, foretold))
    store.replace_events(_events(store, fetch, due | parted))


def _row(link: Link) -> Linked:
    return link.left, link.right, link.score


def _events(
    store: Store, fetch: Callable[[Collection[str]], Iterable[Telling]], claims: Collection[str]
) -> dict[str, str | None]:
    """The event of each of these claims, and of all that hang together with them by links; None of one told alone."""
    from letopis.resolve.events.retold import Link, event_id, events_of

    done, due, rows = set[str](), set(claims), set[Linked]()
    while due:
        found = store.event_links(due)
        rows.update(found)
        done |= due
        due = {end for left, right, _ in found for end in (left, right)} - done
    told = {one.id: one for one in fetch({end for left, right, _ in rows for end in (left, right)})}
    event_of = dict[str, str | None].fromkeys(done)
    for members in events_of(told, [Link(*row) for row in sorted(rows)]):
        event_of |= dict.fromkeys(members, event_id(told, members))
    return event_of


def _keep(store: Store, documents: Collection[str]) -> set[str]:
    """The event claims of documents that tell something new; it is kept in the place of what was told before."""
    from letopis.resolve.events.event_tellings import tellings
    from letopis.resolve.events.packing import pack, pack_around
    from letopis.resolve.events.retold import own_keys

    fresh, in_order = set[str](), list(documents)
    for first in range(0, len(in_order), AT_ONCE):
        part = tuple(in_order[first : first + AT_ONCE])
        found = list(_sparing(tellings(store.bare_lines(Wanted(kinds=(ClaimKind.EVENT,), documents=part)))))
        told = [Told(one.id, pack(one), own_keys(one)) for one in found]
        fresh |= store.keep_events(part, told, {one.document: pack_around(one.around) for one in found})
    return fresh


def _sparing(found: Iterable[Telling]) -> Iterator[Telling]:
    """Tellings without what a text goes on repeating word for word: comparing all with all would take for ever."""
    times = Counter[tuple[object, ...]]()
    for one in found:
        same = one.document, one.act, one.words
        times[same] += 1
        if times[same] <= REPEATED:
            yield one


def _links(store: Store, known: Tellings, due: Collection[str]) -> tuple[set[Link], set[Link]]:
    """The links of claims, of one event and of plans, with whatever claims of the record."""
    from letopis.resolve.events.retold import asked_keys, links

    same: set[Link] = set()
    foretold: set[Link] = set()
    in_order = store.in_order_of_time(due)
    for first in range(0, len(in_order), ASKING):
        part = in_order[first : first + ASKING]
        known.get_ready(part)
        owners: dict[int, list[str]] = defaultdict(list)
        asked = {claim: asked_keys(known[claim]) for claim in part}
        for key, owner in store.event_claims(frozenset().union(*asked.values())):
            owners[key].append(owner)
        known.get_ready({*part, *(claim for several in owners.values() for claim in several)})
        new_same, new_foretold = links(known, asked, owners)
        same.update(new_same)
        foretold.update(new_foretold)
    return same, foretold
