"""Paragraphs from the lines of saved text.

In:   cleaned text, as a PDF print, a terminal or an editor broke it into lines.
Out:  its paragraphs, each on one line.

An empty line ends a paragraph, unless the sentence plainly runs on (a page ended there). A line end inside a
run of lines is undone where the text is wrapped at some width, and ends a paragraph where the next word would
have fitted. Text whose lines never end inside a sentence is not wrapped: there each line is a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from letopis import lexicon

WRAPPED = 0.15  # share of line ends inside a sentence from which on a text counts as wrapped
# Of lines broken inside a sentence one in RARE may be shorter than the type explains. Learning how full a line must be
# took paragraphs of 84 news articles, wrapped at 85 without empty lines, from P 0.81 R 0.65 to P 0.93 R 0.87.
RARE = 20
ENOUGH = 8  # lines broken inside a sentence, to learn from
FULL = 0.88  # of the width: what is taken for full without enough of them
LEAST = 0.8  # of the width: a line that is shorter, next word included, always had room for it
SHORT = 0.7  # one this much shorter ends a paragraph even without a full stop
WIDE = 1.04  # one this much longer than the column does not belong to it
LONG_UNWRAPPED = 240  # code points; no column is as wide
_ENDED = re.compile(r"""[.!?…:;]["'”’»)\]\d*†]*$|[.!?,…]?["”’»]$""")
_BULLET = re.compile(r"(?:[•▪●◦‣·*–—-]|\d{1,2}[.)])\s+\S")
_OPEN_TAIL = 40  # code points looked at, at the end of a line
_HYPHEN = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indented: bool
    gap: bool  # an empty line stands before it


@dataclass(frozen=True, slots=True)
class _Column:
    """What a text is wrapped to, in code points.

    `width` is that of the widest line broken inside a sentence. A line that with the next word is shorter than `full`
    had room for it: in a fixed type nearly the width, in a proportional one less. It is learnt from the lines that
    were broken inside a sentence.
    """

    width: int
    full: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, in NFC without line feeds, never empty.

    `gap` tells that an empty line stood before it, `lines` how many lines it was written on.
    """

    text: str
    gap: bool = True
    lines: int = 1


def split_paragraphs(
    text: str, stands_alone: Callable[[str], bool], opens: Callable[[str], bool]
) -> list[Paragraph]:
    """The paragraphs of `text`, in order.

    Args:
        text: cleaned text.
        stands_alone: tells a line that is a paragraph of its own whatever stands around it (an address, a
            button).
        opens: tells a line that begins a paragraph (a dateline, "Read more: …").
    """
    lines = _lines_of(text)
    column = _column_of(lines)
    words = _Words(text)
    paragraphs: list[list[_Line]] = []
    for line in lines:
        before = paragraphs[-1][-1] if paragraphs else None
        if before is None or _breaks(before, line, column, stands_alone, opens):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [
        Paragraph(
            unicodedata.normalize("NFC", words.join([line.text for line in parts])), parts[0].gap, len(parts)
        )
        for parts in paragraphs
    ]


def ends_sentence(text: str) -> bool:
    """True when `text` ends as a sentence does: with a full stop or a closing quotation mark."""
    return _ENDED.search(text[-_OPEN_TAIL:]) is not None


def _lines_of(text: str) -> list[_Line]:
    lines, gap = [], False
    for raw in text.split("\n"):
        stripped = " ".join(raw.split())
        if stripped:
            lines.append(_Line(stripped, raw[0] == " ", gap))
        gap = not stripped
    return lines


def _runs_on(before: _Line, line: _Line) -> bool:
    """True when a line end surely falls inside a sentence: no full stop before it, a small letter after."""
    return not ends_sentence(before.text) and line.text[0].islower()


def _column_of(lines: Sequence[_Line]) -> _Column | None:
    """The column that the text is wrapped to; None where it is not wrapped."""
    pairs = [(before, line) for before, line in pairwise(lines) if not line.gap]
    inside = [(before, line) for before, line in pairs if _runs_on(before, line)]
    widths = sorted(len(before.text) for before, _ in inside)
    if not widths or len(widths) < WRAPPED * len(pairs) or widths[len(widths) // 2] > LONG_UNWRAPPED:
        return None
    needed = sorted(_needed(before, line) for before, line in inside)
    learnt = needed[len(needed) // RARE] if len(needed) >= ENOUGH else FULL * widths[-1]
    return _Column(widths[-1], max(learnt, LEAST * widths[-1]))


def _needed(before: _Line, line: _Line) -> int:
    """Code points of a line with the first word of the next."""
    return len(before.text) + 1 + len(line.text.split(" ", 1)[0])


def _breaks(
    before: _Line,
    line: _Line,
    column: _Column | None,
    stands_alone: Callable[[str], bool],
    opens: Callable[[str], bool],
) -> bool:
    """True when a new paragraph begins with `line`."""
    if stands_alone(before.text):
        return True
    runs_on = _runs_on(before, line)
    if line.gap:
        return not (runs_on and len(before.text) > _OPEN_TAIL and before.text[-1].isalpha())
    if not runs_on and (stands_alone(line.text) or (_may_end(before, line, column) and opens(line.text))):
        return True
    if column is None:
        return not runs_on
    if _BULLET.match(line.text) and ends_sentence(before.text):
        return True
    return _ends_by_width(before, line, column)


def _ends_by_width(before: _Line, line: _Line, column: _Column) -> bool:
    if line.text[0].islower():
        return False
    if not ends_sentence(before.text):
        return _needed(before, line) < SHORT * column.width
    return line.indented or _needed(before, line) < column.full or len(before.text) > WIDE * column.width


def _may_end(before: _Line, line: _Line, column: _Column | None) -> bool:
    """True when a paragraph can have ended with the line before: a sentence did, or there was room left."""
    return column is None or ends_sentence(before.text) or _needed(before, line) < column.full


class _Words:
    """Joins lines; knows which words the text has, to tell a broken word from a compound."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: frozenset[str] | None = None

    def join(self, parts: Sequence[str]) -> str:
        """The lines as one, words that were hyphenated at a line end whole again."""
        joined = [parts[0]]
        for part in parts[1:]:
            before = joined[-1]
            hyphen = _HYPHEN.search(before[-_OPEN_TAIL:])
            word = _FIRST_WORD.match(part)
            if hyphen is None or word is None:
                joined += [part] if _is_split_compound(before, part) else [" ", part]
            elif part[0].islower() and not self._is_compound(hyphen[1], word[0]):
                joined[-1:] = [before[:-1], part]
            else:
                joined.append(part)
        return "".join(joined)

    def _is_compound(self, first: str, second: str) -> bool:
        if self._known is None:
            self._known = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", self._text.lower()))
        first, second = first.lower(), second.lower()
        if f"{first}{second}" in self._known:
            return False
        return f"{first}-{second}" in self._known or first in lexicon.words("compounds")


def _is_split_compound(before: str, part: str) -> bool:
    """True for "26-" and "year": a hyphen after a digit stays, without a space."""
    return len(before) > 1 and before[-1] == "-" and before[-2].isdigit() and part[0].isalpha()
