"""Which stance a sentence shows, and when a stance has shifted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.plans.reading import record_of

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "positions" / "stances.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"])
def test_sentence_shows_the_stance_that_it_plainly_tells(case: dict[str, Any], tmp_path: Path) -> None:
    """For, against or both; whatever is said with a condition, in jest or of others is unclear."""
    article = {"text": f"News of the day\n\n{case['text']}", "published": "2031-01-06"}
    with record_of([article], tmp_path) as record:
        rows = record.positions(TABLE["who"], case["theme"])
    plain = {str(row.stance) for row in rows} - {"unclear"}
    told = "unclear" if not plain else plain.pop() if len(plain) == 1 else "mixed"
    if case.get("grade") == "weak" and told == "unclear":
        pytest.xfail("hard language: what would read it also reads stances that are none")
    assert told == case["stance"]


def test_shift_stands_only_between_two_plain_stances_with_both_sentences(tmp_path: Path) -> None:
    """A joke between resisting and welcoming is no stance; the shift names the sentences before and after it."""
    told = [
        ("2031-01-06", "Otto Lind said that he opposed the treaty with Norway."),
        ("2031-02-03", "Otto Lind joked about the treaty with Norway."),
        ("2031-03-03", "Otto Lind said that he supported the treaty with Norway."),
    ]
    articles = [{"text": f"News of {day}\n\n{text}", "published": day} for day, text in told]
    with record_of(articles, tmp_path) as record:
        rows = record.positions("Otto Lind", "treaty")
    (shift,) = [row.shift for row in rows if row.shift is not None]
    assert (shift.before, shift.after) == ("against", "for")
    assert (shift.quote_before, shift.quote_after) == (told[0][1], told[2][1])
