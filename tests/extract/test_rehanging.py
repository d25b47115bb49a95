"""Words that a tree hangs on the wrong word."""

from __future__ import annotations

import pytest

from letopis.extract.sentence.mending import Trees
from letopis.extract.sentence.rehanging import rehang


def tree(rows: str) -> Trees:
    """A tree of rows "word tag pos head dep"; the head is a row's number, a root its own."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words = [cell[0] for cell in cells]
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    tags, pos, heads, deps = zip(*(cell[1:] for cell in cells), strict=True)
    return Trees(words, starts, ends, [*tags], [*pos], [*words], [*map(int, heads)], [*deps])


@pytest.mark.parametrize(
    ("mark", "head", "dep"), [("after", 2, "advcl"), ("since", 2, "advcl"), ("that", 4, "acl")]
)
def test_a_clause_of_time_is_no_noun_s(mark: str, head: int, dep: str) -> None:
    """ "uneasy over the prospect after the army seized the port": when they are; "the prospect that" is a noun's."""
    trees = tree(
        f"""
        They PRP PRON 2 nsubj
        are VBP AUX 2 cop
        uneasy JJ ADJ 2 root
        over IN ADP 4 case
        prospects NNS NOUN 2 obl
        {mark} IN SCONJ 7 mark
        armies NNS NOUN 7 nsubj
        seized VBD VERB 4 acl
        ports NNS NOUN 7 obj
        """
    )
    rehang(trees)
    assert (trees.heads[7], trees.deps[7]) == (head, dep)
