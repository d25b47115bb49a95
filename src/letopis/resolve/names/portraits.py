"""What is told of one person, body, place or office beside its name.

In:   nothing; values.
Out:  `Portrait`, `Holding`, and whether two stretches of days can or must share a day.

A portrait may be of one mention of one article or of everything that a record tells: the fewer is told, the less it
says. Who is who is decided in comparing.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from letopis.mention import MentionKind
from letopis.times import Interval

DAY = timedelta(days=1)
NO_DAYS = Interval()
# Offices of one state: nobody holds two of them in two states at one time.
NATIONAL = frozenset(
    {"head_of_state", "head_of_government", "minister", "deputy_minister", "legislator", "judge", "military"}
    | {"security_service", "governor_mayor", "monarch", "spokesperson", "diplomat"}
)
TOP = ("head_of_state", "head_of_government")  # nobody holds both in one state as a rule


@dataclass(frozen=True, slots=True)
class Holding:
    """An office or a trade of somebody.

    Attributes:
        office: its canonical name ("Prime Minister"), or the noun of a trade ("footballer").
        kind: class of the office; "trade" of a trade, "" of what is neither.
        country: code of the state, or None. body: the body's name, where it is of one.
        days: when it was held: outer bounds, with inner ones where they differ; the day of a report is a day of it.
        unique: True where one person holds it at a time.
        implied: True where the words do not tell the state, and the report's own was taken.
    """

    office: str
    kind: str = ""
    country: str | None = None
    body: str | None = None
    days: Interval = NO_DAYS
    unique: bool = False
    implied: bool = False

    @property
    def is_national(self) -> bool:
        """True for an office of one state."""
        return self.kind in NATIONAL and self.country is not None and self.body is None


@dataclass(frozen=True, slots=True)
class Portrait:
    """One thing with what is told of it.

    Attributes:
        names: as written.
        seen: days between which they are told to act, or None.
        born, died: with the precision that was told.
        beside: folded names of people and bodies in whose company they stand.
    """

    names: tuple[str, ...]
    kind: MentionKind = MentionKind.PERSON
    country: str | None = None
    gender: str | None = None
    holdings: tuple[Holding, ...] = ()
    seen: Interval | None = None
    born: Interval | None = None
    died: Interval | None = None
    beside: frozenset[str] = frozenset()


def surely_meet(one: Interval, other: Interval) -> bool:
    """True when the two must share a day, whatever their unknown bounds are."""
    begun = max(_latest_start(one), _latest_start(other))
    over = min(_earliest_end(one), _earliest_end(other))
    return begun < over


def _latest_start(days: Interval) -> date:
    """The first day on which it must have begun."""
    if days.start_latest is not None or days.extent == "throughout":
        return days.start_latest or days.start or date.max
    return days.end - DAY if days.end is not None else date.max


def _earliest_end(days: Interval) -> date:
    """The first day on which it may be over."""
    if days.end_earliest is not None or days.extent == "throughout":
        return days.end_earliest or days.end or date.min
    return days.start + DAY if days.start is not None else date.min


def years_apart(one: Interval, other: Interval) -> float:
    """The years that lie between two stretches of days, at least; 0 where they can touch."""
    gaps = [
        (later.start - earlier.end).days
        for earlier, later in ((one, other), (other, one))
        if earlier.end is not None and later.start is not None and later.start > earlier.end
    ]
    return max(gaps, default=0) / 365.25
