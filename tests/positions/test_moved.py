"""Whose position moved between two days."""

from __future__ import annotations

from datetime import date

import pytest

from letopis.positions import stance_words
from letopis.profile import Line
from letopis.view import ChangeRow, KnownThemes, moved_positions
from tests.view.spoken import statement

AGAINST = statement("Otto Lind", "that the pipeline was a mistake", known="2031-01-06", document="doc:1")
UNCLEAR = statement("Otto Lind", "that the pipeline would be long", known="2031-02-06", document="doc:2")
FOR = statement("Otto Lind", "that he supported the pipeline", known="2031-03-06", document="doc:3")
ALL = (AGAINST, UNCLEAR, FOR)


def moved(before: tuple[Line, ...], after: tuple[Line, ...], first: str, last: str) -> list[ChangeRow]:
    """What moved from the state of some lines on a day to that of others."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    return moved_positions(before, after, days, stance_words(), KnownThemes.of([]))


def test_a_position_moved_is_told_with_the_sentence_before_and_after() -> None:
    """What was against by one day and for by the other."""
    (row,) = moved(ALL, ALL, "2031-01-31", "2031-03-31")
    assert (row.who, row.what, row.change) == ("Otto Lind", "pipeline", "moved")
    assert "against, ≤ 2031-01-06: that the pipeline was a mistake" in row.before
    assert (row.after, row.id, row.quote) == (
        "for, ≤ 2031-03-06",
        FOR.claim.id,
        "that he supported the pipeline",
    )


@pytest.mark.parametrize(("first", "last"), [("2030-12-31", "2031-03-31"), ("2031-01-31", "2031-02-28")])
def test_what_was_not_plain_on_both_days_has_not_moved(first: str, last: str) -> None:
    """Nothing said before, or nothing plain after."""
    assert moved(ALL, ALL, first, last) == []


def test_between_two_records_it_moved_where_the_other_knows_more() -> None:
    """On one day, where one record lacks the later sentence."""
    assert [row.what for row in moved(ALL[:1], ALL, "2031-03-31", "2031-03-31")] == ["pipeline"]
    assert moved(ALL, ALL, "2031-03-31", "2031-03-31") == []
