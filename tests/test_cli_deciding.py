"""The commands that decide, over a hand-made record: talk on stderr, data on stdout, one line on bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from letopis import pipeline, rereading
from letopis.cli import app
from letopis.resolve import resolve
from tests.handmade import Steps, steps, write_articles


def ours() -> Steps:
    """The hand-made steps with our own resolve."""
    return steps(resolve=resolve)


@pytest.fixture
def claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of the protest in a record with both articles, decided over by ann."""
    monkeypatch.setattr(pipeline, "letopis_steps", ours)
    monkeypatch.setattr(rereading, "letopis_steps", ours)
    monkeypatch.setenv("LETOPIS_USER", "ann")
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "articles")
    run("read", "articles")
    return next(row["id"] for row in json.loads(run("events", "--json").stdout) if row["type"] == "PROTEST")


def run(*words: str, code: int = 0) -> Result:
    """The result of a command."""
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, (done.stdout, done.stderr, done.exception)
    return done


def test_each_decision_says_what_it_is_and_how_to_take_it_back(claim: str) -> None:
    """One line on stderr, nothing on stdout; with --json the decision is data."""
    for words, told in (
        (["merge", "Anna Berg", "Émile Żak"], "are one; changes"),
        (["split", "Anna Berg", "--off", "Émile Żak"], "are two"),
        (["split", "Anna Berg", "Émile Żak"], "are two"),
        (["rename", "Otto Lind", "Otto von Lind"], "Otto Lind is called Otto von Lind; changes"),
        (
            ["reject", claim, "--why", "a crowd is no event"],
            "wrong: event PROTEST in “Thousands protested.”; changes 1 line",
        ),
        (["accept", claim], "right: event PROTEST"),
        (["correct", claim, "when=2021-05-04", "actor=Norland"], "actor is Norland, when is 2021-05-04"),
    ):
        done = run(*words)
        assert done.stdout == ""
        assert told in done.stderr
        assert "to take it back: letopis undo dec:" in done.stderr
    (made,) = json.loads(run("undo", "--json").stdout)
    assert (made["act"], made["by"], made["what"][:7]) == ("undo", "ann", "undone:")
    assert run("reject", "Coast Agency", "--csv").stdout.startswith("id,act,by,at,why,what,lines\n")


def test_parts_of_one_are_listed(claim: str) -> None:
    """split with a name alone decides nothing."""
    parts = json.loads(run("split", "Anna Berg", "--json").stdout)
    assert [(part["source"][-11:], part["names"]) for part in parts] == [
        ("a_visit.txt", "Anna Berg"),
        ("b_reply.txt", "Berg"),
    ]
    assert "nothing has been decided" in run("decisions").stderr


def test_rejected_is_shown_on_request(claim: str) -> None:
    """Lists and exports leave it out; --rejected has it, and says so."""
    run("reject", claim)
    for words in (["timeline"], ["events"], ["export", "claims"]):
        assert claim[:12] not in run(*words).stdout
        assert claim[:12] in run(*words, "--rejected").stdout
    assert "rejected by a person" in run("show", claim).stdout


def test_decisions_are_listed_shared_and_attached_again(claim: str, tmp_path: Path) -> None:
    """Who, when, why; a file that another record reads; what fits nothing there is said."""
    run("reject", claim, "--why", "a crowd is no event", "--by", "bob")
    run("rename", "Otto Lind", "Otto von Lind")
    rows = json.loads(run("decisions", "--json").stdout)
    assert [(row["by"], row["act"], row["why"], row["standing"]) for row in rows] == [
        ("bob", "reject", "a crowd is no event", "stands"),
        ("ann", "rename", "", "stands"),
    ]
    assert len(json.loads(run("decisions", "--by", "bob", "--json").stdout)) == 1
    assert "2 decisions → d.toml" in run("decisions", "export", "d.toml").stderr
    assert run("decisions", "export", "-").stdout == (tmp_path / "d.toml").read_text(encoding="utf-8")
    run("read", "articles/b_reply.txt", "--record", "other.letopis")
    done = run("decisions", "import", "d.toml", "--record", "other.letopis")
    assert "d.toml: 2 new, 0 already known; 2 fit nothing here" in done.stderr
    waiting = json.loads(run("decisions", "--unattached", "--json", "--record", "other.letopis").stdout)
    assert [row["standing"] for row in waiting] == ["unattached", "unattached"]
    assert "2 new" not in run("decisions", "import", "d.toml", "--record", "other.letopis").stderr


def test_reread_tells_what_came_of_it(claim: str) -> None:
    """One document by its path, or all; decisions hold."""
    run("reject", claim)
    assert "1 read again, 0 left as they were" in run("reread", "articles/a_visit.txt").stderr
    assert "2 read again" in run("reread", "--all").stderr
    assert claim not in run("export", "claims").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["merge", "Anna Berg"], "name at least two"),
        (["merge", "Anna Berg", "Berg"], "are one already"),
        (["merge", "Anna Berg", "Nemo"], "nobody in the record is called"),
        (["split", "Anna Berg", "Lind", "--off", "x"], "not both"),
        (["rename", "Anna Berg", " "], "the new name is empty"),
        (["reject", "clm:zz"], "no id in the record begins with"),
        (["correct", "clm:", "when"], "is no FIELD=VALUE"),
        (["undo"], "ann has no decision that stands"),
        (["decisions", "export"], "give both"),
        (["decisions", "import", "missing.toml"], "cannot be read"),
        (["decisions", "import", "articles/a_visit.txt"], "is no TOML"),
        (["reread"], "name documents, or --all"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_makes_no_sense_is_one_line(claim: str, words: list[str], told: str) -> None:
    """Exit code 2, and nothing is decided."""
    done = run(*words, code=2)
    assert told in done.stderr
    assert done.stderr.startswith("letopis: ")
    assert done.stderr.count("\n") == 1
    assert "nothing has been decided" in run("decisions").stderr
