"""Which files, and one file's bytes → a document or the reason why there is none.

In:   paths of files and folders.
Out:  every file in them, in a fixed order; for each a `Document` or a `Rejected`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from letopis import __version__
from letopis.document import Document, Published, Rejected, content_id
from letopis.errors import UsageError
from letopis.read.clean import clean_text
from letopis.read.dates import given_date
from letopis.read.decode import decode
from letopis.read.refusal import RefusedError

LARGEST = 20_000_000  # bytes; a whole novel has under two million
PLAIN_SUFFIXES = frozenset({"", ".txt", ".text"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
READER = f"letopis.read {__version__}"

_HTML_STARTS = ("<!doctype html", "<html", "<?xml", "<!-- saved from", "<head", "<body")
_SNIFFED = 1000  # code points in which a page shows that it is HTML


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Every file named or lying in a folder named, each once; folders in name order, hidden names left out.

    Files that cannot be read are among them, so that each is accounted for.

    Raises:
        UsageError: a path names nothing.
    """
    seen: set[Path] = set()
    for named in paths:
        path = Path(named)
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
        for file in _files_below(path) if path.is_dir() else (path,):
            try:
                resolved = file.resolve()
            except (OSError, RuntimeError):  # links in a circle
                resolved = file.absolute()
            if resolved not in seen:
                seen.add(resolved)
                yield file


def read_file(path: Path, *, shown: str, published: str | None = None) -> Document | Rejected:
    """The article in a file, or why there is none.

    Args:
        path: where the file lies.
        shown: the path as the user gave it, kept in the document.
        published: a publication date given by the user, `YYYY[-MM[-DD]]`.

    Raises:
        UsageError: `published` is no date, or not one on which an article can have appeared.
    """
    given = given_date(published) if published is not None else None
    try:
        _check_file(path, shown)
        raw = path.read_bytes()
    except RefusedError as refusal:
        return _rejected(refusal, shown, b"")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return _rejected(RefusedError("unreadable", f"it cannot be opened: {reason}"), shown, b"")
    return _read(raw, shown, given)


def read_bytes(raw: bytes, *, path: str, published: str | None = None) -> Document | Rejected:
    """The article in the bytes of a file, or why there is none; `path` tells its kind by its suffix.

    Raises:
        UsageError: `published` is no date, or not one on which an article can have appeared.
    """
    return _read(raw, path, given_date(published) if published is not None else None)


def _read(raw: bytes, path: str, given: Published | None) -> Document | Rejected:
    try:
        return _document(raw, path, given)
    except RefusedError as refusal:
        return _rejected(refusal, path, raw)


def _document(raw: bytes, path: str, given: Published | None) -> Document:
    from letopis.read.assemble import Source

    suffix = PurePath(path).suffix.lower()
    _check_suffix(suffix)
    if not raw.strip():
        raise RefusedError("empty", "it is empty")
    if len(raw) > LARGEST:
        raise _too_large(len(raw))
    text = clean_text(decode(raw))
    if (suffix in HTML_SUFFIXES and "<" in text) or text[:_SNIFFED].lstrip().lower().startswith(_HTML_STARTS):
        from letopis.read.html import read_html

        return read_html(text, Source(raw, path, "text/html", f"{READER} html", given))
    from letopis.read.plain import read_plain

    return read_plain(text, Source(raw, path, "text/plain", f"{READER} plain", given))


def _check_file(path: Path, shown: str) -> None:
    """Nothing, when the file is one to open; told before it is read."""
    if path.is_symlink() and not path.exists():
        raise RefusedError("unreadable", "it is a link to a file that is not there")
    if not path.is_file():
        raise RefusedError("unsupported", "it is no file that can be opened")
    _check_suffix(PurePath(shown).suffix.lower())
    if (size := path.stat().st_size) > LARGEST:
        raise _too_large(size)


def _check_suffix(suffix: str) -> None:
    from letopis import lexicon

    if suffix in PLAIN_SUFFIXES or suffix in HTML_SUFFIXES:
        return
    known = {row["suffix"]: row for row in lexicon.table("suffixes")}
    if row := known.get(suffix):
        raise RefusedError(row["code"], row["reason"])
    raise RefusedError(
        "unsupported", f"files ending in {suffix} are not read; save the article as plain text or HTML"
    )


def _too_large(size: int) -> RefusedError:
    return RefusedError("too-large", f"it has {size:,} bytes; the largest file that is read has {LARGEST:,}")


def _rejected(refusal: RefusedError, path: str, raw: bytes) -> Rejected:
    return Rejected(content_id("rej", raw, path), path, refusal.code, refusal.reason)


def _files_below(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []  # folders that may not be opened come as they are, to be rejected like files
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))
    yield from sorted(closed)
