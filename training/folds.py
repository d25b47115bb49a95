"""Score names on Universal NER by two folds: each half by weights that have not seen it.

In:   build/uner_{a,b}.jsonl.gz (prepare.py); build/names_{a,b}.pt, trained on one half each (train.py --universal).
Out:  F1 of people, organisations and places over both halves, and of each kind; as exported, in int8.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from export import write_files
from parity import f1, label_spans
from spacy.tokens import Doc

from examples import HERE, Row, load_rows
from letopis.annotate import load

KINDS = ("PER", "ORG", "LOC")


def count_names(nlp: Any, rows: list[Row]) -> Counter[tuple[str, str]]:
    """How many names there are, were found and were found right, by kind."""
    total: Counter[tuple[str, str]] = Counter()
    for row in rows:
        starts = [i == 0 or row["par"][i] != row["par"][i - 1] for i in range(len(row["words"]))]
        gold = label_spans([label.replace("*", "") for label in row["name"]])
        doc = nlp(Doc(nlp.vocab, row["words"], sent_starts=starts))
        found = {(e.start, e.end, e.label_) for e in doc.ents if e.label_ in KINDS}
        for part, spans in (("gold", gold), ("found", found), ("right", gold & found)):
            total.update((part, kind) for _, _, kind in spans)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    args = parser.parse_args()
    total: Counter[tuple[str, str]] = Counter()
    for seen, unseen in (("a", "b"), ("b", "a")):
        with tempfile.TemporaryDirectory() as folder:
            write_files(args.build / f"names_{seen}.pt", Path(folder))
            total += count_names(load(folder=folder), load_rows(args.build / f"uner_{unseen}.jsonl.gz"))
    for kind in KINDS:
        print(f"{kind} {f1(total['right', kind], total['found', kind], total['gold', kind]):.1f}")
    sums = [sum(total[part, kind] for kind in KINDS) for part in ("right", "found", "gold")]
    print(f"names {f1(*sums):.1f}")


if __name__ == "__main__":
    main()
