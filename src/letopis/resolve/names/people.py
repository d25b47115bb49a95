"""Compare the names of people.

In:   two names as written.
Out:  their parts, and how sure we are that they are one person's.

Two full names that share only the last word are two people. A lone last name is compatible with many: which one it is
of is decided in grouping.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from letopis import gazetteer, lexicon
from letopis.resolve.names.romanised import families_of, same_given
from letopis.resolve.names.spelling import SPELLING, are_other_gender, likeness, sound_alike

INITIAL = 0.85  # "B." for "Boris"
CUT = 0.75  # "Alexa" for "Alexandra": the beginning of the other
LONE = 0.65  # a last name alone: likely one person, and only if nobody else has it
CONTAINED = 0.9  # "Ana Ruiz" for "Ana Ruiz Soto"
MIDDLE = 0.72  # a lone word that is an inner part of the other's name
GIVEN_ELSEWHERE = 0.9  # one given name in another language or spelling
STYLED = 0.75  # one word of a name, in front of which one of the two has a crown's or a church's title
CROWNS = frozenset({"monarch", "religious"})
NUMERAL_LEFT_OUT = 0.85  # factor: "James Baker" for "James Baker III"
_SHORTEST_CUT = 3
_NUMERAL = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")  # I to XXXIX, as kings and popes have them
_PATRONYMIC = re.compile(r"(?:ov|ev|yev|av)(?:ich|itch|ych|na|ny)$|(?:ich|ych)na$|ovits[ch]$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; all parts folded but `text`.

    Attributes:
        text: as written, without titles and possessive.
        words: all words, particles ("al", "de", "van") and suffix left out.
        surnames: the words that can be the last name: the last one, and the first where families stand first.
        suffix: "jr", "ii" …, or "".
        styled: True where a title of a crown or a church stands before it: such people have one name.
    """

    text: str
    words: tuple[str, ...]
    surnames: tuple[str, ...]
    suffix: str = ""
    styled: bool = False

    @property
    def regnal(self) -> bool:
        """True for "Elizabeth II" and "James Baker III"."""
        return bool(self.suffix) and bool(_NUMERAL.fullmatch(self.suffix.upper()))

    @property
    def is_full(self) -> bool:
        """True when there is more than one word; a lone double surname ("Rooke-Tamani") is one."""
        return len(self.words) > 1 and " " in self.text

    @property
    def has_initial(self) -> bool:
        """True for "B. Yeltsin": a full name whose first word is one letter."""
        return self.is_full and len(self.words[0]) == 1

    @property
    def key(self) -> str:
        """What equal names share."""
        return " ".join((*self.words, self.suffix)).strip()


@lru_cache(maxsize=1)
def _digraphs() -> frozenset[str]:
    return name_parts("digraph")


@lru_cache(maxsize=32)
def name_parts(name: str) -> frozenset[str]:
    """The words of a class of name_parts of data/lexicon/en."""
    return frozenset(row["word"] for row in lexicon.table("name_parts") if row["class"] == name)


@lru_cache(maxsize=1)
def _parts() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return name_parts("particle"), name_parts("suffix"), name_parts("family_first")


@lru_cache(maxsize=200_000)
def parse_name(text: str) -> PersonName:
    """The parts of a name; titles before it and a possessive ending are dropped."""
    particles, suffixes, family_first = _parts()
    shown = _without_titles(_without_possessive(" ".join(text.split())))
    words = [word for word in _words(shown) if word]
    suffix = (
        words.pop() if (len(words) > 1 and words[-1] in suffixes) or _ends_in_numeral(shown, words) else ""
    )
    kept = tuple(word for word in words if word not in particles) or tuple(words)
    if len(kept) > 2 and _PATRONYMIC.search(kept[-1]) and gazetteer.is_given_name(kept[-2]):
        kept = (*kept[-2:], *kept[:-2])  # "Rudenko Pavel Petrovich"
    surnames = kept[-1:]
    if len(kept) > 1 and kept[0] in family_first:
        surnames = (kept[-1], kept[0])
    if kept[-1:] and kept[-1].endswith("dottir"):
        surnames = (kept[-1], kept[0])  # Icelanders are called by the given name
    return PersonName(shown, kept, surnames, suffix, _is_styled(text))


def _ends_in_numeral(shown: str, words: list[str]) -> bool:
    last = shown.rsplit(" ", 1)[-1]
    return (
        len(words) > 1
        and bool(last)
        and last.isupper()
        and bool(_NUMERAL.fullmatch(last))
        and not shown.isupper()
    )


def is_formal(name: PersonName) -> bool:
    """True for a given name with a patronymic and no surname: "Boris Nikolayevich"."""
    if len(name.words) != 2 or not gazetteer.is_given_name(name.words[0]):
        return False
    found = _PATRONYMIC.search(name.words[1])
    stem = name.words[1][: found.start()] if found else ""
    return bool(stem) and any(gazetteer.is_given_name(stem + ending) for ending in ("", "y", "i", "a"))


def may_be_given(left: PersonName, right: PersonName) -> bool:
    """True when the first words of two names may be one given name."""
    return _given(left.words[0], right.words[0]) >= INITIAL


def _is_styled(text: str) -> bool:
    """True for "Queen Elizabeth", "Emperor Akihito", "Pope Francis"."""
    match = gazetteer.office_title(text.split())
    return match is not None and match.office.kind in CROWNS


def _words(text: str) -> list[str]:
    shown = [_spread(word) if not text.isupper() else word for word in text.split()]
    spaced = " ".join(shown).replace(".", ". ").replace(",", " ")
    return [re.sub("['’ʼ‘`\"]", "", word) for word in gazetteer.fold(spaced).casefold().split()]


def _spread(word: str) -> str:
    """ "J.D." of "JD": two capitals in front of a name are initials."""
    return (
        ". ".join(word) + "."
        if len(word) == 2 and word.isupper() and word.isalpha() and not _NUMERAL.fullmatch(word)
        else word
    )


def _without_possessive(text: str) -> str:
    if len(text) > 2 and text.endswith(("'s", "’s", "'S", "’S")):
        return text[:-2]
    return text[:-1] if len(text) > 1 and text.endswith(("'", "’")) else text


def _without_titles(text: str) -> str:
    words = text.split()
    while len(words) > 1:
        match = gazetteer.office_title(words)
        form = gazetteer.country_form(words[0])
        if match and match.length < len(words) and not gazetteer.is_given_name(words[0]):
            words = words[match.length :]
        elif (gazetteer.is_title(words[0]) and not _is_first_name(words)) or (
            form is not None and form.form == "adjective"
        ):
            words = words[1:]
        else:
            break
    return " ".join(words)


def _is_first_name(words: list[str]) -> bool:
    """True for "Sheikh Hasina": a word that is a title and a given name, with one word behind it; for the first of
    several initials, "M. S. Gill"."""
    if len(words) > 2 and all(len(word) == 2 and word[1] == "." for word in words[:2]):
        return True
    return len(words) == 2 and gazetteer.is_given_name(words[0]) and not words[0].endswith(".")


def person_score(left: PersonName, right: PersonName) -> float:
    """How sure the names alone make us that they are one person's, in [0, 1].

    Equal full names give 1; a lone last name never more than LONE.
    """
    if not left.words or not right.words:
        return 0.0
    if left.suffix != right.suffix:
        return _suffix_score(left, right)
    if left.words == right.words:
        if left.is_full or left.regnal:
            return 1.0
        return STYLED if left.styled or right.styled else LONE
    if not left.is_full or not right.is_full:
        return _lone_score(left, right)
    if sorted(left.words) == sorted(right.words):
        return SPELLING  # "Orban Viktor"
    found = (_aligned(left.words, right.words), _contained(left.words, right.words))
    return max(*found, _family_first(left, right), _turned(left.words, right.words))


def _suffix_score(left: PersonName, right: PersonName) -> float:
    """Of names of which one has a suffix: a numeral may be left out, "Jr." tells son from father."""
    with_suffix, other = (left, right) if left.suffix else (right, left)
    if other.suffix or not with_suffix.regnal:
        return 0.0
    bare = PersonName(with_suffix.text, with_suffix.words, with_suffix.surnames)
    if other.is_full:
        return NUMERAL_LEFT_OUT * person_score(bare, other)
    return STYLED if bare.words == other.words and other.styled else person_score(bare, other)


def _turned(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Of two words each, the other way round and spelled otherwise: "Koizumi Jun-ichiro"."""
    if len(left) != 2 or len(right) != 2:
        return 0.0
    return min(likeness(left[0], right[1]), likeness(left[1], right[0])) * SPELLING


def _lone_score(left: PersonName, right: PersonName) -> float:
    """Of names of which at least one is a single word, which may be a double surname."""
    lone, other = (left, right) if not left.is_full else (right, left)
    if len(lone.words) > 1 and lone.words == other.words[-len(lone.words) :]:
        return LONE
    word = lone.words[-1]
    best = max(likeness(word, surname) for surname in other.surnames)
    if best:
        return LONE * best
    inner = any(likeness(word, part) >= SPELLING for part in other.words[1:-1])
    return LONE * MIDDLE if inner else 0.0


def _aligned(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Of two full names, read as given names and a last name."""
    given = _given(left[0], right[0])
    last = likeness(left[-1], right[-1])
    if not last and given >= GIVEN_ELSEWHERE and left[0] != right[0] and sound_alike(left[-1], right[-1]):
        last = SPELLING  # both names are spelled otherwise: "Osama Laden", "Usama Ladin"
    if not last:
        return 0.0
    middle = _middle(left[1:-1], right[1:-1])
    return min(last, given, middle) if given and middle else 0.0


def _family_first(left: PersonName, right: PersonName) -> float:
    """Of names of which both put the family first: the rest is one given name, in one word or several."""
    if (
        len(left.words) < 2
        or len(right.words) < 2
        or families_of(left.words[0]).isdisjoint(families_of(right.words[0]))
    ):
        return 0.0
    one, other = left.words[1:], right.words[1:]
    if "".join(one) == "".join(other) and left.words[0] == right.words[0]:
        return 1.0
    return SPELLING if same_given("".join(one), "".join(other)) else 0.0


def _given(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return INITIAL if left[0] == right[0] else 0.0
    if gazetteer.same_given_name(left, right):
        return 0.95
    if any(
        len(one) == 2 and one in _digraphs() and other.startswith(one)
        for one, other in ((left, right), (right, left))
    ):
        return INITIAL  # "Yu." for "Yuri"
    one, other = sorted((left, right), key=len)
    known = gazetteer.is_given_name(left) and gazetteer.is_given_name(right)
    if len(one) >= _SHORTEST_CUT and other.startswith(one) and not known:
        return CUT
    # Two listed names are two names, however alike (Maria, Marina); a spelling that is not listed may be one's.
    return 0.0 if known or are_other_gender(left, right) else likeness(left, right)


def _middle(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """1 when one has none; else both must agree from the first on (George W., George H. W.)."""
    if not left or not right:
        return 1.0
    return min(_given(one, other) for one, other in zip(left, right, strict=False))


def _contained(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Of a name that is a part of the other: a second family name, a patronymic, the family names alone."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) == len(longer):
        return 0.0
    if _initials(left) and _initials(right) and _initials(left) != _initials(right):
        return 0.0  # George W. and George H. W.
    rest = iter(longer)
    if not all(any(_is_like(word, part) for part in rest) for word in shorter):
        return 0.0
    if _given(shorter[0], longer[0]):
        return CONTAINED
    if longer[-len(shorter) :] == shorter and not gazetteer.is_given_name(shorter[0]):
        return CONTAINED  # "Suu Kyi"
    if len(shorter) == 2 and _is_like(shorter[0], longer[1]) and _is_like(shorter[1], longer[-1]):
        return MIDDLE  # "Boris Johnson" of "Alexander Boris Pfeffel Johnson"
    return MIDDLE if len(shorter) > 1 and _stands_in(shorter, longer) else 0.0


def _is_like(word: str, part: str) -> bool:
    return likeness(word, part) >= SPELLING or gazetteer.same_given_name(word, part)


def _stands_in(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """True where the words of one follow each other in the other: "Evo Morales" in "Juan Evo Morales Ayma"."""
    starts = range(len(longer) - len(shorter) + 1)
    return any(all(map(_is_like, shorter, longer[at : at + len(shorter)])) for at in starts)


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if len(word) == 1)


def first_gender(name: PersonName) -> str | None:
    """ "m" or "f" by the first word of a full name, where the list of given names tells."""
    return gazetteer.gender_of_full_name(name.words) if name.is_full else None
