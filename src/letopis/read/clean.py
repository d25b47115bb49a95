"""Text without the characters that mean nothing to a reader.

In:   decoded text.
Out:  NFC text whose only white space is the space and the line feed; no controls, no bidirectional marks
      (they can show one thing and say another), no soft hyphens, no surrogates.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = (
    *range(0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0xA0),
    0x061C,  # Arabic letter mark
    *range(0x200E, 0x2010),  # left-to-right and right-to-left mark
    *range(0x202A, 0x202F),  # bidirectional embeddings and overrides
    *range(0x2066, 0x206A),  # bidirectional isolates
    0x00AD,  # soft hyphen
    0x200B,  # zero-width space
    0x2060,
    0xFEFF,
    0xFFFE,
    0xFFFF,
)
_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_SPACES = dict.fromkeys((0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TABLE: dict[int, str | None] = {**dict.fromkeys(_DROPPED), **_LINE_ENDS, **_SPACES, **_SURROGATES}
_ANY_OF_TABLE = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_SOFT_BREAK = re.compile("\u00ad[ \t]*\r?\n[ \t]*")


def clean_text(text: str) -> str:
    """`text` with lines ended by a line feed, dropped characters gone, in NFC."""
    text = _SOFT_BREAK.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = (
        text.translate(_TABLE) if _ANY_OF_TABLE.search(text) else text
    )  # a table is slow, and seldom needed
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """`text` cleaned, with every run of white space a single space, none at the ends."""
    return unicodedata.normalize("NFC", " ".join(clean_text(text).split()))
