"""The tree of a web page, made ready for the search of its main text.

In:   the page's HTML, decoded and cleaned.
Out:  its tree, without words for screen readers; text that is parted by pairs of line breaks in paragraphs.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from letopis.read.refusal import RefusedError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNSEEN = re.compile(r"(?:visually-?hidden|sr-only|screen-reader)", re.IGNORECASE)  # read aloud, not shown
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    ]
)


def parse_markup(markup: str) -> HtmlElement:
    """The tree of a page.

    Raises:
        RefusedError: "not-an-article", when there is nothing to parse.
    """
    from lxml import etree, html

    try:
        tree: HtmlElement = html.document_fromstring(_DECLARATION.sub("", markup))
    except (etree.LxmlError, ValueError, AssertionError):
        raise RefusedError("not-an-article", "it has no HTML that can be read") from None
    for element in tree.iter("span", "div", "p", "label"):
        if _UNSEEN.search(element.get("class", "")):
            element.text, element[:] = None, []
    for parent in [element for element in tree.iter("*") if _has_pair(element)]:
        _part_by_breaks(parent)
    return tree


def _has_pair(parent: HtmlElement) -> bool:
    """True when two line breaks follow each other in an element, with nothing between."""
    breaks = (
        first.tag == second.tag == "br" and not (first.tail or "").strip()
        for first, second in pairwise(parent)
    )
    return any(breaks)


def _part_by_breaks(parent: HtmlElement) -> None:
    """Puts the text between pairs of line breaks into paragraphs; a single break becomes a space."""
    children, text = list(parent), parent.text
    parent.text, parent[:] = None, []
    if parent.tag == "p":
        parent.tag = "div"
    paragraph = _new_paragraph(parent, text)
    after_break = False
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag == "br":
            if after_break:
                paragraph = _new_paragraph(parent, tail)
            else:
                _add_text(paragraph, " " + tail)
        elif child.tag in _INLINE:
            paragraph.append(child)
            _add_text(paragraph, tail)
        else:
            parent.append(child)
            paragraph = _new_paragraph(parent, tail)
        after_break = child.tag == "br" and not tail.strip()


def _new_paragraph(parent: HtmlElement, text: str | None) -> HtmlElement:
    paragraph = parent.makeelement("p")
    paragraph.text = text
    parent.append(paragraph)
    return paragraph


def _add_text(paragraph: HtmlElement, text: str) -> None:
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + text
    else:
        paragraph.text = (paragraph.text or "") + text
