"""Score claims against what careful readers expect of an article.

In:   articles beside their lists: `expected_KEY.json` is of the article whose file name starts with KEY.
      A folder with any number of them, or one list.
Out:  how many expected things were found with every slot right, less those that must not be claimed and were.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.quality.expected_names import Claim, arguments, fold, words
from bench.quality.expected_slots import Gold, slots_of, speaks_of
from bench.quality.runtime import export_claims
from bench.quality.score import Score

LIST = "expected_"
RECORD = "expected_record"  # what the record of all articles should say; no list of an article


@dataclass(slots=True)
class Tally:
    """What one list gave: per kind (right, found, expected), what should not be there, one line per thing."""

    kinds: dict[str, list[int]] = field(default_factory=dict)
    forbidden: list[str] = field(default_factory=list)
    claims: int = 0
    table: list[str] = field(default_factory=list)

    @property
    def expected(self) -> int:
        """How many things are on the list."""
        return sum(kind[2] for kind in self.kinds.values())

    @property
    def right(self) -> int:
        """How many were found with every slot right, less one for each that should not be there."""
        return max(0, sum(kind[0] for kind in self.kinds.values()) - len(self.forbidden))

    @property
    def found(self) -> int:
        """How many were found at all: kind and words."""
        return sum(kind[1] for kind in self.kinds.values())


def score(data: Path, limit: int | None = None) -> Score:
    """The score of a fresh reading of the articles; `limit` counts lists."""
    return score_claims(data, export_claims(data if data.is_dir() else data.parent), limit)


def score_claims(data: Path, claims: Sequence[Claim], limit: int | None = None) -> Score:
    """The score of claims that were exported before."""
    found = sorted(path for path in data.glob(f"{LIST}*.json") if not path.stem.startswith(RECORD))
    lists = [data] if data.is_file() else found[:limit]
    if not lists:
        raise SystemExit(f"{data}: no expected list there; a list is called {LIST}KEY.json")
    tallies = [tally_of(path, claims) for path in lists]
    total = Counter[str]()
    for tally in tallies:
        total.update(right=tally.right, found=tally.found, expected=tally.expected, claims=tally.claims)
        total.update(forbidden=len(tally.forbidden))
    figures = {**total, "claims per expected": round(total["claims"] / max(total["expected"], 1), 2)}
    table = [line for path, tally in zip(lists, tallies, strict=True) for line in [path.name, *tally.table]]
    return Score("expected", "right", {"right": 0, "forbidden": 0, **figures}, table, of=total["expected"])


def tally_of(path: Path, claims: Sequence[Claim]) -> Tally:
    """One list, held against all claims."""
    listed, tally = json.loads(path.read_text(encoding="utf-8")), Tally()
    key = path.stem.removeprefix(LIST)
    kept, answers, used = surest(claims), dict[str, list[int]](), set[int]()
    judged: list[tuple[Gold, dict[str, bool] | None, list[int]]] = []
    for gold in listed["claims"]:
        article = article_of(path.parent, gold.get("doc", key))
        of_article = {i for i, claim in enumerate(claims) if _cites(claim, article)}
        used |= of_article
        best, good = judge(gold, {i: claims[i] for i in sorted(of_article & kept)}, article)
        if gold.get("forbid"):
            tally.forbidden += [gold["id"]] * bool(good)
            continue
        judged.append((gold, best, good))
        if gold["kind"] == "event":
            answers[gold["id"]] = good
    tally.forbidden += _furniture(listed, path.parent, key, claims)
    tally.claims = len(used)
    won = assigned(answers)
    for gold, best, good in judged:
        _enter(tally, gold, best, gold["id"] in won if gold["kind"] == "event" else bool(good))
    return tally


def _enter(tally: Tally, gold: Gold, best: Mapping[str, bool] | None, right: bool) -> None:
    """Count one expected thing, and say what came of it."""
    counts = tally.kinds.setdefault(gold["kind"], [0, 0, 0])
    for index, yes in enumerate((right, best is not None, True)):
        counts[index] += yes
    wrong = [slot for slot, ok in (best or {}).items() if not ok] or ["the claim answers another"]
    outcome = "right" if right else "missed" if best is None else f"part ({', '.join(wrong)})"
    tally.table.append(f"  {gold['id']:5s} {gold['kind']:9s} {gold['anchor'][:56]:56s} {outcome}")


def article_of(folder: Path, key: str) -> str:
    """The name of the article file whose name starts with a key.

    Raises:
        SystemExit: there is none, or more than one.
    """
    found = [p.name for p in sorted(folder.glob(f"{key}*")) if p.suffix in (".txt", ".html", ".htm")]
    if len(found) != 1:
        raise SystemExit(f"{folder}: expected one article that starts with {key!r}, found {len(found)}")
    return found[0]


def _cites(claim: Claim, article: str) -> bool:
    """True when a claim has evidence in the article."""
    return any(article in str(evidence.get("path")) for evidence in claim.get("evidence") or [])


def surest(claims: Sequence[Claim]) -> set[int]:
    """Indices of the claims that count: of statements of the same words, told in several ways, the surest."""
    best: dict[tuple[str, str], int] = {}
    for index, claim in enumerate(claims):
        if claim.get("kind") == "statement":
            places = [(e.get("path"), e.get("start"), e.get("end")) for e in claim.get("evidence") or []]
            key = json.dumps(places), fold([a.get("text") for a in arguments(claim, "content")])
            if key not in best or (claim.get("score") or 0) > (claims[best[key]].get("score") or 0):
                best[key] = index
    return {i for i, claim in enumerate(claims) if claim.get("kind") != "statement"} | set(best.values())


def judge(gold: Gold, claims: Mapping[int, Claim], article: str) -> tuple[dict[str, bool] | None, list[int]]:
    """The slots of the claim that comes nearest, and the indices of those with every slot right."""
    best: tuple[int, dict[str, bool]] | None = None
    good = list[int]()
    frame = {key: gold[key] for key in ("id", "anchor", "kind")} | {"loose": True}
    for reading in [gold, *({**frame, **other} for other in gold.get("or", []))]:
        for index, claim in claims.items():
            if claim.get("kind") != reading["kind"] or not speaks_of(reading, claim, article):
                continue
            slots = slots_of(reading, claim)
            worth = sum(slots.values()) - (0 if all(slots.values()) else 100)
            if best is None or worth > best[0]:
                best = worth, slots
            if all(slots.values()):
                good.append(index)
    return best[1] if best else None, good


def assigned(answers: Mapping[str, Sequence[int]]) -> set[str]:
    """The expected events that get a claim of their own: a largest matching, by augmenting paths."""
    owner: dict[int, str] = {}

    def give(expected: str, seen: set[int]) -> bool:
        for claim in answers[expected]:
            if claim not in seen:
                seen.add(claim)
                if claim not in owner or give(owner[claim], seen):
                    owner[claim] = expected
                    return True
        return False

    return {expected for expected in answers if give(expected, set())}


def _furniture(listed: Mapping[str, Any], folder: Path, key: str, claims: Sequence[Claim]) -> list[str]:
    """Lines of the page that are no part of the article, and yet some claim quotes them."""
    documents = listed.get("documents") or {}
    if not documents and "document" in listed:
        documents = {article_of(folder, key): listed["document"]}
    found = []
    for article, document in documents.items():
        for line in document.get("not_body") or []:
            said = " ".join(words(line))
            quotes = (
                e.get("quote")
                for c in claims
                for e in c.get("evidence") or []
                if article in str(e.get("path"))
            )
            if any(said in " ".join(words(quote)) for quote in quotes):
                found.append(line[:40])
    return found
