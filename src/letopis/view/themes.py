"""Which statements are about a theme, by its words or by its meaning.

In:   ids of the statements that have its words, best first; how near each is to it.
Out:  matches by id: those with the words first, then those that mean the same, the nearest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letopis.profile import Match

NEAR = 0.5  # TODO sweep


def rank_matches(by_words: Sequence[str], nearness: Mapping[str, float]) -> dict[str, Match]:
    """The statements that fit a theme, each with its place.

    Args:
        by_words: ids of those that have all its words, best first.
        nearness: similarity to the theme by id, -1 to 1.
    """
    known = set(by_words)
    near = [claim for claim, similarity in nearness.items() if similarity >= NEAR and claim not in known]
    near.sort(key=lambda claim: (-nearness[claim], claim))
    told = [(claim, "words") for claim in by_words] + [(claim, "meaning") for claim in near]
    return {claim: Match(by, rank, nearness.get(claim)) for rank, (claim, by) in enumerate(told)}
