"""Nouns and rows of the store are each other's mirror."""

from __future__ import annotations

from datetime import date

from letopis.mention import Form, Mention, MentionKind
from letopis.store.rows import mention_from, mention_row
from letopis.times import Alternative, Interval, one_day


def test_a_time_comes_back_with_its_rule_and_with_what_else_it_can_mean() -> None:
    """What was read of a time is stored whole: days, rule, alternatives and their reasons."""
    other = Alternative("2019-04-03", one_day(date(2019, 4, 3)), "the day in front of the month")
    days = Interval(date(2019, 3, 4), date(2019, 3, 5), edtf="2019-03-04", basis="explicit", rule="date_iso")
    mention = Mention(
        id="men:1",
        document="doc:1",
        start=0,
        end=8,
        text="3/4/2019",
        head_start=0,
        head_end=8,
        kind=MentionKind.TIME,
        form=Form.NOMINAL,
        sentence=0,
        chain="chn:1",
        value="2019-03-04",
        interval=days,
        alternatives=(other,),
    )
    back = mention_from(mention_row(mention))
    assert back == mention
    assert back.interval is not None
    assert back.interval.rule == "date_iso"
