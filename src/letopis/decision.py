"""What was decided over what was read: appended, never edited; what is undone is undone by a further decision.

A person decides about places in texts (anchor.py), never about an id that a model made, so that a decision finds its
thing or claim again after another reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from letopis.anchor import Anchor
from letopis.document import content_id
from letopis.mention import Mention

PERSON = "person:"  # before the name of a person, where a machine could have decided too
ACCEPTED, REJECTED, CORRECTED = "accepted", "rejected", "corrected"  # what a claim is by the word of a person


Sides = tuple[tuple[Anchor, ...], tuple[Anchor, ...]]
NOWHERE: Sides = ((), ())


ROLES = {  # of a claim, by its kind, that a person can say who is in
    "event": ("actor", "recipient", "place"),
    "statement": ("speaker", "addressee"),
    "tenure": ("holder", "office", "organisation"),
    "tie": ("subject", "object"),
    "figure": ("subject",),
}


class Act(StrEnum):
    """What a person does by a decision.

    MERGE: `on` and `other` are one. SPLIT: they are not. RENAME: `on` is called so. REJECT, ACCEPT: the claim on `on`
    is wrong, or right; a thing is none, or is well named. CORRECT: a claim's fields are these. DATE: a document
    appeared then. OUTLET: an outlet is that. SKIP: not now, in a review. DOSSIER: a thing is in a collection, or
    no longer. UNDO: another decision no longer stands.
    """

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    REJECT = "reject"
    ACCEPT = "accept"
    CORRECT = "correct"
    DATE = "date"
    OUTLET = "outlet"
    SKIP = "skip"
    DOSSIER = "dossier"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person.

    Attributes:
        id: "dec:" and a digest of everything else.
        by: the name of the person; at: ISO time stamp, UTC; why: in the person's words, or "".
        on: what it is about; of several anchors of one thing the first that is found counts (SPLIT: all of them).
        other: the other side of MERGE and SPLIT.
        told: what it says besides, by name: `name` (RENAME), `document` and `published` (DATE), `outlet`, `trait` and
            `value` (OUTLET), fields and roles of a claim (CORRECT; the words of a role are an anchor of `other`),
            `decision` (UNDO); sorted.
    """

    id: str
    act: Act
    by: str
    at: str
    why: str = ""
    on: tuple[Anchor, ...] = ()
    other: tuple[Anchor, ...] = ()
    told: tuple[tuple[str, str], ...] = ()

    @classmethod
    def make(
        cls,
        act: Act,
        by: str,
        at: str,
        sides: Sides = NOWHERE,
        *,
        why: str = "",
        **told: str,
    ) -> Decision:
        """A decision with the id of its content."""
        kept = tuple(sorted(told.items()))
        key = [str(act), by, at, why, *([asdict(anchor) for anchor in side] for side in sides), kept]
        return cls(content_id("dec", json.dumps(key, sort_keys=True)), act, by, at, why, *sides, kept)

    @property
    def is_whole(self) -> bool:
        """True when its id is that of its content; false after an edit by hand."""
        made = Decision.make(
            self.act, self.by, self.at, (self.on, self.other), why=self.why, **dict(self.told)
        )
        return made.id == self.id

    def get(self, key: str) -> str | None:
        """What it tells under a name, or None."""
        return dict(self.told).get(key)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All its anchors."""
        return (*self.on, *self.other)

    @property
    def documents(self) -> frozenset[str]:
        """The documents that it speaks of."""
        named = self.get("document")
        return frozenset(anchor.document for anchor in self.anchors) | ({named} if named else set())


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions in the order in which they were made; the later one counts."""
    return sorted(decisions, key=lambda decision: (decision.at, decision.id))


def undone(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The undoing that stands, by the id of what it undoes; an undoing can itself be undone."""
    several = in_order(decisions)
    undoings: dict[str, list[Decision]] = {}
    for decision in several:
        if decision.act is Act.UNDO:
            undoings.setdefault(decision.get("decision") or "", []).append(decision)
    known: dict[str, bool] = {}

    def stands(decision: str) -> bool:
        if decision not in known:
            known[decision] = True  # nothing undoes itself
            known[decision] = not any(stands(one.id) for one in undoings.get(decision, ()))
        return known[decision]

    standing = {target: [one for one in each if stands(one.id)] for target, each in undoings.items()}
    return {target: each[-1] for target, each in standing.items() if each}


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that count, in order, without those undone and without the undoings."""
    several = in_order(decisions)
    gone = undone(several)
    return [decision for decision in several if decision.act is not Act.UNDO and decision.id not in gone]


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two mention chains are one thing, or are not: a machine's, or what a person's decision comes to.

    Attributes:
        left, right: chain ids.
        same: True when they are one thing.
        by: "machine:" and the producer, or "person:" and a name.
        at: ISO time stamp, UTC; empty for a machine's, which can be worked out again.
        with_left, with_right: of two that are not one, the chains that go with either, whatever they look like.
    """

    id: str
    left: str
    right: str
    same: bool
    score: float
    by: str
    at: str = ""
    reason: str = ""
    revoked_at: str | None = None
    with_left: tuple[str, ...] = ()
    with_right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What persons' decisions come to for one claim: that it is right or wrong, and the fields they gave it.

    `verdict` is ACCEPTED, REJECTED or CORRECTED; `fields` are those of a correction, as the person wrote them; `parts`
    the mentions that stand in a role instead of what was found, by role; None takes out what stands there.
    """

    claim: str
    verdict: str
    fields: Mapping[str, str]
    parts: Mapping[str, Mention | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DateDecision:
    """A publication date given by a person for a document: EDTF `YYYY[-MM[-DD]]`."""

    id: str
    document: str
    published: str
    by: str
    at: str
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True)
class OutletDecision:
    """What a person says an outlet is; of one outlet and trait the last that stands counts.

    Attributes:
        outlet: its name.
        trait, value: as in `outlet.Trait`.
    """

    id: str
    outlet: str
    trait: str
    value: str
    by: str
    at: str
    revoked_at: str | None = None
