"""Our own articles in which it is marked on which day each act was.

In:   plain text: a line `# YYYY-MM-DD` with the day of publication, then a sentence a line, a blank line between
      articles; acts and sayings in braces behind their day: `{2013-05-13 resigned}`; a range `…/…`, an open one
      `../…` or `…/..`, `?` where the article does not tell.
Out:  the text of each article, its day and its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from letopis.times import parse_date

LENGTHS = (1, 2, 3, 1, 2, 2)  # sentences of the paragraphs, over and over: the writers marked none
UNKNOWN = "?"
Days = tuple[date | None, date | None]
_MARK = re.compile(r"\{(\S+) ([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Act:
    """An act: where its words stand, and its first day and first day after, None where open; (None, None): untold."""

    start: int
    end: int
    days: Days


@dataclass(frozen=True, slots=True)
class Dated:
    """An article: its text, its day of publication and its acts."""

    text: str
    published: str
    acts: tuple[Act, ...]


def read_dated(path: Path) -> Iterator[Dated]:
    """The articles of a file; sentences whose braces do not close or whose days are none are left out."""
    for number, article in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))):
        lines = [line.strip() for line in article.splitlines() if line.strip()]
        if not lines or not re.fullmatch(r"# \d{4}-\d\d-\d\d", lines[0]):
            continue
        text, acts = "", list[Act]()
        step, left = number, 0
        for line in lines[1:]:
            if left == 0:
                left, gap = LENGTHS[step % len(LENGTHS)], "\n\n"
                step += 1
            else:
                gap = " "
            gap = gap if text else ""
            told = _unmarked(line, len(text) + len(gap))
            if told is not None:
                left -= 1
                text += gap + told[0]
                acts += told[1]
        yield Dated(text, lines[0][2:], tuple(acts))


def days_of(told: str) -> Days:
    """First day and first day after of a date or range, None where open.

    Raises:
        ValueError: it is none.
    """
    if told == UNKNOWN:
        return None, None
    first, slash, last = told.partition("/")
    start = None if first == ".." else parse_date(first).start
    end = None if last == ".." else parse_date(last if slash else first).end
    return start, end


def share_of(one: Days, other: Days) -> float:
    """What two times share of the days of both, 0 to 1; of open ones 1 where both bounds are the same."""
    (first, last), (start, end) = one, other
    if first is None or last is None or start is None or end is None:
        return float(one == other)
    shared = (min(last, end) - max(first, start)).days
    return max(shared, 0) / (max(last, end) - min(first, start)).days


def _unmarked(line: str, at: int) -> tuple[str, list[Act]] | None:
    """The line without its marks, and its acts, counted from `at`."""
    text, last, acts = "", 0, list[Act]()
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        last, start = mark.end(), at + len(text)
        text += mark[2]
        with suppress(ValueError):
            acts.append(Act(start, at + len(text), days_of(mark[1])))
    text += line[last:]
    return None if re.search(r"[{}]", text) else (text, acts)
