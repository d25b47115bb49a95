"""Our own sentences and the country and sectors of the actors in them: tests/cases/where/actors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.coding import Coding
from letopis.detect import find_mentions
from letopis.extract import extract_claims
from letopis.extract.event.codings import CODED, Coder
from letopis.pipeline import annotate_document
from tests.handmade import document_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "where" / "actors.toml").read_text("utf-8"))[
    "case"
]
STRONG = [case for case in CASES if case["grade"] == "strong"]
OTHERS = [case for case in CASES if case["grade"] != "strong"]


def coding_of(who: str, text: str) -> Coding:
    """The coding of the party whose words share most with these, at the first place where they stand."""
    document = document_of(f"Report\n\n{text}", "a.txt", "2021-05-05")
    doc = annotate_document(document)
    mentions = find_mentions(document, doc)
    claims = extract_claims(document, doc, mentions)
    coder = Coder(document, mentions, claims)
    start = document.text.index(who)
    found = [
        (a.start, a.end, a.coding) for c in claims for a in coder.with_words_coded(c).arguments if a.coding
    ]
    found += [(m.start, m.end, coder.of_mention(m)) for m in mentions if m.kind in CODED]
    best = max(found, key=lambda one: _shared(one[0], one[1], start, start + len(who)), default=None)
    return (
        best[2] or Coding() if best and _shared(best[0], best[1], start, start + len(who)) > 0 else Coding()
    )


def _shared(start: int, end: int, first: int, last: int) -> float:
    """The code points that two spans share, of all that they cover."""
    return max(0, min(end, last) - max(start, first)) / (max(end, last) - min(start, first))


def wrong_in(case: dict[str, Any]) -> list[str]:
    """The actors of a case whose coding is another one, in words."""
    lost = []
    for actor in case["actors"]:
        coding = coding_of(actor["who"], case["text"])
        if (coding.country or "", set(coding.sectors)) != (actor["country"], set(actor["sector"])):
            lost.append(f"{actor['who']}: {coding}")
    return lost


@pytest.mark.parametrize("case", STRONG, ids=lambda case: case["text"][:60])
def test_strong_case_holds(case: dict[str, Any]) -> None:
    """Every actor of a strong case has its country and its sectors, and no others."""
    assert not wrong_in(case)


def test_four_of_five_actors_of_the_harder_cases_are_right() -> None:
    """Of the actors of medium and weak cases at least four in five have their country and sectors."""
    actors = sum(len(case["actors"]) for case in OTHERS)
    assert sum(len(wrong_in(case)) for case in OTHERS) * 5 <= actors
