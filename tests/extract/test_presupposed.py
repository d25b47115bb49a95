"""A noun names something that was where the words beside it take that for granted, and not where it stands alone."""

from __future__ import annotations

import pytest

from bench.quality.event_detection import find_events


def told(text: str) -> list[str]:
    """The types of the events of a sentence, in text order."""
    return [claim.type for claim in find_events({"text": text, "published": "2021-05-14"})[0]]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The prime minister resigned after two weeks of marches.", ["RESIGN", "PROTEST"]),
        ("Nobody has claimed responsibility for the bombing.", ["ASSAULT"]),
        ("The march passed off without incident.", ["PROTEST"]),
        ("There have been riots in the port.", ["PROTEST"]),
        ("Three deaths have been confirmed.", ["INCIDENT"]),
    ],
)
def test_what_is_taken_for_granted_is_told(text: str, types: list[str]) -> None:
    """A length of time, what came of it, how it went and "there have been" tell that there was such a thing."""
    assert told(text) == types


@pytest.mark.parametrize(
    "text", ["The protest song became a hit in the summer.", "The novel ends with the murder of a priest."]
)
def test_what_only_names_it_tells_nothing(text: str) -> None:
    """A noun that says what sort another thing is, or that is part of a story, is no report."""
    assert told(text) == []
