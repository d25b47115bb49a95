"""Times are found, valued, and told against the day of the report."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from letopis.detect.times import find_times
from letopis.document import Block, BlockKind, Document, Published
from letopis.mention import Mention
from letopis.times import Interval, iso, parse_date

CASES = Path(__file__).parents[1] / "cases" / "detect" / "times.toml"


@cache
def bare() -> Language:
    """Words without tags or trees: the rules must hold without them."""
    return spacy.blank("en")


def document_of(text: str, published: str, *, kind: BlockKind = BlockKind.BODY) -> Document:
    """A document of one block."""
    interval = parse_date(published) if published else Interval()
    basis = "given" if published else "unknown"
    blocks = (Block(0, len(text), kind),)
    return Document("doc:1", "a.txt", "text/plain", text, blocks, published=Published(interval, basis))


def times_in(text: str, published: str) -> list[Mention]:
    """The times of a text."""
    return find_times(document_of(text, published), bare().make_doc(text))


def rows() -> list[object]:
    """Every case of the table."""
    groups = tomllib.loads(CASES.read_text(encoding="utf-8"))["group"]
    return [
        pytest.param(
            case["text"],
            group["published"],
            case["expected"],
            id=f"{group['name']}: {case['text'][:50]}",
            marks=[pytest.mark.xfail(reason=case.get("why", ""))] if case.get("level") == "weak" else [],
        )
        for group in groups
        for case in group["cases"]
    ]


@pytest.mark.parametrize(("text", "published", "expected"), rows())
def test_words_value_and_days_are_as_a_reader_takes_them(
    text: str, published: str, expected: list[list[str]]
) -> None:
    """A time is found with the words, value and days that the table gives."""
    found = times_in(text, published)
    assert [_shown(mention) for mention in found] == expected


def _shown(mention: Mention) -> list[str]:
    interval = mention.interval or Interval()
    return [mention.text, mention.value or "", iso(interval.start) or "", iso(interval.end) or ""]
