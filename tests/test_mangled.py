"""No text breaks it: mangled news is read without an exception, every span is true, and twice is the same.

`LETOPIS_MANGLED=2000 python -m pytest tests/test_mangled.py` reads so many texts instead of a few.
"""

from __future__ import annotations

import os
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.speed.texts import CORPUS, EXAMPLES, article_files, load_texts
from letopis.document import Document, Rejected
from letopis.pipeline import find_in
from letopis.read import read_bytes
from letopis.store import Findings
from tests.extract.reading_aloud import document_of
from tests.mangling import mangle, piece_of
from tests.test_every_span import check

MANY = int(os.environ.get("LETOPIS_MANGLED", "25"))
WORDS = 120
SEEDS = st.integers(min_value=0, max_value=2**32)
mangled = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def own_texts() -> list[str]:
    """The text of our examples, as it was read."""
    found = [read_bytes(path.read_bytes(), path=path.name) for path in article_files(EXAMPLES)]
    return [document.text for document in found if isinstance(document, Document)]


@cache
def corpus_texts() -> list[str]:
    """The articles of the corpus."""
    return [raw.decode() for raw in load_texts(CORPUS)[1]]


def read_twice(text: str) -> None:
    """Reads a text as a file and as it stands, and fails where something in it is not true."""
    documents = [document_of(text or "x", "2021-05-05")]
    file = read_bytes(text.encode(), path="mangled.txt")
    if not isinstance(file, Rejected):
        documents.append(file)
    for document in documents[-1:]:
        found = find_in(document)
        check_all(document, found)
        assert repr(found) == repr(find_in(document))


def check_all(document: Document, found: Findings) -> None:
    """Fails where a span does not read as it says, or speaks of a mention that is not there."""
    mentions = {mention.id: mention for mention in found.mentions}
    check(document, list(found.mentions), list(found.claims))
    size = len(document.text)
    assert all(0 <= start < end <= size for start, end in found.sentences)
    for mention in found.mentions:
        assert mention.start <= mention.head_start < mention.head_end <= size
    for claim in found.claims:
        for evidence in claim.evidence:
            assert evidence.cue is None or 0 <= evidence.cue[0] < evidence.cue[1] <= size
        for part in (*claim.arguments, *claim.attribution):
            assert part.start < part.end
            assert part.mention is None or part.mention in mentions


@mangled
@given(SEEDS)
def test_our_own_texts_are_read_however_they_are_mangled(seed: int) -> None:
    """Marks, paragraphs, case, spaces and odd characters, cut off anywhere."""
    texts = own_texts()
    read_twice(mangle(piece_of(texts[seed % len(texts)], seed, WORDS), seed))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of attributions is not at hand")
@mangled
@given(SEEDS)
def test_texts_of_the_corpus_are_read_however_they_are_mangled(seed: int) -> None:
    """The same of articles with every habit of quoting."""
    texts = corpus_texts()
    read_twice(mangle(piece_of(texts[seed % len(texts)], seed, WORDS), seed))


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1000,
        '"' * 1000 + " she said.",
        "“Yes,” she said. " * 60,
        "She said that " * 300,
        "x" * 20_000,
        "word " * 10_000,
        "“word ” " * 1000,
        "Q: A: " * 200,
        "— Anna Berg\n\n" * 50,
        "Anna Berg:\n\n" * 50,
        "\x00\x00“\x00”",
        "‘’‘’‘’ '' ``",
        "\n\n\n“\n\n”\n\n",
        "Anna Berg said “" + "no " * 3000,
    ],
    ids=lambda text: text[:12],
)
def test_texts_without_measure_are_read(text: str) -> None:
    """A thousand marks in a row, a line of ten thousand words, no word at all."""
    document = document_of(text, "2021-05-05")
    check_all(document, find_in(document))
