"""Offices, ties, search: lists of lines, each in its own order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from letopis.claim import ClaimKind
from letopis.profile import Line, Passage
from letopis.view import wording
from letopis.view.names import fold, has_beginnings, has_words, telling_words
from letopis.view.rows import HitRow, LineRow, OfficeRow, known, line_row


def offices(lines: Sequence[Line], name: str) -> list[OfficeRow]:
    """Who held the offices that have all the words of `name` in their own or their organisation's name; where none
    has, their beginnings.

    By office and organisation, then as the sources have them in time.
    """
    wanted = telling_words(name)
    tenures = [line for line in lines if line.claim.kind is ClaimKind.TENURE]
    whole = [line for line in tenures if has_words(_told_of(line), wanted)]
    found = whole or [line for line in tenures if has_beginnings(_told_of(line), wanted)]
    rows = [(_by_start(line), _office_row(line)) for line in found]
    rows.sort(key=lambda item: (fold(item[1].office), fold(item[1].organisation), item[0]))
    return [row for _, row in rows]


def _told_of(line: Line) -> str:
    parts = line.all("office", "organisation")
    return " ".join((line.claim.type, *(f"{part.shown} {part.text}" for part in parts)))


def _office_row(line: Line) -> OfficeRow:
    return OfficeRow(
        holder=", ".join(line.names("holder")),
        office=", ".join(line.names("office")) or line.claim.type,
        organisation=", ".join(line.names("organisation")),
        start=wording.beginning(line.claim.when),
        end=wording.ended(line.claim.when) if line.claim.when else "",  # as the timeline dates it
        known=known(line),
        words=wording.words(line),
        source=line.path,
        id=line.claim.id,
        quote=line.claim.evidence[0].quote,
        document=line.claim.document,
        reports=line.support.reports,
        independent=line.support.independent,
    )


def ties(lines: Sequence[Line], one: str | None = None, other: str | None = None) -> list[LineRow]:
    """Standing relations; with one entity those that it is a party of, with two those between them."""
    found = [
        line
        for line in lines
        if line.claim.kind is ClaimKind.TIE
        and all(line.involves(party, "subject", "object") for party in (one, other) if party)
    ]
    found.sort(key=lambda line: (fold(wording.who(line)), fold(wording.what(line)), _by_start(line)))
    return [line_row(line) for line in found]


def search(claims: Sequence[Line], passages: Sequence[Passage], query: str) -> list[HitRow]:
    """Claims found, then places in texts, both as the search ranked them; `query` says what to show of
    them.
    """
    rows = []
    for line in claims:
        row = line_row(line)
        quote = line.claim.evidence[0].quote
        told = f"{row.who}: {row.what}"
        rows.append(HitRow(row.kind, row.date, told, _around(quote, query), row.source, row.id, quote))
    for passage in passages:
        words = _around(passage.text, query)
        rows.append(HitRow("text", "", "", words, passage.path, passage.document, passage.text))
    return rows


def _around(text: str, query: str) -> str:
    """The text, shortly, around the first word of the query that stands in it."""
    plain = text.casefold()
    places = [plain.find(word.strip('"*').casefold()) for word in query.split()]
    return wording.short(text, around=min((at for at in places if at >= 0), default=0))


def _by_start(line: Line) -> tuple[date, date, str, int, str]:
    """By first day, what has no time last; then in the order of the texts."""
    when = line.claim.when
    first = (when.start or when.end) if when else None
    last = when.end if when else None
    return (first or date.max, last or date.max, line.path, line.claim.evidence[0].start, line.claim.id)
