"""How sure we are that two things of one kind are one: names and all that is told beside them.

In:   two portraits.
Out:  a score in [0, 1] with its reasons; at SAME (scores.py) or more they are taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from letopis import gazetteer, lexicon
from letopis.mention import MentionKind
from letopis.resolve.names.bodies import body_score, in_country, parse_body
from letopis.resolve.names.evidence import (
    SAME_COUNTRY,
    Reason,
    listed_holders,
    shared_holdings,
    vetoes,
    weights,
)
from letopis.resolve.names.people import LONE, PersonName, first_gender, parse_name, person_score
from letopis.resolve.names.portraits import Portrait
from letopis.resolve.names.spelling import likeness, sounds_of

LOOSE = "?"  # in posts.tsv: a title that can mean any headship
OTHER_PLACE = 0.6  # factor: towns of one name in two countries are two
ALIAS = 0.92  # two names of one public figure by data/lexicon/en/aliases.tsv
SUFFIX = 0.8  # one office at one time, names that are one but for a suffix
MARRIED = 0.72  # one given name and one office at one time under two surnames
FAR_SPELLING = 0.75  # one surname and one office at one time, given names that only begin alike
BORN_ALIKE = 0.72  # one given name and one day of birth under two surnames


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score in [0, 1] and what it rests on, the names first."""

    score: float
    reasons: tuple[Reason, ...]


def compare(left: Portrait, right: Portrait) -> Comparison:
    """The comparison of two portraits of one kind; symmetric."""
    if left.kind is MentionKind.PERSON:
        return _compare_people(left, right)
    score = max(_score(left, one, right, other) for one in left.names for other in right.names)
    return Comparison(round(score, 4), (Reason("name", _quoted(left, right), added=round(score, 4)),))


def _compare_people(left: Portrait, right: Portrait) -> Comparison:
    barred = tuple(vetoes(left, right))
    if barred:
        return Comparison(0.0, barred)
    score, one, other = max(
        (_name_score(one, left, other, right), one, other)
        for one in _full_names(left)
        for other in _full_names(right)
    )
    reasons = [Reason("name", f"{one!r} and {other!r}", added=round(score, 4))]
    told = list(weights(left, right))
    if not score:
        rescued = _rescued(left, right)
        if rescued is None:
            return Comparison(0.0, tuple(reasons))
        return Comparison(rescued.added, (*reasons, rescued))
    for reason in told:
        score *= reason.factor
    score += sum(reason.added for reason in told)
    return Comparison(round(min(1.0, score), 4), (*reasons, *told))


def _name_score(one: str, left: Portrait, other: str, right: Portrait) -> float:
    score = person_score(parse_name(one), parse_name(other))
    if score < ALIAS and not _known_as(one, left.country).isdisjoint(_known_as(other, right.country)):
        return ALIAS
    return score


@lru_cache(maxsize=100_000)
def _known_as(name: str, country: str | None) -> frozenset[str]:
    return gazetteer.known_as(name, country) | gazetteer.known_as(parse_name(name).text, country)


def _full_names(portrait: Portrait) -> tuple[str, ...]:
    """The names; where there is but a surname, the full name of the only listed holder of the office."""
    listed = listed_holders(portrait)
    if len(listed) == 1 and not any(parse_name(name).is_full for name in portrait.names):
        return tuple(listed)
    return portrait.names


def _rescued(left: Portrait, right: Portrait) -> Reason | None:
    """Why two names that do not fit may be one person's all the same."""
    names = [(parse_name(one), parse_name(other)) for one in left.names for other in right.names]
    full = [(one, other) for one, other in names if one.is_full and other.is_full]
    given = any(one.words[0] == other.words[0] and len(one.words[0]) > 1 for one, other in full)
    holding = next(shared_holdings(left, right), None)
    if holding is not None and holding.country and any(_differ_by_suffix(one, other) for one, other in names):
        return Reason("office", f"but for the suffix, and both {holding.office} at one time", added=SUFFIX)
    if holding is not None and holding.country and given and not _are_men(left, right):
        return Reason("office", f"one given name, both {holding.office} at one time", added=MARRIED)
    if holding is not None and holding.country and any(_begin_alike(one, other) for one, other in full):
        return Reason("office", f"like surnames, both {holding.office} at one time", added=FAR_SPELLING)
    if given and _is_one_day(left, right):
        return Reason("days", "one given name, one day of birth", added=BORN_ALIKE)
    return None


def _are_men(left: Portrait, right: Portrait) -> bool:
    """True where one of both is told to be a man, or has a man's name: men take no surname by marriage."""
    named = {first_gender(parse_name(name)) for one in (left, right) for name in one.names}
    return "m" in named | {left.gender, right.gender}


def _differ_by_suffix(one: PersonName, other: PersonName) -> bool:
    return (
        one.suffix != other.suffix
        and person_score(replace(one, suffix=""), replace(other, suffix="")) >= LONE
    )


def _begin_alike(one: PersonName, other: PersonName) -> bool:
    return one.words[0][0] == other.words[0][0] and not sounds_of(one.words[-1]).isdisjoint(
        sounds_of(other.words[-1])
    )


def _is_one_day(left: Portrait, right: Portrait) -> bool:
    born = left.born, right.born
    return (
        all(day is not None and len(day.edtf or "") == len("YYYY-MM-DD") for day in born)
        and born[0] == born[1]
    )


def _quoted(left: Portrait, right: Portrait) -> str:
    return f"{left.names[0]!r} and {right.names[0]!r}"


def _score(left: Portrait, one: str, right: Portrait, other: str) -> float:
    if left.kind is MentionKind.ORGANISATION:
        bodies = (in_country(parse_body(one), left.country), in_country(parse_body(other), right.country))
        return body_score(*bodies)
    countries = left.country, right.country
    if left.kind is MentionKind.OFFICE:
        return _office_score(one, other, countries) if None in countries or len(set(countries)) == 1 else 0.0
    score = _place_score(one, other)
    if None in countries or not score:
        return score
    return min(1.0, score + SAME_COUNTRY) if countries[0] == countries[1] else score * OTHER_PLACE


def _office_score(left: str, right: str, countries: tuple[str | None, str | None]) -> float:
    """Of titles: one office by the lists, or the same words."""
    country = countries[0] or countries[1] or ""
    return 1.0 if _office_name(left, country) == _office_name(right, country) else 0.0


def _office_name(title: str, country: str) -> str:
    """What the office is under any title: "foreign_affairs" of "Foreign Secretary"."""
    listed = gazetteer.office(title)
    if listed is None:
        return gazetteer.fold(title).casefold()
    ways = ((listed.name, listed.kind, country), (listed.name, listed.kind, ""))
    return next((_posts()[way] for way in ways if _posts().get(way, LOOSE) != LOOSE), listed.name)


@lru_cache(maxsize=1)
def _posts() -> dict[tuple[str, str, str], str]:
    """Post by title, class and country, as posts of data/lexicon/en has them."""
    rows = lexicon.table("posts")
    return {
        (name, row["kind"], code): row["post"]
        for row in rows
        for name in row["name"].split("|")
        for code in row["body"].split("|")
    }


def _place_score(left: str, right: str) -> float:
    """Of countries, places and groups: listed names first, then spelling."""
    one, other = (_standing_for(text) for text in (left, right))
    if one is not None or other is not None:
        return 1.0 if one == other else 0.0
    return likeness(gazetteer.fold(left).casefold(), gazetteer.fold(right).casefold())


def _standing_for(text: str) -> str | None:
    country = gazetteer.country_of(text)
    if country is not None:
        return country.code
    place = gazetteer.city(text)
    return f"{place.name}/{place.country}" if place is not None else None
