"""What a turned-round sentence says of its subject: "on the agenda is a visit", "still to come is the signing".

In:   a `Reading` and a noun that stands behind its "is".
Out:  the word before the "is" that tells how sure it is, and the class of modality.tsv by which it does.
"""

from __future__ import annotations

from letopis.extract.certainty.stances import stances
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes

NEAR = 4  # words from a preposition to its noun: "on Tuesday's crowded programme"


def listed_before(reading: Reading, noun: int) -> tuple[int, str] | None:
    """The agenda of "on the agenda is a visit", the "come" of "still to come is the signing"."""
    be = next((kid for kid in reading.kids[noun] if reading.deps[kid] == "cop" and kid < noun), None)
    if be is None or reading.pos[noun] != "NOUN":
        return None
    first = reading.sents[reading.sent_of[noun]][0]
    opening = range(first, be)
    if any(reading.pos[word] == "VERB" and reading.tags[word] != "VB" for word in opening):
        return None
    for word in opening:
        if reading.lemmas[word] == "come" and reading.words[word - 1].lower() == "to":
            return be, "planned"  # "still to come" has no "no" in it
        for row in stances(reading, word) if reading.pos[word] == "NOUN" else ():
            if "subj" in row.governs and row.company & _prepositions(reading, first, word):
                return word, row.name
    named = any(reading.lemmas[word] in classes()["agenda"] for word in opening)
    on = named and any(reading.words[word].lower() in ("on", "in") for word in opening)
    agenda = next((word for word in opening if on and reading.lemmas[word] in classes()["agenda"]), None)
    return None if agenda is None else (agenda, "planned")


def _prepositions(reading: Reading, first: int, noun: int) -> set[str]:
    """The prepositions right before a noun and what stands with it."""
    return {
        reading.words[word].lower()
        for word in range(max(first, noun - NEAR), noun)
        if reading.pos[word] == "ADP"
    }
