"""Learn which words name an event, of which type, how surely, and who takes part, over the encoder's states.

In:   our own passages (texts/events.txt and texts/surely.txt, trigger_rows.py); the examples of the lexicon, as the
      rules read them; the encoder in src/letopis/data/model.
Out:  triggers.onnx (int8) and triggers.json beside it, run by letopis.model.triggers.

    python training/triggers.py                 # fit on texts/events.txt, score on texts/events_dev.txt, export

Each network first learns from the examples of the lexicon, then from the passages. There it is told what the rules say
of each word, but for a share of the events: so it learns when to believe them. Then it goes on with passages on how
surely acts are told, among others of before, and the weights of both times are averaged: the new ones alone know more
of certainty and less of plain news. Three networks of other beginnings are one file: their answers are averaged. An
hour and a half of one core.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from readers import Course, attended, learn, outside, waves, write
from torch import Tensor, nn
from trigger_rows import HERE, SURENESS, TAGS, TYPES, UNTOLD, Row, read_passages, rows_of

from letopis.model.triggers import FORMAT, MANIFEST, ROLES, WEIGHTS
from letopis.model.weights import FOLDER

PASSAGES, DEV = HERE / "texts" / "events.txt", HERE / "texts" / "events_dev.txt"
SURELY, SURELY_DEV = HERE / "texts" / "surely.txt", HERE / "texts" / "surely_dev.txt"
LEXICON = HERE.parent / "src" / "letopis" / "data" / "lexicon" / "en" / "events.tsv"
STATE, WIDTH, HEADS, PART, FARTHEST = 384, 256, 4, 64, 30
DROPOUT, HIDDEN_RULES, SMOOTHING, SURE, PARTS = 0.3, 0.3, 0.03, 0.5, 0.3
RATE, DECAY, FIRST, EPOCHS = 8e-4, 0.02, 4, 6
LAYERS = (1, 2, 1)  # of the networks
MORE_RATE, MORE_EPOCHS, MORE_SURE, AGAIN = (
    5e-4,
    5,
    1.0,
    6000,
)  # of going on; passages of before among the new ones


class Reader(nn.Module):
    """One network over the words of sentences."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.nf, self.nm = nn.LayerNorm(STATE), nn.LayerNorm(STATE)
        self.proj = nn.Linear(2 * STATE, WIDTH)
        self.pos, self.rt, self.rf = (
            nn.Embedding(size, WIDTH) for size in (len(TAGS), len(TYPES), len(SURENESS))
        )
        for table in (self.pos, self.rt, self.rf):
            nn.init.normal_(table.weight, std=0.1)
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(
                WIDTH, HEADS, 2 * WIDTH, DROPOUT / 2, "gelu", batch_first=True, norm_first=True
            )
            for _ in range(layers)
        )
        self.n = nn.LayerNorm(WIDTH)
        self.t, self.f = (
            nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, size))
            for size in (len(TYPES), len(SURENESS))
        )
        self.q, self.k = (nn.Linear(WIDTH, len(ROLES) * PART) for _ in range(2))
        self.dist = nn.Embedding(2 * FARTHEST + 1, len(ROLES))

    def forward(
        self, states: Tensor, middle: Tensor, tags: Tensor, told: Tensor, told_sure: Tensor, inside: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of types, sureness, parts; shapes (batch, words, …), the last (batch, words, words, parts)."""
        x = torch.cat([self.nf(states), self.nm(middle)], -1)
        h = self.proj(self.drop(x)) + self.pos(tags) + self.rt(told)
        h = h + self.rf(told_sure) * (told > 0)[..., None] + waves(h.shape[1], WIDTH)
        for layer in self.layers:
            h = attended(layer, h, outside(inside))
        h = self.n(h)
        batch, size = h.shape[:2]
        q = self.q(h).view(batch, size, len(ROLES), PART)
        k = self.k(h).view(batch, size, len(ROLES), PART)
        place = torch.arange(size)
        away = (place[None] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        return self.t(h), self.f(h), torch.einsum("berd,bnrd->benr", q, k) / PART**0.5 + self.dist(away)


def collated(rows: Sequence[Row]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """What the network is given of some sentences, and what is taught."""
    size = max(len(row.tags) for row in rows)

    def padded(name: str, fill: int = 0) -> Tensor:
        arrays = [getattr(row, name) for row in rows]
        found = np.full((len(rows), size, *arrays[0].shape[1:]), fill, dtype=np.float32)
        for into, array in zip(found, arrays, strict=True):
            into[: len(array)] = array
        return torch.from_numpy(found)

    given = {
        "states": padded("states"),
        "middle": padded("middle"),
        **{name: padded(name).long() for name in ("tags", "told", "told_sure")},
        "inside": torch.tensor([[float(at < len(row.tags)) for at in range(size)] for row in rows]),
    }
    alone = torch.tensor([row.alone for row in rows])
    given["told"][alone] = 0
    parts = torch.full((len(rows), size, size, len(ROLES)), float("nan"))
    for number, row in enumerate(rows):
        for word, takers in row.parts.items():
            parts[number, word, : len(row.tags)] = 0.0
            for part, taker in takers:
                parts[number, word, taker, part] = 1.0
    taught = {"types": padded("types", UNTOLD).long(), "sure": padded("sure", UNTOLD).long(), "parts": parts}
    return given, taught


def loss_of(scores: tuple[Tensor, Tensor, Tensor], taught: dict[str, Tensor], weight: float) -> Tensor:
    """How unlikely what is taught is, by event; `weight` of sureness."""
    types, sure, parts = scores
    loss = F.cross_entropy(
        types.flatten(0, 1),
        taught["types"].flatten(),
        ignore_index=UNTOLD,
        reduction="sum",
        label_smoothing=SMOOTHING,
    )
    if (taught["sure"] >= 0).any():
        loss = loss + weight * F.cross_entropy(
            sure.flatten(0, 1), taught["sure"].flatten(), ignore_index=UNTOLD, reduction="sum"
        )
    if (known := ~taught["parts"].isnan()).any():
        loss = loss + PARTS * F.binary_cross_entropy_with_logits(
            parts[known], taught["parts"][known], reduction="sum"
        )
    return loss / ((taught["types"] > 0).sum() + 1)


def fit(
    reader: Reader, rows: Sequence[Row], epochs: int, seed: int, *, rate: float = RATE, sure: float = SURE
) -> None:
    """Let the reader learn the rows."""

    def loss(batch: list[Row]) -> Tensor:
        given, taught = collated(batch)
        given["told"] = given["told"] * (torch.rand(given["told"].shape) > HIDDEN_RULES).long()
        return loss_of(reader(**given), taught, sure)

    learn(reader, rows, lambda row: len(row.tags), loss, Course(epochs, rate, DECAY, seed))


def go_on(reader: Reader, new: Sequence[Row], before: Sequence[Row], seed: int) -> None:
    """Let the reader learn new rows among some of those before; its weights are the mean of before and after."""
    begun = {name: value.detach().clone() for name, value in reader.named_parameters()}
    again = random.Random(seed).sample(list(before), min(AGAIN, len(before)))
    fit(reader, [*new, *again], MORE_EPOCHS, seed, rate=MORE_RATE, sure=MORE_SURE)
    with torch.no_grad():
        for name, value in reader.named_parameters():
            value.lerp_(begun[name], 0.5)


class Averaged(nn.Module):
    """Probabilities, of several readers the mean, of one sentence."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        super().__init__()
        self.readers = nn.ModuleList(readers)

    def forward(
        self, states: Tensor, middle: Tensor, tags: Tensor, types: Tensor, sure: Tensor
    ) -> tuple[Tensor, ...]:
        """Of types, of sureness, of parts."""
        given = [part[None] for part in (states, middle, tags, types, sure)]
        inside = torch.ones_like(given[2], dtype=torch.float32)
        answers = [reader(*given, inside) for reader in self.readers]
        found = []
        for at, share in enumerate((torch.softmax, torch.softmax, None)):
            parts = [share(one[at], -1) if share else one[at].sigmoid() for one in answers]
            found.append(torch.stack(parts).mean(0)[0])
        return tuple(found)


@torch.no_grad()
def score(reader: Averaged, rows: Sequence[Row], least: float) -> dict[str, float]:
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
    return {
        "P": count["hit"] / count["found"],
        "R": count["hit"] / count["gold"],
        "F1": 2 * count["hit"] / both,
        "typed F1": 2 * count["typed"] / both,
        "sure": count["sure"] / count["hit"],
    }


def export(reader: Averaged, folder: Path, facts: dict[str, Any]) -> None:
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
    parser.add_argument("--target", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)
    lexicon = [row for text in read_lexicon() if text for row in rows_of(text, None)]
    rows, dev, surely, surely_dev = (
        [row for text, events in read_passages(path) for row in rows_of(text, events)]
        for path in (PASSAGES, DEV, SURELY, SURELY_DEV)
    )
    print(f"{len(rows)} sentences, {len(dev)} apart, {len(lexicon)} of the lexicon", flush=True)
    readers = []
    for seed, layers in enumerate(LAYERS, 1):
        torch.manual_seed(seed)
        reader = Reader(layers)
        fit(reader, lexicon, FIRST, seed)
        fit(reader, rows, EPOCHS, seed)
        go_on(reader, surely, rows, seed)
        readers.append(reader)
    averaged = Averaged(readers)
    figures = {name: round(value, 4) for name, value in score(averaged, dev, 0.5).items()}
    print(figures, score(averaged, surely_dev, 0.5))
    corpora = {"own": len(rows) + len(surely), "lexicon": len(lexicon)}
    export(averaged, given.target, {"corpora": corpora, "dev": figures, "networks": len(readers)})


if __name__ == "__main__":
    main()
