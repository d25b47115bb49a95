"""The learned reader of tenures adds what no rule lists, and makes nobody an office holder who is none."""

from __future__ import annotations

from typing import Any

import pytest

from bench.quality.texts import document_of
from letopis.claim import ClaimKind
from letopis.pipeline import find_in

UNLISTED = (
    # text, part of the holder's name, of the office's
    (
        "The commissioner for fisheries, Jorun Aske, met the owners of the trawlers.",
        "Aske",
        "Commissioner for Fisheries",
    ),
    ("Pieter Vonk, who was in prison last year, is now foreign minister.", "Vonk", "Foreign Minister"),
    ("The comptroller of the royal household, Sten Ravn, read out the letter.", "Ravn", "Comptroller"),
)
NONE = (
    "The next prime minister will inherit an empty treasury, and no minister of finance has lasted a year.",
    "Otto Brandt, a bus driver from the harbour district, said he would not vote.",
    "A minister may not own shares, wrote the historian Clara Weiss.",
)


def tenures_of(text: str) -> list[Any]:
    """The tenures of a text published in 2015."""
    found = find_in(document_of({"text": text, "published": "2015-06-15"}))
    return [claim for claim in found.claims if claim.kind is ClaimKind.TENURE]


@pytest.mark.parametrize(("text", "holder", "office"), UNLISTED)
def test_an_office_in_words_that_no_list_has_is_told(text: str, holder: str, office: str) -> None:
    """Its holder is who the sentence says, its name what is written."""
    told = tenures_of(text)
    names = [
        (claim.first("holder").text, claim.first("office").value or claim.first("office").text)
        for claim in told
        if claim.first("office") is not None
    ]
    assert any(holder in who and office.lower() in what.lower() for who, what in names)


@pytest.mark.parametrize("text", NONE)
def test_offices_in_general_and_people_without_one_tell_no_tenure(text: str) -> None:
    """A trade is no office, and an office that nobody is said to hold has no holder."""
    assert not tenures_of(text)


def test_a_tenure_depends_on_nothing_but_its_article() -> None:
    """Reading twice gives the same claims, scores included."""
    text = UNLISTED[0][0]
    assert tenures_of(text) == tenures_of(text)
