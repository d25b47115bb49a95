"""Score pairs of names: are two names, as written, one person's (body's, place's)?

In:   toml with `[[pair]]` tables (left, right, same; kind, countries, genders, grade where told), or tsv or csv with
      the same columns.
Out:  F1 of those taken for the same, beside precision, recall and the share of right answers, also by grade.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from bench.quality.score import Score, f1, files_of

SUFFIXES = (".toml", ".tsv", ".csv")
TRUE = frozenset({"true", "1", "yes", "same"})


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts pairs."""
    count, wrong = Counter[str](), []
    pairs = [pair for path in files_of(data, SUFFIXES) for pair in read_pairs(path)][:limit]
    for pair in pairs:
        gold, found = _is_true(pair["same"]), is_same(pair)
        count.update({"gold": gold, "found": found, "right": gold and found, "agree": gold == found})
        count.update(
            {f"{pair.get('grade') or 'other'} pairs": 1, f"{pair.get('grade') or 'other'}": gold == found}
        )
        if gold != found:
            wrong.append(f"{'same' if gold else 'not the same'}: {pair['left']} / {pair['right']}")
    precision, recall, both = f1(count["right"], count["found"], count["gold"])
    grades = [name.removesuffix(" pairs") for name in count if name.endswith(" pairs")]
    shares = {grade: 100 * count[grade] / count[f"{grade} pairs"] for grade in grades}
    figures = {"F1": both, "precision": precision, "recall": recall}
    accuracy = {"accuracy": 100 * count["agree"] / max(len(pairs), 1)}
    return Score("pairs", "F1", {**figures, **accuracy, **shares, "pairs": len(pairs)}, wrong)


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """The pairs of a file."""
    if path.suffix == ".toml":
        found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
        return found
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ","))


def is_same(pair: dict[str, Any]) -> bool:
    """Whether we take the two for one."""
    from letopis.mention import MentionKind
    from letopis.resolve import SAME, pair_score

    kind = MentionKind(pair.get("kind") or "person")
    countries, genders = _told(pair, "countries"), _told(pair, "genders")
    return pair_score(pair["left"], pair["right"], kind=kind, countries=countries, genders=genders) >= SAME


def _told(pair: dict[str, Any], key: str) -> tuple[str | None, str | None]:
    """What is told of left and right; of a table "BY|RU"."""
    told = pair.get(key) or ("", "")
    left, right = told.split("|") if isinstance(told, str) else told
    return left or None, right or None


def _is_true(told: object) -> bool:
    return told is True or str(told).lower() in TRUE
