"""Whoever stands at the helm of a body: "at the helm of the party since 2004", "bowed out after a year at the head of
the bank".

In:   a `Reading`.
Out:  the word of the body, by the noun that tells that somebody leads it, or below a verb.

Words: data/lexicon/en/classes.tsv, class helm_noun.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.lexicon import classes
from letopis.mention import MentionKind

LED = frozenset({MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP})
ONE_TO_ONE = {"helm": ("at",), "head": ("at",), "charge": ("in",), "top": ("at",)}


def body_at(reading: Reading, noun: int) -> int | None:
    """The body behind "the helm of"; None where the noun is no place from which somebody leads one."""
    marks = ONE_TO_ONE.get(reading.lemmas[noun]) if reading.lemmas[noun] in classes()["helm_noun"] else None
    if marks is None or preposition(reading, noun) not in marks:
        return None
    slots = slots_of(reading, noun)
    behind = (*slots.get("of", ()), *slots.get("poss", ()))
    return next((w for w in behind if w in reading.parties and reading.parties[w].kind in LED), None)


def body_below(reading: Reading, word: int) -> int | None:
    """The body at whose helm somebody was, as the words below a verb or a noun tell."""
    nouns = (w for w in reading.subtree(word) if w != word and reading.lemmas[w] in classes()["helm_noun"])
    return next((body for noun in nouns if (body := body_at(reading, noun)) is not None), None)
