"""The day of a deed that a time is counted from and that the report has told before: "A week after the dismissal".

In:   a `Reading`, the noun or verb from which is counted, and what dates a word by its own sentence.
Out:  the days of the nearest deed told before that it names again, or None.

A noun names a deed again where it is known by its article and is of the same kind as the deed ("dismissal", "fired");
"the ceremony", "the decision" name the last deed of the sentences before. A verb tells it again where it is of the same
kind and about somebody of the deed ("two days after he was fired").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes, frames
from letopis.times import Interval

BACK = 12  # sentences in which the deed is looked for; NEAR: of one that is named as any ("the move")
NEAR = 3
DAYS = 3  # a longer time is no day
KNOWN = frozenset({"the", "this", "that", "his", "her", "their", "its", "these", "those"})
Dating = Callable[[Reading, int], Interval | None]


def deed_before(reading: Reading, word: int, time_of: Dating) -> Interval | None:
    """The days of the deed told before that the word names or tells again, or None."""
    if reading.pos[word] == "NOUN" and not _is_known(reading, word):
        return None
    kinds = _kinds(reading, word)
    is_any = reading.pos[word] == "NOUN" and reading.lemmas[word] in classes()["deed_noun"]
    for other in _words_before(reading, word, NEAR if is_any else BACK):
        same = reading.pos[other] == "VERB" if is_any else bool(kinds & _kinds(reading, other))
        if same and (reading.pos[word] == "NOUN" or _shares_party(reading, word, other)):
            when = time_of(reading, other)
            if when is not None and _is_day(when):
                return when
    return None


def _words_before(reading: Reading, word: int, back: int) -> Iterator[int]:
    """The verbs and nouns of the sentences before, the nearest first."""
    here = reading.sent_of[word]
    first, last = reading.sents[max(0, here - back)][0], reading.sents[here][0]
    return (other for other in range(last - 1, first - 1, -1) if reading.pos[other] in ("VERB", "NOUN"))


def _kinds(reading: Reading, word: int) -> set[str]:
    """The types of events that the word may name."""
    pos = "V" if reading.pos[word] == "VERB" else "N"
    return {frame.type for frame in frames("events").get((reading.lemmas[word], pos), ())}


def _is_known(reading: Reading, noun: int) -> bool:
    return any(
        reading.words[kid].lower() in KNOWN
        for kid in reading.kids[noun]
        if kid < noun and reading.deps[kid] in ("det", "nmod:poss")
    )


def _shares_party(reading: Reading, one: int, other: int) -> bool:
    """True where the same person or body stands beside both words."""
    here, there = (
        {reading.parties[k].chain for k in reading.kids[w] if k in reading.parties} for w in (one, other)
    )
    return bool(here & there)


def _is_day(when: Interval) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days <= DAYS
