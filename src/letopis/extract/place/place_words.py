"""Say which words of a sentence name a place, and how a preposition sets something there.

In:   a `Reading` and the index of a word.
Out:  answers for placing.py: whether it is a place, what it hangs on, where a dateline ends.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

PLACES = (MentionKind.PLACE, MentionKind.COUNTRY)
STEPS_UP = 6  # from a name to the verb of its clause
UNPLACED = frozenset({"amod", "compound"})
NOMINAL = frozenset({"ccomp", "advcl", "acl:relcl"})
DASHES = ("—", "–", "--", "-")
DATELINE_WORDS = 9


def clause_of(reading: Reading, word: int) -> int:
    """The verb of the clause that a word stands in, or its noun: "that an intervention in X would be war"."""
    current = word
    while reading.heads[current] != current:
        dep = reading.deps[current]
        if reading.pos[current] in ("VERB", "AUX") and dep not in UNPLACED:
            return current
        if dep in NOMINAL and any(reading.deps[kid] == "cop" for kid in reading.kids[current]):
            return current
        current = reading.heads[current]
    return current


def first_of_name(reading: Reading, word: int) -> int:
    """The word of a name that the others hang on."""
    while reading.deps[word].split(":")[0] == "flat" and reading.heads[word] != word:
        word = reading.heads[word]
    return word


def named_place(reading: Reading, word: int) -> int:
    """The name that a word of a sort stands for: "the city of X" is X."""
    if reading.lemmas[word] not in classes()["sort_of_place"]:
        return word
    names = (k for k in reading.kids[word] if preposition(reading, k) == "of" and is_place(reading, k))
    return next(names, word)


def top_of(reading: Reading, word: int) -> int | None:
    """The word whose preposition places it: the name, or the thing in it ("in a suburb of X"); None of others."""
    current = word
    for _ in range(STEPS_UP):
        mark = preposition(reading, current)
        lemma = reading.lemmas[current]
        if mark in classes()["setting"] and (current == word or lemma in classes()["spot"] or mark != "on"):
            return current if mark not in ("on", "over", "through") or is_spot(reading, current) else None
        up = reading.heads[current]
        if current == word and _is_in_front_of_sort(reading, word):
            return up
        if mark == "of" and _is_bearing(reading, current):
            return current
        if up == current or (mark not in ("of", None)) or not is_spot(reading, up):
            return current if lemma in classes()["spot"] and current != word and mark is None else None
        current = up
    return None


def _is_bearing(reading: Reading, word: int) -> bool:
    """True for what a distance or a point of the compass is told from: "30 miles south of X"."""
    of = next((kid for kid in reading.kids[word] if reading.words[kid].lower() == "of"), 0)
    return of > 0 and reading.lemmas[of - 1] in classes()["spot"] and reading.deps[of - 1] == "advmod"


def is_sort(reading: Reading, word: int) -> bool:
    """True for the "city" of "Syrian city of X", not for that of a name that ends in "City"."""
    if reading.lemmas[word] not in classes()["sort_of_place"] or not reading.words[word].islower():
        return False
    mention = reading.parties.get(word)
    whole = mention is not None and mention.kind is MentionKind.PLACE and " of " not in mention.text
    return not whole or reading.text.startswith(" of ", reading.ends[word])  # but "in X province"


def is_spot(reading: Reading, word: int) -> bool:
    return reading.lemmas[word] in classes()["spot"]


def is_place(reading: Reading, word: int) -> bool:
    """True for the name of a place or of a state, which is no part of a longer name."""
    mention = reading.parties.get(word)
    return (
        mention is not None
        and mention.kind in PLACES
        and mention.form is Form.NAME
        and (reading.deps[word].split(":")[0] not in UNPLACED or _is_in_front_of_sort(reading, word))
        and not _owns_named(reading, word)
        and not is_sort(reading, word)
        and not is_part_of_name(reading, mention.end)
    )


def _is_in_front_of_sort(reading: Reading, word: int) -> bool:
    """True for the name of "in Cauca department", which is the place itself."""
    noun = reading.heads[word]
    sort = reading.lemmas[noun] in classes()["sort_of_place"] and reading.words[noun].islower()
    return sort and noun == word + 1 and preposition(reading, noun) in classes()["setting"]


def _owns_named(reading: Reading, word: int) -> bool:
    """True for the state of "in Colombia's Cauca department", which only tells where that lies."""
    noun = reading.heads[word]
    named = (kid for kid in reading.kids[noun] if word < kid < noun)
    return reading.deps[word] == "nmod:poss" and any(
        kid in reading.parties and _is_in_front_of_sort(reading, kid) for kid in named
    )


def is_part_of_name(reading: Reading, end: int) -> bool:
    """True where a capitalised word follows: "Geneva Conventions", "Warsaw Avenue"."""
    word = reading.word_at(end + 1)
    return (
        word is not None
        and reading.text[end : end + 1] == " "
        and reading.pos[word] == "PROPN"
        and reading.words[word][:1].isupper()
        and word not in reading.times
    )


def dateline_of(reading: Reading) -> int:
    """The word after the dateline that a text begins with; 0 where it begins with none."""
    for number, text in enumerate(reading.words[:DATELINE_WORDS]):
        dated = any(word in reading.times for word in range(number))
        apart = text in DASHES and number and reading.text[reading.starts[number] - 1].isspace()
        if apart or (text == "." and dated and reading.words[0].isupper()):
            inside = reading.words[:number]
            marked = dated or "(" in inside or (inside[0].isupper() and len(inside[0]) > 1)
            return number + 1 if marked else 0
    return 0
