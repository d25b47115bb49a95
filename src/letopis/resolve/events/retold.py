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
from letopis.resolve.events.event_tellings import OF_ONE, Telling
from letopis.resolve.events.one_story import OF_CROWDS, names_somebody
from letopis.resolve.events.same_event import (
    SLIP,
    Comparison,
    can_be_one,
    compare,
    is_done_once,
    near_types,
)

FINE, COARSE = (
    16,
    400,
)  # days: what is dated more closely is looked for by weeks, then by months, then without time
WEEK, MONTH = 7, 32
OWN_WORDS = 4  # telling words by which a sentence finds its copies
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
    days, anchors = telling.span.days, _anchors(telling)
    places = _timeless(anchors, "n" if _is_dated(telling) else "N") | _of_slip(telling, 0)
    places |= _of_person(telling, "n" if _is_dated(telling) else "N")
    places |= {_place("d", telling.document), *_of_sentence(telling, "n" if _is_dated(telling) else "N")}
    if days is not None and _is_dated(telling):
        places |= _in_stretches(telling, MONTH, _of_sentence(telling, "q"))
        places |= _in_months(telling, "y", anchors) | _in_months(telling, "t", _themes(telling))
        places |= _in_months(telling, "Y", anchors) if days > FINE else _in_weeks(telling, anchors)
        places |= _of_day(telling, "k")
        places |= set() if anchors else _in_months(telling, "T", _themes(telling)) | _of_day(telling, "K")
        places |= _of_story(telling)
    return frozenset(_with_act(places, telling.act[0]))


def asked_keys(telling: Telling) -> frozenset[int]:
    """The keys by which a telling finds others: of what is dated as closely, all near in time; of what is dated less
    closely, all of the months; of what has no date, all with the same two parties or places, or with the one person who
    leaves or gets an office; and all of the document, and of the same sentence elsewhere. What has a date meets what
    has one by its days alone, and what names nobody by what it is about, where it was, or by its day and word. Of two
    tellings that can be one event each finds the other.
    """
    days, anchors = telling.span.days, _anchors(telling)
    places = _timeless(anchors, "N") | _of_person(telling, "N") | _of_slip(telling, SLIP)
    places |= {_place("d", telling.document), *_of_sentence(telling, "N")}
    if days is None or not _is_dated(telling):
        places |= _timeless(anchors, "n") | _of_person(telling, "n") | _of_sentence(telling, "n")
    else:
        places |= _in_stretches(telling, MONTH, _of_sentence(telling, "q"))
        places |= _in_months(telling, "T" if anchors else "t", _themes(telling))
        places |= _of_day(telling, "K" if anchors else "k")
        places |= _of_story(telling)
        if days > FINE:
            places |= _in_months(telling, "y", anchors)
        else:
            places |= _in_months(telling, "Y", anchors) | _in_weeks(telling, anchors)
    return frozenset(key for act in near_types(telling.act[0]) for key in _with_act(places, act))


def _is_dated(telling: Telling) -> bool:
    days = telling.span.days
    return days is not None and days <= COARSE


def _with_act(places: Iterable[int], act: str) -> Iterator[int]:
    sort = _place("a", act)
    return (place ^ sort for place in places)


def _in_months(telling: Telling, sort: str, anchors: set[str]) -> set[int]:
    return _in_stretches(telling, MONTH, [_place(sort, anchor) for anchor in anchors])


def _in_weeks(telling: Telling, anchors: set[str]) -> set[int]:
    about = anchors | _themes(telling)
    return _in_stretches(telling, WEEK, [_place("w", anchor) for anchor in about])


def _themes(telling: Telling) -> set[str]:
    """What it is about, and the words of its places."""
    where = {f"p{word}" for place in telling.places for word in place.words}
    return {f"t{word}" for word in sorted(telling.theme)[:3]} | where


def _of_story(telling: Telling) -> set[int]:
    """Of what gathers or harms a crowd and names nobody, the weeks and those whom its document is about; of an
    election the months."""
    days = telling.span.days
    if days is not None and days <= MONTH and telling.act[0] == "ELECT" and not names_somebody(telling):
        return _in_stretches(telling, MONTH, [_place("e", one) for one in telling.around])
    if days is None or days > FINE or telling.act[0] not in OF_CROWDS or names_somebody(telling):
        return set()
    return _in_stretches(telling, WEEK, [_place("r", one) for one in telling.around])


def _of_slip(telling: Telling, days: int) -> set[int]:
    """Of an act that is done to a person once, that person and the weeks of the day that is told and so many around."""
    if not is_done_once(telling) or telling.span.start is None:
        return set()
    day = telling.span.start.toordinal()
    weeks = range((day - days) // WEEK, (day + days) // WEEK + 1)
    people = {who.entity for who in telling.sides[1] if who.entity and who.is_named and who.kind == "person"}
    return {_place("o", person) ^ _place("s", str(week)) for person in people for week in weeks}


def _of_day(telling: Telling, sort: str) -> set[int]:
    """The word that tells it and the day, where that is told."""
    days = telling.span.days
    if days is None or days > 1 or not telling.span.is_told or not telling.cue:
        return set()
    return {_place(sort, f"{telling.cue}|{telling.span.start}")}


def _of_sentence(telling: Telling, sort: str) -> set[int]:
    """The sentence, which may stand in copies of its text, where its words tell enough."""
    return {_place(sort, " ".join(sorted(telling.words)))} if len(telling.words) >= OWN_WORDS else set()


def _of_person(telling: Telling, sort: str) -> set[int]:
    """Of acts that hardly happen to one twice, whom they happen to."""
    if telling.act[0] not in OF_ONE:
        return set()
    both = (*telling.sides[0], *telling.sides[1])
    return {_place(sort, who.entity) for who in both if who.entity and who.is_named and who.kind == "person"}


def _in_stretches(telling: Telling, days: int, places: Collection[int]) -> set[int]:
    """Places in every stretch of so many days that a bounded time lies in."""
    start, end = telling.span.start, telling.span.end
    assert start is not None
    assert end is not None
    numbers = range(start.toordinal() // days, (end.toordinal() - 1) // days + 1)
    return {place ^ _place("s", str(number)) for number in numbers for place in places}


def _timeless(anchors: set[str], sort: str) -> set[int]:
    close = sorted(anchor for anchor in anchors if not anchor.startswith("c"))
    return {_place(sort, f"{one}|{other}") for one, other in combinations(close, 2)}


@lru_cache(maxsize=200_000)
def _place(sort: str, what: str) -> int:
    """63 bits of a digest; those of several places are put together by an exclusive or."""
    digest = hashlib.blake2b(f"{sort}|{what}".encode(), digest_size=8).digest()
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
    found: Mapping[str, Telling], asked: Mapping[str, Collection[int]], owners: Mapping[int, Collection[str]]
) -> tuple[list[Link], list[Link]]:
    """Links of tellings that ask with those that have a key they ask for: of one event; of a plan and what came of it.

    Args:
        asked: claim → the keys that it asks for.
        owners: key → claims that have it.
    """
    same, foretold = [], []
    for one, other in _pairs(found, asked, owners):
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
    found: Mapping[str, Telling], asked: Mapping[str, Collection[int]], owners: Mapping[int, Collection[str]]
) -> Iterator[tuple[Telling, Telling]]:
    """Tellings that can be one event, or a plan and what came of it; each pair once, in the order of their ids."""
    seen = set[tuple[str, str]]()
    for claim, keys in asked.items():
        own, others = found[claim], {other for key in keys for other in owners.get(key, ())}
        for other in others - {claim}:
            if can_be_one(own, found[other]):
                seen.add((claim, other) if claim < other else (other, claim))
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
    group = {
        claim: n for n, claim in enumerate(sorted({one for link in links for one in (link.left, link.right)}))
    }
    members = {n: [claim] for claim, n in group.items()}
    refused: set[tuple[int, int]] = set()
    for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
        ours, theirs = sorted((group[link.left], group[link.right]))
        if ours == theirs or (ours, theirs) in refused:
            continue
        if not _fit(found, members[ours], members[theirs]):
            refused.add((ours, theirs))
            continue
        number = len(group) + len(members)  # a group of its own, which nothing has refused yet
        members[number] = sorted([*members[ours], *members[theirs]])
        group |= dict.fromkeys(members[number], number)
    return sorted({tuple(members[number]) for number in group.values() if len(members[number]) > 1})


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
