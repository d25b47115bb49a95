"""Times told from another happening: "on Wednesday, a day after X resigned", "three weeks after the coup of March 3".

In:   a `Reading`; the times of its sentences.
Out:  an `Offset` for each such time: which happening it counts from, which it dates, and how far apart they are.

What is counted in days, weeks, months or years is as exact as its unit; in hours it is the same day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from letopis.extract.reading import Reading
from letopis.mention import Mention
from letopis.times import Interval, one_day

DURATION = re.compile(r"P(T?)(\d+|X)([HMSDWY])")
SLACK = {"D": 0, "W": 3, "M": 15, "Y": 182}  # days on either side of what is counted in the unit
LENGTH = {"D": 1, "W": 7, "M": 30, "Y": 365}
EXACT = 1  # days: only what is dated to a day is counted from


@dataclass(frozen=True, slots=True)
class Offset:
    """A time that counts from a happening.

    Attributes:
        time: index of the word that heads it.
        after: True for "after", False for "before".
        anchor: the verb or noun that it counts from.
        dated: the verb that it dates.
        days, slack: how far apart the two are, and how exactly.
        text: the words.
    """

    time: int
    after: bool
    anchor: int
    dated: int
    days: int
    slack: int
    text: str


def offsets(reading: Reading) -> list[Offset]:
    """The times of the document that count from a happening named beside them; cached on the reading."""
    found: list[Offset] | None = reading.__dict__.get("_offsets")
    if found is None:
        found = [one for word, mention in reading.times.items() if (one := _offset(reading, word, mention))]
        reading.__dict__["_offsets"] = found
    return found


def _offset(reading: Reading, time: int, mention: Mention) -> Offset | None:
    told = DURATION.fullmatch(mention.value or "")
    last = reading.words_in(mention.start, mention.end)[-1]
    mark = last if reading.words[last].lower() in ("after", "before") else last + 1
    if told is None or mark >= len(reading.words) or reading.words[mark].lower() not in ("after", "before"):
        return None
    anchor = reading.heads[mark]
    dated = anchor if anchor != time else reading.heads[time]
    for _ in range(4):  # up to the verb that stands before it all
        head = reading.heads[dated]
        if dated < time and reading.pos[dated] in ("VERB", "AUX"):
            break
        if head == dated:
            break
        dated = head
    unit = "D" if told[1] else told[3]
    count = 0 if told[1] else int(told[2]) if told[2].isdigit() else None
    if count is None or anchor == dated or unit not in SLACK or anchor in (time, mark):
        return None
    text = reading.text[mention.start : reading.ends[mark]]
    after = reading.words[mark].lower() == "after"
    return Offset(time, after, anchor, dated, count * LENGTH[unit], SLACK[unit], text)


def is_counted_from(reading: Reading, word: int, offset: Offset) -> bool:
    """True for the happening that an offset counts from, and what is joined to it ("resigned and fled")."""
    joined = reading.deps[word] == "conj" and reading.heads[word] == offset.anchor
    return word == offset.anchor or joined


def shifted(when: Interval | None, offset: Offset, *, to_anchor: bool) -> Interval | None:
    """The time of the one happening out of that of the other, None where that is not dated to a day."""
    if when is None or not when.start or not when.end or (when.end - when.start).days > EXACT:
        return None
    days = -offset.days if offset.after == to_anchor else offset.days
    day = when.start + timedelta(days)
    if not offset.slack:
        return replace(one_day(day), text=offset.text, basis="event")
    slack = timedelta(offset.slack)
    return Interval(start=day - slack, end=_next(day + slack), text=offset.text, basis="event")


def _next(day: date) -> date:
    return day + timedelta(1)
