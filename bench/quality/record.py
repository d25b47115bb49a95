"""Score the record of all articles against what a careful reader of all of them expects.

In:   articles, in folders or not, beside `expected_record.json`; its form stands in examples/README.md.
Out:  for each of its lists how many entries are right, found at all, and expected; the headline is the share of
      strong entries that are right. What the record cannot tell yet counts as missing.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from bench.quality import record_facts, record_minds, record_time
from bench.quality.record_places import Places
from bench.quality.score import Score
from letopis.record import Record, read

LIST = "expected_record.json"
SHOWN = 64  # characters of what an entry is about
CHECKS = {
    **record_facts.CHECKS,
    **record_time.CHECKS,
    **record_minds.CHECKS,
}  # list → check of one of its entries: was it found, is it right


def score(data: Path, limit: int | None = None, kept: Path | None = None) -> Score:
    """The score of a fresh reading, or of a record `kept` from one; `limit` counts the entries of each list."""
    folder = data if data.is_dir() else data.parent
    expected = json.loads((data if data.is_file() else folder / LIST).read_text(encoding="utf-8"))
    if kept is not None:
        with Record.open(kept) as record:
            return score_record(expected, record, limit)
    with read(folder) as record:
        return score_record(expected, record, limit)


def score_record(expected: dict[str, Any], record: Record, limit: int | None = None) -> Score:
    """The score of an open record."""
    places, count, table = Places(record), Counter[str](), list[str]()
    for name, entries in expected.items():
        if name not in CHECKS:
            continue
        for entry in entries[:limit]:
            found, wrong = CHECKS[name](places, entry)
            right = found and not wrong
            count.update({f"{name} of": 1, f"{name} found": found, f"{name} right": right})
            count.update({f"{entry['grade']} of": 1, f"{entry['grade']} right": right})
            outcome = "right" if right else f"part ({'; '.join(wrong)})" if found else "missed"
            table.append(f"  {name:16s} {entry['grade']:6s} {_about(entry)[:SHOWN]:{SHOWN}s} {outcome}")
    return Score("record", "strong", _figures(count, [name for name in expected if name in CHECKS]), table)


def _figures(count: Counter[str], lists: list[str]) -> dict[str, float]:
    """Shares by grade, then the counts of each list."""
    grades = [grade for grade in ("strong", "medium", "weak") if count[f"{grade} of"]]
    shares = {grade: 100 * count[f"{grade} right"] / count[f"{grade} of"] for grade in grades}
    lines = {f"{name} {what}": count[f"{name} {what}"] for name in lists for what in ("right", "found", "of")}
    return {"strong": 0.0, **shares, **lines}


def _about(entry: dict[str, Any]) -> str:
    """What tells an entry from the others of its list."""
    if "office" in entry:
        return f"{entry['office']}, {entry['of']}"
    for key in ("what", "fact", "why", "event", "entity", "words", "articles"):
        if entry.get(key):
            more = f" ({entry['means']})" if "means" in entry else ""
            return f"{entry[key]}{more}"
    return f"{entry.get('actor')}: {entry.get('theme')}"
