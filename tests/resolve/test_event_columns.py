"""Columns of pairs of event mentions, and how pairs become events."""

from __future__ import annotations

import numpy as np

from letopis.resolve.events.event_columns import (
    BAGS,
    VECTORS,
    EventMention,
    Rarity,
    akin,
    linked,
    pair_columns,
    raised,
)

TEXTS = {"doc:1": ["berg", "resign"], "doc:2": ["berg", "quit"], "doc:3": ["rain", "fall"]}
RARITY = Rarity.of(TEXTS.values())


def mention(document: str, lemma: str, axis: int) -> EventMention:
    vector = np.zeros(4, dtype=np.float32)
    vector[axis] = 1
    bags = dict.fromkeys(BAGS, TEXTS[document])
    return EventMention(document, lemma, True, frozenset({lemma}), bags, dict.fromkeys(VECTORS, vector))


def test_columns_do_not_depend_on_which_mention_comes_first() -> None:
    """A pair is a pair."""
    pair = [mention("doc:1", "resign", 0), mention("doc:2", "quit", 1)]
    forth, back = (pair_columns(each, TEXTS, RARITY)[2] for each in (pair, pair[::-1]))
    assert np.allclose(forth, back)


def test_a_word_that_all_documents_have_says_less() -> None:
    """Rarity goes down with the share of documents."""
    assert RARITY.weight("rain") > RARITY.weight("berg")


def test_groups_are_joined_by_the_mean_over_their_pairs() -> None:
    """A chain of likely neighbours is no event where its ends are not likely one."""
    one, other = np.array([0, 0, 1]), np.array([1, 2, 2])
    chances = np.array([0.9, 0.0, 0.8], dtype=np.float32)
    assert linked(chances, 3, one, other, 0.5) == [0, 0, 2]
    assert linked(chances, 3, one, other, 0.3) == [0, 0, 0]
    assert linked(np.zeros(0, dtype=np.float32), 1, one[:0], other[:0], 0.5) == [0]


def test_words_of_one_family_are_likelier_one_event() -> None:
    """ "died" and "death" have no stem in common; "death" and "deaths" have one, and need no help."""
    vectors = {name: np.ones(1, dtype=np.float32) for name in VECTORS}
    bags = {name: ["word"] for name in BAGS}
    lemmas = ("die", "death", "deaths", "vote")
    told = [EventMention("a", lemma, False, frozenset({lemma}), bags, vectors) for lemma in lemmas]
    one, other = np.triu_indices(len(told), 1)
    which = akin(told, one, other)
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    assert [pair for pair, yes in zip(pairs, which.tolist(), strict=True) if yes] == [(0, 1), (0, 2)]
    chances = raised(np.full(len(one), 0.5, dtype=np.float32), which, 2.0)
    assert (chances[which] > 0.85).all()
    assert (chances[~which] == 0.5).all()
