"""What one expression of time is read as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from letopis.detect.timex.calendar import edtf_of, period, value_of

EXPLICIT, PUBLICATION, TENSE, NARRATIVE, EVENT = "explicit", "publication date", "tense", "narrative", "event"
UNKNOWN_PUBLICATION = "relative to unknown publication"


@dataclass(frozen=True, slots=True)
class Reading:
    """A TIMEX3 type and value, and the days it stands for.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value.
        start, end: half-open days; None where open or, for a plain duration, where it says nothing of days.
        start_latest, end_earliest: inner bounds, where they differ.
        unit: the precision ("day", "month", …); of a duration its unit.
        count: of a duration, how many units, None where vague.
        mod: TIMEX3 modifier, or None.
        basis: EXPLICIT, PUBLICATION, TENSE, NARRATIVE or EVENT.
        loose: the value where the publication date is unknown; "" where it is the same.
        extent: "within" or "throughout".
        edtf: where it cannot be told from the bounds and the unit.
        ongoing: a duration that reaches up to now ("26-year rule").
        others: what else the words can mean, each with what speaks for it.
    """

    type: str
    value: str
    start: date | None = None
    end: date | None = None
    start_latest: date | None = None
    end_earliest: date | None = None
    unit: str = ""
    count: int | None = None
    mod: str | None = None
    basis: str = EXPLICIT
    loose: str = ""
    extent: str = "within"
    edtf: str | None = None
    ongoing: bool = False
    others: tuple[tuple[str, Reading], ...] = ()

    @property
    def is_point(self) -> bool:
        """True when it is a stretch of the calendar, not a length of time."""
        return self.start is not None and self.end is not None

    @property
    def is_open(self) -> bool:
        """True when it says nothing of days."""
        return self.start is None and self.end is None

    @property
    def needs_publication(self) -> bool:
        """True when its days are worked out from the publication date."""
        return self.basis in (PUBLICATION, TENSE)

    def beside(self, reason: str, other: Reading | None) -> Reading:
        """This reading with another one kept beside it; itself where the other is the same or none."""
        if other is None or (other.start, other.end) == (self.start, self.end):
            return self
        return replace(self, others=(*self.others, (reason, other)))

    def edtf_string(self) -> str | None:
        """The EDTF string of its own days, without the words around it."""
        if self.edtf or self.start is None or self.end is None:
            return self.edtf
        text = edtf_of(self.start, self.end, self.unit)
        return text + "~" if self.mod and self.mod not in ("START", "MID", "END") else text


def reading_of(day: date, unit: str, basis: str = EXPLICIT, *, loose: str = "") -> Reading:
    """The period of that unit which holds the day."""
    start, end = period(day, unit)
    return Reading("DATE", value_of(start, unit), start, end, unit=unit, basis=basis, loose=loose)


def hull(first: Reading, last: Reading) -> Reading:
    """What holds of a reading whose publication day is only known to lie between two days, given both
    extremes.

    The outer bounds of both, with the value that they share or else the loose one.
    """
    if first == last:
        return first
    starts = [first.start, last.start]
    ends = [first.end, last.end]
    start = None if None in starts else min(day for day in starts if day)
    end = None if None in ends else max(day for day in ends if day)
    same = first.value == last.value
    return replace(
        first,
        start=start,
        end=end,
        start_latest=last.start_latest or last.start,
        end_earliest=first.end_earliest or first.end,
        value=first.value if same else (first.loose or first.value),
        edtf=None if same else spanned(start, end),
        unit=first.unit if same else "",
        others=first.others if same else (),
    )


def spanned(start: date | None, end: date | None) -> str | None:
    """`from/to` in EDTF, `..` for an open end, None when both are open."""
    if start is None and end is None:
        return None
    if start and end:
        return edtf_of(start, end, "day")
    return f"{start.isoformat()}/.." if start else f"../{_last(end)}"


def _last(end: date | None) -> str:
    return date.fromordinal(end.toordinal() - 1).isoformat() if end else ".."
