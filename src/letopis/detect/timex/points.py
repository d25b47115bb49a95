"""Work out expressions that name a stretch of the calendar: days, weeks, months, quarters, years, parts of a
day.

In:   a match and its context.
Out:  a `Reading` with bounds, or None where the words mean no time after all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from letopis.detect.timex.calendar import SEASON_MONTH, period, safe_date, shift, weekday_near
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.lexer import Token
from letopis.detect.timex.numbers import count_of, year_in_words
from letopis.detect.timex.reading import EXPLICIT, NARRATIVE, PUBLICATION, TENSE, Reading, reading_of
from letopis.detect.timex.rules import Match

SHIFTS = ("last", "next", "this", "past", "coming", "previous", "following", "current", "that", "same")
MONTH_LEADS = ("in", "since", "until", "during", "late", "early", "through", "month", "year4")
BACK_TO_STORY = ("previous", "following", "that", "same")
UNITS = (
    "minute", "hour", "day", "week", "weekend", "month_", "quarter", "year", "decade_", "century",
    "fortnight",
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
    return found[-1].value if found else ""


def none(match: Match, context: Context) -> None:
    """No time: an age."""


def deictic(match: Match, context: Context) -> Reading:
    """today, yesterday, tomorrow."""
    day = shift(context.anchor, "day", int(match.tokens[0].value))
    loose = "PRESENT_REF" if match.tokens[0].value == "0" else "XXXX-XX-XX"
    return reading_of(day, "day", PUBLICATION, loose=loose)


def weekday(match: Match, context: Context) -> Reading:
    """Thursday: the nearest one in the direction of the tense."""
    number = int(match.tokens[0].value)
    day = weekday_near(context.anchor, number, context.nearest)
    return reading_of(day, "day", TENSE, loose=f"XXXX-WXX-{number}")


def weekday_shifted(match: Match, context: Context) -> Reading:
    """last, next, this Thursday; the previous, following Thursday from what was last told."""
    found = match.find("weekday")
    number = int(found.value) if found else 1
    loose = f"XXXX-WXX-{number}"
    told = context.narrative
    if match.has("previous", "following") and told and told.start:
        way = "past" if match.has("previous") else "future"
        return reading_of(weekday_near(told.start, number, way, strictly=True), "day", NARRATIVE, loose=loose)
    if match.has("last", "past", "previous"):
        day = weekday_near(context.anchor, number, "past", strictly=True)
    elif match.has("next", "coming", "following"):
        day = weekday_near(context.anchor, number, "future", strictly=True)
    else:
        day = weekday_near(context.anchor, number, context.nearest)
    return reading_of(day, "day", PUBLICATION, loose=loose)


def month(match: Match, context: Context) -> Reading | None:
    """March: the nearest one in the direction of the tense, this month included."""
    token = match.tokens[0]
    if not _is_month_name(match, context):
        return None
    number = int(token.value)
    if context.year and context.year < context.anchor.year:
        return reading_of(date(context.year, number, 1), "month", NARRATIVE)
    if context.limit:
        ahead, behind = (_near_month(number, context, way) for way in ("future", "past"))
        return ahead if _months_off(ahead, context) <= _months_off(behind, context) else behind
    return _near_month(number, context, context.nearest)


def _months_off(reading: Reading, context: Context) -> int:
    return abs((reading.start - context.anchor).days) if reading.start else 0


def _is_month_name(match: Match, context: Context) -> bool:
    """False for a person called April, and for a verb that opens a sentence ("May they …", "March on")."""
    before, after = context.before, context.after
    if match.mod or (before and before.cls in MONTH_LEADS):
        return True
    if match.tokens[0].value in ("5", "3") and (before is None or before.cls == "."):
        return False
    return not (after and after.cls == "capital") and not (before and before.cls == "capital")


def _near_month(number: int, context: Context, way: str, *, strictly: bool = False) -> Reading:
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
    return replace(_near_month(number, context, way, strictly=True), basis=PUBLICATION)


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
    future = context.direction() == "future"
    candidates = [found for year in (-1, 0, 1) if (found := safe_date(anchor.year + year, number, day))]
    if context.year:
        inside = safe_date(context.year, number, day)
        if inside:
            return reading_of(inside, "day", NARRATIVE, loose=inside.isoformat())
    right = [found for found in candidates if (found >= anchor if future else found <= anchor)]
    if not right:
        return None
    chosen = min(right) if future else max(right)
    nearest = min(candidates, key=lambda found: abs((found - anchor).days))
    if abs((nearest - anchor).days) <= 45 < abs((chosen - anchor).days) - 45:
        chosen = nearest  # a coming date told in the past tense: "was set for", "agreed to meet on"
    return reading_of(chosen, "day", TENSE, loose=f"XXXX-{number:02d}-{day:02d}")


def date_days(match: Match, context: Context) -> Reading | None:
    """August 9-12: from the first day to the last."""
    days = match.all("small")
    ends = [date_parts(replace(match, tokens=_only(match, day)), context) for day in days[:2]]
    first, last = ends[0], ends[-1]
    if first is None or last is None or not first.start or not last.end or last.end <= first.start:
        return first
    value = f"{first.value}/{last.value}"
    return replace(first, value=value, end=last.end, extent="throughout", loose="")


def _only(match: Match, day: Token) -> tuple[Token, ...]:
    return tuple(token for token in match.tokens if token.cls != "small" or token is day)


def date_digits(match: Match, context: Context) -> Reading | None:
    """2020-08-09, 8/9/2020, 10/31/89; the month first where both orders fit."""
    text = match.tokens[0].value
    for shape in ("%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y"):
        try:
            return reading_of(datetime.strptime(text, shape).date(), "day")
        except ValueError:
            continue
    return None


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


def quarter(match: Match, context: Context) -> Reading | None:
    """the third quarter of 2020, last year's first quarter; without a year the nearest one by tense."""
    named = match.find("ordword", "ordinal", "quarter_short")
    number = int(re.sub(r"\D", "", named.value)) if named else 0
    if not 1 <= number <= 4:
        return None
    written = match.find("year4")
    year = int(written.value) if written else shifted_year(match, context)
    if year is not None:
        basis = EXPLICIT if written else PUBLICATION
        return reading_of(date(year, number * 3 - 2, 1), "quarter", basis, loose=f"XXXX-Q{number}")
    here = period(context.anchor, "quarter")[0]
    start = date(context.anchor.year, number * 3 - 2, 1)
    just_ended = start == shift(here, "quarter", -1)
    if context.nearest == "future" and start < here and not just_ended:
        start = date(start.year + 1, start.month, 1)
    elif context.nearest == "past" and start > here:
        start = date(start.year - 1, start.month, 1)
    return reading_of(start, "quarter", TENSE, loose=f"XXXX-Q{number}")


def half(match: Match, context: Context) -> Reading | None:
    """the first half of 2020, of the year, of May."""
    named = match.find("ordword", "ordinal")
    number = int(re.sub(r"\D", "", named.value)) if named else 0
    if number not in (1, 2):
        return None
    if match.has("month"):
        whole = month(replace(match, tokens=tuple(match.all("month")), mod=match.tokens), context)
        return replace(whole, mod="START" if number == 1 else "END") if whole else None
    written = match.find("year4")
    year = int(written.value) if written else (shifted_year(match, context) or context.anchor.year)
    basis = EXPLICIT if written else PUBLICATION
    return reading_of(date(year, number * 6 - 5, 1), "half", basis, loose=f"XXXX-H{number}")


def century(match: Match, context: Context) -> Reading | None:
    """the 20th century: 1901 to 2000; TIMEX3 writes 19."""
    named = match.find("ordinal", "ordword")
    number = int(re.sub(r"\D", "", named.value)) if named else 0
    if not 1 <= number <= 30:
        return None
    start = date((number - 1) * 100 + 1, 1, 1)
    end = date(number * 100 + 1, 1, 1)
    return Reading("DATE", f"{number - 1:02d}", start, end, unit="century", edtf=f"{number - 1:02d}XX")


def decade(match: Match, context: Context) -> Reading | None:
    """the 1990s, the '90s, the nineties; without a century the latest that has begun."""
    token = match.find("decade", "tensword_s")
    if token is None:
        return None
    digits = re.sub(r"\D", "", token.value)
    if len(digits) == 4:
        return reading_of(date(int(digits), 1, 1), "decade")
    if not match.has("the") and "’" not in token.value and "'" not in token.value and not match.mod:
        return None
    year = context.anchor.year // 100 * 100 + int(digits)
    return reading_of(date(year if year <= context.anchor.year else year - 100, 1, 1), "decade")


def fiscal(match: Match, context: Context) -> Reading | None:
    """fiscal 2019, the current fiscal year: about that calendar year, as its months are not told."""
    written = match.find("year4")
    year = (
        int(written.value)
        if written
        else context.anchor.year + int((match.find(*SHIFTS) or match.tokens[0]).value or 0)
    )
    basis = EXPLICIT if written else PUBLICATION
    return replace(reading_of(date(year, 1, 1), "year", basis, loose="XXXX"), mod="APPROX")


def year(match: Match, context: Context) -> Reading | None:
    """2014, where it is a year and no number, and no part of a name ("Agenda 2030")."""
    token = match.find("year4")
    if token is None and match.has("scale"):
        return reading_of(date(count_of(match.tokens) or 2000, 1, 1), "year")
    if token is None or not _is_year(match, context):
        return None
    return reading_of(date(int(token.value), 1, 1), "year")


def _is_year(match: Match, context: Context) -> bool:
    before, after = context.before, context.after
    if match.has("the") or match.mod:
        return True
    cls = before.cls if before else ""
    value = int(match.tokens[-1].value)
    if before and before.value in ("-", "/", ".", "#", "&"):
        return False
    if not 1900 <= value <= 2099 and cls not in (
        "in",
        "since",
        "from",
        "until",
        "between",
        "of",
        "by",
        "before",
        "after",
    ):
        return False
    if cls == "capital":
        return False
    if (
        after
        and after.cls == "."
        and re.fullmatch(r"[a-z]+s", after.value)
        and not after.value.endswith("ss")
    ):
        return cls in (
            "the",
            "possessive",
            "poss",
            "a",
            "since",
            "until",
        )  # "2000 soldiers" against "the 2014 protests"
    return True


def year_words(match: Match, context: Context) -> Reading | None:
    """nineteen ninety-six."""
    found = year_in_words(match.tokens)
    return reading_of(date(found, 1, 1), "year") if found else None


def year_range(match: Match, context: Context) -> Reading | None:
    """2010-2014, 2014-15: from the first year to the last."""
    first = int((match.find("year4") or match.tokens[0]).value)
    last_text = match.tokens[-1].value
    last = int(last_text) if len(last_text) == 4 else first // 100 * 100 + int(last_text)
    if not first < last <= first + 100:
        return None
    value = f"{first:04d}/{last:04d}"
    return Reading(
        "DATE", value, date(first, 1, 1), date(last + 1, 1, 1), unit="year", extent="throughout", edtf=value
    )


def edge(match: Match, context: Context) -> Reading | None:
    """the end of the year, year-end, the beginning of last week."""
    unit = unit_of(match)
    token = match.find(*SHIFTS)
    base = shift(context.anchor, unit, int(token.value or 0) if token else 0)
    named = match.find("edge")
    if match.has("dash") and unit == "year":
        past = context.nearest == "past"
        end = date(context.anchor.year - past, 12, 31)
        return reading_of(end, "day", TENSE, loose="XXXX-12-31")
    whole = reading_of(base, unit, PUBLICATION, loose="XXXX")
    return replace(whole, mod=named.value if named else "END")


def unit_bare(match: Match, context: Context) -> Reading | None:
    """the weekend, the year: the one told of, which is the one of publication."""
    unit = unit_of(match)
    if unit == "weekend":
        back = context.nearest == "past" and context.anchor.isoweekday() < 6
        return reading_of(
            shift(context.anchor, "week", -1 if back else 0), "weekend", PUBLICATION, loose="XXXX-WXX-WE"
        )
    if unit == "quarter":
        return _told_quarter(context)
    return reading_of(context.anchor, unit, PUBLICATION, loose="XXXX")


def _told_quarter(context: Context) -> Reading:
    """The quarter that was last told of, else the last one that is over."""
    if context.quarter and context.quarter.unit == "quarter":
        return replace(context.quarter, basis=NARRATIVE, loose="XXXX-QX")
    return reading_of(shift(context.anchor, "quarter", -1), "quarter", PUBLICATION, loose="XXXX-QX")


def unit_shifted(match: Match, context: Context) -> Reading | None:
    """last week, next year, this month; the following day, that year from what was last told."""
    unit = unit_of(match)
    if match.has("latest"):
        return _told_quarter(context)
    token = match.find(*SHIFTS)
    if match.tokens[-1].is_capital and match.tokens[-2].is_capital:
        return None  # a name: the programme "This Week"
    if token is None or unit in ("minute", "hour"):
        return None
    story = match.has(*BACK_TO_STORY) or (unit == "day" and match.has("next"))
    if story:
        return _from_story(match, context, unit, int(token.value or 0))
    if unit == "day":
        return None
    count = int(token.value or 0)
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
    if told is None or told.start is None:
        return None
    if unit == "day" and told.unit not in ("day", ""):
        return None
    return replace(reading_of(shift(told.start, unit, count), unit, NARRATIVE), loose="XXXX")


BUILDERS: dict[str, Builder] = {
    "none": none,
    "deictic": deictic,
    "weekday": weekday,
    "weekday_shifted": weekday_shifted,
    "month": month,
    "month_shifted": month_shifted,
    "month_year": month_year,
    "date_parts": date_parts,
    "date_days": date_days,
    "date_digits": date_digits,
    "season": season,
    "quarter": quarter,
    "half": half,
    "century": century,
    "decade": decade,
    "fiscal": fiscal,
    "year": year,
    "year_words": year_words,
    "year_range": year_range,
    "edge": edge,
    "unit_bare": unit_bare,
    "unit_shifted": unit_shifted,
}
