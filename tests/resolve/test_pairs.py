"""Pairs of names and of people: every strong case holds, and most of the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.quality.pairs import is_one, pair_score_of, portraits, read_pairs
from letopis.resolve import SAME, compare

CASES = Path(__file__).parents[1] / "cases" / "resolve"
PAIRS = [pair for name in ("pairs.toml", "profiles.toml") for pair in read_pairs(CASES / name)]
STRONG = [pair for pair in PAIRS if pair["grade"] == "strong"]


def holds(pair: dict[str, Any]) -> bool:
    return (pair_score_of(pair) >= SAME) is is_one(pair)


def told(pair: dict[str, Any]) -> str:
    """Both sides by their first names."""
    return " / ".join(portrait.names[0] for portrait in portraits(pair))


@pytest.mark.parametrize("pair", STRONG, ids=told)
def test_strong_pair(pair: dict[str, Any]) -> None:
    """Two are one thing exactly when the table says so."""
    assert holds(pair), f"score {pair_score_of(pair)}: {pair['note']}"


@pytest.mark.parametrize(("grade", "least"), [("medium", 0.88), ("weak", 0.7)])
def test_share_of_weaker_pairs(grade: str, least: float) -> None:
    """Most of the pairs that should hold do."""
    pairs = [pair for pair in PAIRS if pair["grade"] == grade]
    wrong = [told(pair) for pair in pairs if not holds(pair)]
    assert len(wrong) <= (1 - least) * len(pairs), wrong


def test_score_is_symmetric_and_bounded() -> None:
    """Which of the two stands left does not matter."""
    for pair in PAIRS:
        assert pair_score_of(pair) == pair_score_of(pair, swapped=True), told(pair)
        assert 0 <= pair_score_of(pair) <= 1


def test_a_score_says_what_it_rests_on() -> None:
    """Every score has reasons, the names or a veto first; a veto is a factor of 0."""
    for pair in PAIRS:
        found = compare(*portraits(pair))
        assert found.reasons
        assert found.score == 0 or all(reason.factor > 0 for reason in found.reasons)
