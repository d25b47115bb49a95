"""What was made of a document, and why something is not in the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letopis.document import BlockKind


class Why(StrEnum):
    """Why a word that can report something is told in no claim; the value says it to a reader."""

    UNKNOWN = "not known as a word of an event"
    MISSING = "known, but what must stand with it is not there"
    OTHER_USE = "known, and no event where it stands like this"
    SORT = "says what sort another thing is"
    NOBODY = "nobody is in sight who acts or is acted on"
    WEAK = "a weak word, told only where both sides are named"
    FORECAST = "a warning of what another will do"
    BY_RULE = "tells how a post is filled by rule"
    HABIT = "told as a habit, a rule or in general"
    STORY = "happens in a story"
    FIGURE = "a figure of speech"
    ABSORBED = "another word tells the same act"
    OPINION = "an answer in a poll"
    BARE = "named, and nothing is told of it"
    MERGED = "told in the claim of another word"
    SAYING = "a word of saying, without a speaker and what was said"
    OFFICE = "an office, and nobody who holds it"


SKIPPED = {
    BlockKind.RELATED: "a link to another article",
    BlockKind.FURNITURE: "part of the page, not of the article",
}


@dataclass(frozen=True, slots=True)
class Untold:
    """A word that is told in no claim, `text[start:end]`; `detail` is what is missing, or which word tells it."""

    start: int
    end: int
    text: str
    why: Why
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something named before that a mention can stand for; `score` is how likely, 0 to 1, as the model has it."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mention that no name was found for: why, and what it can stand for, the likeliest first."""

    start: int
    end: int
    text: str
    kind: str
    why: str
    candidates: tuple[Candidate, ...] = ()
