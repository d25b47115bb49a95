"""Make probabilities of the scores of attributions and names, on texts that the weights were not fitted on.

In:   src/letopis/data/model with attribution.json (linker.py); PolNeAR dev; build/gum_dev.jsonl.gz (prepare.py).
Out:  slope, offset and least score of attributions, and the scale of names, in attribution.json.

The log odds of a score become slope · log odds + offset (Platt 1999), fitted on all of the set. What is printed for
each half of it comes from the other half.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from linker import FOLDER, HERE, Chunk, fit_whole, gathered, in_characters, segments_of, sign, whole_rows
from spacy.tokens import Doc

from bench.quality.attribution import count_article, summary
from bench.quality.calibration import reliability
from bench.quality.names import KINDS, spans_of
from letopis.annotate import attributions as linking
from letopis.annotate import load
from letopis.annotate.roles import read_weights
from letopis.annotate.spans import log_odds
from letopis.model.weights import ATTRIBUTION


def fit_scale(odds: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and offset under which the odds are those of being right."""
    slope, offset = fit_whole(np.stack([odds, np.ones_like(odds)], axis=1).astype(np.float32), right)
    return float(slope), float(offset)


def across(odds: np.ndarray, right: np.ndarray, half: np.ndarray) -> np.ndarray:
    """The scores of each half, scaled by what was fitted on the other."""
    scaled = np.empty_like(odds)
    for own in (False, True):
        slope, offset = fit_scale(odds[half != own], right[half != own])
        scaled[half == own] = slope * odds[half == own] + offset
    return 1 / (1 + np.exp(-scaled))


def show(name: str, scores: np.ndarray, right: np.ndarray) -> None:
    lines, _ = reliability(list(zip(scores.tolist(), right.tolist(), strict=True)))
    print(name, *lines, sep="\n", flush=True)


def calibrate_attributions(args: argparse.Namespace) -> None:
    """Fit slope, offset and least score on PolNeAR dev."""
    path = args.model / ATTRIBUTION
    stored = json.loads(path.read_text(encoding="utf-8"))
    labels = json.loads((args.model / "manifest.json").read_text(encoding="utf-8"))["labels"]
    roles = read_weights(stored["roles"])
    links = replace(linking.read_link_weights(stored["links"]), slope=1.0, offset=0.0, least=0.0)
    articles, chunks = gathered(args, "dev")
    segments = [segments_of(chunk, labels, roles) for chunk in chunks]
    rows, right, owner = whole_rows(chunks, segments, articles, links)
    odds = rows @ links.whole
    half = owner % 2 == 1
    show("attributions as fitted", 1 / (1 + np.exp(-odds)), right)
    scores = across(odds, right, half)
    show("attributions, each half scaled by the other", scores, right)
    slope, offset = fit_scale(odds, right)
    scale = {"slope": round(slope, 4), "offset": round(offset, 4)}
    links = replace(links, **scale)
    figures = sweep(links, chunks, segments, articles)
    # the best *found*: whoever wants fewer and surer ones can go by the score (from 0.25: attributed a point higher)
    least = max(figures, key=lambda one: figures[one]["found"])
    stored["links"] |= {**scale, "least": least}
    store(path, stored)
    print(f"slope {slope:.3f}, offset {offset:.3f}, from {least}")


def sweep(
    links: linking.LinkWeights, chunks: Sequence[Chunk], segments: Any, articles: Sequence[dict[str, Any]]
) -> dict[float, dict[str, float]]:
    """The figures for each score from which on attributions could be given."""
    given: list[list[dict[str, Any]]] = [[] for _ in articles]
    for chunk, own in zip(chunks, segments, strict=True):
        for one in linking.find_attributions(chunk.words, own, links):
            given[chunk.article].append(in_characters(chunk, one))
    figures = {}
    for least in (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35):
        total = Counter[str]()
        for article, found in zip(articles, given, strict=True):
            total += count_article(article, [one for one in found if one["score"] >= least])
        figures[least] = summary(total)[0]
        told = ", ".join(f"{name} {figures[least][name]:.2f}" for name in ("found", "attributed", "strict"))
        print(f"from {least}: {told}; {total['predicted']} given", flush=True)
    return figures


def calibrate_names(args: argparse.Namespace) -> None:
    """Fit slope and offset for each kind of name on GUM dev."""
    nlp = load(folder=str(args.model))
    component: Any = nlp.get_pipe("letopis_encoder")
    component.name_scale = {}
    found: dict[str, list[tuple[float, bool, int]]] = {kind: [] for kind in sorted(set(KINDS.values()))}
    with gzip.open(args.build / "gum_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for number, row in enumerate(rows):
        starts = [bool(start) for start in row["start"]]
        doc = nlp(Doc(nlp.vocab, row["words"], [bool(s) for s in row["spaces"]], sent_starts=starts))
        gold = spans_of(row["name"], {i for i, start in enumerate(starts) if start})
        for (start, end), score in doc.user_data["ent_scores"].items():
            kind = doc[start].ent_type_
            if kind in found:
                found[kind].append((log_odds(score), (start, end, kind) in gold, number % 2))
    scale, scaled, verdicts = {}, [], []
    for kind, judged in found.items():
        odds, right, half = (np.array(column) for column in zip(*judged, strict=True))
        scale[kind] = [round(value, 4) for value in fit_scale(odds, right)]
        scaled.append(across(odds, right, half == 1))
        verdicts.append(right)
    show("names, each half scaled by the other", np.concatenate(scaled), np.concatenate(verdicts))
    path = args.model / ATTRIBUTION
    store(path, json.loads(path.read_text(encoding="utf-8")) | {"names": scale})


def store(path: Path, stored: dict[str, Any]) -> None:
    """Write the weights, a row a line, and their digest into the manifest."""
    text = json.dumps(stored, ensure_ascii=False).replace("], [", "],\n[")
    path.write_text(text + "\n", encoding="utf-8")
    sign(path.parent)


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--cache", type=Path, help="as of linker.py")
    parser.add_argument("--tasks", nargs="+", default=["attributions", "names"])
    args = parser.parse_args(given)
    if "attributions" in args.tasks:
        calibrate_attributions(args)
    if "names" in args.tasks:
        calibrate_names(args)


if __name__ == "__main__":
    main()
