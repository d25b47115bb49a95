"""What a claim tells of one event, in a form that can be compared with what another claim tells.

In:   lines of kind event, with their names resolved.
Out:  tellings: the act, who, where, what about, how many, and between which days.

A report that dates nothing tells of the days before it appeared, unless it is background: then of any time before. A
plan lies ahead of its report. What two tellings have in common is judged in same_event.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from letopis.amount import Amount
from letopis.claim import Modality, Polarity
from letopis.lexicon import classes
from letopis.location import Location
from letopis.ontology import event_types
from letopis.profile import Line, Part

DAY = timedelta(days=1)
RECENT = timedelta(days=8)  # before its report lies what a report tells without a date
OF_ONE = frozenset(
    {"APPOINT", "DISMISS", "ELECT", "RESIGN"}
)  # acts that hardly happen to one twice in a season
WON = ("ELECT", "win")
SINCE = timedelta(days=120)  # likewise, of these acts: "she resigned", told weeks later
NEAR = timedelta(days=31)  # a publication date wider than this dates nothing
AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.HYPOTHETICAL})
STATE_KINDS = frozenset({"country", "place"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})  # sectors that act for a state
ENDING = re.compile(
    r"(?<=\w{3})(?:isition|ation|ition|tion|sion|ment|ance|ence|ings|ing|ies|ers|er|ed|al|es|s|e|y)$"
)
LONG_STEM = 6
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Who:
    """A party: its entity, or None; how it is called; the sort of thing; the country that it is or belongs to.

    `is_state`: it is a state or its government; `is_official`: it acts for one.
    """

    entity: str | None
    words: frozenset[str]
    kind: str | None
    country: str | None
    is_named: bool
    is_state: bool
    is_official: bool


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its entity, its words, and where on the map it is, or None."""

    entity: str | None
    words: frozenset[str]
    location: Location | None


@dataclass(frozen=True, slots=True)
class Span:
    """Between which days it happened, half-open; None where open.

    Attributes:
        is_told: the report gives a time; else it follows from when the report appeared.
    """

    start: date | None
    end: date | None
    is_told: bool

    @property
    def days(self) -> int | None:
        """How long it is; None where open."""
        return (self.end - self.start).days if self.start and self.end else None


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim, as it can be compared.

    Attributes:
        act: type and mode, the mode None where none is told.
        is_ahead: planned, possible or only thought of (`is_thought`); what is told as done, rightly or not, is not.
        sides: who acts, who is acted on; all in the first where they do it together.
        amounts: by what they count.
        cue: stem of the last word of the cue; words: stems of the sentence.
        around: entities and countries that the document's events are about.
    """

    id: str
    document: str
    place_in_text: tuple[int, int]
    act: tuple[str, str | None]
    is_ahead: bool
    is_thought: bool
    is_denied: bool
    is_background: bool
    span: Span
    known: date | None
    sides: tuple[tuple[Who, ...], tuple[Who, ...]]
    is_mutual: bool
    places: tuple[Where, ...]
    theme: frozenset[str]
    about: frozenset[str]
    amounts: tuple[tuple[str, Amount], ...]
    cue: str
    words: frozenset[str]
    around: frozenset[str]


def tellings(lines: Iterable[Line]) -> list[Telling]:
    """The tellings of lines, in their order; all lines of a document must be among them."""
    found = list(lines)
    around = _around(found)
    return [telling_of(line, around[line.claim.document]) for line in found]


def telling_of(line: Line, around: frozenset[str] = frozenset()) -> Telling:
    """What one line tells; `around` as in `Telling`."""
    claim, evidence = line.claim, line.claim.evidence[0]
    kind = event_types().get(claim.type)
    mutual = kind is not None and (kind.symmetric or (kind.mutual and not line.all("recipient")))
    actors, recipients = (_parties(taking_part(line, role)) for role in ("actor", "recipient"))
    cue = cue_of(line)
    about = line.all("theme")
    return Telling(
        id=claim.id,
        document=claim.document,
        place_in_text=(evidence.start, (evidence.cue or (evidence.start, 0))[0]),
        act=(claim.type, claim.mode),
        is_ahead=claim.modality in AHEAD,
        is_thought=claim.modality is Modality.HYPOTHETICAL,
        is_denied=claim.polarity is Polarity.NEGATED,
        is_background=claim.background,
        span=span_of(line),
        known=_published(line),
        sides=((*actors, *recipients), ()) if mutual else (actors, recipients),
        is_mutual=mutual,
        places=tuple(_where(part) for part in line.all("place")),
        theme=frozenset().union(*(stems(part.text) for part in about)),
        about=frozenset(part.entity for part in about if part.entity),
        amounts=tuple((p.measure, p.amount) for p in line.all("magnitude") if p.measure and p.amount),
        cue=max(stems(cue), key=len, default=""),
        words=stems(evidence.quote),
        around=around,
    )


def span_of(line: Line) -> Span:
    """Between which days the event of a line can lie."""
    claim, published = line.claim, _published(line)
    when = claim.when
    if when is not None and when.start and when.end and when.is_inferred:
        return Span(when.start - DAY, when.end + DAY, False)
    if when is not None and not when.is_open:
        start, end = when.start, when.end
        if published is not None and claim.modality not in AHEAD and (end is None or start is None):
            end = end or published + DAY
        return Span(start, end, True)
    if published is None:
        return Span(None, None, False)
    if claim.modality in AHEAD:
        return Span(published, None, False)
    before = SINCE if claim.type in OF_ONE else RECENT
    return Span(None if claim.background else published - before, published + DAY, False)


def _published(line: Line) -> date | None:
    """The last day on which the report can have appeared, where that is known within a month."""
    known = line.claim.known
    if known is None or known.start is None or known.end is None or known.end - known.start > NEAR:
        return None
    return known.end - DAY


def _parties(parts: Sequence[Part]) -> tuple[Who, ...]:
    return tuple(dict.fromkeys(_who(part) for part in parts))


def taking_part(line: Line, role: str) -> tuple[Part, ...]:
    """Who has a role in an event, of a victory who won it: "Berg beat Marsh" as "Berg was elected"."""
    claim = line.claim
    if (claim.type, claim.mode) == WON and line.first("actor") and stems(cue_of(line)) & _beating():
        return line.all("actor") if role == "recipient" else ()
    return line.all(role)


def cue_of(line: Line) -> str:
    """The words that tell an event, "" where none are known."""
    evidence = line.claim.evidence[0]
    if evidence.cue is None:
        return ""
    return evidence.quote[evidence.cue[0] - evidence.start : evidence.cue[1] - evidence.start]


@cache
def _beating() -> frozenset[str]:
    return frozenset(stem(word) for word in classes()["beating"])


def _who(part: Part) -> Who:
    described = (
        part.form == "nominal" and (part.name or "").casefold() in part.text.casefold()
    )  # "Parliament"
    named = (
        part.entity is not None
        and not (part.nameless or described)
        and any(map(str.isupper, part.name or ""))
    )
    where = part.location.country if part.location is not None else None
    return Who(
        part.entity,
        stems(part.name or part.text),
        part.kind,
        part.country or where or part.home,
        named,
        part.kind in STATE_KINDS or (part.kind == "organisation" and part.sectors[:1] == ("GOV",)),
        any(sector in OFFICIAL for sector in part.sectors),
    )


def _where(part: Part) -> Where:
    return Where(part.entity, stems(part.text), part.location)


def _around(lines: Sequence[Line]) -> Mapping[str, frozenset[str]]:
    """Whom the events of each document are about."""
    found: dict[str, set[str]] = {}
    for line in lines:
        named = found.setdefault(line.claim.document, set())
        for part in line.parts:
            if part.entity and not part.nameless:
                named.add(part.entity)
            if part.country:
                named.add(part.country)
    return {document: frozenset(named) for document, named in found.items()}


def stems(text: str) -> frozenset[str]:
    """Stems of the telling words of a text: not those of grammar, nor of one or two letters."""
    light = _light()
    words = (match.group().casefold() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in light)


@cache
def _light() -> frozenset[str]:
    known = classes()
    return known["light_verb"] | known["having"] | known["grammar"]


@cache
def stem(word: str) -> str:
    """What a word and its inflections and derivations begin with: "signed", "signing" → "sign"."""
    return ENDING.sub("", word, count=1).rstrip("e")[:LONG_STEM]
