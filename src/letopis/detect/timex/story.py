"""Work out times that are told from where the story has come to: the following March, that autumn, the night before,
the end of the year.

In:   a match and its context.
Out:  a `Reading` with bounds, or None where the story tells no time before, or the words tell none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letopis.detect.timex.calendar import DAY, SEASON_MONTH, period, shift, weekday_near
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.numbers import count_of
from letopis.detect.timex.points import (
    FRIDAY,
    SHIFTS,
    day_told,
    month,
    month_shifted,
    season,
    told_period,
    unit_of,
    weekend_of,
)
from letopis.detect.timex.reading import EVENT, NARRATIVE, PUBLICATION, TENSE, Reading, reading_of, spanned
from letopis.detect.timex.rules import Match
from letopis.detect.timex.tense import PAST


def month_told(match: Match, context: Context) -> Reading | None:
    """the following March, the previous October; "That September" of the year last told of."""
    named, told = match.find("month", "month_short"), context.narrative
    if named is None:
        return None
    if match.has("that") and not (match.tokens[0].is_capital or _behind_comma(context)):
        return month(replace(match, tokens=(named,)), context)  # "said that March was too early"
    if told is None or told.start is None or told.end is None or match.has("this"):
        return None if match.has("that") else month_shifted(match, context)
    number = int(named.value)
    first = date(told.start.year, number, 1)
    if match.has("following") and first <= (told.end - DAY).replace(day=1):
        first = shift(first, "year", 1)
    if match.has("previous") and first >= told.start.replace(day=1):
        first = shift(first, "year", -1)
    if first > context.anchor and context.direction() == PAST:
        return None  # a story told as past that ran on beyond the report was read wrongly
    return reading_of(first, "month", NARRATIVE, loose=f"XXXX-{number:02d}")


def _behind_comma(context: Context) -> bool:
    return context.before is not None and context.before.cls == "comma"


def season_told(match: Match, context: Context) -> Reading | None:
    """that autumn, the following spring, the summer of the previous year."""
    named, told = match.find("season"), context.narrative
    if named is None or told is None or told.start is None or told.end is None:
        return season(match, context) if named is not None and not match.has("that") else None
    number = SEASON_MONTH[named.value]
    first = date(told.start.year, number, 1)
    if match.has("year"):
        step = 1 if match.has("following", "next") else -1 if match.has("previous") else 0
        first = shift(first, "year", step)
    elif match.has("following", "next") and first < told.end:
        first = shift(first, "year", 1)
    elif match.has("previous") and first >= told.start:
        first = shift(first, "year", -1)
    return reading_of(first, "season", NARRATIVE, loose=f"XXXX-{named.value}")


def day_part_beside(match: Match, context: Context) -> Reading | None:
    """the night before, the morning after, of the day last told; "the morning after crowds stormed it" is a day from
    what is told behind it."""
    told, part, after = context.narrative, match.find("daypart"), context.after
    if after is not None and after.value[:1].isalnum():
        end = context.anchor + DAY
        return Reading(
            "DURATION", "P1D", None, end, unit="day", count=1, basis=EVENT, edtf=spanned(None, end)
        )
    if told is None or told.start is None or told.unit != "day" or part is None:
        return None
    step = 1 if match.has("after") else -1
    day = reading_of(shift(told.start, "day", step), "day", NARRATIVE, loose="XXXX-XX-XX")
    code = "T" + part.value
    return replace(day, type="TIME", value=day.value + code, loose=day.loose + code)


def weekday_beside(match: Match, context: Context) -> Reading | None:
    """the Sunday before, the Friday after: of the day last told."""
    told, named, after = context.narrative, match.find("weekday"), context.after
    if (
        told is None
        or told.start is None
        or named is None
        or (after is not None and after.value[:1].isalnum())
    ):
        return None
    way = "future" if match.has("after") else "past"
    day = weekday_near(told.start, int(named.value), way, strictly=True)
    return reading_of(day, "day", NARRATIVE, loose=f"XXXX-WXX-{named.value}")


def weekdays_later(match: Match, context: Context) -> Reading | None:
    """two Fridays later: counted from the day last told."""
    told, named, count = context.narrative, match.find("weekdays"), count_of(match.tokens)
    if told is None or told.start is None or named is None or not count:
        return None
    back = match.has("earlier")
    near = weekday_near(told.start, int(named.value), "past" if back else "future", strictly=True)
    day = shift(near, "week", (1 - count) if back else (count - 1))
    return reading_of(day, "day", NARRATIVE, loose=f"XXXX-WXX-{named.value}")


def week_back(match: Match, context: Context) -> Reading | None:
    """last Friday week, a week last Monday: a week before the last one."""
    named = match.find("weekday")
    if named is None:
        return None
    last = weekday_near(context.anchor, int(named.value), "past", strictly=True)
    count = (match.tokens[0].cls != "last" and count_of(match.tokens)) or 1
    return reading_of(shift(last, "week", -count), "day", PUBLICATION, loose="PAST_REF")


def unit_out(match: Match, context: Context) -> Reading | None:
    """before the year is out: its last day."""
    last = period(context.anchor, unit_of(match))[1] - DAY
    return reading_of(last, "day", PUBLICATION, loose="XXXX-XX-XX")


def new_year(match: Match, context: Context) -> Reading | None:
    """in the new year: the one that begins next, or has begun, by the tense."""
    if context.narrative is not None and context.narrative.start and context.nearest == "past":
        return reading_of(date(context.narrative.start.year + 1, 1, 1), "year", NARRATIVE, loose="XXXX")
    year = context.anchor.year + (context.nearest != "past")
    return reading_of(date(year, 1, 1), "year", PUBLICATION, loose="XXXX")


def edge(match: Match, context: Context) -> Reading | None:
    """the end of the year, year-end, the beginning of last week."""
    unit = unit_of(match)
    token = match.find(*SHIFTS)
    base = shift(context.anchor, unit, int(token.value or 0) if token else 0)
    named, told = match.find("edge"), context.narrative
    is_told = token is None and match.has("of") and not (context.limit or _is_since(context))
    if is_told and told and told.start and _is_of_story(told, unit, context):
        base = told.start
    if unit == "year" and (match.has("dash") or match.tokens[0].cls == "year"):
        past = context.nearest == "past" and not context.limit
        end = date(context.anchor.year - past, 12, 31)
        if any(token.cls == "approx" for token in match.mod):
            return reading_of(end, "month", TENSE, loose="XXXX-12")
        return reading_of(end, "day", TENSE, loose="XXXX-12-31")
    whole = reading_of(base, unit, PUBLICATION, loose="XXXX")
    return replace(whole, mod=named.value if named else "END")


def edge_beside(match: Match, context: Context) -> Reading | None:
    """the end of the month before, of the year after: of the time last told."""
    told, named, unit = context.narrative, match.find("edge"), unit_of(match)
    if told is None or told.start is None:
        return None
    first = shift(told.start, unit, 1 if match.has("after") else -1)
    return replace(reading_of(first, unit, NARRATIVE, loose="XXXX"), mod=named.value if named else "END")


def _is_since(context: Context) -> bool:
    return context.before is not None and context.before.cls == "since"


def _is_of_story(told: Reading, unit: str, context: Context) -> bool:
    """True where a month or year whose end is told in the past is that of the story, which is over."""
    is_finer = told.unit == "day" or (told.unit == "month" and unit == "year")
    is_over = told.start is not None and period(told.start, unit)[1] <= context.anchor
    return is_finer and is_over and unit in ("month", "year") and context.nearest == "past"


def unit_bare(match: Match, context: Context) -> Reading | None:
    """the weekend, the year: the one told of, which is the one of publication."""
    unit = unit_of(match)
    if unit == "weekend":
        return weekend_of(match, context, FRIDAY, "XXXX-WXX-WE")
    if unit == "quarter":
        return told_period(context)
    if unit == "day" and (told := day_told(context)):
        return told
    told = context.narrative
    if unit in ("day", "month") and told and told.unit == unit and context.nearest != "future":
        return replace(told, basis=NARRATIVE)
    is_edge = any(token.cls == "edge" for token in match.mod) and not (context.limit or _is_since(context))
    if is_edge and told and told.start and _is_of_story(told, unit, context):
        return reading_of(told.start, unit, NARRATIVE)  # "at the end of the month it arrested the king"
    return reading_of(context.anchor, unit, PUBLICATION, loose="XXXX")


BUILDERS: dict[str, Builder] = {
    "month_told": month_told,
    "weekday_beside": weekday_beside,
    "weekdays_later": weekdays_later,
    "week_back": week_back,
    "unit_out": unit_out,
    "new_year": new_year,
    "season_told": season_told,
    "day_part_beside": day_part_beside,
    "edge": edge,
    "edge_beside": edge_beside,
    "unit_bare": unit_bare,
}
