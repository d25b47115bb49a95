"""Who can act in politics: parties, offices, people by their noun, a number of people.

In:   a `Reading` and the index of a word.
Out:  answers for the extractors of events and ties.
"""

from __future__ import annotations

from letopis.extract.sentence.frames import counted, is_bare_number, is_count_of_people, is_unknown_name
from letopis.extract.sentence.reading import PARTIES, Reading
from letopis.lexicon import classes
from letopis.lexicon import words as first_column


def is_party(reading: Reading, word: int) -> bool:
    """True for a word that heads a mention of somebody who can act in politics, or stands for one."""
    mention = reading.parties.get(word)
    if mention is not None:
        return mention.kind in PARTIES
    return reading.lemmas[word] in classes().get("actor_noun", frozenset())


def can_act(reading: Reading, word: int) -> bool:
    """True for a word that can be somebody: a party, an office, people by their noun, a number of people."""
    if is_party(reading, word) or word in reading.offices or is_count_of_people(reading, word):
        return True
    if is_unknown_name(reading, word):
        return True
    if is_bare_number(reading, word) or _is_some_of_them(reading, word):
        return True
    known = (classes()["people"], classes()["armed"], first_column("person_nouns"))
    return any(reading.lemmas[word] in words for words in known)


def _is_some_of_them(reading: Reading, word: int) -> bool:
    """True for some of those who can act: "three of his ministers", "tens of thousands"."""
    some = reading.pos[word] == "NUM" or reading.lemmas[word] in classes()["some_of"]
    return some and any(can_act(reading, whole) for whole in counted(reading, word))
