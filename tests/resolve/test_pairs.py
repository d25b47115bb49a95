"""Pairs of names: every strong case holds, and most of the others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.mention import MentionKind
from letopis.resolve import SAME, pair_score

CASES = Path(__file__).parents[1] / "cases" / "resolve" / "pairs.toml"
PAIRS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["pair"]
STRONG = [pair for pair in PAIRS if pair["grade"] == "strong"]


def score(pair: dict[str, Any], *, swapped: bool = False) -> float:
    left, right = (pair["right"], pair["left"]) if swapped else (pair["left"], pair["right"])
    countries, genders = (_told(pair, key, swapped=swapped) for key in ("countries", "genders"))
    kind = MentionKind(pair.get("kind", "person"))
    return pair_score(left, right, kind=kind, countries=countries, genders=genders)


def _told(pair: dict[str, Any], key: str, *, swapped: bool) -> tuple[str | None, str | None]:
    left, right = (value or None for value in pair.get(key, ("", "")))
    return (right, left) if swapped else (left, right)


def holds(pair: dict[str, Any]) -> bool:
    return (score(pair) >= SAME) is pair["same"]


@pytest.mark.parametrize("pair", STRONG, ids=lambda pair: f"{pair['left']} / {pair['right']}")
def test_strong_pair(pair: dict[str, Any]) -> None:
    """Two names are one thing's exactly when the table says so."""
    assert holds(pair), f"score {score(pair)}: {pair['note']}"


@pytest.mark.parametrize(("grade", "least"), [("medium", 0.9), ("weak", 0.5)])
def test_share_of_weaker_pairs(grade: str, least: float) -> None:
    """Most of the pairs that should hold do."""
    pairs = [pair for pair in PAIRS if pair["grade"] == grade]
    wrong = [f"{pair['left']} / {pair['right']}" for pair in pairs if not holds(pair)]
    assert len(wrong) <= (1 - least) * len(pairs), wrong


def test_score_is_symmetric_and_bounded() -> None:
    """Which name stands left does not matter."""
    for pair in PAIRS:
        assert score(pair) == score(pair, swapped=True)
        assert 0 <= score(pair) <= 1
