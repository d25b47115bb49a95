"""The keys by which threads are compared: two that can influence each other's grouping share one.

In:   a thread; the names of its document.
Out:  keys, as tuples that begin with their sort.

What has no key in common is never compared and stands in nobody's way, so that after a change only the threads that
are tied to it by keys, step by step, need be grouped again. A document is a block of its own: a surname is first looked
for where it is written.
"""

from __future__ import annotations

from letopis.mention import MentionKind
from letopis.resolve.names.bodies import parse_body
from letopis.resolve.names.grouping import key_of
from letopis.resolve.names.namesakes import person_keys
from letopis.resolve.names.people import parse_name
from letopis.resolve.names.persons import best_name
from letopis.resolve.names.recasting import MISTAKEN
from letopis.resolve.names.rosters import body_of, initials_of
from letopis.resolve.names.spelling import sounds_of
from letopis.resolve.names.threads import Thread

BlockKey = tuple[str, ...]


def block_keys(thread: Thread, company: frozenset[str] = frozenset()) -> frozenset[BlockKey]:
    """The blocks of a thread.

    Args:
        company: names of people and bodies in its document (companions.py); they tell who a surname alone is.
    """
    found: set[BlockKey] = {("document", thread.document)}
    if thread.kind is MentionKind.PERSON:
        unique = [holding for holding in thread.holdings if holding.unique and holding.country]
        found |= {("holder", holding.office, holding.country or "") for holding in unique}
        if thread.names:
            found |= person_keys(best_name(thread), thread) | {("company", name) for name in company}
    elif thread.kind is MentionKind.ORGANISATION:
        found |= _body_keys(thread)
    if thread.kind in MISTAKEN and len(thread.names) == 1:
        found.add(("name", parse_name(thread.names[0][0]).key))
    key = key_of(thread)
    if key[0] != "one":
        found.add(("same", *key))
    return frozenset(found)


def _body_keys(thread: Thread) -> set[BlockKey]:
    name = body_of(thread)
    if name is None:
        return set()
    found: set[BlockKey] = {("body", name.core), *(("short", short) for short in initials_of(name))}
    for text, _ in thread.names:
        other = parse_body(text)
        found.add(("body", other.core))
        if other.is_abbreviation:
            found.add(("short", other.core))
    if not name.listed and not name.generic:
        found |= {("sound of body", sound) for sound in sounds_of(name.core.split()[0])}
    return found
