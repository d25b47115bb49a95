"""Score names of political news against those of another tagger.

In:   a jsonl or jsonl.gz of articles (`id`, `sentences` of [start, end, tag, lemma, kind, value]); the texts in
      train.jsonl.gz beside it; the ids of the articles to score, one a line, or all.
Out:  micro-F1 of exact spans of people, organisations and places.

The other tagger (CoreNLP) errs too: this tells whether names are found as well in politics as elsewhere, no more. The
weights have learnt from it: only articles that they have not seen tell anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from bench.quality.attribution import PARAGRAPH, read_articles
from bench.quality.names import KINDS, Span, per_kind
from bench.quality.score import Score

OTHERS = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
TEXTS = "train.jsonl.gz"


def score(data: Path, limit: int | None = None, ids: Path | None = None) -> Score:
    """The score on the articles named in `ids`, or on all; `limit` counts articles."""
    from letopis.annotate import load

    wanted = set(ids.read_text(encoding="utf-8").split()) if ids else None
    texts = {article["id"]: article["text"] for article in read_articles(data.with_name(TEXTS))}
    articles = (a for a in read_articles(data) if a["id"] in texts and (not wanted or a["id"] in wanted))
    nlp, count, read = load(), Counter[tuple[str, str]](), 0
    for article in islice(articles, limit):
        text = texts[article["id"]]
        doc = nlp.make_doc(text)
        doc.user_data["blocks"] = [(*m.span(), True) for m in PARAGRAPH.finditer(text)]
        found = {(e.start_char, e.end_char, KINDS[e.label_]) for e in nlp(doc).ents if e.label_ in KINDS}
        gold = silver_names(article["sentences"])
        for what, spans in (("gold", gold), ("found", found), ("right", gold & found)):
            count.update((kind, what) for _, _, kind in spans)
        read += 1
    figures, table = per_kind(count)
    return Score("names-silver", "F1", {**figures, "documents": read}, table)


def silver_names(sentences: Sequence[Sequence[Sequence[Any]]]) -> set[Span]:
    """Names as characters; neighbours of one kind in one sentence are one name, since there are no B and I."""
    spans = set[Span]()
    for sentence in sentences:
        for kind, run in groupby(sentence, key=lambda token: OTHERS.get(token[4], "")):
            own = list(run)
            if kind:
                spans.add((own[0][0], own[-1][1], kind))
    return spans
