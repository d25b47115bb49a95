"""Which statements are about a theme."""

from __future__ import annotations

from letopis.lexicon import table
from letopis.meanings import words_for
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


def test_words_that_stand_for_a_theme_come_between() -> None:
    """After its own words and before its meaning, each statement once."""
    found = rank_matches(["a"], {"c": NEAR, "b": 0.1}, ["b", "a", "b"])
    assert [(claim, match.by) for claim, match in found.items()] == [
        ("a", "words"),
        ("b", "related"),
        ("c", "meaning"),
    ]


def test_statement_without_a_vector_is_found_by_its_words_alone() -> None:
    """What an older version read has no vector; its words are there."""
    assert rank_matches(["a"], {})["a"].similarity is None


def test_theme_is_found_by_words_that_stand_for_it() -> None:
    """ "integration" is spoken of as "bring closer"; a theme that the table has not, by its own words alone."""
    assert "bring closer" in words_for("Integration")
    assert words_for("needlework") == []


def test_no_theme_has_two_rows() -> None:
    """Each name stands once in the table."""
    names = [name for row in table("themes") for name in row["name"].split("|")]
    assert sorted(names) == sorted(set(names))
