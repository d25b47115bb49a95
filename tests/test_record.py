"""The Python API: `letopis.read(paths)`, and the questions that a record answers."""

from __future__ import annotations

import types
from pathlib import Path

import pytest

import letopis
from letopis import pipeline
from letopis.errors import NothingReadError, RecordError, UsageError
from letopis.record import Record, period
from letopis.store import Findings
from tests.handmade import steps, write_articles


@pytest.fixture(autouse=True)
def hand_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way in takes the hand-made steps."""
    monkeypatch.setattr(pipeline, "letopis_steps", steps)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles and an empty file."""
    return write_articles(tmp_path / "articles")


def test_read_is_a_step_and_a_call(articles: Path) -> None:
    """`letopis.read` can be called, and is still the package of the first step."""
    assert isinstance(letopis.read, types.ModuleType)
    from letopis.read import find_files

    assert callable(find_files)
    with letopis.read([articles]) as record:
        assert isinstance(record, letopis.Record)
        assert record.run is not None
        assert (record.run.read, record.run.rejected) == (2, 1)


def test_one_path_need_not_be_a_list(articles: Path) -> None:
    """A single path, as text or Path, is one path and not its letters."""
    with letopis.read(str(articles)) as record:
        assert len(record.documents()) == 2


def test_record_can_be_kept_and_opened_again(articles: Path, tmp_path: Path) -> None:
    """A record is a file."""
    path = tmp_path / "r.letopis"
    with letopis.read(articles, record=path) as record:
        before = list(record.export())
    with Record.open(path) as record:
        assert list(record.export()) == before
        assert "r.letopis" in repr(record)


def test_nothing_read_is_an_error_with_the_reason(tmp_path: Path) -> None:
    """A folder with no article at all."""
    (tmp_path / "e.txt").touch()
    with pytest.raises(
        NothingReadError, match=r"the only file could not be read: .*e.txt: the file is empty"
    ):
        letopis.read(tmp_path / "e.txt")
    empty = tmp_path / "folder"
    empty.mkdir()
    with pytest.raises(NothingReadError, match="hold no file"):
        letopis.read(empty)


def test_missing_record_is_an_error(tmp_path: Path) -> None:
    """Opening never makes a file."""
    with pytest.raises(RecordError):
        Record.open(tmp_path / "no.letopis")


def test_questions(articles: Path) -> None:
    """Each question gives rows; names are taken as a person types them."""
    with letopis.read(articles) as record:
        assert len(record.timeline().dated) == 4
        assert [
            row.type for row in record.timeline(period("2021-05", "2021-05")).dated if row.kind == "event"
        ] == ["CONSULT"]
        assert {row.kind for row in record.timeline(actor="berg").dated} == {"event", "statement"}
        assert record.who("Lind").entity.name == "Otto Lind"
        assert record.cast()[0].name == "Anna Berg"
        assert len(record.said("Berg", about="border")) == 1
        assert len(record.office("president")) == 1
        assert len(record.ties("sudland", "Nordhaven")) == 1
        assert len(record.plans()) == 1
        assert [hit.kind for hit in record.search("treaty")] == ["event", "text"]
        assert len(record.claims()) == 9
        assert record.entities()
        assert [row.status for row in record.holdings()] == ["read", "read", "rejected"]
        with pytest.raises(UsageError, match="nobody"):
            record.said("Nemo")


def test_show_takes_the_beginning_of_an_id(articles: Path) -> None:
    """As short as is unique, with or without its prefix."""
    with letopis.read(articles) as record:
        claim = record.claims()[0].id
        assert record.show(claim[:10]).row.id == claim
        assert record.show(claim[4:12]).row.id == claim
        with pytest.raises(UsageError, match="no id in the record begins with 'clm:zz'"):
            record.show("clm:zz")
        with pytest.raises(UsageError, match="give more of the id"):
            record.show("clm:")


def test_published_by_path_or_id(articles: Path) -> None:
    """A date can be given later; it is on the documents and in what is known when."""
    with letopis.read(articles) as record:
        path = next(d.path for d in record.documents() if "Żak" in d.text)
        assert record.set_published(path, "2021-05-06").published.basis == "given"
        document = next(d for d in record.documents() if "Żak" in d.text)
        assert record.set_published(document.id[4:12], "2021-05-07").id == document.id
        with pytest.raises(UsageError, match="no date"):
            record.set_published(path, "soon")


def test_period_is_inclusive_of_its_last_day() -> None:
    """--from 2020 --to 2020-09 reaches to the end of September."""
    found = period("2020", "2020-09")
    assert found is not None
    assert (str(found.start), str(found.end)) == ("2020-01-01", "2020-10-01")
    assert period(None, None) is None
    with pytest.raises(UsageError):
        period("2021", "2020")


def test_document_without_findings_is_kept(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article in which nothing is found is read, not rejected."""
    monkeypatch.setattr(pipeline, "letopis_steps", lambda: steps(find=lambda document: Findings()))
    with letopis.read(articles) as record:
        assert len(record.documents()) == 2
        assert record.claims() == []
        assert record.cast() == []
