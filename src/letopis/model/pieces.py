"""Cut words into the word pieces that the encoder reads, and note their case.

In:   words of one document, as written.
Out:  for each word, its piece ids; for each word, its case class.

Every word is cut on its own, so that a word has the same pieces in every document. The base vocabulary is uncased:
the case classes carry what it drops.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

CASES = ("lower", "title", "upper", "mixed", "digit", "other")
MAX_PIECES_PER_WORD = (
    8  # longer words (urls, hashes) lose their middle: the first six pieces and the last two stay
)
CACHE_WORDS = 200_000  # about 40 MB; beyond it the cache starts again


def case_class(word: str) -> int:
    """Index into `CASES` of how a word is written; a lone capital letter counts as title case."""
    if word.islower():
        return 0
    if word.istitle() or (len(word) > 2 and word[0].isupper() and word[1:].islower()):
        return 1
    if word.isupper():
        return 2
    if word.lower() != word:
        return 3
    return 4 if any(letter.isdigit() for letter in word) else 5


class Pieces:
    """The word-piece vocabulary, with a cache of words already cut.

    Attributes:
        vocabulary: piece → its id; most common English words are a piece of their own.
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}
        self.vocabulary = vocabulary = self._tokenizer.get_vocab()
        self.start = vocabulary["[CLS]"]
        self.separator = vocabulary["[SEP]"]
        self.unknown = vocabulary["[UNK]"]

    def cut(self, words: Iterable[str]) -> list[tuple[tuple[int, ...], int]]:
        """For each word its piece ids (at least one, at most eight) and its case class."""
        cache = self._cache
        if len(cache) > CACHE_WORDS:
            cache.clear()
        found = []
        for word in words:
            known = cache.get(word)
            if known is None:
                known = cache[word] = self._cut_one(word)
            found.append(known)
        return found

    def _cut_one(self, word: str) -> tuple[tuple[int, ...], int]:
        # 400 letters are more than eight pieces; a word beyond the vocabulary's own limit would be one unknown piece
        ids = self._tokenizer.encode(word[:400], add_special_tokens=False).ids or [self.unknown]
        if len(ids) > MAX_PIECES_PER_WORD:
            ids = ids[: MAX_PIECES_PER_WORD - 2] + ids[-2:]
        return tuple(ids), case_class(word)
