"""Learn to tell whether two mentions of events are of one event, across documents.

In:   ECB+ train of the corpora folder; the encoder in src/letopis/data/model.
Out:  event_pairs.npz and event_pairs.json beside it: trees, run by letopis.model.event_pairs.

    python training/event_coref.py --corpora ../shared/corpora
    python training/event_coref.py --corpora ../shared/corpora --sweep     # thresholds on dev, export nothing

Pairs within a subtopic are learnt from, as they are asked for. Several sets of trees, each with other columns left
out at random, are added up. Numbers: recipe.toml.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from bench.quality.chain_scores import chain_figures, count_chains  # noqa: E402
from bench.quality.event_coref import (  # noqa: E402
    Annotated,
    annotated,
    document_groups,
    event_keys,
    figures_of,
    scored_groups,
)
from letopis.model.event_pairs import FORMAT, LEAF, MANIFEST, WEIGHTS, load_event_pairs  # noqa: E402
from letopis.model.weights import FOLDER, read_manifest  # noqa: E402
from letopis.resolve.events.event_columns import Rarity, pair_columns  # noqa: E402


def pairs_of(found: Annotated) -> tuple[np.ndarray, np.ndarray]:
    """Columns of all pairs within a subtopic, and whether both are of one event."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, gold in enumerate(found.gold):
        members[gold.subtopic].append(number)
    rarity, columns, right = Rarity.of(found.texts.values()), [], []
    for numbers in members.values():
        one, other, rows = pair_columns([found.mentions[n] for n in numbers], found.texts, rarity)
        chains = np.array([found.gold[n].chain for n in numbers])
        columns.append(rows)
        right.append(chains[one] == chains[other])
    return np.concatenate(columns), np.concatenate(right)


def fit(columns: np.ndarray, right: np.ndarray, numbers: dict[str, Any]) -> list[Any]:
    """The sets of trees."""
    found = []
    for seed in range(numbers["sets"]):
        trees = HistGradientBoostingClassifier(
            max_iter=numbers["trees"],
            learning_rate=numbers["rate"],
            max_leaf_nodes=numbers["leaves"],
            l2_regularization=numbers["ridge"],
            max_features=numbers["columns"],
            random_state=numbers["seed"] + seed,
            early_stopping=False,
        )
        found.append(trees.fit(columns, right))
        print(f"set {seed + 1} of {numbers['sets']}", flush=True)
    return found


def arrays_of(sets: Sequence[Any]) -> tuple[dict[str, np.ndarray], float]:
    """All trees as arrays of nodes, and the log odds that they start from."""
    roots, parts, first = [], defaultdict(list), 0
    for trees in sets:
        for (tree,) in trees._predictors:
            nodes = tree.nodes
            roots.append(first)
            parts["column"].append(np.where(nodes["is_leaf"], LEAF, nodes["feature_idx"]).astype(np.int16))
            parts["bound"].append(nodes["num_threshold"].astype(np.float32))
            parts["left"].append((nodes["left"] + first).astype(np.int32))
            parts["right"].append((nodes["right"] + first).astype(np.int32))
            parts["value"].append(nodes["value"].astype(np.float32))
            first += len(nodes)
    base = float(np.mean([trees._baseline_prediction for trees in sets]))
    return {
        "roots": np.array(roots, dtype=np.int32),
        **{k: np.concatenate(v) for k, v in parts.items()},
    }, base


def export(sets: Sequence[Any], folder: Path, numbers: dict[str, Any], facts: dict[str, Any]) -> None:
    """Write event_pairs.npz and event_pairs.json."""
    arrays, base = arrays_of(sets)
    np.savez_compressed(folder / WEIGHTS, **arrays)
    manifest = {
        "format": FORMAT,
        "sha256": hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest(),
        "encoder": read_manifest()["files"]["encoder.onnx"]["sha256"],
        "ensemble": len(sets),
        "base": base,
        **{name: numbers[name] for name in ("akin", "least", "least_whole", "near")},
        **facts,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def sweep(found: Annotated) -> None:
    """Print what thresholds come to on a corpus."""
    rarity = Rarity.of(found.texts.values())
    subtopics = [gold.subtopic for gold in found.gold]
    best, alike = 0.2, 0.0
    for near in np.arange(0.05, 0.4, 0.025):
        groups = document_groups(found, rarity, float(near))
        figure = likeness(found.gold, groups)
        print(f"documents, near {near:.3f}: {figure:.2f} ({len(set(groups))} groups)", flush=True)
        best, alike = (float(near), figure) if figure > alike else (best, alike)
    for name, groups in (
        ("subtopics", subtopics),
        (f"whole, near {best:.3f}", document_groups(found, rarity, best)),
    ):
        scored = scored_groups(found, groups, rarity)
        for least in np.arange(0.25, 0.56, 0.05):
            figure = figures_of(found.gold, event_keys(found, scored, float(least)), "")["CoNLL"]
            print(f"{name}, least {least:.2f}: {figure:.2f}", flush=True)


def likeness(gold: Sequence[Any], groups: Sequence[str]) -> float:
    """How like the groups of documents are to the subtopics: B³."""
    documents = {one.document: (one.subtopic, group) for one, group in zip(gold, groups, strict=True)}
    ours: dict[str, set[str]] = defaultdict(set)
    theirs: dict[str, set[str]] = defaultdict(set)
    for document, (subtopic, group) in documents.items():
        theirs[subtopic].add(document)
        ours[group].add(document)
    return chain_figures(count_chains(list(theirs.values()), list(ours.values())))["B3"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--target", type=Path, default=FOLDER, help="folder of the exported files")
    parser.add_argument("--cache", type=Path, help="keep or find columns here: for trials")
    parser.add_argument(
        "--sweep", action="store_true", help="thresholds on dev, with the weights in the package"
    )
    args = parser.parse_args()
    numbers = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))["event_pairs"]
    ecb = args.corpora / "ecb"
    if args.sweep:
        sweep(annotated(ecb / "dev_corpus.txt.gz", ecb / "dev_events.json.gz"))
        return
    kept = args.cache / "event_pairs_train.npz" if args.cache else None
    if kept and kept.exists():
        with np.load(kept) as arrays:
            columns, right = arrays["columns"], arrays["right"]
    else:
        found = annotated(ecb / "train_corpus.txt.gz", ecb / "train_events.json.gz")
        columns, right = pairs_of(found)
        print(f"{len(found.gold)} mentions, {len(right)} pairs, {right.mean():.3f} of them one", flush=True)
        if kept:
            np.savez(kept, columns=columns, right=right)
    export(fit(columns, right, numbers), args.target, numbers, {"corpora": {"ECB+ train": len(right)}})
    load_event_pairs.cache_clear()


if __name__ == "__main__":
    main()
