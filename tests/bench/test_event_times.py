"""How the bench compares when an event was."""

from __future__ import annotations

from datetime import date

import pytest

from bench.quality.event_links import days_of_value, is_same
from bench.quality.event_times import days_of, is_right
from letopis.times import Interval, one_day

PUBLISHED = one_day(date(2022, 11, 20))


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2021-05-02", (date(2021, 5, 2), date(2021, 5, 3))),
        ("2021-05-02/..", (date(2021, 5, 2), None)),
        ("1991-01/1991-03", (date(1991, 1, 1), date(1991, 4, 1))),
        ("1980/1989", (date(1980, 1, 1), date(1990, 1, 1))),
    ],
)
def test_bounds_of_an_interval_are_half_open(edtf: str, days: tuple[date | None, date | None]) -> None:
    """The last day of an interval lies within it, an open end stays open."""
    assert days_of(edtf) == days


def test_what_has_no_date_is_right_without_one_only() -> None:
    """A time where the text gives none is wrong, and so is none where it gives one."""
    assert is_right(None, None, PUBLISHED)
    assert not is_right(None, one_day(date(2022, 11, 1)), PUBLISHED)
    assert not is_right(days_of("2022-11-01"), None, PUBLISHED)


def test_an_open_end_is_as_good_as_one_at_publication() -> None:
    """ "Since Monday" of what goes on ends, for a reader, with the article."""
    since = Interval(start=date(2022, 11, 14))
    assert is_right(days_of("2022-11-14/2022-11-20"), since, PUBLISHED)
    assert not is_right(days_of("2022-11-14/2022-11-18"), since, PUBLISHED)


def test_a_part_is_right_only_where_the_gold_has_a_modifier() -> None:
    """ "Early next year" is the first months of it; the annotators' value is the whole year."""
    year = days_of_value("1990")
    early = Interval(date(1990, 1, 1), date(1990, 5, 1))
    assert year is not None
    assert is_same(year, early, partly=True)
    assert not is_same(year, early, partly=False)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("1989-Q3", ("1989-07-01", "1989-10-01")),
        ("1998-W08", ("1998-02-16", "1998-02-23")),
        ("1998-WI", ("1998-12-01", "1999-03-01")),
        ("198", ("1980-01-01", "1990-01-01")),
        ("1998-02-12TEV", ("1998-02-12", "1998-02-13")),
    ],
)
def test_days_of_a_timex_value(value: str, days: tuple[str, str]) -> None:
    """Quarters, weeks, seasons, decades and times of day stand for days."""
    found = days_of_value(value)
    assert found is not None
    assert (str(found.start), str(found.end)) == days


def test_a_length_of_time_has_no_days() -> None:
    """Lengths and vague times are no dates."""
    assert days_of_value("P3Y") is None
    assert days_of_value("PRESENT_REF") is None
