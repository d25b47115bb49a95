"""Fill in how many reports, and how many independent ones, support each line.

In:   an open connection; lines.
Out:  the lines; those that are one report of several with their support.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, or_, select

from letopis.origin import support_of
from letopis.profile import Line, Support, Wanted
from letopis.store import ask, tables
from letopis.store.kin import parts_of

REJECTED = "rejected"


def supported(connection: Connection, lines: Sequence[Line], wanted: Wanted | None = None) -> list[Line]:
    """The lines in their order; with `wanted.known_before` only what had appeared by then supports them."""
    facts: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.same_as is not None and line.review != REJECTED:
            facts[line.same_as].append(line)
    if not facts:
        return list(lines)
    known_before = wanted.known_before if wanted is not None else None
    missing = _others(connection, facts, {line.claim.id for line in lines})
    for part in parts_of(missing):
        for line in ask.lines(connection, Wanted(ids=tuple(part), known_before=known_before)):
            facts[line.same_as or ""].append(line)
    found = {fact: support_of(several) for fact, several in facts.items()}
    return [_with(line, found.get(line.same_as or "")) for line in lines]


def ids_of_fact(connection: Connection, claim: str) -> list[str]:
    """Ids of the claims that tell the same as one, itself too, sorted."""
    known = tables.claims.c
    fact = select(known.same_as).where(known.id == claim).scalar_subquery()
    query = select(known.id).where(or_(known.id == claim, known.same_as == fact)).order_by(known.id)
    return list(connection.execute(query).scalars())


def _others(connection: Connection, facts: Iterable[str], known: set[str]) -> list[str]:
    """Ids of the other claims of facts."""
    claim = tables.claims.c
    found: list[str] = []
    for part in parts_of(facts):
        found += connection.execute(select(claim.id).where(claim.same_as.in_(part))).scalars()
    return [each for each in found if each not in known]


def _with(line: Line, support: Support | None) -> Line:
    return replace(line, support=support) if support is not None and support.reports > 1 else line
