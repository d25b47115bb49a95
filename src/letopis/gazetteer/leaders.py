"""Who leads a state on a day, and of which state a president or premier is who is called by title and surname alone.

In:   an office, a country or a surname, a time.
Out:  holders with their days; a country code, or None.

The table is leaders of data/lexicon/en. What it does not tell, or tells with a gap, is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from letopis.gazetteer.people import fold
from letopis.lexicon import table
from letopis.times import Interval, parse_date

GRACE = 1  # years that a post may be told of before and after: the elected, the outgoing
TOLD_UNTIL = date(2025, 6, 30)  # a row without an end says nothing of later days
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holder:
    """One stretch of one person in one office: from a day to the day on which it passed on.

    `days` has inner bounds where the table tells a month or a year; its `end` is None where nobody followed before
    TOLD_UNTIL.
    """

    name: str
    surnames: tuple[str, ...]
    offices: tuple[str, ...]
    country: str
    days: Interval


def state_of_leader(
    office: str, surname: str, year: int | None, *, past: bool = False, given: frozenset[str] = frozenset()
) -> str | None:
    """The state that a bearer of this surname led in this office; None where nobody or bearers of several states did.

    Args:
        office: its canonical name ("President"). surname: as written.
        year: of the report; None where it is unknown, then any will do.
        past: the post is told as a former one, so that it may lie before the year.
        given: the given names by which the report calls the bearer; a leader called by others is another.
    """
    found = {
        holder.country
        for holder in _by_surname().get((office, fold(surname).casefold()), ())
        if year is None
        or (_first_year(holder) - GRACE <= year and (past or year <= _last_year(holder) + GRACE))
        if not given or _is_called(holder, given)
    }
    return found.pop() if len(found) == 1 else None


def _is_called(holder: Holder, given: frozenset[str]) -> bool:
    """False where none of the given names begins as one of the leader's own does."""
    own = {fold(word).casefold()[:1] for word in holder.name.split()}
    return " " not in holder.name or any(fold(name).casefold()[:1] in own for name in given)


@dataclass(frozen=True, slots=True)
class StateOfTitle:
    """The state that an office is of where none is told, and those that have an office of this name too."""

    state: str
    also: tuple[str, ...]


def state_of_title(office: str) -> StateOfTitle | None:
    """Of which state an office is by its name alone ("Taoiseach"), None of one that many states have."""
    return _states_of_titles().get(office)


@lru_cache
def _states_of_titles() -> dict[str, StateOfTitle]:
    return {
        row["title"]: StateOfTitle(row["state"], tuple(row["also"].split()))
        for row in table("titles_of_states")
    }


def offices_ever(name: str) -> frozenset[tuple[str, str]]:
    """What a person of this full name held at some time, each office with its state; empty where nobody is listed."""
    return _by_name().get(fold(name).casefold(), frozenset())


def holders(office: str, country: str, days: Interval) -> tuple[Holder, ...]:
    """Those who held an office of a state on some day of an interval, in the order of the table."""
    found = _by_office().get((office, country), ())
    return tuple(holder for holder in found if holder.days.overlaps(days))


def holder_on(office: str, country: str, days: Interval) -> Holder | None:
    """The only one who held an office of a state all through an interval; None where that is not sure.

    Days after TOLD_UNTIL are sure of nobody, nor are the first and the last one of a post, on which two hold it.
    """
    if days.start is None or days.end is None or days.end > TOLD_UNTIL + DAY:
        return None
    found = holders(office, country, days)
    if len(found) != 1:
        return None
    held = found[0].days
    is_inside = (held.start_latest or held.start or date.max) <= days.start and (
        held.end is None or days.end <= (held.end_earliest or held.end)
    )
    return found[0] if is_inside else None


def _first_year(holder: Holder) -> int:
    return holder.days.start.year if holder.days.start else date.min.year


def _last_year(holder: Holder) -> int:
    return (holder.days.end - DAY).year if holder.days.end else date.max.year


@lru_cache(maxsize=1)
def _holders() -> tuple[Holder, ...]:
    return tuple(
        Holder(
            row["name"],
            tuple(row["surname"].split("|")),
            tuple(row["office"].split("|")),
            row["country"],
            _days(row["from"], row["to"]),
        )
        for row in table("leaders")
    )


def _days(first: str, last: str) -> Interval:
    begun, over = parse_date(first), parse_date(last) if last else None
    assert begun.start is not None
    assert begun.end is not None
    latest = begun.end - DAY
    return Interval(
        begun.start,
        over.end if over else None,
        start_latest=latest if latest > begun.start else None,
        end_earliest=over.start if over and over.end and over.end - DAY != over.start else None,
        extent="throughout",
        edtf=f"{first}/{last or '..'}",
    )


@lru_cache(maxsize=1)
def _by_surname() -> dict[tuple[str, str], list[Holder]]:
    found: dict[tuple[str, str], list[Holder]] = {}
    for holder in _holders():
        for surname in holder.surnames:
            for office in holder.offices:
                found.setdefault((office, fold(surname).casefold()), []).append(holder)
    return found


@lru_cache(maxsize=1)
def _by_name() -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for holder in _holders():
        held = {(office, holder.country) for office in holder.offices}
        found.setdefault(fold(holder.name).casefold(), set()).update(held)
    return {name: frozenset(held) for name, held in found.items()}


@lru_cache(maxsize=1)
def _by_office() -> dict[tuple[str, str], list[Holder]]:
    found: dict[tuple[str, str], list[Holder]] = {}
    for holder in _holders():
        for office in holder.offices:
            found.setdefault((office, holder.country), []).append(holder)
    return found
