"""What a report asserts: an event, a statement, a tenure, a tie or a figure, with the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letopis.coding import Coding
from letopis.document import Document, content_id
from letopis.errors import EvidenceError
from letopis.times import Interval

CONTEXT = 32  # code points kept on either side of a quote: enough to find it again in a changed page


class ClaimKind(StrEnum):
    """The five things that Letopis records."""

    EVENT = "event"
    STATEMENT = "statement"
    TENURE = "tenure"
    TIE = "tie"
    FIGURE = "figure"


class Modality(StrEnum):
    """How far something is asserted."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    ALLEGED = "alleged"


class Polarity(StrEnum):
    """Whether it is said to be so or said not to be so."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that a claim rests on, findable again as a W3C TextQuoteSelector.

    `cue` is the span of the words that triggered the claim, in the same text, or None.
    """

    document: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    cue: tuple[int, int] | None = None

    @classmethod
    def of(cls, document: Document, start: int, end: int, cue: tuple[int, int] | None = None) -> Evidence:
        """The evidence `document.text[start:end]`.

        Raises:
            EvidenceError: the span is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(document.text):
            raise EvidenceError(
                f"evidence {start}–{end} lies outside document {document.id} ({len(document.text)} characters)"
            )
        before, after = document.text[max(0, start - CONTEXT) : start], document.text[end : end + CONTEXT]
        return cls(document.id, start, end, document.text[start:end], before, after, cue)

    def check(self, text: str) -> None:
        """Nothing, when `text` still has the quote at its place.

        Raises:
            EvidenceError: it has not.
        """
        if text[self.start : self.end] != self.quote:
            raise EvidenceError(
                f"evidence {self.start}–{self.end} of {self.document} no longer reads {self.quote[:40]!r}; "
                "the stored text was changed: read the original file into a new record"
            )


@dataclass(frozen=True, slots=True)
class Described:
    """How a source that is described and not named is described, in the words of the text.

    Attributes:
        count: how many, where that is told: 2 of "two", 1 of "a"; None of "several", "officials".
        number: the word that tells it ("two", "several"), or None.
        of: what they are of, in or near to, each in its words: "Western", "finance ministry", "close to the Kremlin".
        why: why they are not named ("who asked not to be named because …"), or None.
    """

    count: int | None = None
    number: str | None = None
    of: tuple[str, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """One part in a claim: its role, its words, and the mention that they are.

    `mention` is None where the words are no mention (a content, a cue, a theme); `value` is a normal form of the words
    where there is one and no mention carries it (an implied office, a country out of "Russian"). `described` is told
    of a speaker who is described and not named, and of nobody else; `coding` of a party that is no mention.
    `measure` tells what a number counts: killed, crowd, votes_for (data/ontology/measures.yaml).
    """

    role: str
    start: int
    end: int
    text: str
    mention: str | None = None
    value: str | None = None
    described: Described | None = None
    coding: Coding | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One source in the chain between the fact and the page, outermost first; the publisher is never a link.

    Attributes:
        cue: the words that tie this source to what it passes on or says; `cue_start`, `cue_end` are their place.
        medium: through what: a letter, an interview, state television.
        unnamed: True of people who are described and not named; `described` tells how.
    """

    start: int
    end: int
    text: str
    cue: str | None = None
    mention: str | None = None
    medium: str | None = None
    unnamed: bool = False
    cue_start: int | None = None
    cue_end: int | None = None
    described: Described | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text of a document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of one document.

    Attributes:
        id: "clm:" and a digest of document, kind, type, evidence and arguments; neither time nor score is in it, so a
            document dated otherwise keeps its claims' ids.
        type: ontology code ("CONSULT", "relies_on"); of a statement "direct", "indirect" or "mixed"; of a tenure the
            office's class.
        mode: refinement of the type (PLOVER mode; the act of a statement), or None.
        when: when it held or happened; None where the text does not tell.
        known: when a reader could know it: the publication.
        attribution: sources, outermost first; empty in the paper's own voice.
        shown_by: the words that show modality and polarity, in text order; empty where it is plainly told.
    """

    id: str
    document: str
    kind: ClaimKind
    type: str
    arguments: tuple[Argument, ...]
    evidence: tuple[Evidence, ...]
    mode: str | None = None
    context: tuple[str, ...] = ()
    when: Interval | None = None
    known: Interval | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    background: bool = False
    attribution: tuple[Link, ...] = ()
    score: float = 1.0
    producer: str = "extract"
    shown_by: tuple[Words, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceError(
                f"claim {self.id} of {self.document} has no evidence; a claim needs its words"
            )

    def all(self, role: str) -> tuple[Argument, ...]:
        """The arguments of one role, in text order as extracted."""
        return tuple(argument for argument in self.arguments if argument.role == role)

    def first(self, role: str) -> Argument | None:
        """The first argument of a role, or None."""
        for argument in self.arguments:
            if argument.role == role:
                return argument
        return None


def claim_id(
    document: str,
    kind: ClaimKind,
    claim_type: str,
    arguments: tuple[Argument, ...],
    evidence: Evidence,
) -> str:
    """The id of a claim: the same words read as the same assertion are the same claim.

    The cue is a part of it, so that two meetings told in one sentence are two claims.
    """
    parts: list[str | int | None] = [document, kind, claim_type, evidence.start, evidence.end]
    parts += list(evidence.cue or (None, None))
    for argument in sorted(arguments, key=lambda a: (a.role, a.start, a.end, a.value or "")):
        parts += [argument.role, argument.start, argument.end, argument.value]
    return content_id("clm", *parts)
