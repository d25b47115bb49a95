"""Divide a document's words into the chunks that the encoder reads.

In:   how many pieces each word has, where paragraphs and possible sentence starts are.
Out:  ranges of words: whole paragraphs as long as they fit, else whole sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LIMIT = 250  # word pieces; measured: longer chunks are slower per word and no better
HARD_LIMIT = 480  # the encoder has 512 positions: a sentence up to this length stays whole


def plan_chunks(
    sizes: Sequence[int], paragraphs: Iterable[tuple[int, int]], breaks: Sequence[bool], limit: int = LIMIT
) -> list[tuple[int, int]]:
    """Half-open ranges of words that cover the paragraphs, in order.

    Args:
        sizes: word pieces of each word.
        paragraphs: half-open ranges of words, ascending; those that touch may share a chunk.
        breaks: for each word, whether a paragraph that is too long may be cut before it.
        limit: word pieces in a chunk; only a sentence that is longer by itself goes beyond it.
    """
    chunks: list[tuple[int, int]] = []
    used = limit + 1
    for start, end in paragraphs:
        size = sum(sizes[start:end]) + 1  # the separator
        if chunks and chunks[-1][1] == start and used + size <= limit:
            chunks[-1] = (chunks[-1][0], end)
            used += size
        elif size < limit:
            chunks.append((start, end))
            used = size + 1
        else:
            chunks.extend(_cut(sizes, start, end, breaks, limit))
            used = limit + 1  # what follows a cut paragraph starts afresh
    return chunks


def _cut(
    sizes: Sequence[int], start: int, end: int, breaks: Sequence[bool], limit: int
) -> list[tuple[int, int]]:
    """A long paragraph in pieces, cut at the last possible break before the limit."""
    chunks = []
    used, last_break = 2, start
    word = start
    while word < end:
        if breaks[word] and word > start:
            last_break = word
        used += sizes[word]
        cut = (
            last_break
            if used > limit and last_break > start
            else word
            if used > HARD_LIMIT and word > start
            else 0
        )
        if cut > start:
            chunks.append((start, cut))
            start = last_break = cut
            used, word = 2, cut
            continue
        word += 1
    chunks.append((start, end))
    return chunks
