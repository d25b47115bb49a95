"""Weigh what speaks for and against two people being one, beside their names.

In:   two portraits of people.
Out:  reasons, each with what it does to a score: times a factor, or a veto.

Days are a veto: who is dead takes no office, nobody acts for ninety years, two birth dates are two people. Offices
join (one office at one time has one holder) and part (offices of two states at one time have two).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from letopis import gazetteer, lexicon
from letopis.resolve.names.people import parse_name, person_score
from letopis.resolve.names.portraits import NATIONAL, TOP, Holding, Portrait, surely_meet, years_apart

# The weights below were set on tests/cases/resolve/profiles.toml by `python -m bench.quality pairs --sweep`.
SAME_COUNTRY = 0.1  # added: lifts a lone surname over SAME
OTHER_COUNTRY = 0.75  # factor: a good name stands alone against it, a guessed spelling does not
SAME_POST = 0.15  # added: one office of one state or body at one time
TWO_STATES = 0.6  # factor: offices of two states at one time
TWO_POSTS = 0.7  # factor: head of state and head of government of one state at one time
OTHER_TRADE = 0.55  # factor: in office, and in a trade that leaves no time for it, in one year
COMPANY = 0.04  # added for each name that both stand beside, at most twice
MOST_SHARED = 2
LONGEST_CAREER = 90  # years between two acts of one person
YEARS_OF_TRADE = 2  # a trade told within so many years of an office is at the time of it
OLDEST = 110  # years of a life


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against.

    Attributes:
        sort: "name", "country", "gender", "office", "days", "company", "list".
        words: what it is, for a reader.
        factor, added: what it does to a score; a factor of 0 is a veto.
    """

    sort: str
    words: str
    factor: float = 1.0
    added: float = 0.0


def vetoes(left: Portrait, right: Portrait) -> Iterator[Reason]:
    """What makes it impossible that the two are one."""
    if left.gender and right.gender and left.gender != right.gender:
        yield Reason("gender", f"{left.gender} and {right.gender}", 0.0)
    if left.born and right.born and not left.born.overlaps(right.born):
        yield Reason("days", f"born {left.born.edtf} and {right.born.edtf}", 0.0)
    for one, other in ((left, right), (right, left)):
        if (
            one.died
            and one.died.end
            and any(_begins_after(holding, one.died.end) for holding in other.holdings)
        ):
            yield Reason("days", f"dead since {one.died.edtf}", 0.0)
        if one.born and one.born.end and _ends_before(other, one.born.end):
            yield Reason("days", f"not born before {one.born.edtf}", 0.0)
    if _gap(left, right) > LONGEST_CAREER:
        yield Reason("days", f"more than {LONGEST_CAREER} years apart", 0.0)
    listed = listed_holders(left), listed_holders(right)
    if all(listed) and listed[0].isdisjoint(listed[1]):
        yield Reason("list", " and ".join(min(names) for names in listed), 0.0)


def weights(left: Portrait, right: Portrait) -> Iterator[Reason]:
    """What speaks for or against the two being one, of those whose names fit."""
    if left.country and right.country:
        if left.country == right.country:
            yield Reason("country", left.country, added=SAME_COUNTRY)
        else:
            yield Reason("country", f"{left.country} and {right.country}", OTHER_COUNTRY)
    shared = next(shared_holdings(left, right), None)
    if shared is not None:
        yield Reason("office", f"both {shared.office}{_of(shared)} at one time", added=SAME_POST)
    else:
        yield from _clashes(left, right)
    company = sorted(left.beside & right.beside)[:MOST_SHARED]
    if company:
        yield Reason("company", "both beside " + " and ".join(company), added=COMPANY * len(company))


def dated_holdings(portrait: Portrait) -> tuple[Holding, ...]:
    """The holdings; those of untold days at the time at which their holder is seen."""
    seen = portrait.seen
    if seen is None:
        return portrait.holdings
    return tuple(
        replace(holding, days=seen) if holding.days.is_open else holding for holding in portrait.holdings
    )


def shared_holdings(left: Portrait, right: Portrait) -> Iterator[Holding]:
    """Offices held of one holder that both are told to hold at a time that can be one."""
    for one in dated_holdings(left):
        for other in dated_holdings(right):
            if _is_same_holding(one, other) and one.days.overlaps(other.days):
                yield one


def _is_same_holding(one: Holding, other: Holding) -> bool:
    if not (one.unique and other.unique and one.office == other.office):
        return False
    states = {one.country, other.country} - {None}
    bodies = {one.body, other.body} - {None}
    return len(states) < 2 and len(bodies) < 2


def _clashes(left: Portrait, right: Portrait) -> Iterator[Reason]:
    for one in dated_holdings(left):
        for other in dated_holdings(right):
            found = _clash(one, other)
            if found is not None:
                yield found
                return


def _clash(one: Holding, other: Holding) -> Reason | None:
    """Why two holdings are hardly one person's."""
    words = f"{one.office}{_of(one)} and {other.office}{_of(other)} at one time"
    if one.is_national and other.is_national and surely_meet(one.days, other.days):
        if one.country != other.country:
            return Reason("office", words, TWO_STATES)
        if one.unique and other.unique and {one.kind, other.kind} == set(TOP):
            return Reason("office", words, TWO_POSTS)
        if one.unique and other.unique and {one.kind, other.kind} & set(TOP) and one.kind != other.kind:
            return Reason("office", words, TWO_POSTS)
    if (
        _is_aside(one) != _is_aside(other)
        and {one.kind, other.kind} & NATIONAL
        and years_apart(one.days, other.days) <= YEARS_OF_TRADE
        and not one.days.is_open
    ):
        return Reason("office", f"{one.office} and {other.office}", OTHER_TRADE)
    return None


def _is_aside(holding: Holding) -> bool:
    """True for a trade or a calling that leaves no time for an office of a state."""
    return holding.kind in ("trade", "religious")


def trade_kind(noun: str) -> str:
    """ "trade" for a noun that is one, else ""."""
    return "trade" if noun.casefold() in _trades() else ""


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("name_parts") if row["class"] == "trade")


def _of(holding: Holding) -> str:
    return f" of {holding.body or holding.country}" if holding.body or holding.country else ""


def listed_holders(portrait: Portrait) -> frozenset[str]:
    """Whom the list of heads of state and government knows by these names in these offices at these times."""
    found: set[str] = set()
    for holding in dated_holdings(portrait):
        if holding.kind not in TOP or not holding.country or holding.days.is_open:
            continue
        for holder in gazetteer.holders(holding.office, holding.country, holding.days):
            if any(_can_be_called(name, holder.name) for name in portrait.names):
                found.add(holder.name)
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _can_be_called(name: str, listed: str) -> bool:
    """True when a name can be that of somebody listed, "Jr" or not."""
    one, other = (replace(parse_name(each), suffix="") for each in (name, listed))
    return person_score(one, other) > 0


def _begins_after(holding: Holding, day: date) -> bool:
    return holding.days.start is not None and holding.days.start >= day


def _ends_before(portrait: Portrait, day: date) -> bool:
    """True when an office was over before somebody was born."""
    return any(holding.days.end is not None and holding.days.end <= day for holding in portrait.holdings)


def _gap(left: Portrait, right: Portrait) -> float:
    """Years between what the two did, at least."""
    lived = [
        [holding.days for holding in one.holdings if not holding.days.is_open]
        or ([one.seen] if one.seen else [])
        for one in (left, right)
    ]
    return min((years_apart(one, other) for one in lived[0] for other in lived[1]), default=0.0)
