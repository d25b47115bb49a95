"""How people are called: given names and their short forms, titles, common nouns for people.

In:   a name, a title or a noun, as written.
Out:  its gender, its number, whether two given names can be one.

`fold` is how all names are compared. The tables are given_names, nicknames, titles and person_nouns of
data/lexicon/en. Which two full names are one person is decided in resolve/.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from letopis.gazetteer.cells import cell, cell_list
from letopis.lexicon import table

LONGEST_SYLLABLE = 4  # letters of a given name that is one syllable; "Jo Moore" is no Korean
# One or two syllables of Chinese, Korean or Vietnamese in Latin letters.
_SYLLABLES = re.compile(
    r"(?:(?:[bcdfghjklmnpqrstwxyz]|[ckpst]h|hs|t[rsz]|ng|zh)?[aeiouyw]+(?:ng|nh|[hklmnprt])?){1,2}"
)
_ARTICLES = ("the ", "The ", "THE ")
_SIGNS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "–": " ",
        "—": " ",
        "‑": " ",
        "-": " ",
        ".": None,
        "ł": "l",
        "Ł": "L",
    }
    | {
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
    }
)


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A common noun for people: `number` "sg" or "pl" where the lemma is marked, `gender` likewise.

    `group` is True when the singular already stands for several ("opposition", "troops").
    """

    lemma: str
    number: str | None = None
    gender: str | None = None
    group: bool = False


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The text for comparing, in its case: no accents, full stops, article, possessive; hyphens are spaces."""
    plain = text.translate(_SIGNS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = " ".join(plain.split()).replace(" '", "'")
    for article in _ARTICLES:
        plain = plain.removeprefix(article)
    if plain.endswith(("'s", "'S")):
        return plain[:-2]
    return plain.removesuffix("'")


def gender_of_given_name(name: str) -> str | None:
    """ "m" or "f" for a given name that mostly goes to one of them; None when unknown or borne by both."""
    return _given_names().get(fold(name).casefold())


def gender_of_full_name(words: Sequence[str]) -> str | None:
    """The same for a name of several words, by the given one: "Jo" of "Jo Cox", but "Guk" of "Jo Guk"."""
    if not words:
        return None
    rest = " ".join(words[1:])
    return gender_of_given_name(rest if is_family_first(words[0]) and _is_eastern(rest) else words[0])


def _is_eastern(given: str) -> bool:
    """True for what stands behind a Chinese, Korean or Vietnamese family name: "Guk", "Kyung-sim", "Yo Jong"."""
    syllables = fold(given).casefold().split()
    return all(_SYLLABLES.fullmatch(one) for one in syllables) and (
        len(syllables) > 1 or len(given) <= LONGEST_SYLLABLE
    )


def is_given_name(name: str) -> bool:
    """True when the word is a listed given name, whoever bears it."""
    return fold(name).casefold() in _given_names()


def same_given_name(left: str, right: str) -> bool:
    """True when two given names are one by nickname or spelling ("Bill", "William")."""
    one, other = fold(left).casefold(), fold(right).casefold()
    return one == other or not _nicknames().get(one, frozenset()).isdisjoint(
        _nicknames().get(other, frozenset())
    )


def person_noun(lemma: str) -> PersonNoun | None:
    """The common noun for people of this lemma."""
    return _person_nouns().get(lemma.casefold())


def is_person_noun(lemma: str) -> bool:
    """True when the lemma is a listed noun for a person or a group of people, offices not included."""
    return lemma.casefold() in _person_nouns()


def title_gender(word: str) -> str | None:
    """ "m" or "f" when the title before a name tells ("Mrs", "King"), else None."""
    return _titles().get(fold(word).casefold())


def is_title(word: str) -> bool:
    """True for a title that goes before a name ("Mr", "Gen.", "Dr")."""
    return fold(word).casefold() in _titles()


def is_family_first(name: str) -> bool:
    """True for a surname of a language that puts the family name before the given one ("Park", "Nguyen")."""
    return fold(name).casefold() in _family_first()


@lru_cache(maxsize=1)
def _family_first() -> frozenset[str]:
    return frozenset(row["word"] for row in table("name_parts") if row["class"] == "family_first")


@lru_cache(maxsize=1)
def _person_nouns() -> dict[str, PersonNoun]:
    return {
        row["lemma"]: PersonNoun(row["lemma"], cell(row, "number"), cell(row, "gender"), row["group"] == "y")
        for row in table("person_nouns")
    }


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str | None]:
    return {fold(row["name"]).casefold(): cell(row, "gender") for row in table("given_names")}


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    """Folded given name → the numbers of the rows that it stands in; a row's names are one name."""
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(table("nicknames")):
        for name in cell_list(row, "names"):
            rows.setdefault(fold(name).casefold(), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in rows.items()}


@lru_cache(maxsize=1)
def _titles() -> dict[str, str | None]:
    return {fold(row["title"]).casefold(): cell(row, "gender") for row in table("titles")}
