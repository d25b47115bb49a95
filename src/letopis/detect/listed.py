"""Find the names and titles that the gazetteer lists.

In:   words.
Out:  the longest match at a place or, for names, all of them from left to right.

Only as many words are looked up as can belong to one name: up to the first small one that is no "of", and the same
words are looked up once.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from letopis import gazetteer
from letopis.detect.words import Words
from letopis.gazetteer import Bloc, City, CountryForm, Metonym, NameMatch, OfficeMatch, Organisation

Listable = CountryForm | Bloc | City | Organisation | Metonym
CONNECTORS = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "on",
        "in",
        "de",
        "du",
        "des",
        "la",
        "le",
        "al",
        "-",
        "&",
        "'s",
        "’s",
        "'",
        "’",
        ".",
    ]
)
ARTICLES = frozenset({"the", "a", "an"})
LONGEST_NAME, LONGEST_TITLE = 12, 9  # tokens
NO_NAME_POS = frozenset({"VERB", "AUX", "ADP", "PRON", "DET", "ADV", "NUM"})
IN_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A gazetteer match at tokens `start` to `end`."""

    start: int
    end: int
    thing: Listable


def find_listed(words: Words) -> list[Listed]:
    """Every longest listed name that starts with a capital or a digit, left to right."""
    found, i, n = [], 0, len(words)
    text, readable = words.text, words.readable
    while i < n:
        first = text[i][0]
        if not readable[i] or not (first.isupper() or first.isdecimal()) or words.lower[i] in ARTICLES:
            i += 1
            continue
        match = longest_at(words, i)
        if match is None or not _is_plausible(words, match):
            i += 1
            continue
        found.append(match)
        i = match.end
    return found


def longest_at(words: Words, i: int) -> Listed | None:
    """The longest listed name or seat of power at token `i`, within its sentence, ending in a word."""
    window = _window(words, i)
    best: Listed | None = None
    match = _name(window)
    if match is not None:
        best = Listed(i, i + match.length, match.thing)
    for length in range(min(3, len(window)), 0, -1):
        if best is not None and best.end - i >= length and not isinstance(best.thing, City):
            break
        metonym = _metonym(" ".join(window[:length]))
        if metonym and metonym.kind == "seat":
            return Listed(i, i + length, metonym)
    return best


def _window(words: Words, i: int) -> tuple[str, ...]:
    """The words from `i` on that can be one name: capitalised ones and the small ones between them."""
    end = last = i + 1
    stop = min(len(words), i + LONGEST_NAME, words.sentences[words.sentence[i]][1])
    while end < stop:
        text = words.text[end]
        if text[0].isupper() or text[0].isdecimal():
            last = end + 1
        elif text not in CONNECTORS:
            break
        end += 1
    return tuple(words.text[i:last])


@lru_cache(maxsize=8192)
def _name(window: tuple[str, ...]) -> NameMatch | None:
    match = gazetteer.longest_name(window, 0)
    length = match.length if match else 0
    while length and not any(sign.isalnum() for sign in window[length - 1]):
        length -= 1
    return NameMatch(match.thing, length) if match and length else None


@lru_cache(maxsize=8192)
def _metonym(text: str) -> Metonym | None:
    return gazetteer.metonym_of(text)


def _is_plausible(words: Words, match: Listed) -> bool:
    """False for a listed word that here is a common word."""
    i = match.start
    if match.end - i > 1:
        return True
    if words.pos[i] in NO_NAME_POS and not words.text[i].isupper():
        return False
    return words.text[i].isupper() or not (
        isinstance(match.thing, City)
        and words.pos[i] == "NOUN"
        and i == words.sentences[words.sentence[i]][0]
    )


def office_at(words: Words, i: int, barred: Container[int] = ()) -> OfficeMatch | None:
    """The longest office title at token `i`, within its sentence, ending in a word; none over a `barred` token."""
    end, stop = i + 1, min(len(words), i + LONGEST_TITLE, words.sentences[words.sentence[i]][1])
    while end < stop and end not in barred and (words.pos[end] in IN_TITLE_POS or words.text[end] == "-"):
        end += 1
    return _office(tuple(words.lower[i:end]))


@lru_cache(maxsize=8192)
def _office(window: tuple[str, ...]) -> OfficeMatch | None:
    match = gazetteer.office_title(window, 0)
    if match is None or any(sign.isalnum() for sign in window[match.length - 1]):
        return match
    return OfficeMatch(match.office, match.length - 1, match.number)
