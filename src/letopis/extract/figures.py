"""Find figures that a report gives for something: how large, how many, what share.

In:   a `Reading`.
Out:  claims of kind figure; where one thing is said to be so many times as large as another, a tie
      larger_than too.
"""

from __future__ import annotations

from letopis.claim import Argument, Claim, ClaimKind, claim_id
from letopis.extract.factuality import factuality_of
from letopis.extract.reading import Reading
from letopis.extract.slots import slots_of
from letopis.extract.when import time_of
from letopis.lexicon import classes
from letopis.mention import Mention

PRODUCER = "extract.figures"


def extract_figures(reading: Reading) -> list[Claim]:
    """The figures of a document, in text order."""
    found: list[Claim] = []
    for word, quantity in sorted(reading.quantities.items()):
        found += _compared(reading, word, quantity) or _counted(reading, word, quantity)
    return found


def _compared(reading: Reading, word: int, quantity: Mention) -> list[Claim]:
    """ "an economy 29 times the size of Y", "three times larger than Y"."""
    if not any(
        reading.lemmas[w] in ("time", "times", "twice")
        for w in reading.words_in(quantity.start, quantity.end + 6)
    ):
        return []
    measures = classes().get("measure", frozenset())
    first, after = reading.sents[reading.sent_of[word]]
    measure = next((w for w in range(word, min(word + 4, after)) if reading.lemmas[w] in measures), None)
    if measure is None:
        return []
    compared = [w for w in range(measure, min(measure + 5, after)) if w in reading.parties]
    subject = _subject(reading, word, first)
    if not compared or subject is None:
        return []
    common = [reading.argument("subject", subject)]
    figure = [
        *common,
        Argument("quantity", quantity.start, quantity.end, quantity.text, quantity.id, quantity.value),
        Argument("unit", reading.starts[measure], reading.ends[measure], reading.words[measure]),
        reading.argument("compared_with", compared[0]),
    ]
    tie = [*common, reading.argument("object", compared[0])]
    return [
        _claim(reading, word, ClaimKind.FIGURE, "ratio", figure),
        _claim(reading, word, ClaimKind.TIE, "larger_than", tie),
    ]


def _subject(reading: Reading, word: int, first: int) -> int | None:
    """The party that the measured phrase describes: what it is an apposition to, or the subject of its
    clause."""
    current = word
    for _ in range(6):
        if current in reading.parties and current != word:
            return current
        subjects = (
            slots_of(reading, current).get("subj", []) if reading.pos[current] in ("VERB", "AUX") else []
        )
        subjects = subjects or [k for k in reading.kids[current] if reading.deps[k] == "nsubj"]
        found = next((s for s in subjects if s in reading.parties), None)
        if found is not None:
            return found
        if reading.heads[current] == current:
            break
        current = reading.heads[current]
    return next((w for w in range(first, word) if w in reading.parties), None)


def _counted(reading: Reading, word: int, quantity: Mention) -> list[Claim]:
    """ "won 52 percent of the vote", "inflation rose to 9 percent"."""
    verbs = classes().get("figure_verb", frozenset())
    verb = word
    for _ in range(3):
        verb = reading.heads[verb]
        if reading.pos[verb] == "VERB":
            break
    if reading.lemmas[verb] not in verbs or not quantity.value or " " not in quantity.value:
        return []
    subjects = slots_of(reading, verb).get("subj") or slots_of(reading, verb).get("obj") or []
    subjects = [s for s in subjects if s != word and reading.pos[s] in ("NOUN", "PROPN")]
    if not subjects:
        return []
    unit = quantity.value.split(" ", 1)[1]
    arguments = [
        reading.argument("subject", subjects[0]),
        Argument("quantity", quantity.start, quantity.end, quantity.text, quantity.id, quantity.value),
        Argument("unit", quantity.start, quantity.end, quantity.text, None, unit),
    ]
    return [_claim(reading, verb, ClaimKind.FIGURE, "share" if unit == "%" else "amount", arguments)]


def _claim(reading: Reading, word: int, kind: ClaimKind, claim_type: str, arguments: list[Argument]) -> Claim:
    evidence = reading.evidence(word)
    fact = factuality_of(reading, word)
    return Claim(
        id=claim_id(reading.document.id, kind, claim_type, tuple(arguments), evidence),
        document=reading.document.id,
        kind=kind,
        type=claim_type,
        arguments=tuple(arguments),
        evidence=(evidence,),
        when=time_of(reading, word),
        polarity=fact.polarity,
        modality=fact.modality,
        score=0.8,
        producer=PRODUCER,
    )
