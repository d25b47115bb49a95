"""Cues are told apart by their words."""

from __future__ import annotations

import pytest

from bench.quality.cues import cue_class


@pytest.mark.parametrize(
    ("words", "before", "wanted"),
    [
        ("said", "she", "say"),
        ("According to", "", "according to"),
        ("has repeatedly denied", "bank", "speech"),
        ("planning to", "was", "attitude"),
        ("claim", "his", "noun"),
        ("claim", "officials", "speech"),
        ("the belief", "despite", "noun"),
        ("zigzagged", "it", "other"),
        ("", "", "none"),
    ],
)
def test_class_of_a_cue(words: str, before: str, wanted: str) -> None:
    """By its first verb; a form that is a noun too is one after an article or a possessive."""
    assert cue_class(words.split(), before) == wanted
