"""Find what becomes of an announced event that a pronoun stands for: "The vote was set for May 5. It has been put off."

In:   a `Reading`, and the claims that were found in it.
Out:  claims of the type and with the parties of the event meant, planned for the new day where it is moved, denied
      where it is called off; their evidence is the sentence with the pronoun.

Meant is what was announced last, in the same sentence or the one before it. "The date", "the deadline" and "the
decision" are read like a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterable

from letopis.claim import Claim, ClaimKind, Modality, Polarity, claim_id
from letopis.extract.certainty.factuality import factuality_of, joined_words
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.extract.time.when import ahead, fixed_time
from letopis.lexicon import classes

PRODUCER = "extract.announced"
UNLISTED = "ACT"
SCORE = 0.7
FAR = 1  # sentences before
PRONOUNS = frozenset({"it", "this", "that", "they", "them"})


def extract_referred(reading: Reading, told: Iterable[Claim]) -> list[Claim]:
    """What becomes of events that pronouns stand for, in text order."""
    told = list(told)
    planned = [claim for claim in told if claim.kind is ClaimKind.EVENT and _is_planned(claim)]
    taken = {claim.evidence[0].cue for claim in told if claim.type != UNLISTED}
    if not planned:
        return []
    found: list[Claim] = []
    for verb, pos in enumerate(reading.pos):
        off = _is_called_off(reading, verb)
        if pos != "VERB" or not (off or _is_moved(reading, verb)) or reading.evidence(verb).cue in taken:
            continue
        again = {claim.evidence[0].cue for claim in found}
        known = [claim for claim in planned if claim.evidence[0].cue not in again]
        meant = _meant(reading, verb, [*known, *found])
        fact = factuality_of(reading, verb)
        if meant is None or fact.polarity is not Polarity.AFFIRMED or fact.modality is not Modality.ASSERTED:
            continue
        found.append(_claim(reading, verb, meant, is_off=off))
    return found


def with_referred(announced: list[Claim], referred: list[Claim]) -> list[Claim]:
    """What is announced, where a pronoun stands for it as what it is: "that date was moved" moves the vote."""
    words = {claim.evidence[0].cue for claim in referred}
    return [*(claim for claim in announced if claim.evidence[0].cue not in words), *referred]


def _is_planned(claim: Claim) -> bool:
    """True for what is announced, and for what was to have been done."""
    if claim.modality is Modality.PLANNED:
        return claim.polarity is Polarity.AFFIRMED
    shown = {found.text for found in claim.shown_by}
    return claim.polarity is Polarity.NEGATED and bool(shown & {"was", "were"})


def _has_particle(reading: Reading, verb: int) -> bool:
    lemma = reading.lemmas[verb]
    parts = {reading.lemmas[w] for w in slots_of(reading, verb).get("prt", ())}
    return lemma not in classes()["with_particle"] or bool(parts & {"off", "back", "forward"})


def _is_called_off(reading: Reading, verb: int) -> bool:
    return reading.lemmas[verb] in classes()["cancelling"] and _has_particle(reading, verb)


def _is_moved(reading: Reading, verb: int) -> bool:
    lemma = reading.lemmas[verb]
    if lemma in classes()["postponing"] - classes()["interrupting"]:
        return _has_particle(reading, verb)
    return lemma in classes()["moving"] and (_has_particle(reading, verb) and _is_to_a_day(reading, verb))


def _is_to_a_day(reading: Reading, verb: int) -> bool:
    return fixed_time(reading, verb) is not None


def _meant(reading: Reading, verb: int, planned: list[Claim]) -> Claim | None:
    """The announced event that the verb's object stands for, or None where it stands for none."""
    things = slots_of(reading, verb).get("obj", ())
    if not any(_is_pronoun(reading, thing) for thing in things):
        return None
    by_then = any(reading.lemmas[thing] == "deadline" for thing in things)
    sentence, at = reading.sent_of[verb], reading.starts[verb]
    first = reading.starts[reading.sents[max(0, sentence - FAR)][0]]
    near = [claim for claim in planned if first <= (claim.evidence[0].cue or (-1, -1))[0] < at]
    near = [claim for claim in near if not by_then or _is_by_then(claim)]
    return max(near, key=lambda claim: claim.evidence[0].start, default=None)


def _is_by_then(claim: Claim) -> bool:
    """True for what is to be done by a day: of which there is a deadline."""
    return claim.when is not None and claim.when.start is None and claim.when.end is not None


def _is_pronoun(reading: Reading, word: int) -> bool:
    lemma = reading.lemmas[word]
    if reading.words[word].casefold() in PRONOUNS and reading.pos[word] in ("PRON", "DET"):
        return word not in reading.parties or reading.parties[word].kind != "person"
    known = any(reading.words[kid].casefold() in ("the", "that", "this") for kid in reading.kids[word])
    return known and lemma in classes()["fixed_day"]


def _claim(reading: Reading, verb: int, meant: Claim, *, is_off: bool) -> Claim:
    evidence = reading.evidence(verb)
    when = None if is_off else fixed_time(reading, verb)
    shown = joined_words(reading, (verb, *slots_of(reading, verb).get("prt", ())))
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.EVENT, meant.type, meant.arguments, evidence),
        document=reading.document.id,
        kind=ClaimKind.EVENT,
        type=meant.type,
        mode=meant.mode,
        arguments=meant.arguments,
        evidence=(evidence,),
        when=ahead(reading, verb, when) if when is not None else None,
        polarity=Polarity.NEGATED if is_off else Polarity.AFFIRMED,
        modality=Modality.PLANNED,
        shown_by=shown,
        score=SCORE,
        producer=PRODUCER,
    )
