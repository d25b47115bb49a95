"""explain, over a record that the whole way has read."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from letopis.cli.app import app
from letopis.explained import Why
from letopis.record import read

ARTICLE = """\
Norland and Sudland meet over the border

PORT SUD, May 4, 2021 — President Anna Berg of Norland met Prime Minister Otto Lind on Tuesday. She hummed a blue song.
Every spring the two governments meet in the old fort. In her third novel a prime minister is poisoned at lunch.
The river froze again. Berg will travel to Westland, he said.

Read more: Lorries wait at the bridge
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record on disk with one article and one file that was rejected."""
    folder = tmp_path_factory.mktemp("explain")
    (folder / "meeting.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "list.json").write_text('{"a": 1}', encoding="utf-8")
    read([folder / "meeting.txt", folder / "list.json"], record=folder / "r.letopis").close()
    return str(folder / "r.letopis")


def run(*words: str, code: int = 0) -> str:
    """What a call prints."""
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.parametrize(
    ("words", "word", "why"),
    [
        ("blue song", "hummed", Why.UNKNOWN),
        ("Every spring", "meet", Why.HABIT),
        ("third novel", "poisoned", Why.STORY),
        ("river froze", "froze", Why.MISSING),
    ],
)
def test_each_word_that_is_told_in_no_claim_has_its_reason(
    record: str, words: str, word: str, why: Why
) -> None:
    """Not known; a habit; a story; known, with something missing."""
    told = json.loads(run("explain", "meeting.txt", "--at", words, "--json", "--record", record))
    assert [row["why"] for row in told["untold"] if row["word"] == word] == [str(why)]


def test_skipped_blocks_doubts_and_the_date_are_told(record: str) -> None:
    """With what they rest on."""
    told = run("explain", "meeting.txt", "--record", record)
    assert "a link to another article" in told
    assert "2021-05-04 (dateline)" in told
    assert "No name was found for" in told


def test_a_rejected_file_is_explained_by_its_reason(record: str) -> None:
    """By the end of its path."""
    assert "rejected (not-an-article)" in run("explain", "list.json", "--record", record)


@pytest.mark.parametrize(("name", "words"), [("nowhere.txt", "river"), ("meeting.txt", "sea froze")])
def test_what_is_not_there_is_an_error_in_one_line(record: str, name: str, words: str) -> None:
    """No document of this name; no such words in it."""
    told = run("explain", name, "--at", words, "--record", record, code=2)
    assert len(told.strip().splitlines()) == 1


def test_csv_has_one_list_with_shelves(record: str) -> None:
    """The same columns for all."""
    told = run("explain", "meeting.txt", "--csv", "--record", record)
    assert told.startswith("shelf,start,end,words,why,detail,id\n")
    assert "\nskipped," in told
