"""Our own passages in which offices and who holds them are marked.

In:   plain text, a sentence a line, a blank line between passages; `{1 STATUS words}` marks the words that name the
      office of tenure 1 of the sentence, or the verb that tells it, and whether the one told holds it NOW, held it in
      the PAST, is to hold it NEXT, or does NOT; `[h1 …]` who holds it, `[b1 …]` whose office it is, `[s1 …]` since
      when, `[e1 …]` until when; one stretch may have several parts: `[h1,h2 …]`.
Out:  the text of each passage and its tenures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = {"h": "holder", "b": "body", "s": "start", "e": "end"}
SENTENCES_AT_ONCE = 12
_OFFICE = r"\{(\d+) (NOW|PAST|NEXT|NOT) ([^{}\[\]]+)\}"
_PART = r"\[((?:[hbse]\d+)(?:,[hbse]\d+)*) ([^{}\[\]]+)\]"
_MARK = re.compile(f"{_OFFICE}|{_PART}")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A tenure as it is marked: status in lower case, the words of the office, and its parts, in characters."""

    status: str
    span: Span
    parts: tuple[tuple[str, Span], ...]

    def spans(self, part: str) -> list[Span]:
        """The stretches that have a part."""
        return [span for name, span in self.parts if name == part]


def read_passages(path: Path) -> Iterator[tuple[str, list[Marked]]]:
    """The passages of a file, long ones in pieces; sentences whose marks do not close are left out."""
    text, found, count = "", list[Marked](), 0
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip() or count == SENTENCES_AT_ONCE:
            if text:
                yield text, found
            text, found, count = "", [], 0
        if not line.strip():
            continue
        gap = " " if text else ""
        told, marked = unmarked(line.strip(), len(text) + len(gap))
        if not re.search(r"[{}\[\]]", told):
            text, count = text + gap + told, count + 1
            found += marked


def unmarked(line: str, at: int = 0) -> tuple[str, list[Marked]]:
    """The line without its marks, and its tenures, counted from `at`."""
    text, last = "", 0
    offices: dict[str, tuple[str, Span]] = {}
    parts: list[tuple[str, str, Span]] = []
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        last, start = mark.end(), at + len(text)
        text += mark[3] or mark[5]
        if mark[1]:
            offices[mark[1]] = (mark[2].lower(), (start, at + len(text)))
        else:
            parts += [(PARTS[one[0]], one[1:], (start, at + len(text))) for one in mark[4].split(",")]
    return text + line[last:], [
        Marked(*office, tuple((part, span) for part, of, span in parts if of == number))
        for number, office in offices.items()
    ]
