"""Times told from another happening: "on Wednesday, a day after X resigned", "three weeks after the coup of March 3".

In:   a `Reading`; the times of its sentences.
Out:  an `Offset` for each such time: which happening it counts from, which it dates, and how far apart they are.

What is counted in days and weeks is told to the day, in months to the month, in years to the year; in hours it is the
same day, or as many days on as there are whole ones in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from letopis.extract.sentence.reading import Reading
from letopis.mention import Mention
from letopis.times import Interval, month_of, one_day, year_of

DURATION = re.compile(r"P(T?)(\d+|X)([HMSDWY])")
UNITS = "DWMY"
DAYS = {"D": 1, "W": 7}
SHORTEST_MONTH, LONGEST_MONTH = 28, 31
SOON = 5  # days in which a month hardly ends
STRETCH = "the "  # "in the two days after": all of them
WITHIN = "within"
AT_MOST, AT_LEAST = (
    ("less than", "fewer than", "under", "inside", WITHIN, STRETCH),
    ("more than", "over", "at least"),
)
HOURS = 24
EXACT = 1  # days: only what is dated to a day is counted from in days and weeks


@dataclass(frozen=True, slots=True)
class Offset:
    """A time that counts from a happening.

    Attributes:
        time: index of the word that heads it.
        after: True for "after", False for "before".
        anchor: the verb or noun that it counts from.
        dated: the verb that it dates.
        count, unit: how far apart the two are, in days, weeks, months or years.
        text: the words.
    """

    time: int
    after: bool
    anchor: int
    dated: int
    count: int
    unit: str
    text: str


def offsets(reading: Reading) -> Mapping[int, list[Offset]]:
    """The times that count from a happening named beside them, by sentence; worked out once for a document."""
    found: dict[int, list[Offset]] | None = reading.__dict__.get("_offsets")
    if found is None:
        found = {}
        for word, mention in reading.times.items():
            if one := _offset(reading, word, mention):
                found.setdefault(reading.sent_of[word], []).append(one)
        for (
            told
        ) in found.values():  # "on Friday, a day after A and a week after B": B's is counted from Friday, too
            dated = {one.anchor: one.dated for one in told}
            told[:] = [replace(one, dated=dated.get(one.dated, one.dated)) for one in told]
        reading.__dict__["_offsets"] = found
    return found


def _offset(reading: Reading, time: int, mention: Mention) -> Offset | None:
    told = DURATION.fullmatch(mention.value or "")
    last = reading.words_in(mention.start, mention.end)[-1]
    mark = last if reading.words[last].lower() in ("after", "before") else last + 1
    if told is None or mark >= len(reading.words) or not _is_mark(reading, mention, mark):
        return None
    anchor = reading.heads[mark]
    clause = reading.heads[anchor]
    if reading.deps[anchor].startswith("nsubj") and clause > anchor and reading.pos[clause] == "VERB":
        anchor = clause  # "a day after the two signed": the tree may hang "after" on the subject
    dated = anchor if anchor != time else reading.heads[time]
    for _ in range(4):  # up to the verb that stands before it all
        head = reading.heads[dated]
        if dated < time and reading.pos[dated] in ("VERB", "AUX"):
            break
        if head == dated:
            break
        dated = head
    unit = "D" if told[1] else told[3]
    count = int(told[2]) if told[2].isdigit() else 0 if told[1] else None
    if told[1] and count is not None:
        count = count // HOURS if told[3] == "H" else 0  # "36 hours after"
    if count is None or anchor == dated or unit not in UNITS or anchor in (time, mark):
        return None
    text = reading.text[mention.start : reading.ends[mark]]
    first = reading.words_in(mention.start, mention.end)[0]
    if (count, unit) != (1, "D") and first and reading.words[first - 1].lower() == "the":
        text = f"{STRETCH}{text}"
    after = reading.words[mark].lower() != "before"
    if reading.words[mark].lower() == "of" and not told[1]:
        text = f"{WITHIN} {text}"
    return Offset(time, after, anchor, dated, count, unit, text)


def _is_mark(reading: Reading, mention: Mention, mark: int) -> bool:
    """True for the "after" or "before" behind a length, and for the "of" of "within hours of"."""
    word = reading.words[mark].lower()
    first = reading.words_in(mention.start, mention.end)[0]
    inside = {reading.words[one].lower() for one in (first, first - 1) if one >= 0}
    return word in ("after", "before") or (word == "of" and bool(inside & {WITHIN, "inside"}))


def is_counted_from(reading: Reading, word: int, offset: Offset) -> bool:
    """True for the happening that an offset counts from, and what is joined to it ("resigned and fled")."""
    joined = reading.deps[word] == "conj" and reading.heads[word] == offset.anchor
    return word == offset.anchor or joined


def shifted(when: Interval | None, offset: Offset, *, to_anchor: bool) -> Interval | None:
    """The time of the one happening out of that of the other, None where that is not told exactly enough."""
    if when is None or not when.start or not when.end:
        return None
    if to_anchor and offset.text.startswith(WITHIN):
        return None  # "within a week of the killing": that was told before
    length = (when.end - when.start).days
    step = -offset.count if offset.after == to_anchor else offset.count
    if offset.unit in DAYS and offset.text.lower().startswith((*AT_MOST, *AT_LEAST)):
        return _within(when, step, offset) if length <= EXACT else None
    if offset.unit in "MY" and "to the day" in offset.text:
        found = _same_day(when, step * (12 if offset.unit == "Y" else 1)) if length <= EXACT else None
    elif offset.unit == "Y" and "to the month" in offset.text:
        found = month_of(when.start.year + step, when.start.month) if length <= LONGEST_MONTH else None
    elif offset.unit in DAYS:
        exact = length <= EXACT
        found = one_day(when.start + timedelta(step * DAYS[offset.unit])) if exact else None
        if abs(step) * DAYS[offset.unit] <= SOON and SHORTEST_MONTH <= length <= LONGEST_MONTH:
            found = month_of(when.start.year, when.start.month)  # "three days after" what was in April
    elif offset.unit == "M":
        months = when.start.year * 12 + when.start.month - 1 + step
        found = month_of(months // 12, months % 12 + 1) if length <= LONGEST_MONTH else None
    else:
        found = year_of(when.start.year + step)
    return found and replace(found, text=offset.text, basis="event")


def _within(when: Interval, step: int, offset: Offset) -> Interval | None:
    """The days of "less than a week after": some day between; None of "more than a week after"."""
    assert when.start is not None
    if not offset.text.lower().startswith(AT_MOST) or not step:
        return None
    start, end = sorted((when.start, when.start + timedelta(step * DAYS[offset.unit])))
    edtf = f"{start}/{end - timedelta(1)}"
    return Interval(start, end, edtf=edtf, text=offset.text, basis="event")


def moved(when: Interval | None, offset: Offset) -> Interval | None:
    """The time so many days or weeks from a deed of somebody ("a day after Berg"), however exactly that is dated."""
    if when is None or not when.start or not when.end or offset.unit not in DAYS:
        return None
    step = timedelta((offset.count if offset.after else -offset.count) * DAYS[offset.unit])
    start, end = when.start + step, when.end + step
    last = end - timedelta(1)
    edtf = start.isoformat() if last == start else f"{start}/{last}"
    return Interval(start, end, edtf=edtf, text=offset.text, basis="event")


def _same_day(when: Interval, months: int) -> Interval | None:
    """The day of the same number so many months on."""
    assert when.start is not None
    month = when.start.year * 12 + when.start.month - 1 + months
    with suppress(ValueError):
        return one_day(date(month // 12, month % 12 + 1, when.start.day))
    return None
