"""Texts with marked words, for the tables of tests/cases/detect: "{He|Ana Kos} said …"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letopis.annotate import load
from letopis.detect import find_mentions
from letopis.document import Block, BlockKind, Document, content_id
from letopis.mention import Form, Mention, MentionKind

CASES = Path(__file__).parent.parent / "cases" / "detect"
MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
NO_THING = (MentionKind.OFFICE, MentionKind.TIME, MentionKind.QUANTITY)


@dataclass(frozen=True)
class Marked:
    """A marked stretch of a text and what is expected of it."""

    start: int
    end: int
    expected: str


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of one table."""
    return list(tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"])


def unmark(marked: str) -> tuple[str, list[Marked]]:
    """The plain text and the places of the marks in it."""
    text, found, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        found.append(Marked(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    return text + marked[last:], found


def document_of(text: str) -> Document:
    """A document of body blocks, parted by empty lines."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(start, start + len(paragraph), BlockKind.BODY))
        start += len(paragraph) + 2
    return Document(content_id("doc", text), "case.txt", "text/plain", text, tuple(blocks))


def mentions_of(text: str) -> list[Mention]:
    """All mentions of a text, by the shipped pipeline."""
    nlp, document = load(), document_of(text)
    doc = nlp.make_doc(text)
    doc.user_data["blocks"] = [(block.start, block.end, block.is_read) for block in document.blocks]
    return find_mentions(document, nlp(doc))


def is_known_as(mentions: list[Mention], chain: str, name: str) -> bool:
    """True when a chain has this name or value; of one without a name, a description that begins with these words."""
    own = [m for m in mentions if m.chain == chain]
    named = {name.casefold() for m in own if m.form is Form.NAME for name in (m.text, m.value) if name}
    described = [m.text.casefold() for m in own if m.form is Form.NOMINAL]
    return name in named if named else any(text.startswith(name) for text in described)


def found_for(mentions: list[Mention], mark: Marked) -> list[Mention]:
    """The mentions of things whose head lies in the marked words, the widest first."""
    inside = [m for m in mentions if m.kind not in NO_THING and mark.start <= m.head_start < mark.end]
    overlapping = [m for m in inside if m.start >= mark.start - 1]
    return sorted(overlapping or inside, key=lambda m: (m.start - m.end, m.start))


def stands_for(mentions: list[Mention], mark: Marked) -> bool:
    """True when the marked words are in the chain that is expected of them."""
    found = found_for(mentions, mark)
    if mark.expected == "-":
        named = {m.chain for m in mentions if m.form is Form.NAME}
        own = [
            m for m in found[:1] if m.form is not Form.NAME
        ]  # the words' own mention, not "his" of "his sister"
        return not any(m.chain in named or m.members for m in own)
    wanted = [name.strip().casefold() for name in mark.expected.split(" + ")]
    if len(wanted) > 1:
        return any(
            len(m.members) == len(wanted)
            and all(any(is_known_as(mentions, chain, name) for chain in m.members) for name in wanted)
            for m in found
        )
    return any(is_known_as(mentions, m.chain, wanted[0]) for m in found)
