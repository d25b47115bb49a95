"""What its own words and the rest of the document tell of the kind of a name."""

from __future__ import annotations

import numpy as np
import pytest

from letopis.annotate.name_edges import NameWords
from letopis.annotate.name_kinds import DocumentNames, DocumentWords, kind_by_words, with_votes
from letopis.annotate.names import KINDS
from letopis.annotate.spans import Labelled

ROWS = [
    ("Radio Sarvon", "LOC", "ORG"),
    ("Fundacja Petra", "PER", "ORG"),
    ("Sarvon Airlines", "LOC", "ORG"),
    ("Radio Street", "LOC", "LOC"),
    ("Petra Orlan", "PER", "PER"),
    ("United Arab Emirates", "ORG", "LOC"),
    ("Fine Gael", "LOC", "ORG"),
    ("Karlovy Vary", "PER", "LOC"),
    ("Guardians of the River", "ORG", "ORG"),
]


@pytest.mark.parametrize(("text", "kind", "right"), ROWS, ids=[row[0] for row in ROWS])
def test_kind_by_words(text: str, kind: str, right: str) -> None:
    """What a name begins and ends with, and what is listed, says what it names."""
    texts = text.split(" ")
    words = NameWords(texts, ["NNP"] * len(texts), [False] * len(texts), shares(len(texts), kind), KINDS)
    assert kind_by_words(Labelled(0, len(texts), kind, 0.8), words).kind == right


def test_a_name_is_of_the_kind_that_the_document_mostly_takes_it_for() -> None:
    """Twice a body, once a person: a body thrice; a surname stays a person's."""
    words = document("Kulan met . Kulan met . Kulan met .")
    found = [Labelled(0, 1, "ORG", 0.9), Labelled(3, 4, "PER", 0.6), Labelled(6, 7, "ORG", 0.9)]
    assert [name.kind for name in with_votes(found, words)] == ["ORG"] * 3
    words = document("Petra Kulan met . Kulan met . Kulan met . Kulan met .")
    found = [Labelled(0, 2, "PER", 0.9), Labelled(4, 5, "PER", 0.6)]
    found += [Labelled(7, 8, "ORG", 0.9), Labelled(10, 11, "ORG", 0.9)]
    assert [name.kind for name in with_votes(found, words)][:2] == ["PER", "PER"]


def test_a_name_that_was_found_once_is_found_again() -> None:
    """Where the encoder saw a little of it; not as a part of a longer name."""
    words = document("Justice Now met . They left Justice Now angry . Justice Now Bank met .")
    words.inside[:] = 0.3
    found = with_votes([Labelled(0, 2, "ORG", 0.9)], words)
    assert [name[:3] for name in found] == [(0, 2, "ORG"), (6, 8, "ORG")]


def test_names_of_chunks_are_counted_through() -> None:
    """The second chunk's names follow the words of the first."""
    names = DocumentNames()
    for at in (0, 3):
        words = NameWords(
            ["Petra", "Orlan", "left"], ["NNP", "NNP", "VBD"], [True, False, False], shares(3, "PER"), KINDS
        )
        names.add(np.arange(at, at + 3), words, [Labelled(0, 2, "PER", 0.9)])
    assert [name[:3] for name in names.names()] == [(0, 2, "PER"), (3, 5, "PER")]
    assert names.tokens().tolist() == list(range(6))


def shares(count: int, kind: str) -> np.ndarray:
    """Probabilities of words that are likely of one kind."""
    rows = np.full((count, len(KINDS)), 0.01)
    rows[:, KINDS.index(kind)] = 0.8
    return rows


def document(text: str) -> DocumentWords:
    """Words of a text, capitalised ones tagged as names, sentences after full stops."""
    texts = text.split(" ")
    tags = ["NNP" if word[0].isupper() and word != "They" else "VBD" for word in texts]
    starts = [i == 0 or texts[i - 1] == "." for i in range(len(texts))]
    return DocumentWords(texts, tags, starts, np.full(len(texts), 0.05))
