"""What was said: by whom in which office, to whom, how, and through whom.

In:   lines of kind statement; the tenures of the record; which of them fit a theme, and how.
Out:  rows, oldest first, or the best fitting first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from letopis.claim import ClaimKind
from letopis.profile import Line, Match
from letopis.times import Interval
from letopis.view import wording
from letopis.view.holders import Offices
from letopis.view.names import fold
from letopis.view.rows import LineRow, line_row
from letopis.view.wording import told_when

NOT_LATER = "≤ "


@dataclass(frozen=True, slots=True)
class StatementRow(LineRow):
    """One statement in a list; `mode` is its act.

    Attributes:
        office: what the speaker was at that time, as the record tells; "" where it does not.
        office_over: True when the record knows that the tenure is over.
        office_claim: id of the tenure that says so, or None.
        addressee, medium, occasion: as written or named, several joined by commas; "" where the text is silent.
        chain: the relays and the speaker, outermost first ("Interfax ← Anna Berg"); None at first hand.
        publisher: of the document, or None.
        match: "words", "related" or "meaning", where a theme was asked for; similarity: of the two, -1 to 1, or None.
    """

    office: str = ""
    office_over: bool = False
    office_claim: str | None = None
    addressee: str = ""
    medium: str = ""
    occasion: str = ""
    chain: str | None = None
    publisher: str | None = None
    match: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """Which statements are asked for; every condition given must hold.

    Attributes:
        speaker, addressee, relay: ids of entities.
        acts: one of these.
        medium: words that must stand in the medium or the occasion.
        period: days that it can share with the time of the saying; publication, where that is not told.
    """

    speaker: str | None = None
    addressee: str | None = None
    relay: str | None = None
    acts: tuple[str, ...] = ()
    medium: str | None = None
    period: Interval | None = None


def said(
    lines: Sequence[Line],
    offices: Offices,
    asked: Saying | None = None,
    matches: Mapping[str, Match] | None = None,
) -> list[StatementRow]:
    """The statements asked for, oldest first; with `matches` only those, the best match first."""
    found = [line for line in lines if is_asked(line, asked or Saying())]
    if matches is not None:
        found = [line for line in found if line.claim.id in matches]
    found.sort(key=by_time)
    rows = [statement_row(line, offices, (matches or {}).get(line.claim.id)) for line in found]
    return rows if matches is None else sorted(rows, key=lambda row: matches[row.id].rank)


def is_asked(line: Line, asked: Saying) -> bool:
    """True for a statement that meets every condition."""
    parties = (("speaker", asked.speaker), ("addressee", asked.addressee))
    told = told_when(line)
    return (
        line.claim.kind is ClaimKind.STATEMENT
        and all(line.involves(entity, role) for role, entity in parties if entity is not None)
        and (asked.relay is None or any(source.entity == asked.relay for source in line.sources))
        and (not asked.acts or line.claim.mode in asked.acts)
        and (asked.medium is None or all(word in _way(line) for word in fold(asked.medium).split()))
        and (asked.period is None or (told is not None and told.counts_in(asked.period)))
    )


def _way(line: Line) -> str:
    """How it was said, folded."""
    return fold(" ".join(f"{part.shown} {part.text}" for part in line.all("medium", "occasion")))


def statement_row(line: Line, offices: Offices, match: Match | None = None) -> StatementRow:
    """The row of a statement."""
    told = line_row(line, date=date_of(line))
    speaker = line.first("speaker")
    held = offices.held_by(speaker.entity, line) if speaker else []
    return StatementRow(
        **{field.name: getattr(told, field.name) for field in fields(LineRow)},
        office="; ".join(office.office for office in held),
        office_over=bool(held) and all(office.is_over for office in held),
        office_claim=held[0].claim if held else None,
        addressee=_listed(line, "addressee"),
        medium=_listed(line, "medium"),
        occasion=_listed(line, "occasion"),
        chain=wording.chain(line),
        publisher=line.publisher,
        match=match.by if match else None,
        similarity=match.similarity if match else None,
    )


def _listed(line: Line, role: str) -> str:
    return ", ".join(line.names(role))


def date_of(line: Line) -> str:
    """When it was said, for reading; "≤ 2020-09-03" where only the publication is known."""
    said_on = wording.when(line.claim.when)
    published = wording.when(line.claim.known)
    return said_on or (NOT_LATER + published if published else "")


def by_time(line: Line) -> tuple[date, date, str, int, str]:
    """By the time of the saying, else of publication; what has no time last; then in the order of the texts."""
    told = told_when(line)
    first = (told.start or told.end) if told else None
    last = told.end if told else None
    return (first or date.max, last or date.max, line.path, line.claim.evidence[0].start, line.claim.id)
