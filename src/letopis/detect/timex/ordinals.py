"""Work out days and weeks that are counted within a month or year: the last day of 2004, the first week of March.

In:   a match and its context.
Out:  a `Reading` with bounds, or None where there is no such day.
"""

from __future__ import annotations

import re
from datetime import date

from letopis.detect.timex.calendar import DAY, period, safe_date, shift
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.lexer import Token
from letopis.detect.timex.points import SHIFTS, near_month, unit_of
from letopis.detect.timex.reading import EXPLICIT, NARRATIVE, TENSE, Reading, reading_of
from letopis.detect.timex.rules import Match
from letopis.lexicon import words

WEEKS_OF_MONTH = 5
FIRST_WRITTEN = 4  # of days in words: "on the first", "on the second" count other things
BEHIND_DAYS = frozenset(
    ["the", "a", "that", "this", "to", "or", "from", "when", "before", "after", "until", "while", "on", "in"]
)


def month_week(match: Match, context: Context) -> Reading | None:
    """the first week of October 2020, the last week of March: the week that holds most of those days."""
    named, token = match.find("month", "month_short"), match.find("ordword", "last")
    if named is None or token is None:
        return None
    written = match.find("year4")
    number = int(named.value)
    near = near_month(number, context, context.nearest)
    first = date(int(written.value), number, 1) if written else near.start
    week = int(token.value)
    if first is None or week > WEEKS_OF_MONTH:
        return None
    middle = shift(first, "month", 1) - 4 * DAY if week < 0 else first + (week * 7 - 4) * DAY
    return reading_of(middle, "week", EXPLICIT if written else TENSE, loose="XXXX-WXX")


def month_day(match: Match, context: Context) -> Reading | None:
    """the last day of 2004, the first day of March, the last day of last year."""
    written = match.find("year4")
    numbered = match.tokens[1]
    count = -1 if numbered.cls == "last" else int(re.sub(r"\D", "", numbered.value))
    first, unit = _counted_in(match, context)
    if first is None:
        return None
    day = shift(first, unit, 1) - DAY if count < 0 else first + (count - 1) * DAY
    if count > 0 and day >= shift(first, unit, 1):
        return None
    told = match.find("month", "month_short") or written or any(one.cls in SHIFTS for one in match.tokens[2:])
    if not told and context.nearest == "past" and day > context.anchor:
        day = first - DAY if count < 0 else shift(first, unit, -1) + (count - 1) * DAY
    return reading_of(day, "day", EXPLICIT if written else TENSE, loose="XXXX-XX-XX")


def _counted_in(match: Match, context: Context) -> tuple[date | None, str]:
    """The first day of the month or year in which a day is counted, and which of the two it is."""
    named, written = match.find("month", "month_short"), match.find("year4")
    if named is not None:
        near = near_month(int(named.value), context, context.nearest).start
        return (date(int(written.value), int(named.value), 1) if written else near), "month"
    if written is not None:
        return date(int(written.value), 1, 1), "year"
    unit = unit_of(match)
    pointed = next((token for token in match.tokens[2:] if token.cls in SHIFTS), None)
    return period(shift(context.anchor, unit, int(pointed.value or 0) if pointed else 0), unit)[0], unit


def weekday_numbered(match: Match, context: Context) -> Reading | None:
    """Tuesday the 1st: the nearest such day of a month that falls on that weekday."""
    named, numbered = match.find("weekday"), match.find("ordinal")
    number = int(re.sub(r"\D", "", numbered.value)) if numbered else 0
    months = [shift(context.anchor.replace(day=1), "month", step) for step in range(-12, 13)]
    days = [day for first in months if (day := safe_date(first.year, first.month, number))]
    right = [day for day in days if named and day.isoweekday() == int(named.value)]
    ahead = context.nearest == "future"
    right = [day for day in right if (day >= context.anchor if ahead else day <= context.anchor)]
    if not right:
        return None
    return reading_of(min(right) if ahead else max(right), "day", TENSE, loose=f"XXXX-XX-{number:02d}")


def day_numbered(match: Match, context: Context) -> Reading | None:
    """on the 8th, the 14th of that month: of the month that was last told of, else of the nearest one."""
    numbered = match.find("ordinal", "ordword")
    if numbered is None or (match.find("month_") is None and not _ends_there(numbered, context.after)):
        return None
    number, told = int(re.sub(r"\D", "", numbered.value)), context.narrative
    in_month = told is not None and told.start is not None and told.unit in ("day", "month", "week")
    first = (told.start if told and told.start and in_month else context.anchor).replace(day=1)
    day = safe_date(first.year, first.month, number)
    if match.find("this") or not in_month:
        first = context.anchor.replace(day=1)
        day = safe_date(first.year, first.month, number)
        late, early = (day is not None and day > context.anchor), (day is not None and day < context.anchor)
        step = 0 if match.find("this") else -late if context.nearest == "past" else int(early)
        first = shift(first, "month", step)
        day = safe_date(first.year, first.month, number)
    if day is None:
        return None
    basis = NARRATIVE if in_month else TENSE
    after = shift(first, "month", 1)
    other = safe_date(after.year, after.month, number)
    reading = reading_of(day, "day", basis, loose=f"XXXX-XX-{number:02d}")
    other_reading = reading_of(other, "day", basis, loose=reading.loose) if other else None
    return reading.beside("the month after", other_reading)


def _ends_there(numbered: Token, after: Token | None) -> bool:
    """True where no noun follows by which the number counts a thing: "on the 8th, he", "on the sixth they"."""
    if numbered.cls == "ordword" and int(numbered.value) < FIRST_WRITTEN:
        return False
    if after is None or not after.value or not after.value[0].isalpha():
        return True
    return after.cls in BEHIND_DAYS or after.value.lower() in words("pronouns")


BUILDERS: dict[str, Builder] = {
    "month_day": month_day,
    "month_week": month_week,
    "weekday_numbered": weekday_numbered,
    "day_numbered": day_numbered,
}
