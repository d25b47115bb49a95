"""Which claims lie in a period.

In:   the first day wanted and the first day after, each or both.
Out:  conditions on the claims of a record.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from letopis.claim import ClaimKind
from letopis.profile import Wanted
from letopis.store import tables


def sharing_days(wanted: Wanted) -> list[ColumnElement[bool]]:
    """That a claim's time can share a day with the days wanted; a claim without any time does not.

    What lasts reaches on where its time is open; a deed or a saying does so to the day on which it was told at most.
    """
    claims = tables.claims.c
    start, end = claims.when_start, claims.when_end
    lasting = claims.kind.in_((ClaimKind.TENURE, ClaimKind.TIE))
    conditions: list[ColumnElement[bool]] = [or_(start.is_not(None), end.is_not(None))]
    if (first := wanted.since) is not None:
        told = claims.known["end"].as_string() > first.isoformat()
        conditions.append(or_(end > first, and_(end.is_(None), or_(lasting, start >= first, told))))
    if (after := wanted.until) is not None:
        conditions.append(or_(start < after, and_(start.is_(None), or_(lasting, end <= after))))
    return conditions
