"""The learned reader adds what no frame lists, leaves alone what they say rightly, and adds nothing to plain prose."""

from __future__ import annotations

from typing import Any

import pytest

from bench.quality.texts import document_of
from letopis.claim import ClaimKind
from letopis.pipeline import find_in

UNLISTED = (
    # text, the word that names the act, types that are right, who does it
    ("On Tuesday the premier rebuilt his cabinet.", "rebuilt", {"DISMISS", "APPOINT"}, "premier"),
    (
        "Secondary-school pupils jumped the turnstiles of the metro in protest.",
        "jumped",
        {"PROTEST"},
        "pupils",
    ),
    (
        "The rebels have been handing over the villages since June.",
        "handing",
        {"RETREAT", "CONCEDE"},
        "rebels",
    ),
)
PLAIN = (
    "The harbour smells of diesel and fish, and the cafés close at nine.",
    "The striker fired a shot over the bar and was booked for it.",
    "Pensions in the country average less than the rent of a two-room flat.",
)


def events_of(text: str) -> list[Any]:
    """The events of a text published in 2015."""
    found = find_in(document_of({"text": text, "published": "2015-06-15"}))
    return [claim for claim in found.claims if claim.kind is ClaimKind.EVENT]


@pytest.mark.parametrize(("text", "word", "types", "actor"), UNLISTED)
def test_an_act_that_no_frame_lists_is_told(text: str, word: str, types: set[str], actor: str) -> None:
    """Its type is one that fits, its actor the one who does it, its cue the word that names it."""
    told = [
        event
        for event in events_of(text)
        if event.evidence[0].cue == (text.index(word), text.index(word) + len(word))
    ]
    assert told
    assert told[0].type in types
    assert any(actor in argument.text for argument in told[0].arguments if argument.role == "actor")


def test_who_is_done_to_is_told_by_the_reader_where_the_frames_are_silent() -> None:
    """She who is proposed has a part in it, he who proposes keeps his."""
    (event,) = events_of("Prime Minister Ann Roe came in person to propose her.")
    parts = [(argument.role, argument.text) for argument in event.arguments]
    assert ("recipient", "her") in parts
    assert ("actor", "Ann Roe") in parts
    assert ("theme", "her") not in parts


@pytest.mark.parametrize("text", PLAIN)
def test_plain_prose_tells_no_event(text: str) -> None:
    """Sport, weather and figures are no politics."""
    assert not events_of(text)


def test_an_event_depends_on_nothing_but_its_article() -> None:
    """Reading twice gives the same claims, scores included."""
    text = UNLISTED[0][0]
    assert events_of(text) == events_of(text)
