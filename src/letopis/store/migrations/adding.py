"""Add to a record what it lacks.

In:   names of tables, columns and indices of `tables`.
Out:  the record with them; what is there already stays.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, inspect, text
from sqlalchemy.schema import CreateIndex

from letopis.store.tables import metadata


def add(*names: str) -> None:
    """Makes tables ("claims"), columns ("claims.same_as") and indices ("claims_kind") as `tables` describes them.

    A new column has its default in the old rows; where it may not be empty and has none, the empty string.
    """
    for name in sorted(
        names, key=lambda name: "." not in name and name not in metadata.tables
    ):  # indices last
        table, _, column = name.partition(".")
        if column:
            _add_column(table, column)
        elif name in metadata.tables:
            metadata.tables[name].create(op.get_bind(), checkfirst=True)
        else:
            indices = {
                str(index.name): index for table in metadata.tables.values() for index in table.indexes
            }
            op.execute(CreateIndex(indices[name], if_not_exists=True))


def _add_column(table: str, name: str) -> None:
    column = metadata.tables[table].columns[name]
    if name in {found["name"] for found in inspect(op.get_bind()).get_columns(table)}:
        return
    default = None if column.nullable else text(_default(column))
    op.add_column(table, Column(name, column.type, nullable=column.nullable, server_default=default))


def _default(column: Column[object]) -> str:
    """What stands in the old rows, as SQL."""
    value = getattr(column.default, "arg", None)
    return repr(value) if isinstance(value, str) else str(int(value)) if isinstance(value, int) else "''"
