"""What is SQLite's own: the file and its marks, its settings, and full text search.

A record is one SQLite file with application id "LETO" and the schema number as user version, so that a
foreign or a newer file is known before anything in it is touched. Closed, it has no second file beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from letopis.errors import RecordError, UsageError
from letopis.store.tables import SCHEMA, metadata

WAIT_S = 10.0  # for another process that writes; a document's transaction takes some milliseconds
SETTINGS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "synchronous = NORMAL",
    "cache_size = -65536",  # KiB: the ids are digests, so that rows of one document lie all over an index
    "wal_autocheckpoint = 8000",  # pages of 4 KiB; such rows would be written over and over
    "temp_store = MEMORY",
)
APPLICATION_ID = 0x4C45544F  # "LETO"
_MAGIC = b"SQLite format 3\x00"
_TOKENIZER = "porter unicode61 remove_diacritics 2"
CONTENT_WORDS = (
    f"CREATE VIRTUAL TABLE content_words USING fts5(words, claim UNINDEXED, tokenize='{_TOKENIZER}')"
)
_SEARCH_TABLES = (
    f'CREATE VIRTUAL TABLE passage_words USING fts5(words, document UNINDEXED, "start" UNINDEXED, '
    f"\"end\" UNINDEXED, tokenize='{_TOKENIZER}')",
    f"CREATE VIRTUAL TABLE claim_words USING fts5(words, claim UNINDEXED, tokenize='{_TOKENIZER}')",
    CONTENT_WORDS,
)


def open_file(path: Path, *, create: bool) -> Engine:
    """An engine on the record at `path`, made when it is not there and `create` is true.

    Raises:
        RecordError: there is no such file; or it is no record, broken, or of a schema that this version does
            not know.
    """
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and not create:
        raise RecordError(f"{path}: there is no record; make one with: letopis read FILES --record {path}")
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; a record is one file")
    if is_new and not path.parent.is_dir():
        raise RecordError(f"{path}: the folder {path.parent} does not exist")
    if not is_new:
        _check_magic(path)
    return _checked(_engine(str(path)), str(path), is_new=is_new)


def open_memory() -> Engine:
    """An engine on a new record that lives only in memory."""
    return _checked(_engine(":memory:", poolclass=StaticPool), "memory", is_new=True)


def _engine(place: str, **how: Any) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(place),
        json_deserializer=_read_json,
        hide_parameters=True,
        **how,
    )
    _set_up(engine)
    return engine


@lru_cache(maxsize=20_000)
def _read_json(text: str) -> Any:
    """What a cell holds. The same day, context or description stands in many rows, so that it is read once; what is
    given is never changed in place.
    """
    return json.loads(text)


def second(engine: Engine, path: Path | None) -> Engine:
    """Another engine on the same record, with one connection of its own; of a record in memory on a copy of it."""
    if path is not None:
        return _engine(str(path), poolclass=StaticPool)
    other = _engine(":memory:", poolclass=StaticPool)
    source, copy = engine.raw_connection(), other.raw_connection()
    try:
        source.driver_connection.backup(copy.driver_connection)  # type: ignore[union-attr]
    finally:
        source.close()
        copy.close()
    return other


def _connect(name: str) -> Any:
    # Transactions are begun by the engine below, also before CREATE TABLE: a half-made record cannot be left
    # behind.
    return sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=WAIT_S)


def _set_up(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        for pragma in SETTINGS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")


def set_journal(engine: Engine, mode: str) -> None:
    """Sets how changes are kept safe: "WAL" while much is written, "DELETE" for a file that stands alone.

    A write-ahead log saves waiting for the disk at each document, and others can ask meanwhile. Where the mode
    cannot be changed, because another has the file open, it stays; the log then goes with the last who closes.
    """
    connection = engine.raw_connection()
    try:
        connection.cursor().execute(f"PRAGMA journal_mode = {mode}")
    except sqlite3.OperationalError as error:
        if mode == "WAL":
            raise RecordError(
                f"the record cannot be written ({error}); is another reading into it?"
            ) from error
    finally:
        connection.close()


def _check_magic(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise RecordError(f"{path}: cannot be opened ({error.strerror})") from error
    if magic != _MAGIC:
        raise RecordError(f"{path}: is no record of Letopis (not a SQLite file)")


def _checked(engine: Engine, name: str, *, is_new: bool) -> Engine:
    """The engine, once its tables are there and its marks are ours."""
    try:
        with engine.begin() as connection:
            if is_new:
                _create(connection)
            marks = [
                int(connection.exec_driver_sql(f"PRAGMA {key}").scalar() or 0)
                for key in ("application_id", "user_version")
            ]
    except DatabaseError as error:
        engine.dispose()
        raise RecordError(
            f"{name}: cannot be used as a record ({error.orig}); take a copy that is whole"
        ) from error
    if marks[0] != APPLICATION_ID:
        engine.dispose()
        raise RecordError(f"{name}: is a SQLite file, but no record of Letopis; name another with --record")
    if 0 < marks[1] < SCHEMA:
        _upgrade(engine, name, marks[1])
    elif marks[1] != SCHEMA:
        engine.dispose()
        raise RecordError(
            f"{name}: has schema {marks[1]}, this version of Letopis knows schema {SCHEMA}; "
            "use the version that made it"
        )
    return engine


def _upgrade(engine: Engine, name: str, schema: int) -> None:
    """Brings an older record to our schema; it has then what later versions find, for what they read."""
    from letopis.store.migrations import bring_up

    try:
        with engine.begin() as connection:
            bring_up(connection, schema)
            connection.execute(text("UPDATE meta SET value = :s WHERE key = 'schema'"), {"s": str(SCHEMA)})
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    except DatabaseError as error:
        engine.dispose()
        raise RecordError(
            f"{name}: has schema {schema} and cannot be brought to schema {SCHEMA} ({error.orig}); make the file "
            "writable, or read the articles into a new record"
        ) from error


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    for statement in _SEARCH_TABLES:
        connection.exec_driver_sql(statement)
    connection.execute(
        text("INSERT INTO meta (key, value) VALUES ('schema', :schema)"), {"schema": str(SCHEMA)}
    )
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def add_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows, all of the same columns, as `connection.execute(insert(table), rows)` does, in half the time: of the
    many rows of a document each would be made ready by itself.
    """
    if rows:
        statement, columns = _insertion(table, tuple(rows[0]))
        ready = ([row[name] if to is None else to(row[name]) for name, to in columns] for row in rows)
        connection.exec_driver_sql(statement, [tuple(values) for values in ready])


@lru_cache(maxsize=64)
def _insertion(
    table: Table, names: tuple[str, ...]
) -> tuple[str, list[tuple[str, Callable[[Any], Any] | None]]]:
    """The statement that adds a row of these columns, and in its order each column with what makes its cell ready."""
    dialect = sqlite.dialect()
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    types = {name: table.c[name].type.dialect_impl(dialect) for name in names}
    order = compiled.positiontup or ()
    assert sorted(order) == sorted(names)
    return str(compiled), [(name, types[name].bind_processor(dialect)) for name in order]


def index_passages(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Makes blocks findable; each row has words, document, start, end."""
    if rows:
        sql = 'INSERT INTO passage_words (words, document, "start", "end") VALUES (?, ?, ?, ?)'
        connection.exec_driver_sql(
            sql, [(row["words"], row["document"], row["start"], row["end"]) for row in rows]
        )


def index_claims(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Makes claims findable; each row has words, claim."""
    if rows:
        sql = "INSERT INTO claim_words (words, claim) VALUES (?, ?)"
        connection.exec_driver_sql(sql, [(row["words"], row["claim"]) for row in rows])


def index_contents(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Makes what was said findable; each row has words, claim."""
    if rows:
        sql = "INSERT INTO content_words (words, claim) VALUES (?, ?)"
        connection.exec_driver_sql(sql, [(row["words"], row["claim"]) for row in rows])


def forget_claims(connection: Connection, document: str) -> None:
    """Takes a document's claims out of the search; before they leave their table."""
    for table in ("claim_words", "content_words"):
        sql = f"DELETE FROM {table} WHERE claim IN (SELECT id FROM claims WHERE document = :document)"
        connection.execute(text(sql), {"document": document})


def forget_passages(connection: Connection, document: str) -> None:
    """Takes a document's blocks out of the search."""
    connection.execute(text("DELETE FROM passage_words WHERE document = :document"), {"document": document})


def find_passages(connection: Connection, words: str, limit: int) -> list[tuple[str, int, int]]:
    """Document, start and end of the blocks that hold all the words, best first.

    Raises:
        UsageError: there is no letter or digit to search for.
    """
    sql = (
        'SELECT document, "start", "end" FROM passage_words WHERE passage_words MATCH :query '
        "AND document IN (SELECT id FROM documents) "
        'ORDER BY bm25(passage_words), document, "start" LIMIT :limit'
    )
    found = connection.execute(text(sql), {"query": match_query(words), "limit": limit})
    return [(row[0], row[1], row[2]) for row in found]


def find_claims(connection: Connection, words: str, limit: int) -> list[str]:
    """Ids of the claims that hold all the words, best first.

    Raises:
        UsageError: there is no letter or digit to search for.
    """
    sql = (
        "SELECT claim FROM claim_words WHERE claim_words MATCH :query AND claim IN (SELECT id FROM claims) "
        "ORDER BY bm25(claim_words), claim LIMIT :limit"
    )
    return [row[0] for row in connection.execute(text(sql), {"query": match_query(words), "limit": limit})]


def find_contents(connection: Connection, words: str) -> list[str]:
    """Ids of the statements that have all the words, by their stems, in what was said; best first.

    Raises:
        UsageError: there is no letter or digit to search for.
    """
    sql = (
        "SELECT claim FROM content_words WHERE content_words MATCH :query AND claim IN (SELECT id FROM claims) "
        "ORDER BY bm25(content_words), claim"
    )
    return [row[0] for row in connection.execute(text(sql), {"query": match_query(words)})]


def match_query(words: str) -> str:
    """An FTS5 query that finds all the words; words in double quotation marks are one phrase, `x*` is a
    beginning.

    Every token is quoted, so that nothing a user types is syntax.

    Raises:
        UsageError: there is no letter or digit to search for.
    """
    terms = []
    for number, stretch in enumerate(
        words.replace("\x00", " ").replace("“", '"').replace("”", '"').split('"')
    ):
        for term in [stretch] if number % 2 else stretch.split():
            if any(sign.isalnum() for sign in term):
                terms.append(f'"{term}"' + ("*" if term.endswith("*") else ""))
    if not terms:
        raise UsageError(f"nothing to search for in {words!r}; give at least one word")
    return " ".join(terms)
