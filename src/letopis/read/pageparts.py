"""What a paragraph or line of a page looks like, by the words of data/lexicon/en/page.tsv.

In:   one line of text.
Out:  the kinds of page part it can be: related, furniture, credit, caption, own_url, published, changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from letopis import lexicon

LONGEST = 1500  # code points; no label, button or caption is longer, and a line of a megabyte costs nothing

_BYLINE = re.compile(
    r"(?:By|BY|by)[:\s]\s*(?P<names>[^\W\d_a-z][\w.'’-]*,?"
    r"(?:\s+(?:van|von|der|de|da|del|al|bin|la|le|and|in|for|&|[^\W\d_a-z][\w.'’-]*,?)){1,11})\s*"
)
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,4}\s*(?:/|of)\s*\d{1,4}(?:\s+[\d/.,: -]{6,20}(?:[ap]m)?)?"
    r"|page\s+\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_PRINTED_AT = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?(?:\s.*)?", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴-⁹]+|\^\d{0,3}|\*{1,3}|†)\s*\S")
_RULE = re.compile(r"[\W_]+")
_CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    match: str
    words: tuple[str, ...]
    most: int


@cache
def _parts() -> tuple[_Part, ...]:
    rows = lexicon.table("page")
    return tuple(
        _Part(r["kind"], r["match"], tuple(r["words"].split("|")), int(r["most"] or 10_000)) for r in rows
    )


@cache
def _labels() -> Mapping[str, re.Pattern[str]]:
    """For each kind that has labels, a pattern whose match is the label with its mark."""
    found: dict[str, list[str]] = {}
    for part in _parts():
        if part.match == "label":
            found.setdefault(part.kind, []).extend(part.words)
    return {kind: _label_pattern(words) for kind, words in found.items()}


def _label_pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?:{longest_first})\s*(?:[:|]\s*|\s[-–—]+\s|(?=https?://))")


@lru_cache(maxsize=4096)
def kinds_of(line: str) -> frozenset[str]:
    """Every kind of page part that the words of `line` make it look like; empty for prose."""
    if len(line) > LONGEST:
        return frozenset()
    folded = fold(line)
    count = len(folded.split())
    return frozenset(part.kind for part in _parts() if count <= part.most and _fits(part, folded))


def after_label(line: str, kind: str) -> str | None:
    """What follows the label of that kind at the start of `line`, or None where there is none."""
    pattern = _labels().get(kind)
    match = pattern.match(fold(line[:LONGEST])) if pattern else None
    return line[match.end() :].strip() if match else None


def fold(line: str) -> str:
    """`line` in lower case with straight quotation marks; of the same length, so that places agree."""
    line = line.translate(_CURLY)
    lowered = line.lower()
    return (
        lowered
        if len(lowered) == len(line)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in line)
    )


def byline_names(line: str) -> str | None:
    """The names in "By Anna Berg and Jon Lind", or None where the line is no byline."""
    if len(line) > 120 or line[-1:] in ".?!:":
        return None
    match = _BYLINE.fullmatch(line)
    names = match["names"].rstrip(" ,") if match else ""
    return names if names and names.split()[0][0].isupper() and names.split()[-1][0].isupper() else None


def is_page_number(line: str) -> bool:
    """True for "2/3", "Page 2 of 3", "— 2 —" alone on a line, also with the time of printing."""
    return len(line) < 48 and _PAGE_NUMBER.fullmatch(line) is not None


def is_print_stamp(line: str) -> bool:
    """True for what a browser prints at the top of a page: date and time of printing, and the title."""
    return len(line) < 240 and not line.endswith(".") and _PRINTED_AT.fullmatch(line) is not None


def is_footnote(line: str) -> bool:
    """True when the line begins with the mark of a footnote."""
    return _FOOTNOTE.match(line[:16]) is not None


def is_rule(line: str) -> bool:
    """True for a line of dashes, stars or other signs without a letter or digit."""
    return _RULE.fullmatch(line[:LONGEST]) is not None


def _fits(part: _Part, folded: str) -> bool:
    if part.match == "label":
        return _labels()[part.kind].match(folded) is not None
    if part.match == "whole":
        return folded.strip(" :…→>»«-–—|#*") in part.words
    if part.match == "ends":
        return folded.rstrip(" .").endswith(part.words)
    if part.match == "has":
        return any(words in folded for words in part.words)
    return folded.startswith(part.words) and any(
        folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum() for words in part.words
    )
