"""Task `times`: expressions of time found and valued, against a folder of TimeML (TimeBank and its like).

Strict: the same span. Relaxed: spans that overlap, one to one. Value and type: of the relaxed pairs, those with
the same TIMEX3 value or type. All as F1 over the TIMEX3 of the text; the document's own date is given, as it is to
the others who report on these sets. Extents are those of TIMEX3 ("the third quarter"), where mentions leave the
article out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.quality.score import Score, f1, files_of
from letopis.annotate import load
from letopis.detect.times import find_timexes
from letopis.document import Block, BlockKind, Document, Published
from letopis.times import Interval, parse_date

if TYPE_CHECKING:
    from spacy.language import Language

HEADLINE = "value F1"
_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_MARKING = ("EVENT", "TIMEX3")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of time: span, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text in a tag, EVENT or TIMEX3, with its attributes."""

    tag: str
    start: int
    end: int
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document, the expressions of time that its annotators marked, and all that they marked."""

    name: str
    document: Document
    expressions: list[Expression]
    marked: list[Marked]


def score(data: Path, limit: int | None = None) -> Score:
    """Strict, relaxed, value and type F1 in percent over a folder of .tml files.

    Args:
        limit: only the first so many documents by name; the last so many where negative.
    """
    nlp = load()
    counts = dict.fromkeys(("gold", "found", "strict", "relaxed", "value", "type"), 0)
    files = files_of(data, (".tml",))
    for file in files[:limit] if limit is None or limit >= 0 else files[limit:]:
        annotated = read_timeml(file)
        _count(counts, annotated.expressions, found_in(nlp, annotated.document))
    figures: dict[str, float] = {}
    for name in ("strict", "relaxed", "value", "type"):
        measured = zip(
            ("precision", "recall", "F1"), f1(counts[name], counts["found"], counts["gold"]), strict=True
        )
        figures |= {f"{name} {measure}": figure for measure, figure in measured}
    return Score("times", HEADLINE, figures | {"gold": counts["gold"], "found": counts["found"]})


def found_in(nlp: Language, document: Document) -> list[Expression]:
    """The expressions that we find."""
    doc = nlp.make_doc(document.text)
    doc.user_data["blocks"] = [(block.start, block.end, block.is_read) for block in document.blocks]
    found = find_timexes(document, nlp(doc))
    return [Expression(one.start, one.end, one.reading.type, one.reading.value) for one in found]


def read_timeml(file: Path) -> Annotated:
    """A TimeML file: its text without tags, with the spans of its TIMEX3.

    Raises:
        ValueError: it has no DCT or no TEXT.
    """
    raw = file.read_text(encoding="utf-8")
    created = re.search(r"<DCT>.*?value=\"([^\"]*)\"", raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    if created is None or body is None:
        raise ValueError(f"{file.name} is no TimeML with <DCT> and <TEXT>")
    text, marked = without_tags(body.group(1))
    expressions = [
        Expression(one.start, one.end, one.said["type"], one.said["value"])
        for one in marked
        if one.tag == "TIMEX3"
    ]
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    blocks = tuple(Block(m.start(), m.end(), BlockKind.BODY) for m in re.finditer(r"\S(?:.|\n(?!\n))*", text))
    published = Published(_interval(created.group(1)), "given")
    document = Document(f"doc:{file.stem}", file.name, "text/plain", text, blocks, published=published)
    return Annotated(file.stem, document, expressions, marked)


def _interval(value: str) -> Interval:
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?", value)
    return parse_date(found.group()) if found else Interval()


def without_tags(body: str) -> tuple[str, list[Marked]]:
    """The text of a TimeML body, and what EVENT and TIMEX3 mark in it."""
    parts: list[str] = []
    length, position = 0, 0
    opened: tuple[int, dict[str, str]] | None = None
    marked = []
    for tag in [*_TAG.finditer(body), None]:
        piece = body[position : tag.start() if tag else None]
        for name, char in _ENTITIES.items():
            piece = piece.replace(name, char)
        parts.append(piece)
        length += len(piece)
        if tag is None:
            break
        position = tag.end()
        name = tag.group().strip("</>").split()[0]
        if name in _MARKING and tag.group()[1] != "/":
            opened = (length, dict(_ATTRIBUTE.findall(tag.group())))
        elif name in _MARKING and opened:
            start, said = opened
            if length > start:
                marked.append(Marked(name, start, length, said))
            opened = None
    return "".join(parts), marked


def pairs(gold: list[Expression], found: list[Expression]) -> Iterator[tuple[Expression, Expression]]:
    """Overlapping expressions, each used once, same spans first."""
    left = list(found)
    for exact in (True, False):
        for one in list(gold):
            match = next((other for other in left if _fits(one, other, exact=exact)), None)
            if match and one in gold:
                left.remove(match)
                gold = [other for other in gold if other is not one]
                yield one, match


def _fits(one: Expression, other: Expression, *, exact: bool) -> bool:
    if exact:
        return (one.start, one.end) == (other.start, other.end)
    return one.start < other.end and other.start < one.end


def _count(counts: dict[str, int], gold: list[Expression], found: list[Expression]) -> None:
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    for one, other in pairs(gold, found):
        counts["relaxed"] += 1
        counts["strict"] += (one.start, one.end) == (other.start, other.end)
        counts["value"] += one.value == other.value
        counts["type"] += one.type == other.type
