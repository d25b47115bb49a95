"""What a theme means: other words for it, and how near what was said is to it.

In:   a theme as typed; a store.
Out:  words; similarities by the id of the statement.
"""

from __future__ import annotations

from collections.abc import Mapping

from letopis.store import Store


def words_for(theme: str) -> list[str]:
    """By which words people speak of a theme without naming it: all words of one of these."""
    return _words_of(theme, "said")


def opposites_of(theme: str) -> list[str]:
    """By which words people speak of its opposite."""
    return _words_of(theme, "turned")


def _words_of(theme: str, column: str) -> list[str]:
    from letopis import lexicon

    wanted = theme.casefold().split()
    rows = (
        row
        for row in lexicon.table("themes")
        if any(name.split() == wanted for name in row["name"].split("|"))
    )
    return [words for row in rows for words in row[column].split("|") if words]


def theme_similarities(theme: str, store: Store) -> dict[str, float]:
    """How near what was said is to a theme, by the id of the statement; only where our weights read it.

    Raises:
        ModelError: the weights are missing or damaged.
    """
    stored = own_vectors(store)
    if not stored:
        return {}
    from letopis.annotate import meaning

    return meaning.similarities(theme, stored)


def own_vectors(store: Store) -> Mapping[str, bytes]:
    """The vectors of what was said that our weights made, by the id of the statement.

    Raises:
        ModelError: the weights are missing or damaged.
    """
    stored = store.vectors()
    if not stored:
        return {}
    from letopis.annotate import meaning

    return stored.get(meaning.space(), {})
