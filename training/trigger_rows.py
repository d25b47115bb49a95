"""Our own passages in which events are marked, and what the rules say of them.

In:   plain text, a sentence a line, a blank line between passages; `{1 TYPE!s words}` marks the words that name event 1
      of the sentence and how surely it is told, `[a1 …]` who does it, `[r1 …]` to whom, `[t1 …]` when, `[p1 …]`
      where; one stretch may have several parts: `[a1,r2 …]`.
Out:  `Row`s, a sentence each: states of its words, what is marked, what the rules tell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from event_reader import SURENESS, TYPES, UNTOLD  # noqa: E402
from readers import TAGS  # noqa: E402

from bench.quality.passages import Marks, Span  # noqa: E402
from bench.quality.texts import document_of  # noqa: E402
from letopis.claim import Claim, ClaimKind  # noqa: E402
from letopis.detect import find_mentions  # noqa: E402
from letopis.extract import extract_claims  # noqa: E402
from letopis.extract.event.triggers import means_of, sureness_of  # noqa: E402
from letopis.pipeline import annotate_document  # noqa: E402

LETTERS = dict(zip(("", "p", "h", "n", "a"), SURENESS, strict=True))
PARTS = "ar"  # the marks that are learnt; those of times and places stand in the texts and are not
PUBLISHED = "2015-06-15"
LONGEST = 110
EMPTY = frozenset({"DET", "ADP", "PUNCT", "PRON", "NUM", "CCONJ", "SCONJ"})  # name no event
MARKS = Marks(r"([A-Z]+)(?:!([phna]))?", "artp")


@dataclass(frozen=True, slots=True)
class Marked:
    """An event as it is marked: type, how surely, its words and those who take part, in characters."""

    type: str
    sure: str
    span: Span
    parts: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence.

    Attributes:
        words: as they are written. states, middle: of them, as letopis.model.triggers.Words. tags: numbers in TAGS.
        types, sure: what is taught of each word, UNTOLD where nothing is. told, told_sure: what the rules tell.
        parts: word → (part, word that heads who has it).
        alone: True where the rules' own events are taught, so that they may not be given.
    """

    words: list[str]
    states: np.ndarray[Any, Any]
    middle: np.ndarray[Any, Any]
    tags: np.ndarray[Any, Any]
    types: np.ndarray[Any, Any]
    sure: np.ndarray[Any, Any]
    told: np.ndarray[Any, Any]
    told_sure: np.ndarray[Any, Any]
    parts: dict[int, list[tuple[int, int]]]
    alone: bool = False


def read_passages(path: Path) -> Iterator[tuple[str, list[Marked]]]:
    """The passages of a file and the events in each."""
    for text, marks in MARKS.read(path):
        yield text, [Marked(mark.told[0], LETTERS[mark.told[1]], mark.span, mark.parts) for mark in marks]


def rows_of(text: str, events: Iterable[Marked] | None) -> list[Row]:
    """The sentences of a passage; without `events` what the rules tell is what is taught."""
    document = document_of({"text": text, "published": PUBLISHED})
    doc = annotate_document(document)
    claims = extract_claims(document, doc, find_mentions(document, doc))
    told = {
        word: claim
        for claim in claims
        if claim.kind is ClaimKind.EVENT and claim.evidence[0].cue
        for word in [_head(doc, claim.evidence[0].cue)]
        if word is not None
    }
    middle = means_of(*doc.user_data["pieces"])
    return [
        _row(doc, middle, sent.start, sent.end, told, None if events is None else list(events))
        for sent in doc.sents
        if sent.end - sent.start <= LONGEST
    ]


def _row(
    doc: Any, middle: Any, first: int, after: int, told: dict[int, Claim], events: list[Marked] | None
) -> Row:
    size = after - first
    own, own_sure = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for word, claim in told.items():
        if first <= word < after:
            own[word - first], own_sure[word - first] = (
                TYPES.index(claim.type),
                SURENESS.index(sureness_of(claim)),
            )
    tags = np.array([TAGS.index(t.pos_) if t.pos_ in TAGS else len(TAGS) - 1 for t in doc[first:after]])
    sure, parts = np.full(size, UNTOLD), dict[int, list[tuple[int, int]]]()
    if events is None:
        empty = np.array([token.pos_ in EMPTY for token in doc[first:after]])
        types = np.where(own > 0, own, np.where(empty, 0, UNTOLD))
        sure = np.where(own > 0, own_sure, UNTOLD)
    else:
        types = np.zeros(size, dtype=np.int64)
        heads_of = [(_head(doc, event.span), event) for event in events]
        inside = [(head, event) for head, event in heads_of if head is not None and first <= head < after]
        for _, event in inside:
            for word in _touched(doc, event.span):
                if first <= word < after:
                    types[word - first] = UNTOLD
        for head, event in inside:
            types[head - first] = TYPES.index(event.type)
            sure[head - first] = SURENESS.index(event.sure)
            heads = [(part, _head(doc, span)) for part, span in event.parts if part in PARTS]
            parts[head - first] = [
                (PARTS.index(part), word - first)
                for part, word in heads
                if word is not None and first <= word < after
            ]
    states = np.asarray(doc.tensor[first:after], dtype=np.float16)
    return Row(
        [token.text for token in doc[first:after]],
        states,
        middle[first:after].astype(np.float16),
        tags,
        types,
        sure,
        own,
        own_sure,
        parts,
        events is None,
    )


def _touched(doc: Any, span: Span) -> list[int]:
    return [token.i for token in doc if token.idx < span[1] and span[0] < token.idx + len(token)]


def _head(doc: Any, span: Span) -> int | None:
    """The word of a stretch that heads it: on which no other of it hangs, a verb before a noun before another."""
    words = _touched(doc, span)
    tops = [word for word in words if doc[word].head.i not in words or doc[word].head.i == word] or words
    for tags in (("VERB",), ("NOUN",), ("ADJ", "PROPN", "AUX")):
        if fitting := [word for word in tops if doc[word].pos_ in tags]:
            return fitting[0]
    return tops[0] if tops else None
