"""Which statements are about a theme: by its words, by words that stand for it, by its meaning.

In:   ids of the statements that have its words, and of those that have words for it, best first; how near each is.
Out:  matches by id: those with the words first, then those with words for it, then those that mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letopis.profile import Match

# 0.64: of what is found so 63 % is about the theme, and 35 % of what is; best F1 (45.4) is at 0.62, with 46 %.
# Swept 0.10–0.80 by 0.02 over tests/cases/view/themes.toml (`python -m bench.quality themes --data …`).
NEAR = 0.64


def rank_matches(
    by_words: Sequence[str], nearness: Mapping[str, float], related: Sequence[str] = ()
) -> dict[str, Match]:
    """The statements that fit a theme, each with its place.

    Args:
        by_words: ids of those that have all its words, best first.
        nearness: similarity to the theme by id, -1 to 1.
        related: ids of those that have words for it, best first.
    """
    related = [claim for claim in dict.fromkeys(related) if claim not in set(by_words)]
    known = {*by_words, *related}
    near = [claim for claim, similarity in nearness.items() if similarity >= NEAR and claim not in known]
    near.sort(key=lambda claim: (-nearness[claim], claim))
    told = [(claim, "words") for claim in by_words]
    told += [(claim, "related") for claim in related] + [(claim, "meaning") for claim in near]
    return {claim: Match(by, rank, nearness.get(claim)) for rank, (claim, by) in enumerate(told)}
