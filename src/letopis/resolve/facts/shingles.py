"""The words of a document's own text, their shingles, and keys by which copies of it are found.

In:   a document.
Out:  words, shingles, keys: bands of a MinHash signature, long sentences, the address.

Only blocks that are read count, without title and captions: whoever prints a copy changes headlines and adds captions.
Words are compared without case, accents and signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from rensa import RMinHash

from letopis.copied import Key
from letopis.document import BlockKind, Document

SHINGLE = 4  # words; shorter ones are shared by chance, longer ones break at every edit
SIGNATURE, ROWS, SEED = 96, 3, 1  # 32 bands of 3: a pair alike by 0.3 shares one with 0.58, by 0.5 with 0.99
LONG, VERY_LONG = 8, 25  # words of a sentence that finds copies: with a second one; alone
OWN_TEXT = frozenset({BlockKind.BODY, BlockKind.QUOTE})
SCHEME = f"minhash {RMinHash.ALGORITHM_VERSION}, {SIGNATURE} by {ROWS}, {SHINGLE} words"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.?!…])[\"'”’)\]]*\s+|\n+")
_STAYS = ("index.html", "index.htm", "index.php", "amp")


def words_of(text: str) -> list[str]:
    """The words of a text for comparing, in order."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _WORD.findall(plain)


def own_text(document: Document) -> list[str]:
    """The stretches of a document that are its article, in order."""
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in OWN_TEXT]


def shingles(words: Sequence[str]) -> list[str]:
    """Every run of so many words, in order; of a shorter text the whole."""
    if len(words) <= SHINGLE:
        return [" ".join(words)] if words else []
    return [" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]


def copy_keys(document: Document) -> tuple[Key, ...]:
    """The keys of a document, sorted; none of one without words."""
    texts = own_text(document)
    found = {key for text in texts for key in _sentence_keys(text)}
    cut = shingles([word for text in texts for word in words_of(text)])
    if cut:
        sketch = RMinHash(num_perm=SIGNATURE, seed=SEED)
        sketch.update(cut)
        signature = sketch.digest()
        for band in range(0, SIGNATURE, ROWS):
            found.add(Key(digest("band", band, *signature[band : band + ROWS]), 2))
    address = address_of(document.url)
    if address:
        found.add(Key(digest("url", address), 2))
    return tuple(sorted(found, key=lambda key: key.value))


def _sentence_keys(text: str) -> Iterator[Key]:
    for sentence in _SENTENCE_END.split(text):
        words = words_of(sentence)
        if len(words) >= LONG:
            yield Key(digest("sentence", *words), 2 if len(words) >= VERY_LONG else 1)


@lru_cache(maxsize=4096)
def address_of(url: str | None) -> str | None:
    """An address for comparing: without scheme, "www.", query, fragment and last slash; None of a bare host."""
    if not url:
        return None
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    steps = [step for step in parts.path.split("/") if step and step.casefold() not in _STAYS]
    query = parts.query if re.search(r"(?:^|&)(?:id|p|article|story|n)=", parts.query) else ""
    if not host or not (steps or query):
        return None
    return "/".join((host, *steps)) + (f"?{query}" if query else "")


def digest(*parts: str | int) -> int:
    """A number of 63 bits made from parts, the same on every machine."""
    raw = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big") >> 1


def longest_run(words: Sequence[str], shared: Iterable[str]) -> int:
    """Length of the longest stretch of the words that is made of these shingles; 0 where there is none."""
    known, best, run = frozenset(shared), 0, 0
    for cut in shingles(words):
        run = run + 1 if cut in known else 0
        best = max(best, run)
    return min(best + SHINGLE - 1, len(words)) if best else 0
