"""The day of a deed that a time is counted from and that the report has told before: "A week after the dismissal".

In:   a `Reading`, the noun or verb from which is counted, and what dates a word by its own sentence.
Out:  the days of the nearest deed told before that it names again, or None.

A noun names a deed again where it is known by its article and is of the same kind as the deed ("dismissal", "fired");
"the ceremony", "the decision" name the last deed of the sentences before. A verb tells it again where it is of the same
kind and about somebody of the deed ("two days after he was fired").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from letopis.extract.sentence.reading import Reading
from letopis.extract.time.hanging import told_plainly
from letopis.lexicon import classes, frames
from letopis.times import Interval

BACK = 12  # sentences in which the deed is looked for; NEAR: of one that is named as any ("the move")
NEAR = 3
WHOLE = 60  # of one that its own noun names ("the resignation" of who resigned)
UNTYPED = "-"
STEM = 4  # letters that two words of one deed share at least: "elect" and "election"
NAMED = frozenset({"DISMISS", "RESIGN", "APPOINT", "ELECT", "SIGN", "ASSAULT", "PROTEST", "LEGISLATE"})
KNOWN = frozenset({"the", "this", "that", "his", "her", "their", "its", "these", "those"})
Dating = Callable[[Reading, int], Interval | None]


def deed_before(reading: Reading, word: int, time_of: Dating) -> Interval | None:
    """The days of the deed told before that the word names or tells again, or the month; None where none is told."""
    is_noun = reading.pos[word] == "NOUN"
    if is_noun and not is_known(reading, word):
        return None
    if is_noun and reading.lemmas[word] in classes()["deed_noun"]:
        last = (one for one in _words_before(reading, word, NEAR) if told_plainly(reading, one))
        return _first_dated(reading, last, time_of)
    before = [one for one in _words_before(reading, word, BACK) if _is_told(reading, one)]
    before = before if is_noun else [one for one in before if _shares_party(reading, word, one)]
    same = (one for one in before if _is_akin(reading, word, one))
    kinds = _kinds(reading, word) & NAMED
    alike = (one for one in before if kinds & _kinds(reading, one))
    found = _first_dated(reading, same, time_of) or _first_dated(reading, alike, time_of)
    if found is not None or not is_noun:
        return found
    again = (one for one in _words_before(reading, word, WHOLE) if _is_akin(reading, word, one))
    return _first_dated(reading, (one for one in again if _is_told(reading, one)), time_of)


def _first_dated(reading: Reading, words: Iterable[int], time_of: Dating) -> Interval | None:
    """The days of the first of the words that is dated; those that lie ahead of the report left out."""
    published = reading.document.published.interval.end
    for word in words:
        when = time_of(reading, word)
        if when is None or when.start is None or when.end is None:
            continue
        if published is None or when.start < published:
            return when
    return None


def _is_told(reading: Reading, word: int) -> bool:
    """True for a verb that tells what happened, and for a noun."""
    return reading.pos[word] == "NOUN" or told_plainly(reading, word) or reading.tags[word] == "VBN"


def _is_akin(reading: Reading, one: int, other: int) -> bool:
    """True for two words of one deed: "dismissal" and "dismissed"."""
    first, second = reading.lemmas[one], reading.lemmas[other]
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    shared = sum(1 for _ in pairs)
    return shared >= STEM and shared >= min(len(first), len(second)) - 1


def _words_before(reading: Reading, word: int, back: int) -> Iterator[int]:
    """The verbs and nouns of the sentences before, the nearest first."""
    here = reading.sent_of[word]
    first, last = reading.sents[max(0, here - back)][0], reading.sents[here][0]
    return (other for other in range(last - 1, first - 1, -1) if reading.pos[other] in ("VERB", "NOUN"))


def _kinds(reading: Reading, word: int) -> set[str]:
    """The types of events that the word may name; of a word of all uses ("set", "put") none."""
    if reading.lemmas[word] in classes()["of_all_uses"]:
        return set()
    pos = "V" if reading.pos[word] == "VERB" else "N"
    return {frame.type for frame in frames("events").get((reading.lemmas[word], pos), ())} - {UNTYPED}


def is_known(reading: Reading, noun: int) -> bool:
    """True for a noun with an article or owner that says that it is known: "the appointment", "his decision"."""
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
