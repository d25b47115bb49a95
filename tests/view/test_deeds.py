"""Deeds: which claims are one event, between whom it is, and into which month it falls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from letopis.profile import Line
from letopis.times import Interval, month_of, year_of
from letopis.view.deeds import By, Deed, Spanning, deeds, name_of, place_in_time, stretches
from tests.view.happened import code, country, day, event


def pairs(lines: Sequence[Line]) -> list[tuple[str, str, bool]]:
    """The sides of the deeds of lines."""
    return [(deed.one, deed.other, deed.mutual) for deed in found(lines)]


def found(lines: Sequence[Line]) -> list[Deed]:
    """The deeds of lines, by country."""
    return deeds(lines, code, country)


def test_each_actor_acts_on_each_recipient_of_another_country() -> None:
    """Two accuse a third: two deeds; nothing between the two, nothing within one country."""
    assert pairs([event("ACCUSE", ["Berg NO", "Lind SE"], ["Holm DK"])]) == [
        ("NO", "DK", False),
        ("SE", "DK", False),
    ]
    assert pairs([event("ACCUSE", ["Berg NO"], ["Norland NO"])]) == []
    assert pairs([event("ACCUSE", ["Berg NO", "Lind SE"])]) == []
    assert pairs([event("ACCUSE", ["Berg NO"], ["somebody"])]) == []


def test_a_meeting_is_between_any_two_who_meet() -> None:
    """Where nobody is acted on, an act like this is mutual; a visit goes from the guest to the host."""
    assert pairs([event("CONSULT", ["Lind SE", "Berg NO", "Holm DK"])]) == [
        ("DK", "NO", True),
        ("DK", "SE", True),
        ("NO", "SE", True),
    ]
    assert pairs([event("CONSULT", ["Lind SE"], ["Berg NO"])]) == [("SE", "NO", False)]


def test_event_told_twice_in_one_document_is_one() -> None:
    """The same parties, or a country in place of its people; days that can be the same, or no date at all."""
    told = [
        event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05", words="in May", known="2021-05-05"),
        event("CONSULT", ["Berg NO", "Sudland SE"], when="2021-05-04", known="2021-05-05", mode="visit"),
        event("CONSULT", ["Norland NO", "Sudland SE"], words="a headline", known="2021-05-05"),
    ]
    (deed,) = found(told)
    assert len(deed.claims) == 3
    assert deed.when == day("2021-05-04")
    assert len(found([told[0], event("CONSULT", ["Berg NO", "Lind SE"], document="doc:2")])) == 2


@pytest.mark.parametrize(
    "other",
    [
        event("CONSULT", ["Berg NO", "Lind SE"], when="2021-06-04"),
        event("CONSULT", ["Dahl NO", "Lind SE"], when="2021-05-04"),
        event("SIGN", ["Berg NO", "Lind SE"], when="2021-05-04"),
        event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04", mode="phone"),
        event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04", modality="planned"),
        event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04", polarity="negated"),
        event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04", background="yes"),
        event("CONSULT", ["Berg NO", "Lind SE"], words="on Wednesday"),
    ],
    ids=[
        "day",
        "people",
        "type",
        "mode",
        "planned",
        "denied",
        "background",
        "no date in an article without one",
    ],
)
def test_what_speaks_against_it_keeps_two_events_apart(other: Line) -> None:
    """Another day, other people, another type, mode, modality, polarity; no date where the article has none."""
    visit = event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04", mode="visit")
    assert len(found([visit, other])) == 2


def test_article_whose_date_is_only_bounded_is_one_without_a_date() -> None:
    """Published at some time of these years: what is told without a day there is not taken for what has one."""
    dated = event("SIGN", ["Berg NO", "Lind SE"], when="1997-05-23", known="1999")
    bounded = event("SIGN", ["Berg NO", "Lind SE"], when="1997", known="1999", words="on Wednesday")
    assert len(found([dated, bounded])) == 2
    close = event("SIGN", ["Berg NO", "Lind SE"], when="1997", known="1999-12-09", words="in 1997")
    assert len(found([dated, close])) == 1


def test_merged_event_is_one_whatever_the_documents_say() -> None:
    """`same_as` of the record goes before days and people."""
    told = [
        event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04", same_as="evt:1"),
        event("CONSULT", ["Dahl NO", "Lind SE"], when="2021-06", same_as="evt:1", document="doc:2"),
    ]
    assert [len(deed.claims) for deed in found(told)] == [2]


@pytest.mark.parametrize(
    ("when", "apart", "first"),
    [
        (None, "no date", "no date"),
        (Interval(), "no date", "no date"),
        (day("2020-08-31"), date(2020, 8, 1), date(2020, 8, 1)),
        (month_of(2020, 9), date(2020, 9, 1), date(2020, 9, 1)),
        (Interval(date(2020, 8, 31), date(2020, 9, 7)), "in several months", date(2020, 8, 1)),
        (year_of(2020), "in several months", date(2020, 1, 1)),
        (Interval(None, date(2020, 9, 4)), "open on one side", "open on one side"),
        (Interval(date(2020, 9, 3), None), "open on one side", date(2020, 9, 1)),
    ],
)
def test_event_is_put_into_a_month_only_where_it_lies_for_certain(
    when: Interval | None, apart: date | str, first: date | str
) -> None:
    """What can lie in several months stays apart, or goes into the first where that is asked for."""
    assert place_in_time(when, By.MONTH, Spanning.APART) == apart
    assert place_in_time(when, By.MONTH, Spanning.FIRST) == first


def test_stretches_follow_without_a_gap() -> None:
    """Months over the end of a year; quarters; years up to the end of the calendar."""
    assert [name_of(s, By.MONTH) for s in stretches(date(2020, 11, 5), date(2021, 1, 1), By.MONTH)] == [
        "2020-11",
        "2020-12",
        "2021-01",
    ]
    assert [name_of(s, By.QUARTER) for s in stretches(date(2020, 5, 1), date(2020, 12, 31), By.QUARTER)] == [
        "2020-Q2",
        "2020-Q3",
        "2020-Q4",
    ]
    assert [name_of(s, By.YEAR) for s in stretches(date(9998, 1, 1), date(9999, 12, 31), By.YEAR)] == [
        "9998",
        "9999",
    ]
