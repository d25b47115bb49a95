"""Find the words of a document and the paragraphs they stand in.

In:   a spaCy `Doc` whose words are cut; `doc.user_data["blocks"]` if the reader knows the blocks.
Out:  a `Layout`: which tokens are words to be read, the paragraphs, where sentences are already known to start.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
SENTENCE_MARKS = frozenset([".", "?", "!", "…", "...", "?!", "!!", "!?", "??"])
CLOSING_MARKS = frozenset(['"', "”", "’", "'", ")", "]", "''", "»"])


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tokens of a document are divided.

    Attributes:
        texts: every token, as written.
        space: for each token, whether it is white space.
        words: indices of the tokens that are read (no white space, nothing unreadable), ascending.
        paragraphs: half-open ranges into `words`; paragraphs of one list follow each other with nothing between.
        block_starts: for each token, whether a block starts at it.
        given: for each token, whether a sentence starts at it, if that was known before; else None.
    """

    texts: list[str]
    space: Bools
    words: Ints
    paragraphs: list[list[tuple[int, int]]]
    block_starts: Bools
    given: Bools | None


def read_layout(doc: Doc) -> Layout:
    """The layout of a document of at least one token."""
    orth: list[int] = doc.to_array("ORTH").astype(np.uint64).tolist()
    strings = doc.vocab.strings
    known = {number: strings[number] for number in set(orth)}
    texts = [known[number] for number in orth]
    space = doc.to_array("IS_SPACE").astype(bool)
    blocks = doc.user_data.get("blocks")
    number, readable = _blank_lines(texts, space) if blocks is None else _blocks(doc, blocks, space)
    readable_token = readable[number]
    words = np.flatnonzero(~space & readable_token)
    skipped: Ints = np.cumsum(~space & ~readable_token, dtype=np.int64)  # unreadable tokens up to each token
    block_starts = np.zeros(len(texts), dtype=bool)
    solid = np.flatnonzero(~space)
    if len(solid):
        block_starts[solid] = np.diff(number[solid], prepend=number[solid[0]] - 1) != 0
    given = None
    if doc.has_annotation("SENT_START"):
        given = doc.to_array("SENT_START").astype(np.int64) == 1
        given[0] = True
    return Layout(texts, space, words, _paragraphs(number[words], skipped[words]), block_starts, given)


def may_start_sentence(layout: Layout) -> list[bool]:
    """For each word, whether a paragraph that is too long may be cut before it."""
    if layout.given is not None:
        return [bool(start) for start in layout.given[layout.words]]
    texts = [layout.texts[token] for token in layout.words]
    before = ["", *texts[:-1]]
    earlier = ["", "", *texts[:-2]]
    return [
        (mark in SENTENCE_MARKS or (mark in CLOSING_MARKS and sooner in SENTENCE_MARKS))
        and text not in CLOSING_MARKS
        for text, mark, sooner in zip(texts, before, earlier, strict=False)
    ]


def _blank_lines(texts: list[str], space: Bools) -> tuple[Ints, Bools]:
    breaks = [blank and text.count("\n") >= 2 for text, blank in zip(texts, space.tolist(), strict=True)]
    number = np.cumsum(breaks)
    return number, np.ones(int(number[-1]) + 1, dtype=bool)


def _blocks(doc: Doc, blocks: list[tuple[int, int, bool]], space: Bools) -> tuple[Ints, Bools]:
    """The number of each token's block, and which are readable; what stands outside all blocks is not."""
    starts = np.array([block[0] for block in blocks], dtype=np.int64)
    ends = np.array([block[1] for block in blocks], dtype=np.int64)
    offsets = doc.to_array("IDX").astype(np.int64)
    number = np.searchsorted(starts, offsets, side="right") - 1
    inside = number >= 0
    if len(blocks):
        inside &= offsets < ends[np.maximum(number, 0)]
    # after each block comes a place for what lies outside: 0, block 0, 1, block 1, 2 ...
    number = np.where(inside, 2 * number + 1, 2 * number + 2)
    readable = np.zeros(2 * len(blocks) + 1, dtype=bool)
    readable[1::2] = [bool(block[2]) for block in blocks]
    number = np.where(space, np.maximum.accumulate(np.where(space, 0, number)), number)
    return number, readable


def _paragraphs(numbers: Ints, skipped: Ints) -> list[list[tuple[int, int]]]:
    """Ranges of words with one block number; a new list wherever unreadable tokens lie between."""
    if not len(numbers):
        return []
    cuts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    lists: list[list[tuple[int, int]]] = []
    previous = -1
    for start, end in itertools.pairwise(cuts):
        here = int(skipped[start])
        if previous != here:
            lists.append([])
        lists[-1].append((start, end))
        previous = here
    return lists
