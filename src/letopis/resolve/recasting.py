"""Put right what a tagger took for another kind than the rest of the record does.

In:   threads.
Out:  the same; an unlisted "body" or "place" that bears a person's name is that person.

Only where names are equal to the letter: a full name of a person anywhere in the record, or the surname of one whom
the same document names in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from letopis import gazetteer
from letopis.mention import MentionKind
from letopis.resolve.people import PersonName, parse_name
from letopis.resolve.persons import best_name
from letopis.resolve.threads import Thread

MISTAKEN = frozenset({MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.OTHER})


def recast(threads: Mapping[str, Thread]) -> dict[str, Thread]:
    """Chain → thread, with people's names under people."""
    full: set[str] = set()
    surnames: dict[str, set[str]] = defaultdict(set)
    for thread in threads.values():
        if thread.kind is MentionKind.PERSON and thread.names:
            name = best_name(thread)
            if name.is_full:
                full.add(name.key)
                surnames[thread.document].update(name.surnames)
    return {
        chain: replace(thread, kind=MentionKind.PERSON, value=None, gender=None)
        if _is_person(thread, full, surnames[thread.document])
        else thread
        for chain, thread in threads.items()
    }


def _is_person(thread: Thread, full: set[str], surnames: set[str]) -> bool:
    if thread.kind not in MISTAKEN or len(thread.names) != 1:
        return False
    text = thread.names[0][0]
    if gazetteer.organisation(text) or gazetteer.country_of(text) or gazetteer.city(text):
        return False
    name = parse_name(text)
    return name.key in full if name.is_full else _is_surname(name, surnames)


def _is_surname(name: PersonName, surnames: set[str]) -> bool:
    return name.text[:1].isupper() and not name.text.isupper() and name.key in surnames
