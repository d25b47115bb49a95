"""The least score at which two are taken for one, and the score of two names alone.

In:   two names, with the countries and genders that the words around them tell.
Out:  a score in [0, 1]; at SAME or more they are taken for one.
"""

from __future__ import annotations

from letopis.mention import MentionKind
from letopis.resolve.names.comparing import compare
from letopis.resolve.names.evidence import OTHER_COUNTRY, SAME_COUNTRY
from letopis.resolve.names.portraits import Portrait

SAME = 0.7  # best of `python -m bench.quality pairs --sweep` on tests/cases/resolve

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
    one, other = (
        Portrait((name,), kind, country, gender)
        for name, country, gender in zip((left, right), countries, genders, strict=True)
    )
    return compare(one, other).score
