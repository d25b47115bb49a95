"""Lemmas of inflected forms whose rule went wrong."""

from __future__ import annotations

import pytest

from letopis.annotate.inflections import mended

KNOWN = frozenset(
    [
        "kill",
        "damage",
        "stop",
        "accuse",
        "negotiate",
        "settle",
        "plan",
        "add",
        "ad",
        "miss",
        "fire",
        "rat",
        "rate",
        "hope",
        "hop",
        "occur",
        "carry",
        "tie",
        "die",
        "study",
        "class",
        "hero",
        "shoe",
        "taxi",
        "series",
        "offer",
        "injure",
        "begin",
        "prove",
        "call",
        "party",
        "fee",
        "foot",
        "calorie",
        "baseman",
        "topple",
    ]
)
ROWS = [
    ("killed", "VBD", "kille", "kill"),
    ("damaged", "VBN", "damag", "damage"),
    ("stopping", "VBG", "stopp", "stop"),
    ("accused", "VBN", "accus", "accuse"),
    ("planned", "VBN", "planne", "plan"),
    ("added", "VBD", "ad", "add"),
    ("missing", "VBG", "mis", "miss"),
    ("rated", "VBN", "rat", "rate"),
    ("fired", "VBD", "fir", "fire"),
    ("hopping", "VBG", "hop", "hop"),
    ("occurring", "VBG", "occurr", "occur"),
    ("carried", "VBD", "carri", "carry"),
    ("dying", "VBG", "dy", "die"),
    ("struck", "VBD", "stru", "strike"),
    ("held", "VBN", "he", "hold"),
    ("studies", "NNS", "studie", "study"),
    ("classes", "NNS", "classe", "class"),
    ("heroes", "NNS", "heroe", "hero"),
    ("shoes", "NNS", "sho", "shoe"),
    ("feet", "NNS", "fee", "foot"),
    ("goes", "VBZ", "goe", "go"),
    ("Tuesdays", "NNS", "Tuesday", "Tuesday"),
    ("people", "NNS", "person", "person"),
    ("offers", "VBZ", "offer", "offer"),
    ("dismantled", "VBD", "dismantl", "dismantle"),
    ("devastated", "VBN", "devastat", "devastate"),
    ("succumbed", "VBD", "succumbe", "succumb"),
    ("Harlan", "NNP", "Harlan", "Harlan"),
    ("better", "JJR", "good", "good"),
    ("re-elected", "VBN", "re-elect", "re-elect"),
]


@pytest.mark.parametrize(("word", "tag", "guess", "lemma"), ROWS, ids=[row[0] for row in ROWS])
def test_a_form_has_a_base_that_english_can_write(word: str, tag: str, guess: str, lemma: str) -> None:
    """Of the bases that the spelling leaves, the known one; irregular forms and what is no inflected form stay."""
    assert mended(word, tag, guess, KNOWN) == lemma
