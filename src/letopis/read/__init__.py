"""Bytes → `Document`, or `Rejected` with the reason.

In:   paths, or the bytes of one file.
Out:  one article: its text in blocks, and title, byline, publisher, address, publication date, each with its
      basis.

The way of a file: files (which), decode (bytes → characters), clean (characters that mean nothing go), then
plain or html (paragraphs, metadata), blocks (what each paragraph is), dates, prose and language (is it an
article, and can we read it). What the sentences say is left to the next steps. Everything is loaded when
first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from letopis.read.dates import given_date as given_date
    from letopis.read.files import find_files as find_files
    from letopis.read.files import read_bytes as read_bytes
    from letopis.read.files import read_file as read_file

__all__ = ["find_files", "given_date", "read_bytes", "read_file"]

_ROOMS = {"find_files": "files", "read_bytes": "files", "read_file": "files", "given_date": "dates"}


def __getattr__(name: str) -> Any:
    """The public functions, loaded when first asked for."""
    if name in _ROOMS:
        return getattr(import_module(f"letopis.read.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'letopis.read' has no attribute {name!r}")
