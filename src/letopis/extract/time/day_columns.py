"""What is known of an event, of a candidate for its day, and of both together, as columns of numbers.

In:   a `Reading`, its `Course`, an event (its word, its claim if any, what the rules say) and its candidates.
Out:  rows of 0, 1 and small numbers, of one width each; the words whose encoder states belong to them.

The scorer (model/days.py) is learnt over these columns: whoever changes one learns it anew (training/days.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from letopis.claim import Claim, ClaimKind, Modality, Polarity
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.extract.time.carrying import block_of
from letopis.extract.time.day_candidates import KINDS, Bounds, Candidate, Course, bounds_of, is_day
from letopis.extract.time.governing import governor_of, is_prenominal
from letopis.extract.time.hanging import FAR, distance, tense_of
from letopis.times import DAY, Interval

Floats = npt.NDArray[np.float32]
TAGS = ("VBD", "VBN", "VBZ", "VBP", "VBG", "VB", "NN", "NNS")
HELPERS = (
    "had",
    "has",
    "have",
    "will",
    "would",
    "could",
    "may",
    "might",
    "should",
    "must",
    "was",
    "were",
    "is",
    "be",
    "to",
)
DEPS = (
    "root", "conj", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "appos", "nmod", "obl", "obj", "nsubj",
    "nsubj:pass", "compound", "nmod:poss",
)  # fmt: skip
MARKS = ("after", "before", "when", "since", "until", "while", "as", "if", "that", "once", "for", "of", "by")
BASES = ("explicit", "publication date", "tense", "narrative", "event")
RULES = (
    "weekday", "deictic", "date", "month", "year", "season", "later", "unit_shifted", "ago", "event", "day_part",
    "clock", "duration", "count", "edge", "weekday_shifted", "feast", "now", "recently", "scene", "story",
    "heading", "report",
)  # fmt: skip
LEADS = (
    "on", "in", "at", "by", "until", "since", "before", "after", "for", "from", "of", "during", "within", "to",
    "between", "over", "through",
)  # fmt: skip
WAY = (
    "acl:relcl",
    "acl",
    "advcl",
    "ccomp",
    "xcomp",
    "conj",
    "parataxis",
    "appos",
    "nmod",
    "obl",
    "nsubj",
    "obj",
    "compound",
)
MODALITIES = tuple(Modality)
STEPS_UP = 8
NEAR = 8  # sentences within which other claims' days are looked at


@dataclass(frozen=True, slots=True)
class Event:
    """An event or saying: its word, its claim where there is one, and what the rules say of its time."""

    word: int
    claim: Claim | None
    told: Interval | None


def event_columns(reading: Reading, course: Course, event: Event) -> list[float]:
    """What is known of an event alone."""
    word, claim = event.word, event.claim
    kids = reading.kids[word]
    helpers = {
        reading.words[kid].lower() for kid in kids if reading.deps[kid] in ("aux", "aux:pass", "cop", "mark")
    }
    marks = {reading.lemmas[kid] for kid in kids if reading.deps[kid] in ("mark", "advmod", "case")}
    sentence = reading.sent_of[word]
    times = course.of_sentence.get(sentence, ())
    first = reading.sents[sentence][0]
    return [
        *_is_one_of(reading.tags[word], TAGS),
        *(float(one in helpers) for one in HELPERS),
        *_is_one_of(tense_of(reading, word) or "", ("now", "then")),
        *_is_one_of(_dep(reading, word), DEPS),
        *(float(one in marks) for one in MARKS),
        float(reading.quote_mask[reading.starts[word]]),
        float(is_speech_verb(reading, word)),
        min(sentence, 20) / 20,
        float(sentence == 0),
        float(sentence < 2),
        float(first == 0 or block_of(reading, word) != block_of(reading, max(first - 1, 0))),
        *(float(len(times) == count) for count in (0, 1, 2)),
        float(any(time < word for time in times)),
        float(claim is not None and claim.kind is ClaimKind.STATEMENT),
        float(claim is not None and claim.kind is ClaimKind.EVENT),
        *(float(claim is not None and claim.modality is one) for one in MODALITIES),
        float(claim is not None and claim.polarity is Polarity.NEGATED),
        float(claim is not None and claim.background),
        *_days(reading, event.told),
        *_origin(event.told),
    ]


def candidate_columns(reading: Reading, one: Candidate) -> list[float]:
    """What is known of a candidate alone."""
    found = [
        *_is_one_of(one.kind, KINDS),
        min(one.away, 5) / 5,
        *_days(reading, one.when),
        *_origin(one.when),
    ]
    if one.time is None:
        return [*found, *([0.0] * _WIDTH_OF_TIME)]
    time = one.time
    mention = reading.times[time]
    governor = governor_of(reading, time)
    first = reading.words_in(mention.start, mention.end)[0]
    start = reading.sents[reading.sent_of[time]][0]
    return [
        *found,
        1.0,
        *_is_one_of(preposition(reading, time) or "", LEADS),
        float(is_prenominal(reading, time)),
        float(reading.quote_mask[mention.start]),
        float(reading.pos[governor] in ("VERB", "AUX")),
        float(reading.pos[governor] == "NOUN"),
        float(reading.pos[governor] == "PROPN"),
        float(is_speech_verb(reading, governor)),
        *_is_one_of(tense_of(reading, governor) or "", ("now", "then")),
        float(first - start <= 1),
        *_is_one_of(_dep(reading, time), DEPS),
    ]


_WIDTH_OF_TIME = 1 + len(LEADS) + 6 + 2 + 1 + len(DEPS)


def _dep(reading: Reading, word: int) -> str:
    return "root" if reading.heads[word] == word else reading.deps[word]


def _is_one_of(value: str, known: Sequence[str]) -> list[float]:
    return [float(value == one) for one in known]


def _days(reading: Reading, when: Interval | None) -> list[float]:
    """How long a time is and how it lies to the publication."""
    if when is None:
        return [0.0] * 20
    length = (when.end - when.start).days if when.start and when.end else 0
    found = [1.0, float(when.start is None), float(when.end is None)]
    found += [
        float(low <= length < high)
        for low, high in ((1, 2), (2, 4), (4, 12), (12, 40), (40, 400), (400, 10**6))
    ]
    day, last = (
        when.start or (when.end - DAY if when.end else None),
        reading.document.published.interval.start,
    )
    if day is None or last is None:
        return [*found, *([0.0] * 11)]
    away = (day - last).days
    bounds = (
        (0, 0),
        (-1, -1),
        (-3, -2),
        (-7, -4),
        (-31, -8),
        (-366, -32),
        (-(10**6), -367),
        (1, 7),
        (8, 60),
        (61, 10**6),
    )
    return [*found, 1.0, *(float(low <= away <= high) for low, high in bounds)]


def _origin(when: Interval | None) -> list[float]:
    """How a time was worked out."""
    if when is None:
        return [0.0] * (len(BASES) + len(RULES) + 1)
    rule = when.rule or ""
    return [
        *_is_one_of(when.basis or "", BASES),
        *(float(rule.startswith(one)) for one in RULES),
        float(when.text is None),
    ]


class Pairs:
    """The columns of an event with each of its candidates."""

    def __init__(
        self, reading: Reading, course: Course, event: Event, candidates: Sequence[Candidate]
    ) -> None:
        self.reading, self.course, self.event = reading, course, event
        self.candidates = candidates
        here = reading.sent_of[event.word]
        self._up = self._way_up(event.word)
        self._of_time: dict[int, list[float]] = {}
        self._of_days: dict[Bounds, list[float]] = {}
        self._told = None if event.told is None else bounds_of(event.told)
        near = [
            (word, bounds_of(when))
            for word, when in course.told.items()
            if word != event.word and abs(reading.sent_of[word] - here) <= NEAR
        ]
        self._before = [days for word, days in reversed(near) if word < event.word]
        self._around = Counter(days for _, days in near)
        self._beside = {days for word, days in near if reading.sent_of[word] == here}
        head = course.told.get(reading.heads[event.word])
        self._head = None if head is None else bounds_of(head)
        self._recent = self._places()
        self._costs = {time: distance(reading, event.word, time) for time in course.of_sentence.get(here, ())}
        self._least = min((cost for cost, _ in self._costs.values()), default=FAR)
        self._block = block_of(reading, event.word)
        self._tense = tense_of(reading, event.word)
        self._planned = event.claim is not None and event.claim.modality is Modality.PLANNED

    def _places(self) -> dict[Bounds, int]:
        """The days told before the event → how many others were told since."""
        days = [
            (-one.time, one.bounds)
            for one in self.candidates
            if one.kind == "told" and one.time is not None and one.time < self.event.word
            if one.when is not None and is_day(one.when)
        ]
        return {bounds: place for place, bounds in enumerate(dict.fromkeys(days for _, days in sorted(days)))}

    def rows(self) -> list[list[float]]:
        """One row for each candidate."""
        return [self._row(one) for one in self.candidates]

    def _row(self, one: Candidate) -> list[float]:
        days = one.bounds
        columns = self._of_days.get(days)
        if columns is None:
            columns = self._of_days[days] = self._with_days(days, one.when)
        if one.time is None:
            return columns + _NO_PLACE
        place = self._of_time.get(one.time)
        if place is None:
            place = self._of_time[one.time] = self._with_time(one.time)
        return columns + place

    def _with_days(self, days: Bounds, when: Interval | None) -> list[float]:
        """What the days of a candidate are to the event, whatever they come from."""
        told, before = self.event.told, self._before
        both = told is not None and when is not None
        same = self._told is None if when is None else self._told == days
        place = self._recent.get(days, 9)
        return [
            float(same),
            float(both and _is_within(when, told)),
            float(both and _is_within(told, when)),
            float(both and not told.overlaps(when)),  # type: ignore[union-attr,arg-type]
            float(self._head is not None and self._head == days),
            float(days in self._beside),
            *(float(at < len(before) and before[at] == days) for at in (0, 1, 2)),
            min(before.count(days), 4) / 4,
            float(self._around[days] == 0),
            *(float(place == at) for at in (0, 1, 2)),
            float(place < 9),
            *self._against_tense(when),
        ]

    def _against_tense(self, when: Interval | None) -> list[float]:
        published = self.reading.document.published.interval
        if when is None or published.start is None or published.end is None:
            return [0.0] * 6
        ahead = when.start is not None and when.start >= published.end
        over = when.end is not None and when.end <= published.start
        planned, tense = self._planned, self._tense
        return [
            float(ahead and planned),
            float(over and planned),
            float(ahead and tense == "then"),
            float(over and tense == "then"),
            float(ahead and tense != "then" and not planned),
            float(over and tense == "now"),
        ]

    def _with_time(self, time: int) -> list[float]:
        """Where a time of the text stands to the event."""
        reading, word = self.reading, self.event.word
        away = reading.sent_of[time] - reading.sent_of[word]
        low, high = min(time, word), max(time, word)
        between = range(low + 1, high)
        verbs = sum(reading.pos[w] == "VERB" for w in between) if away == 0 else 9
        times = sum(low < other < high for other in self._costs)
        commas = sum(reading.words[w] in (",", ";", ":", "—", "–") for w in between) if away == 0 else 9
        cost, later = self._costs.get(time, (FAR, False))
        return [
            1.0,
            *(float(away == at) for at in (-3, -2, -1, 0, 1)),
            float(away < -3),
            float(away > 1),
            float(block_of(reading, time) == self._block),
            math.log1p(high - low) / 5,
            float(time < word),
            *(float(verbs == at) for at in (0, 1, 2)),
            *(float(times == at) for at in (0, 1)),
            *(float(commas == at) for at in (0, 1)),
            *(
                float(first <= cost <= last)
                for first, last in ((0, 0), (1, 2), (3, 6), (7, 9), (10, 20), (21, FAR - 1), (FAR, 10**6))
            ),
            float(later),
            float(cost < FAR and cost == self._least),
            float(self._least < FAR),
            *(self._way(time) if away == 0 else [0.0] * _WIDTH_OF_WAY),
        ]

    def _way_up(self, word: int) -> list[int]:
        found = [word]
        while len(found) <= STEPS_UP and self.reading.heads[found[-1]] != found[-1]:
            found.append(self.reading.heads[found[-1]])
        return found

    def _way(self, time: int) -> list[float]:
        """The way in the tree from the event to the time of its sentence."""
        reading = self.reading
        down = self._way_up(time)
        places = {step: at for at, step in enumerate(down)}
        meet = next((at for at, step in enumerate(self._up) if step in places), None)
        if meet is None:
            return [0.0] * _WIDTH_OF_WAY
        ups, downs = self._up[:meet], down[1 : places[self._up[meet]]]
        up_deps, down_deps = ({reading.deps[step] for step in steps} for steps in (ups, downs))
        governor = governor_of(reading, time)
        verbs = sum(reading.pos[step] in ("VERB", "AUX") for step in downs)
        risen = sum(reading.pos[step] in ("VERB", "AUX") for step in self._up[1 : meet + 1])
        return [
            1.0,
            float(governor == self.event.word),
            float(reading.heads[time] == self.event.word),
            float(governor in self._up[1:]),
            float(self.event.word in self._way_up(governor)[1:]),
            *(float(len(ups) == at) for at in (0, 1, 2)),
            *(float(len(downs) == at) for at in (0, 1, 2)),
            *(float(verbs == at) for at in (0, 1)),
            *(float(risen == at) for at in (0, 1, 2)),
            *(float(dep in up_deps) for dep in WAY),
            *(float(dep in down_deps) for dep in WAY),
            float(any(reading.deps[s] == "ccomp" and is_speech_verb(reading, reading.heads[s]) for s in ups)),
            float(
                any(reading.deps[s] == "ccomp" and is_speech_verb(reading, reading.heads[s]) for s in downs)
            ),
        ]


_WIDTH_OF_WAY = 5 + 3 + 3 + 2 + 3 + 2 * len(WAY) + 2
_WIDTH_OF_PLACE = 1 + 5 + 3 + 2 + 3 + 2 + 2 + 7 + 3 + _WIDTH_OF_WAY


_NO_PLACE = [0.0] * _WIDTH_OF_PLACE


def _is_within(inner: Interval | None, outer: Interval | None) -> bool:
    """True where the one is closed and lies inside the other."""
    if inner is None or outer is None or inner.start is None or inner.end is None:
        return False
    return (outer.start is None or outer.start <= inner.start) and (
        outer.end is None or inner.end <= outer.end
    )
