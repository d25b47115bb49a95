"""What a decision is about is found again in another reading: tests/cases/resolve/attach.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.anchor import Anchor
from letopis.claim import Argument, Claim, ClaimKind, Evidence, claim_id
from letopis.document import Document
from letopis.mention import Form, Mention, MentionKind, mention_id
from letopis.resolve.attach import attached_claim, attached_mention
from tests.handmade import document_of, place

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "resolve" / "attach.toml").read_text(encoding="utf-8")
)


def mention_in(text: str, told: str, *, nth: int = 0, kind: str = "person") -> Mention:
    """A mention; "Anna Berg|Anna" has its head after the bar, else it is the last word."""
    words, _, head = told.partition("|")
    start, end = place(text, words, nth)
    at = start + words.rindex(head or words.split()[-1])
    return Mention(
        id=mention_id("doc:1", start, end, MentionKind(kind)),
        document="doc:1",
        start=start,
        end=end,
        text=words,
        head_start=at,
        head_end=at + len(head or words.split()[-1]),
        kind=MentionKind(kind),
        form=Form.NAME,
        sentence=0,
        chain=told,
    )


@pytest.mark.parametrize("case", CASES["thing"], ids=lambda case: f"{case['was']} in {case['text']}")
def test_thing_is_the_mention_of_its_kind_over_its_words(case: dict[str, Any]) -> None:
    """The mention that shares most words and has its head among them; nothing, where none is of its kind."""
    before = case.get("before", case["text"])
    was = mention_in(before, case["was"], kind=case.get("kind", "person"))
    anchor = Anchor.of_mention(was, before)
    nth = case.get("nth", 0)
    found = [mention_in(case["text"], told, nth=nth if told == case["was"] else 0) for told in case["found"]]
    attached = attached_mention(anchor, case["text"], found)
    assert (attached.chain if attached else "") == case["expected"]


def claim_in(document: Document, told: dict[str, Any]) -> Claim:
    """A claim as a case tells it; lists are arguments by their roles."""
    text, kind = document.text, ClaimKind(told.get("kind", "event"))
    arguments = tuple(
        Argument(role, *place(text, words), words)
        for role, several in told.items()
        if isinstance(several, list)
        for words in several
    )
    cue = place(text, told["cue"]) if "cue" in told else None
    evidence = Evidence.of(document, *place(text, told.get("sentence", text)), cue)
    made = claim_id(document.id, kind, told["type"], arguments, evidence)
    return Claim(made, document.id, kind, told["type"], arguments, (evidence,))


@pytest.mark.parametrize("case", CASES["claim"], ids=lambda case: f"{case['was']} → {case['expected']}")
def test_claim_is_the_one_of_its_type_with_its_doers(case: dict[str, Any]) -> None:
    """Sentence, cue and arguments overlap, and those who do it are the same; `expected` counts from one, 0 is none."""
    document = document_of(case["text"], "a.txt")
    anchor = Anchor.of_claim(claim_in(document, case["was"]), document.text)
    found = [claim_in(document, told) for told in case["found"]]
    expected = found[case["expected"] - 1].id if case["expected"] else None
    assert attached_claim(anchor, document.text, found) == expected


def test_words_told_twice_are_found_by_what_stands_around_them() -> None:
    """Of two places with the same words, the one with the same words around it, then the nearest."""
    old, new = "On Tuesday Lind resigned.", "Lind spoke on Monday. On Tuesday Lind resigned."
    anchor = Anchor.of_mention(mention_in(old, "Lind"), old)
    assert anchor.shift(new) == new.rindex("Lind") - old.index("Lind")
    assert anchor.shift("He resigned.") is None
