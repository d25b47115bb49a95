"""Our own passages in which offices and who holds them are marked.

In:   plain text, a sentence a line, a blank line between passages; `{1 STATUS words}` marks the words that name the
      office of tenure 1 of the sentence, or the verb that tells it, and whether the one told holds it NOW, held it in
      the PAST, is to hold it NEXT, or does NOT; `[h1 …]` who holds it, `[b1 …]` whose office it is, `[s1 …]` since
      when, `[e1 …]` until when; one stretch may have several parts: `[h1,h2 …]`.
Out:  the text of each passage and its tenures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.quality.passages import Marks, Span

PARTS = {"h": "holder", "b": "body", "s": "start", "e": "end"}
MARKS = Marks("(NOW|PAST|NEXT|NOT)", "".join(PARTS))


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
    """The passages of a file and the tenures in each."""
    for text, marks in MARKS.read(path):
        yield (
            text,
            [
                Marked(mark.told[0].lower(), mark.span, tuple((PARTS[a], span) for a, span in mark.parts))
                for mark in marks
            ],
        )
