"""Characters from bytes.

In:   the bytes of a file.
Out:  its text; or a `RefusedError`, when they are no text ("binary") or no text that can be made out
      ("unreadable").

UTF-8 is tried first, UTF-16 and UTF-32 by their byte order marks, then what an HTML page declares,
Windows-1252 where only a few bytes are not ASCII (English saved on an older system), and charset-normalizer's
guess for the rest.
"""

from __future__ import annotations

import codecs
import re

from letopis.read.refusal import RefusedError

SNIFFED = 65536  # bytes looked at to tell text from binary
# A text has a stray control now and then; a program or a picture has them by the dozen.
MOST_CONTROLS = 0.02
MOST_HIGH = 0.12  # share of bytes beyond ASCII up to which Western European is assumed without a guess

_MARKS = (  # longer marks first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)


def decode(raw: bytes) -> str:
    """The text of a file, undecoded bytes nowhere in it.

    Raises:
        RefusedError: "binary" or "unreadable".
    """
    for magic, thing in _MAGIC:
        if raw.startswith(magic):
            raise RefusedError("binary", f"it is {thing}, not text; save the article as plain text or HTML")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :], encoding)
    wide = _wide_encoding(raw)
    if wide is not None:
        return _decoded(raw, wide)
    if _control_share(raw) > MOST_CONTROLS:
        raise RefusedError("binary", "it is binary data, not text, whatever its name says")
    return _narrow_text(raw)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise RefusedError(
            "unreadable", f"its bytes are not the {encoding} text that they begin as; save it as UTF-8"
        ) from None


def _narrow_text(raw: bytes) -> str:
    """Text of an encoding with ASCII as its lower half."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(raw[:4096])
    encodings = [declared[1].decode("ascii")] if declared else []
    if sum(byte > 127 for byte in raw) <= MOST_HIGH * len(raw):
        encodings.append("cp1252")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return _guessed(raw)


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[: SNIFFED * 4]).best()
    if best is None:
        raise RefusedError("unreadable", "its bytes are text in no encoding known here; save it as UTF-8")
    return raw.decode(best.encoding, errors="replace")


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: Western text has a zero at every second byte."""
    head = raw[:SNIFFED]
    if len(head) < 8 or head.count(0) < 0.3 * len(head):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * len(head[1::2]) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * len(head[0::2]) and not odd else None


def _control_share(raw: bytes) -> float:
    head = raw[:SNIFFED]
    return (len(head) - len(head.translate(None, _CONTROLS))) / max(1, len(head))
