"""Score attributions: who said, thought or decreed what.

In:   PolNeAR jsonl or jsonl.gz: texts with sources, cues and contents as character spans.
Out:  found (content by overlap), attributed (found, and the source right), strict (all three exact), and the
      words of sources, cues and contents; the same by form and by class of cue; how far scores are probabilities.

Words are what WORD finds; punctuation never counts. Attributions that lie for more than half in a stretch
that the annotators discarded are left out on both sides. Pairs with Dice(content) of a half or more are
matched one to one, best first.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from bench.quality.calibration import reliability
from bench.quality.cues import CLASSES, cue_class
from bench.quality.score import Score, f1, files_of

SUFFIXES = (".jsonl", ".jsonl.gz")
WORD = re.compile(r"\w+(?:[.'’\-]\w+)*")
PARAGRAPH = re.compile(r"[^\n]+")
ROLES = ("source", "cue", "content")
FORMS = ("direct", "mixed", "indirect")
DIRECT = 0.95  # share of letters and digits in quotation marks from which a content is direct
ENOUGH = 0.5  # Dice from which two spans of words are taken to be the same
Words = frozenset[int]
Attribution = Mapping[str, Sequence[Sequence[int]]]


def score(data: Path, limit: int | None = None) -> Score:
    """The score of the language model on a file or folder; `limit` counts articles."""
    from letopis.annotate import load

    nlp = load()
    counts, judged = list[Counter[str]](), list[tuple[float, bool]]()
    articles = (article for path in files_of(data, SUFFIXES) for article in read_articles(path))
    for article in islice(articles, limit):
        doc = nlp.make_doc(article["text"])
        doc.user_data["blocks"] = [(*m.span(), True) for m in PARAGRAPH.finditer(article["text"])]
        found = nlp(doc).user_data["attributions"]
        counts.append(count_article(article, found))
        verdicts = judge(article, found)
        judged += [(a["score"], right) for a, right in zip(found, verdicts, strict=True) if right is not None]
    total = sum(counts, Counter[str]())
    figures, table = summary(total)
    table += [f"{name:14s} {low:6.2f} to {high:6.2f}, 95 %" for name, (low, high) in spread(counts).items()]
    lines, error = reliability(judged)
    parts = breakdown(total)
    figures |= {f"{name} {what}": share for name, row in parts.items() for what, share in row.items()}
    figures |= {"articles": len(counts), "calibration error": error}
    return Score("attribution", "attributed", figures, [*table, *breakdown_table(parts, total), *lines])


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


def spread(counts: Sequence[Counter[str]], draws: int = 1000) -> dict[str, tuple[float, float]]:
    """Between what the F1 of corpora drawn from these articles lie, 2.5 % left out at either end."""
    rng, names = random.Random(13), ("found", "attributed", "strict")
    figures = dict[str, list[float]]((name, []) for name in names)
    for _ in range(draws):
        drawn = rng.choices(counts, k=len(counts))
        sums = {key: sum(count[key] for count in drawn) for key in (*names, "predicted", "gold")}
        for name in names:
            figures[name].append(f1(sums[name], sums["predicted"], sums["gold"])[2])
    ranked = {name: sorted(values) for name, values in figures.items()}
    return {name: (v[int(0.025 * draws)], v[int(0.975 * draws)]) for name, v in ranked.items()}


def breakdown(total: Counter[str]) -> dict[str, dict[str, float]]:
    """For each form and class of cue, of 100 annotated ones how many were found, attributed, strictly the same."""
    return {
        name: {
            what: 100 * total[f"{name} {what}"] / total[f"{name} gold"] if total[f"{name} gold"] else 0.0
            for what in ("found", "attributed", "strict")
        }
        for name in (*FORMS, *(f"cue {name}" for name in CLASSES))
    }


def breakdown_table(parts: Mapping[str, Mapping[str, float]], total: Counter[str]) -> list[str]:
    """The same as lines for a reader."""
    return [
        f"{name:16s} {total[f'{name} gold']:5d} annotated, of 100: "
        + "  ".join(f"{what} {share:5.1f}" for what, share in row.items())
        for name, row in parts.items()
    ]


def count_article(gold: Mapping[str, Any], predicted: Sequence[Attribution]) -> Counter[str]:
    """What of one article's attributions was found, as counts."""
    text = gold["text"]
    words = [match.span() for match in WORD.finditer(text)]
    dropped = covered(words, gold.get("discard", []))
    kept = [a for a in gold["attributions"] if _kept(words, [a], dropped)]
    theirs = _kept(words, kept, dropped)
    ours = _kept(words, predicted, dropped)
    count = Counter(gold=len(theirs), predicted=len(ours))
    for role in ROLES:
        in_gold = frozenset[int]().union(*(a[role] for a in theirs))
        in_ours = frozenset[int]().union(*(a[role] for a in ours))
        counts = (len(in_gold & in_ours), len(in_ours), len(in_gold))
        count.update(
            {f"{role} {side}": n for side, n in zip(("right", "found", "gold"), counts, strict=True)}
        )
    marks, spoken = quoted(text), [text[start:end] for start, end in words]
    lower = [word.lower() for word in spoken]
    kinds = [
        (form(text, marks, a["content"]), f"cue {_class(spoken, own['cue'])}")
        for a, own in zip(kept, theirs, strict=True)
    ]
    count.update(f"{kind} gold" for pair in kinds for kind in pair)
    for i, j in matched(theirs, ours):
        verdicts = {
            "found": True,
            "attributed": same_source(lower, theirs[i]["source"], ours[j]["source"]),
            "strict": all(theirs[i][role] == ours[j][role] for role in ROLES),
        }
        for name in (name for name, holds in verdicts.items() if holds):
            count.update([name, *(f"{kind} {name}" for kind in kinds[i])])
    return count


def quoted(text: str) -> bytearray:
    """For each character, whether it is inside quotation marks; a quotation ends with its paragraph."""
    marks, within = bytearray(len(text)), False
    for place, character in enumerate(text):
        if character == "\n":
            within = False
        elif character == "”" or (character == '"' and within):
            marks[place], within = 1, False
            continue
        elif character in '“"':
            within = True
        marks[place] = within
    return marks


def form(text: str, marks: bytearray, content: Sequence[Sequence[int]]) -> str:
    """Direct, mixed or indirect, by the share of a content's letters and digits inside quotation marks."""
    inside = [marks[i] for start, end in content for i in range(start, end) if text[i].isalnum()]
    share = sum(inside) / len(inside) if inside else 0
    return "direct" if share >= DIRECT else "mixed" if share else "indirect"


def _class(spoken: Sequence[str], cue: Words) -> str:
    own = sorted(cue)
    return cue_class([spoken[i] for i in own], spoken[own[0] - 1] if own and own[0] else "")


def judge(gold: Mapping[str, Any], predicted: Sequence[Attribution]) -> list[bool | None]:
    """For each predicted attribution whether it is right, content and source; None for what was discarded."""
    text = gold["text"]
    words = [match.span() for match in WORD.finditer(text)]
    spoken = [text[start:end].lower() for start, end in words]
    dropped = covered(words, gold.get("discard", []))
    theirs = _kept(words, gold["attributions"], dropped)
    counted = [i for i, one in enumerate(predicted) if _kept(words, [one], dropped)]
    ours = _kept(words, predicted, dropped)
    verdicts: list[bool | None] = [None] * len(predicted)
    for i in counted:
        verdicts[i] = False
    for i, j in matched(theirs, ours):
        verdicts[counted[j]] = same_source(spoken, theirs[i]["source"], ours[j]["source"])
    return verdicts


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
