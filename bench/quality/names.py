"""Score names on given tokens.

In:   iob2 or conll files, one token a line.
Out:  micro-F1 of exact spans of people, organisations and places; how far their scores are probabilities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench.quality.calibration import reliability
from bench.quality.conllu import gold_doc, read_names
from bench.quality.score import Score, f1, files_of

SUFFIXES = (".iob2", ".conll", ".conll.txt")
KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "ORGANIZATION": "ORG"}
KINDS |= {"LOC": "LOC", "LOCATION": "LOC"}
Span = tuple[int, int, str]


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts documents (sentences, where there are none)."""
    from letopis.annotate import load

    nlp, count = load(), Counter[tuple[str, str]]()
    judged = list[tuple[float, bool]]()
    documents = (document for path in files_of(data, SUFFIXES) for document in read_names(path))
    read = 0
    for document in islice(documents, limit):
        read += 1
        gold = spans_of([token.tag for sentence in document for token in sentence.tokens], _starts(document))
        doc = nlp(gold_doc(nlp, document))
        scores = doc.user_data["ent_scores"]
        found = {(e.start, e.end, KINDS[e.label_]) for e in doc.ents if e.label_ in KINDS}
        judged += [(scores[span[:2]], span in gold) for span in sorted(found)]
        for what, spans in (("gold", gold), ("found", found), ("right", gold & found)):
            count.update((kind, what) for _, _, kind in spans)
    figures, table = per_kind(count)
    lines, error = reliability(judged)
    figures |= {"documents": read, "calibration error": error}
    return Score("names", "F1", figures, [*table, *lines])


def per_kind(count: Counter[tuple[str, str]]) -> tuple[dict[str, float], list[str]]:
    """Figures and a table of what was right, found and annotated ("gold") of each kind."""
    kinds = sorted(set(KINDS.values()))
    rows = {kind: f1(*(count[kind, what] for what in ("right", "found", "gold"))) for kind in kinds}
    total = [sum(count[kind, what] for kind in kinds) for what in ("right", "found", "gold")]
    precision, recall, micro = f1(*total)
    figures: dict[str, float] = {"F1": micro, "precision": precision, "recall": recall}
    figures |= {f"{kind} F1": row[2] for kind, row in rows.items()}
    table = [f"{kind}: P {p:.2f}  R {r:.2f}  F1 {f:.2f}" for kind, (p, r, f) in rows.items()]
    return {**figures, "names": total[2]}, table


def _starts(document: Sequence[object]) -> set[int]:
    """Index of the first token of each sentence."""
    starts, at = set[int](), 0
    for sentence in document:
        starts.add(at)
        at += len(sentence.tokens)  # type: ignore[attr-defined]
    return starts


def spans_of(tags: Sequence[str], starts: set[int]) -> set[Span]:
    """Names of the three kinds in a row of IOB tags: first token, token after the last, kind.

    Reads IOB2 and the older I-only tags: a name starts at B-, with another kind, after O, with a sentence.
    """
    spans, begin, kind = set[Span](), 0, ""
    for index, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        label = KINDS.get(label.upper(), "") if prefix in ("B", "I") else ""
        if kind and (label != kind or prefix == "B" or index in starts):
            spans.add((begin, index, kind))
            kind = ""
        if label and not kind:
            begin, kind = index, label
    return spans
