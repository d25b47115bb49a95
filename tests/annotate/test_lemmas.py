"""Lemma rules make lemmas of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.annotate.lemmas import LemmaRules, rule_between


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("ministers", "minister", "lower|1|"),
        ("Was", "be", "lower|3|be"),
        ("said", "say", "lower|2|y"),
        ("Oslo", "Oslo", "keep|0|"),
        ("NORLAND", "Norland", "title|0|"),
        ("n't", "not", "lower|2|ot"),
    ],
)
def test_rule_is_the_shortest_edit(word: str, lemma: str, rule: str) -> None:
    """A rule changes as few letters as possible, and does what it says."""
    assert rule_between(word, lemma) == rule
    assert LemmaRules([rule]).lemma(word, 0) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_every_pair_has_a_rule_that_holds(word: str, lemma: str) -> None:
    """The rule between a word and its lemma makes that lemma of that word."""
    assert LemmaRules([rule_between(word, lemma)]).lemma(word, 0) == lemma


def test_rule_that_cuts_too_much_leaves_the_word() -> None:
    """A rule that does not fit a word changes nothing."""
    assert LemmaRules(["lower|5|be"]).lemma("is", 0) == "is"
