"""Fit what turns mean states of words into sentence vectors, over the encoder as it is.

In:   build/{gum,polnear}.jsonl.gz and _meanings.npz (prepare.py, meanings.py), build/NAME.pt, the base model.
Out:  meaning.npz beside the encoder, with its digest in the manifest; how well the nearest stretches of a short one
      agree with the base model's.

The head that the encoder was trained with is linear and saw only stretches in their paragraphs. Here a hidden layer is
added, and stretches of one to four words read alone, as a reader types a theme. The loss is the cosine with the base
model's vector, and how the stretches of a batch lie to each other (Kullback and Leibler's divergence of their
similarities). Six minutes of one core.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from export import TARGET, digest, load_network
from meanings import vectors
from network import WIDTH, Network
from torch import Tensor, nn
from train import base_folder

from examples import HERE, Pieces, collate, cut_chunks, load_rows

DOCUMENTS = {"gum": 148, "polnear": 330}
HIDDEN, EPOCHS, BATCH, RATE, WARMTH = 768, 20, 512, 2e-3, 0.05
PLAIN = {"chunk_pieces": 250, "shortest_chunk": 250, "joined_share": 0, "lower_share": 0, "upper_share": 0}


@torch.no_grad()
def in_context(network: Network, pieces: Pieces, build: Path, corpus: str) -> tuple[np.ndarray, np.ndarray]:
    """Mean states of stretches in their chunks, and the base model's vectors of them."""
    rows = load_rows(build / f"{corpus}.jsonl.gz")
    made = np.load(build / f"{corpus}_meanings.npz")
    spans: dict[int, list[tuple[int, int, np.ndarray]]] = {}
    for row, start, end, vector in zip(
        *(made[key] for key in ("row", "start", "end", "vector")), strict=True
    ):
        spans.setdefault(int(row), []).append((int(start), int(end), vector))
    states, targets = [], []
    for number in sorted(spans)[: DOCUMENTS[corpus]]:
        row = {key: rows[number][key] for key in ("words", "par", "start")} | {"meanings": spans[number]}
        for chunk in cut_chunks(row, pieces, PLAIN, random.Random(0), augment=False):
            batch = collate([{k: v for k, v in chunk.items() if k != "meanings"}])
            out = network(batch["ids"], batch["cases"], batch["first"], batch["last"], None)["state"][0]
            for start, end, vector in chunk["meanings"]:
                states.append(out[start:end].mean(0).numpy())
                targets.append(vector)
    return np.array(states), np.array(targets)


@torch.no_grad()
def alone(network: Network, pieces: Pieces, words: list[str]) -> np.ndarray:
    """The mean state of a few words read alone."""
    cut = pieces.cut(words)
    ids, cases, first, last = [pieces.start], [5], list[int](), list[int]()
    for own, case in cut:
        first.append(len(ids))
        ids += own
        cases += [case] * len(own)
        last.append(len(ids) - 1)
    given = (torch.tensor([column]) for column in ([*ids, pieces.separator], [*cases, 5], first, last))
    return network(*given, None)["state"][0].mean(0).numpy()


def short_stretches(build: Path, rng: random.Random, count: int) -> list[list[str]]:
    """One to four neighbouring words, each with a longer one among them."""
    rows = [row for corpus in DOCUMENTS for row in load_rows(build / f"{corpus}.jsonl.gz")]
    found: set[tuple[str, ...]] = set()
    while len(found) < count:
        words = rng.choice(rows)["words"]
        length = rng.choice([1, 1, 2, 2, 3, 4])
        at = rng.randrange(max(1, len(words) - length))
        some = tuple(words[at : at + length])
        if any(len(word) > 3 and word.isalpha() for word in some):
            found.add(some)
    return [list(words) for words in sorted(found)]


class Projection(nn.Module):
    """A linear map and a hidden layer, summed."""

    def __init__(self, mean: Tensor, deviation: Tensor) -> None:
        super().__init__()
        self.mean, self.deviation = mean, deviation
        self.hidden, self.out = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH, bias=False)
        self.straight = nn.Linear(WIDTH, WIDTH)

    def forward(self, states: Tensor) -> Tensor:
        x = (states - self.mean) / self.deviation
        return F.normalize(
            self.straight(x) + self.out(F.dropout(F.relu(self.hidden(x)), 0.1, self.training)), dim=-1
        )

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as the program multiplies with them: the last row of a matrix is added."""

        def whole(layer: nn.Linear) -> np.ndarray:
            weight = layer.weight / self.deviation
            bias = layer.bias - weight @ self.mean
            return torch.cat([weight.T, bias[None]]).detach().numpy().astype(np.float16)

        out = self.out.weight.T.detach().numpy().astype(np.float16)
        return {"hidden": whole(self.hidden), "out": out, "straight": whole(self.straight)}


def fit(states: Tensor, targets: Tensor) -> Projection:
    torch.manual_seed(0)
    model = Projection(states.mean(0), states.std(0))
    adam = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=1e-3)
    steps = EPOCHS * (len(states) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=steps)
    own = torch.eye(BATCH, dtype=torch.bool)
    for _ in range(EPOCHS):
        order = torch.randperm(len(states))
        for at in range(0, len(states) - BATCH + 1, BATCH):
            rows = order[at : at + BATCH]
            found, right = model(states[rows]), targets[rows]
            near = ((found @ found.T) / WARMTH).masked_fill(own, -1e4).log_softmax(1)
            wanted = ((right @ right.T) / WARMTH).masked_fill(own, -1e4).log_softmax(1)
            loss = (1 - (found * right).sum(1)).mean()
            loss = loss + 0.5 * F.kl_div(near, wanted, log_target=True, reduction="batchmean")
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--name", default="final")
    parser.add_argument("--target", type=Path, default=TARGET)
    args = parser.parse_args()
    torch.set_num_threads(1)
    base = base_folder()
    pieces, rng = Pieces(base / "tokenizer.json"), random.Random(3)
    network, _ = load_network(args.build / f"{args.name}.pt")
    teacher = Network(dict.fromkeys(network.sizes, 1)).eval()
    teacher.load_base(base / "model.safetensors")
    parts = [in_context(network, pieces, args.build, corpus) for corpus in DOCUMENTS]
    states, targets = (torch.tensor(np.concatenate(x), dtype=torch.float32) for x in zip(*parts, strict=True))
    texts = short_stretches(args.build, rng, 5000)
    short = torch.tensor(np.array([alone(network, pieces, words) for words in texts]))
    short_targets = torch.tensor(vectors(teacher, pieces, texts), dtype=torch.float32)
    order, short_order = torch.randperm(len(states)), torch.randperm(len(short))
    seen, unseen = order[: -len(order) // 10], order[-len(order) // 10 :]
    short_seen, short_unseen = short_order[: -len(short) // 10], short_order[-len(short) // 10 :]
    model = fit(
        torch.cat([states[seen], short[short_seen]]), torch.cat([targets[seen], short_targets[short_seen]])
    )
    with torch.no_grad():
        found = (model(short[short_unseen]) @ model(states[unseen]).T).topk(10).indices.tolist()
    right = (short_targets[short_unseen] @ targets[unseen].T).topk(10).indices.tolist()
    share = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(found, right, strict=True)])
    print(f"of the ten nearest of {len(unseen)} unseen stretches, {100 * share:.0f} % are the base model's")
    np.savez(args.target / "meaning.npz", **model.arrays())
    path = args.target / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    file = args.target / "meaning.npz"
    manifest["files"][file.name] = {"bytes": file.stat().st_size, "sha256": digest(file)}
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
