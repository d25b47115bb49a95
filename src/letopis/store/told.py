"""What a record tells that helps to say who is who: days of documents, tenures.

In:   an open transaction.
Out:  a `Background`.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from letopis.background import Background
from letopis.bound import published_between
from letopis.claim import ClaimKind
from letopis.profile import Wanted
from letopis.store import ask, rows, tables


def background(connection: Connection) -> Background:
    """The publication of every document, as a person gave it, as it was read or as it is bounded; all tenures.

    Raises:
        EvidenceError: the words of a tenure are no longer in its document.
    """
    given, bounds = ask.given_dates(connection), ask.date_bounds(connection)
    days = {}
    for document, found in connection.execute(select(tables.documents.c.id, tables.documents.c.published)):
        published = given.get(document) or rows.published_from(found)
        if published.basis == "unknown" and document in bounds:
            published = published_between(bounds[document])
        if not published.interval.is_open:
            days[document] = published.interval
    tenures = ask.lines(connection, Wanted(kinds=(ClaimKind.TENURE,)))
    return Background(days, tuple(line.claim for line in tenures))
