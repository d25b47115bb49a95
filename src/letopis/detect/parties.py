"""Part the listed parties of one word, "Labour", "Democrats", from those that a word before makes another.

In:   words; a listed name and the span that the tagger gave.
Out:  whether it is another party, and where the name of that one begins.
"""

from __future__ import annotations

from letopis import gazetteer
from letopis.detect.listed import Listed
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.gazetteer import CountryForm, Organisation


def is_another(words: Words, start: int, tail: Listed, inside: list[Listed]) -> bool:
    """True for "Civic League", "Island Democrats": the name of a party of one word that another makes one of its own;
    for a union of a region with the name of another.

    Not for "British Labour" nor for "Senate Democrats": these are members of the listed one.
    """
    if isinstance(tail.thing, Organisation) and words.lower[start] in word_class("compass_side"):
        return tail.end - tail.start > 1 and words.text[start][0].isupper()  # "Northern Customs Union"
    if (
        not (isinstance(tail.thing, Organisation) and tail.thing.kind == "party")
        or tail.end - tail.start > 1
        or any(isinstance(m.thing, CountryForm) for m in inside)
    ):
        return False
    return all(
        words.text[i][0].isupper() and words.lower[i] not in word_class("chamber")
        for i in range(start, tail.start)
    )


def start_of_party(words: Words, match: Listed, done: set[int]) -> int:
    """Where the name of a party of one word begins: at the capitalised word before it within a sentence, if any."""
    before = match.start - 1
    first = words.sentences[words.sentence[match.start]][0]
    if before <= first or before in done or words.pos[before] not in ("PROPN", "ADJ", "NOUN"):
        return match.start
    is_state = gazetteer.country_form(words.text[before]) is not None or gazetteer.is_title(
        words.text[before]
    )
    return before if not is_state and is_another(words, before, match, []) else match.start
