"""Which statements are about a theme."""

from __future__ import annotations

from letopis.view import rank_matches
from letopis.view.themes import NEAR


def test_words_come_before_meaning() -> None:
    """Those with the words as the search ranked them, then the near ones, the nearest first."""
    nearness = {"a": NEAR + 0.1, "b": NEAR + 0.2, "c": NEAR - 0.01, "d": 0.0}
    found = rank_matches(["d", "a"], nearness)
    assert [(claim, match.by) for claim, match in found.items()] == [
        ("d", "words"),
        ("a", "words"),
        ("b", "meaning"),
    ]
    assert [match.rank for match in found.values()] == [0, 1, 2]
    assert found["b"].similarity == NEAR + 0.2


def test_statement_without_a_vector_is_found_by_its_words_alone() -> None:
    """What an older version read has no vector; its words are there."""
    assert rank_matches(["a"], {})["a"].similarity is None
