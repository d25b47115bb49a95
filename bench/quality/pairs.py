"""Score pairs: are two names, or two people with what is told of them, one person's (body's, place's, office's)?

In:   toml with `pair` tables (left, right, same; kind, countries, genders, grade where told), or tsv or csv with the
      same columns. In toml a side may be a table: names, country, gender, offices (office, of, body, when), seen,
      born, died, age ("years@day"), beside; times are EDTF days, or two joined by a stroke.
Out:  F1 of those taken for the same, beside precision, recall and the share of right answers, also by grade; with
      `--sweep` the same at every threshold.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from bench.quality.score import Score, f1, files_of
from letopis.mention import MentionKind
from letopis.resolve.names.portraits import Holding, Portrait
from letopis.times import Interval, parse_date

SUFFIXES = (".toml", ".tsv", ".csv")
TRUE = frozenset({"true", "1", "yes", "same"})
THRESHOLDS = tuple(number / 100 for number in range(50, 96, 5))
WRONG_SHOWN = 4  # decimals of a score beside a wrong answer


def score(data: Path, limit: int | None = None, *, sweep: bool = False) -> Score:
    """The score on a file or folder; `limit` counts pairs."""
    from letopis.resolve import SAME

    scored = [(pair, pair_score_of(pair)) for pair in all_pairs(data)[:limit]]
    figures = _figures(scored, SAME)
    wrong = [
        f"{'same' if is_one(pair) else 'not the same'} ({pair.get('grade') or 'other'}, "
        f"{round(found, WRONG_SHOWN)}): {_shown(pair['left'])} / {_shown(pair['right'])}"
        for pair, found in scored
        if is_one(pair) != (found >= SAME)
    ]
    table = [_row(scored, threshold) for threshold in THRESHOLDS] if sweep else wrong
    return Score("pairs", "F1", figures, table)


def all_pairs(data: Path) -> list[dict[str, Any]]:
    """The pairs of a file or folder, file by file."""
    return [pair for path in files_of(data, SUFFIXES) for pair in read_pairs(path)]


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """The pairs of a file."""
    if path.suffix == ".toml":
        found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
        return found
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ","))


def pair_score_of(pair: dict[str, Any], *, swapped: bool = False) -> float:
    """How sure we are that the two are one, in [0, 1]; `swapped` asks it of right and left."""
    from letopis.resolve import compare

    left, right = portraits(pair)
    return compare(*((right, left) if swapped else (left, right))).score


def portraits(pair: dict[str, Any]) -> tuple[Portrait, Portrait]:
    """What is told of the two."""
    kind = MentionKind(pair.get("kind") or "person")
    countries, genders = _told(pair, "countries"), _told(pair, "genders")
    one, other = (
        _portrait(pair[side], kind, countries[number], genders[number])
        for number, side in enumerate(("left", "right"))
    )
    return one, other


def is_one(pair: dict[str, Any]) -> bool:
    """What the table says."""
    return pair["same"] is True or str(pair["same"]).lower() in TRUE


def _figures(scored: list[tuple[dict[str, Any], float]], threshold: float) -> dict[str, float]:
    count = Counter[str]()
    for pair, found in scored:
        gold, same = is_one(pair), found >= threshold
        grade = pair.get("grade") or "other"
        count.update({"gold": gold, "found": same, "right": gold and same, "agree": gold == same})
        count.update({f"{grade} pairs": 1, f"{grade}": gold == same})
    precision, recall, both = f1(count["right"], count["found"], count["gold"])
    grades = [name.removesuffix(" pairs") for name in count if name.endswith(" pairs")]
    shares = {grade: 100 * count[grade] / count[f"{grade} pairs"] for grade in grades}
    figures = {"F1": both, "precision": precision, "recall": recall}
    return {**figures, "accuracy": 100 * count["agree"] / max(len(scored), 1), **shares, "pairs": len(scored)}


def _row(scored: list[tuple[dict[str, Any], float]], threshold: float) -> str:
    """One line of a sweep."""
    figures = _figures(scored, threshold)
    return f"{threshold:.2f}  " + "  ".join(f"{name} {value:.1f}" for name, value in figures.items())


def _portrait(side: Any, kind: MentionKind, country: str | None, gender: str | None) -> Portrait:
    if isinstance(side, str):
        return Portrait((side,), kind, country, gender)
    return Portrait(
        names=tuple(side["names"]),
        kind=kind,
        country=side.get("country") or country,
        gender=side.get("gender") or gender,
        holdings=tuple(_post(told) for told in side.get("offices", ())),
        seen=_days(side["seen"]) if "seen" in side else None,
        born=_born(side),
        died=_days(side["died"]) if "died" in side else None,
        beside=frozenset(side.get("beside", ())),
    )


def _post(told: dict[str, str]) -> Holding:
    from letopis import gazetteer
    from letopis.resolve.names.evidence import trade_kind

    listed = gazetteer.office(told["office"])
    days = _days(told["when"]) if "when" in told else Interval()
    if listed is None:
        return Holding(told["office"], trade_kind(told["office"]), told.get("of"), told.get("body"), days)
    return Holding(listed.name, listed.kind, told.get("of"), told.get("body"), days, listed.unique)


def _days(text: str) -> Interval:
    """The interval of a day, month or year, or from one to another."""
    first, stroke, last = text.partition("/")
    begun = parse_date(first)
    if not stroke:
        return begun
    over = parse_date(last)
    return Interval(
        begun.start,
        over.end,
        start_latest=_last_day(begun),
        end_earliest=over.start,
        extent="throughout",
        edtf=text,
    )


def _last_day(days: Interval) -> Any:
    from datetime import timedelta

    return days.end - timedelta(days=1) if days.end else None


def _born(side: dict[str, Any]) -> Interval | None:
    """The days of a birth that is told, or that an age leaves open."""
    if "born" in side:
        return _days(side["born"])
    if "age" not in side:
        return None
    years, _, told = side["age"].partition("@")
    day = _days(told)
    assert day.start is not None
    assert day.end is not None
    first, last = day.start.year - int(years) - 1, day.end.year - int(years)
    return Interval(day.start.replace(year=first, day=1), day.end.replace(year=last, day=1), edtf=side["age"])


def _told(pair: dict[str, Any], key: str) -> tuple[str | None, str | None]:
    """What is told of left and right; of a table "BY|RU"."""
    told = pair.get(key) or ("", "")
    left, right = told.split("|") if isinstance(told, str) else told
    return left or None, right or None


def _shown(side: Any) -> str:
    return side if isinstance(side, str) else f"{side['names'][0]} {{{side.get('seen', '')}}}"
