"""Write the reader of tenures that was learnt along with the encoder, and score it on passages apart.

In:   build/NAME.pt (train.py), exported before (export.py); our own passages (tenure_rows.py).
Out:  tenures.onnx (int8) and tenures.json in src/letopis/data/model, run by letopis.model.tenures.

    python training/tenures.py --name final     # score on texts/tenures_dev.txt, export
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from joint import load_readers
from readers import TAGS, write
from tenure_reader import DEPS, STATE, TABLES, Reader
from tenure_rows import HERE, Row, Tenure, rows_of
from torch import Tensor, nn

from bench.quality.marked_tenures import read_passages
from letopis.model.tenures import (
    FORMAT,
    GIVEN,
    LINKS,
    MANIFEST,
    PARTS,
    STATUSES,
    WEIGHTS,
)
from letopis.model.weights import FOLDER

DEV = HERE / "texts" / "tenures_dev.txt"


def taught(tenure: Tenure) -> Iterator[tuple[str, list[int]]]:
    """Each part with the words that have it; the office's own word where none has."""
    for part in PARTS[:4]:
        yield part, sorted(set(tenure.parts[part])) or [tenure.word]
    yield "first", [tenure.first]
    yield "last", [tenure.last]


class Shares(nn.Module):
    """Probabilities, of one sentence."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self,
        states: Tensor,
        middle: Tensor,
        tags: Tensor,
        deps: Tensor,
        titles: Tensor,
        kinds: Tensor,
        told: Tensor,
        links: Tensor,
    ) -> tuple[Tensor, ...]:
        """Of statuses, of parts."""
        given = [part[None] for part in (states, middle, tags, deps, titles, kinds, told, links)]
        statuses, parts = self.reader(*given, torch.ones_like(given[2], dtype=torch.float32))
        return statuses.softmax(-1)[0], parts.softmax(2)[0]


@torch.no_grad()
def found_in(reader: Shares, row: Row, least: float) -> list[Tenure]:
    """The tenures that the reader finds in a sentence, those with status "not" among them; of two whose words overlap
    the likelier."""
    statuses, parts = (
        found.numpy() for found in reader(*(torch.from_numpy(getattr(row.words, name)) for name in GIVEN))
    )
    shares = 1 - statuses[:, 0]
    taken = np.zeros(len(shares), dtype=bool)
    found = []
    for word in np.argsort(-shares):
        if shares[word] < least:
            break
        best = {part: int(parts[word, :, PARTS.index(part)].argmax()) for part in PARTS}
        first, last = min(best["first"], int(word)), max(best["last"], int(word))
        if taken[word]:
            continue
        taken[first : last + 1] = True
        status = STATUSES[int(statuses[word, 1:].argmax()) + 1]
        has = {part: [best[part]] if best[part] != word else [] for part in PARTS[:4]}
        found.append(Tenure(int(word), status, first, last, has, {}))
    return found


def score(rows: Sequence[Row], found: Sequence[Sequence[Tenure]]) -> dict[str, float]:
    """Detection of offices and of pairs of office and holder, and of the pairs found the share with each part right."""
    count: Counter[str] = Counter()
    for row, told in zip(rows, found, strict=True):
        gold = [tenure for tenure in row.marked if tenure.status != "not"]
        here = [tenure for tenure in told if tenure.status != "not"]
        count["gold"] += len(gold)
        count["found"] += len(here)
        used = set[int]()
        for tenure in gold:
            fits = [
                (number, one)
                for number, one in enumerate(here)
                if number not in used and one.first <= tenure.last and tenure.first <= one.last
            ]
            holders = set(tenure.spans["holder"])
            paired = [pair for pair in fits if holders & set(pair[1].parts["holder"])]
            if not fits:
                continue
            number, one = (paired or fits)[0]
            used.add(number)
            count["office"] += 1
            if not paired:
                continue
            count["pair"] += 1
            count["extent"] += (one.first, one.last) == (tenure.first, tenure.last)
            count["status"] += one.status == tenure.status
            for part in PARTS[1:4]:
                wanted, has = set(tenure.spans[part]), set(one.parts.get(part, ()))
                count[f"{part} gold"] += bool(wanted)
                count[f"{part} found"] += bool(has)
                count[f"{part} right"] += bool(wanted & has)
    both = max(1, count["gold"] + count["found"])
    pairs = max(1, count["pair"])
    figures = {
        "P": count["pair"] / max(1, count["found"]),
        "R": count["pair"] / max(1, count["gold"]),
        "F1": 2 * count["pair"] / both,
        "office F1": 2 * count["office"] / both,
        "extent": count["extent"] / pairs,
        "status": count["status"] / pairs,
    }
    for part in PARTS[1:4]:
        of = max(1, count[f"{part} gold"] + count[f"{part} found"])
        figures[f"{part} F1"] = 2 * count[f"{part} right"] / of
    return {name: round(value, 4) for name, value in figures.items()}


def export(reader: Shares, folder: Path, facts: dict[str, Any]) -> None:
    """Write tenures.onnx and tenures.json."""
    size = 23
    numbers = (torch.arange(size) % table for table in TABLES.values())
    links = torch.zeros(size, size, len(LINKS))
    example = (torch.randn(size, STATE), torch.randn(size, STATE), *numbers, links)
    inputs = {name: (0, 1) if name == "links" else (0,) for name in GIVEN}
    told = {"format": FORMAT, "state": STATE, "tags": TAGS, "deps": DEPS, **facts}
    outputs = ("status_shares", "part_shares")
    write(reader, example, inputs, outputs, (folder / WEIGHTS, folder / MANIFEST), told)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--name", default="final")
    parser.add_argument("--target", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)
    reader = Shares(load_readers(given.build / f"{given.name}.pt").office).eval()
    dev = [row for text, marked in read_passages(DEV) for row in rows_of(text, marked)]
    figures = score(dev, [found_in(reader, row, 0.5) for row in dev])
    print(f"{len(dev)} sentences; rules alone", score(dev, [row.ruled for row in dev]))
    print("told of them", figures)
    export(reader, given.target, {"dev": figures})


if __name__ == "__main__":
    main()
