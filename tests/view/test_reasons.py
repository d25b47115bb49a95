"""Why mentions are one, as rows."""

from __future__ import annotations

from letopis.decision import Judgement
from letopis.view import ChainWords, reason_rows


def test_the_least_sure_comes_first_and_the_list_is_named() -> None:
    """A judgement shows how both sides are called and where; a leader of the list stands without a document."""
    sure = Judgement("jud:1", "chn:a", "chn:b", True, 1.0, "machine:resolve", reason="name 'A' and 'A' 1.00")
    unsure = Judgement(
        "jud:2", "chn:b", "list:Luc Garnier", True, 0.8, "machine:resolve", reason="known from the list"
    )
    words = {"chn:a": ChainWords("Luc Garnier", "a.txt"), "chn:b": ChainWords("French president", "b.txt")}
    first, second = reason_rows([sure, unsure], words)
    assert (first.one, first.other, first.source, first.other_source) == (
        "French president",
        "Luc Garnier",
        "b.txt",
        "",
    )
    assert (second.one, second.other, second.score) == ("Luc Garnier", "French president", 1.0)
    assert first.because == "known from the list"
