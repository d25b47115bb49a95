"""Say which words fill a place in a clause for the one word that the tree puts there.

In:   a `Reading` and the index of a word.
Out:  the words that head what is meant: relative pronouns undone, joined words told apart, a title's bearer, the name
      behind a noun, those whom an apposition names one by one.
"""

from __future__ import annotations

from collections.abc import Iterable

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent, members
from letopis.lexicon import classes
from letopis.mention import Mention, MentionKind


def filling(reading: Reading, word: int) -> list[int]:
    """The words that stand where this one does, in text order."""
    joint = reading.conjuncts(antecedent(reading, word))
    for kid in reading.kids[word]:  # "bank chief Lev Minin and his deputy": the tree may join at the name
        if reading.deps[kid] == "flat":
            joint += reading.conjuncts(kid)[1:]
    each = [one for first in joint for one in members(reading, _within(reading, first))]
    return list(dict.fromkeys(_named(reading, reading.acting(one)) for one in each))


def _within(reading: Reading, word: int) -> int:
    """Those of "a column of exiles", where the noun itself is nobody; else the word."""
    if word in reading.parties or reading.lemmas[word] not in classes()["marching_order"]:
        return word
    of = (k for k in reading.kids[word] if reading.deps[k] == "nmod" and k > word and k in reading.parties)
    return next((k for k in of if any(reading.lemmas[mark] == "of" for mark in reading.kids[k])), word)


def all_filling(reading: Reading, words: Iterable[int]) -> tuple[int, ...]:
    """Those of several words."""
    return tuple(dict.fromkeys(one for word in words for one in filling(reading, word)))


def _named(reading: Reading, word: int) -> int:
    """The word that heads the mention: the name behind a noun ("candidate Pedro Quispe"), the noun that an
    apposition explains ("the union, an alliance led by Moscow"), else the word itself."""
    mention = reading.parties.get(word)
    if mention is not None and mention.kind == MentionKind.OTHER and reading.lemmas[word] == "it":
        return _speaker(reading, word)
    for kid in reading.kids[word]:
        named = reading.parties.get(kid) if reading.deps[kid] == "flat" else None
        if named is not None and (mention is None or _is_another(mention, named)):
            return kid
    one_of = reading.lemmas[word] == "one" and any(reading.deps[k] == "nmod" for k in reading.kids[word])
    if not one_of and (mention is not None or reading.pos[word] != "NOUN"):
        return word
    above = [word, *(kid for kid in reading.kids[word] if one_of and reading.deps[kid] == "nmod")]
    for kid in [kid for noun in above for kid in reading.kids[noun]]:
        if reading.deps[kid] == "appos" and reading.pos[kid] == "PROPN" and kid in reading.parties:
            return kid  # "the gas giant Sonara", "one of the envoys, Ana Kos"
    head = reading.heads[word]
    return head if reading.deps[word] == "appos" and head in reading.parties else word


def _is_another(mention: Mention, named: Mention) -> bool:
    """True for a person's name behind the name of a body: "Sonara chief Lev Minin"."""
    bodies = (MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE)
    return named.kind == MentionKind.PERSON and mention.kind in bodies and named.start >= mention.end


def _speaker(reading: Reading, word: int) -> int:
    """For "it" in what a body said of itself ("the firm said it had stopped"), the body; else the word."""
    verb = reading.heads[word]
    head = reading.heads[verb]
    if reading.deps[verb] != "ccomp" or not reading.deps[word].startswith("nsubj") or head == verb:
        return word
    from letopis.extract.sentence.slots import slots_of

    for said in slots_of(reading, head).get("subj", ()):
        mention = reading.parties.get(said)
        if mention and mention.kind in (MentionKind.ORGANISATION, MentionKind.COUNTRY):
            return said
    return word
