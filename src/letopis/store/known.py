"""A record as it could be known on a day: what appeared later is hidden from every question.

In:   an open connection to a record; the last day of what a reader has seen.
Out:  the documents known by then; temporary views of the tables' own names, which have only what rests on them.

A name is looked up among the temporary views first, so that no query has to be told, and none can forget it. Who is
who, and what is one event, stay as the whole record has them. A version of an article is known from the day on which
it was changed, and hides those before it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select, text

from letopis.bound import published_between
from letopis.document import CHANGED
from letopis.store import ask, tables
from letopis.times import Interval

_DAY = timedelta(days=1)
_OF_DOCUMENT = ("blocks", "copy_keys", "date_bounds", "document_paths", "mentions", "outlet_traits", "raw")
_OF_CLAIM = ("arguments", "attributions", "content_vectors", "event_keys", "fact_keys")
_KNOWN = "(SELECT id FROM temp.known_documents)"
_CLAIM_IS_KNOWN = "EXISTS (SELECT 1 FROM temp.claims c WHERE c.id = t.claim)"


@dataclass(frozen=True, slots=True)
class Known:
    """The documents that a reader can have seen by a day.

    Attributes:
        documents: their ids, sorted, without versions that a newer one had replaced by then.
        undated: how many others have no date and nothing that proves that they had appeared.
    """

    documents: tuple[str, ...]
    undated: int = 0


def known_by(connection: Connection, day: date) -> Known:
    """The documents known by the end of a day."""
    last, undated = _last_days(connection)
    newer = dict(_versions(connection))
    ids = {document for document, appeared in last.items() if appeared <= day}
    return Known(tuple(sorted(ids - _replaced(ids, newer))), undated)


def hide_later(connection: Connection, known: Known, claims: Collection[str] | None = None) -> None:
    """Puts temporary views in the place of the tables; they last as long as the connection. With `claims` only these
    are left of what the documents claim.
    """
    if claims is not None:
        connection.execute(text("CREATE TEMP TABLE known_claims (id TEXT PRIMARY KEY) WITHOUT ROWID"))
        if claims:
            rows = [{"id": claim} for claim in sorted(claims)]
            connection.execute(text("INSERT INTO temp.known_claims VALUES (:id)"), rows)
    connection.execute(text("CREATE TEMP TABLE known_documents (id TEXT PRIMARY KEY) WITHOUT ROWID"))
    if known.documents:
        rows = [{"id": document} for document in known.documents]
        connection.execute(text("INSERT INTO temp.known_documents VALUES (:id)"), rows)
    views = dict(_views())
    if claims is not None:
        views["claims"] += " AND t.id IN (SELECT id FROM temp.known_claims)"
    for name, condition in views.items():
        connection.exec_driver_sql(
            f"CREATE TEMP VIEW {name} AS SELECT {_columns(name)} FROM main.{name} t WHERE {condition}"
        )


def _views() -> Mapping[str, str]:
    """What must hold of a row `t` of each table."""
    mentioned = "main.mentions m JOIN temp.known_documents k ON k.id = m.document"
    return {
        "documents": f"t.id IN {_KNOWN}",
        "claims": f"t.document IN {_KNOWN}",
        **dict.fromkeys((*_OF_DOCUMENT, "sentences", "evidence", "copies"), f"t.document IN {_KNOWN}"),
        **dict.fromkeys(_OF_CLAIM, _CLAIM_IS_KNOWN),
        "foretold": "t.plan IN (SELECT id FROM temp.claims) AND t.claim IN (SELECT id FROM temp.claims)",
        "overlaps": f't."left" IN {_KNOWN} AND t."right" IN {_KNOWN}',
        "entity_of": f"EXISTS (SELECT 1 FROM {mentioned} WHERE m.chain = t.chain)",
        "entities": "EXISTS (SELECT 1 FROM temp.entity_of o WHERE o.entity = t.id)",
    }


def _columns(name: str) -> str:
    """The columns of a view: those of the table, but for what tells of documents that are hidden."""
    if name != "copies":
        return "t.*"
    size = f'(SELECT count(*) FROM main.copies o WHERE o."group" = t."group" AND o.document IN {_KNOWN})'
    told = {"size": f"{size} AS size", "superseded_by": "NULL AS superseded_by"}
    return ", ".join(told.get(column.name, f't."{column.name}"') for column in tables.copies.columns)


def _last_days(connection: Connection) -> tuple[dict[str, date], int]:
    """The last day on which each document can have appeared, by id; and how many have none."""
    given, bounds = ask.given_dates(connection), ask.date_bounds(connection)
    versions = {newer for _, newer in _versions(connection)}
    columns = tables.documents.c
    found: dict[str, date] = {}
    undated = 0
    for row in connection.execute(select(columns.id, columns.published, columns.candidates)):
        if row.id in given:
            interval = given[row.id].interval
        elif row.published["basis"] == "unknown":
            interval = published_between(bounds.get(row.id, ())).interval
        else:
            interval = Interval.from_json(row.published["interval"])
        if interval.end is None:
            undated += 1
            continue
        changed = _changed(row.candidates) if row.id in versions else []
        found[row.id] = max([interval.end, *changed]) - _DAY
    return found, undated


def _changed(candidates: Sequence[Mapping[str, Any]]) -> list[date]:
    """The days after those on which a document says that it was changed."""
    intervals = [Interval.from_json(one["interval"]) for one in candidates if one["basis"] == CHANGED]
    return [interval.end for interval in intervals if interval.end]


def _versions(connection: Connection) -> list[tuple[str, str]]:
    """Documents, each with its next newer version."""
    copy = tables.copies.c
    query = select(copy.document, copy.superseded_by).where(copy.superseded_by.is_not(None))
    return [(row.document, row.superseded_by) for row in connection.execute(query)]


def _replaced(ids: set[str], newer: Mapping[str, str]) -> set[str]:
    """Those of these documents of which a newer version is among them too."""
    found = set()
    for document in ids:
        after, seen = newer.get(document), {document}
        while after is not None and after not in seen:
            if after in ids:
                found.add(document)
                break
            seen.add(after)
            after = newer.get(after)
    return found
