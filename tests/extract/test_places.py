"""Our own sentences and where their events are: tests/cases/where/places.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bench.quality.places import claims_at, document_of_case, is_right
from letopis.claim import ClaimKind
from letopis.extract.place.locating import Locator
from letopis.pipeline import find_in

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "where" / "places.toml").read_text("utf-8"))[
    "case"
]
STRONG = [case for case in CASES if case["grade"] == "strong"]
OTHERS = [case for case in CASES if case["grade"] != "strong"]


def wrong_in(case: dict[str, Any]) -> list[str]:
    """The places of a case that are not found where they are, and those of events that are nowhere."""
    document = document_of_case(case)
    found = find_in(document)
    locator = Locator(document, found.mentions)
    lost = []
    for event in case["events"]:
        for place in event["places"]:
            named = [m for m in found.mentions if m.text in place["text"] or place["text"] in m.text]
            if not any(is_right(locator.locate(mention), place) for mention in named):
                lost.append(f"{place['text']} is not at its place")
        if not event["places"]:
            told = [c for c in found.claims if c.kind is ClaimKind.EVENT]
            if len(case["events"]) > 1:
                told = claims_at(event, document.text, found.claims)
            placed = [a.text for c in told for a in c.all("place")]
            lost += [f"{words} is no place" for words in placed]
    return lost


@pytest.mark.parametrize("case", STRONG, ids=lambda case: case["text"][:60])
def test_strong_case_holds(case: dict[str, Any]) -> None:
    """Every place of a strong case is in its country, within 50 km of its point; what has no place gets none."""
    assert not wrong_in(case)


def test_nine_of_ten_of_the_harder_cases_hold() -> None:
    """Of the medium and weak cases at most one in ten is wrong."""
    assert 10 * sum(bool(wrong_in(case)) for case in OTHERS) <= len(OTHERS)


def test_town_is_counted_to_the_country_that_the_words_tell() -> None:
    """A name that is first of all a town elsewhere has the country of the place that is meant."""
    case = {"text": "Police arrested two students in Paris, Texas, on Monday."}
    found = find_in(document_of_case(case))
    assert {m.country for m in found.mentions if m.text == "Paris"} == {"US"}
