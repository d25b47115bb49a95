"""Times are found, valued, and told against the day of the report."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from letopis.detect.times import find_times, find_timexes
from letopis.detect.timex.phrase import Lead, interval_of
from letopis.detect.timex.reading import Reading
from letopis.detect.timex.tense import FUTURE, PAST, verb_tense
from letopis.document import Block, BlockKind, Document, Published
from letopis.lexicon import table
from letopis.mention import Mention
from letopis.times import Interval, iso, parse_date

CASES = Path(__file__).parents[1] / "cases" / "detect" / "times.toml"


@cache
def bare() -> Language:
    """Words without tags or trees: the rules must hold without them."""
    return spacy.blank("en")


def document_of(text: str, published: str, *, kind: BlockKind = BlockKind.BODY) -> Document:
    """A document of one block."""
    interval = parse_date(published) if published else Interval()
    basis = "given" if published else "unknown"
    blocks = (Block(0, len(text), kind),)
    return Document("doc:1", "a.txt", "text/plain", text, blocks, published=Published(interval, basis))


def times_in(text: str, published: str) -> list[Mention]:
    """The times of a text."""
    return find_times(document_of(text, published), bare().make_doc(text))


def rows() -> list[object]:
    """Every case of the table."""
    groups = tomllib.loads(CASES.read_text(encoding="utf-8"))["group"]
    return [
        pytest.param(
            case["text"],
            group["published"],
            case["expected"],
            id=f"{group['name']}: {case['text'][:50]}",
            marks=[pytest.mark.xfail(reason=case.get("why", "hard language: several readings are possible"))]
            if case.get("level") == "weak"
            else [],
        )
        for group in groups
        for case in group["cases"]
    ]


@pytest.mark.parametrize(("text", "published", "expected"), rows())
def test_words_value_and_days_are_as_a_reader_takes_them(
    text: str, published: str, expected: list[list[str]]
) -> None:
    """A time is found with the words, value and days that the table gives."""
    found = times_in(text, published)
    assert [_shown(mention) for mention in found] == [row[:4] for row in expected]
    types = [one.reading.type for one in find_timexes(document_of(text, published), bare().make_doc(text))]
    told = zip(types, expected, strict=True)
    assert all(type_ == row[4] for type_, row in told if len(row) > 4)


def _shown(mention: Mention) -> list[str]:
    interval = mention.interval or Interval()
    return [mention.text, mention.value or "", iso(interval.start) or "", iso(interval.end) or ""]


def first(text: str, published: str) -> Interval:
    """The interval of the first time of a text."""
    interval = times_in(text, published)[0].interval
    assert interval is not None
    return interval


def test_a_rule_of_so_many_years_began_within_one_year_and_goes_on() -> None:
    """ "26-year rule" told on a day began between 27 years before (less a day) and 26 years before."""
    rule = first("They protest against his 26-year rule.", "2020-09-03")
    assert rule.to_json() == {
        "start": "1993-09-04",
        "end": None,
        "start_latest": "1994-09-03",
        "end_earliest": "2020-09-04",
        "extent": "throughout",
        "edtf": "1993-09-04/..",
        "text": "26-year",
        "basis": "publication date",
        "rule": "duration_hyphen",
    }


@pytest.mark.parametrize(
    ("text", "edtf", "words", "basis"),
    [
        ("He resigned on Thursday.", "2020-09-03", "on Thursday", "tense"),
        ("He resigned last month.", "2020-08", "last month", "publication date"),
        ("Since 2014 the party has led.", "2014/..", "Since 2014", "explicit"),
        ("His term runs until 2024.", "../2024", "until 2024", "explicit"),
        ("He was told in the 1990s.", "199X", "in the 1990s", "explicit"),
        ("He floated the idea this spring.", "2020-21", "this spring", "publication date"),
        ("He fled around 2005.", "2005~", "around 2005", "explicit"),
        ("He ruled from 2010 to 2014.", "2010/2014", "from 2010 to 2014", "explicit"),
        ("They met in the third quarter of 2019.", "2019-35", "in the third quarter of 2019", "explicit"),
        (
            "They will meet in the next few weeks.",
            "2020-09-03/2020-10-28",
            "in the next few weeks",
            "publication date",
        ),
        ("They left days after the talks.", "../2020-09-03", "days after", "event"),
    ],
)
def test_an_interval_keeps_its_words_its_edtf_string_and_its_basis(
    text: str, edtf: str, words: str, basis: str
) -> None:
    """What is exported says which words it rests on, and what it was worked out from."""
    interval = first(text, "2020-09-03")
    assert (interval.edtf, interval.text, interval.basis) == (edtf, words, basis)


@pytest.mark.parametrize(
    ("text", "value", "other", "reason"),
    [
        ("He resigned on Friday.", "2020-08-28", "2020-09-04", "the other way"),
        ("She leaves next Tuesday.", "2020-09-08", "2020-09-15", "the week after"),
        ("The party split in March.", "2020-03", "2021-03", "the other way"),
        ("The polls of August 9 were disputed.", "2020-08-09", "2021-08-09", "the other way"),
        ("It was filed on 3/4/2019.", "2019-03-04", "2019-04-03", "the day in front of the month"),
        ("Pilgrims came at Easter.", "2020-04-12", "2020-04-19", "Orthodox"),
        ("Spending rose in fiscal 2019.", "2019", "2019", "in October"),
        ("In 1992 war broke out. A year later it ended.", "1993", "2021", "told from the report"),
    ],
)
def test_what_else_the_words_can_mean_is_kept_with_the_reason(
    text: str, value: str, other: str, reason: str
) -> None:
    """A time that can be read in two ways has one value, and the other reading beside it."""
    mention = times_in(text, "2020-09-03")[-1]
    assert mention.value == value
    assert [found.value for found in mention.alternatives] == [other]
    assert reason in mention.alternatives[0].reason
    assert mention.alternatives[0].interval != mention.interval


def test_a_time_of_one_meaning_has_no_alternatives() -> None:
    """Nothing is kept beside a full date."""
    assert times_in("He resigned on 3 May 2019.", "2020-09-03")[0].alternatives == ()


def test_the_interval_names_the_rule_that_read_it() -> None:
    """Every rule that an interval names is a row of times_rules.tsv."""
    rules = {row["rule"] for row in table("times_rules")}
    text = "Two days after the August 9 vote, on Tuesday, he left; since May 2014 he had ruled."
    found = [mention.interval.rule for mention in times_in(text, "2020-09-03") if mention.interval]
    assert found == ["event_anchored", "date_mdy", "weekday", "month_year"]
    assert rules.issuperset(found)


def test_the_same_text_is_worked_out_again_under_another_date() -> None:
    """Times follow the publication date; spans and ids do not."""
    text = "He resigned on Tuesday after last month's vote."
    one, other = times_in(text, "2020-09-03"), times_in(text, "2019-12-25")
    assert [mention.id for mention in one] == [mention.id for mention in other]
    assert [mention.value for mention in other] == ["2019-12-24", "2019-11"]


def test_without_a_publication_date_times_stay_relative() -> None:
    """No day is made up: bounds are open, the words are kept, and the basis says why."""
    interval = first("He resigned on Tuesday.", "")
    assert interval.is_open
    assert (interval.edtf, interval.text) == (None, "on Tuesday")
    assert interval.basis == "relative to unknown publication"


def test_a_day_within_a_month_of_publication_keeps_inner_bounds() -> None:
    """A weekday told in a month has the first and the last such day as its bounds."""
    interval = first("He resigned on Thursday.", "2020-09")
    assert (iso(interval.start), iso(interval.start_latest)) == ("2020-08-27", "2020-09-24")
    assert (iso(interval.end_earliest), iso(interval.end)) == ("2020-08-28", "2020-09-25")


def test_bounds_of_publication_give_bounds() -> None:
    """When a report is only known not to be older than a day, last year is not over before the year of that day."""
    text = "He resigned last year."
    published = Published(Interval(start=parse_date("2019-05-01").start), "bounds")
    document = Document(
        "doc:1", "a.txt", "text/plain", text, (Block(0, len(text), BlockKind.BODY),), published=published
    )
    interval = find_times(document, bare().make_doc(text))[0].interval
    assert interval is not None
    assert (iso(interval.start), interval.end) == ("2018-01-01", None)


def test_furniture_and_related_links_hold_no_times() -> None:
    """Only blocks that are read for claims are read for times."""
    text = "Updated Thursday"
    for kind in (BlockKind.FURNITURE, BlockKind.RELATED):
        assert find_times(document_of(text, "2020-09-03", kind=kind), bare().make_doc(text)) == []


def test_a_mention_is_its_words() -> None:
    """Offsets reproduce the words, also behind characters outside the basic plane."""
    text = "😀 — The cabinet fell on Aug. 9, and 🗳 an election is due next year."
    found = times_in(text, "2020-09-03")
    assert [text[mention.start : mention.end] for mention in found] == ["Aug. 9", "next year"]
    assert all(mention.text == text[mention.start : mention.end] for mention in found)


@pytest.mark.parametrize("published", ["", "0001-01-01", "9998-12-31", "1900-02-28", "2024-02-29"])
def test_every_case_is_read_under_any_date(published: str) -> None:
    """No date of publication makes a text unreadable, not even at the ends of the calendar."""
    groups = tomllib.loads(CASES.read_text(encoding="utf-8"))["group"]
    for case in (case for group in groups for case in group["cases"]):
        times_in(case["text"], published)


def test_any_order_of_the_words_is_read() -> None:
    """Whatever the words of time stand next to each other, each mention is a stretch of the text with a sound interval."""
    words = [row["word"] for row in table("times")] + [
        "-",
        ",",
        "'s",
        "3",
        "31",
        "2019",
        "1,000",
        "1/2",
        "1990s",
        "7:15",
        "999999999999",
        "21st",
        "May",
    ]
    chance = random.Random(4)
    for _ in range(1500):
        text = (
            " ".join(chance.choice(words) for _ in range(14)).replace(" - ", "-").replace(" 's", "'s").title()
        )
        text = text if chance.random() < 0.5 else text.lower()
        for mention in times_in(text, chance.choice(["2020-02-29", "2020", ""])):
            assert text[mention.start : mention.end] == mention.text != ""
            assert mention.value
            assert mention.interval is not None
            assert mention.interval.text


def test_a_participle_without_a_verb_above_it_has_a_tense() -> None:
    """ "According to Monday's poll" as a sentence of its own: nothing stands above to take a tense from."""
    doc = Doc(
        Vocab(),
        ["According", "Monday"],
        heads=[0, 0],
        deps=["ROOT", "obl"],
        tags=["VBG", "NNP"],
        pos=["VERB", "PROPN"],
    )
    assert verb_tense(doc[0], doc[1]) == PAST


def test_an_infinitive_without_a_verb_above_it_lies_ahead() -> None:
    """ "To meet Monday" as a headline: nothing stands above to take a tense from."""
    doc = Doc(
        Vocab(),
        ["To", "meet", "Monday"],
        heads=[1, 1, 1],
        deps=["mark", "ROOT", "obl"],
        tags=["TO", "VB", "NNP"],
        pos=["PART", "VERB", "PROPN"],
    )
    assert verb_tense(doc[1], doc[2]) == FUTURE


def test_a_reading_without_a_day_is_no_time() -> None:
    day = date(2016, 8, 6)
    assert interval_of(Reading("DATE", "2016-W31-WE", day, day, unit="weekend"), Lead("", 0), "early") is None
