"""How sure we are that two names are one thing's, names and context together.

In:   two names, with the countries and genders that the words around them tell.
Out:  a score in [0, 1]; at SAME or more they are taken for one.
"""

from __future__ import annotations

from letopis import gazetteer
from letopis.mention import MentionKind
from letopis.resolve.bodies import BodyName, body_score, parse_body
from letopis.resolve.people import parse_name, person_score
from letopis.resolve.spelling import likeness

SAME = 0.7  # swept 0.50–0.95 by 0.05 on tests/cases/resolve/pairs.toml
OTHER_COUNTRY = 0.75  # factor: a good name stands alone against it, a guessed spelling does not
SAME_COUNTRY = 0.1  # added: lifts a lone surname over SAME

Told = tuple[str | None, str | None]


def weigh(score: float, countries: Told, genders: Told = (None, None)) -> float:
    """The score of two names in the light of what is told of each; None tells nothing."""
    if None not in genders and genders[0] != genders[1]:
        return 0.0
    if score and None not in countries:
        return min(1.0, score + SAME_COUNTRY) if countries[0] == countries[1] else score * OTHER_COUNTRY
    return score


def pair_score(
    left: str,
    right: str,
    *,
    kind: MentionKind = MentionKind.PERSON,
    countries: Told = (None, None),
    genders: Told = (None, None),
) -> float:
    """How sure we are that two names, as written, are one thing's, in [0, 1]; symmetric.

    Args:
        countries: alpha-2 codes told of left and right. genders: "m", "f" or None of each.
    """
    if kind is MentionKind.PERSON:
        score = person_score(parse_name(left), parse_name(right))
        told = (genders[0], genders[1])
        return round(weigh(score, countries, told), 4)
    if kind is MentionKind.ORGANISATION:
        one, other = (
            _in_country(parse_body(text), code) for text, code in zip((left, right), countries, strict=True)
        )
        return round(body_score(one, other), 4)
    return round(weigh(_place_score(left, right), countries), 4)


def _in_country(name: BodyName, country: str | None) -> BodyName:
    return BodyName(name.text, name.core, name.country or country, name.generic, name.listed)


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
