"""The text of a case as a document: paragraphs are blocks, the date and the publisher are those that the case gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letopis.document import Block, BlockKind, Document, Published, content_id
from letopis.times import parse_date


def document_of(case: Mapping[str, Any]) -> Document:
    """The document of a case with `text`, and `published` and `publisher` where told; read alone."""
    text, blocks, start = case["text"], [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(start, start + len(paragraph), BlockKind.BODY))
        start += len(paragraph) + 2
    given = case.get("published")
    return Document(
        content_id("doc", text),
        "case.txt",
        "text/plain",
        text,
        tuple(blocks),
        publisher=case.get("publisher"),
        published=Published(parse_date(given), "given", given) if given else Published(),
    )
