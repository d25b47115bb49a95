"""Which statements are about a theme: by its words, by words that stand for it, by its meaning.

In:   ids of the statements that have its words, and of those that have words for it, best first; how near each is.
Out:  matches by id: those with the words first, then those with words for it, then those that mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letopis.profile import Match

# 0.36: best F1 (63.9) over tests/cases/view/themes.toml, swept 0.10–0.80 by 0.02 on vectors of the base model, which
# ours are trained to be near to; `python -m bench.quality themes --data tests/cases/view/themes.toml` sweeps them.
NEAR = 0.36


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
