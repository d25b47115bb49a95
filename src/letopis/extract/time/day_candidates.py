"""The days that an event or a saying may have been on, as far as the report tells days.

In:   a `Reading`, the word that names the event, what the rules say of it.
Out:  candidates, each with the time of the text that it comes from, if any, and how.

A time stands for the days that its words are read as; where they can be read otherwise, for those too: a weekday for
the one before and after, a day without a year for that of the years beside, "the next day" for that behind each of the
days told before it. Beside the times stand the days of publication and what the rules have said of the words before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from letopis.extract.sentence.reading import Reading
from letopis.extract.time.datelines import times_of_datelines
from letopis.lexicon import table
from letopis.mention import Mention
from letopis.times import DAY, Interval, one_day, parse_date

KINDS = (
    "told",
    "bare",
    "other",
    "week",
    "year",
    "step",
    "published",
    "eve",
    "news",
    "carried",
    "rules",
    "none",
)
BACK, ON = 8, 1  # sentences before and behind the event's within which a time is a candidate
LEAD = 3  # sentences at the start whose times always are
ANCHORS = 4  # days told before from which a step is counted
WEEK = timedelta(7)
STEPPING = frozenset({"later", "unit_shifted", "event_anchored", "event_the", "day_part_told"})
UNYEARED = frozenset({"date_mdy", "date_dmy", "date_days", "month", "season_bare"})
LENGTHS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
ON_WORDS = frozenset({"later", "after", "next", "following"})
BACK_WORDS = frozenset({"earlier", "before", "previous"})
Bounds = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time that may be the event's.

    Attributes:
        when: the days, or None for "not told".
        kind: one of KINDS. time: the word that heads the time it comes from, or None.
        away: of what the rules said before, how many claims back; else 0.
        bounds: first day and first day after, None where open or not told.
    """

    when: Interval | None
    kind: str
    time: int | None = None
    away: int = 0
    bounds: Bounds = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bounds", bounds_of(self.when))


def bounds_of(when: Interval | None) -> Bounds:
    """First day and first day after, (None, None) for no time."""
    return (None, None) if when is None else (when.start, when.end)


NONE = Candidate(None, "none")


@dataclass(slots=True)
class Course:
    """What stands ready of a document.

    Attributes:
        told: word → what the rules say of the events and sayings, in text order, those without a day left out.
        order: the words that head times, in text order.
        readings: that word → its candidates; `of_sentence`: those words by sentence.
    """

    told: Mapping[int, Interval]
    order: list[int]
    readings: dict[int, list[Candidate]] = field(default_factory=dict)
    of_sentence: dict[int, list[int]] = field(default_factory=dict)


def course_of(reading: Reading, told: Mapping[int, Interval]) -> Course:
    """The times of a document and their readings; `told` is what the rules say of each event's word."""
    apart = times_of_datelines(reading)
    order = sorted(
        (
            word
            for word, mention in reading.times.items()
            if mention.interval is not None and not mention.interval.is_open and word not in apart
        ),
        key=lambda word: reading.times[word].start,
    )
    course = Course(dict(sorted(told.items())), order)
    for place, word in enumerate(order):
        anchors = list(_anchors(reading, course, place))
        course.readings[word] = list(_readings(reading, word, anchors))
        course.of_sentence.setdefault(reading.sent_of[word], []).append(word)
    return course


def candidates_of(reading: Reading, course: Course, word: int, told: Interval | None) -> list[Candidate]:
    """The candidates of an event, "not told" first; `told` is what the rules say of it."""
    here = reading.sent_of[word]
    found = [NONE, *_of_report(reading)]
    sentences = {*range(min(LEAD, here)), *range(max(here - BACK, 0), here + ON + 1)}
    for sentence in sorted(sentences):
        for time in course.of_sentence.get(sentence, ()):
            found += course.readings[time]
    known = {one.bounds for one in found}
    before = [other for other in course.told if other < word and here - reading.sent_of[other] <= BACK]
    for away, other in enumerate(reversed(before), 1):
        when = course.told[other]
        if bounds_of(when) not in known:
            known.add(bounds_of(when))
            found.append(Candidate(when, "carried", None, away))
    if told is not None and bounds_of(told) not in known:
        found.append(Candidate(told, "rules"))
    return found


def _of_report(reading: Reading) -> Iterator[Candidate]:
    """The day of publication, the day before it, both."""
    published = reading.document.published
    end = published.interval.end
    if published.basis in ("unknown", "bounds") or published.interval.start is None or end is None:
        return
    if end - published.interval.start != DAY:
        return
    last = end - DAY
    yield Candidate(replace(one_day(last), basis="narrative"), "published")
    yield Candidate(replace(one_day(last - DAY), basis="narrative"), "eve")
    edtf = f"{(last - DAY).isoformat()}/{last.isoformat()}"
    yield Candidate(Interval(last - DAY, end, edtf=edtf, basis="narrative", rule="report"), "news")


def _anchors(reading: Reading, course: Course, place: int) -> Iterator[Interval]:
    """The days told before a time, the nearest first: by times, and by what the rules say of events."""
    here = reading.times[course.order[place]]
    seen = set[Bounds]()
    days = [(reading.times[word].start, reading.times[word].interval) for word in course.order[:place]]
    days += [(reading.starts[word], when) for word, when in course.told.items()]
    for start, when in sorted(days, key=lambda one: -one[0]):
        if start < here.start and when is not None and is_day(when) and bounds_of(when) not in seen:
            seen.add(bounds_of(when))
            yield when
            if len(seen) == ANCHORS:
                return


def is_day(when: Interval) -> bool:
    """True for one day."""
    return when.start is not None and when.end == when.start + DAY


def _readings(reading: Reading, word: int, anchors: list[Interval]) -> Iterator[Candidate]:
    """What a time may stand for, each once."""
    mention = reading.times[word]
    seen = set[Bounds]()
    for kind, when in _variants(mention, anchors):
        if when is not None and not when.is_open and bounds_of(when) not in seen:
            seen.add(bounds_of(when))
            yield Candidate(when, kind, word)


def _variants(mention: Mention, anchors: list[Interval]) -> Iterator[tuple[str, Interval | None]]:
    told = mention.interval
    assert told is not None
    yield "told", told
    with suppress(ValueError):
        days = parse_date((mention.value or "").partition("T")[0])
        yield "bare", replace(days, text=mention.text, basis=told.basis, rule=told.rule)
    for other in mention.alternatives:
        yield "other", replace(other.interval, text=told.text, rule=told.rule)
    rule, words = told.rule or "", mention.text.lower().replace("-", " ").split()
    if is_day(told) and told.start is not None and told.basis != "explicit" and _weekdays() & set(words):
        yield from (("week", _moved(told, step)) for step in (-WEEK, WEEK))
        for anchor in anchors:
            assert anchor.start is not None
            ahead = timedelta((told.start - anchor.start).days % 7)
            yield from (
                ("week", _moved(told, anchor.start + ahead - told.start - back)) for back in (0 * WEEK, WEEK)
            )
    if rule in UNYEARED and not any(len(one.strip(",.")) == 4 and one.strip(",.").isdigit() for one in words):
        years = [told.start.year if told.start else told.end.year] if told.start or told.end else []  # type: ignore[union-attr]
        years = (
            [years[0] - 1, years[0] + 1, *(one.start.year for one in anchors if one.start)] if years else []
        )
        yield from (("year", _in_year(told, year)) for year in years)
    if rule in STEPPING and (step := _step_of(words)):
        for anchor in anchors:
            yield "step", _moved_to(told, anchor, step)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(row["word"] for row in table("times") if row["class"] == "weekday")


@cache
def _numbers() -> Mapping[str, int]:
    known = {
        row["word"]: row["value"] for row in table("times") if row["class"] in ("numword", "a", "couple")
    }
    return {word: int(value) for word, value in known.items() if value.isdigit()}


def _step_of(words: list[str]) -> int:
    """How many days on, or back where negative, "three days later" or "the previous week" is; 0 where not told."""
    length = next((LENGTHS[one] for one in words if one in LENGTHS), 0)
    if not length:
        length = 1 if {"morning", "evening", "afternoon", "night"} & set(words) else 0
    count = next((int(one) for one in words if one.isdigit() and len(one) < 4), 0)
    count = count or next((_numbers()[one] for one in words if one in _numbers()), 1)
    if set(words) & BACK_WORDS:
        return -count * length
    return count * length if set(words) & ON_WORDS else 0


def _moved(told: Interval, by: timedelta) -> Interval | None:
    if told.start is None or told.end is None:
        return None
    with suppress(OverflowError):
        return replace(one_day(told.start + by), text=told.text, basis="narrative", rule=told.rule)
    return None


def _moved_to(told: Interval, anchor: Interval, days: int) -> Interval | None:
    return _moved(replace(anchor, text=told.text, rule=told.rule), timedelta(days))


def _in_year(told: Interval, year: int) -> Interval | None:
    """The same days of another year."""
    first = told.start or (told.end - DAY if told.end else None)
    if first is None or not 1 < year < 9998:
        return None
    by = year - first.year

    def moved(day: date | None) -> date | None:
        return None if day is None else day.replace(year=day.year + by)

    with suppress(ValueError):
        start, end = moved(told.start), moved(told.end)
        edtf = told.edtf and told.edtf.replace(str(first.year), str(year))
        return Interval(start, end, edtf=edtf, text=told.text, basis="narrative", rule=told.rule)
    return None
