"""Times that a word tells by what it is part of: the eve of a vote, the tenth anniversary of a coup, a five-day trip.

In:   a `Reading`, the word, and the time that its clause gives it.
Out:  the time of the word itself, or None where this does not tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes, table
from letopis.mention import Mention
from letopis.times import Interval, month_of, one_day, year_of

DAY = timedelta(days=1)
LENGTH = re.compile(r"P(\d+)([DW])")
SO_LONG = re.compile(r"P(\d+)([DWMY])")
WEEK = 7
LONGEST = 60  # days: a longer one is no visit or meeting


def spread(reading: Reading, word: int, when: Interval) -> Interval:
    """The days of what lasts so long, where its first or last day is told: "a five-day visit began on Monday"."""
    days = _length_of(reading, word)
    if days is None or not _is_day(when) or when.start is None or when.end is None:
        return when
    verb = reading.heads[word]
    if reading.lemmas[verb] in classes()["beginning"]:
        start, end = when.start, when.start + timedelta(days)
    elif reading.lemmas[verb] in classes()["ending"]:
        start, end = when.end - timedelta(days), when.end
    else:
        return when
    edtf = f"{start.isoformat()}/{(end - DAY).isoformat()}"
    return replace(when, start=start, end=end, extent="throughout", edtf=edtf)


def eve_of(reading: Reading, word: int) -> Interval | None:
    """The day before the one told of in "on the eve of Sunday's vote", which dates the word."""
    for kid in reading.kids[word]:
        if reading.lemmas[kid] != "eve" or reading.deps[kid].split(":")[0] != "obl":
            continue
        for time in times_under(reading, kid):
            when = reading.times[time].interval
            if when is not None and _is_day(when) and when.start:
                return replace(
                    one_day(when.start - DAY), text=_words(reading, kid, reading.times[time]), basis="event"
                )
    return None


def since_so_long(reading: Reading, length: int, above: int) -> Interval | None:
    """The year of "It is ten years since X left", the month or day where that is told ("ten years this month"); of
    weeks and days the day, of months the month."""
    told = SO_LONG.fullmatch(reading.times[length].value or "")
    published = reading.document.published.interval
    if (
        told is None
        or published.start is None
        or published.end is None
        or published.end - published.start != DAY
    ):
        return None
    near = (k for k in reading.kids[above] if k in reading.times and k != length)
    beside = (reading.times[k].interval for k in near)
    named = next((when for when in beside if when is not None and when.start and when.end), None)
    count, unit = int(told[1]), told[2]
    from_day = named.start if named is not None and named.start is not None else published.start
    text = reading.times[length].text
    if unit in "DW":
        return replace(
            one_day(from_day - timedelta(count * (WEEK if unit == "W" else 1))), text=text, basis="event"
        )
    months = from_day.year * 12 + from_day.month - 1 - count * (12 if unit == "Y" else 1)
    if months < 12:
        return None
    year, month = months // 12, months % 12 + 1
    if named is not None and _is_day(named):
        try:
            return replace(one_day(date(year, month, from_day.day)), text=text, basis="event")
        except ValueError:
            return None
    whole = year_of(year) if unit == "Y" and named is None else month_of(year, month)
    return replace(whole, text=text, basis="event")


def is_of_anniversary(reading: Reading, word: int) -> bool:
    """True for what an anniversary is the anniversary of."""
    above = reading.heads[word]
    return reading.deps[word].startswith("nmod") and reading.lemmas[above] == "anniversary"


def recalled(reading: Reading, word: int, when: Interval | None) -> Interval | None:
    """The day, so many years before, of what an anniversary is of: "Friday, the tenth anniversary of the coup"."""
    count = years_of(reading, reading.heads[word])
    if count is None or when is None or not _is_day(when) or when.start is None:
        return None
    try:
        day = date(when.start.year - count, when.start.month, when.start.day)
    except ValueError:
        return None
    return replace(one_day(day), text=_words(reading, reading.heads[word]), basis="event")


def years_of(reading: Reading, anniversary: int) -> int | None:
    """The number of an anniversary, or None."""
    numbers = (ordinal(reading, kid) for kid in reading.kids[anniversary])
    return next((number for number in numbers if number), None)


def ordinal(reading: Reading, word: int) -> int | None:
    """The number of "40th", "fortieth" or "twenty-fifth" that ends with the word."""
    text = reading.words[word].lower()
    if found := re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", text):
        return int(found[1])
    if found := re.fullmatch(r"(\d{1,3})[- ]year", text):
        return int(found[1])
    tens, _, ones = text.rpartition("-")
    if not tens and word >= 2 and reading.words[word - 1] == "-":
        tens, ones = reading.words[word - 2].lower(), text
    number = _ordinals().get(ones)
    return number and number + _tens().get(tens, 0)


@cache
def _ordinals() -> dict[str, int]:
    return {
        row["word"]: int(row["value"]) for row in table("times") if row["class"] in ("ordword", "ordtens")
    }


@cache
def _tens() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in table("times") if row["class"] == "numword"}


def _length_of(reading: Reading, word: int) -> int | None:
    """The days of "five-day", "two-week" in front of a noun."""
    if reading.pos[word] not in ("NOUN", "PROPN"):
        return None  # "two days after X was expelled"
    for kid in reading.kids[word]:
        mention = reading.times.get(kid)
        found = LENGTH.fullmatch(mention.value or "") if mention and kid < word else None
        if found:
            days = int(found[1]) * (WEEK if found[2] == "W" else 1)
            return days if 1 < days <= LONGEST else None
    return None


def times_under(reading: Reading, word: int) -> Iterator[int]:
    """The words that head the times in the word's own phrase or clause, in text order."""
    return (time for time in sorted(reading.subtree(word)) if time in reading.times)


def _is_day(when: Interval) -> bool:
    return when.start is not None and when.end is not None and when.end - when.start == DAY


def _words(reading: Reading, word: int, last: Mention | None = None) -> str:
    start, end = reading.span_of(word)
    return reading.text[start : max(last.end, reading.ends[word]) if last else end]
