"""Chains are counted as CoNLL counts them, and brackets are read as GUM writes them."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from bench.quality.chain_scores import best_pairing, chain_figures, count_chains
from bench.quality.conllu import read_conllu
from bench.quality.coref import gold_chains, gold_types

# By scorch 0.2.0 (MIT), a scorer of its own: MUC, B³, CEAFe and CoNLL of the partitions below, by number.
BY_SCORCH = {
    0: (11.47541, 14.40387, 19.78202, 15.22043),
    1: (15.92920, 18.44934, 17.14656, 17.17503),
    2: (9.09091, 20.04792, 18.69152, 15.94345),
}
GUM = """\
# newdoc id = one
# newpar
1\tAnna\tAnna\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-cf1-1,2-coref-Anna_Berg
2\tBerg\tBerg\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tsold\tsell\tVERB\tVBD\t_\t0\troot\t_\t_
4\ther\ther\tPRON\tPRP$\t_\t5\tnmod:poss\t_\tEntity=(2-object-new-cf2-2-sgl(1-person-giv:act-cf1-1-ana)
5\thouse\thouse\tNOUN\tNN\t_\t3\tobj\t_\tEntity=2)

"""


def partitions(number: int) -> tuple[list[set[int]], list[set[int]]]:
    """Two ways to put mentions into chains, each without some of them."""
    gold: dict[int, set[int]] = {}
    found: dict[int, set[int]] = {}
    for mention in range(80):
        if mention % 7 != number:
            gold.setdefault(mention * mention % (17 + number), set()).add(mention)
        if mention % 11 != 3:
            found.setdefault((mention * mention + mention // 9 * number) % (19 + number), set()).add(mention)
    return list(gold.values()), list(found.values())


@pytest.mark.parametrize("number", BY_SCORCH)
def test_figures_agree_with_another_scorer_to_the_fourth_digit(number: int) -> None:
    """MUC, B³, CEAFe and their mean over whole partitions."""
    figures = chain_figures(count_chains(*partitions(number)))
    found = [figures[name] for name in ("MUC", "B3", "CEAFe", "CoNLL")]
    assert found == pytest.approx(BY_SCORCH[number], abs=5e-5)


def test_counts_of_documents_add_up() -> None:
    """Two documents are scored as one whose chains are all of theirs."""
    first, second = partitions(0), partitions(2)
    apart = [
        [{(side, m) for m in chain} for chain in chains] for side, chains in enumerate((first[0], second[0]))
    ]
    found = [
        [{(side, m) for m in chain} for chain in chains] for side, chains in enumerate((first[1], second[1]))
    ]
    together = chain_figures(count_chains([*apart[0], *apart[1]], [*found[0], *found[1]]))
    added = chain_figures(count_chains(*first) + count_chains(*second))
    assert added == pytest.approx(together)


def test_best_pairing_is_the_best_of_all() -> None:
    """The assignment reaches what trying every order finds."""
    chance = random.Random(3)
    for _ in range(30):
        rows, columns = chance.randint(1, 5), chance.randint(1, 5)
        weights = {
            (i, j): chance.random() for i in range(rows) for j in range(columns) if chance.random() < 0.7
        }
        wide = range(max(rows, columns))
        best = max(
            sum(weights.get((i, j), 0.0) for i, j in enumerate(order))
            for order in itertools.permutations(wide)
        )
        assert best_pairing(weights) == pytest.approx(best)


def test_brackets_give_spans_chains_and_types(tmp_path: Path) -> None:
    """Nested mentions, mentions of one word and of more; an id is a chain."""
    path = tmp_path / "one.conllu"
    path.write_text(GUM, encoding="utf-8")
    (document,) = read_conllu(path)
    assert gold_chains(document) == [{(0, 2), (3, 4)}, {(3, 5)}]
    assert gold_types(document) == {(0, 2): "person", (3, 4): "person", (3, 5): "object"}
