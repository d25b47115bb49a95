"""How surely events are told: tests/cases/surely/*.toml, and the words that show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.quality.chains import read_cases
from bench.quality.event_detection import find_events
from bench.quality.factuality import matched, wrong_flags

TABLES = Path(__file__).parents[1] / "cases" / "surely"
NEWS = TABLES.parent / "extract" / "surely_in_news.toml"
CASES = [case for table in (*sorted(TABLES.glob("*.toml")), NEWS) for case in read_cases(table)]
STRONG = [case for case in CASES if case["grade"] == "strong"]


@pytest.mark.parametrize("case", STRONG, ids=lambda case: case["name"])
def test_an_event_is_as_sure_as_its_sentence_has_it(case: dict[str, Any]) -> None:
    """Modality, polarity and background of every event that is found in a plain sentence are right."""
    claims, words = find_events(case)
    told = [(wanted, claim) for wanted, claim in matched(case, claims, words) if claim]
    assert [wrong_flags(wanted, claim) for wanted, claim in told] == [[] for _ in told]


@pytest.mark.parametrize(
    "case", [case for case in read_cases(NEWS) if case["grade"] == "strong"], ids=lambda case: case["name"]
)
def test_a_sentence_of_news_tells_its_events_and_no_other(case: dict[str, Any]) -> None:
    """Of a sentence of which all events are given, as many are found, and none where none are told."""
    claims, words = find_events(case)
    assert [claim for _, claim in matched(case, claims, words) if claim is None] == []
    assert len(claims) == len(case["events"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The minister did not rule out sending troops to Norland.", ["not rule out"]),
        ("The general may arrest the editor.", ["may"]),
        ("The general arrested the editor.", []),
        ("The council stopped short of condemning Norland.", ["stopped short"]),
    ],
)
def test_the_words_that_show_it_are_kept(text: str, shown: list[str]) -> None:
    """A claim keeps the words by which its modality and polarity are known, and none where it is told plainly."""
    claims, _ = find_events({"text": text})
    assert [words.text for words in claims[-1].shown_by] == shown
