"""Which office somebody held on a day, as the tenures of the record tell.

In:   lines of kind tenure; a line that somebody speaks in.
Out:  offices, each with the tenure that says so; nothing where the record does not tell.

A tenure holds on a day that it covers for certain, or between two sightings of the same holder in the same office.
An article that names the office without saying since when sees it held on the day of its publication.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from letopis.claim import Modality, Polarity
from letopis.profile import Line
from letopis.times import Interval
from letopis.view import wording
from letopis.view.wording import told_when

SLACK = timedelta(days=31)  # an office seen held is taken to have been held this long before and after
TERM = timedelta(days=5 * 366)  # two sightings further apart than a term of office can be two tenures
MOST = 2  # offices that are told of one speaker
LOOSE = frozenset({"Head", "Leader"})  # what many an office is called, beside its own name
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """An office held on some day: its name, the claim that says so, and whether the record knows it to be over."""

    office: str
    claim: str
    is_over: bool


class Offices:
    """The tenures of a record, by holder."""

    def __init__(self, tenures: Sequence[Line]) -> None:
        self._of: dict[str, list[Line]] = defaultdict(list)
        for line in tenures:
            if line.claim.polarity is Polarity.AFFIRMED and line.claim.modality is Modality.ASSERTED:
                for holder in line.all("holder"):
                    if holder.entity is not None:
                        self._of[holder.entity].append(line)
        self._last = max((_until(line.claim.known) for line in tenures), default=date.min)

    def held_by(self, entity: str | None, line: Line) -> list[Held]:
        """The offices that an entity held when the line was said, the surest first; two at most."""
        own = self._of.get(entity or "", [])
        found: dict[str, list[tuple[int, bool, Line]]] = defaultdict(list)
        for tenure in own:
            rank = sureness(tenure, line, own)
            if rank:
                same = tenure.claim.document == line.claim.document
                found[wording.office_name(tenure)].append((rank, same, tenure))
        surest = max((max(told[:2] for told in several) for several in found.values()), default=None)
        classes: dict[str, Held] = {}
        for name, several in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            best = next((told[2] for told in several if told[:2] == surest), None)
            if best is not None:
                name, best = _by_own_name(name, best, found)
                classes.setdefault(best.claim.type, Held(name, best.claim.id, self._is_over(name, own)))
        return list(classes.values())[:MOST]

    def _is_over(self, office: str, own: Sequence[Line]) -> bool:
        """True when a tenure of this office is told to have ended before the last article of the record."""
        ends = [
            tenure.claim.when.end
            for tenure in own
            if tenure.claim.when and tenure.claim.when.end and wording.office_name(tenure) == office
        ]
        return any(end <= self._last for end in ends)


def _by_own_name(
    name: str, tenure: Line, found: Mapping[str, Sequence[tuple[int, bool, Line]]]
) -> tuple[str, Line]:
    """The office as other articles name it, where this one says no more than "Leader" of the same state or body."""
    title, _, body = name.partition(", ")
    if title not in LOOSE:
        return name, tenure
    told = [(len(several), other, several[0][2]) for other, several in found.items()]
    same = [
        (count, other, line)
        for count, other, line in told
        if line.claim.type == tenure.claim.type
        and other.partition(", ")[2] == body
        and other.partition(", ")[0] not in LOOSE
        and other[0].isupper()  # not "head of state", where only the sort is known
    ]
    return max(same, key=lambda one: (one[0], one[1]))[1:] if same else (name, tenure)


def _until(interval: Interval | None) -> date:
    return interval.end if interval and interval.end else date.min


def sureness(tenure: Line, line: Line, own: Sequence[Line]) -> int:
    """How surely a tenure holds when a line was said: 3 for certain; 2 near a sighting, between two, or in an
    article that gives no time of it; 1 shortly before it is told to have ended; 0 not at all.
    """
    when, told = tenure.claim.when, told_when(line)
    days = _days(told)
    if when is None or _has_no_bounds(when):
        is_news = told is None or told == line.claim.known or told.overlaps(_around(line.claim.known))
        return 2 if tenure.claim.document == line.claim.document and is_news else 0
    if any((when.start and day < when.start) or (when.end and day >= when.end) for day in days):
        return 0
    first, last = _seen(tenure)
    if not days or last is None:
        return 0
    if first is None:
        return 1 if last - SLACK <= days[0] else 0
    if all(first <= day < last for day in days):
        return 3
    if all(first - SLACK <= day < last + SLACK for day in days):
        return 2
    return 2 if _is_between(tenure, days, own) else 0


def _has_no_bounds(when: Interval) -> bool:
    return when.is_open and when.start_latest is None and when.end_earliest is None


def _around(known: Interval | None) -> Interval:
    """The days near a publication."""
    if known is None or known.start is None or known.end is None:
        return Interval()
    return Interval(known.start - SLACK, known.end + SLACK)


def _seen(tenure: Line) -> tuple[date | None, date | None]:
    """The stretch in which a tenure certainly held: first day, first day after.

    What began and is not told to have ended held until it was told. Of what ended and is not told to have begun,
    there is only the end.
    """
    when = tenure.claim.when
    if when is None:
        return None, None
    first, last = when.start_latest or when.start, when.end_earliest or when.end
    if first and not last:
        last = max(_until(tenure.claim.known), first + _DAY)
    return first, last


def _is_between(tenure: Line, days: Sequence[date], own: Sequence[Line]) -> bool:
    """True when the same office is seen held before and after the days, not longer apart than a term."""
    office = wording.office_name(tenure)
    seen = [_seen(other) for other in own if wording.office_name(other) == office]
    befores = [last for _, last in seen if last and last <= days[0]]
    afters = [first for first, _ in seen if first and first > days[-1]]
    return bool(befores and afters and min(afters) - max(befores) <= TERM)


def _days(told: Interval | None) -> list[date]:
    """First and last day of a time, of those that are known."""
    if told is None:
        return []
    first, last = told.start, told.end - _DAY if told.end else None
    return [day for day in (first or last, last or first) if day is not None]
