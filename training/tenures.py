"""Learn who holds, held or is to hold which office, over the encoder's states and what the rules say.

In:   our own passages (texts/tenures.txt, tenure_rows.py); the encoder in src/letopis/data/model.
Out:  tenures.onnx (int8) and tenures.json beside it, run by letopis.model.tenures.

    python training/tenures.py                 # fit on texts/tenures.txt, score on texts/tenures_dev.txt, export

The network is told what the rules say, but for a share of it: so it learns when to believe them. Several networks of
other beginnings are one file: their answers are averaged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
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
from letopis.model.weights import FOLDER, read_manifest

PASSAGES, DEV = HERE / "texts" / "tenures.txt", HERE / "texts" / "tenures_dev.txt"
STATE, WIDTH, HEADS, PART, FARTHEST = 384, 192, 4, 48, 30
DROPOUT, HIDDEN_RULES, SMOOTHING, OF_PARTS = 0.3, 0.3, 0.03, 0.5
RATE, DECAY, BATCH, EPOCHS = 1e-3, 0.02, 32, 8
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
        h = self.n(self._attended(h + waves(h.shape[1]), links, inside))
        batch, size = h.shape[:2]
        q = self.q(h).view(batch, size, len(PARTS), PART)
        k = self.k(h).view(batch, size, len(PARTS), PART)
        place = torch.arange(size)
        away = (place[None] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        parts = torch.einsum("berd,bnrd->benr", q, k) / PART**0.5 + self.dist(away) + self.links(links)
        return self.status(h), parts + (inside - 1)[:, None, :, None] * 1e4

    def _attended(self, h: Tensor, links: Tensor, inside: Tensor) -> Tensor:
        """What the layer makes of the words; written out, since the built-in one cannot be exported in every size."""
        batch, size, width = h.shape
        layer = self.layer
        x, own = layer.norm1(h), layer.self_attn
        q, k, v = (
            part.view(batch, size, HEADS, width // HEADS).transpose(1, 2)
            for part in F.linear(x, own.in_proj_weight, own.in_proj_bias).chunk(3, -1)
        )
        scores = q @ k.transpose(2, 3) / (width // HEADS) ** 0.5 + self.linked(links).permute(0, 3, 1, 2)
        scores = scores + (inside - 1)[:, None, None, :] * 1e4
        mixed = layer.dropout(scores.softmax(-1)) @ v
        h = h + layer.dropout1(own.out_proj(mixed.transpose(1, 2).reshape(batch, size, width)))
        return h + layer.dropout2(layer.linear2(layer.dropout(F.gelu(layer.linear1(layer.norm2(h))))))


def waves(size: int) -> Tensor:
    """Sines and cosines of the words' places."""
    place, step = torch.arange(size)[:, None], torch.arange(WIDTH // 2)[None]
    angle = place / 10000 ** (2 * step / WIDTH)
    return torch.cat([angle.sin(), angle.cos()], 1) * 0.3


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


def batches_of(rows: Sequence[Row], rng: random.Random) -> Iterator[list[Row]]:
    """The sentences in batches of like length."""
    order = rng.sample(list(rows), len(rows))
    found = []
    for start in range(0, len(order), BATCH * 16):
        near = sorted(order[start : start + BATCH * 16], key=lambda row: len(row.statuses))
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    rng.shuffle(found)
    yield from found


def fit(reader: Reader, rows: Sequence[Row], epochs: int, seed: int) -> None:
    """Let the reader learn the rows."""
    rng = random.Random(seed)
    optimiser = torch.optim.AdamW(reader.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * sum(1 for _ in batches_of(rows, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        began, total = time.perf_counter(), 0.0
        reader.train()
        for batch in batches_of(rows, rng):
            given, wanted = collated(batch)
            loss = loss_of(reader(**without_rules(given)), wanted)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {epoch + 1}: loss {total:.1f}, {time.perf_counter() - began:.0f} s", flush=True)
    reader.eval()


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
    from export import quantize

    size = 23  # the numbers are each a tensor of its own: one tensor given thrice becomes one input
    numbers = (torch.arange(size) % table for table in TABLES.values())
    example = (
        torch.randn(size, STATE),
        torch.randn(size, STATE),
        *numbers,
        torch.zeros(size, size, len(LINKS)),
    )
    length = torch.export.Dim("words", min=2, max=4096)
    shapes = tuple({0: length, 1: length} if name == "links" else {0: length} for name in GIVEN)
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.onnx"
        torch.onnx.export(
            reader.eval(),
            example,
            str(plain),
            input_names=list(GIVEN),
            output_names=["status_shares", "part_shares"],
            dynamic_shapes=shapes,
            opset_version=20,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        quantize(plain, folder / WEIGHTS)
    manifest = {
        "format": FORMAT,
        "sha256": hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest(),
        "encoder": read_manifest()["files"]["encoder.onnx"]["sha256"],
        "state": STATE,
        "tags": TAGS,
        "deps": DEPS,
        **facts,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def learn(rows: Sequence[Row], networks: int = NETWORKS) -> Averaged:
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
    reader = learn(rows)
    figures = score(dev, [found_in(reader, row, 0.5) for row in dev])
    print("rules alone", score(dev, [row.ruled for row in dev]))
    print("told of them", figures)
    export(reader, given.target, {"corpora": {"own": len(rows)}, "dev": figures, "networks": NETWORKS})


if __name__ == "__main__":
    main()
