"""The word classes of data/lexicon/en/mention_words.tsv, for all finders of detect/."""

from __future__ import annotations

from functools import cache

from letopis import lexicon


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.table("mention_words"):
        found.setdefault(row["class"], set()).update(
            word.strip() for word in row["word"].split("|") if word.strip()
        )
    return {name: frozenset(members) for name, members in found.items()}


def word_class(name: str) -> frozenset[str]:
    """The lemmas of one class; empty when the table has no such class."""
    return _classes().get(name, frozenset())


@cache
def date_words() -> frozenset[str]:
    """Names of days and months, by which a phrase is a date."""
    return frozenset(row["word"] for row in lexicon.table("times") if row["class"] in ("weekday", "month"))
