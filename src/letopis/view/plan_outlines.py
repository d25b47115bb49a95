"""Say what a line that tells of a plan or of a deed is known by, and what its document is about.

In:   lines; what language and ontology know of plans.
Out:  outlines, by which plan_fits.py judges.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from letopis.claim import Modality, Polarity
from letopis.plan import PlanWords
from letopis.profile import Line
from letopis.times import Interval
from letopis.view.names import fold
from letopis.view.plan_sides import Sides, setting_of, sides_of, theme_words

_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_VOTED = re.compile(rf"\bvotes\b|\bby {_NUMBER} (?:votes )?to (?:\d|one|none|{_NUMBER}\b)|\bvoted\b")
_AGAIN = re.compile(r"\b(?:second round|run-?off|repeated vote)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-z][\w-]+")
NEAR = 2  # words before "election" that say of what
UNLISTED = "ACT"
VISIT = ("CONSULT", "visit")
_CAST = frozenset({"person", "organisation"})


@dataclass(frozen=True, slots=True)
class Outline:
    """What a plan or a line is known by.

    Attributes:
        said: beginnings of the words of its sentence.
        verb: the verb that tells it; about: the words of its theme; around: countries that its sentence names.
        voted: its sentence counts votes; again: it tells of a second round.
        setting: the country that its document is about; named: the capitalised words of its sentence.
        contests: of an election what it is of, where that is told.
        quote: its sentence.
        cast: the people and bodies that its document names; last: of a plan, when it was last told.
    """

    type: str
    mode: str | None
    sides: Sides
    due: Interval | None
    known: date | None
    document: str
    said: frozenset[str] = frozenset()
    verb: str = ""
    about: str = ""
    around: frozenset[str] = frozenset()
    voted: bool = False
    again: bool = False
    setting: str | None = None
    named: frozenset[str] = frozenset()
    cast: frozenset[str] = frozenset()
    last: date | None = None
    contests: frozenset[str] = frozenset()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document is about: the country whose bodies it names without saying so, the people and bodies in it."""

    setting: str | None
    cast: frozenset[str]


def scenes_of(lines: Iterable[Line], words: PlanWords) -> Mapping[str, Scene]:
    """The scene of each document that has a line."""
    told: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        told[line.claim.document].append(line)
    return {document: Scene(setting_of(own, words), _cast(own)) for document, own in told.items()}


def _cast(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(
        part.entity for line in lines for part in line.parts if part.entity and part.kind in _CAST
    )


def known_day(line: Line) -> date | None:
    """The day on which a reader could know what a line tells."""
    known = line.claim.known
    return (known.start or known.end) if known is not None else None


def outline_of(line: Line, words: PlanWords, scene: Scene) -> Outline:
    """What a line is known by."""
    claim = line.claim
    when = None if claim.when is None or claim.when.is_open else claim.when
    evidence = claim.evidence[0]
    start, end = evidence.cue or (evidence.start, evidence.start)
    places = " ".join(part.shown for part in line.all("place", "actor"))
    sides = sides_of(line, words, scene.setting)
    verb = words.lemma(evidence.quote[start - evidence.start : end - evidence.start].casefold())
    kind = (claim.type, claim.mode)
    if claim.type == UNLISTED and verb in words.motion and any(side.person for side in sides.doers):
        kind = VISIT
    return Outline(
        *kind,
        sides,
        when,
        known_day(line),
        claim.document,
        theme_words([evidence.quote], words),
        verb=verb,
        about=" ".join(part.shown for part in line.all("theme")),
        around=words.countries(f"{evidence.quote} {places}") if claim.type == "ELECT" else frozenset(),
        setting=scene.setting,
        named=frozenset(fold(word) for word in _NAME.findall(evidence.quote)),
        voted=bool(_VOTED.search(evidence.quote)),
        again=bool(_AGAIN.search(evidence.quote)),
        cast=scene.cast,
        contests=_contests(line, words) if claim.type == "ELECT" else frozenset(),
        quote=evidence.quote,
    )


def _contests(line: Line, words: PlanWords) -> frozenset[str]:
    """What an election is of: by what is elected, else by the words right before the noun that tells it."""
    evidence = line.claim.evidence[0]
    start = (evidence.cue or (evidence.start,))[0] - evidence.start
    elected = " ".join(part.text for part in line.all("theme", "recipient"))
    near = " ".join(evidence.quote[:start].split()[-NEAR:])
    for text in (elected, near):
        found = frozenset(words.contests[word] for word in fold(text).split() if word in words.contests)
        if found:
            return found
    return frozenset()


def is_announced(line: Line, own: Outline, words: PlanWords) -> bool:
    """True for what is planned; for what somebody wants or has to do on a day to come ("should present it by Friday");
    and for what somebody will do on a condition ("will seek a delay if")."""
    claim = line.claim
    if claim.polarity is not Polarity.AFFIRMED:
        return False
    if claim.modality is Modality.PLANNED:
        return True
    shown = frozenset(word for found in claim.shown_by for word in found.text.casefold().split())
    ahead = (
        own.known is not None and own.due is not None and own.due.end is not None and own.due.end > own.known
    )
    if claim.modality is Modality.POSSIBLE:
        return ahead and bool(shown & words.wanting)
    if claim.modality is not Modality.HYPOTHETICAL:
        return False
    if shown & words.condition:
        other = shown & (words.obliging | words.unsure | words.wanting)
        return bool(own.sides.doers) and bool(shown & words.will) and not other
    urged = bool(claim.attribution) and any(side.person or side.is_state for side in own.sides.doers)
    return ahead and bool(shown & words.obliging) and not urged


def is_conditional(line: Line, words: PlanWords) -> bool:
    """True for what is to be done on a condition."""
    shown = {found.text.casefold() for found in line.claim.shown_by}
    return line.claim.modality is Modality.HYPOTHETICAL and bool(shown & words.condition)
