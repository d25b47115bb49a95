"""What of a document is quoted: spans, a mask, shares.

In:   the text and its blocks.
Out:  a mask over code points, spans, shares.

Where quotations begin and end is found in quotemarks.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from letopis.document import Document
from letopis.quotemarks import Quotation, find_quotations

EDGE = " \t\n\r,;:—–-"
Span = tuple[int, int]


def quotations_of(document: Document) -> list[Quotation]:
    """The quotations of the read blocks, in text order; nested ones are part of the outer."""
    blocks = [(block.start, block.end) for block in document.blocks if block.is_read]
    return find_quotations(document.text, blocks)


def quote_mask(document: Document, quotations: Iterable[Quotation]) -> bytearray:
    """Per code point of the text 1 inside a quotation (marks included), else 0."""
    mask = bytearray(len(document.text))
    for one in quotations:
        mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    return mask


def quoted_share(mask: bytearray, text: str, spans: Sequence[Span]) -> float:
    """Share of the spans' letters and digits that lie in quotations, in [0, 1]; 0 of spans without any."""
    total = inside = 0
    if not any(mask.find(1, start, end) >= 0 for start, end in spans):
        return 0.0
    for start, end in spans:
        counted = sum(map(str.isalnum, text[start:end]))
        total += counted
        marked = mask.count(1, start, end)
        if marked == end - start:
            inside += counted
        elif marked:
            inside += sum(mask[offset] for offset in range(start, end) if text[offset].isalnum())
    return inside / total if total else 0.0


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space, commas and dashes at its ends; None when nothing is left."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return (start, end) if start < end else None
