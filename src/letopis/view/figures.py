"""Figures: of what, how much, in which unit, when, compared with what, and who says so.

In:   lines of kind figure.
Out:  rows, oldest first, what has no date last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from letopis.claim import ClaimKind
from letopis.profile import Line
from letopis.times import Interval, iso
from letopis.view import wording
from letopis.view.events import by_date, surely
from letopis.view.names import fold, telling_words
from letopis.view.rows import known
from letopis.view.timeline import why_undated


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure.

    Attributes:
        subject: what it is said of; theme: of a poll, what was asked; figure: as written; measure: what it counts.
        low, high: the bounds of the value, equal where one number is told; None where none was read, or one is open.
        unit: "USD", "percent", "people" …, or None.
        compared_with: as named or written; compared_low, compared_high: where that is a quantity too.
        change: by how much, as written; pollster, sample, margin: of a poll, as written.
        reports: how many tell the same; independent: how many of these rest on nobody that another rests on.
    """

    date: str
    subject: str
    figure: str
    low: float | None
    high: float | None
    unit: str | None
    compared_with: str
    compared_low: float | None
    compared_high: float | None
    change: str
    surely: str
    words: str
    according_to: str | None
    source: str
    id: str
    type: str
    start: str | None
    end: str | None
    known: str | None
    modality: str
    polarity: str
    score: float
    quote: str
    document: str
    reason: str | None
    measure: str | None
    theme: str
    pollster: str
    sample: str
    margin: str
    reports: int = 1
    independent: int = 1


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """Which figures are asked for; every condition given must hold.

    Attributes:
        about: words that stand in the subject, in what it is compared with or in the sentence.
        entity: the subject, or what it is compared with.
        unit: the unit, in any case.
        period: days that it can share.
    """

    about: str | None = None
    entity: str | None = None
    unit: str | None = None
    period: Interval | None = None


def figure_rows(lines: Iterable[Line], asked: FigureAsked | None = None) -> list[FigureRow]:
    """The figures asked for, oldest first."""
    asked = asked or FigureAsked()
    found = [line for line in lines if line.claim.kind is ClaimKind.FIGURE and _is_asked(line, asked)]
    return [_figure_row(line) for line in sorted(found, key=by_date)]


def _is_asked(line: Line, asked: FigureAsked) -> bool:
    when = line.claim.when
    if asked.period is not None and (when is None or not when.counts_in(asked.period)):
        return False
    if asked.unit is not None and fold(unit_of(line) or "") != fold(asked.unit):
        return False
    return (asked.about is None and asked.entity is None) or _is_about(line, asked)


def _is_about(line: Line, asked: FigureAsked) -> bool:
    """True when the entity is a part, or all the words stand there, in any of their endings."""
    if asked.entity is not None and line.involves(asked.entity, "subject", "compared_with"):
        return True
    parts = line.all("subject", "compared_with", "theme")
    text = " ".join((*(f"{part.shown} {part.text}" for part in parts), line.claim.evidence[0].quote))
    spoken = re.findall(r"\w+", fold(text))
    wanted = telling_words(asked.about or "")
    return bool(wanted) and all(any(word.startswith(told) for word in spoken) for told in wanted)


def unit_of(line: Line) -> str | None:
    """The unit that the claim tells, else that of the quantity."""
    told, quantity = line.first("unit"), line.first("quantity")
    if told is not None:
        return told.name or told.text
    return quantity.amount.unit if quantity is not None and quantity.amount is not None else None


def _figure_row(line: Line) -> FigureRow:
    claim, told = line.claim, wording.when(line.claim.when)
    quantity, compared = line.first("quantity"), line.first("compared_with")
    amount = quantity.amount if quantity is not None else None
    other = compared.amount if compared is not None else None
    return FigureRow(
        date=told,
        subject=wording.named(line, "subject"),
        figure=_written(line, "quantity"),
        low=amount.low if amount else None,
        high=amount.high if amount else None,
        unit=unit_of(line),
        compared_with=", ".join(
            part.text if part.amount else part.shown for part in line.all("compared_with")
        ),
        compared_low=other.low if other else None,
        compared_high=other.high if other else None,
        change=_written(line, "change"),
        surely=surely(claim),
        words=wording.words(line),
        according_to=wording.according_to(line),
        source=line.path,
        id=claim.id,
        type=claim.type,
        start=iso(claim.when.start) if claim.when else None,
        end=iso(claim.when.end) if claim.when else None,
        known=known(line),
        modality=str(claim.modality),
        polarity=str(claim.polarity),
        score=claim.score,
        quote=claim.evidence[0].quote,
        document=claim.document,
        reason=None if told else why_undated(line),
        measure=quantity.measure if quantity is not None else None,
        theme=wording.named(line, "theme"),
        pollster=wording.named(line, "pollster"),
        sample=_written(line, "sample"),
        margin=_written(line, "margin"),
        reports=line.support.reports,
        independent=line.support.independent,
    )


def _written(line: Line, role: str) -> str:
    return ", ".join(dict.fromkeys(part.text for part in line.all(role)))
