"""Bring a record of an older schema to ours, where it lies.

In:   an open transaction on an older record, and the schema number that stands in it.
Out:  the same record with the tables and columns that were added since; nothing that it held is changed.

Each file of `versions` is an Alembic revision, named by the schema number that it leads to. What an older version did
not find is not there: it is found in what is read from then on. The number in the file says where to begin; Alembic
keeps no table of its own in a record.
"""

from __future__ import annotations

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def bring_up(connection: Connection, schema: int) -> None:
    """Carries out every revision after that of `schema`, in order."""
    script = ScriptDirectory(str(Path(__file__).parent))
    revisions = list(script.iterate_revisions("head", str(schema)))
    with Operations.context(MigrationContext.configure(connection)):
        for revision in reversed(revisions):
            revision.module.upgrade()
