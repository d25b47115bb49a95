"""A document from a web page.

In:   the page's HTML, decoded and cleaned.
Out:  the document: its main text by trafilatura, captions put back in their places, metadata as the page
      gives them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from letopis.document import BlockKind, Document
from letopis.read.assemble import Source, assemble
from letopis.read.blocks import Page, tell_blocks
from letopis.read.clean import one_line
from letopis.read.dateline import headline_and_date
from letopis.read.markup import parse_markup
from letopis.read.metadata import find_metadata, stated_body
from letopis.read.paragraphs import Paragraph
from letopis.read.refusal import RefusedError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCK_TAGS = frozenset(
    {"p", "head", "quote", "item", "list", "div", "table", "row", "cell", "code", "figure"}
)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_CAPTIONS = (
    ".//figcaption | .//*[contains(concat(' ', @class, ' '), ' wp-caption-text ')]"
    " | .//*[self::p or self::div or self::span][contains(@class, 'caption')"
    " and not(.//*[contains(@class, 'caption')]) and not(ancestor::figcaption)]"
)
_OUTSIDE = "ancestor::nav or ancestor::aside or ancestor::footer"
_PAGE_NAME = re.compile(r"\s+[|\u2013\u2014-]\s+")
_FIRST_WORDS = 60  # code points by which a paragraph of the page is known again in the extracted text
_PULLED = re.compile(r"pull-?quote", re.IGNORECASE)


def read_html(markup: str, source: Source) -> Document:
    """The document of an HTML page.

    Raises:
        RefusedError: "not-an-article" or "language".
    """
    tree = parse_markup(markup)
    metadata = find_metadata(tree, markup)
    captions, pulled = _captions(tree), _pulled_quotes(tree)
    stated = stated_body(tree)
    paragraphs = [Paragraph(text) for text in _parted(_main_text(tree), stated)]
    printed = {text for one in paragraphs for text in (one.text, *(headline_and_date(one.text) or ()))}
    title = _printed_title(metadata.title, printed)
    if title and title not in printed:
        paragraphs.insert(0, Paragraph(title))
    page = tell_blocks(paragraphs, title=title, captioned=False)
    _put_captions(page, captions)
    for number, text in enumerate(page.texts):
        if text in pulled and page.kinds[number] is BlockKind.BODY:
            page.kinds[number] = BlockKind.QUOTE
    return assemble(source, page, metadata)


def _parted(found: list[str], stated: list[str]) -> list[str]:
    """The paragraphs that were found; those that the page states where what was found is their text run together."""
    return (
        stated if len(stated) > len(found) and "".join(found).split() == " ".join(stated).split() else found
    )


def _printed_title(title: str | None, printed: Collection[str]) -> str | None:
    """The title as the article prints it, where the page adds its own name to it: "Ministers agree | The Post"."""
    head = _PAGE_NAME.split(title, maxsplit=1)[0].strip() if title else ""
    return head if head and title not in printed and head in printed else title


def _main_text(tree: HtmlElement) -> list[str]:
    """The paragraphs of the page's main text, as trafilatura finds them; the tree is used up."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # a page without text is our refusal, not its error
    found: Any = bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=False,
        deduplicate=False,
    )
    body = getattr(found, "body", None)
    if body is None:
        raise RefusedError("not-an-article", "no main text was found in the page")
    return [line for text in _texts(body) if (line := one_line(text))]


def _texts(element: Any) -> Iterator[str]:
    """The text of each innermost block, parted where two line breaks follow each other."""
    if any(child.tag in _BLOCK_TAGS for child in element):
        if element.text:
            yield element.text
        for child in element:
            yield from _texts(child)
            if child.tail:
                yield child.tail
        return
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    yield from _EMPTY_LINE.split("".join(element.itertext()))


def _captions(tree: HtmlElement) -> list[tuple[str, str | None]]:
    """Each caption with the beginning of the paragraph before it, None before the first."""
    found: list[tuple[str, str | None]] = []
    marked = set(tree.xpath(_CAPTIONS))
    last: str | None = None
    for element in tree.iter("p", "figcaption", "div", "span"):
        if element in marked:
            text = one_line(element.text_content())
            if len(text.split()) > 3 and not element.xpath(_OUTSIDE) and text not in [t for t, _ in found]:
                found.append((text, last))
        elif element.tag == "p" and (text := one_line(element.text_content())):
            last = text[:_FIRST_WORDS]
    return found


def _pulled_quotes(tree: HtmlElement) -> frozenset[str]:
    quotes = [
        element
        for element in tree.iter("aside", "blockquote", "div", "p")
        if _PULLED.search(element.get("class", ""))
    ]
    return frozenset(one_line(part.text_content()) for quote in quotes for part in [quote, *quote.iter("p")])


def _put_captions(page: Page, captions: Sequence[tuple[str, str | None]]) -> None:
    """Puts each caption behind the paragraph it followed, or behind the title."""
    top = 1 if page.kinds[:1] == [BlockKind.TITLE] else 0
    for text, before in captions:
        if text in page.texts:
            page.kinds[page.texts.index(text)] = BlockKind.CAPTION
            continue
        places = [n for n, other in enumerate(page.texts) if before and other.startswith(before)]
        place = places[0] + 1 if places else top
        while place < len(page.kinds) and page.kinds[place] is BlockKind.CAPTION:
            place += 1
        page.texts.insert(place, text)
        page.kinds.insert(place, BlockKind.CAPTION)
