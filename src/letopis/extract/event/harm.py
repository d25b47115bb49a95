"""Join what came of an attack or accident to it: one happening is one event, however many verbs tell its harm.

In:   the matches that are to become claims, by their word.
Out:  the same, fewer: "killing 12 and wounding 30" belongs to the blast, "died when a ferry sank" to the sinking.

The numbers go with the words: magnitudes.py reads them where no event of their own is left.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import table

HARMED = frozenset({"killed", "injured", "missing", "displaced", "sick"})  # measures of what comes of an act
HARMING = frozenset({"ASSAULT", "INCIDENT", "PROTEST", "COERCE", "CHANGE"})
HURTS = frozenset({"ASSAULT", "INCIDENT"})
WHEN = frozenset({"when", "after", "as", "while"})
CLIMB = 3  # verbs of harm in a row: "killing two, wounding nine and leaving …"


@cache
def harms() -> dict[str, str]:
    """What the number behind a verb of harm counts: "kill" → killed."""
    rows = table("measures")
    return {
        row["key"]: row["measure"] for row in rows if row["role"] == "recipient" and row["measure"] in HARMED
    }


def join_harm(reading: Reading, told: dict[int, Match]) -> dict[int, Match]:
    """The matches without those that only tell the harm of another, which takes over whom it befell."""
    kept = dict(told)
    for word in sorted(told):
        if (named := _named_cause(reading, kept, word)) is not None:
            del kept[named]  # its day and town are the harm's: happenings.py
            continue
        cause = _cause(reading, kept, word)
        if cause is None:
            continue
        upper, harm = kept[cause], kept.pop(word)
        done_to = (*upper.roles.get("recipient", ()), *harm.roles.get("recipient", ()))
        roles = {**{r: w for r, w in harm.roles.items() if r not in upper.roles}, **upper.roles}
        if done_to:
            roles["recipient"] = tuple(dict.fromkeys(done_to))
        kept[cause] = replace(upper, roles=roles)
    return kept


def _cause(reading: Reading, told: dict[int, Match], word: int) -> int | None:
    """The word of the event of which this one tells the harm, or None."""
    if word not in told or told[word].frame.type not in HURTS or reading.lemmas[word] not in harms():
        return None
    for kid in reading.kids[word] if not told[word].roles.get("actor") else ():  # "drowned when a ferry sank"
        caused = reading.deps[kid] == "advcl" and kid in told and told[kid].frame.type in HURTS
        if caused and any(reading.lemmas[mark] in WHEN for mark in reading.kids[kid]):
            return kid
    if any(reading.deps[kid] in ("nsubj", "nsubj:pass") for kid in reading.kids[word]):
        return None
    participle = reading.tags[word] == "VBG" and reading.deps[word] == "advcl"
    head = word
    for _ in range(CLIMB):
        beside = reading.deps[head] == "conj" or (
            reading.tags[head] == "VBG" and reading.deps[head] == "advcl"
        )
        if not beside or reading.heads[head] == head:
            return None
        participle = participle or reading.tags[head] == "VBG"
        head = reading.heads[head]
        if head in told:
            same = reading.lemmas[head] in harms() and told[head].frame.type == told[word].frame.type
            return head if told[head].frame.type in HARMING and (participle or same) else None
        if reading.lemmas[head] not in harms():
            return _beside(reading, told, head) if participle else None
    return None


def _beside(reading: Reading, told: dict[int, Match], verb: int) -> int | None:
    """What happened while something else was done: "a depot blew up as drivers queued, killing 68"."""
    head = reading.heads[verb]
    marks = {reading.lemmas[kid] for kid in reading.kids[verb] if reading.deps[kid] == "mark"}
    happened = reading.deps[verb] == "advcl" and marks & WHEN and head in told
    return head if happened and told[head].frame.type in HURTS else None


def _named_cause(reading: Reading, told: dict[int, Match], word: int) -> int | None:
    """The attack in which or after which people came to harm on no day of its own: "died after the May bomb"."""
    harm = word in told and told[word].frame.type in HURTS and reading.lemmas[word] in harms()
    if not harm or any(kid in reading.times for kid in reading.kids[word]):
        return None
    slots = slots_of(reading, word)
    causes = (kid for name in ("in", "after", "from") for kid in slots.get(name, ()) if kid in told)
    own = (kid for kid in causes if reading.pos[kid] == "NOUN" and told[kid].frame.type == "ASSAULT")
    return next(own, None)
