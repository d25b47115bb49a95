"""One event as all its reports tell it: what they agree on, and each report's own version.

In:   lines that are one event; the plans that it came of, and what came of it where it is itself a plan.
Out:  the event with its versions, and for each thing told the values side by side.

Pure: with fewer lines it is the event as it was known by a day. Nothing is averaged: where reports differ, what is
shown first is what the most of them say that rest on nobody else's word, and the others stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import combinations

from letopis.origin import support_of
from letopis.profile import Line
from letopis.times import Interval, iso
from letopis.view import wording
from letopis.view.events import surely
from letopis.view.rows import known

ROLES = ("actor", "recipient", "place", "theme")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One report's own version of an event; as in `EventRow`. `same_as` is the event."""

    date: str
    actor: str
    recipient: str
    place: str
    numbers: str
    theme: str
    surely: str
    words: str
    according_to: str | None
    publisher: str | None
    known: str | None
    source: str
    id: str
    type: str
    mode: str | None
    start: str | None
    end: str | None
    quote: str
    document: str


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A value of one thing, with the ids of the claims that tell it."""

    value: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldThing:
    """One thing that reports tell of an event: `date`, `actor`, `killed` …

    Attributes:
        values: what the most reports tell first.
        differ: they cannot all be right at once, or do not say the same.
    """

    thing: str
    values: tuple[ToldValue, ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class RetoldEvent:
    """An event and its reports.

    Attributes:
        id: "evt:…", or the claim's where it is told once.
        date, start, end: when it was, as far as all reports that can be right together leave it; where two dates
            exclude each other, what the most of them say.
        reports, independent: articles that tell of it, and those of them that rest on nobody else's word.
        versions: by when they were known.
        foretold: claims that announced it; came_to: claims that tell what came of it, where it is announced.
    """

    id: str
    type: str
    mode: str | None
    date: str
    start: str | None
    end: str | None
    actor: str
    recipient: str
    place: str
    theme: str
    surely: str
    reports: int
    independent: int
    told: tuple[ToldThing, ...]
    versions: tuple[VersionRow, ...]
    foretold: tuple[VersionRow, ...] = ()
    came_to: tuple[VersionRow, ...] = ()


def retold_event(
    lines: Sequence[Line], foretold: Iterable[Line] = (), came_to: Iterable[Line] = ()
) -> RetoldEvent:
    """The event that lines tell of; at least one of them is there."""
    lines = sorted(lines, key=_by_known)
    best, support, when = main_report(lines), support_of(lines), _agreed(lines)
    told = things(lines)
    first = {thing.thing: thing.values[0].value for thing in told}
    return RetoldEvent(
        id=lines[0].same_as or lines[0].claim.id,
        type=best.claim.type,
        mode=best.claim.mode or next((line.claim.mode for line in lines if line.claim.mode), None),
        date=wording.when(when),
        start=iso(when.start) if when else None,
        end=iso(when.end) if when else None,
        actor=first.get("actor", ""),
        recipient=first.get("recipient", ""),
        place=first.get("place", ""),
        theme=first.get("theme", ""),
        surely=surely(best.claim),
        reports=support.reports,
        independent=support.independent,
        told=told,
        versions=tuple(version(line) for line in lines),
        foretold=tuple(version(line) for line in sorted(foretold, key=_by_known)),
        came_to=tuple(version(line) for line in sorted(came_to, key=_by_known)),
    )


def main_report(lines: Iterable[Line]) -> Line:
    """The line that tells an event best: as the news, asserted, dated to the fewest days, with the most parties."""
    return min(lines, key=_by_telling)


def once(lines: Iterable[Line]) -> list[Line]:
    """The main report of each event, in the order of the lines."""
    found = list(lines)
    reports: dict[str, list[Line]] = {}
    for line in found:
        reports.setdefault(line.same_as or line.claim.id, []).append(line)
    main = {main_report(several).claim.id for several in reports.values()}
    return [line for line in found if line.claim.id in main]


def _by_telling(line: Line) -> tuple[object, ...]:
    claim, when = line.claim, line.claim.when
    days = (when.end - when.start).days if when and when.start and when.end else 10**6
    parties = len({part.entity for part in line.parts if part.entity})
    return (
        claim.polarity != "affirmed",
        claim.modality != "asserted",
        days,
        claim.background,
        -parties,
        *_by_known(line),
    )


def _by_known(line: Line) -> tuple[object, ...]:
    published = line.claim.known
    day = published.end if published is not None and published.end is not None else date.max
    return (day, line.path, line.claim.evidence[0].start, line.claim.id)


def version(line: Line) -> VersionRow:
    """A report's own version."""
    claim, when = line.claim, line.claim.when
    return VersionRow(
        date=wording.when(when),
        actor=wording.named(line, "actor"),
        recipient=wording.named(line, "recipient"),
        place=wording.named(line, "place"),
        numbers=", ".join(dict.fromkeys(wording.counted(part) for part in line.all("magnitude"))),
        theme=wording.named(line, "theme"),
        surely=surely(claim),
        words=wording.words(line),
        according_to=wording.according_to(line),
        publisher=line.publisher,
        known=known(line),
        source=line.path,
        id=claim.id,
        type=claim.type,
        mode=claim.mode,
        start=iso(when.start) if when else None,
        end=iso(when.end) if when else None,
        quote=claim.evidence[0].quote,
        document=claim.document,
    )


# --- what they agree on ----------------------------------------------------------------------------------------------


def things(lines: Sequence[Line]) -> tuple[ToldThing, ...]:
    """What is told, each thing with its values; things that no report tells are left out."""
    found = [_thing("date", lines, lambda line: wording.when(line.claim.when), differ=not _can_meet(lines))]
    for role in ROLES:
        named = partial(wording.named, role=role)
        found.append(_thing(role, lines, named, differ=role != "theme" and _exclude(lines, role)))
    measures = dict.fromkeys(part.measure for line in lines for part in line.all("magnitude") if part.measure)
    for measure in measures:
        found.append(_thing(measure, lines, partial(_number, measure=measure)))
    found.append(_thing("surely", lines, lambda line: surely(replace(line.claim, background=False))))
    return tuple(thing for thing in found if thing.values)


def _exclude(lines: Sequence[Line], role: str) -> bool:
    """True where two reports name nobody in common in a role."""
    named = [set(line.names(role)) for line in lines if line.all(role)]
    return any(not (one & other) for one, other in combinations(named, 2))


def _number(line: Line, measure: str) -> str:
    return ", ".join(dict.fromkeys(part.text for part in line.all("magnitude") if part.measure == measure))


def _thing(
    name: str, lines: Sequence[Line], value_of: Callable[[Line], str], *, differ: bool | None = None
) -> ToldThing:
    told: dict[str, list[Line]] = {}
    for line in lines:
        if value := value_of(line):
            told.setdefault(value, []).append(line)
    ranked = sorted(
        told.items(),
        key=lambda item: (-support_of(item[1]).independent, -len(item[1]), _by_telling(item[1][0])),
    )
    values = tuple(
        ToldValue(
            value,
            tuple(line.claim.id for line in several),
            tuple(dict.fromkeys(line.path for line in several)),
        )
        for value, several in ranked
    )
    return ToldThing(name, values, len(values) > 1 if differ is None else differ)


def _dates(lines: Iterable[Line]) -> list[Interval]:
    """The dates of the lines; without the inferred ones where words tell one."""
    found = [line.claim.when for line in lines if line.claim.when is not None and not line.claim.when.is_open]
    return [when for when in found if not when.is_inferred] or found


def _can_meet(lines: Iterable[Line]) -> bool:
    return _common(_dates(lines)) is not None


def _common(dates: Sequence[Interval]) -> Interval | None:
    """The days that all dates share, or None where there are none."""
    start = max((when.start for when in dates if when.start), default=None)
    end = min((when.end for when in dates if when.end), default=None)
    return None if start and end and end <= start else Interval(start, end)


def _agreed(lines: Sequence[Line]) -> Interval | None:
    """The days that are left when all reports are right; where they exclude each other, what the most of them say."""
    dates = _dates(lines)
    if not dates:
        return None
    common = _common(dates)
    if common is not None:
        return next((when for when in dates if (when.start, when.end) == (common.start, common.end)), common)
    told = _thing("date", lines, lambda line: wording.when(line.claim.when))
    claim = told.values[0].claims[0]
    return next(line.claim.when for line in lines if line.claim.id == claim)
