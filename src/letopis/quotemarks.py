"""Find quotations by their marks, whatever the marks look like and however they are closed.

In:   a text and its paragraphs.
Out:  `Quotation`s in text order; what is quoted inside a quotation is part of it.

Marks differ in shape (“ « „ ‚ ‘ and their partners, straight ones, ``tex''), in direction (”Swedish”, »German«) and in
care. Where the shape leaves it open, a mark opens behind white space and before a word, and closes behind a word.
A quotation that its paragraph does not close goes on in the next where that begins with an opening mark, or has a
closing one without an opening one before it; else its mark was forgotten, and it ends before the words of saying, or
with the paragraph. A closing mark without an opening one quotes its sentence. Elisions and speech verbs: data/lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from letopis import lexicon

Span = tuple[int, int]
Role = Literal["open", "close", "either"]

_DOUBLE = re.compile(r"[“”„‟«»]|``|''+|\"+")
_SINGLE = re.compile(r"[‘‚‹']")
_PARTNERS = {"‘": "’'", "‚": "‘’'", "'": "'’", "‹": "›"}
_BEFORE_OPENING = "([{<—–-/:=“„«‘"  # what an opening mark may stand behind without a space
_AFTER_CLOSING = ".,;:!?…)]}>—–-/”’»'\"”"
_ENDING = ".,!?…"
_PARAGRAPHS = 6  # a quotation without marks at its paragraphs is followed through so many
_FAR = 1500  # code points between single marks that may be partners
_SENTENCE = re.compile(r"[.!?…]['’”\")\]]*\s+")
_CLAUSE = re.compile(r"[,?!]\s+(?P<clause>[^.,;:?!“”«»\"]{3,90})(?=[.,;:?!]|$)")
_TITLED = re.compile(r"[,?!]\s+[^\W\d_]+(?: [^\W\d_]+){0,3}, [^.,;:?!“”«»\"]{3,60}, (?P<verb>[^\W\d_]+)")
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_WORDS = 9  # of "Engineer Tom Brand told reporters on Monday"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What one paragraph quotes, `text[start:end]`, with its marks.

    Attributes:
        opened, closed: whether it has an opening and a closing mark in this paragraph.
        follows: whether it goes on from the last quotation of the paragraph before.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True
    follows: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    shape: str
    role: Role

    @property
    def family(self) -> str:
        return "angle" if self.shape in "«»" else "double"


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The quotations of the paragraphs, which are in text order and do not overlap."""
    found: list[Quotation] = []
    goes_on = False  # whether the last quotation runs into the paragraph
    for number, (start, end) in enumerate(paragraphs):
        marked = goes_on and _begins_quoted(text, start, end)
        inside = _Scan(text, start, end).run(within=goes_on and not marked)
        if marked and inside:
            inside[0] = replace(inside[0], follows=True)
        goes_on = False
        if inside and not inside[-1].closed:
            last = _cut(text, inside[-1])
            inside[-1] = last
            goes_on = last.end == end and _continues(text, paragraphs, number, last)
            if not goes_on and not last.follows and text[last.start] in _PARTNERS:
                inside.pop()  # an apostrophe at the beginning of the paragraph
        found += inside
    return found


def _continues(text: str, paragraphs: Sequence[Span], number: int, left_open: Quotation) -> bool:
    """True where what the paragraph leaves open goes on in the next."""
    unmarked, single = left_open.follows and not left_open.opened, text[left_open.start] in _PARTNERS
    after = paragraphs[number + 1 : number + 1 + _PARAGRAPHS]
    if after and not unmarked and _begins_quoted(text, *after[0]):
        return True
    if single:
        return False
    for start, end in after:
        marks = _marks(text, start, end)
        if marks:
            return marks[0].role == "close" and text[marks[0].start - 1] in _ENDING
    return False


def _begins_quoted(text: str, start: int, end: int) -> bool:
    shown = text[start:end].lstrip()
    return bool(shown) and shown[0] in "“„‟«‘\"'`"


class _Scan:
    """One paragraph, read from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.found: list[Quotation] = []
        self.marks = _marks(text, start, end)
        self.later = _later(self.marks)
        self.singles = [match.start() for match in _SINGLE.finditer(text, start, end)]

    def run(self, *, within: bool = False) -> list[Quotation]:
        """The quotations; `within` tells that the paragraph begins inside one."""
        at, number = self.start, 0
        if within:
            at, number = self._quote(self.start, 0, 0)
        while True:
            while number < len(self.marks) and self.marks[number].start < at:
                number += 1
            mark = self.marks[number] if number < len(self.marks) else None
            single = self._single(at, mark.start if mark else self.end)
            if single is not None:
                self.found.append(single)
                at = single.end
            elif mark is None:
                return self.found
            elif mark.role == "close":
                self._lost_opening(mark)
                at = mark.end
            else:
                at, number = self._quote(mark.start, number + 1, number)

    def _quote(self, start: int, number: int, opener: int) -> tuple[int, int]:
        """Takes the quotation that begins at `start`; where to go on, and with which mark."""
        opened = number > 0
        family = self.marks[opener].family if self.marks else "double"
        depth, foreign = 1, -1
        for n in range(number, len(self.marks)):
            mark = self.marks[n]
            if mark.family != family:
                foreign = n if foreign < 0 and mark.role == "close" else foreign
            elif mark.role == "open":
                opens, closes = self.later[n]
                if closes <= opens + depth:  # not enough to close both: the first was left open
                    self._add(start, mark.start, opened, closed=False)
                    return mark.start, n
                depth += 1
            elif self._is_measure(n):
                continue
            else:
                depth -= 1
                if not depth:
                    self._add(start, mark.end, opened, closed=True)
                    return mark.end, n + 1
        if foreign >= 0:
            self._add(start, self.marks[foreign].end, opened, closed=True)
            return self.marks[foreign].end, foreign + 1
        self._add(start, self.end, opened, closed=False)
        return self.end, len(self.marks)

    def _add(self, start: int, end: int, opened: bool, *, closed: bool) -> None:
        quotation = Quotation(start, end, opened, closed, follows=not opened)
        if not closed and end < self.end:
            kept = self.text[start:end].rstrip()
            quotation = _cut(self.text, replace(quotation, end=start + len(kept)))
        self.found.append(quotation)

    def _is_measure(self, number: int) -> bool:
        """True for the inches in "the gap is 12" wide"."""
        mark, text = self.marks[number], self.text
        if mark.shape != '"' or not text[mark.start - 1 : mark.start].isdigit():
            return False
        after = text[mark.end : mark.end + 2]
        following = self.marks[number + 1] if number + 1 < len(self.marks) else None
        return after[:1] == " " and after[1:].islower() and following is not None and following.role != "open"

    def _lost_opening(self, mark: _Mark) -> None:
        """Adds the sentence that ends with a closing mark which nothing opens."""
        before = self.text[self.start : mark.start].rstrip()
        if before[-1:] == "" or before[-1] not in _ENDING:
            return
        floor = self.found[-1].end if self.found else self.start
        ends = [m.end() for m in _SENTENCE.finditer(self.text, floor, mark.start)]
        start = ends[-1] if ends else self.start
        if (ends or not self.found) and len(_WORD.findall(self.text, start, mark.start)) > 1:
            self.found.append(Quotation(start, mark.end, opened=False))

    def _single(self, at: int, limit: int) -> Quotation | None:
        """The first quotation in single marks that begins between the two offsets."""
        for start in self.singles:
            if at <= start < limit and self._opens_single(start):
                end = self._closing_single(start)
                if end:
                    return Quotation(start, end)
                introduced = self.text[self.start : start].rstrip()[-1:] in ("", ":")
                if self.text[start] == "‘" and introduced and limit == self.end:
                    return Quotation(start, self.end, closed=False)
        return None

    def _opens_single(self, offset: int) -> bool:
        left = self.text[offset - 1] if offset > self.start else " "
        if not (left.isspace() or left in _BEFORE_OPENING):
            return False
        word = _WORD.match(self.text, offset + 1, self.end)
        if word is None:
            return self.text[offset + 1 : offset + 2] in tuple('“"«„')
        return not (word[0].lower() in lexicon.classes()["elision"] or re.fullmatch(r"\d+s?", word[0]))

    def _closing_single(self, start: int) -> int:
        """The offset after the partner of a single mark; 0 where it has none."""
        text, partners, doubtful = self.text, _PARTNERS[self.text[start]], 0
        for offset in range(start + 2, min(self.end, start + _FAR)):
            if text[offset] not in partners:
                if text[offset] == text[start] and self._opens_single(offset):
                    break
                continue
            right = text[offset + 1 : offset + 2] if offset + 1 < self.end else ""
            if text[offset - 1].isspace() or right.isalnum():
                if self._opens_single(offset) and text[offset] == text[start]:
                    break
                continue
            after = text[offset + 1 : min(offset + 3, self.end)]
            if text[offset - 1] in "sS" and after[:1].isspace() and after[1:].islower():
                doubtful = doubtful or offset + 1  # "the workers' pay"
            else:
                return offset + 1
        return doubtful


def _later(marks: Sequence[_Mark]) -> list[tuple[int, int]]:
    """For each mark how many marks of its family open and how many can close after it."""
    counts = {"double": (0, 0), "angle": (0, 0)}
    found = []
    for mark in reversed(marks):
        opens, closes = counts[mark.family]
        found.append((opens, closes))
        counts[mark.family] = (opens + 1, closes) if mark.role == "open" else (opens, closes + 1)
    return found[::-1]


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The double marks of a paragraph, each with the role that shape and place give it."""
    found = []
    for match in _DOUBLE.finditer(text, start, end):
        left = text[match.start() - 1] if match.start() > start else " "
        right = text[match.end()] if match.end() < end else " "
        found.append(_Mark(match.start(), match.end(), match.group(), _role(match.group(), left, right)))
    return found


def _role(shape: str, left: str, right: str) -> Role:
    free_left = left.isspace() or left in _BEFORE_OPENING
    free_right = right.isspace() or right in _AFTER_CLOSING
    if shape in "“«":
        return "close" if free_right and not free_left else "open"
    if shape in "”»":
        return "open" if free_left and right.isalnum() else "close"
    if shape in ("„", "‟", "``"):
        return "open"
    if free_left != free_right:
        return "open" if free_left else "close"
    if free_left:
        return "close" if left in "—–-" and right.isspace() else "either"
    return "close" if left in _ENDING else "either"


def _cut(text: str, quotation: Quotation) -> Quotation:
    """The quotation, ended before the words of saying that stand in it because its mark was forgotten."""
    ends = [
        match.start() + 1
        for match in _CLAUSE.finditer(text, quotation.start, quotation.end)
        if _is_clause_of_saying(_WORD.findall(match["clause"]))
    ]
    ends += [
        match.start() + 1
        for match in _TITLED.finditer(text, quotation.start, quotation.end)
        if _is_saying(match["verb"]) and _is_teller(match.group().split()[1].strip(","))
    ]
    return replace(quotation, end=min(ends)) if ends else quotation


def _is_clause_of_saying(words: Sequence[str]) -> bool:
    """True for "Engineer Tom Brand said on Monday"."""
    return len(words) <= _CLAUSE_WORDS and any(map(_is_teller, words)) and any(map(_is_saying, words))


def _is_teller(word: str) -> bool:
    return (word.istitle() and len(word) > 1) or word in ("he", "she", "they")


@cache
def _is_saying(word: str) -> bool:
    """True for a past or present form of a verb of saying, whatever it stands for in its sentence."""
    for tag in ("VBD", "VBZ"):
        rows = lexicon.speech().get((lexicon.lemma_of(word, tag, ""), "V"), ())
        if any(row.act in ("say", "ask", "deny", "warn") and not row.needs for row in rows):
            return True
    return False
