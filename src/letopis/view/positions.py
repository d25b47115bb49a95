"""What an actor has said and done for and against a theme over time.

In:   lines in which the actor speaks, acts or relates; a theme; words of stance.
Out:  rows, oldest first; a shift stands only between two plain stances, with both sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from letopis.claim import ClaimKind
from letopis.position import Stance, StanceWords, Theme
from letopis.profile import Line, Match, Part
from letopis.view import wording
from letopis.view.asked_themes import AskedTheme
from letopis.view.own_themes import KnownThemes, own_themes
from letopis.view.rows import known
from letopis.view.stances import is_about, is_before, is_earlier, recanted, spoken_out, stance_of, with_near
from letopis.view.statements import date_of
from letopis.view.voices import Voices
from letopis.view.wording import told_when

_KINDS = (ClaimKind.STATEMENT, ClaimKind.EVENT, ClaimKind.TIE)
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
        by: who said or did it, where that is another who stands for the actor; else None.
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
    by: str | None = None


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """A theme that is asked for, and where it is told.

    Attributes:
        matches: the statements that are about it, by id; before: the sentence before that of a line, by its id.
    """

    asked: AskedTheme
    matches: Mapping[str, Match] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)

    def spoken_out(self, line: Line, theme: Theme) -> Line:
        """The line with the theme for a pronoun that stands for it."""
        before = self.before.get(line.claim.id)
        return spoken_out(line, theme, before) if before and not is_about(line, theme) else line


def positions(
    lines: Iterable[Line], voices: Voices, told: ToldTheme, words: StanceWords
) -> list[PositionRow]:
    """What one, and who stands for it, said and did about a theme, oldest first."""
    found = [
        _Found(line, told.asked.at(line), voice)
        for line in lines
        if line.claim.kind in _KINDS and (voice := voices.of(line)) is not None
    ]
    spoken = [(one, told.spoken_out(one.line, one.theme)) for one in found]
    spoken = [one for one in spoken if one[1].claim.id in told.matches or is_about(one[1], one[0].theme)]
    lines = [one.line for one, _ in spoken]
    spoken.sort(key=lambda one: _in_order(one[0].line, lines))
    rows, deciding = list[PositionRow](), list[bool]()
    for one, line in spoken:
        shown = stance_of(line, with_near(one.theme), words)
        row = _row(one.line, one.theme, shown, told.matches.get(line.claim.id))
        rows.append(row if one.voice.entity == voices.actor else replace(row, by=one.voice.shown))
        is_passed = one.voice.entity not in voices.chambers or row.stance == Stance.FOR
        deciding.append(is_passed and (not one.theme.near or stance_of(line, one.theme, words) == shown))
    return _with_shifts(*_with_recanted(rows, [one.line for one, _ in spoken], found, words, deciding))


def _with_recanted(
    rows: list[PositionRow],
    lines: list[Line],
    found: Sequence[_Found],
    words: StanceWords,
    deciding: list[bool],
) -> tuple[list[PositionRow], list[Line], list[bool]]:
    """The rows, with what takes one of them back in its sentence: "who had been for it, said that he was wrong"."""
    told = {line.claim.id for line in lines}
    for one in found:
        shown = "" if one.line.claim.id in told else recanted(one.line, words)
        same = [
            n
            for n, row in enumerate(rows)
            if shown
            and row.quote == one.line.claim.evidence[0].quote
            and row.stance in _CLEAR
            and row.by is None
        ]
        if same and rows[same[0]].document == one.line.claim.document and deciding[same[-1]]:
            stance = Stance.FOR if rows[same[-1]].stance == Stance.AGAINST else Stance.AGAINST
            at = max(same[-1] + 1, sum(by_time(line) < by_time(one.line) for line in lines))
            rows.insert(at, _row(one.line, one.theme, (stance, shown), None))
            lines.insert(at, one.line)
            deciding.insert(at, True)
    return rows, lines, deciding


@dataclass(frozen=True, slots=True)
class _Found:
    """A line, the theme as it is spoken of there, and who speaks or acts."""

    line: Line
    theme: Theme
    voice: Part


def _in_order(line: Line, others: Sequence[Line]) -> tuple[date, bool, tuple[date, str, int, str]]:
    """By day; what "had" been comes before what its article tells next."""
    told = by_time(line)
    if not is_earlier(line):
        return told[0], True, told
    same = [by_time(one) for one in others if one.claim.document == told[1] and not is_earlier(one)]
    following = min((one for one in same if one[2] >= told[2]), key=lambda one: one[2], default=told)
    return min(told[0], following[0]), False, told


def all_positions(
    lines: Iterable[Line], entity: str, words: StanceWords, known_themes: KnownThemes
) -> list[PositionRow]:
    """What one was for or against, theme by theme: first where the stance moved, then what is told most; each oldest
    first.
    """
    own = sorted((line for line in lines if _is_theirs(line, entity)), key=by_time)
    told = []
    for one in own_themes(own, entity, words, known_themes):
        rows = [_row(line, one.theme, stance_of(line, one.theme, words), None) for line in one.lines]
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


def _row(line: Line, theme: Theme, stance: tuple[Stance, str], match: Match | None) -> PositionRow:
    claim = line.claim
    act = claim.mode or "say" if claim.kind is ClaimKind.STATEMENT else claim.type
    cue = next((part.text for part in line.all("cue")), "")
    return PositionRow(
        date=date_of(line),
        act=cue or act.lower().replace("_", " "),
        stance=stance[0],
        shown_by=stance[1],
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


def _with_shifts(
    rows: list[PositionRow], lines: list[Line], deciding: Iterable[bool] | None = None
) -> list[PositionRow]:
    """The rows, each plain one with what changed since the plain one before; only between days that are told, where
    it is `deciding`.
    """
    last: PositionRow | None = None
    last_line: Line | None = None
    told = []
    for row, line, is_decided in zip(rows, lines, deciding or [True] * len(rows), strict=True):
        if row.stance in _CLEAR and is_decided and told_when(line) is not None:
            apart = last is not None and (
                last.quote != row.quote or (last_line is not None and is_before(last_line))
            )
            if last is not None and apart and last.stance != row.stance and last.date != row.date:
                row = replace(row, shift=_shift(last, row))
            last, last_line = row, line
        told.append(row)
    return told


def _shift(last: PositionRow, row: PositionRow) -> ShiftRow:
    return ShiftRow(last.stance, row.stance, last.date, row.date, last.quote, row.quote, last.id, row.id)
