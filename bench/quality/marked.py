"""Our own articles in which it is marked who is who.

In:   plain text, a sentence a line, a blank line between articles; mentions in brackets with the number of their
      entity, nested as phrases nest: `[2 the president of [3 Norland]] said [2 she] …`.
Out:  the text of each article and its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES_OF_A_PARAGRAPH = 3
_MARK = re.compile(r"\[(\d+) |\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """An article: its text, and for each mention start and end in characters and the number of its entity."""

    text: str
    mentions: tuple[tuple[int, int, int], ...]


def read_marked(path: Path) -> Iterator[Marked]:
    """The articles of a file; sentences whose brackets do not close are left out."""
    for article in path.read_text(encoding="utf-8").split("\n\n"):
        text, mentions = "", []
        for number, line in enumerate(filter(str.strip, article.splitlines())):
            gap = "" if not text else "\n\n" if number % SENTENCES_OF_A_PARAGRAPH == 0 else " "
            told = unmarked(line.strip(), len(text) + len(gap))
            if told is not None:
                text += gap + told.text
                mentions += told.mentions
        if text:
            yield Marked(text, tuple(mentions))


def unmarked(line: str, at: int = 0) -> Marked | None:
    """The line without its marks, these counted from `at`; None where brackets do not match."""
    text, last, opened, mentions = "", 0, list[tuple[int, int]](), list[tuple[int, int, int]]()
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark[1]:
            opened.append((at + len(text), int(mark[1])))
        elif opened:
            start, number = opened.pop()
            mentions.append((start, at + len(text), number))
        else:
            return None
    return None if opened else Marked(text + line[last:], tuple(mentions))
