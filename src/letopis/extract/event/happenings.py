"""Give the harm that a happening did the day and the town by which the happening is called: "the Omagh bomb of August
1998 killed 29", "those who died after the blast of May 3".

In:   a `Reading` and the events of a document.
Out:  the same events; harm that no words of its own date has the time of what did it, and its town.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letopis import gazetteer
from letopis.claim import Argument, Claim, ClaimKind, claim_id
from letopis.extract.event.harm import HURTS, harms
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.extract.time.governing import is_prenominal
from letopis.lexicon import classes
from letopis.mention import MentionKind
from letopis.times import Interval

DOING = ("subj", "in", "after", "by", "from", "during")  # slots of a verb of harm in which what did it stands
OF_DAY = ("of", "on", "in", None)  # before a time by which a thing is called; None: "the May 3 bombing"
IN_TOWN = ("in", "at", "near", None)


def date_by_happening(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """The claims, in their order."""
    return [_told_by_cause(reading, claim) for claim in claims]


def _told_by_cause(reading: Reading, claim: Claim) -> Claim:
    cue = claim.evidence[0].cue
    word = reading.word_at(cue[0]) if cue and claim.type in HURTS else None
    if word is None:
        return claim
    if _is_happening(reading, word):
        return _in_its_town(reading, claim, word)
    if reading.lemmas[word] not in harms():
        return claim
    cause = next(_causes(reading, word), None)
    if cause is None:
        return claim
    called = _time_of(reading, cause)
    if called is not None and _is_loose(claim.when, called):
        claim = replace(claim, when=called)
    return _in_its_town(reading, claim, cause)


def _in_its_town(reading: Reading, claim: Claim, happening: int) -> Claim:
    """The claim at the town by which what happened is called, where none is told: "the Omagh bomb"."""
    town = _town_of(reading, happening)
    known = any(argument.role == "place" for argument in claim.arguments)
    return claim if town is None or known else _at(claim, town)


def _is_happening(reading: Reading, word: int) -> bool:
    happenings = classes()["happening_assault"] | classes()["happening_incident"]
    return reading.lemmas[word] in happenings and reading.pos[word] == "NOUN"


def _causes(reading: Reading, word: int) -> Iterator[int]:
    """What happened, by which somebody was killed or hurt."""
    slots = slots_of(reading, word)
    nouns = (noun for name in DOING for noun in slots.get(name, ()))
    return (noun for noun in nouns if _is_happening(reading, noun))


def _time_of(reading: Reading, noun: int) -> Interval | None:
    """The day, month or year by which a happening is called."""
    own = (kid for kid in reading.kids[noun] if kid in reading.times and preposition(reading, kid) in OF_DAY)
    times = (reading.times[kid].interval for kid in own if kid > noun or is_prenominal(reading, kid))
    return next((when for when in times if when is not None and not when.is_open), None)


def _is_loose(own: Interval | None, called: Interval) -> bool:
    """True for harm with no time of its own in words, but that of the happening."""
    if own is None or own.text is None:
        return True
    return None in (own.start, own.end) and own.text.endswith(called.text or own.text)


def _town_of(reading: Reading, noun: int) -> Argument | None:
    """The town by which a happening is called."""
    for kid in reading.kids[noun]:
        mention, mark = reading.parties.get(kid), preposition(reading, kid)
        if kid in reading.times or mark not in IN_TOWN or (mention is None and mark is not None):
            continue
        if mark is None and (kid > noun or reading.tags[kid] != "NNP"):
            continue  # of a name before the noun that nobody has, too: "the Omagh bomb"
        is_place = mention is None or mention.kind == MentionKind.PLACE
        is_place = is_place or (mention is not None and gazetteer.city(mention.text) is not None)
        if is_place or (mark is not None and mention is not None and mention.kind == MentionKind.COUNTRY):
            return reading.argument("place", kid)
    return None


def _at(claim: Claim, place: Argument) -> Claim:
    """The claim with a place."""
    parts = (*claim.arguments, place)
    identity = claim_id(claim.document, ClaimKind.EVENT, claim.type, parts, claim.evidence[0])
    return replace(claim, id=identity, arguments=parts)
