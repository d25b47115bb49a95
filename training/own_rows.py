"""Read our own marked texts and write them in the form of the corpora, with what the program's rules say of them.

In:   texts/*.txt; the encoder in src/letopis/data/model.
Out:  build/own_{names,coref,events,offices}.jsonl.gz and the same with _dev, own_plain.jsonl.gz; as prepare.py has
      rows, and besides, by word: `sentence`, its number; `event` or `office`, what a reader is given and taught of
      it (READERS); and lists of pairs of words with a third number, the part (`event_parts`, `office_parts`,
      `office_links`).

    python training/own_rows.py                # about 10 minutes of two cores
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import tenure_rows
import trigger_rows
from triggers import read_lexicon

from bench.quality import marked_tenures
from bench.quality.marked import Marked, read_marked
from bench.quality.marked_names import read_names
from bench.quality.texts import document_of
from letopis.model.tenures import PARTS
from letopis.pipeline import annotate_document

HERE = Path(__file__).parent
TEXTS = HERE / "texts"
MENTIONED = ("NOUN", "PROPN", "PRON")  # tags of words that can be the head of a mention
WORKERS = 2
Row = dict[str, Any]
Passage = tuple[str, Any]


def events_row(passage: Passage) -> Row:
    """A passage in which events are marked; without marks what the rules tell is what is taught."""
    out: Row = {"words": [], "sentence": [], "event": [], "event_parts": []}
    for number, row in enumerate(trigger_rows.rows_of(*passage)):
        at = len(out["words"])
        out["words"] += row.words
        out["sentence"] += [number] * len(row.words)
        told = np.zeros_like(row.told) if row.alone else row.told
        parts = np.array([word in row.parts for word in range(len(row.words))])
        out["event"] += np.stack([row.tags, told, row.told_sure, row.types, row.sure, parts], 1).tolist()
        for word, takers in row.parts.items():
            out["event_parts"] += [[at + word, at + taker, part] for part, taker in takers]
    return out


def offices_row(passage: Passage) -> Row:
    """A passage in which offices and holders are marked."""
    from tenures import taught

    out: Row = {"words": [], "sentence": [], "office": [], "office_parts": [], "office_links": []}
    for number, row in enumerate(tenure_rows.rows_of(*passage)):
        at, words = len(out["words"]), row.words
        out["words"] += row.named
        out["sentence"] += [number] * len(row.named)
        columns = (words.tags, words.deps, words.titles, words.kinds, words.told, row.statuses)
        out["office"] += np.stack(columns, 1).tolist()
        out["office_links"] += [[at + i, at + j, k] for i, j, k in np.argwhere(words.links).tolist()]
        for tenure in row.marked:
            out["office_parts"] += [
                [at + tenure.word, at + word, PARTS.index(part)]
                for part, having in taught(tenure)
                for word in having
            ]
    return out


def mentions_row(marked: Marked) -> Row:
    """An article in which it is marked who is who: the number of whom a word heads a mention of."""
    doc = annotate_document(document_of({"text": marked.text}))
    words = [token for token in doc if not token.is_space]
    place = {token.i: number for number, token in enumerate(words)}
    chain = [-1 if token.pos_ in MENTIONED else -2 for token in words]
    for start, end, entity in sorted(marked.mentions, key=lambda mention: mention[0] - mention[1]):
        inside = [token for token in words if start <= token.idx and token.idx + len(token) <= end]
        tops = [token for token in inside if not start <= token.head.idx < end or token.head is token]
        if tops:
            chain[place[tops[0].i]] = entity
    return plain_columns(marked.text, words) | {"chain": chain}


def names_row(passage: tuple[str, list[tuple[int, int, str]]]) -> Row:
    """An article in which names are marked: people, organisations and places; of MISC nothing is told."""
    text, names = passage
    words = [token for token in annotate_document(document_of({"text": text})) if not token.is_space]
    labels = ["O*"] * len(words)
    for start, end, kind in names:
        inside = [n for n, token in enumerate(words) if token.idx < end and start < token.idx + len(token)]
        for number in inside:
            labels[number] = f"{'B' if number == inside[0] else 'I'}-{kind}"
    return plain_columns(text, words) | {"name": labels}


def plain_row(text: str) -> Row:
    """An article of which nothing is told."""
    return plain_columns(
        text, [token for token in annotate_document(document_of({"text": text})) if not token.is_space]
    )


def plain_columns(text: str, words: list[Any]) -> Row:
    breaks = [text.count("\n\n", 0, token.idx) for token in words]
    sentences = np.cumsum([bool(token.is_sent_start) for token in words]).tolist()
    return {"words": [token.text for token in words], "par": breaks, "sentence": sentences}


def written(path: Path, rows: Iterable[Row]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number, row in enumerate(rows):
            row.setdefault("par", [0] * len(row["words"]))
            lines.write(json.dumps({"id": f"{path.name}-{number}", **row}, ensure_ascii=False) + "\n")


def passages_of(kind: str, path: Path) -> Iterator[Any]:
    match kind:
        case "events":
            yield from trigger_rows.read_passages(path)
        case "offices":
            yield from marked_tenures.read_passages(path)
        case "coref":
            yield from read_marked(path)
        case "names":
            yield from read_names(path)


MAKERS: dict[str, Callable[[Any], Row]] = {
    "events": events_row,
    "offices": offices_row,
    "coref": mentions_row,
    "names": names_row,
}
FILES = {
    "own_names": ("names", ["names"]),
    "own_names_dev": ("names", ["names_dev"]),
    "own_coref": ("coref", ["coref"]),
    "own_coref_dev": ("coref", ["coref_dev"]),
    "own_events": ("events", ["events", "surely"]),
    "own_events_dev": ("events", ["events_dev"]),
    "own_news": ("events", ["news"]),
    "own_news_dev": ("events", ["news_dev", "news_plain_dev"]),
    "own_surely_dev": ("events", ["surely_dev"]),
    "own_offices": ("offices", ["tenures"]),
    "own_offices_dev": ("offices", ["tenures_dev"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--only", nargs="*", default=list(FILES))
    args = parser.parse_args()
    args.build.mkdir(exist_ok=True)
    with ProcessPoolExecutor(WORKERS) as pool:
        for name in args.only:
            kind, texts = FILES[name]
            passages = [one for text in texts for one in passages_of(kind, TEXTS / f"{text}.txt")]
            if name == "own_events":
                passages += [(text, None) for text in read_lexicon() if text]
            rows = list(pool.map(partial(MAKERS[kind]), passages, chunksize=4))
            written(args.build / f"{name}.jsonl.gz", [row for row in rows if row["words"]])
            print(name, len(rows), sum(len(row["words"]) for row in rows), "words", flush=True)


if __name__ == "__main__":
    main()
