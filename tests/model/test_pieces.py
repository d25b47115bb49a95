"""Words become word pieces one by one, with their case beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.model.pieces import CASES, MAX_PIECES_PER_WORD, Pieces, case_class
from letopis.model.weights import FOLDER

PIECES = Pieces(FOLDER / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("minister", "lower"),
        ("Torvald", "title"),
        ("I", "title"),
        ("NATO", "upper"),
        ("iPhone", "mixed"),
        ("2024", "digit"),
        ("—", "other"),
    ],
)
def test_case_is_noted(word: str, case: str) -> None:
    """The base model is uncased; the case class keeps how the word was written."""
    assert CASES[case_class(word)] == case


@given(st.text(min_size=1, max_size=200))
def test_every_word_has_pieces(word: str) -> None:
    """Any word, even an invisible one, has at least one piece and at most eight."""
    [(ids, case)] = PIECES.cut([word])
    assert 1 <= len(ids) <= MAX_PIECES_PER_WORD
    assert 0 <= case < len(CASES)
