"""Learn the type of an event between a source and a recipient, as a branch of the encoder.

In:   PLV tsv and the synthetic stories of the corpora folder; our own examples (event_rows.py); the encoder in
      src/letopis/data/model; the upper layers of the base model.
Out:  events.onnx (int8) and events.json beside it, run by letopis.model.event_types.

    python training/events.py --corpora ../shared/corpora            # fit and export
    python training/events.py --plv FILE.tsv --folds 5 --out FILE.json   # what each fold says of the others' rest

The branch has the encoder's states after its second layer as input, with what is known of source, recipient and trigger
added, and the base model's third to sixth layer as its own. The last is asked for four rows only: source, recipient,
trigger, sentence. First it learns from our examples and the titles, then from PLV with some of them. Numbers:
recipe.toml.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from event_rows import HERE, NONE, Row, read_others, read_plv, with_triggers
from network import HEADS, MIDDLE, WIDTH, Block, Network
from pair_words import corrected, learn
from torch import Tensor, nn
from train import base_folder

from bench.quality.event_types import fold_of
from letopis.annotate import load
from letopis.model.event_types import FORMAT, MANIFEST, OTHER, RECIPIENT, SOURCE, WEIGHTS
from letopis.model.weights import FOLDER, read_manifest
from letopis.ontology import event_types

LABELS = [*(code for code, kind in event_types().items() if not kind.extension), NONE]
HIDDEN, QUERIES = 256, 4


@dataclass
class Example:
    """A row as the network sees it: states, alone and among other sentences, and kinds of its pieces."""

    row: Row
    states: list[Tensor]
    kinds: Tensor
    trigger: Tensor
    right: Tensor


class Branch(nn.Module):
    """Layers over the encoder's middle states, and the types' scores."""

    def __init__(self, layers: Sequence[Block], dropout: float) -> None:
        super().__init__()
        self.kinds = nn.Parameter(torch.randn(3, WIDTH) * 0.02)
        self.trigger = nn.Parameter(torch.zeros(WIDTH))
        self.asked = nn.Parameter(torch.zeros(QUERIES, WIDTH))
        self.blocks = nn.ModuleList(layers)
        self.dropout = nn.Dropout(dropout)
        self.hidden = nn.Linear(QUERIES * WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(LABELS))

    def forward(self, states: Tensor, kinds: Tensor, trigger: Tensor, inside: Tensor) -> Tensor:
        """Scores, shape (batch, labels).

        Args:
            states: shape (batch, pieces, width). kinds: shape (batch, pieces, 3), one-hot.
            trigger, inside: 1 or 0, shape (batch, pieces): the act's own pieces; no padding.
        """
        marks = kinds[:, :, 1:] @ self.kinds[1:]
        x = states + marks + trigger[:, :, None] * self.trigger
        mask = (inside - 1)[:, None, None, :] * 1e4
        for block in self.blocks[:-1]:
            x = block(x, mask)
        known = trigger.amax(1, keepdim=True)
        act = trigger * known + inside * (1 - known)
        weights = torch.stack([kinds[:, :, SOURCE], kinds[:, :, RECIPIENT], inside, act], 1)
        means = (weights @ x) / weights.sum(2, keepdim=True).clamp(min=1.0)
        rows = ask(self.blocks[-1], means + self.asked, x, mask)
        hidden = F.gelu(self.hidden(self.dropout(rows.flatten(1))))
        return self.out(self.dropout(hidden))


def ask(block: Any, rows: Tensor, x: Tensor, mask: Tensor) -> Tensor:
    """What a layer gives for a few rows that look at the sentence: a fifth of the work of all of it."""
    batch, length, _ = x.shape
    weight, bias, size = block.qkv.weight, block.qkv.bias, WIDTH // HEADS
    q = F.linear(rows, weight[:WIDTH], bias[:WIDTH]).view(batch, QUERIES, HEADS, size).transpose(1, 2)
    k = F.linear(x, weight[WIDTH : 2 * WIDTH], bias[WIDTH : 2 * WIDTH]).view(batch, length, HEADS, size)
    v = F.linear(x, weight[2 * WIDTH :], bias[2 * WIDTH :]).view(batch, length, HEADS, size)
    scores = (q * size**-0.5) @ k.permute(0, 2, 3, 1) + mask
    mixed = (scores.softmax(-1) @ v.transpose(1, 2)).transpose(1, 2).reshape(batch, QUERIES, WIDTH)
    rows = block.norm1(rows + block.dropout(block.out(mixed)))
    return block.norm2(rows + block.dropout(block.down(F.gelu(block.up(rows)))))


# --- data ------------------------------------------------------------------------------------------------------------


def examples_of(rows: Sequence[Row], seed: int) -> list[Example]:
    """The rows with the encoder's states: alone, as the score is taken, and between two others, as in an article."""
    nlp, rng = load(), random.Random(seed)
    found = []
    for row in rows:
        doc = nlp(row.text)
        states, ranges = doc.user_data["pieces"]
        before, after = (rng.choice(rows).text for _ in range(2))
        wider, begin = nlp(f"{before} {row.text} {after}"), len(before) + 1
        inside = [
            token for token in wider if begin <= token.idx < begin + len(row.text) and not token.is_space
        ]
        more, spans = wider.user_data["pieces"]
        among = more[spans[inside[0].i, 0] : spans[inside[-1].i, 1]] if inside else states
        kinds, trigger = np.zeros(len(states), dtype=np.int64), np.zeros(len(states))
        for token, (first, last) in zip(doc, ranges, strict=True):
            span = (token.idx, token.idx + len(token))
            kinds[first:last] = (
                SOURCE if touches(span, row.source) else RECIPIENT if touches(span, row.target) else OTHER
            )
            trigger[first:last] = bool(row.trigger and touches(span, [row.trigger]))
        variants = [states, among] if len(among) == len(states) else [states]
        right = torch.tensor([label in row.types for label in LABELS])
        tensors = [torch.from_numpy(one) for one in variants]
        found.append(Example(row, tensors, torch.from_numpy(kinds), torch.from_numpy(trigger).float(), right))
    return found


def touches(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def collate(batch: Sequence[Example], rng: random.Random | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The inputs of the branch; with `rng` drawn variants, and every other trigger left out."""
    width = max(len(x.kinds) for x in batch)
    states, kinds = torch.zeros(len(batch), width, WIDTH), torch.zeros(len(batch), width, 3)
    trigger, inside = torch.zeros(len(batch), width), torch.zeros(len(batch), width)
    for i, x in enumerate(batch):
        size = len(x.kinds)
        states[i, :size] = (rng.choice(x.states) if rng else x.states[0]).float()
        kinds[i, :size] = F.one_hot(x.kinds, 3).float()
        inside[i, :size] = 1
        if rng and rng.random() < 0.5:
            trigger[i, :size] = x.trigger
    return states, kinds, trigger, inside


def batches_of(examples: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    ordered = sorted(examples, key=lambda x: len(x.kinds) + rng.random() * 6)
    batches = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(batches)
    return batches


# --- learning --------------------------------------------------------------------------------------------------------


def first_branch(dropout: float) -> Branch:
    """The branch with the base model's upper layers."""
    base = Network({key: len(values) for key, values in read_manifest()["labels"].items()}, dropout=dropout)
    base.load_base(base_folder() / "model.safetensors")
    return Branch(list(base.blocks[MIDDLE:]), 0.2)


def fit(
    branch: Branch, main: Sequence[Example], others: Sequence[Example], numbers: dict[str, Any], seed: int
) -> Branch:
    """The branch after some passes over `main` and shares of `others`; its weights are running means."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    branch = copy.deepcopy(branch)
    counts = torch.stack([x.right / x.right.sum() for x in main]).sum(0)
    rarity = (counts[counts > 0].mean() / counts.clamp(min=1)) ** numbers["balance"]
    epochs, size = numbers["epochs"], numbers["batch"]
    steps = [
        batch
        for _ in range(epochs)
        for batch in batches_of(
            [*main, *rng.sample(list(others), int(numbers["others"] * len(others)))], size, rng
        )
    ]
    body = list(branch.blocks.parameters())
    own = {id(p) for p in body}
    rates = [numbers["body_rate"], numbers["head_rate"]]
    groups = [body, [p for p in branch.parameters() if id(p) not in own]]
    adam = torch.optim.AdamW(
        [{"params": group, "lr": rate} for group, rate in zip(groups, rates, strict=True)],
        weight_decay=numbers["weight_decay"],
        fused=True,
    )
    mean = {key: value.detach().clone() for key, value in branch.named_parameters()}
    branch.train()
    began, total = time.time(), 0.0
    for step, batch in enumerate(steps):
        loss = loss_of(branch(*collate(batch, rng)), batch, rarity, numbers["smoothing"])
        adam.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
        slope = min((step + 1) / (0.1 * len(steps)), 1 - step / len(steps))
        for group, rate in zip(adam.param_groups, rates, strict=True):
            group["lr"] = rate * slope
        adam.step()
        keep = min(numbers["keep"], step / (step + 20))
        with torch.no_grad():
            for key, value in branch.named_parameters():
                mean[key].lerp_(value, 1 - keep)
        total += float(loss.detach())
        if step % (len(steps) // epochs) == len(steps) // epochs - 1:
            print(
                f"  step {step + 1} of {len(steps)}: loss {total / (step + 1):.3f}, {time.time() - began:.0f} s",
                flush=True,
            )
    branch.load_state_dict(mean)
    return branch.eval()


def loss_of(scores: Tensor, batch: Sequence[Example], rarity: Tensor, smoothing: float) -> Tensor:
    """Cross entropy; where several labels are right, of their sum; rare types of PLV count for more."""
    logs = scores.log_softmax(-1)
    right = torch.stack([x.right for x in batch])
    likely = logs.masked_fill(~right, -1e4).logsumexp(-1)
    weight = torch.stack(
        [(rarity * x.right).sum() / x.right.sum() if x.row.root else torch.tensor(0.7) for x in batch]
    )
    losses = -(1 - smoothing) * likely - smoothing * logs.mean(-1)
    return (losses * weight).sum() / weight.sum()


@torch.no_grad()
def shares_of(branch: Branch, examples: Sequence[Example]) -> list[list[float]]:
    """The probability of each label for each row."""
    found = []
    for x in examples:
        found.append(branch(*collate([x], None)).softmax(-1)[0].tolist())
    return found


# --- the shipped file ------------------------------------------------------------------------------------------------


class Exported(nn.Module):
    """One pair, without batch dimension."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, states: Tensor, kinds: Tensor, trigger: Tensor) -> Tensor:
        hot = (kinds[:, None] == torch.arange(3)).float()
        return self.branch(states[None], hot[None], trigger[None], torch.ones_like(trigger)[None])[0]


def export(branch: Branch, folder: Path, facts: dict[str, Any]) -> None:
    """Write events.onnx and events.json."""
    from export import quantize

    example = (torch.randn(23, WIDTH), torch.arange(23) % 3, torch.zeros(23))
    length = torch.export.Dim("pieces", min=2, max=1024)
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.onnx"
        torch.onnx.export(
            Exported(branch).eval(),
            example,
            str(plain),
            input_names=["states", "kinds", "trigger"],
            output_names=["scores"],
            dynamic_shapes=({0: length}, {0: length}, {0: length}),
            opset_version=20,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        fold_constants(plain)  # the last layer's weights are cut in three
        quantize(plain, folder / WEIGHTS)
    manifest = {
        "format": FORMAT,
        "sha256": hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest(),
        "encoder": read_manifest()["files"]["encoder.onnx"]["sha256"],
        "labels": LABELS,
        "layers": 6 - MIDDLE,
        **facts,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def fold_constants(path: Path) -> None:
    """Work out in a file what depends on its weights alone."""
    import onnx
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(path)
    onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    model = onnx.load(path)
    plain = [opset for opset in model.opset_import if not opset.domain]
    del model.opset_import[:]
    model.opset_import.extend(plain)
    onnx.save(model, path)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--plv", type=Path, help="the rows to learn from; of the corpora if not given")
    parser.add_argument(
        "--folds", type=int, default=0, help="score by folds of the sentences, export nothing"
    )
    parser.add_argument("--only", type=int, nargs="*", help="these folds alone")
    parser.add_argument("--score", type=Path, help="a fit's probabilities for these rows, export nothing")
    parser.add_argument("--bare", action="store_true", help="without what the words around a pair say")
    parser.add_argument(
        "--out", type=Path, help="where the probabilities go, as JSON: {labels, shares: [row or null]}"
    )
    parser.add_argument("--target", type=Path, default=FOLDER, help="folder of the exported files")
    parser.add_argument("--cache", type=Path, help="keep or find examples and the first fit here: for trials")
    args = parser.parse_args()
    torch.set_num_threads(1)
    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))["events"]
    plv = args.plv or args.corpora / "plover" / "PLV_train.tsv"
    kept = (
        args.cache / f"events-{hashlib.sha256(plv.read_bytes()).hexdigest()[:8]}.pt" if args.cache else None
    )
    if kept and kept.exists():
        rows, others, begun = torch.load(kept, weights_only=False)
    else:
        rows = examples_of(with_triggers(read_plv(plv)), 3)
        others = examples_of(read_others(args.corpora), 4)
        print(f"{len(rows)} rows, {len(others)} others", flush=True)
        begun = fit(first_branch(recipe["dropout"]), others, [], recipe["first"], recipe["seed"])
        if kept:
            torch.save((rows, others, begun), kept)
    if args.folds:
        folds = [fold_of(x.row.text, args.folds) for x in rows]
        shares: list[list[float] | None] = [None] * len(rows)
        for fold in args.only or range(args.folds):
            rest = [x for x, own in zip(rows, folds, strict=True) if own != fold]
            places = [i for i, own in enumerate(folds) if own == fold]
            branch = fit(begun, rest, others, recipe["main"], recipe["seed"])
            table = learn([x.row for x in rest])
            for place, row in zip(places, shares_of(branch, [rows[i] for i in places]), strict=True):
                shares[place] = row if args.bare else corrected(table, rows[place].row, row)
            args.out.write_text(json.dumps({"labels": LABELS, "shares": shares}), encoding="utf-8")
            print(f"fold {fold} done", flush=True)
        return
    branch = fit(begun, rows, others, recipe["main"], recipe["seed"])
    if args.score:
        asked = examples_of(read_plv(args.score), 3)
        table = learn([x.row for x in rows])
        told = shares_of(branch, asked)
        if not args.bare:
            told = [corrected(table, x.row, own) for x, own in zip(asked, told, strict=True)]
        args.out.write_text(json.dumps({"labels": LABELS, "shares": told}), encoding="utf-8")
        return
    corpora = {
        "PLV_train": len(rows),
        **{name: sum(x.row.corpus == name for x in others) for name in ("lexicon", "own", "titles")},
    }
    export(branch, args.target, {"corpora": corpora})


if __name__ == "__main__":
    sys.exit(main())
