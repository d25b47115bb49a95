"""Compare words that may be one name spelled in two ways.

In:   single words of names, folded (lower case, no accents).
Out:  sounds that group spellings ("tymoshenko", "timoszenko"), and how near two words are.

A shared sound only says that two words are worth comparing; it is deliberately coarse.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, Indel

EXACT, SPELLING, TYPO = 1.0, 0.92, 0.8  # how sure equal letters, equal sounds and one slip of the pen make us
NEAR_LONG, NEAR_SHORT = (
    0.72,
    0.85,
)  # least share of common letters of two plain forms; swept by 0.02 on all pairs
LONG = (
    6  # letters of a plain form from which NEAR_LONG holds; shorter names are too much alike (Kerry, Curry)
)
TYPO_LETTERS = 7  # words shorter than this differ by one letter too easily (Perry, Terry)

# Spellings of one sound in Latin letters, undone in this order: longer ones first.
_SOUNDS = tuple(
    (re.compile(written), sound)
    for written, sound in (
        (r"schtsch|shch|szcz|stsch", "S"),
        (r"dzh|dsch", "S"),
        (r"tsch|tch|cz", "C"),
        (r"sch|sh|sz|zh|rz(?!h)", "S"),
        (r"ch", "C"),
        (r"kh|gh", "h"),
        (r"x", "KS"),
        (r"ph", "f"),
        (r"th|dh", "t"),
        (r"c(?=k[iy])", "S"),
        (r"ck", "K"),
        (r"dj|dz", "d"),
        (r"ts|tz|c(?=[eiy])", "S"),
        (r"c$", "C"),
        (r"[cgqk]", "K"),
        (r"w|ff?$", "v"),
        (r"[zs]", "S"),
        (r"d", "t"),
    )
)
_GLIDE = re.compile(r"(?<=[ao])u(?=[bcdfgklmnprstz]|$)|(?<=e)u$")  # Belarusian ў: Tsikhanouskaya, Karatkou
_SOFT = re.compile(r"ts(?=[iey])|dz(?=[iey])")  # Belarusian ць, дзь: Tsikhan-, Uladzimir
_LATIN_SOFT = re.compile(r"\bci(?=[^aeou])")  # the same in Belarusian Latin letters: Cichan-
_BREATH = re.compile(
    r"(?<![st])ch(?!$)"
)  # German, Polish, Czech and Belarusian Latin ch: Chruschtschow, Cichan-
_G_OR_H = re.compile(  # Ukrainian and Belarusian г: Hryb, Bohdan, Hroisman
    r"^h(?=[lrnv])|(?<=[aeiouyr])h(?=[aeiouydn]|$)|^h(?=[aeiouy].*(?:ov|ev|ko|uk|yk|ik|ich|sk[iy]+|man|yn|in|ak|ka|yj|iy)$)"
)
_IOTA = re.compile(r"[yj]e|i[ae](?!$)|[yj]a(?!$)")  # yevgeny, belyatsky, karpiankou
_VOWELS = str.maketrans("o", "u")
_WAVERING = str.maketrans("oe", "ui")
_MASCULINE = re.compile(r"(ov|ev|yov|ow|ew|in|yn|au|ou)$")
_SKY = re.compile(r"(sk|ck|tsk)(y|i|iy|yy|yi|ij|yj|ii)$")
_SKAYA = re.compile(r"(sk|ck|tsk)(aya|aia|aja|a)$")


@lru_cache(maxsize=200_000)
def sounds_of(word: str) -> frozenset[str]:
    """The consonants that a folded word may stand for; two spellings of one name share one as a rule."""
    return frozenset(_consonants(form) for form in plain_forms(word))


@lru_cache(maxsize=200_000)
def plain_forms(word: str) -> frozenset[str]:
    """The word with each sound written in one way, as several forms where letters are ambiguous."""
    variants = {word, _SOFT.sub(lambda found: found.group()[0], _LATIN_SOFT.sub("ti", word))}
    variants |= {_BREATH.sub("kh", variant) for variant in variants}
    variants |= {_G_OR_H.sub("g", variant) for variant in variants}
    variants |= {_french(variant) for variant in variants}
    variants |= {_GLIDE.sub("v", variant) for variant in variants}
    variants |= {_IOTA.sub("e", variant) for variant in variants}
    variants |= {variant.replace("j", "zh") for variant in variants}  # j of English, not of German or Polish
    return frozenset(_plain(variant) for variant in variants)


def _french(word: str) -> str:
    """The word without what only French writes: Poutine, Loukachenko."""
    if "ou" not in word:
        return re.sub(r"(?<=in)e$", "", word)
    return re.sub(r"(?<=in)e$", "", re.sub(r"(?<![ts])ch", "sh", word.replace("ou", "u")))


def _plain(word: str) -> str:
    for written, sound in _SOUNDS:
        word = written.sub(sound, word)
    word = re.sub(r"[yj]", "i", word).replace("'", "")
    word = re.sub(r"(.)\1+", r"\1", word.casefold())
    return word.removesuffix("h") or word


def _consonants(form: str) -> str:
    start = "a" if form[:1] in tuple("aeiou") else form[:1]
    return start + re.sub(r"[aeiou]", "", form[1:])


@lru_cache(maxsize=200_000)
def likeness(left: str, right: str) -> float:
    """How sure we are that two folded words are one name's: 1 equal, 0 two names."""
    if left == right:
        return EXACT
    if min(len(left), len(right)) < 3 or are_other_gender(left, right):
        return 0.0
    if not sounds_of(left).isdisjoint(sounds_of(right)):
        return SPELLING if _are_near(left, right) else 0.0
    is_long = min(len(left), len(right)) >= TYPO_LETTERS and left[0] == right[0]
    if is_long and DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1:
        return TYPO
    return 0.0


def _are_near(left: str, right: str) -> bool:
    """True when some plain forms of the two are written nearly alike."""
    for one in plain_forms(left):
        for other in plain_forms(right):
            least = NEAR_LONG if min(len(one), len(other)) >= LONG else NEAR_SHORT
            if Indel.normalized_similarity(one, other) >= least or _even_vowels(one) == _even_vowels(other):
                return True
    return False


def sound_alike(left: str, right: str) -> bool:
    """True when two words differ in nothing but vowels that waver (e and i, o and u): Laden, Ladin; Martin, Marten."""
    if sounds_of(left).isdisjoint(sounds_of(right)):
        return False
    return any(
        one.translate(_WAVERING) == other.translate(_WAVERING)
        for one in plain_forms(left)
        for other in plain_forms(right)
    )


def _even_vowels(form: str) -> str:
    """The form with o as u, which Arabic and unstressed Slavic vowels waver between (Morsi, Mursi)."""
    return form.translate(_VOWELS)


def are_other_gender(left: str, right: str) -> bool:
    """True for the man's and the woman's form of one Slavic surname (Markov, Markova; Belsky, Belskaya)."""
    for one, other in ((left, right), (right, left)):
        if other == one + "a" and _MASCULINE.search(one):
            return True
        if _SKY.search(one) and _SKAYA.search(other):
            return True
        if (
            other.endswith(("ava", "ova", "eva"))
            and one.endswith(("ou", "au", "ov", "ev"))
            and one[:3] == other[:3]
        ):
            return True
    return False
