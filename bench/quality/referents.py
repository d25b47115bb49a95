"""Count whom pronouns and descriptions are taken for, in articles of ours in which it is marked who is who.

In:   a file of marked articles (marked.py).
Out:  shares of the pronouns, and of the descriptions, of what the article names somewhere: put into a chain with that
      name (`right`), with another (`wrong`), with none (`described`).

`wrongly named`: of the pronouns whose referent has no name in the article, the share in a chain with one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bench.quality.marked import Marked, read_marked
from bench.quality.score import Score
from bench.quality.texts import document_of
from letopis.mention import Form, Mention, MentionKind

NO_ACTORS = (MentionKind.OFFICE, MentionKind.TIME, MentionKind.QUANTITY)
ARTICLE = 4  # characters by which a mark may start before the mention: "the "
OUTCOMES = ("right", "wrong", "described")


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file; `limit` counts articles."""
    from letopis.detect import find_mentions
    from letopis.pipeline import annotate_document

    counts: Counter[str] = Counter()
    for article in islice(read_marked(data), limit):
        document = document_of({"text": article.text})
        counts += count_article(article, find_mentions(document, annotate_document(document)))
    figures: dict[str, float] = {}
    for sort in ("pronouns", "descriptions"):
        total = sum(counts[f"{sort} {outcome}"] for outcome in OUTCOMES)
        figures |= {f"{sort} {o}": 100 * counts[f"{sort} {o}"] / max(total, 1) for o in OUTCOMES}
        figures[sort] = total
    figures["wrongly named"] = 100 * counts["wrongly named"] / max(counts["nameless"], 1)
    return Score("referents", "pronouns right", figures)


def count_article(article: Marked, mentions: Iterable[Mention]) -> Counter[str]:
    """The outcomes of one article."""
    entity, counts = _entities(article, [m for m in mentions if m.kind not in NO_ACTORS]), Counter[str]()
    names: dict[str, Counter[int]] = {}
    for mention, number in entity:
        if mention.form is Form.NAME:
            names.setdefault(mention.chain, Counter())[number] += 1
    named = {number for mention, number in entity if mention.form is Form.NAME}
    for mention, number in entity:
        if mention.form is Form.NAME:
            continue
        told = names.get(mention.chain)
        if number in named:
            outcome = "described" if told is None else "right" if _most(told) == number else "wrong"
            counts[f"{'pronouns' if mention.form is Form.PRONOUN else 'descriptions'} {outcome}"] += 1
        elif mention.form is Form.PRONOUN:
            counts["nameless"] += 1
            counts["wrongly named"] += told is not None
    return counts


def _most(numbers: Counter[int]) -> int:
    return numbers.most_common(1)[0][0]


def _entities(article: Marked, mentions: list[Mention]) -> list[tuple[Mention, int]]:
    """The mentions that are marked, with the number of their entity, in the order of the text."""
    found: dict[str, tuple[Mention, int]] = {}
    for start, end, number in article.mentions:
        exact = [m for m in mentions if m.end == end and abs(m.start - start) <= ARTICLE]
        inside = [m for m in mentions if start <= m.start and m.head_end == m.end == end]
        for mention in (exact or inside)[:1]:
            found[mention.id] = mention, number
    return sorted(found.values(), key=lambda entry: entry[0].start)
