"""Group threads that stand for one thing by what identifies it: a country's code, a place's name, a listed body.

In:   threads of all kinds but people and unlisted bodies (see namesakes.py).
Out:  a key for each thread; threads of one key are one thing.

What is only described ("a senior official") has a key of its own: nothing joins it to another document.
"""

from __future__ import annotations

from letopis import gazetteer
from letopis.mention import MentionKind
from letopis.resolve.names.people import name_parts
from letopis.resolve.names.threads import Thread

Key = tuple[str, ...]


def key_of(thread: Thread) -> Key:
    """The key of a thread that is told by its kind, value and country."""
    country = country_code(thread)
    if country is not None:
        return ("country", country)
    name = thread.value if thread.value and (thread.names or thread.kind is MentionKind.OFFICE) else None
    name = name or (thread.names[0][0] if thread.names else None)
    if name is None or thread.kind is MentionKind.PERSON:
        return ("one", thread.chain)
    folded = gazetteer.fold(name).casefold()
    if thread.kind is MentionKind.OFFICE:
        return (str(thread.kind), folded, thread.country or "", "" if thread.country else thread.chain)
    return (str(thread.kind), folded, _country_of_place(thread) or "")


def country_code(thread: Thread) -> str | None:
    """The country that a thread of kind COUNTRY or PLACE is, or None where it is another thing."""
    if thread.kind is MentionKind.COUNTRY and thread.country:
        return thread.country
    if thread.kind not in (MentionKind.COUNTRY, MentionKind.PLACE):
        return None
    for text in (thread.value, *(name for name, _ in thread.names)):
        found = _state_named(text) if text else None
        if found is not None and found.form == "name" and gazetteer.city(text or "") is None:
            return found.country.code
    return None


def _state_named(text: str) -> gazetteer.CountryForm | None:
    """The country of a name, also of its solemn form: "Republic of North Macedonia"."""
    found = gazetteer.country_form(text)
    first, of, rest = text.partition(" of ")
    if found is None and of and gazetteer.fold(first).casefold() in name_parts("solemn"):
        return gazetteer.country_form(rest)
    return found


def _country_of_place(thread: Thread) -> str | None:
    """The country of a place: what the words tell, else what the gazetteer does; a group has none."""
    if thread.kind is not MentionKind.PLACE:
        return None
    listed = gazetteer.city(thread.value) if thread.value else None
    return thread.country or (listed.country if listed else None)
