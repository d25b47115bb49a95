"""Compare two sets of chains: MUC, B³ and CEAFe, as the CoNLL 2012 shared task defines them.

In:   chains of gold and chains found of one document; a mention is whatever can be compared, here (start, end).
Out:  counts that are added up over documents, and the figures of these counts.

A mention stands in at most one chain of each side. Chains of one mention count as they are given: whoever leaves them
out leaves them out of both sides before. CoNLL is the mean of the three F1. By Pradhan et al. 2014.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence, Set

from bench.quality.score import f1

Chain = Set[Hashable]
METRICS = ("MUC", "B3", "CEAFe")


def count_chains(gold: Sequence[Chain], found: Sequence[Chain]) -> Counter[str]:
    """What one document adds: for each metric the part of gold that is met, the part of found that is right, and
    what each is out of; mentions likewise."""
    count: Counter[str] = Counter()
    for side, own, other in (("gold", gold, found), ("found", found, gold)):
        chain_of = {mention: number for number, chain in enumerate(other) for mention in chain}
        for chain in own:
            parts = Counter(chain_of[mention] for mention in chain if mention in chain_of)
            pieces = len(parts) + len(chain) - parts.total()
            count[f"MUC {side} met"] += len(chain) - pieces
            count[f"MUC {side}"] += len(chain) - 1
            count[f"B3 {side} met"] += sum(n * n for n in parts.values()) / len(chain)  # type: ignore[assignment]
            count[f"B3 {side}"] += len(chain)
            count[f"mentions {side} met"] += parts.total()
            count[f"mentions {side}"] += len(chain)
    alike = best_pairing(_likeness(gold, found))
    for side, own in (("gold", gold), ("found", found)):
        count[f"CEAFe {side} met"] += alike  # type: ignore[assignment]
        count[f"CEAFe {side}"] += len(own)
    return count


def chain_figures(count: Counter[str]) -> dict[str, float]:
    """F1 of each metric, of mentions, and the CoNLL mean; in percent."""
    figures = {}
    for name in (*METRICS, "mentions"):
        precision = count[f"{name} found met"] / max(count[f"{name} found"], 1)
        recall = count[f"{name} gold met"] / max(count[f"{name} gold"], 1)
        figures[name] = f1(precision * recall, recall, precision)[2]
    return {"CoNLL": sum(figures[name] for name in METRICS) / len(METRICS), **figures}


def _likeness(gold: Sequence[Chain], found: Sequence[Chain]) -> dict[tuple[int, int], float]:
    """Twice the common mentions over all, of each gold chain and each found one that share any."""
    chain_of = {mention: number for number, chain in enumerate(found) for mention in chain}
    likeness: dict[tuple[int, int], float] = {}
    for i, chain in enumerate(gold):
        for j, common in Counter(chain_of[m] for m in chain if m in chain_of).items():
            likeness[i, j] = 2 * common / (len(chain) + len(found[j]))
    return likeness


def best_pairing(weights: dict[tuple[int, int], float]) -> float:
    """The largest sum of weights of pairs in which no row and no column stands twice."""
    return sum(_assign(block) for block in _blocks(weights))


def _blocks(weights: dict[tuple[int, int], float]) -> Iterable[dict[tuple[int, int], float]]:
    """The pairs in groups that share no row and no column."""
    links: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for i, j in weights:
        links.setdefault(("row", i), []).append(("column", j))
        links.setdefault(("column", j), []).append(("row", i))
    left = dict.fromkeys(links)
    while left:
        reached, stack = set[tuple[str, int]](), [next(iter(left))]
        while stack:
            node = stack.pop()
            if node not in reached:
                reached.add(node)
                stack += links[node]
        for node in reached:
            del left[node]
        yield {(i, j): weight for (i, j), weight in weights.items() if ("row", i) in reached}


def _assign(weights: dict[tuple[int, int], float]) -> float:
    """The best pairing of one group: shortest augmenting paths, row after row (Jonker-Volgenant)."""
    rows, columns = sorted({i for i, _ in weights}), sorted({j for _, j in weights})
    if len(rows) == 1 or len(columns) == 1:
        return max(weights.values())
    if len(rows) > len(columns):
        rows, columns, weights = columns, rows, {(j, i): w for (i, j), w in weights.items()}
    cost = [[-weights.get((i, j), 0.0) for j in columns] for i in rows]
    width, infinity = len(columns), float("inf")
    row_price, column_price = [0.0] * (len(rows) + 1), [0.0] * (width + 1)
    taken, way = (
        [0] * (width + 1),
        [0] * (width + 1),
    )  # counted from 1; column 0 stands for the row to be placed
    for row in range(1, len(rows) + 1):
        taken[0], at = row, 0
        least, used = [infinity] * (width + 1), [False] * (width + 1)
        while taken[at]:
            used[at] = True
            here, step, after = taken[at], infinity, 0
            for j in range(1, width + 1):
                if used[j]:
                    continue
                reduced = cost[here - 1][j - 1] - row_price[here] - column_price[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, at
                if least[j] < step:
                    step, after = least[j], j
            for j in range(width + 1):
                if used[j]:
                    row_price[taken[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            at = after
        while at:
            taken[at], at = taken[way[at]], way[at]
    return -sum(cost[taken[j] - 1][j - 1] for j in range(1, width + 1) if taken[j])
