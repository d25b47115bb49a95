"""Names behind determined common nouns."""

from __future__ import annotations

import numpy as np
import pytest

from letopis.annotate.appositions import (
    Columns,
    free_from_address,
    free_from_office,
    freed_conjuncts,
    joined_names,
)


def columns(told: str) -> Columns:
    """Columns of "word/pos/relation/head …"."""
    rows = [word.split("/") for word in told.split()]
    texts, pos, labels, heads = ([row[k] for row in rows] for k in range(4))
    return Columns(texts, pos, np.array([int(head) for head in heads]), labels)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("told/VERB/root/0 the/DET/det/2 daily/NOUN/iobj/0 Orion/PROPN/iobj/0", [(3, 2)]),
        (
            "with/ADP/case/2 the/DET/det/2 weekly/NOUN/nmod/5 Alta/PROPN/compound/4 Orion/PROPN/nmod/5 x/X/root/5",
            [(4, 2)],
        ),
        ("told/VERB/root/0 a/DET/det/2 crowd/NOUN/obl/0 Monday/PROPN/obl/0", []),
        ("met/VERB/root/0 the/DET/det/2 host/NOUN/obl/0 in/ADP/case/4 Riga/PROPN/obl/0", []),
        ("told/VERB/root/0 friends/NOUN/iobj/0 Orion/PROPN/iobj/0", []),
        ("told/VERB/root/0 the/DET/det/2 host/NOUN/iobj/0 Orion/PROPN/nsubj/0", []),
    ],
)
def test_a_name_right_behind_a_noun_of_the_same_place_says_which(
    told: str, found: list[tuple[int, int]]
) -> None:
    """Neither a day, nor a name with its own preposition or relation, nor one behind a noun without an article is."""
    assert joined_names(columns(told)) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("President/PROPN/nmod:desc/1 Ratu/PROPN/nsubj/3 Belan/PROPN/flat/1 left/VERB/root/3", [(1, 2)]),
        ("Minister/PROPN/compound/1 Datuk/PROPN/root/1 Karo/PROPN/flat/1 Belan/PROPN/flat/1", [(1, 2)]),
        ("President/PROPN/nmod:desc/1 Karo/PROPN/nsubj/3 Belan/PROPN/flat/1 left/VERB/root/3", []),
        ("yesterday/NOUN/obl/3 Ratu/PROPN/nsubj/3 Belan/PROPN/flat/1 left/VERB/root/3", []),
    ],
)
def test_a_form_of_address_behind_an_office_does_not_head_the_name(
    told: str, found: list[tuple[int, int]]
) -> None:
    """ "President Ratu Karo Belan" is the president's name; a given name there stays its head."""
    assert free_from_address(columns(told)) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "be/AUX/cop/2 party/NOUN/compound/2 leader/NOUN/root/2 Jon/PROPN/flat/2 Lind/PROPN/flat/3",
            [(2, 3)],
        ),
        ("be/AUX/cop/1 friend/NOUN/root/1 Jon/PROPN/flat/1 Lind/PROPN/flat/2", []),
        ("be/AUX/cop/1 Leader/PROPN/root/1 Jon/PROPN/flat/1 Lind/PROPN/flat/2", []),
    ],
)
def test_a_title_in_small_letters_is_no_part_of_the_name(told: str, found: list[tuple[int, int]]) -> None:
    """ "Party leader Jon Lind" is called Jon Lind."""
    assert free_from_office(columns(told)) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "Secretary/NOUN/nsubj/6 Ana/PROPN/flat/0 Kos/PROPN/flat/1 and/CCONJ/cc/5 the/DET/det/5 mayor/NOUN/conj/1 "
            "met/VERB/root/6",
            [(5, 0)],
        ),
        (
            "Ana/PROPN/nsubj/5 Kos/PROPN/flat/0 and/CCONJ/cc/4 the/DET/det/4 mayor/NOUN/conj/1 met/VERB/root/5",
            [(4, 0)],
        ),
        (
            "Ana/PROPN/nsubj/5 Kos/PROPN/flat/0 and/CCONJ/cc/4 the/DET/det/4 mayor/NOUN/conj/0 met/VERB/root/5",
            [],
        ),
    ],
)
def test_who_is_joined_with_a_part_of_a_name_is_joined_with_the_whole(
    told: str, found: list[tuple[int, int]]
) -> None:
    """ "Secretary Ana Kos and the mayor" are two people; what hangs on the whole already stays."""
    assert freed_conjuncts(columns(told)) == found
