"""What articles say of outlets in passing: tests/cases/outlets/traits.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.detect import find_mentions
from letopis.extract.saying.traits import find_traits
from letopis.pipeline import annotate_document
from tests.handmade import document_of

TABLE = Path(__file__).parents[1] / "cases" / "outlets" / "traits.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


def told(text: str) -> list[tuple[str, str, str, str]]:
    """All that the outlet is called, trait, value and the words that give it."""
    document = document_of(f"A title\n\n{text}", "a.txt", "2020-01-01")
    doc = annotate_document(document)
    mentions = find_mentions(document, doc)
    chains = {mention.id: mention.chain for mention in mentions}
    words = {one: " / ".join(m.text for m in mentions if m.chain == chain) for one, chain in chains.items()}
    return [
        (words[found.mention], str(found.kind), found.value, document.text[slice(*found.evidence.cue or ())])
        for found in find_traits(document, doc, mentions)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_traits_are_those_that_the_words_give(case: dict[str, Any]) -> None:
    """Each with its value and its words; nothing where the words speak of something else."""
    found = told(case["text"])
    assert len(found) == len(case["expect"]), found
    for name, trait, value, words in case["expect"]:
        assert any(name in called and rest == [trait, value, words] for called, *rest in found)


def test_description_that_stands_for_a_name_tells_of_it() -> None:
    """ "The state-run news agency" in the next sentence is said of the agency named before."""
    text = (
        "The deal is done, RIA Novosti reported. The state-run news agency quoted the minister as saying so."
    )
    assert ("state_run", "yes") in [found[1:3] for found in told(text)]


def test_evidence_is_the_sentence() -> None:
    """Verbatim, with the words as its cue inside it."""
    document = document_of("A title\n\nIt rained. State-run TASS said so.", "a.txt", "2020-01-01")
    doc = annotate_document(document)
    (found,) = find_traits(document, doc, find_mentions(document, doc))
    assert found.evidence.quote == "State-run TASS said so."
    found.evidence.check(document.text)
