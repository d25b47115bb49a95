"""What could be known on a day: later articles are hidden from every command that lists, versions from one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.main import get_command
from typer.testing import CliRunner

from letopis import pipeline
from letopis.cli import app
from letopis.copied import Copy
from letopis.document import CHANGED, Published
from letopis.errors import UsageError
from letopis.record import Record
from letopis.store import Findings, open_store
from letopis.times import Interval, one_day
from tests.handmade import document_of, steps, write_articles

# What they need to answer at all; the others answer without.
ARGUMENTS: dict[str, list[str]] = {
    "office": ["president"],
    "quotes": ["Berg"],
    "search": ["nothing"],
    "show": ["doc:"],
    "panel": ["Norway", "Sweden"],
    "relation": ["Norland", "Sudland"],
    "export": ["claims"],
    "plan": ["pln:"],
    "as-of": ["2021-12"],
    "event": ["CLAIM"],
    "positions": ["Berg", "border"],
    "story": ["sty:"],
    "diff": ["2021-01", "2021-12"],
    "sources-of": ["CLAIM"],  # the first of the article that is known
}
CHANGING = {
    "publisher",
    "read",
    "published",
    "remove",
    "explain",
    "dossier",
}  # or tell how an article was read
DECIDING = {"letopis.cli.deciding", "letopis.cli.review"}  # what is decided, and by whom, is of no article
BETWEEN = "2021-05-31"  # the first article is of May 5, the other of June 1


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a record of two articles, of 5 May and 1 June 2021."""
    monkeypatch.setattr(pipeline, "letopis_steps", steps)
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "articles")
    run("read", "articles/b_reply.txt", "--published", "2021-06-01")
    run("read", "articles/a_visit.txt")
    return tmp_path / "record.letopis"


def run(*words: str, code: int = 0) -> Result:
    """The result of a command."""
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, (words, done.stdout, done.stderr, done.exception)
    return done


def commands() -> dict[str, Any]:
    """Every command of the program by its name."""
    found: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return found


def listing() -> list[str]:
    """The names of those that list what articles say."""
    found = commands()
    return sorted(name for name in set(found) - CHANGING if found[name].callback.__module__ not in DECIDING)


@pytest.mark.parametrize("name", listing())
def test_no_command_that_lists_can_forget_what_was_not_yet_known(name: str, record: Path) -> None:
    """Each has --known, and tells nothing of an article that appeared later."""
    options = {option for parameter in commands()[name].params for option in parameter.opts}
    assert "--known" in options, f"{name} needs --known: `known: KnownBy` and `opened(record, known)`"
    with Record.open(record) as kept:
        first = kept.claims()[0].id
    arguments = [name, *(word.replace("CLAIM", first) for word in ARGUMENTS.get(name, []))]
    before = run(*arguments, "--known", BETWEEN)
    assert "b_reply" not in before.output
    assert "Żak" not in before.output


def test_a_search_and_a_name_are_unknown_before_the_article_that_tells_them(record: Path) -> None:
    """Words of a later article are not found, and its people are nobody yet."""
    assert record.exists()
    assert run("search", "nothing", "--known", BETWEEN).stdout == ""
    assert "nothing" in run("search", "nothing", "--known", "2021-06").stdout
    run("who", "Żak", "--known", BETWEEN, code=UsageError.exit_code)
    assert "no date" in run("timeline", "--known", "May", code=UsageError.exit_code).stderr


def test_a_document_without_a_date_is_left_out_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells that it had appeared; stderr says how many there are."""
    monkeypatch.setattr(pipeline, "letopis_steps", steps)
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "articles")
    run("read", "articles")
    done = run("documents", "--known", "2030")
    assert "b_reply" not in done.stdout
    assert "1 document left out: nothing tells that they had appeared by 2030" in done.stderr


def test_a_record_as_known_is_asked_and_not_changed(record: Path) -> None:
    """It is another view of the same file, which keeps everything."""
    with Record.open(record) as kept:
        with kept.known_by(date(2021, 5, 31)) as narrowed:
            assert [document.path for document in narrowed.documents()] == ["articles/a_visit.txt"]
            assert all(line.path == "articles/a_visit.txt" for line in narrowed.lines())
        assert len(kept.documents()) == 2


def test_the_version_that_was_known_stands_for_the_article() -> None:
    """Before the change the first text, from the day of the change on the corrected one; never both."""
    store = open_store(None)
    first = document_of("A vote\n\nBy 412 to 202.", "first.txt", "2019-03-14")
    second = document_of("A vote\n\nBy 413 to 202, as corrected.", "second.txt", "2019-03-14")
    changed = Published(one_day(date(2019, 3, 15)), CHANGED, "2019-03-15")
    object.__setattr__(second, "candidates", (*second.candidates, changed))
    with Record(store) as record:
        begun = pipeline.Run("run:1", "2026-01-01", "1", "")
        store.begin_run(begun)
        for document in (first, second):
            store.add(document, b"", Findings(), begun.id)
        group = {"group": "cpy:1", "head": second.id, "size": 2, "report": second.id}
        store.replace_copies(
            [Copy(first.id, superseded_by=second.id, **group), Copy(second.id, **group)]  # type: ignore[arg-type]
        )

        def paths(day: date) -> list[str]:
            with record.known_by(day) as narrowed:
                return [document.path for document in narrowed.documents()]

        assert paths(date(2019, 3, 13)) == []
        assert paths(date(2019, 3, 14)) == ["first.txt"]
        assert paths(date(2019, 3, 15)) == ["second.txt"]


def test_a_proven_last_day_is_a_day_by_which_a_document_had_appeared() -> None:
    """The article is counted from the last day on which it can have appeared."""
    store = open_store(None)
    document = document_of("A text\n\nWithout a date.", "bounded.txt")
    bounds = Published(Interval(date(2014, 1, 1), date(2015, 1, 1), basis="bounds"), "bounds", "told")
    object.__setattr__(document, "published", bounds)
    begun = pipeline.Run("run:1", "2026-01-01", "1", "")
    store.begin_run(begun)
    store.add(document, b"", Findings(), begun.id)
    with Record(store) as record:
        for day, number in ((date(2014, 12, 30), 0), (date(2014, 12, 31), 1)):
            with record.known_by(day) as narrowed:
                assert len(narrowed.documents()) == number
