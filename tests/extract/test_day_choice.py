"""The learned choice of the day goes before the rules where it is sure, and makes no day out of a mere bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bench.quality.texts import document_of
from letopis.claim import ClaimKind
from letopis.detect import find_mentions
from letopis.extract import extract_claims
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.day_candidates import candidates_of, course_of
from letopis.extract.time.day_choice import choice_of, event_of
from letopis.extract.time.day_columns import Event
from letopis.pipeline import annotate_document

PUBLISHED = "2021-05-14"  # a Friday
STORY = (
    "A court in Osk jailed the editor on Tuesday. It banned his paper for a year.\n\n"
    "His lawyer said that they would appeal by June 1."
)


def read(text: str) -> tuple[Reading, list[Any]]:
    """A text published on that Friday, and its claims as the rules date them."""
    document = document_of({"text": text, "published": PUBLISHED})
    doc = annotate_document(document)
    mentions = find_mentions(document, doc)
    return Reading(document, doc, mentions), extract_claims(document, doc, mentions, chosen=False)


def event_at(reading: Reading, claims: Sequence[Any], word: str) -> Event:
    """What the claim with that word is to the chooser."""
    at = reading.words.index(word)
    found = (event_of(reading, claim) for claim in claims)
    return next(event for event in found if event is not None and event.word == at)


def chosen(word: str, day: date | None, *, share: float, kind: str = "told", told: Any = "rules") -> Any:
    """What is chosen of the event at that word, where the candidates of that kind and first day have the share."""
    reading, claims = read(STORY)
    event = event_at(reading, claims, word)
    event = event if told == "rules" else replace(event, told=told)
    found = candidates_of(reading, course_of(reading, {}), event.word, event.told)
    right = [
        one.kind == kind and (None if one.when is None else one.when.start or one.when.end) == day
        for one in found
    ]
    assert any(right)
    rest = (1 - share) / (len(found) - sum(right))
    return choice_of(reading, event, found, [share / sum(right) if one else rest for one in right])


def test_a_weekday_can_be_the_one_before_and_the_one_after() -> None:
    """Each reading of a time is a candidate, with the time that it comes from."""
    reading, claims = read(STORY)
    event = event_at(reading, claims, "jailed")
    found = candidates_of(reading, course_of(reading, {}), event.word, event.told)
    days = {one.when.start for one in found if one.time is not None and one.when is not None}
    assert {date(2021, 5, 4), date(2021, 5, 11), date(2021, 5, 18)} <= days


def test_a_sure_choice_goes_before_the_rules_and_an_unsure_one_does_not() -> None:
    """The bound stands between the two."""
    assert chosen("jailed", date(2021, 5, 4), share=0.95, kind="week").when.start == date(2021, 5, 4)
    assert chosen("jailed", date(2021, 5, 4), share=0.3, kind="week") is None
    assert chosen("jailed", date(2021, 5, 18), share=0.95, kind="other") is None  # what was done is not ahead


def test_what_the_rules_say_is_no_choice() -> None:
    """Nothing is overruled by the same days."""
    assert chosen("jailed", date(2021, 5, 11), share=0.95) is None


def test_the_day_of_the_report_is_no_date_where_no_words_tell_it() -> None:
    """That it is news bounds the day of a saying, however sure the chooser is."""
    assert chosen("said", date(2021, 5, 14), share=0.99, kind="published") is None


def test_a_bound_stays_a_bound() -> None:
    """Of "by June 1" the end is told, and no day."""
    choice = chosen("said", date(2021, 6, 1), share=0.99, kind="bare")
    assert (choice.when.start, choice.when.end) == (None, date(2021, 6, 2))


@pytest.mark.parametrize("text", [STORY, "", "The harbour smells of diesel."])
def test_the_choice_touches_nothing_but_time_and_what_follows_from_it(text: str) -> None:
    """Ids, types, roles and words are those of the claims without it, in the same order."""
    document = document_of({"text": text, "published": PUBLISHED})
    doc = annotate_document(document)
    mentions = find_mentions(document, doc)
    plain, after = (extract_claims(document, doc, mentions, chosen=one) for one in (False, True))
    assert [(c.id, c.type, c.arguments, c.evidence) for c in plain] == [
        (c.id, c.type, c.arguments, c.evidence) for c in after
    ]
    others = [
        (a, b)
        for a, b in zip(plain, after, strict=True)
        if a.kind not in (ClaimKind.EVENT, ClaimKind.STATEMENT)
    ]
    assert all(a == b for a, b in others)
