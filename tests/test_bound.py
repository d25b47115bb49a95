"""What several bounds of one document leave, and how a day within them is shown."""

from __future__ import annotations

from datetime import date

from letopis.bound import Bound, published_between
from letopis.times import Interval
from letopis.view import wording


def test_the_nearest_bounds_decide() -> None:
    """Of several proofs the latest "not before" and the earliest "not after" hold."""
    bounds = [
        Bound(date(2014, 1, 1), None, "past event", ()),
        Bound(date(2018, 9, 4), date(2020, 9, 2), "length of a rule", ()),
        Bound(None, date(2024, 12, 31), "term not over", ()),
    ]
    published = published_between(bounds)
    assert (published.basis, published.interval.edtf) == ("bounds", "2018-09-04/2020-09-02")
    assert published.text == "length of a rule: not before 2018-09-04 and not after 2020-09-02"


def test_bounds_that_exclude_each_other_prove_nothing() -> None:
    """A document whose proofs contradict each other has an unknown date."""
    bounds = [
        Bound(date(2031, 1, 1), None, "past event", ()),
        Bound(None, date(2024, 1, 1), "planned event", ()),
    ]
    assert published_between(bounds).basis == "unknown"


def test_a_day_with_one_bound_is_no_beginning() -> None:
    """ "On Wednesday" of an article that appeared in 1999 or later did not last from then on."""
    wednesday = Interval(date(1999, 5, 21), None, text="on Wednesday", basis="tense")
    since = Interval(date(1999, 5, 21), None, text="since Wednesday", basis="tense", extent="throughout")
    assert wording.when(wednesday) == "≥ 1999-05-21"
    assert wording.when(since) == "from 1999-05-21"
    headline = Interval(date(1999, 5, 21), None, text="on Wednesday", basis="narrative")
    assert wording.when(headline) == "≥ 1999-05-21"
