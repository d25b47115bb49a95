"""A `Document` from a page whose blocks are told apart and whose metadata are gathered.

In:   blocks, metadata, dates.
Out:  the document with its text and offsets; or a `RefusedError`, when it is no article or in a language not
      read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letopis.document import Block, Document, Published, content_id
from letopis.read.addresses import date_in_address, publisher_at, title_in_address
from letopis.read.blocks import Page
from letopis.read.clean import one_line
from letopis.read.dates import best_first, dated, is_plausible, narrow, stated_date
from letopis.read.language import language_of
from letopis.read.prose import check_prose

PARTING = "\n\n"


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a file before its text is looked at.

    `given` is the publication date that the user gave, or None.
    """

    raw: bytes
    path: str
    media_type: str
    reader: str
    given: Published | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself outside its text; all of it may be missing."""

    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    dates: tuple[Published, ...] = ()


def assemble(source: Source, page: Page, metadata: Metadata) -> Document:
    """The document of a page.

    Raises:
        RefusedError: "not-an-article" or "language".
    """
    text, blocks = _lay_out(page)
    check_prose(page)
    language = language_of(" ".join(text[block.start : block.end] for block in blocks if block.is_read))
    candidates = _candidates(source, page, metadata)
    title, basis = _title(page, metadata)
    return Document(
        id=content_id("doc", source.raw),
        path=source.path,
        media_type=source.media_type,
        text=text,
        blocks=blocks,
        url=metadata.url,
        title=title,
        title_basis=basis,
        byline=metadata.byline or page.byline,
        publisher=metadata.publisher or _publisher(page, metadata),
        published=dated(candidates),
        candidates=candidates,
        language=language,
        reader=source.reader,
    )


def _lay_out(page: Page) -> tuple[str, tuple[Block, ...]]:
    """The paragraphs as one text, and where each lies in it."""
    texts, blocks, start = [], [], 0
    for written, kind in zip(page.texts, page.kinds, strict=True):
        text = one_line(written)
        if not text:
            continue
        texts.append(text)
        blocks.append(Block(start, start + len(text), kind))
        start += len(text) + len(PARTING)
    return PARTING.join(texts), tuple(blocks)


def _title(page: Page, metadata: Metadata) -> tuple[str | None, str | None]:
    if metadata.title:
        return metadata.title, "metadata"
    if page.title:
        return page.title, "first line"
    slug = title_in_address(metadata.url) if metadata.url else None
    return slug, "url" if slug else None


def _publisher(page: Page, metadata: Metadata) -> str | None:
    return (publisher_at(metadata.url) if metadata.url else None) or page.publisher


def _candidates(source: Source, page: Page, metadata: Metadata) -> tuple[Published, ...]:
    found = [source.given] if source.given else []
    found += metadata.dates
    address = date_in_address(metadata.url) if metadata.url else None
    if address and is_plausible(address):
        found.append(Published(address.said(text=metadata.url, basis="url"), "url", metadata.url))
    found += _written_dates(page.date_lines, found)
    return best_first(found)


def _written_dates(lines: Sequence[str], coarse: Sequence[Published]) -> list[Published]:
    found = [stated_date(line, "dateline") or narrow(coarse, line) for line in lines]
    return [one for one in found if one is not None]
