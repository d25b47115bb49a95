"""What a record tells that helps to say who is who: days of documents, tenures; and how chains are called.

In:   an open transaction; ids of chains.
Out:  a `Background`; words and paths.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from letopis.background import Background
from letopis.bound import published_between
from letopis.claim import ClaimKind
from letopis.mention import Form
from letopis.profile import Wanted
from letopis.store import ask, rows, tables
from letopis.store.changes import AT_ONCE, batches


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


def words_of(connection: Connection, chains: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Chain → its longest name, or else longest words, and the path of its document."""
    mentions, documents = tables.mentions.c, tables.documents.c
    best: dict[str, tuple[tuple[bool, int, int], str, str]] = {}
    for some in batches(sorted(set(chains)), AT_ONCE):
        query = (
            select(mentions.chain, mentions.text, mentions.form, mentions.start, documents.path)
            .join_from(tables.mentions, tables.documents, documents.id == mentions.document)
            .where(mentions.chain.in_(some))
        )
        for row in connection.execute(query):
            rank = (row.form != str(Form.NAME), -len(row.text), row.start)
            best[row.chain] = min(best.get(row.chain, (rank, row.text, row.path)), (rank, row.text, row.path))
    return {chain: (text, path) for chain, (_, text, path) in best.items()}
