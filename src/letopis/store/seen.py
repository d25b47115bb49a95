"""What a reader has seen of a record: the run up to which, and the run with which each thing came in.

In:   an open connection.
Out:  ids of runs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, insert, select

from letopis.store import tables

_SEEN = "seen"


class Seen:
    """The part of a store that knows what is new in it."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def first_runs(self) -> dict[str, str]:
        """The run with which each claim and each document came in, by their ids."""
        claim, document = tables.claims.c, tables.documents.c
        with self._transaction() as connection:
            found = {row.id: row.first_run for row in connection.execute(select(claim.id, claim.first_run))}
            found |= {row.id: row.run for row in connection.execute(select(document.id, document.run))}
        return found

    def seen(self) -> str | None:
        """The run up to which a reader has marked the record as seen, or None."""
        meta = tables.meta.c
        with self._transaction() as connection:
            return connection.execute(select(meta.value).where(meta.key == _SEEN)).scalar()

    def mark_seen(self, run: str) -> None:
        """Notes that a reader has seen what came in up to a run."""
        meta = tables.meta
        with self._transaction() as connection:
            connection.execute(delete(meta).where(meta.c.key == _SEEN))
            connection.execute(insert(meta), {"key": _SEEN, "value": run})
