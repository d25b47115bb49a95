"""The review: what is asked, in which order, and what the answers do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from letopis import pipeline
from letopis.cli import app
from letopis.document import Document
from letopis.mention import Form, MentionKind
from letopis.record import Record
from letopis.resolve import resolve
from letopis.store import Findings
from tests.handmade import ClaimKind, Finder, steps

SPEECH = """\
Minister resigns

Pavel Rudenko resigned on Monday. Pavlo Rudenka had led the ministry. Rudenko thanked Ana Rojas. A senior official said
it was sad. The senior official left. Yesterday 9 was quiet.
"""
REPORT = """\
Two of a name

Alba Rojas met A. Rojas in May. A. Rojas spoke. Alba Rojas left.
"""


def found(document: Document) -> Findings:
    """People who may be one, one who is only described, a name that is none, and a claim that is unsure."""
    finder = Finder(document)
    person = MentionKind.PERSON
    if document.text.startswith("Minister"):
        rudenko = finder.mention("Pavel Rudenko", person, "rudenko")
        ana = finder.mention("Ana Rojas", person, "ana")
        official = finder.mention("A senior official", person, "official", form=Form.NOMINAL)
        again = finder.mention("The senior official", person, "official", form=Form.NOMINAL)
        odd = finder.mention("Yesterday 9", person, "odd")
        finder.claim(
            ClaimKind.EVENT, "RESIGN", "Pavel Rudenko resigned on Monday.", [finder.part("actor", rudenko)]
        )
        finder.claim(
            ClaimKind.EVENT, "SUPPORT", "Rudenko thanked Ana Rojas.", [finder.part("recipient", ana)]
        )
        said = "A senior official said\nit was sad."
        finder.claim(ClaimKind.STATEMENT, "indirect", said, [finder.part("speaker", official)])
        finder.claim(
            ClaimKind.EVENT, "RETREAT", "The senior official left.", [finder.part("actor", again)], score=0.6
        )
        finder.claim(ClaimKind.EVENT, "CHANGE", "Yesterday 9 was quiet.", [finder.part("actor", odd)])
    elif document.text.startswith("Two"):
        alba = finder.mention("Alba Rojas", person, "alba")
        leaving = finder.mention("Alba Rojas", person, "alba", nth=1)
        short = finder.mention("A. Rojas", person, "short")
        finder.claim(
            ClaimKind.EVENT,
            "CONSULT",
            "Alba Rojas met A. Rojas in May.",
            [finder.part("actor", alba), finder.part("actor", short)],
        )
        finder.claim(ClaimKind.EVENT, "RETREAT", "Alba Rojas left.", [finder.part("actor", leaving)])
    return finder.found()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with both articles."""
    monkeypatch.setattr(pipeline, "letopis_steps", lambda: steps(resolve=resolve, find=found))
    monkeypatch.setattr("letopis.rereading.letopis_steps", lambda: steps(resolve=resolve, find=found))
    monkeypatch.setenv("LETOPIS_USER", "ann")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(SPEECH.strip(), encoding="utf-8")
    (tmp_path / "b.txt").write_text(REPORT.strip(), encoding="utf-8")
    run("read", "a.txt", "b.txt")
    return tmp_path / "record.letopis"


def run(*words: str, answers: str = "", code: int = 0) -> Result:
    """The result of a command, with answers piped in."""
    done = CliRunner().invoke(app, list(words), input=answers)
    assert done.exit_code == code, (done.stdout, done.stderr, done.exception)
    return done


def asked(*more: str) -> list[dict[str, Any]]:
    """What the review would ask."""
    listed: list[dict[str, Any]] = json.loads(run("review", "--json", *more).stdout)
    return listed


def told(question: dict[str, Any]) -> str:
    """A question in short: its sort and the names of its sides."""
    right = question["right"]["name"] if question["right"] else ""
    return f"{question['sort']}: {question['left']['name']} {right}".strip()


def test_what_changes_most_lines_is_asked_first(path: Path) -> None:
    """Each question has both sides with a sentence each, and the number of lines that an answer changes."""
    questions = asked()
    assert [one["lines"] for one in questions] == sorted((one["lines"] for one in questions), reverse=True)
    shown = {told(one) for one in questions}
    assert {"described: senior official", "name: Yesterday 9"} <= {name.replace("A ", "") for name in shown}
    same = [one for one in questions if one["sort"] == "same"]
    assert {frozenset((one["left"]["name"], one["right"]["name"])) for one in same} == {
        frozenset(("Alba Rojas", "A. Rojas")),
        frozenset(("Ana Rojas", "A. Rojas")),
    }
    assert all(one["left"]["quote"] and one["right"]["quote"] for one in same)
    assert [one["left"]["kind"] for one in questions if one["sort"] == "claim"] == ["event"]
    assert len(asked("--limit", "1")) == 1


def position(sort: str, *names: str) -> int:
    """How many questions come before the one of this sort and with these names."""
    for number, one in enumerate(asked()):
        if one["sort"] == sort and all(name in told(one) for name in names):
            return number
    raise AssertionError(f"{sort} {names} is not asked")


def test_answers_piped_in_are_decided_and_take_effect(path: Path) -> None:
    """Yes merges, what is answered is not asked again, and what follows from an answer is not asked at all."""
    before = len(asked())
    skips = "s\n" * position("same", "Alba Rojas", "A. Rojas")
    done = run("review", answers=f"{skips}y\nq\n")
    assert "are one" in done.stderr
    with Record.open(path) as record:
        assert record.find("A. Rojas").entity == record.find("Alba Rojas").entity
        assert [(row.act, row.by) for row in record.desk().rows()] == [("merge", "ann")]
    assert not any(
        one["right"] and "A. Rojas" in told(one) and "Alba" in told(one) for one in asked("--again")
    )
    assert len(asked("--again")) < before


def test_no_keeps_apart_for_good(path: Path) -> None:
    """The pair is decided, and not asked again."""
    run("review", answers="s\n" * position("same", "Ana Rojas", "A. Rojas") + "n\n")
    with Record.open(path) as record:
        assert [row.act for row in record.desk().rows()] == ["split"]
    assert not any("Ana Rojas" in told(one) and "A. Rojas" in told(one) for one in asked("--again"))


def test_described_one_is_named_or_known(path: Path) -> None:
    """A name that is in the record makes them one; another one is the name; no is no answer."""
    at = position("described", "senior official")
    done = run("review", answers="s\n" * at + "n\nr Pavel Rudenko\nq\n")
    assert "no answer to this" in done.stderr
    with Record.open(path) as record:
        assert "RETREAT" in {line.claim.type for line in record.who("Pavel Rudenko").acts}
    run("undo")
    run("review", "--again", answers="s\n" * at + "r Olga  Stern\n")
    with Record.open(path) as record:
        assert record.find("Olga Stern").claims == 2


def test_nothing_of_the_kind_and_wrong_claims_are_rejected(path: Path) -> None:
    """x takes a name out of the cast; n on a claim takes the claim out of every list."""
    run("review", answers="s\n" * position("name", "Yesterday 9") + "x\n")
    with Record.open(path) as record:
        assert "Yesterday 9" not in {row.name for row in record.cast()}
    questions = asked("--again")
    at = next(number for number, one in enumerate(questions) if one["sort"] == "claim")
    run("review", "--again", answers="s\n" * at + "n\n")
    with Record.open(path) as record:
        assert [line.review for line in record.lines() if line.claim.id == questions[at]["left"]["id"]] == []


def test_name_that_is_right_is_not_asked_again(path: Path) -> None:
    """y says that it is well found."""
    run("review", answers="s\n" * position("name", "Yesterday 9") + "y\n")
    assert not any(one["sort"] == "name" for one in asked("--again"))


def test_skipped_is_not_shown_again_unless_asked_for(path: Path) -> None:
    """Every question skipped leaves none; --again shows all, and so does it to another; it is no decision for others."""
    total = len(asked())
    run("review", answers="s\n" * total)
    assert asked() == []
    assert "nothing to decide" in run("review").stderr
    assert len(asked("--again")) == len(asked("--by", "bob")) == total
    with Record.open(path) as record:
        assert record.desk().rows() == []
        assert "[[decision]]" not in record.desk().written()


def test_undo_takes_back_the_last_answer_and_asks_again(path: Path) -> None:
    """The same question stands again; with nothing answered there is nothing to undo; ? tells the keys."""
    done = run("review", answers="u\n?\nz\ny\nu\nq\n")
    assert "nothing to undo here" in done.stderr
    assert done.stderr.count("y yes: they are one") == 2
    assert done.stdout.count("1 of ") == 2
    with Record.open(path) as record:
        assert [row.standing for row in record.desk().rows()] == ["undone", "stands"]


def test_end_of_the_answers_ends_it_and_keeps_them(path: Path) -> None:
    """No answer at all decides nothing; what came before the end is kept."""
    run("review", answers="")
    with Record.open(path) as record:
        assert record.desk().rows() == []
    assert "1 answer kept" in run("review", answers="y").stderr
