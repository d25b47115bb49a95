"""One thing said is one statement, whatever number of words tell that it was said."""

from __future__ import annotations

from tests.extract.reading_aloud import claims_of


def test_words_told_twice_in_a_sentence_are_one_statement() -> None:
    """ "going on to say" and its "say" introduce the same words."""
    text = (
        '"The bridge is old," Berg said, going on to say that the town has spent "ten years fighting '
        'against rust, to have that debate again, people do not want to see that."'
    )
    said = [claim for claim in claims_of(text) if claim["kind"] == "statement"]
    assert len([claim for claim in said if "ten years" in claim["content"][0]]) == 1
