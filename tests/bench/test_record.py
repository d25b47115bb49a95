"""The scoring of a record against what a reader of all articles expects."""

from __future__ import annotations

from datetime import date

import pytest

from bench.quality.record_facts import _meant
from bench.quality.record_places import edtf_range, fits

CENTURY = (date(1900, 1, 1), date(2000, 1, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31)),
        ("2007-06-01~", date(2007, 5, 1), date(2007, 7, 2)),
        ("[..2016-06-24]", None, date(2016, 6, 24)),
        ("[2022-10-26..]", date(2022, 10, 26), None),
        ("[2007-06-27..2007-06-28]", date(2007, 6, 27), date(2007, 6, 28)),
        ("2016-06-24/2016-07-13", date(2016, 6, 24), date(2016, 7, 13)),
        (None, None, None),
    ],
)
def test_days_are_read_as_the_readme_of_the_examples_writes_them(
    text: str | None, first: date | None, last: date | None
) -> None:
    """Both ends are within; what is open is None."""
    assert edtf_range(text) == (first, last)


@pytest.mark.parametrize(
    ("expected", "found", "right"),
    [
        ("2016-07-13", (date(2016, 7, 13), date(2016, 7, 13)), True),
        ("2016-07-13", (date(2016, 6, 25), date(2016, 7, 14)), False),
        ("2016-07-13", (None, None), False),
        ("[..2016-06-24]", (None, date(2016, 6, 24)), True),
        ("[..2016-06-24]", (None, date(2019, 1, 1)), False),
        (None, (None, None), True),
        (None, (date(2016, 7, 13), date(2016, 7, 13)), False),
        (None, CENTURY, True),
    ],
)
def test_a_bound_is_right_that_is_as_close_as_expected_and_no_closer_than_is_told(
    expected: str | None, found: tuple[date | None, date | None], right: bool
) -> None:
    """What is left open is as wrong as what is made up."""
    assert fits(edtf_range(expected), found) is right


def test_an_adjective_means_its_state_and_a_title_is_no_part_of_a_name() -> None:
    """ "The Greek government" is that of Greece, as "the government of Greece" would be; a person is not one."""
    assert "Greece" in _meant("the Greek government")
    assert "South Korea" in _meant("the South Korean presidency (of that day)")
    assert "Ana Kolar" in _meant("the office of Prime Minister Ana Kolar")
    assert _meant("the leadership of New Democracy") == ["New Democracy", "New Democracy"]
