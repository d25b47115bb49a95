"""Work out the periods that figures are told for: quarters, halves, fiscal years, and the same ones a year before.

In:   a match and its context, with the period that figures were last told for.
Out:  a `Reading` with bounds, or None where the words mean no time after all.

A fiscal year is read as the calendar year of that number, as its months are not told; the other reading is kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from letopis.detect.timex.calendar import DAY, add_months, edtf_of, period, shift
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.points import SHIFTS, month, same_a_year_before, shifted_year, told_period
from letopis.detect.timex.reading import EXPLICIT, NARRATIVE, PUBLICATION, TENSE, Reading, reading_of
from letopis.detect.timex.rules import Match
from letopis.detect.timex.spans import length, until_named

FISCAL = "quarters of a fiscal year begin where that year does: in October before it, in the United States"


def quarter(match: Match, context: Context) -> Reading | None:
    """the third quarter of 2020, last year's first quarter; without a year the nearest one by tense."""
    named = match.find("ordword", "ordinal", "quarter_short")
    number = int(re.sub(r"\D", "", named.value)) if named else 0
    if not 1 <= number <= 4:
        return None
    written = _written_year(match, context)
    year = written or shifted_year(match, context)
    if match.has("ago", "earlier"):
        year = context.anchor.year - 1
    if year is None:
        return _near_quarter(number, context)
    day = date(year, number * 3 - 2, 1)
    found = reading_of(day, "quarter", EXPLICIT if written else PUBLICATION, loose=f"XXXX-Q{number}")
    if match.has("fiscal", "fiscal_short"):
        return found.beside(FISCAL, reading_of(add_months(day, -3), "quarter"))
    return found


def _near_quarter(number: int, context: Context) -> Reading:
    here = period(context.anchor, "quarter")[0]
    start = date(context.anchor.year, number * 3 - 2, 1)
    just_ended = start == shift(here, "quarter", -1)
    if context.nearest == "future" and start < here and not just_ended:
        start = date(start.year + 1, start.month, 1)
    elif context.nearest == "past" and start > here:
        start = date(start.year - 1, start.month, 1)
    return reading_of(start, "quarter", TENSE, loose=f"XXXX-Q{number}")


def _written_year(match: Match, context: Context) -> int | None:
    """The year that is written: 2019, FY2019, FY '19."""
    token = match.find("year4", "fiscal_short")
    if token is None:
        return None
    digits = re.sub(r"\D", "", token.value)
    if len(digits) == 4:
        return max(int(digits), 1)
    year = context.anchor.year // 100 * 100 + int(digits)
    return year if year <= context.anchor.year + 10 else year - 100


def half(match: Match, context: Context) -> Reading | None:
    """the first half of 2020, of the year, of May."""
    number = _half_number(match)
    if number is None:
        return None
    if match.has("month"):
        whole = month(replace(match, tokens=tuple(match.all("month")), mod=match.tokens), context)
        if whole is None or whole.start is None or whole.end is None:
            return whole
        middle = whole.start + 15 * DAY
        start, end = (whole.start, middle) if number == 1 else (middle, whole.end)
        edtf = edtf_of(start, end, "day")
        return replace(
            whole, start=start, end=end, edtf=edtf, mod="START" if number == 1 else "END", others=()
        )
    written = _written_year(match, context)
    year = written or shifted_year(match, context) or context.anchor.year
    basis = EXPLICIT if written else PUBLICATION
    return reading_of(date(year, number * 6 - 5, 1), "half", basis, loose=f"XXXX-H{number}")


def _half_number(match: Match) -> int | None:
    named = match.find("ordword", "ordinal")
    number = int(re.sub(r"\D", "", named.value)) if named else 0
    return number if number in (1, 2) else None


def half_bare(match: Match, context: Context) -> Reading | None:
    """the second half, in a report that tells figures of periods: elsewhere it is one of a match."""
    number = _half_number(match)
    if number is None or context.quarter is None:
        return None
    start = date(context.anchor.year, number * 6 - 5, 1)
    if context.nearest == "past" and start > context.anchor:
        start = shift(start, "year", -1)
    elif context.nearest == "future" and period(start, "half")[1] <= context.anchor:
        start = shift(start, "year", 1)
    return reading_of(start, "half", TENSE, loose=f"XXXX-H{number}")


def fiscal(match: Match, context: Context) -> Reading | None:
    """fiscal 2019, the current fiscal year: about that calendar year, as its months are not told."""
    written = _written_year(match, context)
    shifted = int((match.find(*SHIFTS) or match.tokens[0]).value or 0) if not written else 0
    day = date(written or context.anchor.year + shifted, 1, 1)
    found = reading_of(day, "year", EXPLICIT if written else PUBLICATION, loose="XXXX")
    early = Reading("DATE", found.value, add_months(day, -3), add_months(day, 9), unit="day")
    return replace(found, mod="APPROX").beside(FISCAL, early)


def period_latest(match: Match, context: Context) -> Reading:
    """the latest quarter: the one told of, else the last that is over."""
    return told_period(context)


def period_same(match: Match, context: Context) -> Reading | None:
    """the same period last year, the 2019 quarter: the period told of, in that year; else the year."""
    written = _written_year(match, context)
    back = match.has("ago", "earlier", "before") or (match.has("previous") and match.has("dash"))
    named = replace(match, tokens=tuple(token for token in match.tokens if token.cls != "same"))
    year = written or (None if back else shifted_year(named, context))
    told = context.quarter
    if year is None:
        year = (told.start.year if told and told.start else context.anchor.year) - 1
    basis = EXPLICIT if written else PUBLICATION
    whole = reading_of(date(year, 1, 1), "year", basis, loose="XXXX")
    if told is None or told.start is None or told.unit not in ("quarter", "half"):
        return whole
    same = reading_of(date(year, told.start.month, 1), told.unit, NARRATIVE, loose="XXXX")
    return same.beside("the whole year, where no quarter is meant", whole)


def year_ago(match: Match, context: Context) -> Reading:
    """the year-ago quarter: the period that was told of, a year before."""
    if match.has("months") and (counted := match.find("small", "numword")) and int(counted.value) > 3:
        return reading_of(shift(context.anchor, "year", -1), "year", PUBLICATION, loose="XXXX")
    return same_a_year_before(context)


def first_count(match: Match, context: Context) -> Reading:
    """the first nine months: a length; its days are set where the year follows ("of 2019")."""
    return length(match)


def past_length(match: Match, context: Context) -> Reading:
    """the year ended March 31: a length; its days are those up to that date."""
    return until_named(replace(length(match), value="P1Y", count=1, mod=None))


BUILDERS: dict[str, Builder] = {
    "fiscal": fiscal,
    "first_count": first_count,
    "half": half,
    "half_bare": half_bare,
    "past_length": past_length,
    "period_latest": period_latest,
    "period_same": period_same,
    "quarter": quarter,
    "year_ago": year_ago,
}
