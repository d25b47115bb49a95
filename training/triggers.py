"""Write the reader of events that was learnt along with the encoder, and score it on passages apart.

In:   build/NAME.pt (train.py), exported before (export.py); our own passages (trigger_rows.py).
Out:  triggers.onnx (int8) and triggers.json in src/letopis/data/model, run by letopis.model.triggers.

    python training/triggers.py --name final    # score on the texts of DEV, export
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from event_reader import STATE, SURENESS, TYPES, UNTOLD, Reader
from joint import load_readers
from readers import TAGS, write
from torch import Tensor, nn
from trigger_rows import HERE, Row, read_passages, rows_of

from letopis.model.triggers import FORMAT, MANIFEST, WEIGHTS
from letopis.model.weights import FOLDER

DEV = ("events_dev", "news_dev", "news_plain_dev", "surely_dev")  # texts; by the first is the reader known
LEXICON = HERE.parent / "src" / "letopis" / "data" / "lexicon" / "en" / "events.tsv"


class Shares(nn.Module):
    """Probabilities, of one sentence."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, states: Tensor, middle: Tensor, tags: Tensor, types: Tensor, sure: Tensor
    ) -> tuple[Tensor, ...]:
        """Of types, of sureness, of parts."""
        given = [part[None] for part in (states, middle, tags, types, sure)]
        scores = self.reader(*given, torch.ones_like(given[2], dtype=torch.float32))
        return scores[0].softmax(-1)[0], scores[1].softmax(-1)[0], scores[2].sigmoid()[0]


@torch.no_grad()
def score(reader: Shares, rows: Sequence[Row], least: float) -> dict[str, float]:
    """Detection and typing over the words that are taught; a word names an event at `least` probability."""
    count: Counter[str] = Counter()
    for row in rows:
        given = (
            row.states.astype(np.float32),
            row.middle.astype(np.float32),
            row.tags,
            row.told,
            row.told_sure,
        )
        types, sure, _ = (part.numpy() for part in reader(*(torch.from_numpy(one) for one in given)))
        on = (1 - types[:, 0] >= least) & (row.types != UNTOLD)
        hit = on & (row.types > 0)
        count["gold"] += int((row.types > 0).sum())
        count["found"] += int(on.sum())
        count["hit"] += int(hit.sum())
        count["typed"] += int((types[:, 1:].argmax(1) + 1 == row.types)[hit].sum())
        count["sure"] += int((sure.argmax(1) == row.sure)[hit].sum())
    both = count["gold"] + count["found"]
    figures = {
        "P": count["hit"] / count["found"],
        "R": count["hit"] / count["gold"],
        "F1": 2 * count["hit"] / both,
        "typed F1": 2 * count["typed"] / both,
        "sure": count["sure"] / count["hit"],
    }
    return {name: round(value, 4) for name, value in figures.items()}


def export(reader: Shares, folder: Path, facts: dict[str, Any]) -> None:
    """Write triggers.onnx and triggers.json."""
    size = 23
    numbers = (torch.arange(size) % table for table in (len(TAGS), len(TYPES), len(SURENESS)))
    example = (torch.randn(size, STATE), torch.randn(size, STATE), *numbers)
    told = {"format": FORMAT, "state": STATE, "types": TYPES, "sureness": SURENESS, "tags": TAGS, **facts}
    inputs = dict.fromkeys(("states", "middle", "tags", "types", "sure"), (0,))
    outputs = ("type_shares", "sure_shares", "part_shares")
    write(reader, example, inputs, outputs, (folder / WEIGHTS, folder / MANIFEST), told)


def read_lexicon() -> Iterator[str]:
    """The examples of the lexicon's events."""
    with LEXICON.open(encoding="utf-8") as lines:
        for cells in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if cells and not cells[0].startswith("#") and len(cells) > 7 and cells[3] in TYPES[1:]:
                yield cells[7].strip()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--name", default="final")
    parser.add_argument("--target", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)
    reader = Shares(load_readers(given.build / f"{given.name}.pt").event).eval()
    figures = {}
    for text in DEV:
        passages = read_passages(HERE / "texts" / f"{text}.txt")
        rows = [row for passage, events in passages for row in rows_of(passage, events)]
        figures[text] = score(reader, rows, 0.5)
        print(text, len(rows), "sentences", figures[text], flush=True)
    export(reader, given.target, {"dev": figures[DEV[0]]})


if __name__ == "__main__":
    main()
