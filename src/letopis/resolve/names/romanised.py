"""Compare Chinese and Korean names put into Latin letters in several ways.

In:   a family name; two given names, folded, written as one word.
Out:  what family names it may be; whether the two may be one.

Pinyin and Wade-Giles, the two systems of Korean and the spellings that people choose themselves write one sound with
letters of one row: zh, ch, j, q; t, d; p, b; k, g; hs, x, sh. Vowels are compared as a whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from letopis import lexicon

NEAR = (
    0.72  # least share of common letters of two evened given names; swept 0.60–0.90 by 0.04 on profiles.toml
)

_SOUNDS = tuple(
    (re.compile(written), sound)
    for written, sound in (
        (r"tz|ts|z", "z"),
        (r"zh|ch|j|q", "c"),
        (r"hs|x|sh|s", "s"),
        (r"[dt]", "t"),
        (r"[bp]", "p"),
        (r"[gk]", "k"),
        (r"r(?=[aeiou])", "l"),
        (r"w(?=u)|y(?=[iu])", ""),
        (r"yeo|you|yo|eo", "o"),
        (r"oo|eu|ou|u", "u"),
        (r"ie|ye", "e"),
        (r"ae|ai|ay", "e"),
    )
)


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in lexicon.table("name_parts"):
        if row["class"] == "family_first":
            found.setdefault(row["word"], frozenset((row["word"],)))
        if row["class"] == "family_spelling":
            words = frozenset(row["word"].split("|"))
            for word in words:
                found[word] = found.get(word, frozenset((word,))) | words
    return found


def families_of(word: str) -> frozenset[str]:
    """The family names that are spelled so too, itself among them; empty for a word that is none."""
    return _families().get(word, frozenset())


@lru_cache(maxsize=50_000)
def same_given(left: str, right: str) -> bool:
    """True when two given names may be one: the same consonants, and nearly the same letters."""
    one, other = _even(left), _even(right)
    return _consonants(one) == _consonants(other) and Indel.normalized_similarity(one, other) >= NEAR


def _even(name: str) -> str:
    for written, sound in _SOUNDS:
        name = written.sub(sound, name)
    return name


def _consonants(form: str) -> str:
    return re.sub(r"[aeiouy]", "", form)
