"""Which files are records: missing, foreign, broken and newer ones are refused in one line."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from letopis.errors import RecordError
from letopis.pipeline import read_paths
from letopis.store import open_store
from letopis.store.tables import SCHEMA
from tests.handmade import steps, write_articles


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A closed record."""
    path = tmp_path / "r.letopis"
    store = open_store(path, create=True)
    read_paths([write_articles(tmp_path / "articles")], store, steps=steps())
    store.close()
    return path


def refusal(path: Path, *, create: bool = False) -> str:
    """What is said when the file is opened."""
    with pytest.raises(RecordError) as caught:
        open_store(path, create=create).holdings()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_missing_record_tells_how_to_make_one(tmp_path: Path) -> None:
    """Asking before anything was read says what to do."""
    assert "letopis read FILES" in refusal(tmp_path / "none.letopis")
    assert not (tmp_path / "none.letopis").exists()


def test_text_file_is_no_record_and_stays_as_it_is(tmp_path: Path) -> None:
    """`--record article.txt` by mistake harms nothing."""
    path = tmp_path / "a.txt"
    path.write_text("An article.", encoding="utf-8")
    assert "no record of Letopis" in refusal(path, create=True)
    assert path.read_text(encoding="utf-8") == "An article."


def test_foreign_sqlite_file_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    """Another program's database is not written to."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE documents (id TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert "no record of Letopis" in refusal(path, create=True)
    assert path.read_bytes() == before


def test_newer_schema_is_refused(record: Path) -> None:
    """A record made by a later version is not guessed at."""
    connection = sqlite3.connect(record)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    assert f"schema {SCHEMA + 1}, this version of Letopis knows schema {SCHEMA}" in refusal(record)


def test_cut_off_record_is_refused(record: Path) -> None:
    """Half a file is no record, and the message is one line."""
    record.write_bytes(record.read_bytes()[:5000])
    assert "r.letopis" in refusal(record)


def test_overwritten_record_is_refused(record: Path) -> None:
    """A file with the right beginning and rubbish after it."""
    raw = record.read_bytes()
    record.write_bytes(raw[:100] + b"\xff" * (len(raw) - 100))
    assert "r.letopis" in refusal(record)


def test_folder_is_no_record(tmp_path: Path) -> None:
    """`--record FOLDER` says what is wrong."""
    assert "is a folder" in refusal(tmp_path, create=True)


def test_folder_of_the_record_must_exist(tmp_path: Path) -> None:
    """A record is not made in a folder that is not there."""
    assert "does not exist" in refusal(tmp_path / "no" / "r.letopis", create=True)


def test_empty_file_becomes_a_record(tmp_path: Path) -> None:
    """A file of no bytes, as a crash can leave it, is as good as none."""
    path = tmp_path / "r.letopis"
    path.touch()
    open_store(path, create=True).close()
    assert open_store(path).holdings().documents == ()


def test_schema_number_stands_in_the_file(record: Path) -> None:
    """In a table for people, and in the header for us."""
    connection = sqlite3.connect(record)
    assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (str(SCHEMA),)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert connection.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"LETO"
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_record_held_by_another_says_so(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second writer is told, and nothing is lost."""
    monkeypatch.setattr("letopis.store.sqlite.WAIT_S", 0.1)
    other = sqlite3.connect(record, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "locked" in refusal(record)
    other.execute("ROLLBACK")
    other.close()
    assert len(open_store(record).documents()) == 2


def test_record_can_be_asked_while_it_is_read_into(tmp_path: Path) -> None:
    """Another process sees the documents finished so far; closed, the file stands alone again."""
    path = tmp_path / "r.letopis"
    writer = open_store(path, create=True)
    read_paths([write_articles(tmp_path / "articles")], writer, steps=steps())
    reader = open_store(path)
    assert len(reader.documents()) == 2
    reader.close()
    writer.close()
    assert sorted(other.name for other in tmp_path.iterdir()) == ["articles", "r.letopis"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_killed_in_the_middle_the_record_is_whole(tmp_path: Path) -> None:
    """What was committed is there after the writer was killed; reading again completes it."""
    path, articles = tmp_path / "r.letopis", write_articles(tmp_path / "articles")
    root = Path(__file__).parents[2]
    program = f"""
import os, sys
sys.path[:0] = [{str(root / "src")!r}, {str(root)!r}]
from pathlib import Path
from letopis.pipeline import read_paths
from letopis.store import open_store
from tests.handmade import find, steps

def killed(document):
    return os._exit(9) if "Żak" in document.text else find(document)

read_paths([{str(articles)!r}], open_store(Path({str(path)!r}), create=True), steps=steps(find=killed))
"""
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=120).returncode == 9
    store, whole = open_store(path), open_store(None)
    assert len(store.documents()) == 1
    read_paths([articles], store, steps=steps())
    read_paths([articles], whole, steps=steps())
    assert store.lines() == whole.lines()
    store.close()


def test_older_record_is_brought_to_our_schema(record: Path) -> None:
    """A record of schema 1 opens with all that it has; what was said is found by words, and has no vectors."""
    before = open_store(record).lines()
    connection = sqlite3.connect(record)
    for table in ("content_words", "content_vectors"):
        connection.execute(f"DROP TABLE {table}")
    for column in ("cue_start", "cue_end", "described"):
        connection.execute(f"ALTER TABLE attributions DROP COLUMN {column}")
    connection.execute("ALTER TABLE arguments DROP COLUMN described")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    store = open_store(record)
    assert store.lines() == before
    assert len(store.find_contents("agree border")) == 1
    assert store.vectors() == {}
    store.close()
    test_schema_number_stands_in_the_file(record)


def test_older_record_that_cannot_be_written_says_what_to_do(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left as it is, and the message is one line."""
    connection = sqlite3.connect(record)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    connect = sqlite3.connect

    def read_only(name: str, **options: object) -> sqlite3.Connection:
        return connect(f"file:{name}?mode=ro", uri=True, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("letopis.store.sqlite.sqlite3.connect", read_only)
    assert "make the file writable" in refusal(record)
