"""Topics and modes by the words of the event itself."""

from __future__ import annotations

import pytest

from letopis.claim import Claim, ClaimKind
from letopis.document import Block, BlockKind, Document, Published, content_id
from letopis.lexicon import table
from letopis.ontology import contexts, event_types
from letopis.pipeline import find_in


def events_of(text: str) -> list[Claim]:
    """The events of one sentence, read alone."""
    blocks = (Block(0, len(text), BlockKind.BODY),)
    document = Document(content_id("doc", text), "a.txt", "text/plain", text, blocks, published=Published())
    return [claim for claim in find_in(document).claims if claim.kind == ClaimKind.EVENT]


def test_every_context_has_words() -> None:
    """Each of PLOVER's 37 contexts can be reached by words, and no other is named."""
    rows = {row["context"]: row["words"] for row in table("contexts")}
    assert rows.keys() == contexts().keys()
    assert all(rows.values())


def test_modes_by_words_are_modes_of_their_type() -> None:
    """What modes.tsv names is in the ontology."""
    for row in table("modes"):
        assert row["mode"] in event_types()[row["type"]].modes
        assert all(one in event_types()[row["type"]].modes for one in row["instead"].split())


def test_sixty_six_modes_of_plover_have_a_score() -> None:
    """All modes of PLOVER's own types are there; only one of them has no score."""
    modes = [mode for one in event_types().values() if not one.extension for mode in one.modes.values()]
    assert (len(modes), sum(mode.intensity is not None for mode in modes)) == (67, 66)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("The prosecutor charged the mayor of Osk with bribery.", "corruption"),
        ("Police arrested two cocaine smugglers in Osk.", "illegal_drugs"),
        ("The kingdom granted asylum to a pilot.", "asylum"),
        ("The council condemned the attack on gay bars.", "lgbt"),
        ("The bishop urged the army to let peacekeepers in.", "peacekeeping"),
    ],
)
def test_topic_stands_with_the_event(text: str, context: str) -> None:
    """A word of the topic among the words of the event gives it that context."""
    assert any(context in claim.context for claim in events_of(text))


def test_topic_of_another_clause_is_not_the_events() -> None:
    """A strike over pay is no matter of terrorism because a bomb is told of beside it."""
    found = events_of("Nurses went on strike in Osk, while terrorists bombed a station in Bilu.")
    strike = next(claim for claim in found if claim.type == "PROTEST")
    assert "terrorism" not in strike.context


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("The union asked the ministry for a loan.", "REQUEST", "assist"),
        ("The bishops asked the army to free the miners.", "REQUEST", "yield"),
        ("Gunmen attacked a convoy with machetes near Osk.", "ASSAULT", "primitive"),
        ("The militia was put on alert in Osk.", "MOBILIZE", "militia"),
    ],
)
def test_mode_by_content_or_means(text: str, kind: str, mode: str) -> None:
    """What is asked for, by what means and by whom tells the mode where the verb does not."""
    assert mode in [claim.mode for claim in events_of(text) if claim.type == kind]
