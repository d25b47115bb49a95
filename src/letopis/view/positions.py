"""What an actor has said and done for and against a theme over time.

In:   lines in which the actor speaks, acts or relates; a theme; words of stance.
Out:  rows, oldest first; a shift stands only between two plain stances, with both sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from letopis.claim import ClaimKind
from letopis.position import Stance, StanceWords, Theme
from letopis.profile import Line, Match
from letopis.view import wording
from letopis.view.own_themes import KnownThemes, own_themes
from letopis.view.rows import known
from letopis.view.stances import is_about, stance_of
from letopis.view.statements import date_of
from letopis.view.wording import told_when

_CLEAR = (Stance.FOR, Stance.AGAINST)


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A change from one plain stance to the other, with both sentences."""

    before: str
    after: str
    date_before: str
    date_after: str
    quote_before: str
    quote_after: str
    id_before: str
    id_after: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One thing that the actor said or did about the theme.

    Attributes:
        date: when it was said or done, for reading; "≤ …" of publication where only that is known.
        act: what was done: the act of a statement, the type of an event or a tie.
        stance: for, against, mixed or unclear; shown_by: the words or the deed that show it, "" where none do.
        match: "words", "related" or "meaning": why it is about the theme.
        shift: what changed since the plain stance before, or None.
        theme: what it is about.
    """

    date: str
    act: str
    stance: str
    shown_by: str
    words: str
    according_to: str | None
    source: str
    id: str
    kind: str
    match: str
    known: str | None
    reports: int
    independent: int
    quote: str
    document: str
    shift: ShiftRow | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class AskedTheme:
    """A theme that is asked for; `documents` name it whole, so that in them its `noun` alone means it."""

    theme: Theme
    noun: Theme
    documents: frozenset[str] = frozenset()

    def at(self, line: Line) -> Theme:
        """The theme as it is spoken of where a line stands."""
        return self.noun if line.claim.document in self.documents else self.theme


def positions(
    lines: Iterable[Line], entity: str, asked: AskedTheme, words: StanceWords, matches: Mapping[str, Match]
) -> list[PositionRow]:
    """What one said and did about a theme, oldest first; `matches` are the statements that are about it."""
    found = [
        line
        for line in lines
        if _is_theirs(line, entity) and (line.claim.id in matches or is_about(line, asked.at(line)))
    ]
    found.sort(key=by_time)
    rows = [_row(line, asked.at(line), words, matches.get(line.claim.id)) for line in found]
    return _with_shifts(rows, found)


def all_positions(
    lines: Iterable[Line], entity: str, words: StanceWords, known_themes: KnownThemes
) -> list[PositionRow]:
    """What one was for or against, theme by theme: first where the stance moved, then what is told most; each oldest
    first.
    """
    own = sorted((line for line in lines if _is_theirs(line, entity)), key=by_time)
    told = []
    for one in own_themes(own, entity, words, known_themes):
        rows = [_row(line, one.theme, words, None) for line in one.lines]
        told.append(_with_shifts(rows, list(one.lines)))
    told.sort(key=lambda rows: not any(row.shift for row in rows))
    return [row for rows in told for row in rows]


def _is_theirs(line: Line, entity: str) -> bool:
    return (line.claim.kind is ClaimKind.STATEMENT and line.involves(entity, "speaker")) or (
        line.claim.kind in (ClaimKind.EVENT, ClaimKind.TIE) and line.involves(entity, "actor", "subject")
    )


def by_time(line: Line) -> tuple[date, str, int, str]:
    """The order in time: by the day of it, else of publication; what has none is last."""
    told = told_when(line)
    first = (told.start or told.end) if told else None
    return (first or date.max, line.claim.document, line.claim.evidence[0].start, line.claim.id)


def _row(line: Line, theme: Theme, words: StanceWords, match: Match | None) -> PositionRow:
    stance, shown = stance_of(line, theme, words)
    claim = line.claim
    act = claim.mode or "say" if claim.kind is ClaimKind.STATEMENT else claim.type
    cue = next((part.text for part in line.all("cue")), "")
    return PositionRow(
        date=date_of(line),
        act=cue or act.lower().replace("_", " "),
        stance=stance,
        shown_by=shown,
        words=wording.words(line),
        according_to=wording.according_to(line),
        source=line.path,
        id=claim.id,
        kind=str(claim.kind),
        match=match.by if match else "words",
        known=known(line),
        reports=line.support.reports,
        independent=line.support.independent,
        quote=claim.evidence[0].quote,
        document=claim.document,
        theme=theme.name,
    )


def _with_shifts(rows: list[PositionRow], lines: list[Line]) -> list[PositionRow]:
    """The rows, each plain one with what changed since the plain one before; only between days that are told."""
    last: PositionRow | None = None
    told = []
    for row, line in zip(rows, lines, strict=True):
        if row.stance in _CLEAR and told_when(line) is not None:
            if last is not None and last.stance != row.stance and last.date != row.date:
                row = replace(row, shift=_shift(last, row))
            last = row
        told.append(row)
    return told


def _shift(last: PositionRow, row: PositionRow) -> ShiftRow:
    return ShiftRow(last.stance, row.stance, last.date, row.date, last.quote, row.quote, last.id, row.id)
