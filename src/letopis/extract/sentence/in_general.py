"""What is told of laws and rulings in general, and how long a happening went on.

In:   a `Reading` and a word that names a happening.
Out:  whether it is what a bill aims at, what may be done with a ruling, or a spell of talks.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition
from letopis.lexicon import classes

MAY = frozenset({"can", "may", "ca"})
OPEN_TO = frozenset(
    {"appeal", "amend", "veto", "repeal", "renew", "extend", "revoke", "overturn", "challenge"}
)


def is_aim_of_bill(reading: Reading, word: int) -> bool:
    """True for what a bill would do, told right behind it: "a bill to legalise betting", "a draft banning the party",
    "a bill that would have lowered the age"."""
    before = word - 1
    while before > 0 and reading.pos[before] in ("ADV", "AUX", "PART", "PRON") and before > word - 5:
        before -= 1
    if reading.lemmas[before] not in classes()["draft_text"]:
        return False
    between = {reading.words[w].lower() for w in range(before + 1, word)}
    if reading.tags[word] == "VBG":
        return not between & {"is", "was", "are", "were", "be", "been", "being"}
    if reading.tags[word] == "VB" and "to" in between:
        return not between & {"is", "was", "are", "were", "has", "have", "had"}
    return bool(between & {"that", "which"} and between & {"would", "will", "could"}) and "be" not in between


def is_open_to(reading: Reading, word: int) -> bool:
    """True for what may or may not be done with a ruling or a law, by nobody told: "the ruling cannot be appealed"."""
    may = any(reading.lemmas[kid] in MAY for kid in reading.kids[word] if reading.deps[kid] == "aux")
    return may and reading.lemmas[word] in OPEN_TO and is_passive(reading, word)


def is_spell(reading: Reading, noun: int) -> bool:
    """True for talks told by how long they went on: "nine weeks of haggling"."""
    head = reading.heads[noun]
    return preposition(reading, noun) == "of" and reading.lemmas[head] in classes()["span_of_time"]
