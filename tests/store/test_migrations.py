"""Records of older schemas are brought to ours; what they held stays.

The records in `records` are SQL of the record of tests/handmade.py, each as a version of that schema wrote it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from letopis.store import migrations, open_store
from letopis.store.tables import SCHEMA, metadata
from tests.handmade import steps, write_articles

RECORDS = sorted((Path(__file__).parent / "records").glob("*.sql"))


@pytest.fixture(params=RECORDS, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record of an older schema, closed."""
    path = tmp_path / "older.letopis"
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    return path


def counts(path: Path) -> dict[str, int]:
    """How many rows each plain table holds."""
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    plain = [name for name in names if name in metadata.tables]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in plain}


def test_newest_revision_is_our_schema() -> None:
    """The number in the file and the revisions are one count."""
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_current_head() == str(SCHEMA)


def test_older_record_has_the_tables_of_a_new_one(older: Path, tmp_path: Path) -> None:
    """Tables, columns, types and indices are those that `tables` describes; only the searches are beside them."""
    open_store(older).close()
    open_store(tmp_path / "new.letopis", create=True).close()
    engine, new = (create_engine(f"sqlite:///{path}") for path in (older, tmp_path / "new.letopis"))
    assert sorted(inspect(engine).get_table_names()) == sorted(inspect(new).get_table_names())
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_plain})
        assert compare_metadata(context, metadata) == []


def is_plain(name: str | None, kind: str, parents: object) -> bool:
    """False for the tables of full text search, which are SQLite's own."""
    return kind != "table" or name in metadata.tables


def test_older_record_keeps_every_row(older: Path) -> None:
    """Nothing that was read, found or decided is lost."""
    before = counts(older)
    open_store(older).close()
    after = counts(older)
    assert before["claims"]
    assert {name: after[name] for name in before} == before


def test_older_record_is_asked_and_read_into(older: Path, tmp_path: Path) -> None:
    """Its claims have their words, what was said is found, and reading goes on."""
    from letopis.pipeline import read_paths

    store = open_store(older)
    lines = store.lines()
    assert lines
    assert len(store.find_contents("agree border")) == 1
    read_paths([write_articles(tmp_path / "articles")], store, steps=steps())
    assert [line.claim.id for line in store.lines()] == [line.claim.id for line in lines]
    store.close()


def test_what_people_decided_is_gathered(tmp_path: Path) -> None:
    """Dates, outlets, reviews and judgements are decisions, in order, tied to words; what was revoked is undone; what
    spoke of an id that is gone keeps it.
    """
    path = tmp_path / "older.letopis"
    connection = sqlite3.connect(path)
    connection.executescript((RECORDS[0].parent / "schema_5.sql").read_text(encoding="utf-8"))
    visit = connection.execute("SELECT id FROM documents WHERE path LIKE '%visit%'").fetchone()[0]
    claim = connection.execute("SELECT id FROM claims WHERE type = 'PROTEST'").fetchone()[0]
    early, late = f"{visit}/berg", f"{visit}/lind"
    for table, *values in (
        ("date_decisions", 1, "dat:1", visit, "2021-05-06", "person:ann", "2021-06-01", None),
        ("date_decisions", 2, "dat:2", visit, "2021-05-07", "person:ann", "2021-06-01", "2021-06-03"),
        ("outlet_decisions", 1, "out:1", "Coast Agency", "country", "NO", "person:bob", "2021-06-02", None),
        ("reviews", "rev:1", claim, 0, "person:ann", "2021-06-04", "a crowd is no event", None),
        ("reviews", "rev:2", "clm:gone", 1, "person:ann", "2021-06-05", "", None),
        ("judgements", "jud:9", early, late, 1, 1.0, "person:ann", "2021-06-06", "", None),
    ):
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    connection.commit()
    connection.close()
    store = open_store(path)
    told = [(one.act, one.by, dict(one.told)) for one in store.decisions()]
    assert [act for act, _, _ in told] == ["date", "date", "outlet", "undo", "reject", "accept", "merge"]
    assert told[2] == ("outlet", "bob", {"outlet": "Coast Agency", "trait": "country", "value": "NO"})
    assert told[5][2] == {"claim": "clm:gone"}
    assert store.document(visit).published.text == "2021-05-06"
    assert store.misdated() == []
    reject, merge = store.decisions()[4], store.decisions()[6]
    assert (reject.on[0].exact, reject.on[0].type) == ("Thousands protested.", "PROTEST")
    assert reject.why == "a crowd is no event"
    assert [anchor.exact for anchor in merge.anchors] == ["Anna Berg", "Otto Lind"]
    assert all(one.is_whole for one in store.decisions())
    store.close()
