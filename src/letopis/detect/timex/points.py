"""Work out expressions that name a stretch of the calendar: days, weeks, months, quarters, years, parts of a
day.

In:   a match and its context.
Out:  a `Reading` with bounds, or None where the words mean no time after all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from letopis.detect.timex.calendar import SEASON_MONTH, period, safe_date, shift, weekday_near
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.lexer import Token
from letopis.detect.timex.numbers import year_in_words
from letopis.detect.timex.reading import EXPLICIT, NARRATIVE, PUBLICATION, TENSE, Reading, reading_of
from letopis.detect.timex.rules import Match
from letopis.detect.timex.weekdays import known_weekday, that_weekday

HALF_A_YEAR = 182  # days; a plain present with a day so long ago means the next one
RECENT_DAYS = 7  # a day so near is the day of the story
SHIFTS = (
    "last",
    "latest",
    "next",
    "this",
    "past",
    "coming",
    "previous",
    "following",
    "current",
    "that",
    "same",
)
MONTH_LEADS = ("in", "since", "until", "during", "late", "early", "through", "month", "year4")
WEDNESDAY, FRIDAY = 3, 5
NEAR_DAYS = 45  # a day or month so near is meant, where tense tells little
FROM_REPORT = "told from the report, not from what was last told"
OTHER_WAY = "the nearest one the other way, were the tense not to decide"
LAST_MONTH = "the month before the report, which is mostly called last month"
WIDER = {
    "week": ("month", "season", "quarter", "year", "decade", "century"),
    "month": ("season", "quarter", "year", "decade", "century"),
}
BACK_TO_STORY = ("previous", "following", "that", "same")
UNITS = (
    "minute", "hour", "day", "week", "weekend", "month_", "quarter", "year", "decade_", "century",
    "fortnight", "longword",
)  # fmt: skip
UNITS_MANY = (
    "seconds",
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "quarters",
    "years",
    "decades",
    "centurys",
)


def unit_of(match: Match) -> str:
    """The unit that the match counts in or names; the last one of it."""
    found = match.all(*UNITS, *UNITS_MANY)
    if len(found) > 1 and match.has("or"):
        return found[0].value  # "weeks or months"
    return found[-1].value if found else ""


def none(match: Match, context: Context) -> None:
    """No time: an age."""


def deictic(match: Match, context: Context) -> Reading:
    """today, yesterday, tomorrow."""
    day = shift(context.anchor, "day", int(match.tokens[0].value))
    loose = "PRESENT_REF" if match.tokens[0].value == "0" else "XXXX-XX-XX"
    return reading_of(day, "day", PUBLICATION, loose=loose)


def weekday(match: Match, context: Context) -> Reading | None:
    """Thursday: the nearest one in the direction of the tense."""
    number = int(match.tokens[0].value)
    is_known = bool(context.before and context.before.cls == "the")
    if is_known and context.after and context.after.is_capital:
        return None  # "the Sunday Herald"
    if is_known and (told := known_weekday(number, context)):
        return told
    if context.before and context.before.cls == "that" and (told := that_weekday(number, context)):
        return told
    ways: Sequence[str] = (
        ("future", "past") if context.direction() in ("future", "scheduled") else ("past", "future")
    )
    if context.is_due:
        ways = sorted(
            ways, key=lambda way: abs((weekday_near(context.anchor, number, way) - context.anchor).days)
        )
    day, other = (
        reading_of(weekday_near(context.anchor, number, way), "day", TENSE, loose=f"XXXX-WXX-{number}")
        for way in ways
    )
    return day.beside(OTHER_WAY, other)


def _is_next_of_story(match: Match, context: Context) -> bool:
    """True for "the next Friday" of a story told in the past; "next Friday" counts from the report."""
    told, known = context.narrative, match.tokens[0].cls == "the" and match.has("next")
    return known and context.direction() == "past" and told is not None and told.unit == "day"


def weekday_shifted(match: Match, context: Context) -> Reading:
    """last, next, this Thursday; the previous, following Thursday from what was last told."""
    found = match.find("weekday")
    number = int(found.value) if found else 1
    loose = f"XXXX-WXX-{number}"
    told = context.narrative
    in_story = match.has("previous", "following") or _is_next_of_story(match, context)
    if in_story and told and told.start:
        way = "past" if match.has("previous") else "future"
        return reading_of(weekday_near(told.start, number, way, strictly=True), "day", NARRATIVE, loose=loose)
    if match.has("last", "past", "previous"):
        day = weekday_near(context.anchor, number, "past", strictly=True)
    elif match.has("next", "coming", "following"):
        day = weekday_near(context.anchor, number, "future", strictly=True)
    else:
        way = "past" if context.direction() in ("past", "perfect", "of a noun") else "future"
        day = weekday_near(context.anchor, number, way)
    if match.has("next", "last"):
        other = shift(day, "week", 1 if match.has("next") else -1)
        return reading_of(day, "day", PUBLICATION, loose=loose).beside(
            "of the week after, not of this one", reading_of(other, "day", PUBLICATION)
        )
    return reading_of(day, "day", PUBLICATION, loose=loose)


def month(match: Match, context: Context) -> Reading | None:
    """March: the nearest one in the direction of the tense, this month included."""
    token = match.tokens[-1]
    if len(match.tokens) == 1 and not _is_month_name(match, context):
        return None
    number = int(token.value)
    if context.year and context.year < context.anchor.year:
        return reading_of(date(context.year, number, 1), "month", NARRATIVE)
    ahead, behind = (near_month(number, context, way) for way in ("future", "past"))
    chosen = ahead if context.nearest == "future" else behind
    is_near = context.direction() in ("untold", "of a noun") and _days_off(ahead, context) <= NEAR_DAYS
    if context.limit or is_near:
        chosen = ahead if _days_off(ahead, context) <= _days_off(behind, context) else behind
    return chosen.beside(OTHER_WAY, behind if chosen is ahead else ahead)


def _days_off(reading: Reading, context: Context) -> int:
    return abs((reading.start - context.anchor).days) if reading.start else 0


def _is_month_name(match: Match, context: Context) -> bool:
    """False for a person called April, and for a verb that opens a sentence ("May they …", "March on")."""
    before, after = context.before, context.after
    if match.mod or (before and before.cls in MONTH_LEADS):
        return True
    if match.tokens[0].value in ("5", "3") and (before is None or before.cls == "."):
        return False
    return not (after and after.cls == "capital") and not (before and before.cls == "capital")


def near_month(number: int, context: Context, way: str, *, strictly: bool = False) -> Reading:
    """The nearest month of that number ahead of ("future") or behind the day it is told on, its own included."""
    anchor = context.anchor
    year = anchor.year
    if way == "future":
        year += number < anchor.month or (strictly and number == anchor.month)
    else:
        year -= number > anchor.month or (strictly and number == anchor.month)
    return reading_of(date(year, number, 1), "month", TENSE, loose=f"XXXX-{number:02d}")


def month_shifted(match: Match, context: Context) -> Reading | None:
    """last August, next March, this May."""
    found = match.find("month", "month_short")
    number = int(found.value) if found else 1
    if match.has("this") and not match.has("past", "coming"):
        return reading_of(
            date(context.anchor.year, number, 1), "month", PUBLICATION, loose=f"XXXX-{number:02d}"
        )
    way = "past" if match.has("last", "past", "previous") else "future"
    latest = shift(context.anchor, "month", -1)
    if match.has("last") and latest.month == number:  # "last February" in March: this year's is "last month"
        before = date(latest.year - 1, number, 1)
        told = reading_of(before, "month", PUBLICATION, loose=f"XXXX-{number:02d}")
        return told.beside(LAST_MONTH, reading_of(latest, "month", PUBLICATION))
    return replace(near_month(number, context, way, strictly=True), basis=PUBLICATION)


def shifted_year(match: Match, context: Context) -> int | None:
    """The year of "March last year", "the third quarter of next year"; None where no year is shifted."""
    token = match.find(*SHIFTS)
    if token is None or not match.has("year"):
        return None
    return context.anchor.year + int(token.value or 0)


def month_year(match: Match, context: Context) -> Reading | None:
    """August 2020, March last year."""
    found = match.find("month", "month_short")
    number = int(found.value) if found else 1
    named = match.find("year4")
    year = int(named.value) if named else year_in_words(match.tokens)
    basis = EXPLICIT
    if year is None:
        year, basis = shifted_year(match, context), PUBLICATION
    return reading_of(date(year, number, 1), "month", basis, loose=f"XXXX-{number:02d}") if year else None


def date_parts(match: Match, context: Context) -> Reading | None:
    """9 August 2020, Sunday, August 9; without a year the nearest one in the direction of the tense."""
    named = match.find("month", "month_short")
    numbered = match.find("small", "ordinal", "ordword")
    if named is None or numbered is None:
        return None
    number, day = int(named.value), int(re.sub(r"\D", "", numbered.value))
    written = match.find("year4")
    year = int(written.value) if written else shifted_year(match, context)
    if year is not None:
        found = safe_date(year, number, day)
        basis = EXPLICIT if written else PUBLICATION
        return reading_of(found, "day", basis, loose=f"XXXX-{number:02d}-{day:02d}") if found else None
    return _near_date(number, day, context)


def _near_date(number: int, day: int, context: Context) -> Reading | None:
    anchor = context.anchor
    direction = context.direction()
    future = direction == "future"
    candidates = [found for year in (-1, 0, 1) if (found := safe_date(anchor.year + year, number, day))]
    if context.year:
        inside = safe_date(context.year, number, day)
        if inside:
            return reading_of(inside, "day", NARRATIVE, loose=inside.isoformat())
    chosen = _chosen_date(candidates, context, future=future)
    if direction == "scheduled" and chosen is not None and (anchor - chosen).days > HALF_A_YEAR:
        chosen = _chosen_date(candidates, context, future=True)  # "expires on November 22"
    if chosen is None:
        return None
    reading = reading_of(chosen, "day", TENSE, loose=f"XXXX-{number:02d}-{day:02d}")
    wrong = [other for other in candidates if (other > anchor) != (chosen > anchor)]
    nearest = min(wrong, key=lambda found: abs((found - anchor).days)) if wrong else None
    return reading.beside(OTHER_WAY, reading_of(nearest, "day", TENSE) if nearest else None)


def _chosen_date(candidates: list[date], context: Context, *, future: bool) -> date | None:
    """The nearest of the candidates by tense; by distance alone where tense tells little."""
    anchor = context.anchor
    right = [found for found in candidates if (found >= anchor if future else found <= anchor)]
    if not candidates or not right:
        return None
    chosen = min(right) if future else max(right)
    nearest = min(candidates, key=lambda found: abs((found - anchor).days))
    if context.limit and not future:
        return nearest  # "had until November 10"
    if abs((nearest - anchor).days) <= NEAR_DAYS < abs((chosen - anchor).days) - NEAR_DAYS:
        return nearest  # a coming date told in the past tense: "was set for", "agreed to meet on"
    return chosen


def date_days(match: Match, context: Context) -> Reading | None:
    """August 9-12: from the first day to the last."""
    days = match.all("small")
    ends = [date_parts(replace(match, tokens=_only(match, day)), context) for day in days[:2]]
    first, last = ends[0], ends[-1]
    if first is None or last is None or not first.start or not last.end or last.end <= first.start:
        return first
    value = f"{first.value}/{last.value}"
    return replace(first, value=value, end=last.end, extent="throughout", loose="")


def date_days_joined(match: Match, context: Context) -> Reading | None:
    """29 and 30 January: two days one after the other as a stretch; None of others."""
    days = [int(token.value) for token in match.all("small")[:2]]
    return date_days(match, context) if days[1] - days[0] == 1 else None


def _only(match: Match, day: Token) -> tuple[Token, ...]:
    return tuple(token for token in match.tokens if token.cls != "small" or token is day)


def date_digits(match: Match, context: Context) -> Reading | None:
    """2020-08-09, 8/9/2020, 10/31/89; the month first where both orders fit."""
    text = match.tokens[0].value
    if match.has("isodate"):
        days = _days_written(text, ("%Y-%m-%d",))
    elif "." in text:
        days = _days_written(text, ("%d.%m.%Y",))
    else:
        years = "%Y" if len(re.split(r"\D", text)[-1]) == 4 else "%y"
        days = _days_written(re.sub(r"\D", "/", text), (f"%m/%d/{years}", f"%d/%m/{years}"))
    if not days:
        return None
    return reading_of(days[0], "day").beside("the day in front of the month", reading_of(days[-1], "day"))


def _days_written(text: str, shapes: tuple[str, ...]) -> list[date]:
    found = []
    for shape in shapes:
        with suppress(ValueError):
            found.append(datetime.strptime(text, shape).date())
    return found


def season(match: Match, context: Context) -> Reading | None:
    """the winter of 2014, this spring, last fall."""
    named = match.find("season")
    if named is None:
        return None
    number = SEASON_MONTH[named.value]
    written = match.find("year4")
    year = int(written.value) if written else year_in_words(match.tokens)
    if year is not None:
        return reading_of(date(year, number, 1), "season")
    loose = f"XXXX-{named.value}"
    year = shifted_year(match, context)
    if year is not None:
        return reading_of(date(year, number, 1), "season", PUBLICATION, loose=loose)
    return _near_season(match, number, context, loose)


def _near_season(match: Match, number: int, context: Context, loose: str) -> Reading:
    here = period(context.anchor, "season")[0]
    start = date(context.anchor.year, number, 1)
    if context.year and context.year < context.anchor.year and not match.has(*SHIFTS):
        return reading_of(date(context.year, number, 1), "season", NARRATIVE, loose=loose)
    back = match.has("last", "previous") or (match.has("past") and not match.has("this"))
    ahead = match.has("next", "coming") or (not match.has(*SHIFTS) and context.nearest == "future")
    if back:
        start = _season_year(start, -1) if start >= here else start
        start = start if start < here else _season_year(start, -1)
    elif ahead:
        start = start if start > here or (start == here and not match.has("next")) else _season_year(start, 1)
    elif start > here and (context.nearest == "past" or (number == 12 and context.anchor.month < 3)):
        start = (
            _season_year(start, -1) if match.has("past") or not match.has("this") or number == 12 else start
        )
    return reading_of(start, "season", PUBLICATION, loose=loose)


def _season_year(start: date, years: int) -> date:
    return date(start.year + years, start.month, 1)


def day_told(context: Context) -> Reading | None:
    """The day of "in the evening", "later in the day": in a story of the last days the one last told of, else None."""
    if context.nearest == "future":
        return None
    for told in (context.day, context.narrative):
        if told is None or told.start is None or told.unit != "day":
            continue
        if 0 <= (context.anchor - told.start).days <= RECENT_DAYS:
            return reading_of(told.start, "day", NARRATIVE, loose="XXXX-XX-XX")
    return None


def weekend_of(match: Match, context: Context, last: int, loose: str) -> Reading:
    """The weekend of this week; up to that weekday the one before where it is told in the past."""
    weekday = context.anchor.isoweekday()
    is_earlier = weekday <= FRIDAY and any(token.cls == "earlier" for token in match.mod)
    back = is_earlier or (context.nearest == "past" and weekday <= last)
    return reading_of(shift(context.anchor, "week", -1 if back else 0), "weekend", PUBLICATION, loose=loose)


def unit_shifted(match: Match, context: Context) -> Reading | None:
    """last week, next year, this month; the following day, that year from what was last told."""
    unit = unit_of(match)
    token = match.find(*SHIFTS)
    if match.tokens[-1].is_capital and match.tokens[-2].is_capital:
        return None  # a name: the programme "This Week"
    if token is None or unit in ("minute", "hour"):
        return None
    told_next = match.has("next") and (unit == "day" or (match.has("the") and context.nearest == "past"))
    story = match.has(*BACK_TO_STORY) or told_next
    if story:
        return _from_story(match, context, unit, int(token.value or 0))
    if unit == "day":
        return None
    count = int(token.value or 0)
    if unit == "quarter" and count == 0 and context.nearest == "past" and context.quarter:
        return told_period(context)  # "this quarter's loss": the one that figures are told of
    if unit == "year" and count == -1 and context.is_compared and context.quarter:
        return same_a_year_before(context)
    if unit == "weekend" and count == 0 and match.has("this"):
        return weekend_of(match, context, WEDNESDAY, "PRESENT_REF")
    base = shift(context.anchor, unit, count)
    if unit == "weekend" and count == -1 and context.anchor.isoweekday() == 7:
        base = shift(context.anchor, "day", -7)
    return reading_of(base, unit, PUBLICATION, loose=_loose_unit(unit, count))


def _loose_unit(unit: str, count: int) -> str:
    if count == 0:
        return "PRESENT_REF"
    return {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(
        unit, "XXXX"
    )


def _from_story(match: Match, context: Context, unit: str, count: int) -> Reading | None:
    told = context.narrative
    if match.has("same"):  # "discussed since the 1990s … signed in the same week": that of the day last told
        wider = WIDER.get(unit, ())
        times = (context.narrative, context.day, context.scene)
        told = next((time for time in times if time is not None and time.unit not in wider), None)
    if told is None or told.start is None:
        return None
    if unit == "day" and told.unit not in ("day", ""):
        return None
    if unit == "month" and count and told.unit in ("year", "season"):
        return None
    found = replace(reading_of(shift(told.start, unit, count), unit, NARRATIVE), loose="XXXX")
    return found.beside(FROM_REPORT, reading_of(shift(context.anchor, unit, count), unit, PUBLICATION))


def told_period(context: Context) -> Reading:
    """The quarter that was last told of, else the last one that is over."""
    if context.quarter and context.quarter.unit == "quarter":
        return replace(context.quarter, basis=NARRATIVE, loose="XXXX-QX")
    return reading_of(shift(context.anchor, "quarter", -1), "quarter", PUBLICATION, loose="XXXX-QX")


def same_a_year_before(context: Context) -> Reading:
    """The period that figures are told of, a year before; the year before where none is told of."""
    plain = reading_of(shift(context.anchor, "year", -1), "year", PUBLICATION, loose="XXXX")
    if context.quarter is None or context.quarter.start is None:
        return plain
    day = shift(context.quarter.start, "year", -1)
    told = reading_of(day, context.quarter.unit, NARRATIVE, loose="XXXX")
    return told.beside("a year before the report, not before what was told", plain)


def day_beside(match: Match, context: Context) -> Reading:
    """the day before yesterday, the day after tomorrow."""
    token = match.find("deictic")
    count = int(token.value if token else 0) + (-1 if match.has("before") else 1)
    return reading_of(shift(context.anchor, "day", count), "day", PUBLICATION, loose="XXXX-XX-XX")


def month_story(match: Match, context: Context) -> Reading | None:
    """May of that year, March of the following year: from what was last told."""
    named, told = match.find("month", "month_short"), context.narrative
    token = match.find(*BACK_TO_STORY, "next")
    if named is None or token is None or told is None or told.start is None:
        return None
    year = max(told.start.year + int(token.value or 0), 1)
    day = match.find("small", "ordinal", "ordword")
    if day is not None:
        try:
            return reading_of(
                date(year, int(named.value), int(day.value)), "day", NARRATIVE, loose="XXXX-XX-XX"
            )
        except ValueError:
            return None
    loose = f"XXXX-{int(named.value):02d}"
    return reading_of(date(year, int(named.value), 1), "month", NARRATIVE, loose=loose)


BUILDERS: dict[str, Builder] = {
    "day_beside": day_beside,
    "month_story": month_story,
    "none": none,
    "deictic": deictic,
    "weekday": weekday,
    "weekday_shifted": weekday_shifted,
    "month": month,
    "month_shifted": month_shifted,
    "month_year": month_year,
    "date_parts": date_parts,
    "date_days": date_days,
    "date_days_joined": date_days_joined,
    "date_digits": date_digits,
    "season": season,
    "unit_shifted": unit_shifted,
}
