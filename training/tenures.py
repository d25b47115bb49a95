"""Learn who holds, held or is to hold which office, over the encoder's states and what the rules say.

In:   our own passages (texts/tenures.txt, tenure_rows.py); the encoder in src/letopis/data/model.
Out:  tenures.onnx (int8) and tenures.json beside it, run by letopis.model.tenures.

    python training/tenures.py                 # fit on texts/tenures.txt, score on texts/tenures_dev.txt, export

The network is told what the rules say, but for a share of it: so it learns when to believe them. Several networks of
other beginnings are one file: their answers are averaged.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from readers import Course, attended, learn, outside, waves, write
from tenure_rows import DEPS, HERE, TAGS, UNTAUGHT, Row, Tenure, rows_of
from torch import Tensor, nn

from bench.quality.marked_tenures import read_passages
from letopis.model.tenures import (
    FORMAT,
    GIVEN,
    KINDS,
    LINKS,
    MANIFEST,
    PARTS,
    STATUSES,
    TITLES,
    WEIGHTS,
)
from letopis.model.weights import FOLDER

PASSAGES, DEV = HERE / "texts" / "tenures.txt", HERE / "texts" / "tenures_dev.txt"
STATE, WIDTH, HEADS, PART, FARTHEST = 384, 192, 4, 48, 30
DROPOUT, HIDDEN_RULES, SMOOTHING, OF_PARTS = 0.3, 0.3, 0.03, 0.5
RATE, DECAY, EPOCHS = 1e-3, 0.02, 8
NETWORKS = 2
TABLES = {
    "tags": len(TAGS),
    "deps": len(DEPS),
    "titles": len(TITLES),
    "kinds": len(KINDS),
    "told": len(STATUSES),
}


class Reader(nn.Module):
    """One network over the words of sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.nf, self.nm = nn.LayerNorm(STATE), nn.LayerNorm(STATE)
        self.proj = nn.Linear(2 * STATE, WIDTH)
        self.tables = nn.ModuleDict({name: nn.Embedding(size, WIDTH) for name, size in TABLES.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        self.drop = nn.Dropout(DROPOUT)
        self.layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, 2 * WIDTH, DROPOUT / 2, "gelu", batch_first=True, norm_first=True
        )
        self.linked = nn.Linear(len(LINKS), HEADS, bias=False)
        self.n = nn.LayerNorm(WIDTH)
        self.status = nn.Sequential(
            nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, len(STATUSES))
        )
        self.q, self.k = (nn.Linear(WIDTH, len(PARTS) * PART) for _ in range(2))
        self.dist = nn.Embedding(2 * FARTHEST + 1, len(PARTS))
        self.links = nn.Linear(len(LINKS), len(PARTS), bias=False)

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
        inside: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Scores of statuses and of parts; shapes (batch, words, …), the latter (batch, words, words, parts)."""
        h = self.proj(self.drop(torch.cat([self.nf(states), self.nm(middle)], -1)))
        for table, given in zip(self.tables.values(), (tags, deps, titles, kinds, told), strict=True):
            h = h + table(given)
        near = self.linked(links).permute(0, 3, 1, 2)
        h = self.n(attended(self.layer, h + waves(h.shape[1], WIDTH), near + outside(inside)))
        batch, size = h.shape[:2]
        q = self.q(h).view(batch, size, len(PARTS), PART)
        k = self.k(h).view(batch, size, len(PARTS), PART)
        place = torch.arange(size)
        away = (place[None] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        parts = torch.einsum("berd,bnrd->benr", q, k) / PART**0.5 + self.dist(away) + self.links(links)
        return self.status(h), parts + (inside - 1)[:, None, :, None] * 1e4


def collated(rows: Sequence[Row]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """What the network is given of some sentences, and what is taught."""
    size = max(len(row.statuses) for row in rows)

    def padded(name: str) -> Tensor:
        arrays = [getattr(row.words, name) for row in rows]
        found = np.zeros((len(rows), size, *arrays[0].shape[1:]), dtype=arrays[0].dtype)
        for into, array in zip(found, arrays, strict=True):
            into[: len(array)] = array
        return torch.from_numpy(found)

    given = {name: padded(name) for name in GIVEN if name != "links"}
    given["links"] = torch.zeros(len(rows), size, size, len(LINKS))
    given["inside"] = torch.zeros(len(rows), size)
    statuses = torch.full((len(rows), size), UNTAUGHT)
    parts = torch.zeros(len(rows), size, size, len(PARTS))
    for number, row in enumerate(rows):
        long = len(row.statuses)
        given["links"][number, :long, :long] = torch.from_numpy(row.words.links)
        given["inside"][number, :long] = 1.0
        statuses[number, :long] = torch.from_numpy(row.statuses)
        for tenure in row.marked:
            for part, words in taught(tenure):
                for word in words:
                    parts[number, tenure.word, word, PARTS.index(part)] = 1.0 / len(words)
    return given, {"statuses": statuses, "parts": parts}


def taught(tenure: Tenure) -> Iterator[tuple[str, list[int]]]:
    """Each part with the words that have it; the office's own word where none has."""
    for part in PARTS[:4]:
        yield part, sorted(set(tenure.parts[part])) or [tenure.word]
    yield "first", [tenure.first]
    yield "last", [tenure.last]


def without_rules(given: dict[str, Tensor]) -> dict[str, Tensor]:
    """Some of what the rules tell taken away: of a word all that they tell, of some sentences everything."""
    told = given["told"]
    hidden = torch.rand(told.shape) < HIDDEN_RULES
    links = given["links"].clone()
    links[..., :2] *= (~hidden)[..., None, None]
    return given | {"told": told * (~hidden).long(), "links": links}


def loss_of(scores: tuple[Tensor, Tensor], wanted: dict[str, Tensor]) -> Tensor:
    """How unlikely what is taught is, by tenure."""
    statuses, parts = scores
    loss = F.cross_entropy(
        statuses.flatten(0, 1),
        wanted["statuses"].flatten(),
        ignore_index=UNTAUGHT,
        reduction="sum",
        label_smoothing=SMOOTHING,
    )
    on = wanted["parts"].sum((2, 3)) > 0
    if on.any():
        shares = parts[on].log_softmax(1)
        loss = loss - OF_PARTS * (shares * wanted["parts"][on]).sum()
    return loss / ((wanted["statuses"] > 0).sum() + 1)


def fit(reader: Reader, rows: Sequence[Row], epochs: int, seed: int) -> None:
    """Let the reader learn the rows."""

    def loss(batch: list[Row]) -> Tensor:
        given, wanted = collated(batch)
        return loss_of(reader(**without_rules(given)), wanted)

    learn(reader, rows, lambda row: len(row.statuses), loss, Course(epochs, RATE, DECAY, seed))


class Averaged(nn.Module):
    """Probabilities, of several readers the mean, of one sentence."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        super().__init__()
        self.readers = nn.ModuleList(readers)

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
        inside = torch.ones_like(given[2], dtype=torch.float32)
        answers = [reader(*given, inside) for reader in self.readers]
        statuses = torch.stack([one[0].softmax(-1) for one in answers]).mean(0)[0]
        parts = torch.stack([one[1].softmax(2) for one in answers]).mean(0)[0]
        return statuses, parts


@torch.no_grad()
def found_in(reader: Averaged, row: Row, least: float) -> list[Tenure]:
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


def export(reader: Averaged, folder: Path, facts: dict[str, Any]) -> None:
    """Write tenures.onnx and tenures.json."""
    size = 23
    numbers = (torch.arange(size) % table for table in TABLES.values())
    links = torch.zeros(size, size, len(LINKS))
    example = (torch.randn(size, STATE), torch.randn(size, STATE), *numbers, links)
    inputs = {name: (0, 1) if name == "links" else (0,) for name in GIVEN}
    told = {"format": FORMAT, "state": STATE, "tags": TAGS, "deps": DEPS, **facts}
    outputs = ("status_shares", "part_shares")
    write(reader, example, inputs, outputs, (folder / WEIGHTS, folder / MANIFEST), told)


def learnt(rows: Sequence[Row], networks: int = NETWORKS) -> Averaged:
    """The reader that has learnt the rows."""
    readers = []
    for seed in range(1, networks + 1):
        torch.manual_seed(seed)
        reader = Reader()
        fit(reader, rows, EPOCHS, seed)
        readers.append(reader)
    return Averaged(readers).eval()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--target", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)
    rows, dev = (
        [row for text, marked in read_passages(path) for row in rows_of(text, marked)]
        for path in (PASSAGES, DEV)
    )
    print(f"{len(rows)} sentences, {len(dev)} apart", flush=True)
    reader = learnt(rows)
    figures = score(dev, [found_in(reader, row, 0.5) for row in dev])
    print("rules alone", score(dev, [row.ruled for row in dev]))
    print("told of them", figures)
    export(reader, given.target, {"corpora": {"own": len(rows)}, "dev": figures, "networks": NETWORKS})


if __name__ == "__main__":
    main()
