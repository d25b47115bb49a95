"""Score the type of the event between a marked source and recipient.

In:   tsv with `marked_sentence` (`<s>…</s>` the source, `<t>…</t>` the recipient), `gold_root` (types of PLOVER,
      CONCEDE and RETREAT as YIELD) and `gold_penta` (quad class, 1 to 4).
Out:  macro-F1 of the types and of the quad classes, F1 of each type, and what is taken for what.

The spans are given; nothing else of the row is read. `--train` has the head learnt anew (training/events.py,
torch): from another file, or, where it is the file that is scored, by five folds of its sentences.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.quality.score import Score

Span = tuple[int, int]
QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("YIELD", "COOPERATE", "AID"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
PLOVER = tuple(code for codes in QUADS.values() for code in codes)
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
FOLDS = 5
SCRIPT = Path(__file__).parents[2] / "training" / "events.py"
MARK = re.compile(r"(</?[st]>)")


def score(data: Path, limit: int | None = None, train: Path | None = None) -> Score:
    """The score on a file; `limit` counts rows."""
    with data.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))[:limit]
    shares = shipped_shares(rows) if train is None else learnt_shares(data, train)[:limit]
    gold = [row["gold_root"] for row in rows]
    found = [max(PLOVER, key=lambda code: share[code]) for share in shares]
    quads = [max(range(1, 5), key=lambda quad: quad_share(share, quad)) for share in shares]
    root, each = macro_f1(gold, found)
    quad, _ = macro_f1([row["gold_penta"] for row in rows], [str(one) for one in quads])
    table = [
        f"{code:10s} {gold.count(code):4d} annotated  F1 {each[code]:6.2f}" for code in PLOVER if code in each
    ]
    mixed = Counter((a, b) for a, b in zip(gold, found, strict=True) if a != b)
    table += [f"{a} taken for {b}: {count}" for (a, b), count in mixed.most_common(12)]
    right = sum(a == b for a, b in zip(gold, found, strict=True))
    figures = {"root": root, "quad": quad, "accuracy": 100 * right / max(len(rows), 1), "rows": len(rows)}
    return Score("event-types", "root", figures, table)


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The mean of the F1 of all classes that occur, and each of them, in percent."""
    each = {}
    for code in sorted({*gold, *found}):
        right = sum(a == b == code for a, b in zip(gold, found, strict=True))
        each[code] = 200 * right / (gold.count(code) + found.count(code))
    return sum(each.values()) / max(len(each), 1), each


def quad_share(share: dict[str, float], quad: int) -> float:
    """The probability of a quad class: that of its types together."""
    return sum(share[code] for code in QUADS[quad])


def shipped_shares(rows: Iterable[dict[str, str]]) -> list[dict[str, float]]:
    """What the head in the package says of each row."""
    from letopis.annotate import load
    from letopis.extract.event.weighing import weigh_pair

    nlp, found = load(), []
    for row in rows:
        text, source, target = unmarked(row["marked_sentence"])
        labels, shares = weigh_pair(nlp(text), source, target)
        found.append(merged(labels, shares))
    return found


def learnt_shares(data: Path, train: Path) -> list[dict[str, float]]:
    """What heads say that are learnt now: by folds where `train` is `data`, else from `train`.

    Raises:
        SystemExit: torch or the base model is not here.
    """
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "shares.json"
        how = ["--folds", str(FOLDS)] if train.samefile(data) else ["--score", str(data)]
        done = subprocess.run(
            [sys.executable, str(SCRIPT), "--plv", str(train), *how, "--out", str(out)], check=False
        )
        if done.returncode:
            raise SystemExit("training/events.py did not end well; it needs what training/README.md says")
        made = json.loads(out.read_text(encoding="utf-8"))
    return [merged(made["labels"], shares) for shares in made["shares"]]


def merged(labels: Sequence[str], shares: Iterable[float]) -> dict[str, float]:
    """Probabilities of the types as the data have them; "none of them" is no answer here."""
    found = dict.fromkeys(PLOVER, 0.0)
    for label, share in zip(labels, shares, strict=True):
        code = MERGED.get(label, label)
        if code in found:
            found[code] += float(share)
    return found


def unmarked(sentence: str) -> tuple[str, list[Span], list[Span]]:
    """The sentence without its marks; where its sources and its recipients are."""
    text, opened = "", 0
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for part in MARK.split(sentence):
        if not MARK.fullmatch(part):
            text += part
        elif part.startswith("</"):
            spans[part[2]].append((opened, len(text)))
        else:
            opened = len(text)
    return text, spans["s"], spans["t"]


def fold_of(sentence: str, folds: int = FOLDS) -> int:
    """The fold of a sentence, by its digest: rows of one sentence share it, whatever else is in the file."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % folds
