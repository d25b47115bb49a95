"""The shipped examples are read as their own lists say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from letopis.document import Document, Rejected
from letopis.read import find_files, read_file

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED = sorted(EXAMPLES.rglob("expected_[0-9]*.json"))
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
    document = read_file(path.parent / name, shown=name)
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


def test_examples_are_articles_of_news_length() -> None:
    """Every numbered file of the folder is an article of 100 to 500 words; the rest is rejected with a reason."""
    found = {path: read_file(path, shown=path.name) for path in find_files([EXAMPLES])}
    documents = {path: one for path, one in found.items() if isinstance(one, Document)}
    assert {path for path in found if re.match(r"\d{3}_", path.name)} == set(documents)
    assert len({path.name[:3] for path in documents}) == len(documents) >= 6
    assert all(100 <= len(document.text.split()) <= 500 for document in documents.values())
    assert all(one.reason for one in found.values() if isinstance(one, Rejected))


def places_of(part: object) -> list[tuple[str, str]]:
    """Every pair of an article's number and words of it, at any depth."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    own = [(part["article"], part["words"])] if isinstance(part, dict) and "words" in part else []
    return own + [place for one in inner for place in places_of(one)]


def test_expected_record_rests_on_the_articles() -> None:
    """Every entry has a grade and words that stand in the article it names."""
    expected = json.loads((EXAMPLES / "expected_record.json").read_text(encoding="utf-8"))
    texts: dict[str, str] = {}
    for path in find_files([EXAMPLES]):
        document = read_file(path, shown=path.name)
        if isinstance(document, Document):
            texts[path.name[:3]] = words(document.text)
    for kind, entries in expected.items():
        for entry in entries if kind != "about" else []:
            assert entry["grade"] in {"strong", "medium", "weak"}, entry
            assert places_of(entry) or entry["articles"], entry
            for article, said in places_of(entry):
                assert words(said) in texts[article], (article, said)
