"""Find in a record what stands at a place of an article: mentions, entities, claims.

In:   an open record of all articles; a place: the number of an article and words that stand in it.
Out:  the entities that the words name, the claims that the words tell, their merged facts.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from letopis.document import Document
from letopis.entity import Entity
from letopis.mention import Mention
from letopis.profile import Line
from letopis.record import Record

Place = Mapping[str, Any]
Span = tuple[int, int]
Range = tuple[datetime.date | None, datetime.date | None]
DAY = datetime.timedelta(days=1)
ABOUT = datetime.timedelta(days=31)  # "2007-06-01~" is any day of a month before or after
NO_NAMES = frozenset({"time", "quantity", "quotation", "office"})  # kinds of mentions that name nobody


class Places:
    """A record, asked by articles and words."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.documents: dict[str, Document] = {}
        for document in record.documents():
            number = re.match(r"\d+", document.path.replace("\\", "/").rsplit("/", 1)[-1])
            if number:
                self.documents[number[0]] = document

    @cached_property
    def lines(self) -> Mapping[str, list[Line]]:
        """All lines, by document."""
        found = defaultdict(list)
        for line in self.record.lines():
            found[line.claim.document].append(line)
        return found

    @cached_property
    def mentions(self) -> Mapping[str, list[Mention]]:
        """All mentions, by document."""
        found = defaultdict(list)
        for mention in self.record.store.mentions():
            found[mention.document].append(mention)
        return found

    @cached_property
    def entity_of(self) -> Mapping[str, Entity]:
        """The entity of each chain."""
        return {chain: entity for entity in self.record.entities() for chain in entity.chains}

    def document(self, place: Place) -> Document:
        """The document that a place is in.

        Raises:
            SystemExit: the record has no such article.
        """
        if place["article"] not in self.documents:
            raise SystemExit(f"no article {place['article']} in the record")
        return self.documents[place["article"]]

    def span(self, place: Place) -> Span:
        """Where the words stand in their article, whatever the white space between them.

        Raises:
            SystemExit: they do not.
        """
        words = re.escape(place["words"]).replace(r"\ ", r"\s+").replace("'", "['’]").replace('"', '["“”]')
        found = re.search(words, self.document(place).text, re.IGNORECASE)
        if found is None:
            raise SystemExit(f"{place['article']}: {place['words']!r} does not stand there")
        return found.span()

    def named(self, place: Place) -> list[Entity]:
        """Entities that mentions within the words name, what covers most of the words first."""
        document, span = self.document(place), self.span(place)
        found: list[tuple[float, int, Entity]] = []
        for mention in self.mentions[document.id]:
            head = (mention.head_start, mention.head_end)
            if mention.kind in NO_NAMES or not _share(head, span):
                continue
            if mention.chain in self.entity_of:
                fit = _jaccard((mention.start, mention.end), span)
                found.append((-fit, mention.start, self.entity_of[mention.chain]))
        found.sort(key=lambda one: one[:2])
        return [entity for _, _, entity in found]

    def told(self, place: Place, *kinds: str) -> list[Line]:
        """Lines whose telling words lie within the words; without any, those that have a part or their time there."""
        document, span = self.document(place), self.span(place)
        there = [line for line in self.lines[document.id] if not kinds or line.claim.kind in kinds]
        cued = [line for line in there if any(e.cue and _share(e.cue, span) for e in line.claim.evidence)]
        if cued:
            return cued
        near = [line for line in there if any(_share((e.start, e.end), span) for e in line.claim.evidence)]
        words = self.document(place).text[span[0] : span[1]].casefold()
        return [line for line in near if _has_part(line, span) or _is_dated_by(line, words)]


def _has_part(line: Line, span: Span) -> bool:
    return any(_share((part.start, part.end), span) for part in line.parts)


def _is_dated_by(line: Line, words: str) -> bool:
    """True where the time of a line stands in the words: "in a referendum on Sunday"."""
    text = line.claim.when.text if line.claim.when is not None else None
    return bool(text) and str(text).casefold() in words


def _share(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _jaccard(one: Span, other: Span) -> float:
    shared = _share(one, other)
    return shared / (one[1] - one[0] + other[1] - other[0] - shared)


def fact_of(line: Line) -> str:
    """The merged fact that a line is a report of, or its own id."""
    return line.same_as or line.claim.id


def shared_facts(several: Iterable[Sequence[Line]]) -> set[str]:
    """The facts of which every one of these lists has a report."""
    sets = [{fact_of(line) for line in lines} for lines in several]
    return set.intersection(*sets) if sets else set()


def edtf_range(text: str | None) -> Range:
    """First and last day of what is written as in README.md, both within; None where open or not told."""
    if not text:
        return None, None
    inner = text.strip("[]")
    first, dots, last = inner.partition("..") if ".." in inner else inner.partition("/")
    start = _days(first)[0] if first else None
    end = _days(last or (first if not dots else ""))[1] if (last or not dots) else None
    return start, end


def _days(text: str) -> tuple[datetime.date, datetime.date]:
    numbers = [int(part) for part in text.rstrip("~").split("-")]
    year, month, day = (*numbers, None, None)[:3]
    if month is None:
        first, last = datetime.date(year or 0, 1, 1), datetime.date(year or 0, 12, 31)
    elif day is None:
        first = datetime.date(year or 0, month, 1)
        last = (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    else:
        first = last = datetime.date(year or 0, month, day)
    return (first - ABOUT, last + ABOUT) if text.endswith("~") else (first, last)


def fits(expected: Range, found: Range) -> bool:
    """True where what was found shares a day with what is expected and leaves no more open than that does.

    A bound on one side is one of sightings: those of the days between a deed and its report are as good.
    """
    first, last = expected
    slack = 2 * DAY if first and last else 14 * DAY
    if first and (found[0] is None or found[0] < first - slack):
        return False
    if last and (found[1] is None or found[1] > last + slack):
        return False
    if first and last:
        return True
    if first is None and last is None:  # not told: no single day may be made of it
        return found[0] is None or found[1] is None or found[1] - found[0] > ABOUT
    return not (first and found[1] and found[1] < first) and not (last and found[0] and found[0] > last)
