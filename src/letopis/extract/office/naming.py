"""Who and what fills the slots of a word that tells of an office: the persons and the titles.

In:   a `Reading`, a word and its slots.
Out:  the words of the persons named there, and of the titles.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis.extract.office.bearers import is_named
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import Slots, slots_of
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

NEXT_WORDS = 40  # characters behind a name in which "with Y" may follow: a title may stand before Y


def name_word(reading: Reading, word: int) -> int:
    """The word that heads the name that this word is a part of, else the word."""
    for head in (word, word - 1, word - 2):
        mention = reading.parties.get(head)
        if mention is not None and mention.form == Form.NAME and mention.end >= reading.ends[word]:
            return head
    return word


def named_beside(reading: Reading, word: int) -> int:
    """The name that stands behind what somebody is called, where only that tells who it is: of "his half-brother,
    Crown Prince Faisal," the name; else the word."""
    mention = reading.parties.get(word)
    if mention is None and reading.pos[word] == "ADJ":  # "led by 22-year-old Sami Haddad"
        named = [kid for kid in reading.kids[word] if kid > word and reading.deps[kid] in ("appos", "flat")]
        return next(
            (kid for kid in named if kid in reading.parties and reading.parties[kid].form == Form.NAME), word
        )
    if mention is None or mention.kind != MentionKind.PERSON or is_named(reading, mention):
        return word
    names = (
        kid
        for kid in reading.kids[word]
        if kid > word
        and reading.deps[kid] == "appos"
        and kid in reading.parties
        and reading.parties[kid].form == Form.NAME
        and is_named(reading, reading.parties[kid])
    )
    return next(names, word)


def filling(reading: Reading, slots: Slots, name: str) -> Sequence[int]:
    """What fills a slot; of "obj.poss" the owner of the object: X in "took X's place"."""
    outer, _, inner = name.partition(".")
    filled = slots.get(outer, ())
    if not inner:
        return filled
    return [owner for w in filled for owner in slots_of(reading, w).get(inner, ())]


def may_hold(reading: Reading, mention: Mention) -> bool:
    """True for a name that may be somebody's in an office: no state and no place."""
    return is_named(reading, mention) and mention.kind not in (MentionKind.PLACE, MentionKind.COUNTRY)


def named_in(reading: Reading, word: int, slots: Slots, names: tuple[str, ...]) -> list[int]:
    for name in names:
        filled = [named_beside(reading, name_word(reading, w)) for w in filling(reading, slots, name)]
        found = [
            w
            for i, w in enumerate(filled)
            if w not in filled[:i] and w in reading.parties and may_hold(reading, reading.parties[w])
        ]
        if name == "subj" and reading.deps[word] == "acl:relcl":  # "A, who led it, and B": A did
            found = [w for w in found if w < word]
        if found:
            return found
    return []


def titles_at(reading: Reading, words: Sequence[int]) -> list[int]:
    """The titles at words; of "the office of president" the president's."""
    of = [
        kid
        for w in words
        if reading.lemmas[w] in classes()["post"]
        for kid in slots_of(reading, w).get("of", ())
    ]
    return [w for w in (*words, *of) if w in reading.offices]


def joined_by(reading: Reading, word: int, names: tuple[str, ...]) -> list[int]:
    """The person right behind a preposition that follows another person's name."""
    mention = reading.parties[word]
    after = reading.words_in(mention.end, min(len(reading.text), mention.end + NEXT_WORDS))
    mark = next(
        (w for w in after if reading.starts[w] >= mention.end and not reading.words[w].isspace()), None
    )
    if mark is None or reading.lemmas[mark] not in names:
        return []
    return [w for w in after if w > mark and w in reading.parties and is_named(reading, reading.parties[w])][
        :1
    ]
