"""That documents are copies or versions of one text, and how much of one stands in another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How the text of one document stands to that of another.

    IDENTICAL: word for word. NEAR: hardly changed. SHORTENED: the most of it stands in the other, which has more.
    EXTENDED: it has the most of the other, and more. VERSION: both stood at one address. PASSAGES: they share a
    stretch, and are articles of their own.
    """

    IDENTICAL = "identical"
    NEAR = "near-copy"
    SHORTENED = "shortened"
    EXTENDED = "extended"
    VERSION = "version"
    PASSAGES = "passages"

    @property
    def is_copy(self) -> bool:
        """True when the two are one text, told once."""
        return self is not Relation.PASSAGES

    @property
    def turned(self) -> Relation:
        """The same, seen from the other document."""
        other = {Relation.SHORTENED: Relation.EXTENDED, Relation.EXTENDED: Relation.SHORTENED}
        return other.get(self, self)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How `left` stands to `right` (ids of documents, left < right).

    Attributes:
        left_share, right_share: how much of each stands in the other, 0 to 1, by its word shingles.
        words: length of the longest stretch of words that they share.
    """

    left: str
    right: str
    relation: Relation
    left_share: float
    right_share: float
    words: int


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document is among its copies.

    Attributes:
        group: "cpy:" and a digest of the head; its own also for a document without copies.
        head: the first of them to appear that no newer version stands for.
        size: how many documents the group has.
        relation: how it stands to the head, or to the nearest of the group; None of the head itself.
        report: the document that stands for all versions of one article: the newest.
        superseded_by: the next newer version of the same article, or None.
        credit: the news agency that its byline, dateline or last line names, or None.
        outlet: the publisher by the name that readers know, or None.
    """

    document: str
    group: str
    head: str
    size: int = 1
    relation: Relation | None = None
    report: str = ""
    superseded_by: str | None = None
    credit: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What finds documents that can be copies of one another: those that share keys of a weight of 2 or more."""

    value: int
    weight: int
