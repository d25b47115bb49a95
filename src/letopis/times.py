"""Intervals of days: when something held, as far as the words say.

Half-open, `start` included and `end` not; both bounds may be open (None). Where a bound is only known within limits,
the outer bounds are `start` and `end`, the inner ones `start_latest` and `end_earliest`: "26-year rule" told on
3 September 2020 starts between 1993-09-04 and 1994-09-03, and still held on the day it was told.

Finding times in text is detect/times.py's; here is only what an interval is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

DAY = timedelta(days=1)
INFERRED = frozenset(
    {"scene", "heading", "story", "report", "chosen"}
)  # rules: no words date it, the course of the report does


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days with the precision that was written.

    Attributes:
        start: first day, or None where open or unknown (outer bound).
        end: first day after, or None where open or unknown (outer bound).
        start_latest: last day on which it can have begun, where that differs from `start`.
        end_earliest: first day on which it can have been over, where that differs from `end`.
        extent: "within" (at some time in it) or "throughout" (all of it).
        edtf: the same as an Extended Date/Time Format string (ISO 8601-2), or None.
        text: the words that say so, or None.
        basis: what it was worked out from: "explicit", "publication date", "tense", "narrative" …
        rule: the name of the pattern that read the words, as in data/lexicon/en/times_rules.tsv, or None.
    """

    start: date | None = None
    end: date | None = None
    start_latest: date | None = None
    end_earliest: date | None = None
    extent: str = "within"
    edtf: str | None = None
    text: str | None = None
    basis: str | None = None
    rule: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise ValueError(
                f"interval ends ({self.end}) before it starts ({self.start}); end is the first day after"
            )
        if self.extent not in ("within", "throughout"):
            raise ValueError(f"extent is {self.extent!r}; it must be 'within' or 'throughout'")

    @property
    def is_open(self) -> bool:
        """True when neither bound is known."""
        return self.start is None and self.end is None

    @property
    def is_inferred(self) -> bool:
        """True for days that follow from the course of a report; what words tell goes before them."""
        return self.rule in INFERRED

    def overlaps(self, other: Interval) -> bool:
        """True when the two can share a day; open bounds reach without limit."""
        starts_before = self.start is None or other.end is None or self.start < other.end
        ends_after = self.end is None or other.start is None or other.start < self.end
        return starts_before and ends_after

    def counts_in(self, days: Interval) -> bool:
        """True when the two can share a day, and where this one is open on a side, the bound that is told lies in
        the days: what was said "by May 3" is of May, not of all years before.
        """
        if not self.overlaps(days) or self.is_open:
            return False
        if self.start is None and days.end is not None:
            return self.end is not None and self.end <= days.end
        return (
            self.end is not None
            or days.start is None
            or (self.start is not None and self.start >= days.start)
        )

    def said(self, *, text: str | None = None, basis: str | None = None) -> Interval:
        """The same interval with its words or basis filled in."""
        return replace(self, text=text or self.text, basis=basis or self.basis)

    def to_json(self) -> dict[str, Any]:
        """The `when` object of the export contract, keys in contract order."""
        return {
            "start": iso(self.start),
            "end": iso(self.end),
            "start_latest": iso(self.start_latest),
            "end_earliest": iso(self.end_earliest),
            "extent": self.extent,
            "edtf": self.edtf,
            "text": self.text,
            "basis": self.basis,
            "rule": self.rule,
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Interval:
        """The interval that `to_json` wrote."""
        return _interval(*map(found.get, _KEPT))


_KEPT = ("start", "end", "start_latest", "end_earliest", "extent", "edtf", "text", "basis", "rule")


@lru_cache(maxsize=20_000)
def _interval(*kept: str | None) -> Interval:
    """The interval of what `to_json` wrote; one and the same stands in many claims and mentions of a day."""
    start, end, start_latest, end_earliest = map(from_iso, kept[:4])
    extent, edtf, text, basis, rule = kept[4:]
    return Interval(start, end, start_latest, end_earliest, extent or "within", edtf, text, basis, rule)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another time that the same words can mean.

    Attributes:
        value: its TIMEX3 value.
        interval: its days.
        reason: what speaks for it.
    """

    value: str
    interval: Interval
    reason: str


def iso(day: date | None) -> str | None:
    """`2020-09-03`, or None."""
    return day.isoformat() if day else None


def from_iso(text: str | None) -> date | None:
    """The day that `iso` wrote, or None.

    Raises:
        ValueError: `text` is no `YYYY-MM-DD`.
    """
    return date.fromisoformat(text) if text else None


def one_day(day: date) -> Interval:
    """The interval of a single day."""
    return Interval(day, day + DAY, edtf=day.isoformat())


def month_of(year: int, month: int) -> Interval:
    """The interval of a whole month.

    Raises:
        ValueError: no such month.
    """
    after = date(year + month // 12, month % 12 + 1, 1)
    return Interval(date(year, month, 1), after, edtf=f"{year:04d}-{month:02d}")


def year_of(year: int) -> Interval:
    """The interval of a whole year, 1 to 9998.

    Raises:
        ValueError: the year is outside the calendar.
    """
    return Interval(date(year, 1, 1), date(year + 1, 1, 1), edtf=f"{year:04d}")


def parse_date(text: str) -> Interval:
    """The interval of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises:
        ValueError: anything else.
    """
    parts = text.strip().split("-")
    if not all(part.isdecimal() for part in parts) or [len(part) for part in parts] not in (
        [4],
        [4, 2],
        [4, 2, 2],
    ):
        raise ValueError(f"{text!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 1:
            return year_of(numbers[0])
        return month_of(*numbers) if len(numbers) == 2 else one_day(date(*numbers))
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: {error}") from error


def parse_period(text: str) -> Interval:
    """The interval of a date, or of two with a slash between them, the last day within; ".." is an open side.

    Raises:
        ValueError: anything else, or they are the wrong way round.
    """
    first, slash, last = text.strip().partition("/")
    if not slash:
        return parse_date(first)
    start = None if first == ".." else parse_date(first).start
    end = None if last == ".." else parse_date(last).end
    if start is None and end is None:
        raise ValueError(f"{text!r} is no time; expected a date, or two with a slash between them")
    return Interval(start, end, extent="throughout", edtf=f"{first}/{last}")
