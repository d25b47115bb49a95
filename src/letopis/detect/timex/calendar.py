"""Arithmetic of days: the period of some unit around a day, those before and after it, and their TIMEX3 values.

In:   a day, and a unit: day, week, weekend, fortnight, month, quarter, season, half, year, decade, century.
Out:  its first day and the first day after it, its TIMEX3 value, its EDTF string.
"""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)
FARTHEST = 1_000_000  # units; farther off the calendar ends
SEASON_MONTH = {
    "SP": 3,
    "SU": 6,
    "FA": 9,
    "WI": 12,
}  # meteorological, northern half; winter counts with its December
SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
LETTER = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "fortnight": "F",
    "month": "M", "quarter": "Q", "season": "SE", "half": "H", "year": "Y", "decade": "DE", "century": "C",
}  # fmt: skip


def safe_date(year: int, month: int = 1, day: int = 1) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last; kept within the years 1 to 9998."""
    index = min(max(day.year * 12 + day.month - 1 + count, 12), 9998 * 12 + 11)
    year, month = divmod(index, 12)
    last = (first_of(year, month + 1, 1) - DAY).day
    return date(year, month + 1, min(day.day, last))


def first_of(year: int, month: int, months_on: int = 0) -> date:
    """First day of the month that is `months_on` after the given one."""
    index = year * 12 + month - 1 + months_on
    return date(index // 12, index % 12 + 1, 1)


def shift(day: date, unit: str, count: int) -> date:
    """The day `count` units on (or back, where negative), kept within the calendar."""
    count = max(min(count, FARTHEST), -FARTHEST)
    if unit in MONTHS:
        return add_months(day, count * MONTHS[unit])
    days = DAYS.get(unit, 0) * count
    return day + max(min(timedelta(days=days), date.max - day - 366 * DAY), date(2, 1, 1) - day)


def period(day: date, unit: str) -> tuple[date, date]:
    """The half-open period of that unit around the day; weeks start on Monday, decades with their zero."""
    if unit == "week" or unit == "fortnight":
        start = day - day.weekday() * DAY
        return start, start + DAYS[unit] * DAY
    if unit == "weekend":
        start = day - day.weekday() * DAY + 5 * DAY
        return start, start + 2 * DAY
    if unit == "season":
        return season_of(day)
    if unit in MONTHS:
        months = MONTHS[unit]
        if unit == "century":
            start = date(max((day.year - 1) // 100 * 100 + 1, 1), 1, 1)
        elif unit == "decade":
            start = date(max(day.year // 10 * 10, 1), 1, 1)
        else:
            start = date(day.year, (day.month - 1) // months * months + 1, 1)
        return start, add_months(start, months)
    return day, day + DAY


def season_of(day: date) -> tuple[date, date]:
    """The season of three months that holds the day."""
    back = day.month % 3
    start = first_of(day.year, day.month, -back)
    return start, add_months(start, 3)


def season_code(start: date) -> str:
    """`SP`, `SU`, `FA` or `WI` of a season by its first day."""
    return next(code for code, month in SEASON_MONTH.items() if month == start.month)


def value_of(start: date, unit: str) -> str:
    """The TIMEX3 value of the period of that unit which begins on `start`."""
    year = f"{start.year:04d}"
    if unit in ("week", "fortnight", "weekend"):
        iso_year, week, _ = start.isocalendar()
        return f"{iso_year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    values = {
        "month": f"{year}-{start.month:02d}",
        "quarter": f"{year}-Q{(start.month + 2) // 3}",
        "half": f"{year}-H{(start.month + 5) // 6}",
        "year": year,
        "decade": year[:3],
        "century": f"{start.year // 100:02d}",
    }
    if unit == "season":
        return f"{year}-{season_code(start)}"
    return values.get(unit, start.isoformat())


def edtf_of(start: date, end: date, unit: str) -> str:
    """The EDTF string of a period (ISO 8601-2): 2020-09-03, 2020-09, 2020, 202X, 20XX, 2020-21, from/to."""
    if unit == "season":
        return f"{start.year:04d}-{SEASON_EDTF[season_code(start)]}"
    if unit == "quarter":
        return f"{start.year:04d}-{32 + (start.month + 2) // 3}"
    if unit == "half":
        return f"{start.year:04d}-{39 + (start.month + 5) // 6}"
    if unit in ("decade", "century"):
        return value_of(start, unit).ljust(4, "X")
    if unit in ("month", "year"):
        return value_of(start, unit)
    last = end - DAY
    return start.isoformat() if last <= start else f"{start.isoformat()}/{last.isoformat()}"


def weekday_near(day: date, weekday: int, direction: str, *, strictly: bool = False) -> date:
    """The nearest such weekday (1 = Monday) on or before the day ("past") or on or after it ("future").

    With `strictly` the day itself is passed over.
    """
    ahead = (weekday - day.isoweekday()) % 7
    if direction == "future":
        return day + (7 if strictly and not ahead else ahead) * DAY
    back = (day.isoweekday() - weekday) % 7
    return day - (7 if strictly and not back else back) * DAY
