"""Columns by which a learnt scorer tells whether two mentions of events are of one event.

In:   mentions: what an annotated document tells of the word that names an event, of its sentence and its document.
Out:  for each pair of them a row of numbers: words in common, weighted by how rare they are, and nearness of vectors.

The scorer is letopis.model.event_pairs; it is learnt where events were marked by hand, in news of every sort.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from letopis.lexicon import table
from letopis.resolve.events.event_tellings import stem

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
BAGS = ("sentence", "arguments", "actors", "objects", "others", "names", "numbers", "times")
VECTORS = ("state", "meaning", "word_state", "word_meaning", "sentence_meaning", "document_meaning")


@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event.

    Attributes:
        lemma: of the word that names it; words: all its words.
        bags: lemmas by what they are of: `BAGS`.
        vectors: of the word in its sentence, of the word alone, of the sentence and the document: `VECTORS`, each of
            length 1.
    """

    document: str
    lemma: str
    is_verb: bool
    words: frozenset[str]
    bags: Mapping[str, Sequence[str]]
    vectors: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are among some documents: the logarithm of one over the share that has them."""

    documents: int
    counts: Mapping[str, int]

    @classmethod
    def of(cls, documents: Iterable[Iterable[str]]) -> Rarity:
        """The rarity of words in documents, each its lemmas."""
        sets = [set(words) for words in documents]
        return cls(len(sets), Counter(word for words in sets for word in words))

    def weight(self, word: str) -> float:
        """At most for a word that no document has."""
        return math.log((self.documents + 1) / (self.counts.get(word, 0) + 0.5))


def pair_columns(
    mentions: Sequence[EventMention], texts: Mapping[str, Sequence[str]], rarity: Rarity
) -> tuple[Ints, Ints, Floats]:
    """All pairs of mentions and their columns.

    Args:
        texts: the lemmas of each document that a mention stands in.

    Returns:
        Numbers of the one and the other, shape (pairs,); columns, shape (pairs, columns).
    """
    one, other = np.triu_indices(len(mentions), 1)
    found: list[npt.NDArray[np.generic]] = _words(mentions, texts, rarity, one, other)
    for name in VECTORS:
        rows = np.stack([mention.vectors[name] for mention in mentions])
        found.append(np.einsum("ij,ij->i", rows[one], rows[other]))
    bags = {name: weighted([mention.bags[name] for mention in mentions], rarity) for name in BAGS}
    for rows in bags.values():
        has = np.asarray(rows.any(axis=1))
        found += [np.einsum("ij,ij->i", rows[one], rows[other]), has[one] & has[other]]
    acts, acted_on = _in_one_space(
        [mention.bags["actors"] for mention in mentions],
        [mention.bags["objects"] for mention in mentions],
        rarity,
    )
    crossed = np.einsum("ij,ij->i", acts[one], acted_on[other]) + np.einsum(
        "ij,ij->i", acts[other], acted_on[one]
    )
    documents = sorted({mention.document for mention in mentions})
    place = {document: number for number, document in enumerate(documents)}
    whole = weighted([texts[document] for document in documents], rarity)
    at = np.array([place[mention.document] for mention in mentions])
    alike = whole @ whole.T
    found += [crossed, alike[at[one], at[other]], at[one] == at[other]]
    return one, other, np.stack([column.astype(np.float32) for column in found], axis=1)


def _words(
    mentions: Sequence[EventMention],
    texts: Mapping[str, Sequence[str]],
    rarity: Rarity,
    one: Ints,
    other: Ints,
) -> list[npt.NDArray[np.generic]]:
    """Columns of the words that name the events."""
    lemmas, stems = [m.lemma for m in mentions], [stem(m.lemma) for m in mentions]
    sets = {document: frozenset(words) for document, words in texts.items()}
    rare = np.array([rarity.weight(lemma) for lemma in lemmas])
    verbs = np.array([mention.is_verb for mention in mentions])
    names, roots = np.array(lemmas), np.array(stems)
    same = roots[one] == roots[other]
    pairs = list(zip(one.tolist(), other.tolist(), strict=True))
    prefix = [_shared(stems[i], stems[j]) / max(len(stems[i]), len(stems[j]), 1) for i, j in pairs]
    common = [
        len(mentions[i].words & mentions[j].words) / len(mentions[i].words | mentions[j].words)
        for i, j in pairs
    ]
    in_both = [
        lemmas[i] in sets[mentions[j].document] and lemmas[j] in sets[mentions[i].document] for i, j in pairs
    ]
    return [
        names[one] == names[other],
        same,
        np.where(same, rare[one], 0),
        np.minimum(rare[one], rare[other]),
        np.array(prefix),
        np.array(common),
        np.array(in_both),
        verbs[one] == verbs[other],
        verbs[one] & verbs[other],
    ]


def akin(mentions: Sequence[EventMention], one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    """Whether the words of each pair may name one event without a stem in common: "die" and "death"."""
    stems = [stem(mention.lemma) for mention in mentions]
    roots, families = np.array(stems), np.array([_families().get(word, word) for word in stems])
    found: npt.NDArray[np.bool_] = (families[one] == families[other]) & (roots[one] != roots[other])
    return found


def raised(chances: Floats, which: npt.NDArray[np.bool_], by: float) -> Floats:
    """Probabilities, with log odds that are higher by so much for some of them."""
    likely = np.clip(chances.astype(np.float64), 1e-4, 1 - 1e-4)
    odds = np.log(likely / (1 - likely)) + by * which
    found: Floats = np.where(which, np.round(1 / (1 + np.exp(-odds)), 4), chances).astype(np.float32)
    return found


@cache
def _families() -> dict[str, str]:
    """Stem → what stands for its family in event_kin.tsv."""
    rows = [row["words"].split("|") for row in table("event_kin")]
    return {stem(word): words[0] for words in rows for word in words}


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    differ = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def weighted(bags: Sequence[Sequence[str]], rarity: Rarity) -> Floats:
    """Rows of length 1 (or 0) with a column for each word, by how often and how rare it is."""
    return _rows(bags, _places(bags), rarity)


def _in_one_space(
    left: Sequence[Sequence[str]], right: Sequence[Sequence[str]], rarity: Rarity
) -> tuple[Floats, Floats]:
    places = _places([*left, *right])
    return _rows(left, places, rarity), _rows(right, places, rarity)


def _places(bags: Iterable[Iterable[str]]) -> dict[str, int]:
    return {word: number for number, word in enumerate(sorted({word for bag in bags for word in bag}))}


def _rows(bags: Sequence[Sequence[str]], places: Mapping[str, int], rarity: Rarity) -> Floats:
    found = np.zeros((len(bags), max(len(places), 1)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in Counter(bag).items():
            found[row, places[word]] = (1 + math.log(count)) * rarity.weight(word)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    scaled: Floats = found / np.maximum(length, 1e-6)
    return scaled


def linked(chances: Floats, size: int, one: Ints, other: Ints, least: float) -> list[int]:
    """The number of the event of each of `size` mentions: the two groups that are the likeliest one, by the mean over
    their pairs, are joined, as long as that is at least `least`.
    """
    likely = np.full((size, size), -1.0)
    likely[one, other] = likely[other, one] = chances
    np.fill_diagonal(likely, -np.inf)
    weight, group = np.ones(size), list(range(size))
    while size > 1:
        a, b = divmod(int(likely.argmax()), size)
        if likely[a, b] < least:
            break
        row = (likely[a] * weight[a] + likely[b] * weight[b]) / (weight[a] + weight[b])
        likely[a], likely[:, a] = row, row
        likely[b], likely[:, b], likely[a, a] = -np.inf, -np.inf, -np.inf
        weight[a] += weight[b]
        group = [a if number == b else number for number in group]
    return group
