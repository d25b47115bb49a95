"""Choose the tree of a sentence from the scores of its arcs.

In:   a score for every word as head of every word, and for every word as root.
Out:  the head of each word: a tree with one root.

The best head of each word is taken first; only where these make a cycle or not exactly one root is the maximum spanning
tree computed (about one sentence in eleven), by the algorithm of Chu and Liu (1965) and Edmonds (1967).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]


def best_tree(scores: Floats) -> Ints:
    """The head of each word; the root is its own head.

    Args:
        scores: shape (words, words + 1): row = word, column 0 = being the root, column h + 1 = word h as its head.
    """
    words = scores.shape[0]
    if words == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.astype(np.float64)
    own = np.arange(words)
    scores[own, own + 1] = -np.inf
    heads = scores.argmax(axis=1).astype(np.int64)
    if not is_tree(heads):
        heads = _one_root_tree(scores)
    return np.where(heads == 0, own, heads - 1)


def is_tree(heads: Ints) -> bool:
    """Whether heads (0 = root, h + 1 = word h) have exactly one root and no cycle."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    up = np.concatenate([[0], heads])  # node 0 is the root's own parent
    for _ in range(len(heads).bit_length()):
        up = up[up]  # doubles the steps taken: after log2(words) all words must have arrived
    return not bool(up.any())


def _one_root_tree(scores: Floats) -> Ints:
    """The best spanning tree among those with a single root.

    A constant that no gain of other arcs can make up for is taken off every root arc, so the best tree has one root.
    """
    words = scores.shape[0]
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = scores
    finite = scores[np.isfinite(scores)]
    square[1:, 0] -= (finite.max() - finite.min() + 1.0) * (words + 1)
    tree: Ints = _spanning_tree(square)[1:]
    return tree


def _spanning_tree(scores: Floats) -> Ints:
    """Maximum spanning arborescence from node 0; `scores[dependent, head]`. Contracts one cycle at a time."""
    heads: Ints = scores.argmax(axis=1).astype(np.int64)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    around = np.array(cycle)
    within = scores[around, heads[around]]
    # entering the cycle at node c from head h replaces c's arc within the cycle
    entering = scores[np.ix_(around, outside)] - within[:, None]
    leaving = scores[np.ix_(outside, around)]
    enter_at, leave_from = entering.argmax(axis=0), leaving.argmax(axis=1)
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0) + within.sum()
    smaller[:size, size] = leaving.max(axis=1)
    smaller[0] = -np.inf
    solved = _spanning_tree(smaller)
    for node in range(1, size):
        heads[outside[node]] = outside[solved[node]] if solved[node] < size else around[leave_from[node]]
    entry = solved[size]
    heads[around[enter_at[entry]]] = outside[entry]
    return heads


def _find_cycle(heads: Ints) -> list[int] | None:
    """The nodes of one cycle, or None; node 0 is the root and in no cycle."""
    state = [0] * len(heads)  # 0 unseen, 1 on the present path, 2 done
    state[0] = 2
    for node in range(1, len(heads)):
        path = []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None
