"""Learn on which day each event and saying was, over the encoder's states and what the rules say.

In:   our articles in which days are marked (texts/days.txt), TimeBank but for its last sixty documents; the encoder in
      src/letopis/data/model.
Out:  days.npz and days.json beside it, run by letopis.model.days.

    python training/days.py                     # fit, score on texts/days_dev.txt, export

Each event has its candidates; those of the marked days are taught together. States are narrowed to their main
directions first: there are few articles. Three networks of other beginnings are averaged. Some minutes of one core.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from day_rows import HERE, Example, read_own, read_timebank
from torch import Tensor, nn

from letopis.model.days import FORMAT, MANIFEST, WEIGHTS, Days
from letopis.model.weights import FOLDER, read_manifest

OWN, DEV = HERE / "texts" / "days.txt", HERE / "texts" / "days_dev.txt"
DIRECTIONS, HIDDEN, PRODUCT, NEXT = 48, 64, 32, 32
STATE_DROPOUT, DROPOUT = 0.3, 0.3
EPOCHS, RATE, DECAY, BATCH, CLIP, NETWORKS = 20, 1.5e-3, 2e-2, 8, 1.0, 3
SURE = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


class Network(nn.Module):
    """One network of letopis.model.days, to be learnt."""

    def __init__(self, events: int, times: int, pairs: int) -> None:
        super().__init__()
        self.state_dropout, self.dropout = nn.Dropout(STATE_DROPOUT), nn.Dropout(DROPOUT)
        self.event = nn.Linear(events, HIDDEN + PRODUCT)
        self.time = nn.Linear(times, HIDDEN + PRODUCT, bias=False)
        self.pair = nn.Linear(PRODUCT + pairs, HIDDEN, bias=False)
        self.next = nn.Linear(HIDDEN, NEXT)
        self.out = nn.Linear(NEXT, 1, bias=False)

    def forward(self, one: Given) -> Tensor:
        """Scores of candidates."""
        own = self.event(torch.cat([self.state_dropout(one.states), one.events], 1))
        theirs = self.time(self.state_dropout(one.times))
        a, b = one.of_event, one.of_time
        columns = torch.cat([own[a, HIDDEN:] * theirs[b, HIDDEN:], one.pairs], 1)
        hidden = torch.relu(self.pair(columns) + own[a, :HIDDEN] + theirs[b, :HIDDEN])
        hidden = torch.relu(self.next(self.dropout(hidden)))
        scores: Tensor = self.out(self.dropout(hidden)).squeeze(-1)
        return scores

    def arrays(self, number: int) -> dict[str, np.ndarray[Any, Any]]:
        """The weights as the program wants them."""
        found = {
            "event": self.event.weight.T,
            "event_bias": self.event.bias,
            "time": self.time.weight.T,
            "pair": self.pair.weight.T,
            "next": self.next.weight.T,
            "next_bias": self.next.bias,
            "out": self.out.weight[0],
        }
        return {f"{name}_{number}": half(value.detach().numpy()) for name, value in found.items()}


class Given:
    """An example as tensors, its states narrowed."""

    def __init__(self, example: Example, narrow: Days) -> None:
        rows = example.rows
        last, middle, heads = (
            narrow.narrowed(rows.last, "last"),
            narrow.narrowed(rows.middle, "middle"),
            narrow.narrowed(rows.heads, "last"),
        )
        times = np.zeros((len(rows.times) + 1, 2 * DIRECTIONS), dtype=np.float32)
        times[:-1] = np.concatenate(
            [narrow.narrowed(rows.times, "last"), narrow.narrowed(rows.governors, "last")], axis=1
        )
        self.states = torch.from_numpy(np.concatenate([last, middle, heads], axis=1))
        self.events, self.times = torch.from_numpy(rows.events), torch.from_numpy(times)
        self.of_event = torch.from_numpy(rows.of_event)
        self.of_time = torch.from_numpy(rows.of_time % len(times))
        self.pairs, self.right = torch.from_numpy(rows.pairs), torch.from_numpy(example.right)


def half(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return array.astype(np.float16)


def narrowing(examples: Sequence[Example]) -> dict[str, np.ndarray[Any, Any]]:
    """The mean and the main directions of the last and of the middle states of events."""
    found: dict[str, np.ndarray[Any, Any]] = {}
    for name in ("last", "middle"):
        states = np.concatenate([getattr(one.rows, name) for one in examples])
        mean = states.mean(0)
        _, _, directions = np.linalg.svd(states - mean, full_matrices=False)
        main = directions[:DIRECTIONS].T
        spread = ((states - mean) @ main).std(0)
        found[f"{name}_mean"], found[f"{name}_main"] = mean, main / np.sqrt(spread * spread.max())
    return found


def log_sums(scores: Tensor, of_event: Tensor, count: int) -> Tensor:
    """Log of the sum over each event's candidates."""
    top = torch.full((count,), -1e4).scatter_reduce(0, of_event, scores.detach(), "amax")
    total = torch.zeros(count).index_add(0, of_event, (scores - top[of_event]).exp())
    return total.clamp_min(1e-20).log() + top


def loss_of(network: Network, one: Given) -> Tensor:
    """How unlikely the right candidates are, summed over events."""
    scores, count = network(one), len(one.events)
    right = torch.where(one.right, scores, torch.tensor(-1e4))
    return (log_sums(scores, one.of_event, count) - log_sums(right, one.of_event, count)).sum()


def batches_of(data: Sequence[Given], rng: random.Random) -> Iterator[list[Given]]:
    """The documents in batches, in random order."""
    order = rng.sample(list(data), len(data))
    yield from (order[start : start + BATCH] for start in range(0, len(order), BATCH))


def fit(data: Sequence[Given], seed: int) -> Network:
    """A network that has learnt the documents."""
    torch.manual_seed(seed)
    rng, first = random.Random(seed), data[0]
    events = first.states.shape[1] + first.events.shape[1]
    network = Network(events, first.times.shape[1], first.pairs.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(data) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / 50, max(0.02, 1 - step / steps))
    )
    began = time.perf_counter()
    for _ in range(EPOCHS):
        network.train()
        for batch in batches_of(data, rng):
            loss = torch.stack([loss_of(network, one) for one in batch]).sum()
            optimiser.zero_grad()
            (loss / sum(len(one.events) for one in batch)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimiser.step()
            schedule.step()
    print(f"network {seed}: {time.perf_counter() - began:.0f} s", flush=True)
    return network.eval()


def score(chooser: Days, examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """By sort of event: right answers of a hundred, and of the dated ones; of the rules, and of the chooser where it
    is surer than each of SURE."""
    count: dict[str, Counter[str]] = {"event": Counter(), "saying": Counter(), "": Counter()}
    for one in examples:
        shares = chooser.shares(one.rows)
        for number, sort in enumerate(one.sort):
            here = np.flatnonzero(one.rows.of_event == number)
            sums = np.bincount(one.value[here], shares[here])
            good = np.bincount(one.value[here], one.good[here]) > 0
            answers = {"rules": one.own[number]}
            answers |= {f"{sure}": sums.argmax() if sums.max() > sure else one.own[number] for sure in SURE}
            count[sort]["events"] += 1
            for name, answer in answers.items():
                count[sort].update({f"{name} right": bool(good[answer]), f"{name} dated": answer > 0})
                count[sort][f"{name} right of dated"] += bool(good[answer]) and answer > 0
    count["all"] = sum(count.values(), Counter())
    return {sort: _shares(told) for sort, told in count.items()}


def _shares(told: Counter[str]) -> dict[str, float]:
    found: dict[str, float] = {"events": int(told["events"])}
    for name in ("rules", *map(str, SURE)):
        found[f"{name} right"] = float(round(100 * told[f"{name} right"] / max(told["events"], 1), 1))
        found[f"{name} dated"] = int(told[f"{name} dated"])
        found[f"{name} right of dated"] = float(
            round(100 * told[f"{name} right of dated"] / max(told[f"{name} dated"], 1), 1)
        )
    return found


def save(arrays: dict[str, np.ndarray[Any, Any]], facts: dict[str, Any], folder: Path) -> None:
    """Write the weights and their manifest."""
    content = io.BytesIO()
    np.savez(content, **arrays)  # type: ignore[arg-type]
    (folder / WEIGHTS).write_bytes(content.getvalue())
    manifest = {
        "format": FORMAT,
        "sha256": hashlib.sha256(content.getvalue()).hexdigest(),
        "encoder": read_manifest()["files"]["encoder.onnx"]["sha256"],
        **facts,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, score and write the files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--target", type=Path, default=FOLDER)
    parser.add_argument("--cache", type=Path, help="a folder in which what was read is kept")
    given = parser.parse_args()
    torch.set_num_threads(1)
    folder = given.corpora / "timebank"
    if not folder.is_dir():
        parser.error(f"{folder} is not there; it is made as README.md says")
    own, bank, dev = (
        read_own(OWN, given.cache),
        read_timebank(folder, given.cache),
        read_own(DEV, given.cache),
    )
    print(f"{len(own)} articles, {len(bank)} of TimeBank, {len(dev)} apart", flush=True)
    arrays = {name: half(array) for name, array in narrowing(own).items()}
    narrow = Days({name: array.astype(np.float32) for name, array in arrays.items()}, {})
    data = [Given(one, narrow) for one in [*own, *bank]]
    for number in range(NETWORKS):
        arrays |= fit(data, number + 1).arrays(number)
    facts: dict[str, Any] = {"networks": NETWORKS}
    chooser = Days({name: array.astype(np.float32) for name, array in arrays.items()}, facts)
    figures = score(chooser, dev)
    for sort, told in figures.items():
        print(sort or "no claim", told, flush=True)
    facts |= {
        "state": own[0].rows.last.shape[1],
        "columns": [own[0].rows.events.shape[1], own[0].rows.pairs.shape[1]],
        "corpora": {"own": len(own), "timebank": len(bank)},
        "events": sum(len(one.sort) for one in [*own, *bank]),
        "dev": {sort or "no claim": told for sort, told in figures.items()},
    }
    save(arrays, facts, given.target)


if __name__ == "__main__":
    main()
