"""The language of a text, by its script and its most frequent words.

In:   text.
Out:  its ISO 639 code; or a `RefusedError` with code "language", where it is another than English.

The words are in data/lexicon/en/languages.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from letopis import lexicon
from letopis.read.refusal import RefusedError

READ = "en"
LOOKED_AT = 20_000  # code points
FEWEST_WORDS = 40  # below this, that no English function word is met proves nothing
LEAST_ENGLISH = 0.12
MARGIN = 1.3  # another language must have this many times as many of its words
ENOUGH_WORDS = 8  # to tell that it is another language
ONLY = "only English is read so far"
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """ "en", or None for a text too short to tell.

    Raises:
        RefusedError: it is in another language.
    """
    words = _WORD.findall(text[:LOOKED_AT].lower())
    script = _script_of(words)
    if script not in (None, "LATIN"):
        raise RefusedError("language", f"it is written in {script.title()} script; {ONLY}")
    shares = _shares(words)
    best = max(shares, key=lambda code: (shares[code], code == READ), default=READ)
    english = shares.get(READ, 0.0)
    if best != READ and shares[best] > MARGIN * english and len(words) >= ENOUGH_WORDS:
        raise RefusedError("language", f"it looks {_names()[best]} ({best}); {ONLY}")
    if english >= LEAST_ENGLISH:
        return READ
    if len(words) >= FEWEST_WORDS:
        raise RefusedError("language", f"it has hardly any of the common words of English; {ONLY}")
    return None


def _script_of(words: list[str]) -> str | None:
    """The script of most words, as Unicode calls it; None without words."""
    scripts = Counter(unicodedata.name(word[0], "UNKNOWN").split(" ")[0] for word in words)
    return scripts.most_common(1)[0][0] if scripts else None


def _shares(words: list[str]) -> dict[str, float]:
    """For each language, the share of the words that are among its most frequent."""
    counts = Counter(words)
    return {
        code: sum(counts[word] for word in frequent) / max(1, len(words))
        for code, frequent in _profiles().items()
    }


@cache
def _profiles() -> dict[str, frozenset[str]]:
    return {row["code"]: frozenset(row["words"].split("|")) for row in lexicon.table("languages")}


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in lexicon.table("languages")}
