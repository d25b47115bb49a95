"""Join a name to the noun before it, where a tree hangs both on one word, and free it from a form of address.

In:   the words of a sentence's chunk with parts of speech, heads and relations.
Out:  heads and relations, changed in place.

One verb has no two objects or phrases of one kind side by side: "told the daily Zorya", "an interview with the
weekly Orion". The name behind the noun says which daily it is: its apposition. Behind a comma, "and" or a
preposition of its own a name is another phrase; so is a day or month. A form of address between an office and a name
("President Ratu Karo Belan") is no part of the name, nor its head. What is joined by "and" is joined with a whole name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from letopis import gazetteer
from letopis.lexicon import classes, words

SHARED = frozenset({"obj", "iobj", "obl", "obl:agent", "nmod"})
OFFICES = frozenset({"nmod:desc", "compound"})  # how an office hangs on the name behind it
OF_NOUN = frozenset({"compound", "amod", "nmod:poss", "det"})  # what stays with a title before a name
OWN = frozenset(
    {"case", "cc", "mark", "det", "nmod:poss"}
)  # a name with one of these begins a phrase of its own

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of the words of a chunk: heads as places in it, relations as names."""

    texts: list[str]
    upos: list[str]
    heads: Ints
    labels: list[str]


def joined_names(columns: Columns) -> list[tuple[int, int]]:
    """(name, noun) for each name that is the apposition of the noun right before it."""
    heads, labels = columns.heads.tolist(), columns.labels
    kept: dict[int, set[str]] = {}
    for word, head in enumerate(heads):
        kept.setdefault(head, set()).add(labels[word])
    dates = words("months") | classes()["weekday"]
    found = []
    for noun, (pos, label) in enumerate(zip(columns.upos[:-1], labels[:-1], strict=True)):
        if pos != "NOUN" or label not in SHARED or "det" not in kept.get(noun, ()):
            continue
        name = _head_of_name(columns, heads, noun + 1)
        if labels[name] != label or heads[name] != heads[noun] or columns.upos[name] != "PROPN":
            continue
        if not OWN & kept.get(name, set()) and columns.texts[noun + 1].lower() not in dates:
            found.append((name, noun))
    return found


def free_from_address(columns: Columns) -> list[tuple[int, int]]:
    """(form of address, the name behind it) for each name whose tree the form of address heads behind an office."""
    heads, labels = columns.heads.tolist(), columns.labels
    found = []
    for word, (before, after) in enumerate(zip(labels, labels[2:], strict=False), start=1):
        if (
            after == "flat"
            and heads[word + 1] == word
            and before in OFFICES
            and heads[word - 1] == word
            and columns.upos[word] == columns.upos[word + 1] == "PROPN"
            and gazetteer.is_title(columns.texts[word])
        ):
            found.append((word, word + 1))
    return found


def free_from_office(columns: Columns) -> list[tuple[int, int]]:
    """(title, the name behind it) for each name of which the tree makes a title in small letters the first part:
    "that could be party leader Jon Lind"."""
    heads, labels = columns.heads.tolist(), columns.labels
    officeholders = classes()["officeholder"]
    return [
        (word, word + 1)
        for word, after in enumerate(labels[1:])
        if after == "flat"
        and heads[word + 1] == word
        and columns.upos[word] == "NOUN"
        and columns.upos[word + 1] == "PROPN"
        and columns.texts[word] in officeholders
    ]


def freed_conjuncts(columns: Columns) -> list[tuple[int, int]]:
    """(conjunct, head) for each that hangs on a part of a name ("Secretary Ana Kos and the mayor"): no part of a name
    is joined with anything, the whole is."""
    heads, labels = columns.heads.tolist(), columns.labels
    found = []
    for word, label in enumerate(labels):
        head = heads[word]
        if label != "conj" or labels[head] != "flat":
            continue
        while labels[head] == "flat" and heads[head] < head:
            head = heads[head]
        if labels[head] != "flat" and head < word:
            found.append((word, head))
    return found


def _head_of_name(columns: Columns, heads: list[int], first: int) -> int:
    """The head of the name that begins at a word: it, or the name that it is a part of."""
    head = heads[first]
    part = columns.labels[first] in ("compound", "flat", "amod") and head > first
    return head if part and columns.upos[first] == "PROPN" else first
