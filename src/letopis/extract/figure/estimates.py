"""Find estimates: "police put the number at 8,000", whose they are, and what their numbers count.

In:   a `Reading`; the magnitudes of the document's events.
Out:  attributions of which the estimate is the content; the measure of a figure.

An estimate is a saying without a word of saying. "The number", "the figure" is of what was counted just before, so that
it can stand beside the number that somebody else gives. Verbs and nouns: classes.tsv; measures: measures.tsv.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letopis.claim import Claim
from letopis.extract.event.magnitudes import subject_measure
from letopis.extract.saying.cues import estimated_by
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes
from letopis.mention import Mention

SCORE = 0.6  # as of other sayings that only the tree shows
NEAR = 1  # sentences back in which "the number" finds what it is of


def find_estimates(reading: Reading) -> Iterator[Attributed]:
    """ "X put the toll at 12": the thing and its number are what X says."""
    for verb in range(len(reading.words)):
        thing = estimated_by(reading, verb)
        if thing is None:
            continue
        slots = slots_of(reading, verb)
        speakers = (_estimator(reading, w) for w in slots.get("subj", ()))
        speaker = next((who for who in speakers if who is not None), None)
        if speaker is None:
            continue
        words = [w for top in (thing, *slots.get("at", ())) for w in reading.subtree(top) if w > verb]
        span = trim(reading.text, reading.starts[min(words)], reading.ends[max(words)])
        if span and any(span[0] <= q.start and q.end <= span[1] for q in reading.quantities.values()):
            yield Attributed((), (reading.starts[verb], reading.ends[verb]), (span,), SCORE, speaker)


def _estimator(reading: Reading, word: int) -> int | None:
    """The word that heads whose estimate it is: of "police estimates" the police."""
    if word in reading.parties or reading.lemmas[word] in classes()["polled"]:
        return word
    if reading.lemmas[word] not in classes()["estimated"]:
        return None
    slots = slots_of(reading, word)
    owners = (w for name in ("poss", "mod", "of") for w in slots.get(name, ()))
    return next((w for w in owners if w in reading.parties), None)


def figure_measure(reading: Reading, subject: int, quantity: Mention, events: Iterable[Claim]) -> str | None:
    """What the number of a figure counts, where it is of the kind that events have; else None."""
    own = subject_measure(reading, subject)
    if (
        own is not None
        or reading.lemmas[subject] not in classes()["estimated"]
        or _is_of_something(reading, subject)
    ):
        return own
    here = reading.sent_of[subject]
    before = [
        (part.start, part.measure)
        for event in events
        for part in event.all("magnitude")
        if part.measure and part.start < quantity.start
    ]
    last = max(before, default=None)
    if last is None or here - reading.sent_of[reading.words_in(last[0], last[0] + 1)[0]] > NEAR:
        return None
    return last[1]


def _is_of_something(reading: Reading, noun: int) -> bool:
    """True for "the number of refugees", which is no number told before."""
    return any(reading.deps[kid] in ("nmod", "acl", "compound", "acl:relcl") for kid in reading.kids[noun])
