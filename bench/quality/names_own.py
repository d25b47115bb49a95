"""Score names in articles of ours in which they are marked.

In:   a file of marked articles (marked_names.py).
Out:  micro-F1 of exact spans of people, organisations and places, from raw text.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from bench.quality.marked_names import read_names
from bench.quality.names import KINDS, per_kind
from bench.quality.score import Score
from bench.quality.texts import document_of


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file; `limit` counts articles."""
    from letopis.pipeline import annotate_document

    count, read = Counter[tuple[str, str]](), 0
    for text, names in islice(read_names(data), limit):
        read += 1
        doc = annotate_document(document_of({"text": text}))
        found = {(e.start_char, e.end_char, KINDS[e.label_]) for e in doc.ents if e.label_ in KINDS}
        gold = set(names)
        for what, spans in (("gold", gold), ("found", found), ("right", gold & found)):
            count.update((kind, what) for _, _, kind in spans)
    figures, table = per_kind(count)
    return Score("names-own", "F1", {**figures, "documents": read}, table)
