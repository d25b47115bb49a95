"""Score attributions: who said, thought or decreed what.

In:   PolNeAR jsonl or jsonl.gz: texts with sources, cues and contents as character spans.
Out:  found (content by overlap), attributed (found, and the source right), strict (all three exact), and the
      words of sources, cues and contents.

Words are what WORD finds; punctuation never counts. Attributions that lie for more than half in a stretch
that the annotators discarded are left out on both sides. Pairs with Dice(content) of a half or more are
matched one to one, best first.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from bench.quality.score import Score, f1, files_of

SUFFIXES = (".jsonl", ".jsonl.gz")
WORD = re.compile(r"\w+(?:[.'’\-]\w+)*")
PARAGRAPH = re.compile(r"[^\n]+")
ROLES = ("source", "cue", "content")
ENOUGH = 0.5  # Dice from which two spans of words are taken to be the same
Words = frozenset[int]
Attribution = Mapping[str, Sequence[Sequence[int]]]


def score(data: Path, limit: int | None = None) -> Score:
    """The score of the language model on a file or folder; `limit` counts articles."""
    from letopis.annotate import load

    nlp, total, read = load(), Counter[str](), 0
    articles = (article for path in files_of(data, SUFFIXES) for article in read_articles(path))
    for article in islice(articles, limit):
        doc = nlp.make_doc(article["text"])
        doc.user_data["blocks"] = [(*m.span(), True) for m in PARAGRAPH.finditer(article["text"])]
        total += count_article(article, nlp(doc).user_data["attributions"])
        read += 1
    figures, table = summary(total)
    return Score("attribution", "attributed", {**figures, "articles": read}, table)


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a jsonl file, plain or gzipped, by their ids."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    articles = [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]
    return sorted(articles, key=lambda article: article["id"])


def summary(total: Counter[str]) -> tuple[dict[str, float], list[str]]:
    """The figures of a corpus in percent, and a table of them."""
    names = ("found", "attributed", "strict")
    rows = {name: f1(total[name], total["predicted"], total["gold"]) for name in names}
    rows |= {
        f"{role} words": f1(*(total[f"{role} {side}"] for side in ("right", "found", "gold")))
        for role in ROLES
    }
    table = [f"{name:14s} P {p:6.2f}  R {r:6.2f}  F1 {f:6.2f}" for name, (p, r, f) in rows.items()]
    return {name: row[2] for name, row in rows.items()} | {"gold": total["gold"]}, table


def count_article(gold: Mapping[str, Any], predicted: Sequence[Attribution]) -> Counter[str]:
    """What of one article's attributions was found, as counts."""
    text = gold["text"]
    words = [match.span() for match in WORD.finditer(text)]
    dropped = covered(words, gold.get("discard", []))
    theirs = _kept(words, gold["attributions"], dropped)
    ours = _kept(words, predicted, dropped)
    count = Counter(gold=len(theirs), predicted=len(ours))
    for role in ROLES:
        in_gold = frozenset[int]().union(*(a[role] for a in theirs))
        in_ours = frozenset[int]().union(*(a[role] for a in ours))
        counts = (len(in_gold & in_ours), len(in_ours), len(in_gold))
        count.update(
            {f"{role} {side}": n for side, n in zip(("right", "found", "gold"), counts, strict=True)}
        )
    for i, j in matched(theirs, ours):
        spoken = [text[start:end].lower() for start, end in words]
        count["found"] += 1
        count["attributed"] += same_source(spoken, theirs[i]["source"], ours[j]["source"])
        count["strict"] += all(theirs[i][role] == ours[j][role] for role in ROLES)
    return count


def covered(words: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> Words:
    """Indices of the words that share a character with any of the spans."""
    ends, found = [end for _, end in words], set[int]()
    for start, end in spans:
        index = bisect_right(ends, start)
        while index < len(words) and words[index][0] < end:
            found.add(index)
            index += 1
    return frozenset(found)


def _kept(
    words: Sequence[tuple[int, int]], given: Sequence[Attribution], dropped: Words
) -> list[dict[str, Words]]:
    """Attributions as sets of words, without those that lie mostly in a discarded stretch."""
    found = [{role: covered(words, attribution.get(role, [])) for role in ROLES} for attribution in given]
    return [a for a in found if not a["content"] or 2 * len(a["content"] & dropped) <= len(a["content"])]


def matched(
    theirs: Sequence[Mapping[str, Words]], ours: Sequence[Mapping[str, Words]]
) -> list[tuple[int, int]]:
    """Pairs of one gold and one predicted attribution, best overlap first, each used once."""
    candidates = []
    for i, gold in enumerate(theirs):
        for j, found in enumerate(ours):
            content, cue, source = (dice(gold[role], found[role]) for role in ("content", "cue", "source"))
            if content >= ENOUGH:
                candidates.append((-(content + 0.1 * cue + 0.01 * source), i, j))
    pairs, used_gold, used_ours = list[tuple[int, int]](), set[int](), set[int]()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            pairs.append((i, j))
    return pairs


def dice(left: Words, right: Words) -> float:
    """Twice the shared over the sum, 0 for two empty sets."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def same_source(spoken: Sequence[str], gold: Words, found: Words) -> bool:
    """Whether a source is right: both empty, half the same words, or a shared word that says something."""
    if not gold or not found:
        return not gold and not found
    return dice(gold, found) >= ENOUGH or any(spoken[index] not in stop_words() for index in gold & found)


@cache
def stop_words() -> frozenset[str]:
    """Words too common to make two sources the same."""
    return frozenset(
        Path(__file__).with_name("attribution_stop_words.txt").read_text(encoding="utf-8").split()
    )
