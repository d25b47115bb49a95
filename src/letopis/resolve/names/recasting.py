"""Put right what a tagger took for another kind than the rest of the record does.

In:   threads.
Out:  the same; an unlisted "body" or "place" that bears a person's name or initials is that person, a "person" that
      bears a body's abbreviation is that body, and a title with the full name of somebody in the record is he.

Only where names are equal to the letter: a full name of a person anywhere in the record, or the surname of one whom
the same document names in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from letopis import gazetteer
from letopis.mention import MentionKind
from letopis.resolve.names.people import PersonName, name_parts, parse_name
from letopis.resolve.names.persons import best_name
from letopis.resolve.names.threads import Thread

LEAST_NAMES = 3  # two letters are initials of too many
MISTAKEN = frozenset({MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.OTHER})


def recast(threads: Mapping[str, Thread]) -> dict[str, Thread]:
    """Chain → thread, with people's names under people, and bodies' under bodies."""
    full: set[str] = set()
    surnames: dict[str, set[str]] = defaultdict(set)
    bodies = {
        text
        for thread in threads.values()
        if thread.kind is MentionKind.ORGANISATION
        for text, _ in thread.names
    }
    for thread in threads.values():
        if thread.kind is MentionKind.PERSON and thread.names:
            name = best_name(thread)
            if name.is_full and not _is_body(thread, bodies):
                full.add(name.key)
                surnames[thread.document].update(name.surnames)
    called = _by_initials(threads.values())
    return {
        chain: _recast(called.get(chain, thread), full, surnames[thread.document], bodies)
        for chain, thread in threads.items()
    }


def _by_initials(threads: Iterable[Thread]) -> dict[str, Thread]:
    """Chain → person, of unlisted "bodies" called by the initials of the only person of three names or more who has
    them ("JRB" of Juan Ramón Barros), where a document has both; not where a body has these initials."""
    short: dict[str, list[Thread]] = defaultdict(list)
    people: dict[str, dict[str, str]] = defaultdict(dict)
    documents: dict[str, set[str]] = defaultdict(set)
    bodies: set[str] = set()
    for thread in threads:
        for text, _ in thread.names:
            if _is_initials(text) and len(thread.names) == 1 and thread.country is None:
                short[text].append(thread)
            words = [word for word in text.split() if word[:1].isupper()]
            initials = "".join(word[0] for word in words)
            if thread.kind is MentionKind.PERSON and len(words) >= LEAST_NAMES:
                people[initials][parse_name(text).key] = text
                documents[initials].add(thread.document)
            elif thread.kind is not MentionKind.PERSON and len(words) > 1:
                bodies.add(initials)
    found = {}
    for text, chains in short.items():
        if len(people[text]) != 1 or text in bodies or gazetteer.organisation(text) is not None:
            continue
        (name,) = people[text].values()
        if any(thread.document in documents[text] for thread in chains):
            for thread in chains:
                names = ((parse_name(name).text, 1), *thread.names)
                found[thread.chain] = replace(
                    thread, kind=MentionKind.PERSON, names=names, value=None, gender=None
                )
    return found


def _is_initials(text: str) -> bool:
    return text.isalpha() and text.isupper() and len(text) >= LEAST_NAMES


def _recast(thread: Thread, full: set[str], surnames: set[str], bodies: set[str]) -> Thread:
    if _is_person(thread, full, surnames):
        return replace(thread, kind=MentionKind.PERSON, value=None, gender=None)
    if _is_body(thread, bodies) and parse_name(thread.names[0][0]).key not in surnames:
        return replace(thread, kind=MentionKind.ORGANISATION, value=None, gender=None)
    if thread.kind is MentionKind.PERSON and not thread.names:
        return _named_within(thread, full)
    return thread


def _is_body(thread: Thread, bodies: set[str]) -> bool:
    """True for a "person" of one name in capitals that is a body's elsewhere: "VMRO-DPMNE"."""
    if thread.kind is not MentionKind.PERSON or len(thread.names) != 1:
        return False
    text = thread.names[0][0]
    is_known = text in bodies or gazetteer.organisation(text) is not None
    return is_known and text.isupper() and " " not in text


def _named_within(thread: Thread, full: set[str]) -> Thread:
    """A description that is a title and the full name of somebody in the record: "Socialist Ivan Rudenko"."""
    for name in _names_within(thread.description):
        if name.key in full:
            return replace(thread, names=((name.text, 1),))
    return thread


def _names_within(description: str) -> Iterator[PersonName]:
    """What in a description can be a full name."""
    words = description.split()
    for start in range(len(words) - 1):
        if _ties_on(words[:start]):
            break
        for length in (3, 2):
            text = " ".join(words[start : start + length])
            if text[:1].isupper() and not _ties_on(words[start:][:length]):
                name = parse_name(text)
                if name.text == text:
                    yield name


def _ties_on(words: list[str]) -> bool:
    """True where a word is an owner's ("Rudenko's") or ties another on ("of")."""
    joints = name_parts("joint")
    return any(word.endswith(("'s", "’s", "s'", "s’")) or word.casefold() in joints for word in words)


def may_be_recast(thread: Thread) -> bool:
    """False where nothing in the record can make a thread without a person's name another one."""
    if thread.kind is MentionKind.PERSON:
        return not thread.names and any(_names_within(thread.description))
    return _may_be_person(thread)


def _may_be_person(thread: Thread) -> bool:
    if thread.kind not in MISTAKEN or len(thread.names) != 1:
        return False
    return _is_unlisted(thread.names[0][0])


@lru_cache(maxsize=100_000)
def _is_unlisted(text: str) -> bool:
    return not (gazetteer.organisation(text) or gazetteer.country_of(text) or gazetteer.city(text))


def _is_person(thread: Thread, full: set[str], surnames: set[str]) -> bool:
    if not _may_be_person(thread):
        return False
    name = parse_name(thread.names[0][0])
    return name.key in full if name.is_full else _is_surname(name, surnames)


def _is_surname(name: PersonName, surnames: set[str]) -> bool:
    return name.text[:1].isupper() and not name.text.isupper() and name.key in surnames
