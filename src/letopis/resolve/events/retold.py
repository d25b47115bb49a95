"""Find which tellings are of one event, and which plans came to which event.

In:   tellings; the claims that have a key.
Out:  keys by which those that can be one event find each other; links; events as sets of claims, each with an id.

Only tellings of near acts that share a party, a place or what they are about, and can share a day, are compared: the
work grows with how often events are told, not with the square of the record. Links are joined the surest first; two
tellings that rule each other out never stand in one event, whatever links them. The result depends on no order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from letopis.document import content_id
from letopis.resolve.events.event_tellings import Telling
from letopis.resolve.events.same_event import Comparison, compare, family

FINE, COARSE = (
    16,
    400,
)  # days: what is dated more closely is looked for by weeks, then by years, then without time
WEEK = 7
TRIED = 60  # of a large event so many tellings are compared with a newcomer's


@dataclass(frozen=True, slots=True)
class Link:
    """That two claims are of one event, or a plan and what came of it: ids, left < right, or the plan first."""

    left: str
    right: str
    score: float


# --- keys ------------------------------------------------------------------------------------------------------------


def own_keys(telling: Telling) -> frozenset[int]:
    """The keys by which others find a telling."""
    act, anchors = family(telling.act[0]), _anchors(telling)
    days, timeless = telling.span.days, _timeless(act, anchors) | _beside(act, telling)
    if days is None or days > COARSE:
        return frozenset(timeless)
    years = _years(telling)
    keys = timeless | {_key(act, "y", year, anchor) for year in years for anchor in anchors}
    if days > FINE:
        return frozenset(keys | {_key(act, "Y", year, anchor) for year in years for anchor in anchors})
    return frozenset(keys | _fine(telling, act, anchors))


def asked_keys(telling: Telling) -> frozenset[int]:
    """The keys by which a telling finds others: of what is dated as closely, all near in time; of what is dated less
    closely, all of the year; of what has no date, all with the same two parties or places; and all of the document. Of
    two tellings that can be one event each finds the other.
    """
    act, anchors = family(telling.act[0]), _anchors(telling)
    days, keys = telling.span.days, _timeless(act, anchors) | _beside(act, telling)
    if days is None or days > COARSE:
        return frozenset(keys)
    years = _years(telling)
    if days > FINE:
        return frozenset(keys | {_key(act, "y", year, anchor) for year in years for anchor in anchors})
    keys |= {_key(act, "Y", year, anchor) for year in years for anchor in anchors}
    return frozenset(keys | _fine(telling, act, anchors))


def _fine(telling: Telling, act: str, anchors: set[str]) -> set[int]:
    about = anchors | {f"t{word}" for word in sorted(telling.theme)[:3]}
    return {_key(act, "w", week, anchor) for week in _weeks(telling) for anchor in about}


def _timeless(act: str, anchors: set[str]) -> set[int]:
    close = sorted(anchor for anchor in anchors if not anchor.startswith("c"))
    return {_key(act, "n", 0, f"{one}|{other}") for one, other in combinations(close, 2)}


def _beside(act: str, telling: Telling) -> set[int]:
    return {_key(act, "d", 0, telling.document)}


@lru_cache(maxsize=200_000)
def _key(act: str, sort: str, number: int, anchor: str) -> int:
    """63 bits of a digest."""
    digest = hashlib.blake2b(f"{act}|{sort}{number}|{anchor}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _anchors(telling: Telling) -> set[str]:
    """Who and where: entities, the countries of states and of those who act for them, towns."""
    found = set(telling.about)
    for who in (*telling.sides[0], *telling.sides[1]):
        if who.is_named and who.entity:
            found.add(who.entity)
        if who.country and (who.is_state or who.kind == "person"):
            found.add(f"c{who.country}")
    for place in telling.places:
        where = place.location
        found |= (
            {f"g{where.geoname}"} if where and where.geoname else {place.entity} if place.entity else set()
        )
    return found


def _weeks(telling: Telling) -> range:
    start, end = telling.span.start, telling.span.end
    assert start is not None
    assert end is not None
    return range(start.toordinal() // WEEK, (end.toordinal() - 1) // WEEK + 1)


def _years(telling: Telling) -> range:
    start, end = telling.span.start, telling.span.end
    assert start is not None
    assert end is not None
    return range(start.year, date.fromordinal(end.toordinal() - 1).year + 1)


# --- links -----------------------------------------------------------------------------------------------------------


class Tellings(Mapping[str, Telling]):
    """Tellings by the ids of their claims; got when they are asked for, the last of them kept.

    Args:
        fetch: gives the tellings of claims, those that there are.
        most: so many are kept at once.
    """

    def __init__(self, fetch: Callable[[Collection[str]], Iterable[Telling]], most: int = 100_000) -> None:
        self._fetch, self._most = fetch, most
        self._kept: dict[str, Telling] = {}

    def __getitem__(self, claim: str) -> Telling:
        if claim not in self._kept:
            self.get_ready([claim])
        return self._kept[claim]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def get_ready(self, claims: Collection[str]) -> None:
        """Has the tellings of these claims at hand, if need be in the place of others."""
        missing = set(claims) - self._kept.keys()
        if len(self._kept) + len(missing) > self._most:
            self._kept = {claim: self._kept[claim] for claim in set(claims) & self._kept.keys()}
        self._kept |= {telling.id: telling for telling in self._fetch(missing)} if missing else {}


def links(
    found: Mapping[str, Telling], asking: Iterable[str], owners: Mapping[int, Collection[str]]
) -> tuple[list[Link], list[Link]]:
    """Links of tellings that ask with those that have a key they ask for: of one event; of a plan and what came of it.

    Args:
        owners: key → claims that have it.
    """
    same, foretold = [], []
    for one, other in _pairs(found, asking, owners):
        if one.is_ahead == other.is_ahead:
            comparison = compare(one, other)
            if comparison.is_one:
                same.append(Link(one.id, other.id, comparison.score))
        elif one.document != other.document or one.place_in_text[0] != other.place_in_text[0]:
            plan, deed = (one, other) if one.is_ahead else (other, one)
            comparison = came_to(plan, deed)
            if comparison.is_one:
                foretold.append(Link(plan.id, deed.id, comparison.score))
    return same, foretold


def _pairs(
    found: Mapping[str, Telling], asking: Iterable[str], owners: Mapping[int, Collection[str]]
) -> Iterator[tuple[Telling, Telling]]:
    """Tellings that can be one event, or a plan and what came of it; each pair once, in the order of their ids."""
    seen = set[tuple[str, str]]()
    for claim in set(asking):
        others = {other for key in asked_keys(found[claim]) for other in owners.get(key, ())}
        seen.update((min(claim, other), max(claim, other)) for other in others - {claim})
    for one, other in sorted(seen):
        yield found[one], found[other]


def came_to(plan: Telling, deed: Telling) -> Comparison:
    """How far a deed is what a plan announced; what was over before the plan was known is not."""
    if plan.known and deed.span.end and deed.span.end <= plan.known:
        return Comparison(veto="before the plan")
    return compare(plan, deed)


# --- events ----------------------------------------------------------------------------------------------------------


def events_of(found: Mapping[str, Telling], links: Sequence[Link]) -> list[tuple[str, ...]]:
    """The claims of each event that is told twice or more, sorted; joined by their links, the surest first."""
    event: dict[str, list[str]] = {claim: [claim] for link in links for claim in (link.left, link.right)}
    for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
        ours, theirs = event[link.left], event[link.right]
        if ours is not theirs and _fit(found, ours, theirs):
            joined = sorted([*ours, *theirs])
            for claim in joined:
                event[claim] = joined
    return sorted({tuple(claims) for claims in event.values() if len(claims) > 1})


def _fit(found: Mapping[str, Telling], ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """True where nothing in the one event rules out anything in the other."""
    return not any(compare(found[one], found[other]).veto for one in ours[:TRIED] for other in theirs[:TRIED])


def event_id(found: Mapping[str, Telling], claims: Iterable[str]) -> str:
    """The id of an event: "evt:" and a digest of the claim that was known first, so that later reports leave it."""
    first = min(
        (found[claim] for claim in claims),
        key=lambda one: (one.known or date.max, one.document, one.place_in_text, one.id),
    )
    return content_id("evt", first.id)
