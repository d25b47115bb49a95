from datetime import date

from bench.quality.dated import days_of, read_dated, share_of
from bench.quality.days import is_right, score
from letopis.times import Interval, one_day, parse_date

TEXT = """\
# 2013-05-14
The governor {2013-05-13 resigned} on Monday.
He {2013-05-13 said} on Monday that he was ill.
A broken {2013-05 mark.

# 2013-05-15
Police {? arrested} a mayor.
"""


def test_acts_stand_where_their_words_do_and_broken_sentences_are_left_out(tmp_path):
    path = tmp_path / "dated.txt"
    path.write_text(TEXT, encoding="utf-8")
    first, second = read_dated(path)
    assert [first.text[act.start : act.end] for act in first.acts] == ["resigned", "said"]
    assert first.acts[0].days == (date(2013, 5, 13), date(2013, 5, 14))
    assert first.published == "2013-05-14"
    assert second.acts[0].days == (None, None)
    assert "broken" not in first.text
    assert score(path, 1).figures["right"] == 100


def test_days_are_right_where_half_of_them_is_shared():
    week = days_of("2013-05-13/2013-05-19")
    assert share_of(days_of("2013-05-14"), week) == 1 / 7
    assert share_of(days_of("../2013-05-14"), days_of("../2013-05-14")) == 1
    assert share_of(days_of("../2013-05-14"), days_of("2013-05-14")) == 0
    assert is_right(one_day(date(2013, 5, 14)), days_of("2013-05-14/2013-05-15"))
    assert not is_right(parse_date("2013-05"), days_of("2013-05-14"))


def test_a_bound_that_the_tense_proves_is_no_date():
    bound = Interval(end=date(2013, 5, 15), basis="tense")
    assert is_right(bound, (None, None))
    assert not is_right(bound, days_of("../2013-05-14"))
