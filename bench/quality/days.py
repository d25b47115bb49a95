"""Count the days of events and sayings that are right, in articles of ours in which days are marked.

In:   a file of marked articles (dated.py).
Out:  `right`: of the marked acts that the program tells (as events or sayings), the share with the marked days, or
      without days where the article does not tell; `right of dated`: of those that it dates; the same for events and
      sayings apart, and beside it `rules right`, `rules right of dated`: without the learned choice.

Days are right where they share half of all the days of both; a bound that only the tense proves is no date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bench.quality.dated import Dated, Days, read_dated, share_of
from bench.quality.score import Score
from bench.quality.texts import document_of
from letopis.claim import Claim, ClaimKind
from letopis.times import Interval

HEADLINE = "right"
HALF = 0.5
SORTS = {ClaimKind.EVENT: "events", ClaimKind.STATEMENT: "sayings"}


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file; `limit` counts articles."""
    from letopis.detect import find_mentions
    from letopis.extract import extract_claims
    from letopis.pipeline import annotate_document

    counts: Counter[str] = Counter()
    for article in islice(read_dated(data), limit):
        document = document_of({"text": article.text, "published": article.published})
        doc = annotate_document(document)
        mentions = find_mentions(document, doc)
        for chosen in (True, False):
            claims = extract_claims(document, doc, mentions, chosen=chosen)
            counts += count_article(article, claims, "" if chosen else "rules ")
    figures: dict[str, float] = {"acts": counts["told"], "found": _share(counts["told"], counts["marked"])}
    for name in ("", "events ", "sayings ", "rules "):
        figures[f"{name}right"] = _share(counts[f"{name}right"], counts[f"{name}told"])
        figures[f"{name}right of dated"] = _share(counts[f"{name}right of dated"], counts[f"{name}dated"])
        figures[f"{name}dated"] = counts[f"{name}dated"]
    return Score("days", HEADLINE, figures)


def count_article(article: Dated, claims: Iterable[Claim], prefix: str = "") -> Counter[str]:
    """The outcomes of one article: acts marked, told, dated, right; by sort, but not behind a prefix."""
    counts: Counter[str] = Counter()
    told = [claim for claim in claims if claim.kind in SORTS and claim.evidence[0].cue is not None]
    for act in article.acts:
        counts[f"{prefix}marked"] += 1
        claim = next((one for one in told if _is_of(one, act.start, act.end)), None)
        if claim is None:
            continue
        good, dated = is_right(claim.when, act.days), _worded(claim.when) is not None
        for name in (prefix, *(() if prefix else (f"{SORTS[claim.kind]} ",))):
            counts.update({f"{name}told": 1, f"{name}right": good, f"{name}dated": dated})
            counts[f"{name}right of dated"] += good and dated
    return counts


def is_right(when: Interval | None, days: Days) -> bool:
    """True where the time of a claim is the marked one, or both tell none."""
    told = _worded(when)
    if told is None or days == (None, None):
        return told is None and days == (None, None)
    return share_of((told.start, told.end), days) >= HALF


def _worded(when: Interval | None) -> Interval | None:
    return None if when is None or when.is_open or (when.basis == "tense" and when.text is None) else when


def _is_of(claim: Claim, start: int, end: int) -> bool:
    cue = claim.evidence[0].cue
    return cue is not None and cue[0] < end and start < cue[1]


def _share(right: int, of: int) -> float:
    return 100 * right / max(of, 1)
