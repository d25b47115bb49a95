"""Work out days that two measures tell together: Tuesday of last week, a week ago on Monday, three Sundays ago, the
first Monday in May, the year after next, the night of 3-4 May, in May three years later.

In:   a match and its context.
Out:  a `Reading` with bounds, or None where the words name no day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from letopis.detect.timex.calendar import DAY, SEASON_MONTH, edtf_of, period, safe_date, shift, weekday_near
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.lexer import Token
from letopis.detect.timex.numbers import count_of
from letopis.detect.timex.points import (
    BACK_TO_STORY,
    FROM_REPORT,
    SHIFTS,
    date_parts,
    deictic,
    near_month,
    unit_of,
    weekday,
)
from letopis.detect.timex.reading import EXPLICIT, NARRATIVE, PUBLICATION, TENSE, Reading, reading_of
from letopis.detect.timex.rules import Match
from letopis.detect.timex.spans import narrowed

WEEK = 7 * DAY
MONTHS = ("month", "month_short")
DAY_NUMBERS = ("small", "ordinal", "ordword")
LOOSE_DAY = "XXXX-XX-XX"


def weekday_of_week(match: Match, context: Context) -> Reading | None:
    """Tuesday of last week, the Monday of that week; "Monday of the same week" from what was last told."""
    named, token = match.find("weekday"), match.find(*SHIFTS)
    if named is None or token is None:
        return None
    told = context.narrative
    is_story = token.cls in BACK_TO_STORY and told is not None and told.start is not None
    base = told.start if is_story and told is not None and told.start is not None else context.anchor
    first = period(shift(base, "week", int(token.value or 0)), "week")[0]
    basis = NARRATIVE if is_story else PUBLICATION
    return reading_of(first + (int(named.value) - 1) * DAY, "day", basis, loose=f"XXXX-WXX-{named.value}")


def beyond(match: Match, context: Context) -> Reading | None:
    """the Friday before last, the Monday after next, the week before last, the year after next."""
    way, named = (-1 if match.has("last") else 1), match.find("weekday")
    if named is not None:
        near = weekday_near(context.anchor, int(named.value), "past" if way < 0 else "future", strictly=True)
        return reading_of(near + way * WEEK, "day", PUBLICATION, loose=f"XXXX-WXX-{named.value}")
    unit = unit_of(match)
    return reading_of(shift(context.anchor, unit, 2 * way), unit, PUBLICATION, loose="XXXX")


def named_ago(match: Match, context: Context) -> Reading | None:
    """three Sundays ago, two summers ago: the last one that is over counts as one."""
    count = count_of(match.tokens)
    if not count:
        return None
    day, part = match.find("weekdays"), match.find("seasons")
    if day is not None:
        last = weekday_near(context.anchor, int(day.value), "past", strictly=True)
        return reading_of(last - (count - 1) * WEEK, "day", PUBLICATION, loose="PAST_REF")
    if part is None:
        return None
    first = date(context.anchor.year, SEASON_MONTH[part.value], 1)
    back = count - (shift(first, "season", 1) <= context.anchor)
    return reading_of(shift(first, "year", -back), "season", PUBLICATION, loose="PAST_REF")


def ago_on(match: Match, context: Context) -> Reading | None:
    """a week ago on Tuesday, two weeks ago yesterday, a year ago today, two years ago this month, in March, on 3
    March; "a year ago to the day"."""
    place = next(index for index, token in enumerate(match.tokens) if token.cls == "ago")
    length, rest = match.tokens[:place], match.tokens[place + 1 :]
    unit, count = unit_of(replace(match, tokens=length)), count_of(length)
    if count is None:
        return None
    behind = replace(match, tokens=rest)
    month = match.find(*MONTHS)
    if month is not None:
        return _in_month(match, month, context.anchor.year - count, PUBLICATION)
    if behind.has("week", "month_"):
        period_of, token = unit_of(behind), behind.find(*SHIFTS)
        here = shift(context.anchor, period_of, int(token.value or 0) if token else 0)
        return reading_of(shift(here, unit, -count), period_of, PUBLICATION, loose="PAST_REF")
    named = behind.find("weekday")
    if named is not None:
        here = weekday_near(context.anchor, int(named.value), "past")
    else:
        token = behind.find("deictic")
        here = shift(context.anchor, "day", int(token.value) if token else 0)
    return reading_of(shift(here, unit, -count), "day", PUBLICATION, loose="PAST_REF")


def week_on(match: Match, context: Context) -> Reading | None:
    """Monday week, tomorrow week, a week on Monday, two weeks from Friday, a week today; in the past "Monday week" is
    the one before."""
    named, token = match.find("weekday"), match.find("deictic")
    near = weekday if named is not None else deictic
    day = near(replace(match, tokens=tuple(one for one in (named, token) if one)[:1]), context)
    if day is None or day.start is None:
        return day
    weeks = 2 if match.has("fortnight") else count_of(match.tokens) or 1
    if context.nearest != "future":
        weeks = -weeks if match.tokens[0].cls == "weekday" else 0
    return replace(reading_of(day.start + weeks * WEEK, "day", day.basis), loose="FUTURE_REF")


def month_weekday(match: Match, context: Context) -> Reading | None:
    """the first Monday in May, the last Sunday of last month."""
    named, token = match.find("weekday"), match.find("ordword", "last")
    if named is None or token is None:
        return None
    first = _first_of_month(replace(match, tokens=match.tokens[2:]), context)
    count = int(token.value)
    if count < 0:
        day = weekday_near(shift(first, "month", 1) - DAY, int(named.value), "past")
    else:
        day = weekday_near(first, int(named.value), "future") + (count - 1) * WEEK
    if day.month != first.month:
        return None
    return reading_of(day, "day", EXPLICIT if match.has("year4") else TENSE, loose=LOOSE_DAY)


def _first_of_month(match: Match, context: Context) -> date:
    named, written, pointed = match.find(*MONTHS), match.find("year4"), match.find(*SHIFTS)
    if named is None:
        return shift(context.anchor.replace(day=1), "month", int(pointed.value or 0) if pointed else 0)
    near = near_month(int(named.value), context, context.nearest).start or context.anchor
    return date(int(written.value), int(named.value), 1) if written else near


def edge_days(match: Match, context: Context) -> Reading | None:
    """the last days of April, the closing weeks of 2019, the first two weeks of the year."""
    place = next(index for index, token in enumerate(match.tokens) if token.cls == "of")
    length, rest = match.tokens[:place], replace(match, tokens=match.tokens[place + 1 :])
    edge = next((token for token in length if token.cls in ("last", "closing", "ordword")), None)
    is_first = edge is not None and (edge.value == "START" or edge.cls == "ordword")
    if edge is None or (edge.cls == "ordword" and edge.value != "1"):
        return None
    written = rest.find("year4")
    if rest.has(*MONTHS) or rest.has("month_"):
        whole = reading_of(_first_of_month(rest, context), "month", TENSE)
    else:
        token = rest.find(*SHIFTS)
        year = int(written.value) if written else context.anchor.year + int(token.value or 0 if token else 0)
        whole = reading_of(date(year, 1, 1), "year", PUBLICATION)
    whole = replace(whole, basis=EXPLICIT) if written else whole
    count = count_of(length)
    if count is None or whole.start is None or whole.end is None:
        return narrowed(whole, "START" if is_first else "END")
    unit = unit_of(replace(match, tokens=length))
    start = whole.start if is_first else shift(whole.end, unit, -count)
    end = shift(whole.start, unit, count) if is_first else whole.end
    return replace(whole, start=start, end=end, edtf=edtf_of(start, end, "day"), mod=None)


def week_of_day(match: Match, context: Context) -> Reading | None:
    """the week of 3 May, the week beginning May 3."""
    day = date_parts(replace(match, tokens=match.tokens[-4:]), context)
    if day is None or day.start is None:
        return day
    return reading_of(day.start, "week", day.basis, loose="XXXX-WXX")


def in_time(match: Match, context: Context) -> Reading | None:
    """in ten days' time, in a month's time: that day, that month."""
    unit, count = unit_of(match), count_of([token for token in match.tokens if token.cls != "time"])
    if count is None or unit not in ("day", "week", "month", "year"):
        return None
    fine = "day" if unit == "week" else unit
    return reading_of(shift(context.anchor, unit, count), fine, PUBLICATION, loose="FUTURE_REF")


def night_between(match: Match, context: Context) -> Reading | None:
    """the night from Monday to Tuesday, the night of 3-4 May: both days."""
    named = match.all("weekday")
    if named:
        last = weekday(replace(match, tokens=tuple(named[1:])), context)
        if last is None or last.start is None or (int(named[1].value) - int(named[0].value)) % 7 != 1:
            return last
    else:
        last = date_parts(replace(match, tokens=_without_first_number(match)), context)
        if last is None or last.start is None:
            return last
    first = last.start - DAY
    return replace(last, start=first, edtf=edtf_of(first, first + 2 * DAY, "day"), others=())


def _without_first_number(match: Match) -> tuple[Token, ...]:
    first = match.find("small")
    return tuple(token for token in match.tokens if token is not first)


def year_and_month(match: Match, context: Context) -> Reading | None:
    """three years later, in May; in May a year earlier; last year, in April; the following year, on 3 March."""
    named, token, told = match.find(*MONTHS), match.find(*SHIFTS, "later", "earlier"), context.narrative
    if named is None or token is None:
        return None
    if token.cls in ("last", "this", "next"):
        return _in_month(match, named, context.anchor.year + int(token.value or 0), PUBLICATION)
    if told is None or told.start is None:
        return None
    step = int(token.value or 0) if token.cls in SHIFTS else 0
    if token.cls in ("later", "earlier"):
        place = next(index for index, one in enumerate(match.tokens) if one.cls in ("year", "years"))
        counted = [one for one in match.tokens[:place] if one.cls in ("a", "numword", "small", "couple")]
        count = count_of(counted[-1:])
        if count is None:
            return None
        step = count if token.cls == "later" else -count
    found = _in_month(match, named, told.start.year + step, NARRATIVE)
    other = _in_month(match, named, context.anchor.year + step, PUBLICATION)
    return found.beside(FROM_REPORT, other) if found else None


def _in_month(match: Match, named: Token, year: int, basis: str) -> Reading | None:
    """The month of a year; the day of it where one stands beside its name."""
    if not 1 < year < 9998:
        return None
    place = match.tokens.index(named)
    beside = [match.tokens[at] for at in (place - 1, place + 1) if 0 <= at < len(match.tokens)]
    numbered = next((one for one in beside if one.cls in DAY_NUMBERS), None)
    if numbered is None:
        return reading_of(date(year, int(named.value), 1), "month", basis, loose="XXXX")
    day = safe_date(year, int(named.value), int(re.sub(r"\D", "", numbered.value)))
    return reading_of(day, "day", basis, loose=LOOSE_DAY) if day else None


BUILDERS: dict[str, Builder] = {
    "weekday_of_week": weekday_of_week,
    "beyond": beyond,
    "named_ago": named_ago,
    "ago_on": ago_on,
    "week_on": week_on,
    "month_weekday": month_weekday,
    "edge_days": edge_days,
    "week_of_day": week_of_day,
    "in_time": in_time,
    "year_and_month": year_and_month,
    "night_between": night_between,
}
