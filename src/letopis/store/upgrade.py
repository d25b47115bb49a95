"""Bring a record of an older schema to ours, where it lies.

In:   an open transaction on an older record.
Out:  the same record with the tables and columns that were added since; nothing that it held is changed.

What an older version did not find is not there: it is found in what is read from then on.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, inspect

from letopis.store.tables import metadata

_CONTENTS = """
INSERT INTO content_words (words, claim)
SELECT coalesce((SELECT group_concat(text, char(10)) FROM arguments WHERE claim = c.id AND role = 'content'),
                (SELECT group_concat(quote, char(10)) FROM evidence WHERE claim = c.id)), c.id
FROM claims AS c WHERE c.kind = 'statement'
"""


def add_tables_and_columns(connection: Connection) -> None:
    """Makes every table and column of ours that is not there; a new column has its default in the old rows."""
    metadata.create_all(connection)
    known = inspect(connection)
    for table in metadata.sorted_tables:
        there = {column["name"] for column in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                told = (
                    f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {_definition(column, connection)}'
                )
                connection.exec_driver_sql(told)


def _definition(column: Column[object], connection: Connection) -> str:
    """Type and default of a column, as SQL."""
    told = str(column.type.compile(connection.dialect))
    if column.nullable:
        return told
    value = getattr(column.default, "arg", None)
    default = repr(value) if isinstance(value, str) else str(int(value)) if isinstance(value, int) else "''"
    return f"{told} NOT NULL DEFAULT {default}"


def add_content_words(connection: Connection, statement: str) -> None:
    """Makes what was said findable by its words; `statement` makes the table of the search."""
    if "content_words" not in inspect(connection).get_table_names():
        connection.exec_driver_sql(statement)
        connection.exec_driver_sql(_CONTENTS)
