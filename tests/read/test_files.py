"""Files and folders: each file gives a document or a reason, and none costs the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from letopis.document import Document, Rejected
from letopis.errors import UsageError
from letopis.read import find_files, given_date, read_bytes, read_file
from letopis.read.files import LARGEST
from tests.read.cases import cases

ARTICLE = "The parliament of Norland on Monday passed a law that lets the interior minister close newspapers without a court.\n"


@pytest.mark.parametrize("case", cases("rejected"))
def test_what_is_no_article_is_rejected_with_its_reason(case: dict[str, Any]) -> None:
    """A file that gives no document gives a code and a reason."""
    found = read_bytes(case["text"].encode(), path=case["name"])
    assert isinstance(found, Rejected), found
    assert found.code == case["code"]
    assert case["reason"] in found.reason
    assert "\n" not in found.reason


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (bytes(range(256)) * 20, "binary"),
        (b"%PDF-1.4 something " * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "binary"),
        (b"\xff\xfe" + b"\xd8\x00" * 3 + b"x", "unreadable"),
    ],
    ids=["bytes", "pdf", "png", "broken utf-16"],
)
def test_binary_named_txt_is_rejected(raw: bytes, code: str) -> None:
    """What a file holds decides, not its name."""
    found = read_bytes(raw, path="article.txt")
    assert isinstance(found, Rejected)
    assert found.code == code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1"]
)
def test_text_is_read_in_the_encodings_of_old_systems(encoding: str) -> None:
    """Accents and quotation marks come out the same, whatever system saved the text."""
    text = "Präsident Müller said on Friday that the café in Norburg would be closed by the ministry until the end of May."
    found = read_bytes(text.encode(encoding), path="a.txt")
    assert isinstance(found, Document), found
    assert found.text == text


def test_too_large_file_is_not_opened(tmp_path: Path) -> None:
    """A file over the limit is rejected by its size."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    found = read_file(path, shown="big.txt")
    assert isinstance(found, Rejected)
    assert found.code == "too-large"


def test_files_are_found_once_and_in_order(tmp_path: Path) -> None:
    """Folders are walked in name order; hidden names are left out; a file named twice comes once."""
    for name in ("b.txt", "a/z.txt", "a/y.html", ".hidden/x.txt", ".b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / "b.txt"])]
    assert found == ["b.txt", "a/y.html", "a/z.txt"]


def test_path_that_names_nothing_is_a_usage_error(tmp_path: Path) -> None:
    """A mistyped path is said at once."""
    with pytest.raises(UsageError, match="no such file"):
        list(find_files([tmp_path / "none.txt"]))


def test_file_that_is_no_article_does_not_cost_the_others(tmp_path: Path) -> None:
    """In a folder of everything, each file has its own fate."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    (tmp_path / "d.txt").write_text(ARTICLE.replace("Monday", "Friday"), encoding="utf-8")
    found = [read_file(path, shown=path.name) for path in find_files([tmp_path])]
    assert [type(one) for one in found] == [Document, Rejected, Rejected, Document]
    assert [one.path for one in found] == ["a.txt", "b.txt", "c.json", "d.txt"]
    assert len({one.id for one in found}) == 4


@pytest.mark.skipif(
    os.name != "posix" or not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX"
)
def test_named_pipe_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    found = read_file(tmp_path / "pipe.txt", shown="pipe.txt")
    assert isinstance(found, Rejected)
    assert found.code == "unsupported"


@pytest.mark.parametrize(
    "written", ["2094-01-01", "1066", "yesterday", "2020-13", "2020-02-30", "", "2020-9-3"]
)
def test_absurd_publication_date_is_refused_with_one_error(written: str) -> None:
    """A date given by the user is a day, month or year on which an article can have appeared."""
    with pytest.raises(UsageError, match="publication date"):
        given_date(written)
    with pytest.raises(UsageError, match="publication date"):
        read_bytes(ARTICLE.encode(), path="a.txt", published=written)


def test_importing_the_reader_loads_no_library() -> None:
    """`import letopis.read` costs nothing: the libraries come with the first file."""
    program = "import sys, letopis.read; print(*sorted(name.split('.')[0] for name in sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert not set(done.stdout.split()) & {"trafilatura", "lxml", "spacy", "charset_normalizer"}


def test_a_link_to_nothing_in_a_folder_is_rejected_and_the_others_read(tmp_path: Path) -> None:
    """It comes with the other files, and its reason says what it is."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (file,) = find_files([tmp_path])
    refused = read_file(file, shown="a.txt")
    assert isinstance(refused, Rejected)
    assert refused.reason == "it is a link to a file that is not there"
