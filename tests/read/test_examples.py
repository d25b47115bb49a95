"""The shipped examples are read as their own lists say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from letopis.document import Document, Rejected
from letopis.read import find_files, read_file

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED = sorted(EXAMPLES.glob("expected_*.json"))
SLOTS = frozenset(
    [
        "sources",
        "not_sources",
        "recipients",
        "types",
        "place",
        "magnitude",
        "factuality",
        "when",
        "when_start",
        "when_if",
        "when_after",
        "when_before",
        "speaker",
        "addressees",
        "mode",
        "cue",
        "medium",
        "via",
        "unnamed",
        "holder",
        "office",
        "organisation",
        "start",
        "end",
        "start_year",
        "end_year",
        "subject",
        "object",
        "relation",
        "value",
    ]
)
PLAIN = frozenset({"id", "doc", "kind", "anchor", "forbid", "or"})


def words(text: str) -> str:
    """Words alone, as the scorer compares them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_example_is_read_as_its_expected_list_says(path: Path) -> None:
    """Date, basis and furniture are those listed; every anchor stands in what is read; every slot is known."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    ((name, about),) = expected["documents"].items()
    document = read_file(EXAMPLES / name, shown=name)
    assert isinstance(document, Document), document
    assert document.published.interval.edtf == about["published"]
    assert document.published.basis == about["published_basis"]
    read = words(" ".join(document.text[b.start : b.end] for b in document.blocks if b.is_read))
    for line in about["not_body"]:
        assert words(line) not in read
    for claim in expected["claims"]:
        assert words(claim["anchor"]) in read, claim
        for variant in [claim, *claim.get("or", [])]:
            assert set(variant) - PLAIN <= SLOTS, claim
        assert name.startswith(claim["doc"])


def test_examples_are_six_articles_of_news_length() -> None:
    """Of the folder, six files are articles of 150 to 500 words; the rest is rejected with a reason."""
    found = [read_file(path, shown=path.name) for path in find_files([EXAMPLES])]
    documents = [one for one in found if isinstance(one, Document)]
    assert len(documents) == len(EXPECTED) == 6
    assert all(150 <= len(document.text.split()) <= 500 for document in documents)
    assert all(one.reason for one in found if isinstance(one, Rejected))
