"""How two get on: the series of cooperation and conflict between them, with the events behind each point.

In:   deeds between two sides.
Out:  one point for each stretch of time and direction, also where nothing happened; each with its events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from letopis.counting import Bar, Coder, Series
from letopis.times import Interval
from letopis.view.deeds import By, Deed, Spanning, name_of, place_in_time, stretches
from letopis.view.events import EventRow, SideOf, event_rows
from letopis.view.panels import Tally, tally, tally_columns

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch in one direction: "A → B", "B → A", or "A ↔ B" for what they do together."""

    period: str
    start: date
    direction: str
    tally: Tally
    events: tuple[EventRow, ...]

    def flat(self) -> dict[str, Any]:
        """The point as columns; `claims` are the ids behind it."""
        return {
            "period": self.period,
            "start": self.start.isoformat(),
            "direction": self.direction,
            **tally_columns(self.tally),
            "types": ", ".join(f"{name} {count}" for name, count in sorted(self.tally.types.items())),
            "claims": " ".join(self.tally.claims),
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """The series of two; `apart` are the events that no stretch can be given."""

    one: str
    other: str
    points: tuple[Point, ...]
    apart: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class RelationShape:
    """The names of the two, the stretches of time, and where an event of several of them goes."""

    names: tuple[str, str]
    by: By = By.MONTH
    spanning: Spanning = Spanning.APART
    period: Interval | None = None


def relation(found: Iterable[Deed], shape: RelationShape, code: Coder, country_of: SideOf) -> Relation:
    """The series between two sides, which the deeds call "one" and "other"; `code` and `country_of` are for the rows of
    its events.
    """
    (one, other), by, period = shape.names, shape.by, shape.period
    titles = {"one": f"{one} → {other}", "other": f"{other} → {one}", "both": f"{one} ↔ {other}"}
    placed: dict[tuple[str, date], list[Deed]] = defaultdict(list)
    apart: list[Deed] = []
    for deed in found:
        if deed.when is not None and period is not None and not deed.when.overlaps(period):
            continue
        start = place_in_time(deed.when, by, shape.spanning)
        if isinstance(start, date):
            placed["both" if deed.mutual else deed.one, start].append(deed)
        else:
            apart.append(deed)
    starts = [start for _, start in placed]
    first = period.start if period and period.start else min(starts, default=None)
    last = period.end - _DAY if period and period.end else max(starts, default=None)
    points = (
        Point(
            name_of(start, by),
            start,
            titles[direction],
            tally(placed[direction, start]),
            _events(placed[direction, start], code, country_of),
        )
        for start in (stretches(first, last, by) if first and last else ())
        for direction in titles
    )
    return Relation(one, other, tuple(points), _events(apart, code, country_of))


def relation_series(found: Relation) -> list[Series]:
    """The directions of a relation for drawing; those in which nothing happened are left out."""
    bars: dict[str, list[Bar]] = defaultdict(list)
    for point in found.points:
        bars[point.direction].append(
            Bar(point.period, point.start, point.tally.quads, point.tally.intensity_mean)
        )
    drawn = (Series(title, tuple(several)) for title, several in bars.items())
    return [series for series in drawn if series.events]


def _events(found: Sequence[Deed], code: Coder, country_of: SideOf) -> tuple[EventRow, ...]:
    """Every claim behind deeds, each once, by date."""
    lines = {line.claim.id: line for deed in found for line in deed.lines}
    return tuple(event_rows(lines.values(), code, country_of))
