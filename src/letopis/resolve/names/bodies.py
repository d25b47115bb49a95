"""Compare the names of organisations.

In:   two names as written, with the countries that the words tell.
Out:  what they are called apart from the country, and how sure we are that they are one body.

A generic name ("Foreign Ministry", "KGB") is one body only together with a country.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from letopis import gazetteer, lexicon
from letopis.resolve.names.spelling import likeness

LIKE = 0.85  # the same words, some spelled otherwise
ABBREVIATED = 0.75  # the initials of the other
PARTY = "party"
PARTY_WORD = " party"


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name taken apart.

    Attributes:
        text: as written, without article and possessive.
        core: folded name without the country, spelling and small words evened out; the listed name where it is listed.
        country: code of the country that the name itself tells ("Belarus' KGB", "Bundestag"), or None.
        generic: True when the core is a listed name that many states use.
        listed: True when the gazetteer knows it.
        is_shared: True of a listed party, and of a generic name with its usual bearer ("Supreme Soviet"): where the
            words around it tell another country, it is another body.
    """

    text: str
    core: str
    country: str | None = None
    generic: bool = False
    listed: bool = False
    is_shared: bool = False

    @property
    def is_abbreviation(self) -> bool:
        """True for one word of capitals."""
        letters = self.text.replace(".", "")
        return letters.isupper() and letters.isalnum() and 2 <= len(letters) <= 8


@lru_cache(maxsize=1)
def _evened() -> dict[str, str]:
    """Words of names → the one spelling they are compared in; "" for words that do not tell."""
    rows = (row for row in lexicon.table("name_parts") if row["class"] == "body_word")
    pairs = (row["word"].partition("=") for row in rows)
    return {word: evened for word, _, evened in pairs}


@lru_cache(maxsize=200_000)
def parse_body(text: str) -> BodyName:
    """The parts of a body's name."""
    shown = _shown(text)
    known = gazetteer.organisation(shown)
    known = known or _without_sort(shown) or _party_of(shown)
    if known is not None:
        return BodyName(
            shown, _core(known), known.country, known.generic, True, known.kind == PARTY or known.generic
        )
    country, rest = _split_country(shown)
    if country is not None:
        known = gazetteer.organisation(rest)
        if known is not None and (known.generic or known.country in (None, country)):
            return BodyName(shown, _core(known), country, known.generic, True)
        return BodyName(shown, _even(rest), country, len(rest.split()) < 2)
    return BodyName(shown, _even(shown))


def in_country(name: BodyName, country: str | None) -> BodyName:
    """The name where the words around it tell a country; a party listed for another country is another
    one there, and a generic name is that country's."""
    if name.country is None or country is None or name.country == country:
        return settled(replace(name, country=name.country or country))
    return settled(replace(name, country=country, listed=name.generic)) if name.is_shared else name


def settled(name: BodyName) -> BodyName:
    """The name with the core of the one body that it means in its country: "lower house", "Commons" in Britain."""
    core = _national().get((name.country or "", name.core))
    return name if core is None else replace(name, core=core, listed=True)


@lru_cache(maxsize=1)
def _national() -> dict[tuple[str, str], str]:
    """(Country, core of a name) → core of the body that it means there."""
    found: dict[tuple[str, str], str] = {}
    for row in lexicon.table("national_bodies"):
        body = _core_of(row["body"])
        for text in row["names"].split("|"):
            if (core := _core_of(text)) != body:
                found[row["country"], core] = body
    return found


def _core_of(text: str) -> str:
    known = gazetteer.organisation(text)
    return _core(known) if known is not None else _even(text)


def _core(body: gazetteer.Organisation) -> str:
    """The core of a listed body: its latest name; of what a state has one of, the name that stands for all."""
    core, renamed = _even(body.name), _renamed()
    while core in renamed:
        core = renamed[core]
    return _one_bodies().get(core, core) if body.generic else core


@lru_cache(maxsize=1)
def _one_bodies() -> dict[str, str]:
    rows = (row["word"].partition("=") for row in lexicon.table("name_parts") if row["class"] == "one_body")
    return {_even(name): _even(one) for name, _, one in rows}


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    return {_even(row["old"]): _even(row["new"]) for row in lexicon.table("renamings")}


def is_older_name(text: str) -> bool:
    """True for a name that its body has given up for another."""
    return _even(text) in _renamed()


def _without_sort(text: str) -> gazetteer.Organisation | None:
    """The listed body of "NTV television", "Fatah movement": a name and what it is, in small letters."""
    words = text.split()
    while len(words) > 1 and words[-1].islower():
        words = words[:-1]
    return gazetteer.organisation(" ".join(words)) if len(words) < len(text.split()) else None


def _party_of(text: str) -> gazetteer.Organisation | None:
    """The listed party of "Democratic Unionists": its people for it."""
    if " " not in text or not text.endswith("s"):
        return None
    party = gazetteer.organisation(f"{text[:-1]} Party")
    return party if party is not None and party.kind == PARTY else None


def _shown(text: str) -> str:
    words = text.split()
    if len(words) > 1 and words[0].casefold() == "the":
        words = words[1:]
    shown = " ".join(words)
    for ending in ("'s", "’s"):
        shown = shown.removesuffix(ending)
    return shown.rstrip("'’")


def _split_country(text: str) -> tuple[str | None, str]:
    """("BY", "KGB") of "Belarus' KGB", "Belarusian KGB" and "KGB of Belarus"; (None, text) of others."""
    words = text.split()
    for length in (4, 3, 2, 1):
        if len(words) > length:
            front = gazetteer.country_of(" ".join(words[:length]))
            if front is not None:
                return front.code, " ".join(words[length:])
            back = gazetteer.country_of(" ".join(words[-length:]))
            if back is not None and "of" in words[:-length][-2:]:
                kept = words[:-length]
                return back.code, " ".join(kept[: len(kept) - 1 - kept[::-1].index("of")])
    return None, text


def _even(text: str) -> str:
    evened = _evened()
    words = [evened.get(word, word) for word in gazetteer.fold(text).casefold().replace(",", " ").split()]
    return " ".join(word for word in words if word) or gazetteer.fold(text).casefold()


def body_score(left: BodyName, right: BodyName) -> float:
    """How sure the names and their own countries make us that they are one body's, in [0, 1]."""
    if left.country and right.country and left.country != right.country:
        return 0.0
    if left.core == right.core:
        if left.generic or right.generic:
            return 1.0 if left.country and left.country == right.country else 0.5
        return 1.0
    if left.listed and right.listed:
        return 0.0
    if _is_plural_of(left, right) or _is_plural_of(right, left):
        return LIKE
    if _abbreviates(left, right) or _abbreviates(right, left):
        return ABBREVIATED
    return _alike(left.core, right.core)


def _alike(left: str, right: str) -> float:
    one, other = left.split(), right.split()
    if len(one) == len(other) and all(likeness(a, b) for a, b in zip(one, other, strict=True)):
        return LIKE
    return 0.0


def _is_plural_of(people: BodyName, party: BodyName) -> bool:
    """True for "Democratic Unionists" and "Democratic Unionist Party"."""
    return party.core.endswith(PARTY_WORD) and party.core.removesuffix(PARTY_WORD) + "s" == people.core


def _abbreviates(short: BodyName, long: BodyName) -> bool:
    if not short.is_abbreviation or long.is_abbreviation or " " not in long.text:
        return False
    words = [word for word in gazetteer.fold(long.text).split() if word[0].isupper()]
    return "".join(word[0] for word in words) == short.text.replace(".", "")
