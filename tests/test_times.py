"""Intervals of days: what a date as typed covers, and what counts as lying in a period."""

from __future__ import annotations

from datetime import date

import pytest

from letopis.times import Interval, parse_date

MAY = parse_date("2020-05")


@pytest.mark.parametrize(
    ("when", "counts"),
    [
        (Interval(date(2020, 5, 3), date(2020, 5, 4)), True),
        (Interval(date(2020, 1, 1), date(2021, 1, 1)), True),
        (Interval(None, date(2020, 5, 10)), True),
        (Interval(None, date(2020, 9, 1)), False),
        (Interval(None, date(2020, 4, 1)), False),
        (Interval(date(2020, 5, 10), None), True),
        (Interval(date(1996, 10, 1), None), False),
        (Interval(date(2020, 6, 1), None), False),
        (Interval(), False),
    ],
    ids=str,
)
def test_open_times_count_where_the_bound_that_is_told_lies(when: Interval, *, counts: bool) -> None:
    """ "By May 10" is of May and not of every month before; "since 1996" is of 1996."""
    assert when.counts_in(MAY) is counts


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "19", "soon", ""])
def test_what_is_no_date_is_named(text: str) -> None:
    """The message has what was typed."""
    with pytest.raises(ValueError, match=f"'{text}' is no date"):
        parse_date(text)
