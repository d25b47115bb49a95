"""Our own passages in which offices and their holders are marked, and what the rules say of them.

In:   passages, marked as bench/quality/marked_tenures.py says.
Out:  `Row`s, a sentence each: states of its words, what is marked, what the rules tell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from readers import TAGS  # noqa: E402
from tenure_reader import DEPS, UNTAUGHT  # noqa: E402

from bench.quality.marked_tenures import Marked, Span  # noqa: E402
from bench.quality.texts import document_of  # noqa: E402
from letopis.detect import find_mentions  # noqa: E402
from letopis.extract.office.tenure_words import Sentences, status_of  # noqa: E402
from letopis.extract.office.tenures import tell_tenures  # noqa: E402
from letopis.extract.saying.quoting import drop_titled  # noqa: E402
from letopis.extract.sentence.reading import Reading  # noqa: E402
from letopis.model.tenures import PARTS, STATUSES, Words  # noqa: E402
from letopis.pipeline import annotate_document  # noqa: E402

PUBLISHED = "2015-06-15"
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Tenure:
    """A tenure of a sentence, marked or told by the rules, by the words' numbers in it.

    Attributes:
        word: heads the office's words, which are words[first:last + 1].
        parts: part → the words that head what has it. spans: part → all words of it.
    """

    word: int
    status: str
    first: int
    last: int
    parts: dict[str, list[int]]
    spans: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence: what is given of its words, what is marked in it, what the rules tell.

    Attributes:
        named: the words as they are written. statuses: what is taught of each word, UNTAUGHT where nothing is.
    """

    text: str
    named: list[str]
    words: Words
    statuses: np.ndarray[Any, Any]
    marked: list[Tenure]
    ruled: list[Tenure]


def rows_of(text: str, marked: Iterable[Marked]) -> list[Row]:
    """The sentences of a passage."""
    document = document_of({"text": text, "published": PUBLISHED})
    doc = annotate_document(document)
    reading = Reading(document, doc, find_mentions(document, doc))
    drop_titled(reading)
    claims = [each.claim for each in tell_tenures(reading)]
    sentences = Sentences(reading, claims, TAGS, DEPS)
    found = [(_tenure(reading, each), each) for each in marked]
    return [
        _row(
            sentences,
            [(tenure, each) for tenure, each in found if first <= tenure.word < after],
            first,
            after,
        )
        for first, after in reading.sents
        if 1 < after - first <= LONGEST
    ]


def _row(sentences: Sentences, marked: list[tuple[Tenure, Marked]], first: int, after: int) -> Row:
    reading = sentences.reading
    statuses = np.zeros(after - first, dtype=np.int64)
    for tenure, _ in marked:
        for word in range(tenure.first, tenure.word + 1):
            if first <= word < after:
                statuses[word - first] = UNTAUGHT
    for tenure, _ in marked:
        statuses[tenure.word - first] = STATUSES.index(tenure.status)
    ruled = [
        _ruled(sentences, word, claim, first, after)
        for word in range(first, after)
        for claim in sentences.told.get(word, ())
    ]
    return Row(
        reading.text[reading.starts[first] : reading.ends[after - 1]],
        [token.text for token in reading.doc[first:after]],
        sentences.words(first, after),
        statuses,
        [_shifted(tenure, first, after) for tenure, _ in marked],
        [_shifted(tenure, first, after) for tenure in ruled],
    )


def _shifted(tenure: Tenure, first: int, after: int) -> Tenure:
    """The tenure by the words' numbers in its sentence."""

    def inside(parts: dict[str, list[int]]) -> dict[str, list[int]]:
        return {part: [w - first for w in words if first <= w < after] for part, words in parts.items()}

    return Tenure(
        tenure.word - first,
        tenure.status,
        max(tenure.first, first) - first,
        min(tenure.last, after - 1) - first,
        inside(tenure.parts),
        inside(tenure.spans),
    )


def _tenure(reading: Reading, marked: Marked) -> Tenure:
    words = reading.words_in(*marked.span)
    parts: dict[str, list[int]] = {part: [] for part in PARTS[:4]}
    spans: dict[str, list[int]] = {part: [] for part in PARTS[:4]}
    for part, span in marked.parts:
        parts[part].append(head_of(reading, span, part))
        spans[part] += reading.words_in(*span)
    return Tenure(head_of(reading, marked.span, "office"), marked.status, words[0], words[-1], parts, spans)


def _ruled(sentences: Sentences, word: int, claim: Any, first: int, after: int) -> Tenure:
    reading, office = sentences.reading, claim.first("office")
    inside = reading.words_in(office.start, office.end) if office else range(0)
    words = inside if word in inside else range(word, word + 1)
    links = sentences.parts_of(claim, first, after)
    parts = {
        part: [links[link]] if link in links else []
        for part, link in (("holder", "told holder"), ("body", "told body"))
    }
    when = claim.when.text if claim.when is not None else None
    times = [w for w, time in reading.times.items() if first <= w < after and when and (time.text in when)]
    return Tenure(word, status_of(reading, claim), words[0], words[-1], parts | {"time": times}, {})


def head_of(reading: Reading, span: Span, part: str) -> int:
    """The word of a stretch that heads it: of an office on which no other of it hangs, of a part the mention's."""
    words = list(reading.words_in(*span))
    table = {"office": reading.offices, "start": reading.times, "end": reading.times}.get(
        part, reading.parties
    )
    tops = [
        word for word in words if reading.heads[word] not in words or reading.heads[word] == word
    ] or words
    named = [word for word in words if word in table]
    if part == "office":
        for tags in (("NOUN", "PROPN"), ("VERB",), ("ADJ",)):
            if fitting := [word for word in tops if reading.pos[word] in tags]:
                return fitting[0]
        return tops[0]
    for word in [*tops, *named]:
        if word in named:
            return word
    fitting = [word for word in tops if reading.pos[word] in ("NOUN", "PROPN", "PRON", "NUM", "VERB")]
    return (fitting or tops)[0]
