"""What the articles of a record leave together of who held an office, and when."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis import view
from letopis.holders import SpellsAsked
from letopis.record import Record, period

CASES = Path(__file__).parents[1] / "cases" / "resolve" / "successions.toml"
RESTS = (  # each article is long enough for one, and no copy of another
    "Nobody was hurt, and the shops in the old town stayed open as usual.",
    "It had rained all night, so that few had come to see the flags in the square.",
    "A band played marches while boys sold lemonade and newspapers along the river.",
)


def rows() -> list[object]:
    """Every case of the table."""
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    weak = pytest.mark.xfail(reason="hard language: what would join it also joins what is apart")
    return [
        pytest.param(case, id=case["name"], marks=[weak] if case["grade"] == "weak" else []) for case in cases
    ]


def read_case(case: dict[str, Any], folder: Path) -> list[view.SpellRow]:
    """The spells that the record of a case has of its office, its articles read in some order."""
    documents = list(enumerate(case["documents"]))
    random.Random(case["name"]).shuffle(documents)  # the order of reading must not matter
    with Record.open(None, create=True) as record:
        for number, document in documents:
            path = folder / f"{number}.txt"
            path.write_text(f"{document['text']} {RESTS[number % len(RESTS)]}\n", encoding="utf-8")
            record.read([path], published=document.get("published"))
        return record.office(case["office"], SpellsAsked(known=period(None, case.get("known"))))


@pytest.mark.parametrize("case", rows())
def test_articles_make_a_succession(case: dict[str, Any], tmp_path: Path) -> None:
    """Holders in their order, with the days that all articles leave, and what contradicts them."""
    found = read_case(case, tmp_path)
    told = [(row.holder, row.start, row.end) for row in found]
    assert told == [(spell["holder"], spell["start"], spell["end"]) for spell in case["spells"]]
    for row, spell in zip(found, case["spells"], strict=True):
        assert spell.get("how", "") in row.how
    about = {conflict.about for row in found for conflict in row.conflicts}
    assert about == set(case.get("disputed", []))
