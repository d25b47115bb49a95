"""The word that a time hangs on, where trees err alike."""

from __future__ import annotations

from datetime import date

import pytest

from letopis.detect import find_mentions
from letopis.document import Block, BlockKind, Document, Published
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.when import time_of
from letopis.pipeline import annotate_document
from letopis.times import Interval, one_day, parse_date

PUBLISHED = Published(one_day(date(2031, 4, 28)), "given")


def time_at(text: str, cue: str) -> Interval | None:
    """The time of the first word of the cue."""
    blocks = (Block(0, len(text), BlockKind.BODY),)
    document = Document("doc:t", "t", "text/plain", text, blocks, published=PUBLISHED)
    doc = annotate_document(document)
    reading = Reading(document, doc, find_mentions(document, doc))
    word = reading.word_at(text.index(cue))
    return None if word is None else time_of(reading, word)


@pytest.mark.parametrize(
    ("text", "cue", "when"),
    [
        (
            "The dockers were warned last week that their strike would be banned.",
            "warned",
            "2031-04-21/2031-04-27",
        ),
        ("The senate voted to end the union on Friday.", "voted", "2031-04-25"),
        ("In 1991 Charles Tarel was arrested in the capital.", "arrested", "1991"),
        ("The border stays open under the March 3 accord signed by both presidents.", "signed", "2031-03-03"),
        ("The mill expects to post sales in 2032 that are higher.", "post", "2032"),
        ("The report was filed since the bloc launched the offer on March 26.", "launched", "2031-03-26"),
        ("For the quarter ended March 31, the mill earned $3 million.", "ended", "2031-03-31"),
    ],
)
def test_a_time_dates_the_verb_it_stands_with(text: str, cue: str, when: str) -> None:
    """Before "that", behind what was voted on, in front of a name, beside the noun of a deed, at the end of a period."""
    first, _, last = when.partition("/")
    found = time_at(text, cue)
    assert found is not None
    assert (found.start, found.end) == (parse_date(first).start, parse_date(last or first).end)


def test_a_time_behind_of_is_its_nouns_own() -> None:
    """The leader of a century ago does not date what is done today."""
    text = "Labour leader Ana Tarel, a namesake of Otto Mirn, its leader of more than a century ago, demanded an election."
    assert time_at(text, "demanded") is None
