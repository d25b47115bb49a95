"""A stretch of text that names, describes or stands for something: a person, an office, a time.

Which mentions of one document are the same thing is said by `chain`; which chains of a whole record are one entity is
decided in resolve/.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letopis.coding import Coding
from letopis.document import content_id
from letopis.location import Location
from letopis.times import Alternative, Interval


class MentionKind(StrEnum):
    """What a mention stands for. COUNTRY is a state that acts or is acted on, PLACE where something happens."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    PLACE = "place"
    GROUP = "group"
    OFFICE = "office"
    TIME = "time"
    QUANTITY = "quantity"
    OTHER = "other"


class Form(StrEnum):
    """How it is mentioned: "Putin" is a name, "the president" nominal, "he" a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Unnamed(StrEnum):
    """Why a mention is in no chain with a name.

    NO_ANTECEDENT: nothing named before fits. SEVERAL: two named ones fit alike. BY_SOURCE: the article describes and
    does not name ("a senior official"). GROUP: several, not named one by one. UNKNOWN_SPEAKER: "I" of a quotation
    whose speaker was not found. NO_ACTOR: it stands for a thing that is named nowhere.
    """

    NO_ANTECEDENT = "no antecedent"
    SEVERAL = "several fit"
    BY_SOURCE = "described only"
    GROUP = "group"
    UNKNOWN_SPEAKER = "unknown speaker"
    NO_ACTOR = "thing"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention.

    Attributes:
        id: "men:" and a digest of document, span and kind.
        start, end: code points of the document's text, half-open; the words without a leading article.
        head_start, head_end: the syntactic head within it ("Minister" in "Prime Minister of Russia").
        sentence: index of its sentence within the document.
        chain: id of the things in this document that it is one of; every mention has one, also a lonely one.
        value: what it stands for in normal form, where that is known without other documents: "Russia" for "Moscow"
            that acts and for "Russian", "Prime Minister" for "prime minister", the TIMEX3 value of a time.
        country: ISO 3166 alpha-2 code of the state it belongs to, where the words tell.
        interval: of a time, its days.
        alternatives: of a time, what else its words can mean, and why.
        gender: "m", "f" or "n" where the words or a name list tell; number: "sg" or "pl".
        members: of a group that stands for several things named ("the two countries"): their chains, sorted.
        owner: of an office, a body or a description: the chain of the country, body or person that the words or the
            context name as its own ("Russian" of "Russian Prime Minister", "KGB" of "KGB chief"), or None.
        score: in [0, 1].
        producer: what found it.
        unnamed: why no name is known for it in this document, or None where one is.
        location: of a place or a state, where it is; else None.
        coding: of a party in a claim, its country and sectors as PLOVER has them; else None.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    head_start: int
    head_end: int
    kind: MentionKind
    form: Form
    sentence: int
    chain: str
    value: str | None = None
    country: str | None = None
    interval: Interval | None = None
    gender: str | None = None
    number: str = "sg"
    score: float = 1.0
    producer: str = "detect"
    members: tuple[str, ...] = ()
    owner: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    unnamed: Unnamed | None = None
    coding: Coding | None = None
    location: Location | None = None


def mention_id(document: str, start: int, end: int, kind: MentionKind) -> str:
    """The id of a mention: the same place read as the same kind is the same mention."""
    return content_id("men", document, start, end, str(kind))
