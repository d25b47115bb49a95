"""Give an event the harm that the next sentences tell of it, where the words tie them.

In:   a `Reading` and the events of a document, in text order.
Out:  the events; "the attack killed 17" is no second attack, and "the death toll rose to 25" is the blast's.

The tie is a definite noun of happening ("the attack", "the crash") or of its harm ("the death toll", "the victims"),
told not later than `BEHIND` sentences on, with one happening that it can mean. Without such words nothing is joined.
"""

from __future__ import annotations

from dataclasses import replace

from letopis.claim import Argument, Claim, ClaimKind, Modality, claim_id
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.event.harm import HURTS, harms
from letopis.extract.event.magnitudes import as_argument, state_behind
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.lexicon import classes

BEHIND = 3  # sentences in which what happened can still be told on
DEFINITE = frozenset({"the", "this", "that", "these"})
BY = frozenset({"in", "during", "after", "from", "by"})


def join_tolls(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """The same events, those that only tell the harm of one before joined to it; its evidence is theirs too."""
    found: list[Claim] = []
    last: int | None = None  # place in `found` of the happening that may be told on
    for claim in claims:
        at = _sentence(reading, claim)
        cause = found[last] if last is not None else None
        near = cause is not None and 0 < at - _sentence(reading, cause) <= BEHIND
        if cause is not None and last is not None and near and _is_told_on(reading, cause, claim):
            found[last] = _joined(cause, claim)
            continue
        found.append(claim)
        if _can_be_meant(claim):
            last = len(found) - 1
    return _with_tolls(reading, found)


def _sentence(reading: Reading, claim: Claim) -> int:
    word = _cue(reading, claim)
    return reading.sent_of[word] if word is not None else -1


def _cue(reading: Reading, claim: Claim) -> int | None:
    cue = claim.evidence[0].cue
    return reading.word_at(cue[0]) if cue else None


def _is_told_on(reading: Reading, cause: Claim, claim: Claim) -> bool:
    """True for harm done by, or died in, "the attack" that was told before."""
    word = _cue(reading, claim)
    if claim.type not in HURTS or word is None or reading.lemmas[word] not in harms():
        return False
    if claim.polarity != cause.polarity or claim.modality is not Modality.ASSERTED:
        return False
    if reading.deps[word] in ("ccomp", "parataxis") and is_speech_verb(reading, reading.heads[word]):
        return False  # "police said that the attack killed 17" has a source of its own
    slots = slots_of(reading, word)
    nouns = [*slots.get("subj", ()), *(w for name in BY for w in slots.get(name, ()))]
    return any(_means(reading, noun, cause) for noun in nouns)


def _means(reading: Reading, noun: int, cause: Claim) -> bool:
    """True for "the crash" where a train derailed, "the attack" where gunmen attacked."""
    return (
        _is_definite(reading, noun) and reading.lemmas[noun] in classes()["happening_" + cause.type.lower()]
    )


def _joined(cause: Claim, claim: Claim) -> Claim:
    """The earlier event with the later one's numbers and sufferers."""
    known = {(a.role, a.start) for a in cause.arguments}
    more = [
        a for a in claim.arguments if a.role in ("magnitude", "recipient") and (a.role, a.start) not in known
    ]
    return _again(cause, [*cause.arguments, *more], claim.evidence)


def _again(cause: Claim, arguments: list[Argument], evidence: tuple[object, ...]) -> Claim:
    parts = tuple(arguments)
    more = tuple(e for e in evidence if e not in cause.evidence)
    first = cause.evidence[0]
    identity = claim_id(cause.document, ClaimKind.EVENT, cause.type, parts, first)
    return replace(cause, id=identity, arguments=parts, evidence=(*cause.evidence, *more))  # type: ignore[arg-type]


def _with_tolls(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """The events with "the death toll rose to 25" and "the attack left four missing" of the sentences behind them."""
    found = list(claims)
    told = {_sentence(reading, c): i for i, c in enumerate(found) if _can_be_meant(c)}
    cues = {_cue(reading, claim) for claim in claims}
    for word, lemma in enumerate(reading.lemmas):
        verb, here = reading.heads[word], reading.sent_of[word]
        if reading.deps[word] != "nsubj" or verb in cues or word in cues or not _is_definite(reading, word):
            continue
        before = next((told[s] for s in range(here, here - BEHIND - 1, -1) if s in told), None)
        if before is None:
            continue
        tolls = _toll(reading, verb) if lemma == "toll" else _left(reading, word, verb, found[before])
        if tolls:
            parts = [*found[before].arguments, *tolls]
            found[before] = _again(found[before], parts, (reading.evidence(word),))
    return found


def _can_be_meant(claim: Claim) -> bool:
    return claim.type in HURTS and claim.modality is Modality.ASSERTED


def _is_definite(reading: Reading, noun: int) -> bool:
    return any(reading.lemmas[kid] in DEFINITE for kid in reading.kids[noun])


def _toll(reading: Reading, verb: int) -> list[Argument]:
    """The level that a death toll reached."""
    numbers = [w for w in (*reading.kids[verb], verb) if w in reading.quantities]
    levels = [w for w in numbers if preposition(reading, w) in ("to", "at", None)]
    return [as_argument(reading.quantities[level], "killed") for level in levels[:1]]


def _left(reading: Reading, noun: int, verb: int, cause: Claim) -> list[Argument]:
    """Whom "the attack" left dead, hurt or missing."""
    if reading.lemmas[verb] not in classes()["costing"] or not _means(reading, noun, cause):
        return []
    below = sorted(w for w in reading.subtree(verb) if w in reading.quantities)
    told = [(q, state_behind(reading, q)) for q in (reading.quantities[w] for w in below)]
    return [as_argument(quantity, state) for quantity, state in told if state is not None]
