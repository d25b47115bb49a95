"""Our own articles in which names are marked.

In:   plain text, a sentence a line, a blank line between articles; `[P …]` a person's name, `[O …]` that of an
      organisation, `[L …]` of a place.
Out:  the text of each article, and start, end and kind of its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

SENTENCES_OF_A_PARAGRAPH = 3
KINDS = {"P": "PER", "O": "ORG", "L": "LOC"}
Named = tuple[int, int, str]
_MARK = re.compile(r"\[([POL]) ([^\[\]]+)\]")


def read_names(path: Path) -> Iterator[tuple[str, list[Named]]]:
    """The articles of a file; sentences whose brackets do not close are left out."""
    for article in path.read_text(encoding="utf-8").split("\n\n"):
        text, names = "", list[Named]()
        for number, line in enumerate(filter(str.strip, article.splitlines())):
            gap = "" if not text else "\n\n" if number % SENTENCES_OF_A_PARAGRAPH == 0 else " "
            told, found = _unmarked(line.strip(), len(text) + len(gap))
            if not re.search(r"[\[\]]", told):
                text += gap + told
                names += found
        if text:
            yield text, names


def _unmarked(line: str, at: int) -> tuple[str, list[Named]]:
    told, last, found = "", 0, list[Named]()
    for mark in _MARK.finditer(line):
        told += line[last : mark.start()]
        found.append((at + len(told), at + len(told) + len(mark[2]), KINDS[mark[1]]))
        told += mark[2]
        last = mark.end()
    return told + line[last:], found
