"""A document as it was read: one unchanging text, its blocks, and what is known of where it comes from.

The text is NFC, in the reading order of the page; line breaks inside a paragraph are undone, blocks are parted by one
empty line. Every offset in Letopis counts Unicode code points of this text, half-open.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from letopis.times import Interval

CHANGED = "changed"  # basis of a date on which an article was changed


class BlockKind(StrEnum):
    """What a block of a page is; only READ_KINDS are read for claims."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"
    QUOTE = "quote"
    RELATED = "related"
    FURNITURE = "furniture"


READ_KINDS = frozenset({BlockKind.TITLE, BlockKind.BODY, BlockKind.CAPTION, BlockKind.QUOTE})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text, `text[start:end]`, and what it is on the page."""

    start: int
    end: int
    kind: BlockKind

    @property
    def is_read(self) -> bool:
        """True when claims are looked for here."""
        return self.kind in READ_KINDS


@dataclass(frozen=True, slots=True)
class Published:
    """When the article appeared: the interval, and what says so.

    `basis` is one of "given" (by the user), "meta", "json-ld", "url", "dateline", "bounds", "unknown"; of a candidate
    also "changed": not when it appeared, but when its text was last changed.
    `text` is the words or the url that it was read from. With basis "unknown" the interval is open.
    """

    interval: Interval = field(default_factory=Interval)
    basis: str = "unknown"
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article, read.

    Attributes:
        id: "doc:" and a digest of the bytes it was read from.
        path: as given by the user, relative where it was given so.
        media_type: "text/plain" or "text/html".
        url: the article's own address, where it names one.
        title, title_basis: "metadata", "first line" or "url", or both None.
        published: the date that times are worked out against.
        candidates: every date found for it, the chosen one first; the day of a later change last.
        reader: name and version of what made the text.
    """

    id: str
    path: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    title: str | None = None
    title_basis: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: Published = field(default_factory=Published)
    candidates: tuple[Published, ...] = ()
    language: str | None = None
    reader: str = ""

    @property
    def changed(self) -> Interval | None:
        """When its text was last changed, as far as it says, or None."""
        found = [one.interval for one in self.candidates if one.basis == CHANGED]
        return max(found, key=lambda interval: interval.end or date.min, default=None)

    def with_published(self, published: Published) -> Document:
        """The same document, dated otherwise; its id and text stay."""
        others = tuple(c for c in self.candidates if c != published)
        return replace(self, published=published, candidates=(published, *others))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that gave no document, and why; kept and counted, never an exception.

    `id` is a digest of its bytes and path; `reason` is one line that a user can act on; `code` is short and stable
    ("empty", "binary", "not-an-article", "unreadable", "too-large", "unsupported", "language").
    """

    id: str
    path: str
    code: str
    reason: str


def content_id(prefix: str, *parts: str | bytes | int | None) -> str:
    """An id made from content: `prefix:` and 16 hexadecimal digits of a SHA-256 over the parts.

    The same parts give the same id on every machine; parts are kept apart, so ("ab", "c") and ("a", "bc") differ.
    """
    kept: list[bytes] = []
    for part in parts:
        raw = (
            part
            if isinstance(part, bytes)
            else b"\x00"
            if part is None
            else str(part).encode("utf-8", "surrogatepass")
        )
        kept += (len(raw).to_bytes(8, "big"), raw)
    return f"{prefix}:{hashlib.sha256(b''.join(kept)).hexdigest()[:16]}"
