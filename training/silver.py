"""Trees of political news, as the network at hand reads them: what it then learns to see through noise.

In:   build/polnear.jsonl.gz (prepare.py), build/NAME.pt.
Out:  build/polnear_trees.jsonl.gz: for every other document its row number, `upos`, `head` and `dep`; `dep` is "" where
      the network is not sure of the arc.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from network import Network
from train import HERE, Pieces, Row, base_folder, collate, cut_chunks, load_rows, number_labels

from letopis.annotate.trees import best_tree

SURE = 0.85  # of an arc, among the words of its sentence
STEP = 2  # every other document: enough, and half the time


@torch.no_grad()
def read_trees(network: Network, labels: dict[str, list[str]], row: Row, chunks: list[Row]) -> Row:
    """Tags and trees of one document, whose chunks are not augmented and follow each other."""
    found: Row = {"upos": [], "head": [], "dep": []}
    starts = row["start"]
    for chunk in chunks:
        at, count = len(found["upos"]), len(chunk["first"])
        batch = collate([chunk])
        out = network(batch["ids"], batch["cases"], batch["first"], batch["last"], None)
        arc = out["arc"][0].numpy()
        begins = [i for i in range(count) if i == 0 or starts[at + i] == 1]
        heads, sure = np.zeros(count, dtype=np.int64), np.zeros(count)
        for a, b in pairwise([*begins, count]):
            scores = np.concatenate([arc[a:b, :1], arc[a:b, a + 1 : b + 1]], 1).astype(np.float64)
            heads[a:b] = best_tree(scores) + a
            likely = np.exp(scores - scores.max(1, keepdims=True))
            own = np.arange(b - a)
            column = np.where(heads[a:b] == own + a, 0, heads[a:b] - a + 1)
            sure[a:b] = likely[own, column] / likely.sum(1)
        roots = heads == np.arange(count)
        chosen = out["label_head"][0][torch.from_numpy(heads + 1)]
        dep = network.label_scores(out["label_word"][0], chosen).argmax(-1).tolist()
        found["upos"] += [labels["upos"][i] for i in out["upos"][0].argmax(-1).tolist()]
        found["head"] += (heads + at).tolist()
        found["dep"] += [
            "" if p < SURE else "root" if root else labels["label"][i]
            for i, p, root in zip(dep, sure.tolist(), roots.tolist(), strict=True)
        ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--name", default="shipped")
    args = parser.parse_args()
    torch.set_num_threads(1)
    saved: dict[str, Any] = torch.load(args.build / f"{args.name}.pt", weights_only=True)
    labels = saved["labels"]
    network = Network({key: len(values) for key, values in labels.items()}).eval()
    network.load_state_dict(saved["weights"])
    data = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))["data"]
    pieces = Pieces(base_folder() / "tokenizer.json")
    rows = load_rows(args.build / "polnear.jsonl.gz")
    with gzip.open(args.build / "polnear_trees.jsonl.gz", "wt", encoding="utf-8") as out:
        for number in range(0, len(rows), STEP):
            row = number_labels(rows[number], labels)
            chunks = list(cut_chunks(row, pieces, data, random.Random(0), augment=False))
            out.write(json.dumps({"row": number, **read_trees(network, labels, row, chunks)}) + "\n")


if __name__ == "__main__":
    main()
