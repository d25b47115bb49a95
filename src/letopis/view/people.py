"""Who is in the record: the cast, and one of them with all that is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from letopis.claim import ClaimKind, Polarity
from letopis.profile import CastMember, Line, Profile
from letopis.view import wording
from letopis.view.rows import CastRow

_LEFT_OUT = frozenset({"office", "time", "quantity"})  # no cast of a story


def cast_rows(
    cast: Sequence[CastMember],
    tenures: Sequence[Line],
    kinds: Sequence[str] = (),
    joined: Mapping[str, str] = MappingProxyType({}),
) -> list[CastRow]:
    """The cast, most claims first; without `kinds`, all but offices, times and quantities.

    Args:
        joined: by the id of a claim the office that it tells of, as all articles name it.
    """
    offices: dict[str, dict[str, None]] = defaultdict(dict)
    for line in tenures:
        for holder in line.all("holder"):
            if holder.entity and line.claim.polarity is Polarity.AFFIRMED:
                office = joined.get(line.claim.id) or wording.office_name(line)
                offices[holder.entity][office] = None
    return [
        CastRow(
            name=member.entity.name,
            kind=str(member.entity.kind),
            country=member.entity.country,
            names=", ".join(member.entity.names),
            offices="; ".join(offices[member.entity.id]),
            mentions=member.mentions,
            documents=member.documents,
            claims=member.claims,
            id=member.entity.id,
        )
        for member in cast
        if (member.entity.kind in kinds if kinds else member.entity.kind not in _LEFT_OUT)
    ]


def profile(member: CastMember, lines: Sequence[Line]) -> Profile:
    """One of the cast with the lines that they are a part of."""
    entity = member.entity.id
    shelves: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.involves(entity):
            shelves[_shelf(line, entity)].append(line)
    kept = ("offices", "ties", "statements", "acts", "others")
    return Profile(member, *(tuple(sorted(shelves[name], key=_by_time)) for name in kept))


def _shelf(line: Line, entity: str) -> str:
    kind = line.claim.kind
    if kind is ClaimKind.TENURE:
        return "offices"
    if kind is ClaimKind.TIE:
        return "ties"
    if kind is ClaimKind.STATEMENT and line.involves(entity, "speaker"):
        return "statements"
    if kind is ClaimKind.EVENT and line.involves(entity, "actor"):
        return "acts"
    return "others"


def _by_time(line: Line) -> tuple[str, str, int, str]:
    """Dated lines first, by their start; then in the order of the texts."""
    when = line.claim.when
    first = (when.start or when.end) if when else None
    return (first.isoformat() if first else "9999", line.path, line.claim.evidence[0].start, line.claim.id)
