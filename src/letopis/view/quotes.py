"""Statements side by side: what two said to and about each other; the first and the latest of one on a theme.

In:   lines of kind statement; whom each is about; which of them fit a theme.
Out:  rows, each with the side on which it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from letopis.claim import ClaimKind
from letopis.profile import Line, Match
from letopis.view.holders import Offices
from letopis.view.statements import StatementRow, by_time, statement_row
from letopis.view.wording import told_when

FIRST, LATEST = "first", "latest"


@dataclass(frozen=True, slots=True)
class QuoteRow(StatementRow):
    """A statement that stands beside others.

    Attributes:
        side: the speaker's name, between two; else "first" or "latest", or both where there is only one.
        directed: of two: "to" the other, "about" the other, or both.
    """

    side: str = ""
    directed: str = ""


def between(
    lines: Sequence[Line],
    offices: Offices,
    pair: Sequence[tuple[str, str]],
    spoken_of: Mapping[str, Sequence[str]],
    matches: Mapping[str, Match] | None = None,
) -> list[QuoteRow]:
    """What each of a pair said to or about the other, by date.

    Args:
        lines: statements.
        offices: the tenures of the record.
        pair: id and name of each of the two.
        spoken_of: ids of the entities in what was said, by statement.
        matches: only these, where a theme was asked for.
    """
    (one, first_name), (other, second_name) = pair
    found = []
    for line in sorted(lines, key=by_time):
        if line.claim.kind is not ClaimKind.STATEMENT or (
            matches is not None and line.claim.id not in matches
        ):
            continue
        for speaker, name, about in ((one, first_name, other), (other, second_name, one)):
            directed = _directed(line, about, spoken_of.get(line.claim.id, ()))
            if directed and line.involves(speaker, "speaker"):
                match = matches[line.claim.id] if matches is not None else None
                found.append(_quote(line, offices, name, directed, match))
    return found


def _directed(line: Line, other: str, spoken_of: Sequence[str]) -> str:
    """How a statement is directed at somebody: "to", "about", "to, about", or ""."""
    told = []
    if line.involves(other, "addressee"):
        told.append("to")
    if other in spoken_of:
        told.append("about")
    return ", ".join(told)


def first_and_latest(
    lines: Sequence[Line], offices: Offices, speaker: str, matches: Mapping[str, Match] | None = None
) -> list[QuoteRow]:
    """The first and the latest statement of somebody, on a theme where one was asked for.

    One row where there is only one; none where no statement has a date. Of those of one day, the best match counts.
    """
    dated = []
    for line in lines:
        told = told_when(line)
        is_wanted = matches is None or line.claim.id in matches
        if is_wanted and line.involves(speaker, "speaker") and told is not None:
            rank = matches[line.claim.id].rank if matches is not None else 0
            dated.append((told.start or told.end or date.min, rank, line))
    if not dated:
        return []
    first = min(dated, key=lambda item: (item[0], item[1], by_time(item[2])))[2]
    latest = min(dated, key=lambda item: (-item[0].toordinal(), item[1], by_time(item[2])))[2]
    sides = [(f"{FIRST}, {LATEST}", first)] if first is latest else [(FIRST, first), (LATEST, latest)]
    return [_quote(line, offices, side, "", (matches or {}).get(line.claim.id)) for side, line in sides]


def undated(lines: Sequence[Line], speaker: str, matches: Mapping[str, Match] | None = None) -> int:
    """How many statements of somebody have no date, and so are neither first nor latest."""
    return sum(
        line.involves(speaker, "speaker")
        and told_when(line) is None
        and (matches is None or line.claim.id in matches)
        for line in lines
    )


def _quote(line: Line, offices: Offices, side: str, directed: str, match: Match | None) -> QuoteRow:
    told = statement_row(line, offices, match)
    kept = {field.name: getattr(told, field.name) for field in fields(StatementRow)}
    return QuoteRow(**kept, side=side, directed=directed)
