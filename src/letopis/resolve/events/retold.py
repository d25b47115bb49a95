"""Find which tellings are of one event, and which plans came to which event.

In:   tellings: all of a document, where one of it is there.
Out:  keys by which those that can be one event find each other; links; events as sets of claims, each with an id.

Only tellings of near acts that share a party, a place or what they are about, and can share a day, are compared: the
work grows with how often events are told, not with the square of the record. Links are joined the surest first; two
tellings that rule each other out never stand in one event, whatever links them. The result depends on no order.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
    days, pairs = telling.span.days, _timeless(act, anchors)
    if days is None or days > COARSE:
        return frozenset(pairs)
    years = _years(telling)
    keys = pairs | {_key(act, "y", year, anchor) for year in years for anchor in anchors}
    if days > FINE:
        return frozenset(keys | {_key(act, "Y", year, anchor) for year in years for anchor in anchors})
    return frozenset(keys | _fine(telling, act, anchors))


def asked_keys(telling: Telling) -> frozenset[int]:
    """The keys by which a telling finds others: of what is dated as closely, all near in time; of what is dated less
    closely, all of the year; of what has no date, all with the same two parties or places. Of two tellings that can be
    one event each finds the other.
    """
    act, anchors = family(telling.act[0]), _anchors(telling)
    days = telling.span.days
    if days is None or days > COARSE:
        return frozenset(_timeless(act, anchors))
    years = _years(telling)
    keys = _timeless(act, anchors)
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


class Tellings:
    """Tellings that are compared with one another.

    Attributes:
        of: the tellings, by the ids of their claims.
    """

    def __init__(self) -> None:
        self.of: dict[str, Telling] = {}
        self._owners: dict[int, list[str]] = defaultdict(list)
        self._siblings: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, found: Iterable[Telling]) -> None:
        """Takes in further tellings."""
        for telling in found:
            self.of[telling.id] = telling
            self._siblings[telling.document, family(telling.act[0])].append(telling.id)
            for key in own_keys(telling):
                self._owners[key].append(telling.id)

    def links(self, asking: Iterable[str]) -> tuple[list[Link], list[Link]]:
        """Links between tellings of which one at least is `asking`: of one event; of a plan and what came of it."""
        same, foretold = [], []
        for one, other in self._pairs(asking):
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

    def _pairs(self, asking: Iterable[str]) -> Iterator[tuple[Telling, Telling]]:
        """Tellings that can be one event, or a plan and what came of it; each pair once, in the order of their ids."""
        seen = set[tuple[str, str]]()
        for claim in set(asking) & self.of.keys():
            telling = self.of[claim]
            others = {other for key in asked_keys(telling) for other in self._owners.get(key, ())}
            others.update(self._siblings[telling.document, family(telling.act[0])])
            seen.update((min(claim, other), max(claim, other)) for other in others - {claim})
        for one, other in sorted(seen):
            yield self.of[one], self.of[other]


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
