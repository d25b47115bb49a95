"""Why something of a document is not in the record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from letopis.document import Block, BlockKind
from letopis.explained import Candidate, Doubt, Untold, Why
from letopis.pipeline import read_paths
from letopis.profile import Line, Wanted
from letopis.store import open_store
from letopis.view import Asked, Explanation, explain, explain_place
from tests.handmade import place, steps, write_articles

Spans = list[tuple[int, int]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Explanation, list[Line], Spans, str]:
    """What is told of the visit, with a word untold, a pronoun in doubt, and the last paragraph a related link."""
    store = open_store(None)
    read_paths([write_articles(tmp_path_factory.mktemp("articles"))], store, steps=steps())
    document = next(d for d in store.documents() if Path(d.path).name.startswith("a_"))
    start, end = place(document.text, "Norland relies")[0], len(document.text)
    blocks = (*document.blocks[:-1], Block(start, end, BlockKind.RELATED))
    text = document.text
    asked = Asked(
        [Untold(*place(text, "headed"), "headed", Why.NOBODY)],
        [Doubt(*place(text, "she"), "she", "person", "several fit", (Candidate("Anna Berg", 0.71),))],
        store.mentions(document.id),
    )
    lines, sentences = store.lines(Wanted(document=document.id)), store.sentences(document.id)
    return explain(replace(document, blocks=blocks), lines, sentences, asked), lines, sentences, text


def test_what_is_not_read_is_told_with_the_reason(found: tuple[Explanation, list[Line], Spans, str]) -> None:
    """And its sentences are not counted as silent."""
    whole = found[0]
    assert [(row.block, row.why) for row in whole.skipped] == [("related", "a link to another article")]
    assert whole.blocks == "1 title, 1 body, 1 related"
    assert whole.sentences == 4


def test_a_silent_sentence_without_a_known_word_says_so(
    found: tuple[Explanation, list[Line], Spans, str],
) -> None:
    """Of a sentence that has a claim the words are kept apart."""
    whole = found[0]
    assert [(row.word, row.why, row.is_whole) for row in whole.untold] == [
        ("", "no word in it is known to report something", True),
        ("headed", str(Why.NOBODY), False),
    ]


def test_doubts_and_what_is_little_sure_are_told(found: tuple[Explanation, list[Line], Spans, str]) -> None:
    """Each with what speaks for it."""
    whole, lines, _, _ = found
    assert [(row.words, row.candidates) for row in whole.doubts] == [("she", "Anna Berg 0.71")]
    assert {row.id for row in whole.undated} == {line.claim.id for line in lines if line.claim.when is None}
    assert all(row.reason for row in whole.undated)
    assert [row.score for row in whole.unsure] == [
        line.claim.score for line in lines if line.claim.score < 0.6
    ]


def test_one_place_has_what_touches_its_sentence(found: tuple[Explanation, list[Line], Spans, str]) -> None:
    """The claims that are told there, too."""
    whole, lines, sentences, text = found
    there = explain_place(whole, lines, sentences, [place(text, "since 2015")])
    assert ([row.word for row in there.untold], there.doubts, there.skipped) == (["headed"], (), ())
    assert [row.kind for row in there.told] == ["tenure"]
    assert explain_place(whole, lines, sentences, [place(text, "relies on")]).skipped == whole.skipped
