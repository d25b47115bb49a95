"""Score what is found by meaning: does a theme find what was said about it in other words?

In:   toml with `[[theme]]` tables: theme, `right` and `wrong` statements, `near` (themes whose statements count for
      neither side).
Out:  F1 over all pairs of a theme and a statement at the similarity that `said --about` asks for, with precision and
      recall; the same at the best similarity of a sweep; the share of themes whose nearest statement is right.

What is right for one theme is wrong for the others. A statement is read in a sentence, as the content of a saying.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.quality.score import Score, f1, files_of

SWEEP = [round(0.10 + 0.02 * step, 2) for step in range(36)]
SAID = "The minister said that {}."
Floats = npt.NDArray[np.float32]


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts themes."""
    from letopis.view.themes import NEAR

    themes = [theme for path in files_of(data, (".toml",)) for theme in _themes(path)][:limit]
    statements = list(dict.fromkeys(text for theme in themes for text in [*theme["right"], *theme["wrong"]]))
    gold = np.array([[_label(theme, text, themes) for text in statements] for theme in themes])
    found = similarities([theme["theme"] for theme in themes], statements)
    swept = {near: _measure(found >= near, gold) for near in SWEEP}
    best = max(SWEEP, key=lambda near: swept[near][2])
    precision, recall, both = _measure(found >= NEAR, gold)
    nearest = np.where(gold < 0, -2, found).argmax(axis=1)
    first = 100 * float(np.mean([gold[row, column] == 1 for row, column in enumerate(nearest)]))
    figures = {"F1": both, "precision": precision, "recall": recall, "similarity": NEAR}
    figures |= {"best F1": swept[best][2], "best similarity": best, "nearest is right": first}
    pairs = int((gold >= 0).sum())
    table = ["similarity  precision  recall     F1"]
    table += [f"{near:10.2f}  {p:9.1f}  {r:6.1f}  {f:5.1f}" for near, (p, r, f) in swept.items()]
    return Score("themes", "F1", {**figures, "themes": len(themes), "pairs": pairs}, table)


def _themes(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
    return found


def _label(theme: dict[str, Any], text: str, themes: list[dict[str, Any]]) -> int:
    """1 where the statement is right for the theme, 0 where it is wrong, -1 where it is a near theme's."""
    if text in theme["right"]:
        return 1
    near = {
        *theme.get("near", ()),
        *(other["theme"] for other in themes if theme["theme"] in other.get("near", ())),
    }
    return -1 if any(text in other["right"] for other in themes if other["theme"] in near) else 0


def similarities(themes: list[str], statements: list[str]) -> Floats:
    """How near each theme is to each statement, shape (themes, statements)."""
    from letopis.annotate import load, meaning

    nlp = load()
    stored = {}
    for text in statements:
        start = SAID.index("{")
        stored |= meaning.content_vectors(nlp(SAID.format(text)), {text: [(start, start + len(text))]})
    rows = [meaning.similarities(theme, stored) for theme in themes]
    return np.array([[row[text] for text in statements] for row in rows], dtype=np.float32)


def _measure(taken: npt.NDArray[np.bool_], gold: npt.NDArray[np.int64]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    right = int((taken & (gold == 1)).sum())
    return f1(right, int((taken & (gold >= 0)).sum()), int((gold == 1).sum()))
