"""Quotation marks: what lies between them, whatever their shape and however they are closed.

In:   the text and its blocks.
Out:  a mask over code points, spans, shares.

A quotation opens with “ « „ or a straight mark, and closes with its partner, or at the end of its paragraph
where the mark was forgotten or the next paragraph takes the quotation up again with an opening mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis.document import Document

OPENING = {"“": "”", "«": "»", "„": "“”", "‟": "”"}
STRAIGHT = '"'
EDGE = " \t\n\r,;:—–-"
Span = tuple[int, int]


def quote_spans(document: Document) -> list[Span]:
    """The quotations of the read blocks, marks included, in text order; nested ones are part of the outer."""
    found: list[Span] = []
    for block in document.blocks:
        if block.is_read:
            found += _spans_in(document.text, block.start, block.end)
    return found


def _spans_in(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened, closing = -1, ""
    for offset in range(start, end):
        mark = text[offset]
        if opened < 0:
            if mark in OPENING:
                opened, closing = offset, OPENING[mark] + STRAIGHT
            elif mark == STRAIGHT and not _closes(text, offset, start):
                opened, closing = offset, STRAIGHT + "”"
        elif mark in closing:
            found.append((opened, offset + 1))
            opened = -1
        elif mark in OPENING and mark != "„":
            opened = offset if offset - opened > 1 and mark == text[opened] else opened
    if opened >= 0:
        found.append((opened, end))
    return found


def _closes(text: str, offset: int, start: int) -> bool:
    """True for a straight mark that can only close: a letter or stop before it and white space after."""
    before = text[offset - 1] if offset > start else " "
    after = text[offset + 1 : offset + 2]
    return not before.isspace() and before not in "([—–-" and (not after or after.isspace())


def quote_mask(document: Document) -> bytearray:
    """Per code point of the text 1 inside a quotation (marks included), else 0."""
    mask = bytearray(len(document.text))
    for start, end in quote_spans(document):
        mask[start:end] = b"\x01" * (end - start)
    return mask


def quoted_share(mask: bytearray, text: str, spans: Sequence[Span]) -> float:
    """Share of the spans' letters and digits that lie in quotations, in [0, 1]; 0 of spans without any."""
    total = inside = 0
    for start, end in spans:
        for offset in range(start, end):
            if text[offset].isalnum():
                total += 1
                inside += mask[offset]
    return inside / total if total else 0.0


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space, commas and dashes at its ends; None when nothing is left."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return (start, end) if start < end else None
