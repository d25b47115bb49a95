"""What happened: who did what to whom, where, when, how surely, and who says so.

In:   lines of kind event; how they are coded.
Out:  rows, oldest first, what has no date last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from letopis.claim import Claim, Polarity
from letopis.counting import QUADS, Code, Coder
from letopis.profile import Line, Part
from letopis.times import iso
from letopis.view import wording
from letopis.view.rows import known
from letopis.view.timeline import why_undated
from letopis.view.where import country_of

SideOf = Callable[[Part], str | None]  # the country, or one of two sides, that a part belongs to


@dataclass(frozen=True, slots=True)
class EventRow:
    """One report of an event.

    Attributes:
        date: for reading; start, end: days, half-open, the outer bounds; reason: why there is no date, or None.
        type, mode, quad, intensity: as it is coded; quad in words.
        actor, recipient, place, theme, magnitude: as named, several joined by commas; "" where nobody is told;
            before a magnitude what it counts ("killed: 12 people").
        actor_countries, recipient_countries: codes, several joined by commas.
        country: where it happened, or None; country_by: "place" where one is told, "sides" where all are of one.
        surely: "asserted", "planned", "asserted, not so" …; "background" is added where it is one; shown_by: the words
            that say so, "" where it is plainly told.
        according_to: the sources, outermost first; None in the paper's own voice.
        words: short; quote: the whole sentence.
        reports: how many tell the same; independent: how many of these rest on nobody that another rests on.
    """

    date: str
    actor: str
    type: str
    mode: str | None
    recipient: str
    place: str
    magnitude: str
    theme: str
    surely: str
    words: str
    according_to: str | None
    source: str
    id: str
    quad: str | None
    intensity: float | None
    actor_countries: str
    recipient_countries: str
    start: str | None
    end: str | None
    known: str | None
    modality: str
    polarity: str
    background: bool
    score: float
    quote: str
    document: str
    same_as: str | None
    reason: str | None
    shown_by: str
    country: str | None
    country_by: str | None
    reports: int = 1
    independent: int = 1
    review: str | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """A stretch of a list: `first` counts from 1, `total` is how many there are in all."""

    rows: tuple[EventRow, ...]
    first: int
    total: int


def event_rows(lines: Iterable[Line], code: Coder, side_of: SideOf) -> list[EventRow]:
    """The rows of the lines that are coded, oldest first; `side_of` tells the country of somebody."""
    found = [(line, coded) for line in lines if (coded := code(line)) is not None]
    return [_event_row(*pair, side_of) for pair in sorted(found, key=lambda pair: by_date(pair[0]))]


def by_date(line: Line) -> tuple[date, date, str, int, str]:
    """By first day, then last day, what has none last; then in the order of the texts."""
    when = line.claim.when
    first = (when.start or when.end) if when else None
    last = when.end if when else None
    return (first or date.max, last or date.max, line.path, line.claim.evidence[0].start, line.claim.id)


def surely(claim: Claim) -> str:
    """How far it is asserted, in words."""
    told = [str(claim.modality)]
    told += ["not so"] if claim.polarity is Polarity.NEGATED else []
    return ", ".join(told + (["background"] if claim.background else []))


def _event_row(line: Line, code: Code, side_of: SideOf) -> EventRow:
    claim = line.claim
    told, place = wording.when(claim.when), country_of(line)
    return EventRow(
        date=told,
        actor=wording.named(line, "actor"),
        type=code.type,
        mode=code.mode,
        recipient=wording.named(line, "recipient"),
        place=wording.named(line, "place"),
        magnitude=", ".join(dict.fromkeys(wording.counted(part) for part in line.all("magnitude"))),
        theme=wording.named(line, "theme"),
        surely=surely(claim),
        words=wording.words(line),
        according_to=wording.according_to(line),
        source=line.path,
        id=claim.id,
        quad=QUADS.get(code.quad or 0),
        intensity=code.intensity,
        actor_countries=_countries(line, "actor", side_of),
        recipient_countries=_countries(line, "recipient", side_of),
        start=iso(claim.when.start) if claim.when else None,
        end=iso(claim.when.end) if claim.when else None,
        known=known(line),
        modality=str(claim.modality),
        polarity=str(claim.polarity),
        background=claim.background,
        score=claim.score,
        quote=claim.evidence[0].quote,
        document=claim.document,
        same_as=line.same_as,
        reason=None if told else why_undated(line),
        shown_by=" … ".join(words.text for words in claim.shown_by),
        country=place[0] if place else None,
        country_by=place[1] if place else None,
        reports=line.support.reports,
        independent=line.support.independent,
        review=line.review,
    )


def _countries(line: Line, role: str, side_of: SideOf) -> str:
    """Codes of the countries of those in a role, each once."""
    return ", ".join(dict.fromkeys(code for part in line.all(role) if (code := side_of(part))))
