"""A tree has one root, no cycle and no crossing arcs, and no better one exists."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.annotate.trees import best_tree, best_trees


def scores_of(seed: int, words: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)


def arrives_at_root(heads: list[int], word: int) -> bool:
    for _ in heads:
        word = heads[word]
    return heads[word] == word


def any_cross(heads: list[int]) -> bool:
    """The root's own arc comes from the left of the sentence."""
    arcs = [(min(-1 if h == w else h, w), max(-1 if h == w else h, w)) for w, h in enumerate(heads)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_any_scores_give_one_root_no_cycle_and_no_crossing(seed: int, words: int) -> None:
    """Whatever the scores, exactly one word is its own head, every word leads to it, and no two arcs cross."""
    heads = best_tree(scores_of(seed, words)).tolist()
    assert not any_cross(heads)
    assert sum(head == word for word, head in enumerate(heads)) == 1
    assert all(arrives_at_root(heads, word) for word in range(words))


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(2, 5))
def test_no_tree_scores_higher(seed: int, words: int) -> None:
    """Among all projective trees with one root, the one chosen has the highest sum of scores."""
    scores = scores_of(seed, words)

    def total(heads: list[int]) -> float:
        return float(sum(scores[w, 0 if h == w else h + 1] for w, h in enumerate(heads)))

    def is_tree(heads: tuple[int, ...]) -> bool:
        one_root = sum(h == w for w, h in enumerate(heads)) == 1
        whole = one_root and all(arrives_at_root(list(heads), w) for w in range(words))
        return whole and not any_cross(list(heads))

    best = max(total(list(heads)) for heads in product(range(words), repeat=words) if is_tree(heads))
    assert abs(total(best_tree(scores).tolist()) - best) < 1e-4


def test_flat_scores_give_a_tree() -> None:
    """Scores that do not differ at all still give a tree."""
    heads = best_tree(np.zeros((30, 31), dtype=np.float32)).tolist()
    assert sum(head == word for word, head in enumerate(heads)) == 1
    assert all(arrives_at_root(heads, word) for word in range(30))


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 40), max_size=12))
def test_sentences_read_together_have_the_trees_they_have_alone(seed: int, sizes: list[int]) -> None:
    """The tree of a sentence does not depend on those that it is worked out with."""
    sentences = [scores_of(seed + number, size) for number, size in enumerate(sizes)]
    together = [heads.tolist() for heads in best_trees(sentences)]
    assert together == [best_tree(scores).tolist() for scores in sentences]
