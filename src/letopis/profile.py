"""What is asked of a record, and what comes back: lines, passages, profiles.

A line is a claim told for a reader: its arguments and sources with the names of the entities that they are,
and the document that says so. store/ makes lines out of its tables; view/ and export/ only arrange them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from letopis.amount import Amount
from letopis.claim import Claim, Described
from letopis.coding import Coding
from letopis.copied import Copy
from letopis.document import Document, Rejected
from letopis.entity import Entity
from letopis.location import Location
from letopis.outlet import Trait
from letopis.times import Interval

ACTING = ("actor", "speaker", "holder", "subject")  # who does, says, holds, relates


@dataclass(frozen=True, slots=True)
class Part:
    """One argument of a claim, resolved.

    Attributes:
        name: the entity's name; else the normal form of the words; else, of a mention that is a name or a
            description, its words; else None (a content, a cue, a pronoun that nobody was found for).
        entity: its id, or None where nothing was resolved.
        kind: `MentionKind` of the entity or mention, or None.
        described: how a speaker is described who is not named, else None.
        nameless: True when the entity has no name and `name` is a description of it.
        head: the head word of the mention ("official" of "senior official in Norland"), or None.
        form: `Form` of the mention, or None.
        unnamed_because: of a person, body, state or group without a name, why (`letopis.mention.Unnamed`); else None.
        coding: country and sectors of a party as PLOVER has them, or None.
        location: where a place or a state is, or None.
        measure: what a number counts (killed, crowd, votes_for), or None.
        amount: what a number comes to, or None.
        home: ISO 3166 alpha-2 code of the country that the entity or the mention is of, or None.
    """

    role: str
    start: int
    end: int
    text: str
    name: str | None = None
    entity: str | None = None
    kind: str | None = None
    described: Described | None = None
    nameless: bool = False
    head: str | None = None
    form: str | None = None
    unnamed_because: str | None = None
    coding: Coding | None = None
    location: Location | None = None
    measure: str | None = None
    amount: Amount | None = None
    home: str | None = None

    @property
    def shown(self) -> str:
        """What a reader is shown: the name, else the words; numbers as they were written."""
        return self.text if self.kind == "quantity" else self.name or self.text

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-3 code of where a place is, or of the state that a party belongs to; PLOVER's code of what
        belongs to no state.
        """
        told = self.location if self.role == "place" else self.coding
        return told.country if told is not None else None

    @property
    def cow(self) -> str | None:
        """Correlates of War number of that state, or None."""
        told = self.location if self.role == "place" else self.coding
        return told.cow if told is not None else None

    @property
    def sectors(self) -> tuple[str, ...]:
        """PLOVER's sector codes of a party, the main one first."""
        return self.coding.sectors if self.coding is not None and self.role != "place" else ()


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain of attribution, resolved; the fields that it shares with `Part` are as there."""

    start: int
    end: int
    text: str
    name: str | None = None
    entity: str | None = None
    cue: str | None = None
    medium: str | None = None
    unnamed: bool = False
    cue_start: int | None = None
    cue_end: int | None = None
    described: Described | None = None
    kind: str | None = None
    nameless: bool = False
    head: str | None = None
    form: str | None = None

    @property
    def shown(self) -> str:
        """What a reader is shown: the name, else the words."""
        return self.name or self.text


@dataclass(frozen=True, slots=True)
class Support:
    """How many articles report something, and how many of these rest on nobody that another rests on."""

    reports: int = 1
    independent: int = 1

    @property
    def told(self) -> str:
        """For a list: "3 reports, 1 independent"; "" of a single report."""
        return f"{self.reports} reports, {self.independent} independent" if self.reports > 1 else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim with its names resolved and the document that it stands in.

    Attributes:
        parts: the claim's arguments, in its order.
        sources: its attribution, outermost first.
        path: of the document, as the user gave it.
        same_as: id of the merged event, statement, tenure, tie or figure that it is one report of, or None.
        review: "accepted", "rejected" or "corrected" where a person has decided on it, else None.
        support: of all lines of this `same_as` that the record has, or had by the day that is asked for.
        copy: what its document is among its copies, or None where that was not worked out.
    """

    claim: Claim
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    path: str
    title: str | None = None
    publisher: str | None = None
    same_as: str | None = None
    review: str | None = None
    support: Support = Support()
    copy: Copy | None = None

    @property
    def superseded_by(self) -> str | None:
        """Id of a newer version of the same article, or None."""
        return self.copy.superseded_by if self.copy is not None else None

    def all(self, *roles: str) -> tuple[Part, ...]:
        """The parts in these roles, in the claim's order."""
        return tuple(part for part in self.parts if part.role in roles)

    def first(self, role: str) -> Part | None:
        """The first part in a role, or None."""
        return next((part for part in self.parts if part.role == role), None)

    def names(self, *roles: str) -> tuple[str, ...]:
        """What is shown for these roles, each once."""
        return tuple(dict.fromkeys(part.shown for part in self.all(*roles)))

    def involves(self, entity: str, *roles: str) -> bool:
        """True when the entity is in one of the roles; in any, when none are given."""
        return any(part.entity == entity for part in self.parts if not roles or part.role in roles)


@dataclass(frozen=True, slots=True)
class Party:
    """That one of these entities stands in one of these roles."""

    roles: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for; every condition given must hold.

    Attributes:
        kinds, types, modes, modalities, polarities: one of these; empty means any.
        background: told as background, or not so; None means any.
        entity: an entity that is a part of it; `roles` narrows that to these roles.
        since, until: days, half-open; the claim's `when` must overlap. Claims without time are left out then.
        min_score: least score; what a person has accepted or corrected always has it.
        document: id of the document; documents: of one of these; empty means any.
        ids: claim ids; empty means any.
        parties: every one of these must be there.
        known_before: a day by which its document must have appeared; what has no publication date is left out then.
        rejected: True to have also what a person has said to be wrong.
    """

    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    background: bool | None = None
    entity: str | None = None
    roles: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_score: float = 0.0
    document: str | None = None
    ids: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    known_before: date | None = None
    documents: tuple[str, ...] = ()
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """A document, when it was published, and the codes of the countries that it names."""

    document: str
    published: Interval
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Why a statement fits a theme.

    Attributes:
        by: "words" when it has all of them, "related" when it has words that stand for the theme, "meaning" when it
            is near to it.
        rank: place among those that fit, the best first.
        similarity: of the theme and what was said, -1 to 1; None where what was said has no vector.
    """

    by: str
    rank: int
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A trait of an outlet as an article gives it, with the entity that it is told of and the article's path and
    publisher.
    """

    trait: Trait
    entity: str
    name: str
    path: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A document and what was found in it."""

    document: Document
    other_paths: tuple[str, ...] = ()
    sentences: int = 0
    mentions: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """Every file that the record was given: documents, and what was rejected and why. Both sorted by path."""

    documents: tuple[Counted, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class CastMember:
    """An entity with the number of its mentions, documents and claims."""

    entity: Entity
    mentions: int = 0
    documents: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a text that holds the words searched for: `document.text[start:end]`, a block."""

    document: str
    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity and every line that it is a part of, by what the line says of it."""

    member: CastMember
    offices: tuple[Line, ...] = ()
    ties: tuple[Line, ...] = ()
    statements: tuple[Line, ...] = ()
    acts: tuple[Line, ...] = ()
    others: tuple[Line, ...] = ()

    @property
    def entity(self) -> Entity:
        """Whose profile it is."""
        return self.member.entity
