"""Whether a saying took place: its polarity and its modality, apart from those of what it says.

In:   a `Reading`, the word of saying and its act.
Out:  a `Told`: the act as it is meant, and a `Factuality`.

"Would not say" withholds: it is a refusal that took place. "Could not say" is a silence that did. "Would later
say" looks back from the past. "Is said to have told" is hearsay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from letopis.claim import Modality, Polarity
from letopis.extract.certainty.factuality import Factuality, factuality_of, is_speech_verb
from letopis.extract.saying.cues import is_agentless, is_disclosing
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import Speech, classes

STEPS_UP = 3
DECLINE = "decline"
WOULD = frozenset({"would", "will", "wo", "’d", "'d"})


@dataclass(frozen=True, slots=True)
class Told:
    """The act of a saying (None where speech.tsv does not know its cue), and how far it took place."""

    act: str | None
    fact: Factuality


def told_of(reading: Reading, word: int | None, act: Speech | None) -> Told:
    """Act, polarity and modality of the saying whose word this is; without a word it is plainly asserted."""
    if word is None:
        return Told(act.act if act else None, Factuality())
    fact, name = factuality_of(reading, word, asked=_is_asked(reading, word)), act.act if act else None
    auxiliaries = {reading.words[kid].lower() for kid in reading.kids[word] if reading.deps[kid] == "aux"}
    negated = fact.polarity == Polarity.NEGATED
    if act is not None and "affirmed" in act.marks:  # a set phrase with its own "no": "left no doubt that"
        return Told(name, replace(fact, polarity=Polarity.AFFIRMED))
    if act is not None and "negated" in act.marks:
        kept = auxiliaries & WOULD and negated  # "would not be drawn"
        return Told(
            name,
            replace(
                fact, polarity=_turned(fact.polarity), modality=Modality.ASSERTED if kept else fact.modality
            ),
        )
    if negated and is_disclosing(reading, word) and auxiliaries & WOULD:
        return Told(DECLINE, Factuality(cues=fact.cues))
    if negated and auxiliaries & {"could", "can", "ca"} and fact.modality == Modality.POSSIBLE:
        return Told(name, replace(fact, modality=Modality.ASSERTED))
    if not negated and "would" in auxiliaries and _looks_back(reading, word):
        return Told(name, Factuality(cues=fact.cues))
    if (held := _held_back(reading, word)) is not None:
        return Told(name, Factuality(Modality.ASSERTED, held, fact.cues))
    if _is_left_unsaid(reading, word):
        return Told(name, Factuality(Modality.ASSERTED, Polarity.NEGATED, fact.cues))
    if fact.modality == Modality.ASSERTED and _is_hearsay(reading, word):
        return Told(name, replace(fact, modality=Modality.ALLEGED))
    return Told(name, fact)


def _turned(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity == Polarity.NEGATED else Polarity.NEGATED


def _looks_back(reading: Reading, word: int) -> bool:
    """True under "would later say", "would eventually admit": the future of a past that is over."""
    later = classes().get("later", frozenset())
    return any(
        reading.lemmas[kid] in later or reading.words[kid].lower() in later
        for kid in reading.kids[word]
        if reading.deps[kid] == "advmod"
    )


def _is_asked(reading: Reading, word: int) -> bool:
    """True where it is asked whether somebody said so: the auxiliary stands before the subject."""
    kids = reading.kids[word]
    subjects = [kid for kid in kids if reading.deps[kid].startswith("nsubj")]
    return bool(subjects) and any(reading.deps[kid] == "aux" and kid < subjects[0] for kid in kids)


def _held_back(reading: Reading, word: int) -> Polarity | None:
    """Affirmed under "could not resist saying", negated under "refrained from saying"; else None."""
    head = reading.heads[word]
    holding = classes().get("holding_back", frozenset())
    if reading.deps[word] not in ("xcomp", "advcl", "ccomp") or reading.lemmas[head] not in holding:
        return None
    denied = any(reading.lemmas[kid] in ("not", "n't", "n’t", "never") for kid in reading.kids[head])
    return Polarity.AFFIRMED if denied else Polarity.NEGATED


def _is_left_unsaid(reading: Reading, word: int) -> bool:
    """True under "has yet to say", "stopped short of saying"."""
    head = reading.heads[word]
    lemmas = {reading.lemmas[kid] for kid in (*reading.kids[head], *reading.kids[word])}
    if reading.deps[word] == "xcomp":
        return reading.lemmas[head] in ("have", "be") and "yet" in lemmas
    return reading.deps[word] == "advcl" and reading.lemmas[head] in ("stop", "fall") and "short" in lemmas


def _is_hearsay(reading: Reading, word: int) -> bool:
    """True under "is said to have told", "is understood to have warned"."""
    current = word
    for _ in range(STEPS_UP):
        head = reading.heads[current]
        if head == current or reading.deps[current] != "xcomp":
            return False
        if is_speech_verb(reading, head) and is_agentless(reading, head):
            return True
        current = head
    return False
