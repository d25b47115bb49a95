"""Is this a news article at all?

In:   a page whose blocks are told apart, or the raw text of a file.
Out:  nothing, or a `RefusedError` with code "not-an-article" that says what it is instead.
"""

from __future__ import annotations

import json
import re

from letopis.document import READ_KINDS
from letopis.read.blocks import Page
from letopis.read.paragraphs import ends_sentence
from letopis.read.refusal import RefusedError

FEWEST_WORDS = 12  # in sentences; the shortest wire flash has more
SENTENCE_WORDS = 4
PROSE_SHARE = 0.4  # of the words that are read, those in sentences; lists and tables have hardly any
MOST_SIGNS = 0.06  # signs of code per letter; news text has under 0.01, Python and JSON over 0.1
LOOKED_AT = 200_000  # code points of a long file that are looked at

_SIGNS = re.compile(r"[{}\[\]<>=;_|\\#*`~^@$]")
_LETTER = re.compile(r"[^\W\d_]")
_MARKDOWN = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"\]\((?:https?:|[./\w-]+\))"),
    re.compile(r"^\|.*\|\s*$", re.MULTILINE),
    re.compile(r"^[-*] (?:`|\*\*|\[)", re.MULTILINE),
    re.compile(r"`[^`\n]+`"),
)
_JSON_START = re.compile(r"\s*[\[{]")


def check_text(text: str) -> None:
    """Nothing, when a plain text can be prose.

    Raises:
        RefusedError: it is JSON, Markdown or source code.
    """
    head = text[:LOOKED_AT]
    if _JSON_START.match(head) and _is_json(text):
        raise RefusedError("not-an-article", "it is JSON data, not an article")
    if sum(bool(mark.search(head)) for mark in _MARKDOWN) >= 2:
        raise RefusedError(
            "not-an-article",
            "it is a Markdown document (headings, code or tables), not an article saved as text",
        )
    letters = len(_LETTER.findall(head))
    signs = len(_SIGNS.findall(head))
    if signs > MOST_SIGNS * letters and signs > 10:
        raise RefusedError("not-an-article", "it looks like source code or data, not an article")


def check_prose(page: Page) -> None:
    """Nothing, when the blocks that are read hold sentences.

    Raises:
        RefusedError: they are too few, or only a list.
    """
    words = in_sentences = 0
    for text, kind in zip(page.texts, page.kinds, strict=True):
        if kind not in READ_KINDS:
            continue
        count = sum(any(c.isalpha() for c in word) for word in text.split())
        words += count
        in_sentences += count if _has_sentence(text, count) else 0
    if in_sentences < FEWEST_WORDS:
        raise RefusedError(
            "not-an-article",
            f"it has {in_sentences} words in sentences; an article has at least {FEWEST_WORDS}",
        )
    if in_sentences < PROSE_SHARE * words:
        raise RefusedError(
            "not-an-article",
            f"only {in_sentences} of its {words} words stand in sentences: a list or a table",
        )


def _has_sentence(text: str, count: int) -> bool:
    """True for a paragraph that ends, or has inside, a sentence in small letters."""
    if count < SENTENCE_WORDS or text.isupper():
        return False
    return ends_sentence(text) or re.search(r"[^\W\d_]{2}[.?!][\"'”’)]*\s+\S", text) is not None or count > 60


def _is_json(text: str) -> bool:
    """True for JSON, JSON lines, and JSON that was cut off."""
    try:
        return isinstance(json.loads(text), dict | list)
    except RecursionError:
        return True
    except ValueError:
        pass
    first = text.strip().split("\n", 1)[0]
    try:
        return isinstance(json.loads(first), dict | list)
    except (ValueError, RecursionError):
        return re.match(r'\s*[\[{]\s*(?:[\[{]\s*)*"[^"\n]{1,80}"\s*[:,]', text) is not None
