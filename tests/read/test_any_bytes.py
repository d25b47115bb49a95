"""Whatever the bytes, the reader answers with a document that keeps its word, or with a reason."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.document import Document, Rejected
from letopis.read import read_bytes

PATHS = st.sampled_from(["a.txt", "a.html", "a"])
PIECES = (
    "The minister of Norland said on Monday that she would resign.",
    '"We won',
    "govern-",
    "ment",
    "ex-",
    "Original url:",
    "https://www.example.org/2020/09/03/berg-dismisses-heads-of-the-border-guard-and-the-",
    "navy-a71340",
    "By Anna Berg",
    "Read more: Who won?",
    "NORBURG, March 3 (Wire) — ",
    "Advertisement",
    "Photo: X / AFP",
    "1/3",
    "\n",
    "\n\n",
    " ",
    "e\u0301",
    "\u0301",
    "\u1161",
    "\u1100",
    "😀",
    "\x00",
    "\u202e",
    "\ud800",
    "<p>",
    "</div>",
    "<figure><figcaption>Anna Berg greets her voters.</figcaption></figure>",
    '<script type=\'application/ld+json\'>{"@type": "Article", "datePublished": []}</script>',
    "<html><body><article>",
    "]]>",
    "&#xD800;&#0;",
    "<meta property='og:url' content='http://[x'>",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)


def check(raw: bytes, path: str) -> None:
    """Asserts what holds for any bytes."""
    found = read_bytes(raw, path=path)
    if isinstance(found, Rejected):
        assert found.code
        assert found.reason
        return
    assert isinstance(found, Document)
    assert unicodedata.is_normalized("NFC", found.text)
    assert not any(0xD800 <= ord(c) < 0xE000 or c == "\0" for c in found.text)
    assert found.blocks
    end = -2
    for block in found.blocks:
        assert block.start == end + 2
        assert block.start < block.end <= len(found.text)
        assert found.text[block.start : block.end] == " ".join(found.text[block.start : block.end].split())
        end = block.end
    assert end == len(found.text)
    assert found == read_bytes(raw, path=path)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), PATHS)
def test_any_bytes_give_a_document_or_a_reason(raw: bytes, path: str) -> None:
    """Blocks ascend, do not overlap and lie inside the text; the text is NFC."""
    check(raw, path)


@settings(max_examples=120, deadline=None)
@given(TEXTS, PATHS)
def test_any_text_gives_a_document_or_a_reason(text: str, path: str) -> None:
    """The same of text made of what news pages are made of, and of what breaks them."""
    check((PIECES[0] * 3 + "\n" + text).encode("utf-8", "surrogatepass"), path)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_in_utf_16_gives_a_document_or_a_reason(text: str) -> None:
    """Lone surrogates come as they are in UTF-16."""
    check((PIECES[0] * 3 + "\n" + text).encode("utf-16", "surrogatepass"), "a.txt")
