"""Learn what the words around a source and a recipient say of the quad class of the event between them.

In:   PLV tsv.
Out:  pair_words.npz (int8) and pair_words.json beside the event-type head, run by letopis.model.pair_words.

    python training/pair_words.py --corpora ../shared/corpora                    # fit and export
    python training/pair_words.py --shares FILE.json …                           # five folds, with the head's own folds

A logistic regression over words with their places, in columns by checksum. The second form scores what
`events.py --folds 5 --bare` wrote (several files where its folds were run apart). Numbers: recipe.toml.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from event_rows import HERE, NONE, Row, read_plv
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bench.quality.event_types import FOLDS, MERGED, QUADS, fold_of, macro_f1, merged, quad_share
from letopis.model.pair_words import FORMAT, MANIFEST, WEIGHTS, PairWords, columns_of, words_of
from letopis.model.weights import FOLDER
from letopis.ontology import event_types

LABELS = [*(code for code, kind in event_types().items() if not kind.extension), NONE]
CLASSES = {code: quad - 1 for quad, codes in QUADS.items() for code in codes}


def learn(rows: Sequence[Row]) -> PairWords:
    """The table of these rows."""
    numbers = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))["pair_words"]
    given = [columns_of(words_of(row.text, row.source, row.target), numbers["columns"]) for row in rows]
    cells = [(i, column, len(one) ** -0.5) for i, one in enumerate(given) for column in one]
    places, columns, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (places, columns)), shape=(len(rows), numbers["columns"]))
    right = [CLASSES[MERGED.get(row.root, row.root)] for row in rows]
    fitted = LogisticRegression(C=numbers["looseness"], max_iter=400, class_weight="balanced").fit(
        matrix, right
    )
    classes = {label: CLASSES.get(MERGED.get(label, label)) for label in LABELS}
    weights, bias = fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32)
    return PairWords(weights, bias, classes, numbers["share"])


def corrected(table: PairWords, row: Row, shares: Sequence[float]) -> list[float]:
    """The head's probabilities for a row, corrected by the table."""
    words = words_of(row.text, row.source, row.target)
    return [float(one) for one in table.corrected(LABELS, np.array(shares, dtype=np.float32), words)]


def scored(rows: Sequence[Row], paths: Sequence[Path]) -> str:
    """Macro-F1 of types and quad classes over the folds that the files hold."""
    head: dict[int, list[float]] = {}
    for path in paths:
        told = json.loads(path.read_text(encoding="utf-8"))["shares"]
        head |= {i: shares for i, shares in enumerate(told) if shares is not None}
    found = {}
    for fold in range(FOLDS):
        table = learn([row for row in rows if fold_of(row.text) != fold])
        own = [i for i in head if fold_of(rows[i].text) == fold]
        found |= {i: merged(LABELS, corrected(table, rows[i], head[i])) for i in own}
    places = sorted(found)
    gold = [MERGED.get(rows[i].root, rows[i].root) for i in places]
    types = [max(found[i], key=lambda code: found[i][code]) for i in places]
    quads = [max(QUADS, key=lambda quad: quad_share(found[i], quad)) for i in places]
    root, _ = macro_f1(gold, types)
    quad, _ = macro_f1([str(CLASSES[code] + 1) for code in gold], [str(one) for one in quads])
    return f"{len(places)} rows: root {root:.2f}, quad {quad:.2f}"


def export(table: PairWords, folder: Path, rows: int) -> None:
    """Write pair_words.npz and pair_words.json."""
    scale = float(np.abs(table.weights).max()) / 127
    kept = np.round(table.weights / scale).astype(np.int8)
    np.savez_compressed(folder / WEIGHTS, weights=kept, scale=np.float32(scale), bias=table.bias)
    manifest = {
        "format": FORMAT,
        "sha256": hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest(),
        "classes": table.classes,
        "share": table.share,
        "corpora": {"PLV_train": rows},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument(
        "--shares", type=Path, nargs="+", help="score with these of events.py, export nothing"
    )
    parser.add_argument("--target", type=Path, default=FOLDER, help="folder of the exported files")
    args = parser.parse_args()
    rows = list(read_plv(args.corpora / "plover" / "PLV_train.tsv"))
    if args.shares:
        print(scored(rows, args.shares))
        return
    export(learn(rows), args.target, len(rows))


if __name__ == "__main__":
    sys.exit(main())
