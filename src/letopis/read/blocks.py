"""What each paragraph of a page is: title, body, caption, pull-quote, related link or furniture.

In:   paragraphs in the order of the page.
Out:  the same paragraphs with their kinds; title, byline and dates that stand among them.

Furniture and related links stay in the text, so that nothing of the page is lost, but are not read for
claims. The words that give them away are in data/lexicon/en/page.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from letopis.document import BlockKind
from letopis.read.addresses import is_address, outlet_named, printed_headers
from letopis.read.dateline import (
    headline_and_date,
    is_date_line,
    is_signed_off,
    is_slug,
    split_dateline,
)
from letopis.read.dates import MOVED, read_written_date
from letopis.read.pageparts import (
    after_label,
    byline_names,
    is_footnote,
    is_page_number,
    is_print_stamp,
    is_rule,
    kinds_of,
)
from letopis.read.paragraphs import Paragraph, ends_sentence

HEADLINE_WORDS = (2, 24)
LABEL_WORDS = 3  # "World", "Top stories", "WHAT COMES NEXT": a label or a subheading, no sentence
DATELINE_WITHIN = 4  # paragraphs of the body among which the dateline is looked for
LABELS_WITHIN = 6  # paragraphs from the top among which "Headline: …" is looked for
STAMP_WORDS = 6  # "Updated 4 May 2020, 10 a.m."; a sentence that begins like that has more
CAPTION_PROSE = 7  # words; a credit line with fewer is a credit alone
_QUOTED = re.compile(r"[\"“”«„](?P<inner>[^\"“”«»„]{15,})[\"“”»]\W*(?:[—–-].{0,80})?")
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]*\s+[\"'“‘(]?[A-Z]")
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Page:
    """A page whose paragraphs are told apart.

    Attributes:
        texts, kinds: of each paragraph, in page order; as many of one as of the other.
        title: the headline among the paragraphs, or None.
        byline: names under the title, or None.
        publisher: the outlet named above the title, or None.
        date_lines: what follows "Published:", lines that are a date, the dateline; in page order.
    """

    texts: list[str] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    date_lines: list[str] = field(default_factory=list)


def stands_alone(line: str) -> bool:
    """True for a line that is a paragraph of its own whatever stands around it."""
    if _is_printed(line) or is_rule(line) or byline_names(line) or is_date_line(line):
        return True
    return (
        len(line) < 60
        and not ends_sentence(line)
        and bool(kinds_of(line) & {"furniture", "credit", "own_url", "caption_head"})
    )


def opens_paragraph(line: str) -> bool:
    """True for a line that begins a paragraph even where none ended before it."""
    kinds = kinds_of(line)
    return (
        bool(kinds & {"related", "own_url", "furniture", "byline", "outlet", "headline"})
        or _is_dated(line, kinds)
        or split_dateline(line) is not None
    )


def tell_blocks(paragraphs: Sequence[Paragraph], *, title: str | None = None, captioned: bool = True) -> Page:
    """The paragraphs with their kinds.

    Args:
        paragraphs: in page order.
        title: where the page's metadata give it; no headline is then looked for.
        captioned: captions may stand unmarked before the lead, as in text saved from a page; False for HTML,
            which marks them.
    """
    page = Page(title=title)
    paragraphs = _part_headline(paragraphs)
    under_related = False
    headers = printed_headers([paragraph.text for paragraph in paragraphs])
    for paragraph in paragraphs:
        kind = BlockKind.FURNITURE if paragraph.text in headers else _kind_of(paragraph.text, page)
        under_related = _is_heading(paragraph.text) and (kind is BlockKind.RELATED or under_related)
        if kind is BlockKind.BODY and page.texts and "caption_head" in kinds_of(page.texts[-1]):
            kind = BlockKind.CAPTION
        if kind is BlockKind.FURNITURE and not paragraph.gap and "credit" in kinds_of(paragraph.text):
            _mark_credited(page)
        page.texts.append(paragraph.text)
        page.kinds.append(BlockKind.RELATED if under_related and kind is BlockKind.BODY else kind)
    if title is None:
        _find_title(page)
    _mark_title_and_labels(page)
    _mark_repeated(page)
    if captioned:
        _mark_lead_caption(page, paragraphs)
    _part_dateline(page)
    return page


def _kind_of(text: str, page: Page) -> BlockKind:
    """The kind that a paragraph's own words give it; notes byline and date."""
    if _is_printed(text) or is_rule(text):
        return BlockKind.FURNITURE
    if day := is_signed_off(text):
        page.date_lines.append(day)
        return BlockKind.FURNITURE
    if BlockKind.BODY not in page.kinds and (outlet := outlet_named(after_label(text, "outlet") or text)):
        page.publisher = page.publisher or outlet
        return BlockKind.FURNITURE
    if names := byline_names(text) or after_label(text, "byline"):
        page.byline = page.byline or names
        return BlockKind.FURNITURE
    kinds = kinds_of(text)
    if _is_dated(text, kinds):
        if "changed" not in kinds:
            page.date_lines.append(after_label(text, "published") or text)
        return BlockKind.FURNITURE
    if kinds & {"own_url", "furniture", "caption_head"} or (is_footnote(text) and page.texts):
        return BlockKind.FURNITURE
    if _is_related(kinds, page) and not _SENTENCE_END.search(text):
        return BlockKind.RELATED
    if kinds & {"credit", "caption"}:
        return BlockKind.CAPTION if len(text.split()) >= CAPTION_PROSE else BlockKind.FURNITURE
    return BlockKind.BODY


def _mark_credited(page: Page) -> None:
    """Marks one sentence as a caption, when the credit of the picture stands right below it."""
    if page.kinds[-1:] != [BlockKind.BODY]:
        return
    if ends_sentence(page.texts[-1]) and not _SENTENCE_END.search(page.texts[-1]):
        page.kinds[-1] = BlockKind.CAPTION


def _is_related(kinds: frozenset[str], page: Page) -> bool:
    """True for a link to another article; a rubric ("Analysis: …") is one only below the first of the body."""
    return "related" in kinds or ("rubric" in kinds and BlockKind.BODY in page.kinds)


def _part_headline(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, the label in "Headline: …" parted from what it names, and a headline from its date."""
    parted: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        rest = after_label(paragraph.text, "headline") if number < LABELS_WITHIN else None
        if number < LABELS_WITHIN and not kinds_of(paragraph.text):
            rest = (headline_and_date(paragraph.text) or (None, rest))[1]
        if rest:
            parted.append(replace(paragraph, text=paragraph.text[: -len(rest)].rstrip()))
        parted.append(replace(paragraph, text=rest) if rest else paragraph)
    return parted


def _is_printed(text: str) -> bool:
    """True for what printing puts around a page, and for the name of a report on a wire."""
    return is_address(text) or is_page_number(text) or is_print_stamp(text) or is_slug(text)


def _is_dated(text: str, kinds: frozenset[str]) -> bool:
    if is_date_line(text):
        return True
    is_sentence = text.endswith(".") and len(text.split()) > STAMP_WORDS
    return bool(kinds & {"published", "changed"}) and any(c.isdigit() for c in text) and not is_sentence


def _is_heading(text: str) -> bool:
    """True for a paragraph without a full stop, short enough for a heading or a link."""
    is_open = not ends_sentence(text) or text.endswith("?")
    return is_open and len(text.split()) <= HEADLINE_WORDS[1]


def _find_title(page: Page) -> None:
    """Takes the first body paragraph for the headline, if it looks like one; labels above are furniture."""
    body = [n for n, kind in enumerate(page.kinds) if kind is BlockKind.BODY]
    for place, number in enumerate(body[:4]):
        text = page.texts[number]
        rest = body[place + 1 :]
        if not rest or not _is_headline(text):
            return
        is_label = len(text.split()) <= LABEL_WORDS and _is_headline(page.texts[rest[0]]) and len(rest) > 1
        if not is_label:
            page.title = text
            return
        page.kinds[number] = BlockKind.FURNITURE


def _is_headline(text: str) -> bool:
    fewest, most = HEADLINE_WORDS
    count = len(text.split())
    if not (1 <= count <= most) or text[-1] in ".,:" or text[0].islower() or split_dateline(text):
        return False
    return (count >= fewest or text.isupper() or text.istitle()) and not _SENTENCE_END.search(text)


def _mark_title_and_labels(page: Page) -> None:
    """Marks the title where it stands, and what is too short for a sentence as furniture."""
    seen_title = False
    for number, (text, kind) in enumerate(zip(page.texts, page.kinds, strict=True)):
        if kind is not BlockKind.BODY:
            continue
        if page.title is not None and text == page.title:
            page.kinds[number] = BlockKind.FURNITURE if seen_title else BlockKind.TITLE
            seen_title = True
        elif len(text.split()) <= LABEL_WORDS and not ends_sentence(text) and text[0] not in "—–―":
            page.kinds[number] = BlockKind.FURNITURE


def _mark_repeated(page: Page) -> None:
    """Marks pull-quotes (quoted words that also stand in the body) and lines that printed pages repeat."""
    seen: set[str] = set()
    body = [
        " ".join(_WORD.findall(t.lower())) if k is BlockKind.BODY else ""
        for t, k in zip(page.texts, page.kinds, strict=True)
    ]
    for number, (text, kind) in enumerate(zip(page.texts, page.kinds, strict=True)):
        if kind is not BlockKind.BODY:
            continue
        if text in seen and _is_heading(text):
            page.kinds[number] = BlockKind.FURNITURE
        seen.add(text)
        quoted = _QUOTED.fullmatch(text) if len(text) < 500 else None
        if quoted:
            inner = " ".join(_WORD.findall(quoted["inner"].lower()))
            if any(inner in other for place, other in enumerate(body) if place != number):
                page.kinds[number] = BlockKind.QUOTE


def _mark_lead_caption(page: Page, paragraphs: Sequence[Paragraph]) -> None:
    """Marks one sentence that stands before the lead as a caption.

    It is told by being set otherwise than the body: where paragraphs are parted by empty lines, it has none
    between itself and the lead.
    """
    body = [n for n, kind in enumerate(page.kinds) if kind is BlockKind.BODY]
    if len(body) < 3 or body[1] != body[0] + 1:
        return
    first, lead = paragraphs[body[0]], paragraphs[body[1]]
    parted = sum(paragraphs[n].gap for n in body[2:]) >= 0.6 * len(body[2:])
    if (
        parted
        and not lead.gap
        and first.lines == 1
        and first.text[-1] not in ";:"
        and not _SENTENCE_END.search(first.text)
        and len(lead.text) > 40
    ):
        page.kinds[body[0]] = BlockKind.CAPTION


def _part_dateline(page: Page) -> None:
    """Parts the dateline from the first sentence of the lead, as furniture of its own; none where the days by which
    paragraphs begin lie further apart than those of one issue: such a text tells scene after scene."""
    body = [number for number, kind in enumerate(page.kinds) if kind is BlockKind.BODY]
    heads = {
        number: parted for number in body if (parted := split_dateline(page.texts[number])) and parted[1]
    }
    if not _is_one_issue([head for head, _ in heads.values()]):
        return
    for number in body[:DATELINE_WITHIN]:
        if parted := heads.get(number):
            page.date_lines.append(parted[0])
            page.texts[number : number + 1] = parted
            page.kinds[number : number + 1] = [BlockKind.FURNITURE, BlockKind.BODY]
            return


def _is_one_issue(heads: Sequence[str]) -> bool:
    days = [when.start for head in heads if (when := read_written_date(head)) and when.start]
    return not days or max(days) - min(days) <= MOVED
