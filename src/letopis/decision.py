"""What was decided over what was read: appended and revoked, never edited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two mention chains are one thing, or are not.

    Attributes:
        left, right: chain ids, left < right.
        same: True when they are one thing.
        by: "machine:" and the producer, or "person:" and a name.
        at: ISO time stamp, UTC; empty for a machine's, which can be worked out again.
        revoked_at: ISO time stamp, or None while it stands.
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


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on one claim: right or wrong."""

    id: str
    claim: str
    right: bool
    by: str
    at: str
    reason: str = ""
    revoked_at: str | None = None


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
