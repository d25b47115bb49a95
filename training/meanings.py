"""Sentence vectors of the base model, which the encoder learns to give as well.

In:   build/{gum,polnear}.jsonl.gz (prepare.py); the base model, as it came.
Out:  build/{gum,polnear}_meanings.npz: row, start, end (words of a stretch) and vector (384, of length 1).

The stretches are sentences of GUM and contents of PolNeAR: what a reader looks for by meaning. A vector is the mean of
the base model's last states over the word pieces of the stretch read alone, as its authors take it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from network import Network
from train import base_folder

from examples import HERE, Row, load_rows
from letopis.model.pieces import Pieces

MOST = {"gum": 3500, "polnear": 9000}  # a random share of the stretches: enough for one projection
LONGEST = 60  # words


def stretches(row: Row) -> Iterator[tuple[int, int]]:
    """Sentences where they are gold, else contents: first word and word after the last."""
    if "dep" in row:
        starts = [i for i, start in enumerate(row["start"]) if start == 1] + [len(row["words"])]
        yield from pairwise(starts)
        return
    begin = None
    for i, role in enumerate([*row["role"], "O"]):
        if begin is not None and role != "I-CONTENT":
            yield begin, i
            begin = None
        if role == "B-CONTENT":
            begin = i


@torch.no_grad()
def vectors(network: Network, pieces: Pieces, texts: list[list[str]]) -> np.ndarray:
    """Shape (texts, 384), each of length 1."""
    cut = [
        [pieces.start, *(i for ids, _ in pieces.cut(words) for i in ids), pieces.separator] for words in texts
    ]
    order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
    found = np.zeros((len(cut), 384), dtype=np.float16)
    for at in range(0, len(order), 32):
        batch = order[at : at + 32]
        width = max(len(cut[i]) for i in batch)
        ids = torch.tensor([cut[i] + [0] * (width - len(cut[i])) for i in batch])
        mask = ids != 0
        states = network.encode(ids, torch.full_like(ids, 5), mask)[-1]
        mean = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        found[batch] = torch.nn.functional.normalize(mean, dim=-1).numpy()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--base", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    base = args.base or base_folder()
    network = Network(dict.fromkeys(("upos", "xpos", "lemma", "label", "name", "role"), 1)).eval()
    network.load_base(base / "model.safetensors")
    pieces, rng = Pieces(base / "tokenizer.json"), random.Random(5)
    for corpus, most in MOST.items():
        rows = load_rows(args.build / f"{corpus}.jsonl.gz")
        spans = [
            (number, start, end)
            for number, row in enumerate(rows)
            for start, end in stretches(row)
            if 4 <= end - start <= LONGEST
        ]
        spans = sorted(rng.sample(spans, min(most, len(spans))))
        found = vectors(network, pieces, [rows[n]["words"][a:b] for n, a, b in spans])
        columns = np.array(spans)
        np.savez(
            args.build / f"{corpus}_meanings.npz",
            row=columns[:, 0],
            start=columns[:, 1],
            end=columns[:, 2],
            vector=found,
        )
        print(f"{corpus}: {len(spans)} stretches", flush=True)


if __name__ == "__main__":
    main()
