"""The verb of a day at the end of a clause that the tree hangs on a thing deep inside it.

In:   a `Reading`, the word that heads a time, and the word that the tree hangs it on.
Out:  the verb that the day belongs to, or None where the tree's word is right as far as can be told.

English puts the day of a clause behind all that its verb governs: "voted on the ratification of the lease on 24 March",
"passed a bill to strip the president of his immunity on Tuesday", "dissolved the assembly elected in June on Monday". A
verb that looks back at what its object names leaves the day to that ("condemned the killing of two monks on Monday").
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes
from letopis.times import DAY, Interval

LONGEST = 2 * DAY  # "on the night of 2 to 3 May"
STEPS_UP = 5
EMBEDDED = ("acl", "acl:relcl", "advcl")
DOERS = frozenset({"from", "by", "with", "between"})
DECIDED = frozenset({"on", "to", "for", "against", "over"})  # "voted on", "agreed to", "decided against"


def clause_verb(reading: Reading, governor: int, time: int) -> int | None:
    """The verb above, whose day it is; None where the governor keeps it."""
    if not _is_day(reading.times[time].interval) or preposition(reading, time) not in ("on", None):
        return None
    if reading.heads[time] == governor > time:
        return None
    if reading.pos[governor] == "NOUN":
        return _over_noun(reading, governor, time)
    if reading.pos[governor] != "VERB":
        return None
    return _over_bill(reading, governor, time) or _over_dated(reading, governor, time)


def _over_noun(reading: Reading, noun: int, time: int) -> int | None:
    """Of "ordered the release of the editor on Monday" the verb, and of "signed an agreement on Sunday that …"; right
    behind the noun only where the verb is over and plans nothing; none of what somebody does ("warnings from Moscow on
    Thursday")."""
    inside = reading.words_in(reading.times[time].start, reading.times[time].end)
    first, after = inside[0], inside[-1] + 1
    is_somebodys = any(preposition(reading, kid) in DOERS for kid in reading.kids[noun] if noun < kid < first)
    is_far = any(reading.pos[word] in ("NOUN", "PROPN") for word in range(noun + 1, first))
    goes_on = any(kid >= after and reading.deps[kid] in ("acl", "acl:relcl") for kid in reading.kids[noun])
    current = noun
    for _ in range(STEPS_UP):
        head, dep = reading.heads[current], reading.deps[current]
        if reading.pos[head] == "VERB":
            mark = preposition(reading, current)
            direct = dep == "obj" or (is_far and dep == "obl" and mark in DECIDED)
            near = is_far or goes_on or _is_over(reading, head, time)
            if is_somebodys and reading.lemmas[head] not in classes()["making"] | classes()["deciding"]:
                return None
            return head if direct and near and _takes(reading, head, current, time) else None
        if head == current or dep != "nmod" or preposition(reading, current) != "of":
            return None
        current = head
    return None


def _is_over(reading: Reading, verb: int, time: int) -> bool:
    """True for a verb that tells something done, and nothing planned or asked for, on a day that is over."""
    when, published = reading.times[time].interval, reading.document.published.interval
    if when is None or when.end is None or published.end is None or when.end > published.end:
        return False
    return reading.tags[verb] == "VBD" and reading.lemmas[verb] not in classes()["looking_ahead"]


def _over_bill(reading: Reading, verb: int, time: int) -> int | None:
    """Of "passed a bill to strip him of his immunity on Tuesday" the upper verb: what a bill is to do has no day."""
    noun = reading.heads[verb]
    if reading.tags[verb] != "VB" or reading.deps[verb] != "acl" or reading.deps[noun] != "obj":
        return None
    above = reading.heads[noun]
    known = classes()
    if reading.lemmas[noun] not in known["bill"] or reading.lemmas[above] not in known["deciding"]:
        return None
    return above if _takes(reading, above, noun, time) else None


def _over_dated(reading: Reading, verb: int, time: int) -> int | None:
    """Of "dissolved the assembly elected in June on Tuesday" the verb above the clause that has its own time."""
    if reading.deps[verb] not in EMBEDDED:
        return None
    first = reading.words_in(reading.times[time].start, reading.times[time].end)[0]
    own = [other for other in reading.times if verb < other < first and reading.heads[other] == verb]
    if not own or _holds(reading.times[own[-1]].interval, reading.times[time].interval):
        return None
    last = reading.words_in(reading.times[own[-1]].start, reading.times[own[-1]].end)[-1]
    if any(reading.pos[word] != "ADP" for word in range(last + 1, first)):
        return None
    current = verb
    for _ in range(STEPS_UP):
        current = reading.heads[current]
        if reading.pos[current] == "VERB" and reading.deps[current] not in EMBEDDED:
            return current if current < verb else None
    return None


def _takes(reading: Reading, verb: int, thing: int, time: int) -> bool:
    """True where the verb stands before the thing, has no time of its own and does not look back at the thing."""
    if verb > thing or reading.lemmas[verb] in classes()["looking_back"]:
        return False
    kids = (kid for kid in reading.kids[verb] if kid in reading.times and kid != time)
    return not any(_is_told(reading.times[kid].interval) for kid in kids)


def _is_told(when: Interval | None) -> bool:
    return when is not None and not when.is_open


def _is_day(when: Interval | None) -> bool:
    return when is not None and bool(when.start and when.end) and when.end - when.start <= LONGEST  # type: ignore[operator]


def _holds(outer: Interval | None, inner: Interval | None) -> bool:
    """True where the one lies in the other, or where that cannot be told."""
    if outer is None or inner is None or None in (outer.start, outer.end, inner.start, inner.end):
        return True
    return outer.overlaps(inner)
