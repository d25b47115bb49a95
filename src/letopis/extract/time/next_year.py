"""The next month, day or season of a name: what a report sets ahead, and a time without a year would lie behind it.

In:   a `Reading` and the time as it was read.
Out:  the same time, or that of the year after.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import table, words
from letopis.times import DAY, Interval, month_of


def upcoming(reading: Reading, when: Interval) -> Interval:
    """A month or day without a year that lies behind the report as the next one; any other time as it is."""
    published = reading.document.published.interval.start
    if not (published and when.end and when.text) or when.end > published or not _is_bound(when):
        return when
    if any(part.isdigit() and len(part) == 4 for part in when.text.replace(",", " ").split()):
        return when
    if not _parts_of_year() & set(when.text.lower().replace(",", " ").split()):
        return when
    try:
        if when.rule == "month_weekday" and when.start is not None:
            return _same_weekday(when, when.start)
        start = when.start.replace(year=when.start.year + 1) if when.start is not None else None
        end = when.end.replace(year=when.end.year + 1)
    except ValueError:  # 29 February
        return when
    edtf = re.sub(r"\b\d{4}\b", lambda year: str(int(year[0]) + 1), when.edtf or "") or None
    return replace(when, start=start, end=end, start_latest=None, end_earliest=None, edtf=edtf)


def _same_weekday(when: Interval, day: date) -> Interval:
    """The same Friday of the month ("the second Friday of January") a year on; of the last one the last."""
    whole = month_of(day.year + 1, day.month)
    if whole.start is None or whole.end is None:
        return when
    first = whole.start + (day.weekday() - whole.start.weekday()) % 7 * DAY
    last = whole.end - DAY - (whole.end - DAY - first).days % 7 * DAY
    is_last = "last" in (when.text or "").lower().split()
    found = last if is_last else first + (day.day - 1) // 7 * 7 * DAY
    return replace(when, start=found, end=found + DAY, edtf=found.isoformat())


@cache
def _parts_of_year() -> frozenset[str]:
    """The names of months and seasons."""
    return words("months") | {row["word"] for row in table("times") if row["class"] == "season"}


def _is_bound(when: Interval) -> bool:
    """True for days, and for a last day without a first: "by June"."""
    return when.start is not None or (when.text or "").lower().startswith(("by ", "before "))
