"""Score the exported model, and the trained one beside it, on the development sets.

In:   src/letopis/data/model (export.py); build/NAME.pt (train.py), unless --exported; the corpora.
Out:  a table, and the same numbers in the manifest's `scores` and in docs/model-card.md.

Both run through the same spaCy component; what differs is whether torch (fp32) or onnxruntime (int8) computes the
encoder. Attribution is scored by the reference scorer that lies beside the corpora.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from letopis.annotate import load  # noqa: E402
from letopis.model.weights import FOLDER, Model, Outputs  # noqa: E402

Scores = dict[str, float]


def f1(right: int, predicted: int, gold: int) -> float:
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


# --- trees and sentences ---------------------------------------------------------------------------------------------


def read_gum(build: Path) -> list[dict[str, Any]]:
    with gzip.open(build / "gum_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score_trees(nlp: Language, rows: list[dict[str, Any]]) -> Scores:
    """On given tokens and sentences; punctuation counted; full labels with subtypes."""
    right: Counter[str] = Counter()
    genres: dict[str, Counter[str]] = {}
    for row in rows:
        doc = Doc(
            nlp.vocab,
            row["words"],
            [bool(s) for s in row["spaces"]],
            sent_starts=[bool(s) for s in row["start"]],
        )
        doc = nlp(doc)
        genre = genres.setdefault(row["id"].split("_")[1], Counter())
        for i, token in enumerate(doc):
            head = token.head.i == row["head"][i]
            label = token.dep_ == row["dep"][i]
            core = token.dep_.split(":")[0] == row["dep"][i].split(":")[0]
            right.update(
                words=1,
                upos=token.pos_ == row["upos"][i],
                xpos=token.tag_ == row["xpos"][i],
                lemma=token.lemma_ == row["lemma"][i],
                uas=head,
                las=head and label,
                las_core=head and core,
            )
            genre.update(words=1, las=head and label)
    out = {
        key: 100 * right[key] / right["words"] for key in ("upos", "xpos", "lemma", "uas", "las", "las_core")
    }
    return out | {f"las {name}": 100 * c["las"] / c["words"] for name, c in sorted(genres.items())}


def score_sentences(nlp: Language, rows: list[dict[str, Any]]) -> Scores:
    """Sentence ends on raw text, paragraphs set apart by blank lines."""
    total: Counter[str] = Counter()
    for row in rows:
        text, gold = "", set()
        count = len(row["words"])
        for i, word in enumerate(row["words"]):
            text += word
            last = i + 1 == count
            if last or row["start"][i + 1]:
                gold.add(len(text))
            if not last and row["par"][i + 1] != row["par"][i]:
                text += "\n\n"
            elif row["spaces"][i]:
                text += " "
        found = set()
        for sentence in nlp(text).sents:
            solid = [token for token in sentence if not token.is_space]
            if solid:
                found.add(solid[-1].idx + len(solid[-1]))
        total.update(right=len(gold & found), gold=len(gold), predicted=len(found))
    return {"sentence ends": f1(total["right"], total["predicted"], total["gold"])}


# --- names -----------------------------------------------------------------------------------------------------------


def read_iob2(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """Documents (from one `newdoc` to the next) as lists of sentences of (word, label)."""
    document: list[list[tuple[str, str]]] = []
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "", "# newdoc"]:
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        elif line and line[0].isdigit():
            cells = line.split("\t")
            sentence.append((cells[1], cells[2]))
        elif not line and sentence:
            document.append(sentence)
            sentence = []


def label_spans(labels: list[str]) -> set[tuple[int, int, str]]:
    spans, start, kind = set(), 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            spans.add((start, i, kind))
            kind = ""
        if label.startswith("B-"):
            start, kind = i, label[2:]
    return spans


def score_names(nlp: Language, path: Path) -> Scores:
    total: Counter[str] = Counter()
    for document in read_iob2(path):
        words = [word for sentence in document for word, _ in sentence]
        starts = [i == 0 for sentence in document for i in range(len(sentence))]
        gold = label_spans([label for sentence in document for _, label in sentence])
        doc = nlp(Doc(nlp.vocab, words, sent_starts=starts))
        found = {(e.start, e.end, e.label_) for e in doc.ents if e.label_ != "MISC"}
        for kind in ("PER", "ORG", "LOC"):
            of_kind = ({s for s in gold if s[2] == kind}, {s for s in found if s[2] == kind})
            total.update(
                {
                    f"right {kind}": len(of_kind[0] & of_kind[1]),
                    f"gold {kind}": len(of_kind[0]),
                    f"predicted {kind}": len(of_kind[1]),
                }
            )
    out = {}
    for kind in ("PER", "ORG", "LOC"):
        out[f"names {kind}"] = f1(total[f"right {kind}"], total[f"predicted {kind}"], total[f"gold {kind}"])
    sums = [
        sum(total[f"{part} {kind}"] for kind in ("PER", "ORG", "LOC"))
        for part in ("right", "predicted", "gold")
    ]
    return out | {
        "names": f1(*sums),
        "names precision": 100 * sums[0] / sums[1],
        "names recall": 100 * sums[0] / sums[2],
    }


# --- attribution -----------------------------------------------------------------------------------------------------


def score_attribution(nlp: Language, path: Path, scorer: Path) -> Scores:
    spec = importlib.util.spec_from_file_location("attribution_score", scorer)
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    total: Counter[Any] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            doc = nlp(article["text"])
            total += reference.score_article(article, {"attributions": doc.user_data["attributions"]})
    summary = reference.summary(total)
    names = {
        "found": "attribution.found",
        "attributed": "attribution.attributed",
        "strict": "attribution.strict",
        "content words": "content.token",
        "cue words": "cue.token",
        "source words": "source.token",
    }
    out = {name: 100 * summary[key][2] for name, key in names.items()}
    precision, recall, _ = summary["attribution.attributed"]
    return out | {"attributed precision": 100 * precision, "attributed recall": 100 * recall}


# --- both ways of computing ------------------------------------------------------------------------------------------


def with_torch(model: Model, path: Path) -> Model:
    """The same model, computed by torch from the trained weights."""
    import torch
    from export import load_network

    torch.set_num_threads(2)
    network, _ = load_network(path)

    @torch.no_grad()
    def run(pieces: Any, cases: Any, first: Any, last: Any) -> Outputs:
        out = network(*(torch.from_numpy(x)[None] for x in (pieces, cases, first, last)))
        for key in ("upos", "xpos", "lemma"):
            out[key] = out[key].argmax(-1)
        for key in ("name", "role", "link"):
            out[key] = out[key].log_softmax(-1)
        return Outputs(**{key: out[key][0].numpy() for key in Outputs.__dataclass_fields__})

    root = model.labels["label"].index("root")

    @torch.no_grad()
    def label_arcs(words: Any, heads: Any) -> Any:
        scores = network.label_scores(torch.from_numpy(words), torch.from_numpy(heads))
        scores[:, root] = -1e9
        return scores.argmax(-1).numpy()

    return replace(model, run=run, label_arcs=label_arcs)


def measure(nlp: Language, args: argparse.Namespace) -> Scores:
    rows = read_gum(args.build)
    scores: Scores = {}
    for name, task in {
        "trees": lambda: score_trees(nlp, rows),
        "sentences": lambda: score_sentences(nlp, rows),
        "names": lambda: score_names(nlp, args.corpora / "uner_ewt/dev.iob2"),
        "attribution": lambda: score_attribution(nlp, args.corpora / "polnear/dev.jsonl.gz", args.scorer),
    }.items():
        if name in args.tasks:
            began = time.time()
            scores |= task()
            print(f"  {name}: {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return {key: round(value, 2) for key, value in scores.items()}


CARD_ROWS = {
    "GUM dev": {
        "upos": "UPOS",
        "xpos": "PTB tags",
        "lemma": "lemmas",
        "uas": "UAS",
        "las": "**LAS**, labels with subtypes",
        "las_core": "LAS, labels without subtypes",
    },
    "GUM dev, raw text": {"sentence ends": "**sentence ends**, F1"},
    "Universal NER, English web, dev": {
        "names": "**names**, F1",
        "names PER": "… people",
        "names ORG": "… organisations",
        "names LOC": "… places",
    },
    "PolNeAR dev, raw text": {
        "found": "attributions *found*, F1",
        "attributed": "attributions ***attributed***, F1",
        "strict": "attributions *strict*, F1",
        "content words": "words of contents, F1",
        "cue words": "words of cues, F1",
        "source words": "words of sources, F1",
    },
}


def write_card(path: Path, torch_scores: Scores, int8: Scores) -> None:
    """Put the scores between the two marks in the model card."""
    lines = ["", "| | set | torch | int8 |", "|---|---|---|---|"]
    for name, rows in CARD_ROWS.items():
        for key, label in rows.items():
            if key in int8:
                lines.append(f"| {label} | {name} | {torch_scores[key]:.1f} | {int8[key]:.1f} |")
                name = ""
    genres = [f"{key[4:]} {value:.1f}" for key, value in int8.items() if key.startswith("las ")]
    lines += ["", "LAS by genre of GUM dev (int8): " + ", ".join(genres) + ".", ""]
    before, rest = path.read_text(encoding="utf-8").split("<!-- scores -->")
    after = rest.split("<!-- end of scores -->")[1]
    text = "\n".join(lines)
    path.write_text(f"{before}<!-- scores -->\n{text}\n<!-- end of scores -->{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument(
        "--scorer", type=Path, help="the reference scorer (default: ../tools beside the corpora)"
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--name", default="model")
    parser.add_argument("--tasks", nargs="+", default=["trees", "sentences", "names", "attribution"])
    parser.add_argument(
        "--exported", action="store_true", help="the exported model alone; the manifest stays as it is"
    )
    args = parser.parse_args()
    args.scorer = args.scorer or args.corpora.parent / "tools" / "attribution_score.py"
    for path in (args.corpora, args.scorer):
        if not path.exists():
            sys.exit(f"{path} is not here; say where with --corpora and --scorer (training/README.md)")
    nlp = load()
    component: Any = nlp.get_pipe("letopis_encoder")
    int8 = measure(nlp, args)
    if args.exported:
        for key, value in int8.items():
            print(f"{key:22s} {value:6.2f}")
        return
    component.model = with_torch(component.model, args.build / f"{args.name}.pt")
    torch_scores = measure(nlp, args)
    print(f"{'':22s}  torch   int8   difference")
    for key, value in int8.items():
        print(f"{key:22s} {torch_scores[key]:6.2f} {value:6.2f} {value - torch_scores[key]:+6.2f}")
    path = FOLDER / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scores"] = {key: {"torch": torch_scores[key], "int8": value} for key, value in int8.items()}
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if not set(args.tasks) < {"trees", "sentences", "names", "attribution"}:
        write_card(HERE.parent / "docs" / "model-card.md", torch_scores, int8)


if __name__ == "__main__":
    main()
