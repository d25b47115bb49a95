"""When an event was that is told again: the date of the dated one of its type, before it or under the headline.

In:   the events of a document, in text order.
Out:  the same events, more of them dated.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from letopis.claim import Claim, Modality
from letopis.document import BlockKind
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes
from letopis.times import Interval

NEWS = timedelta(days=30)  # what a headline tells is not older
ONCE = frozenset({"resignation", "dismissal", "sacking", "abdication", "ouster", "overthrow", "removal"})


def date_by_repetition(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """The same claims; what is told again takes the date of the dated event of its type told before it ("the
    reshuffle", "the document was signed by X"), a headline that of the first such event under it."""
    dated: dict[str, tuple[Interval, set[str]]] = {}
    found = []
    for claim in claims:
        cue = claim.evidence[0].cue
        word = reading.word_at(cue[0]) if cue else None
        parties = _parties_of(reading, claim)
        if claim.when is not None and claim.modality == Modality.ASSERTED:
            dated.setdefault(claim.type, (claim.when, parties))
        elif (
            claim.when is None
            and claim.modality != Modality.PLANNED
            and word is not None
            and claim.type in dated
            and _is_told_again(reading, word)
        ):
            when, known = dated[claim.type]
            if not parties or parties & known or reading.pos[word] == "VERB":
                claim = replace(claim, when=replace(when, basis="narrative"))
        found.append(claim)
    return [_of_headline(reading, claim, dated) for claim in found]


def _of_headline(reading: Reading, claim: Claim, dated: dict[str, tuple[Interval, set[str]]]) -> Claim:
    """The claim; of an event of the headline with the date of the first of its type in the text."""
    place = claim.evidence[0].start
    titled = any(b.kind == BlockKind.TITLE and b.start <= place < b.end for b in reading.document.blocks)
    when, known = dated.get(claim.type, (None, set()))
    parties = _parties_of(reading, claim)
    if not titled or claim.when is not None or when is None or claim.modality != Modality.ASSERTED:
        return claim
    shared = (not parties or parties & known or not known) and not _is_old(reading, when)
    return replace(claim, when=replace(when, basis="narrative")) if shared else claim


def _is_old(reading: Reading, when: Interval) -> bool:
    """True for a time long before the report, of which no headline tells."""
    published = reading.document.published
    if published.basis in ("unknown", "bounds") or published.interval.start is None or when.end is None:
        return False
    return when.end < published.interval.start - NEWS


def _parties_of(reading: Reading, claim: Claim) -> set[str]:
    """The chains of those who act or are acted on."""
    return {
        reading.by_id[argument.mention].chain
        for argument in claim.arguments
        if argument.mention in reading.by_id and argument.role in ("actor", "recipient")
    }


def _is_told_again(reading: Reading, word: int) -> bool:
    """True for a definite noun, and for a verb of what is known: "the document was signed by X"."""
    if reading.pos[word] == "VERB":
        objects = slots_of(reading, word).get("obj", ())
        again = classes()["treaty"]
        return any(_is_definite(reading, w) and reading.lemmas[w] in again for w in objects)
    return reading.pos[word] == "NOUN" and (_is_definite(reading, word) or _is_owned(reading, word))


def _is_owned(reading: Reading, word: int) -> bool:
    """True for what somebody did once, under a pronoun: "his resignation", "her dismissal"."""
    owned = any(reading.tags[kid] == "PRP$" for kid in reading.kids[word])
    return owned and reading.lemmas[word] in ONCE


def _is_definite(reading: Reading, word: int) -> bool:
    return any(
        reading.deps[kid] == "det" and reading.lemmas[kid] in ("the", "this", "that", "these", "those")
        for kid in reading.kids[word]
    )
