"""Which office a speaker held when something was said."""

from __future__ import annotations

from datetime import date

import pytest

from letopis.claim import Modality, Polarity
from letopis.profile import Line
from letopis.times import Interval
from letopis.view import Offices
from tests.view.spoken import entity_of, held, statement, tenure

BERG = entity_of("Anna Berg")


def offices(tenures: list[Line], told: Line) -> list[str]:
    """The offices of Anna Berg when something was told."""
    return [found.office for found in Offices(tenures).held_by(BERG, told)]


def spoke(when: str | None, *, known: str | None = None, document: str = "doc:2") -> Line:
    """Anna Berg said something on a day."""
    more = {key: value for key, value in (("when", when), ("known", known)) if value}
    return statement("Anna Berg", "We agreed.", document=document, **more)


def test_tenure_that_covers_the_day_is_the_office() -> None:
    """Minister since 2015, told in 2020: so she was in 2017, and not in 2014."""
    since = Interval(date(2015, 3, 1), None, extent="throughout")
    tenures = [tenure("Anna Berg", "Finance Minister", since, known="2020-06-01")]
    assert offices(tenures, spoke("2017-05-01")) == ["Finance Minister"]
    assert offices(tenures, spoke("2014-05-01")) == []


@pytest.mark.parametrize(
    ("when", "found"), [("2020-09-20", True), ("2020-08-20", True), ("2021-02-01", False)]
)
def test_office_seen_held_counts_a_month_around(when: str, found: bool) -> None:
    """ "Finance Minister Anna Berg" in an article tells nothing of half a year later."""
    tenures = [tenure("Anna Berg", "Finance Minister", held("2020-09-03"), known="2020-09-03")]
    assert bool(offices(tenures, spoke(when))) is found


def test_between_two_sightings_the_office_was_held() -> None:
    """Seen in 2019 and in 2021: held in 2020; seen in 1999 and 2021, it can be two tenures."""
    later = tenure("Anna Berg", "Finance Minister", held("2021-09-03"), known="2021-09-03", document="doc:3")
    near = tenure("Anna Berg", "Finance Minister", held("2019-09-03"), known="2019-09-03")
    far = tenure("Anna Berg", "Finance Minister", held("1999-09-03"), known="1999-09-03")
    assert offices([near, later], spoke("2020-06-01")) == ["Finance Minister"]
    assert offices([far, later], spoke("2010-06-01")) == []


def test_publication_stands_for_a_time_that_is_not_told() -> None:
    """A statement without a time was made by the day of its article."""
    tenures = [tenure("Anna Berg", "Finance Minister", held("2020-09-03"), known="2020-09-03")]
    assert offices(tenures, spoke(None, known="2020-09-05")) == ["Finance Minister"]
    assert offices(tenures, spoke(None)) == []


def test_article_without_a_date_tells_the_office_of_its_own_statements() -> None:
    """ "Finance Minister Anna Berg said", undated: the office counts there and nowhere else."""
    tenures = [tenure("Anna Berg", "Finance Minister", None)]
    assert offices(tenures, spoke(None, document="doc:1")) == ["Finance Minister"]
    assert offices(tenures, spoke(None, document="doc:2")) == []
    assert offices(tenures, spoke("1996-05-01", known="2020-09-03", document="doc:1")) == []


def test_what_is_denied_planned_or_over_is_no_office() -> None:
    """Neither a candidate nor a former minister holds the office; shortly before its end she did."""
    ended = Interval(None, date(2020, 9, 4), extent="throughout")
    now = held("2020-09-03")
    for wrong in (
        tenure("Anna Berg", "Finance Minister", now, polarity=Polarity.NEGATED),
        tenure("Anna Berg", "Finance Minister", now, modality=Modality.PLANNED),
        tenure("Anna Berg", "Finance Minister", ended),
    ):
        assert offices([wrong], spoke("2020-09-20")) == []
    assert offices([tenure("Anna Berg", "Finance Minister", ended)], spoke("2020-08-20")) == [
        "Finance Minister"
    ]


def test_office_now_held_comes_before_the_one_just_left() -> None:
    """On the day of the change the article's "minister Berg" is the new office."""
    left = tenure("Anna Berg", "Mayor", Interval(None, date(2020, 9, 4)), known="2020-09-03", type_="mayor")
    new = tenure("Anna Berg", "Finance Minister", None, known="2020-09-03")
    assert offices([left, new], spoke(None, known="2020-09-03", document="doc:1")) == ["Finance Minister"]


def test_two_offices_of_two_classes_are_both_told() -> None:
    """Minister and head of a party; the same post under two titles is one."""
    now = held("2020-09-03")
    tenures = [
        tenure("Anna Berg", "Finance Minister", now),
        tenure("Anna Berg", "Finance Minister", now, document="doc:2"),
        tenure("Anna Berg", "Minister of Finance", now),
        tenure("Anna Berg", "Chairwoman", now, type_="party_leader"),
    ]
    assert offices(tenures, spoke("2020-09-03", document="doc:4")) == ["Finance Minister", "Chairwoman"]


def test_office_that_the_record_knows_to_be_over_says_so() -> None:
    """ "then Finance Minister": another article tells of the end."""
    then = Interval(date(2015, 1, 1), date(2018, 1, 1), extent="throughout")
    tenures = [tenure("Anna Berg", "Finance Minister", then, known="2020-06-01")]
    (found,) = Offices(tenures).held_by(BERG, spoke("2016-05-01"))
    assert found.is_over
    since = Interval(date(2015, 1, 1), None, extent="throughout")
    (found,) = Offices([tenure("Anna Berg", "Mayor", since, known="2020-06-01")]).held_by(BERG, spoke("2016"))
    assert not found.is_over


def test_nobody_and_others_have_no_office() -> None:
    """A speaker who is nobody of the record, or another, gets no office."""
    tenures = [tenure("Anna Berg", "Finance Minister", held("2020-09-03"))]
    assert Offices(tenures).held_by(None, spoke("2020-09-03")) == []
    assert Offices(tenures).held_by(entity_of("Otto Lind"), spoke("2020-09-03")) == []


def test_leader_is_the_office_that_other_articles_name() -> None:
    """The "leader" of one article is the president of the same state in another; of none told elsewhere it stays so."""
    leader = tenure("Anna Berg", "Leader", held("2020-09-03"), known="2020-09-03", document="doc:2")
    other = tenure("Anna Berg", "President", held("2020-09-01"), known="2020-09-01", document="doc:3")
    told = spoke("2020-09-03", known="2020-09-03", document="doc:2")
    assert offices([leader], told) == ["Leader"]
    assert offices([leader, other], told) == ["President"]
