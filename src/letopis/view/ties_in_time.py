"""Which standing ties held on a day: from their first telling until they are told to have ended, or are contradicted.

In:   lines of kind tie; how long a tie of each type stands on after it was last seen; a day.
Out:  the ties of that day, each with the lines that show it and how surely it held.

A tie is seen on the days that its report tells, else on the day of the report. Between two sightings it held; after the
last it is taken to hold on for a time that its type gives (data/ontology/ties.yaml, docs/decisions/0020).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from letopis.claim import Modality, Polarity
from letopis.profile import Line, Part
from letopis.view import wording
from letopis.view.names import fold

_DAY = timedelta(days=1)
_NEAR = timedelta(days=31)  # a denial so near to the last sighting leaves the tie disputed
CERTAIN, LIKELY, DISPUTED, ALLEGED = "certain", "likely", "disputed", "alleged"


@dataclass(frozen=True, slots=True)
class TieRules:
    """How a type of tie behaves in time.

    Attributes:
        lasts: for how long one that was seen stands on.
        against: types of ties of the same parties that end it.
        symmetric: both parties are subjects.
    """

    lasts: timedelta
    against: tuple[str, ...] = ()
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """That one line has a tie standing, or not standing (`holds` false), between two days, both within."""

    first: date
    last: date
    line: Line
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie with all its sightings, by day; `key` is the same in every record that names the parties alike."""

    key: tuple[str, ...]
    type: str
    sightings: tuple[Sighting, ...]
    against: tuple[Sighting, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that have it standing."""
        return tuple(sighting.line for sighting in self.sightings if sighting.holds)


@dataclass(frozen=True, slots=True)
class Held:
    """A tie as it stood on a day: the sighting nearest before it, how surely it held, and since when it is told."""

    tie: Tie
    surely: str
    since: date
    seen: date
    shown_by: Line


def find_ties(lines: Iterable[Line], rules: Mapping[str, TieRules]) -> list[Tie]:
    """The ties that these lines tell of, by their keys; lines that nothing dates are left out."""
    found: dict[tuple[str, ...], list[Sighting]] = defaultdict(list)
    for line in lines:
        rule = rules.get(line.claim.type)
        sighting = _sighting(line)
        if rule is not None and sighting is not None and line.names("subject"):
            found[_key(line, symmetric=rule.symmetric)].append(sighting)
    ties = {key: sorted(seen, key=_order) for key, seen in found.items()}
    beside: dict[frozenset[str], dict[tuple[str, ...], list[Sighting]]] = defaultdict(dict)
    for key, seen in ties.items():
        beside[_sides(key)][key] = seen
    return [
        Tie(key, key[0], tuple(ties[key]), tuple(_against(beside[_sides(key)], rules[key[0]])))
        for key in sorted(ties)
    ]


def held_on(tie: Tie, day: date, lasts: timedelta) -> Held | None:
    """The tie as it stood on a day, or None where it did not or nothing tells."""
    seen = [one for one in tie.sightings if one.holds and one.first <= day]
    if not seen:
        return None
    last = max(seen, key=lambda one: (min(one.last, day), one.first))
    until = min(last.last, day)
    later = min((one.first for one in tie.sightings if one.holds and one.first > day), default=None)
    if _is_over(tie, until, day):
        return None
    if until == day or (later is not None and later - until <= lasts):
        surely = CERTAIN
    elif day - until <= lasts:
        surely = LIKELY
    else:
        return None
    if any(not one.holds and abs(one.last - until) <= _NEAR and one.first <= day for one in tie.sightings):
        surely = DISPUTED
    elif all(one.line.claim.modality is Modality.ALLEGED for one in seen):
        surely = ALLEGED
    return Held(tie, surely, min(one.first for one in seen), until, last.line)


def ended_by(tie: Tie, after: date, day: date) -> Line | None:
    """The line that shows that a tie which stood on one day was over by another, or None where none does."""
    seen = [min(one.last, after) for one in tie.sightings if one.holds and one.first <= after]
    ends = [one for one in (*tie.sightings, *tie.against) if _ends(one, max(seen, default=date.min), day)]
    return min(ends, key=_order).line if ends else None


def _is_over(tie: Tie, seen: date, day: date) -> bool:
    return any(_ends(one, seen, day) for one in (*tie.sightings, *tie.against))


def _ends(one: Sighting, seen: date, day: date) -> bool:
    """True where a sighting ends a tie that was last seen standing on a day."""
    if not one.holds:
        return seen < one.first <= day
    when = one.line.claim.when
    told = when is not None and when.end is not None and not wording.is_bound(when)
    over = when.end if told and when is not None else None
    return over is not None and one.line.claim.known is not None and seen < over <= day and _is_told_over(one)


def _is_told_over(one: Sighting) -> bool:
    """True where its report tells a stretch of time that had passed when it appeared."""
    when, known = one.line.claim.when, one.line.claim.known
    if when is None or when.end is None or known is None or known.start is None:
        return False
    return when.extent == "throughout" and when.end <= known.start


def _against(ties: Mapping[tuple[str, ...], list[Sighting]], rule: TieRules) -> list[Sighting]:
    """What contrary ties, of all of the same parties, show: that this one no longer stood."""
    found = []
    for other, seen in ties.items():
        if other[0] in rule.against:
            found += [Sighting(one.first, one.last, one.line, holds=False) for one in seen if one.holds]
    return sorted(found, key=_order)


def _sides(key: tuple[str, ...]) -> frozenset[str]:
    return frozenset(", ".join(filter(None, key[1:3])).split(", "))


def _sighting(line: Line) -> Sighting | None:
    claim = line.claim
    if claim.modality not in (Modality.ASSERTED, Modality.ALLEGED):
        return None
    holds = claim.polarity is Polarity.AFFIRMED
    when, known = claim.when, claim.known
    told = known.end - _DAY if known is not None and known.end is not None else None
    if when is None or when.is_open or wording.is_bound(when):
        return Sighting(told, told, line, holds) if told is not None else None
    first, last = when.start_latest or when.start, when.end - _DAY if when.end else told
    if first is None and last is not None:
        first = last
    if first is None or (last is None and told is None):
        return None
    return Sighting(first, max(first, last or first), line, holds)


def _key(line: Line, *, symmetric: bool) -> tuple[str, ...]:
    """Type, one side, the other side, and the theme where there is no other side."""
    ones, others = _names(line.all("subject")), _names(line.all("object"))
    if symmetric:
        ones, others = sorted({*ones, *others}), []
    theme = "" if others or (symmetric and len(ones) > 1) else " ".join(_names(line.all("theme")))
    return line.claim.type, ", ".join(ones), ", ".join(others), theme


def _names(parts: Iterable[Part]) -> list[str]:
    return sorted({fold(part.shown) for part in parts})


def _order(one: Sighting) -> tuple[date, date, str, int, str]:
    claim = one.line.claim
    return one.first, one.last, one.line.path, claim.evidence[0].start, claim.id
