"""Fit the second reading of roles and the linker on what the exported encoder says of the training articles.

In:   src/letopis/data/model (export.py); PolNeAR train and dev.
Out:  attribution.json there, with its digest in the manifest; the scores on dev.

The encoder has seen the articles, so what it says of them is a little too sure; the weights rest mostly on trees, marks
and neighbours. Those of the linker are fitted on what a second reading fitted on the other half of the articles found.
The scores are made probabilities on dev afterwards (calibrate.py).
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from chain import TABLES, fit_chain, weakened  # noqa: E402
from export import digest  # noqa: E402

from bench.quality.attribution import (  # noqa: E402
    PARAGRAPH,
    count_article,
    judge,
    read_articles,
    summary,
)
from letopis.annotate import attributions as linking  # noqa: E402
from letopis.annotate import component, load  # noqa: E402
from letopis.annotate.roles import (  # noqa: E402
    OPEN_CLASSES,
    RoleWeights,
    Words,
    plain_weights,
    read_roles,
)
from letopis.annotate.spans import Labelled, find_spans  # noqa: E402
from letopis.model.weights import ATTRIBUTION, FOLDER  # noqa: E402

VOCABULARY = 300
ROLES = {"source": 1, "cue": 3, "content": 5}  # number of the label "B-…"; "I-…" follows it


class Chunk(NamedTuple):
    """The words of one chunk of article number `article`, each with its place in characters."""

    article: int
    words: Words
    places: list[tuple[int, int]]


# --- what the encoder says -------------------------------------------------------------------------------------------


def read_chunks(articles: Sequence[dict[str, Any]], nlp: Any) -> list[Chunk]:
    """The chunks of all articles as the linker gets them."""
    found, given = list[Chunk](), list[tuple[Any, Words]]()

    def keep(self: Any, chunks: Sequence[Any]) -> None:
        roles = component.role_scores([chunk.outputs.role for chunk in chunks], self.model)
        for chunk, role in zip(chunks, roles, strict=True):
            given.append((chunk.tokens.tolist(), self._words(chunk, role)))

    annotation = component._Annotation
    kept = annotation._add_attributions
    annotation._add_attributions = keep  # type: ignore[method-assign]
    try:
        for number, article in enumerate(articles):
            doc = nlp.make_doc(article["text"])
            doc.user_data["blocks"] = [(*m.span(), True) for m in PARAGRAPH.finditer(article["text"])]
            places = [(token.idx, token.idx + len(token)) for token in doc]
            nlp(doc)
            found += [Chunk(number, words, [places[token] for token in tokens]) for tokens, words in given]
            given.clear()
    finally:
        annotation._add_attributions = kept  # type: ignore[method-assign]
    return found


def roles_of(chunk: Chunk, article: dict[str, Any]) -> list[int]:
    """Number of the annotated label of each word, -1 where the annotators discarded the text."""
    labels = [0] * len(chunk.places)
    spans = [
        (role, span)
        for attribution in article["attributions"]
        for role in ("content", "source", "cue")
        for span in attribution[role]
    ]
    for role, span in [*spans, *(("", span) for span in article.get("discard", ()))]:
        for place, word in enumerate(inside(chunk, [span])):
            labels[word] = ROLES[role] + (place > 0) if role else -1
    for word, label in enumerate(labels):  # a stretch that goes on after another role begins again
        if label > 0 and label % 2 == 0 and (word == 0 or labels[word - 1] not in (label, label - 1)):
            labels[word] = label - 1
    return labels


def inside(chunk: Chunk, spans: Sequence[Sequence[int]]) -> list[int]:
    """The words that share a character with one of the spans."""
    return [
        word for word, (a, b) in enumerate(chunk.places) if any(a < end and b > start for start, end in spans)
    ]


def make_vocabulary(chunks: Sequence[Chunk], tags: Sequence[str]) -> dict[str, int]:
    """The most frequent words that are no names, nouns or numbers."""
    count = Counter(
        text.lower()
        for chunk in chunks
        for text, tag in zip(chunk.words.texts, chunk.words.upos.tolist(), strict=True)
        if tags[tag] not in OPEN_CLASSES
    )
    return {word: number for number, (word, _) in enumerate(count.most_common(VOCABULARY))}


# --- the linker ------------------------------------------------------------------------------------------------------


class Choice(NamedTuple):
    """What speaks for each of some choices, what for none of them, which are right (none of them: nothing is)."""

    pairs: np.ndarray
    alone: np.ndarray
    right: list[int]


def segments_of(chunk: Chunk, labels: Any, weights: RoleWeights) -> list[Labelled]:
    best, shares = read_roles([chunk.words], labels, weights)[0]
    return find_spans(best, labels["role"], shares)


def choices_of(
    chunk: Chunk, segments: list[Labelled], article: dict[str, Any]
) -> tuple[list[Choice], list[Choice]]:
    """The choices of contents among cues, and of cues among sources, with what is right by the annotation."""
    gold = [
        {role: set(inside(chunk, attribution[role])) for role in ROLES}
        for attribution in article["attributions"]
    ]
    cues, sources, contents = (
        [s for s in segments if s.kind == kind] for kind in ("CUE", "SOURCE", "CONTENT")
    )
    if not cues:
        return [], []
    of_content, of_cue = [], []
    pairs, alone = (
        linking.describe_pairs(chunk.words, contents, cues, segments),
        linking.describe_alone(chunk.words, contents),
    )
    for number, segment in enumerate(contents):
        own = set(range(segment.start, segment.end))
        best = max(gold, key=lambda g: len(g["content"] & own), default=None)
        right = []
        if best and 2 * len(best["content"] & own) >= len(own):
            right = [i for i, cue in enumerate(cues) if best["cue"] & set(range(cue.start, cue.end))]
        of_content.append(Choice(pairs[number], alone[number], right))
    pairs = linking.describe_pairs(chunk.words, sources, cues, segments).transpose(1, 0, 2)
    alone = linking.describe_alone(chunk.words, cues)
    for number, cue in enumerate(cues):
        own = set(range(cue.start, cue.end))
        best = max(gold, key=lambda g: len(g["cue"] & own), default=None)
        if best and best["cue"] & own:
            right = [i for i, s in enumerate(sources) if best["source"] & set(range(s.start, s.end))]
            of_cue.append(Choice(pairs[number], alone[number], right))
    return of_content, of_cue


def fit_choice(
    choices: Sequence[Choice], numbers: int, alone: int, link: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of pairs and of none under which the right choices are likeliest; several right ones are as good."""
    most = max(len(choice.pairs) for choice in choices)
    pairs = torch.zeros(len(choices), most, numbers)
    barred = torch.full((len(choices), most + 1), -1e4)
    right = torch.full((len(choices), most + 1), -1e4)
    for row, choice in enumerate(choices):
        pairs[row, : len(choice.pairs)] = torch.from_numpy(np.ascontiguousarray(choice.pairs))
        barred[row, : len(choice.pairs) + 1] = 0
        right[row, [i + 1 for i in choice.right] or [0]] = 0
    single = torch.from_numpy(np.stack([choice.alone for choice in choices]))
    weights = [torch.zeros(numbers), torch.zeros(alone)]
    weights[0][0] = link
    for weight in weights:
        weight.requires_grad_()

    def loss() -> Tensor:
        scores = torch.cat([(single @ weights[1])[:, None], pairs @ weights[0]], 1) + barred
        likely = torch.logsumexp(scores, 1) - torch.logsumexp(scores + right, 1)
        return likely.mean() + 1e-4 * sum((weight**2).sum() for weight in weights)

    return tuple(minimise(loss, weights))  # type: ignore[return-value]


def fit_whole(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression."""
    x, y = torch.from_numpy(rows), torch.from_numpy(right.astype(np.float32))
    weights = [torch.zeros(rows.shape[1], requires_grad=True)]

    def loss() -> Tensor:
        return F.binary_cross_entropy_with_logits(x @ weights[0], y) + 1e-4 * (weights[0] ** 2).sum()

    return minimise(loss, weights)[0]


def minimise(loss: Any, weights: list[Tensor]) -> list[np.ndarray]:
    solver = torch.optim.LBFGS(weights, max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        solver.zero_grad()
        value = loss()
        value.backward()
        return value

    solver.step(closure)
    print(f"  {float(loss().detach()):.4f}", flush=True)
    return [weight.detach().numpy().round(4) for weight in weights]


def in_characters(chunk: Chunk, found: linking.Attribution) -> dict[str, Any]:
    """An attribution with its spans in characters."""
    spans = {
        role: [[chunk.places[a][0], chunk.places[b - 1][1]] for a, b in getattr(found, role)]
        for role in ROLES
    }
    return {**spans, "score": found.score}


def fit_links(
    chunks: Sequence[Chunk], segments: Sequence[list[Labelled]], articles: Sequence[dict[str, Any]]
) -> linking.LinkWeights:
    """The linker's weights on segments found by a reading that has not seen their articles."""
    of_content, of_cue = list[Choice](), list[Choice]()
    for chunk, own in zip(chunks, segments, strict=True):
        contents, cues = choices_of(chunk, own, articles[chunk.article])
        of_content += contents
        of_cue += cues
    pair, alone = linking.PAIR_NUMBERS, linking.ALONE_NUMBERS
    content, no_cue = fit_choice(of_content, pair, alone, 1.0)
    source, no_source = fit_choice(of_cue, pair, alone, 1.0)
    weights = replace(
        linking.plain_link_weights(), content=content, no_cue=no_cue, source=source, no_source=no_source
    )
    rows, right, _ = whole_rows(chunks, segments, articles, weights)
    weights = replace(weights, whole=fit_whole(rows, right))
    odds = rows @ weights.whole
    gold = sum(len(article["attributions"]) for article in articles)
    return replace(weights, least=best_least(1 / (1 + np.exp(-odds)), right, gold))


def whole_rows(
    chunks: Sequence[Chunk],
    segments: Sequence[list[Labelled]],
    articles: Sequence[dict[str, Any]],
    weights: linking.LinkWeights,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What speaks for each attribution found; whether it is right, content and source; number of its article."""
    rows: list[list[Any]] = [[] for _ in articles]
    found: list[list[dict[str, Any]]] = [[] for _ in articles]
    for chunk, own in zip(chunks, segments, strict=True):
        for attribution, numbers in linking.tie(chunk.words, own, weights):
            rows[chunk.article].append(numbers)
            found[chunk.article].append(in_characters(chunk, attribution))
    right = [
        verdict for article, ours in zip(articles, found, strict=True) for verdict in judge(article, ours)
    ]
    kept = [verdict is not None for verdict in right]
    return (
        np.array([row for own in rows for row in own], dtype=np.float32)[kept],
        np.array([bool(verdict) for verdict in right])[kept],
        np.repeat(np.arange(len(articles)), [len(own) for own in rows])[kept],
    )


def best_least(scores: np.ndarray, right: np.ndarray, gold: int) -> float:
    """The score from which on attributions are to be given for the best F1."""
    order = np.argsort(-scores)
    f1 = 2 * np.cumsum(right[order]) / (np.arange(1, len(order) + 1) + gold)
    return round(float(scores[order][int(f1.argmax())]), 3)


# --- all of it -------------------------------------------------------------------------------------------------------


def fit(
    chunks: Sequence[Chunk], articles: Sequence[dict[str, Any]], labels: Any
) -> tuple[RoleWeights, linking.LinkWeights]:
    """All weights: two chains, each fitted on half of the articles; the linker on what they found in the other half.

    The chain that is kept is the mean of the two.
    """
    vocabulary = make_vocabulary(chunks, labels["upos"])
    gold = [roles_of(chunk, articles[chunk.article]) for chunk in chunks]
    segments: list[list[Labelled]] = [[] for _ in chunks]
    chains = []
    for half in (0, 1):
        own = [i for i, chunk in enumerate(chunks) if chunk.article % 2 == half]
        other = [i for i, chunk in enumerate(chunks) if chunk.article % 2 != half]
        chain = fit_chain([chunks[i].words for i in other], [gold[i] for i in other], labels, vocabulary)
        chain = weakened(chain, labels)
        chains.append(chain)
        for i in own:
            segments[i] = segments_of(chunks[i], labels, chain)
    mean = {name: np.mean([getattr(chain, name) for chain in chains], axis=0).round(3) for name in TABLES}
    return RoleWeights(vocabulary, **mean), fit_links(chunks, segments, articles)


def evaluate(
    chunks: Sequence[Chunk], articles: Sequence[dict[str, Any]], labels: Any, roles: RoleWeights, links: Any
) -> dict[str, float]:
    """The figures of these weights."""
    found: list[list[dict[str, Any]]] = [[] for _ in articles]
    for chunk in chunks:
        for one in linking.find_attributions(chunk.words, segments_of(chunk, labels, roles), links):
            found[chunk.article].append(in_characters(chunk, one))
    total = Counter[str]()
    for article, ours in zip(articles, found, strict=True):
        total += count_article(article, ours)
    return summary(total)[0] | {"predicted": total["predicted"]}


def write(folder: Path, roles: RoleWeights, links: linking.LinkWeights) -> None:
    """Put the weights beside the model, and their digest in its manifest."""

    def plain(value: Any) -> Any:
        return value if isinstance(value, float) else np.round(value.astype(np.float64), 4).tolist()

    stored = {
        "roles": {"vocabulary": list(roles.vocabulary)}
        | {name: plain(getattr(roles, name)) for name in TABLES},
        "links": {name: plain(getattr(links, name)) for name in linking.LinkWeights.__dataclass_fields__},
    }
    text = json.dumps(stored, ensure_ascii=False)
    path = folder / ATTRIBUTION
    path.write_text(text.replace("], [", "],\n[").replace(": [[", ": [\n[") + "\n", encoding="utf-8")
    sign(folder)


def sign(folder: Path) -> None:
    """Put the digest of the weights of attributions into the manifest."""
    path = folder / ATTRIBUTION
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][ATTRIBUTION] = {"bytes": path.stat().st_size, "sha256": digest(path)}
    (folder / "manifest.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def gathered(args: argparse.Namespace, half: str) -> tuple[list[dict[str, Any]], list[Chunk]]:
    """The articles of one half with their chunks, from the cache if they are there."""
    articles = read_articles(args.corpora / f"polnear/{half}.jsonl.gz")
    if half == "train":
        random.Random(7).shuffle(articles)
        articles = articles[: args.articles]
    kept = args.cache / f"{half}.pickle" if args.cache else None
    if kept and kept.exists():
        return articles, [Chunk(*parts) for parts in pickle.loads(kept.read_bytes())]
    began = time.time()
    chunks = read_chunks(articles, load(folder=str(args.model)))
    print(f"{half}: {len(articles)} articles, {len(chunks)} chunks, {time.time() - began:.0f} s", flush=True)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps([tuple(chunk) for chunk in chunks], protocol=5))
    return articles, chunks


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--articles", type=int, default=840, help="of PolNeAR train to fit on")
    parser.add_argument("--cache", type=Path, help="keep what the encoder says here, for the next run")
    args = parser.parse_args()
    torch.set_num_threads(1)
    labels = json.loads((args.model / "manifest.json").read_text(encoding="utf-8"))["labels"]
    articles, chunks = gathered(args, "train")
    dev, dev_chunks = gathered(args, "dev")
    plain = plain_weights(labels), linking.plain_link_weights()
    print("dev, plain:", evaluate(dev_chunks, dev, labels, *plain), flush=True)
    roles, links = fit(chunks, articles, labels)
    print("dev, everything kept:", evaluate(dev_chunks, dev, labels, roles, replace(links, least=0.0)))
    print(f"dev, from {links.least}:", evaluate(dev_chunks, dev, labels, roles, links))
    write(args.model, roles, links)


if __name__ == "__main__":
    main()
