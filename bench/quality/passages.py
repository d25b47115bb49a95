"""Our own passages in which something is marked, a sentence a line, a blank line between passages.

In:   `{1 … words}` marks the words of number 1 of its sentence, `[x1 …]` a part of it; one stretch may have several
      parts: `[x1,y2 …]`. What may stand before the words, and the letters of parts, are the kind's own.
Out:  the text of each passage and what is marked in it, in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES_AT_ONCE = 12
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked: what stands before its words, these, and its parts, each with its letter."""

    told: tuple[str, ...]
    span: Span
    parts: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """A kind of marks.

    Attributes:
        head: a pattern of what stands before the words, each thing told a group. letters: those of the parts.
    """

    head: str
    letters: str

    def read(self, path: Path) -> Iterator[tuple[str, list[Mark]]]:
        """The passages of a file, long ones in pieces; sentences whose marks do not close are left out."""
        text, found, count = "", list[Mark](), 0
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if not line.strip() or count == SENTENCES_AT_ONCE:
                if text:
                    yield text, found
                text, found, count = "", [], 0
            if not line.strip():
                continue
            gap = " " if text else ""
            told, marked = self.unmarked(line.strip(), len(text) + len(gap))
            if not re.search(r"[{}\[\]]", told):
                text, count = text + gap + told, count + 1
                found += marked

    def unmarked(self, line: str, at: int = 0) -> tuple[str, list[Mark]]:
        """The line without its marks, and these, counted from `at`."""
        one = rf"[{self.letters}]\d+"
        pattern = re.compile(
            rf"\{{(?P<number>\d+) {self.head} (?P<words>[^{{}}\[\]]+)\}}"
            rf"|\[(?P<of>{one}(?:,{one})*) (?P<part>[^{{}}\[\]]+)\]"
        )
        text, last = "", 0
        heads: dict[str, tuple[tuple[str, ...], Span]] = {}
        parts: list[tuple[str, str, Span]] = []
        for mark in pattern.finditer(line):
            text += line[last : mark.start()]
            last, start = mark.end(), at + len(text)
            text += mark["words"] or mark["part"]
            span = (start, at + len(text))
            if mark["number"]:
                heads[mark["number"]] = (tuple(group or "" for group in mark.groups()[1:-3]), span)
            else:
                parts += [(each[0], each[1:], span) for each in mark["of"].split(",")]
        return text + line[last:], [
            Mark(told, span, tuple((letter, where) for letter, of, where in parts if of == number))
            for number, (told, span) in heads.items()
        ]
