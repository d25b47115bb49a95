"""Training examples: documents of the corpora, cut into chunks as at run time, changed a little and put into batches.

In:   build/*.jsonl.gz (prepare.py), build/*_meanings.npz (meanings.py).
Out:  batches of one corpus each, as padded tensors, in rounds: each round shows a share of every corpus.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

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
HEADS = {"NOUN", "PROPN", "PRON"}  # words that can be the head of a mention
OPEN = ("NN", "VB", "JJ", "RB", "CD")  # how the tags of words begin that another word can stand in for
PAIRS = ("event_parts", "office_parts", "office_links")  # of words, in our own texts (own_rows.py)
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
    if "chain" in row and "upos" in row:  # -1: stands for nothing; -2: cannot stand for anything
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
    return {key: column for key, column in out.items() if key != "cut"}


def other_words(groups: Iterable[Row]) -> dict[str, list[str]]:
    """By PTB tag, the words that had it, as often as they had: what may stand in for each other."""
    found = defaultdict[str, list[str]](list)
    for row in groups:
        for word, tag in zip(row["words"], row["xpos"], strict=True):
            if tag.startswith(OPEN) and word[0].isalnum():
                found[tag].append(word if tag.startswith("NNP") else word.lower())
    return found


def with_other_words(row: Row, others: dict[int, list[str]], share: float, rng: random.Random) -> Row:
    """A copy with a share of its words replaced by others of the same tag: the tree stays, the matter does not."""
    words, lemma = list(row["words"]), list(row["lemma"])
    for i, tag in enumerate(row["xpos"]):
        if tag in others and rng.random() < share:
            other = rng.choice(others[tag])
            words[i] = other[:1].upper() + other[1:] if words[i][0].isupper() else other
            lemma[i] = IGNORE
    dropped = {"cut", "meanings"}
    chain = [-2] * len(words)
    return {k: v for k, v in row.items() if k not in dropped} | {
        "words": words,
        "lemma": lemma,
        "chain": chain,
    }


def other_names(groups: Iterable[Row]) -> dict[int, list[list[str]]]:
    """By the number of a kind's "B" label, the names of people, organisations and places in numbered rows."""
    found = defaultdict[int, list[list[str]]](list)
    for row in groups:
        for start, end, label in spans_of_names(row["name"]):
            if end - start <= 5:
                found[label].append(row["words"][start:end])
    return found


def spans_of_names(labels: list[int]) -> Iterator[tuple[int, int, int]]:
    """First word, word after the last and number of the "B" label; MISC is left out."""
    start = None
    for i, label in enumerate([*labels, 0]):
        if start is not None and label != labels[start] + 1:
            yield start, i, labels[start]
            start = None
        if label in (1, 3, 5):
            start = i


def with_other_names(row: Row, others: dict[int, list[list[str]]], share: float, rng: random.Random) -> Row:
    """A copy of a row that has names alone, with a share of them replaced by others of their kind."""
    out: Row = {"words": [], "par": [], "name": []}
    at = 0
    for start, end, label in [*spans_of_names(row["name"]), (len(row["words"]),) * 2 + (0,)]:
        for key in out:
            out[key] += row[key][at:start]
        if start < end:
            name = rng.choice(others[label]) if rng.random() < share else row["words"][start:end]
            out["words"] += name
            out["par"] += [row["par"][start]] * len(name)
            out["name"] += [label] + [label + 1] * (len(name) - 1)
        at = end
    return out


def cut_chunks(
    row: Row, pieces: Pieces, data: dict[str, Any], rng: random.Random, augment: bool
) -> Iterator[Row]:
    """Training examples of one document: arrays per word piece and per word."""
    if "cut" not in row:
        row["cut"] = pieces.cut(row["words"])
    cut = row["cut"]
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
    sentence = np.array(row["sentence"]) if "sentence" in row else np.cumsum([s or 0 for s in starts])
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
        for key in ("end", "upos", "xpos", "lemma", "label", "name", "role", "chain", "event", "office"):
            if key in row:
                out[key] = row[key][start:end]
        for key in PAIRS:
            if key in row:
                out[key] = [
                    (i - start, j - start, kind)
                    for i, j, kind in row[key]
                    if start <= i < end and start <= j < end
                ]
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
    for key in ("event", "office"):
        if key in batch[0]:
            out[key] = torch.zeros(len(batch), words, len(batch[0][key][0]), dtype=torch.long)
            for b, x in enumerate(batch):
                out[key][b, : len(x[key])] = torch.tensor(x[key])
    for key in PAIRS:
        if key in batch[0]:
            pairs = [(b * words + i, b * words + j, k) for b, x in enumerate(batch) for i, j, k in x[key]]
            out[key] = torch.tensor(pairs, dtype=torch.long).view(-1, 3)
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


def make_batches(
    examples: list[tuple[str, Row]], data: Row, rng: random.Random
) -> list[tuple[str, list[Row]]]:
    """Batches of one corpus each, of like lengths, in random order; smaller ones of what the readers learn from."""
    batches = []
    rng.shuffle(examples)
    for corpus in sorted({corpus for corpus, _ in examples}):
        own = [x for c, x in examples if c == corpus]
        size = data["reader_pieces" if {"event", "office"} & set(own[0]) else "batch_pieces"]
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


class Rounds(IterableDataset[tuple[str, dict[str, Tensor]]]):
    """Batches without end; a round shows `1 / ROUNDS` of each corpus's epochs, and each worker makes rounds of its own.

    Args:
        rows: numbered rows (`number_labels`) by corpus.
        data: the recipe's numbers on data.
        epochs: how often each corpus is shown in a course.
        words, names: what may stand in for words of a tag and names of a kind, by their numbers.
    """

    ROUNDS = 48

    def __init__(
        self,
        rows: dict[str, list[Row]],
        pieces: Pieces,
        recipe: Row,
        words: dict[int, list[str]],
        punctuation: int,
    ) -> None:
        self.rows, self.pieces, self.data, self.epochs = rows, pieces, recipe["data"], recipe["epochs"]
        self.seed, self.words, self.punctuation = recipe["optimiser"]["seed"], words, punctuation
        self.names = other_names(row for group in rows.values() for row in group if "name" in row)

    def __iter__(self) -> Iterator[tuple[str, dict[str, Tensor]]]:
        worker = get_worker_info()
        for number in itertools.count(worker.id if worker else 0, worker.num_workers if worker else 1):
            rng = random.Random(self.seed * 1000 + number)
            examples = [
                (corpus, chunk)
                for corpus in self.epochs
                for row in self.draw(corpus, rng)
                for chunk in cut_chunks(self.changed(corpus, row, rng), self.pieces, self.data, rng, True)
            ]
            for corpus, batch in make_batches(examples, self.data, rng):
                yield corpus, collate(batch)

    def draw(self, corpus: str, rng: random.Random) -> list[Row]:
        group = self.rows[corpus]
        wanted = self.epochs[corpus] / self.ROUNDS * len(group)
        whole = int(wanted) + (rng.random() < wanted % 1)
        return [row for _ in range(whole // len(group)) for row in group] + rng.sample(
            group, whole % len(group)
        )

    def changed(self, corpus: str, row: Row, rng: random.Random) -> Row:
        dice = rng.random()
        if corpus == "gum":
            if dice < self.data["bare_share"]:
                return without_final_marks(row, self.punctuation)
            if dice < self.data["bare_share"] + self.data["swap_share"]:
                return with_other_words(row, self.words, self.data["swap_words"], rng)
        if "role" not in row and "upos" not in row and "name" in row and dice < self.data["swap_share"]:
            return with_other_names(row, self.names, 0.5, rng)
        return row
