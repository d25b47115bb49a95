"""When an article appeared, with what says so.

In:   what the page says of its own date: metadata, its address, a dateline, a line under the title.
Out:  every date found, the most trustworthy first; none is made up, and none lies in the future.

Dates of other pages, of copyright lines and of later changes are not publication dates; those of changes are kept
apart. A day and month without a year ("KYIV, March 3") only narrow a month or year that something else gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from letopis import lexicon
from letopis.document import CHANGED, Published
from letopis.errors import UsageError
from letopis.times import Interval, month_of, one_day, parse_date

EARLIEST = date(1600, 1, 1)  # the first newspapers are of the years after
ORDER = ("given", "json-ld", "meta", "url", "dateline", CHANGED)
MOVED = timedelta(
    days=31
)  # metadata this much later than the date in the address are those of a move to a new site
_ISO = re.compile(r"\s*(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")
_YEAR_FIRST = re.compile(r"(?<![\w./-])(\d{4})[-/](\d\d)[-/](\d\d)(?![\w/-])")
LAST_MONTH = 12


def given_date(written: str) -> Published:
    """The publication date that a user gives: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, basis "given".

    Raises:
        UsageError: it is no date, lies in the future, or before there were newspapers.
    """
    try:
        interval = parse_date(written)
    except ValueError:
        message = f"publication date {written!r} is no date; expected YYYY-MM-DD, YYYY-MM or YYYY"
        raise UsageError(message) from None
    if not is_plausible(interval):
        raise UsageError(
            f"publication date {written} cannot be; expected one from {EARLIEST.year} to today, {today()}"
        )
    return Published(interval.said(text=written, basis="given"), "given", written)


def is_plausible(interval: Interval) -> bool:
    """True when an article can have appeared then; a day ahead is allowed: it may be tomorrow elsewhere."""
    start = interval.start
    return start is not None and EARLIEST <= start <= today() + timedelta(days=1)


def today() -> date:
    """Today, in UTC."""
    return datetime.now(UTC).date()


def stated_date(written: str, basis: str) -> Published | None:
    """The date that a metadata field or a line holds, or None."""
    interval = read_iso(written) or read_written_date(written)
    if interval is None or not is_plausible(interval):
        return None
    return Published(interval.said(text=written.strip(), basis=basis), basis, written.strip())


def read_iso(written: str) -> Interval | None:
    """The day (or month) of an ISO time stamp, as written there, not moved to another time zone."""
    found = _ISO.match(written)
    try:
        if found is None:
            return None
        if found[3] is None:
            return month_of(int(found[1]), int(found[2]))
        return one_day(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return None


def read_written_date(written: str) -> Interval | None:
    """The first full date: "Sept. 3, 2020", "3 September 2020", "September 2020", "03.09.2020", "23/09/2020"."""
    for pattern in _written_patterns():
        for found in pattern.finditer(written[:400]):
            parts = found.groupdict()
            month = months()[parts["month"].lower()]
            try:
                year = int(parts["year"])
                return (
                    one_day(date(year, month, int(parts["day"])))
                    if parts.get("day")
                    else month_of(year, month)
                )
            except ValueError:
                continue
    return _read_numeric(written)


def read_day_and_month(written: str) -> tuple[int, int] | None:
    """Month and day of "March 3" or "3 March", or None."""
    for pattern in _yearless_patterns():
        if found := pattern.search(written[:400]):
            return months()[found["month"].lower()], int(found["day"])
    return None


def narrow(coarse: Iterable[Published], written: str) -> Published | None:
    """The day of a dateline without a year, inside the month or year that a coarser candidate gives."""
    found = read_day_and_month(written)
    for candidate in coarse if found else ():
        start, end = candidate.interval.start, candidate.interval.end
        if (
            candidate.basis == CHANGED
            or found is None
            or start is None
            or end is None
            or (end - start).days < 2
        ):
            continue
        try:
            day = date(start.year, *found)
        except ValueError:
            continue
        if start <= day < end:
            return Published(one_day(day).said(text=written, basis="dateline"), "dateline", written)
    return None


def best_first(candidates: Sequence[Published]) -> tuple[Published, ...]:
    """The candidates without doubles, the most trustworthy first.

    What the user gave, then by basis, a day before a mere month, the day of a change last; but an address dated
    well before the metadata goes first: the page has been moved since.
    """
    kept: list[Published] = []
    for candidate in candidates:
        if not any((k.basis, k.interval.edtf) == (candidate.basis, candidate.interval.edtf) for k in kept):
            kept.append(candidate)
    kept.sort(
        key=lambda c: (c.basis != "given", c.basis == CHANGED, _days(c.interval) > 1, ORDER.index(c.basis))
    )
    own = next((c for c in kept if c.basis == "url"), None)
    if own and kept[0].basis not in ("given", "url", CHANGED) and _is_later(kept[0].interval, own.interval):
        kept.remove(own)
        kept.insert(0, own)
    return tuple(kept)


def dated(candidates: Sequence[Published]) -> Published:
    """The first candidate that is no mere change, or an unknown date."""
    best = next((one for one in candidates if one.basis != CHANGED), None)
    if best is None:
        return Published()
    return replace(best, interval=best.interval.said(text=best.text, basis=best.basis))


def _is_later(found: Interval, address: Interval) -> bool:
    return found.start is not None and address.end is not None and found.start > address.end + MOVED


def _days(interval: Interval) -> int:
    return (interval.end - interval.start).days if interval.start and interval.end else 10_000


def _read_numeric(written: str) -> Interval | None:
    """03.09.2020, 23/09/2020, 2020/09/03: with full stops the day comes first; with slashes it may not.

    Those are read only where one of the two numbers can be no month, or both are the same.
    """
    if found := _YEAR_FIRST.search(written[:400]):
        year, month, day = map(int, found.groups())
    elif found := _NUMERIC.search(written[:400]):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] != ".":
            if day <= LAST_MONTH and month <= LAST_MONTH and day != month:
                return None
            day, month = (month, day) if month > LAST_MONTH else (day, month)
    else:
        return None
    try:
        return one_day(date(year, month, day))
    except ValueError:
        return None


@cache
def months() -> dict[str, int]:
    """Their numbers by name."""
    return {row["name"]: int(row["value"]) for row in lexicon.table("months")}


@cache
def month_pattern() -> str:
    """A regular expression of the names of the months, without groups; their case does not matter."""
    return rf"(?:{'|'.join(sorted(months(), key=len, reverse=True))})\b"


@cache
def _pieces() -> tuple[str, str]:
    return rf"\b(?P<month>{month_pattern()})\.?", r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?"


@cache
def _written_patterns() -> tuple[re.Pattern[str], ...]:
    month, day = _pieces()
    year = r"[\[(]?(?P<year>(?:1[6-9]|20)\d\d)\b"
    other = r"(?:,?\s+\(?juche\s+\d{1,3}\)?)?"  # North Korea counts years from 1912 and writes ours behind
    orders = (
        rf"{month}\s+(?:the\s+)?{day}{other},?\s*{year}",
        rf"{day}(?:\s+of)?[\s-]+{month}{other},?[\s-]*{year}",
        rf"{month},?\s+{year}",
    )
    return tuple(re.compile(order, re.IGNORECASE) for order in orders)


@cache
def _yearless_patterns() -> tuple[re.Pattern[str], ...]:
    month, day = _pieces()
    return tuple(
        re.compile(order, re.IGNORECASE)
        for order in (rf"{month}\s+(?:the\s+)?{day}\b", rf"{day}(?:\s+of)?[\s-]+{month}")
    )
