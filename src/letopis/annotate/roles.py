"""Read sources, cues and contents a second time, with the tree, the quotation marks and the neighbours in view.

In:   what the encoder says of the words of one chunk (`Words`), its weights (`RoleWeights`).
Out:  a label for each word, and how likely each label is.

The encoder labels words by what it sees of each; what holds of a whole stretch (a content is a clause, not two
thirds of it; a mark of quotation belongs to what it opens) is learnt here: a linear chain over the labels, whose
scores are sums of weights of what is known of a word (`describe_words`) and of the step from the word before
(`describe_steps`). training/linker.py fits the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from letopis.annotate.spans import best_labels, label_shares, plain_start, plain_steps

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

Number = TypeVar("Number", np.float32, np.int64)

LEAST = -8.0  # log probabilities below are as good as none
MARKS = {",": 0, ".": 1, "?": 1, "!": 1, ":": 2, ";": 3, "—": 4, "–": 4, "-": 4, "--": 4}
MARKS |= {"(": 5, "[": 5, ")": 6, "]": 6, '"': 7, "''": 7, "``": 7, "'": 7, "“": 8, "‘": 8, "”": 9, "’": 9}
MARK_CLASSES = 11  # the last: other punctuation
OPENING, CLOSING = frozenset(["“", '"', "''", "``"]), frozenset(["”", '"', "''"])
OPEN_CLASSES = ("PROPN", "NOUN", "NUM", "PUNCT", "SYM", "X")  # their words say nothing of roles by themselves


@dataclass(frozen=True)
class Words:
    """The words of one chunk.

    Attributes:
        texts: as written.
        upos, dep: numbers of their labels.
        heads: indices; the word itself for a root.
        starts, paragraphs: whether a sentence, a paragraph starts at the word.
        role: log probabilities of the labels of roles, shape (words, labels).
        link: probabilities of every word as first word of the cue, shape (words, words + 1); column 0 is "no cue".
    """

    texts: Sequence[str]
    upos: Ints
    dep: Ints
    heads: Ints
    starts: Bools
    paragraphs: Bools
    role: Floats
    link: Floats

    @cached_property
    def quoted(self) -> Ints:
        """The word with which the quotation opens that each word is in, or -1: see `quotations`."""
        return quotations(self.texts, self.paragraphs)

    @cached_property
    def target(self) -> Ints:
        """The word that each word points at most."""
        best: Ints = self.link[:, 1:].argmax(axis=1)
        return best

    @cached_property
    def same(self) -> Floats:
        """How likely each word and the one before point at one cue: see `same_target`."""
        return same_target(self.link)

    @cached_property
    def numbers(self) -> tuple[Ints, Ints]:
        """The number of each word's sentence, and of its paragraph, from 1."""
        return np.cumsum(self.starts), np.cumsum(self.paragraphs)

    @cached_property
    def extents(self) -> tuple[Ints, Ints]:
        """First and last word of what hangs on each word: see `extents`."""
        return extents(self.heads)


@dataclass(frozen=True, slots=True)
class RoleWeights:
    """Weights of the second reading: of numbers and of classes, for each label and for each step between labels.

    Attributes:
        vocabulary: word in lower case → number.
        word_numbers, word_classes: shape (features, labels); the last row of classes is zero: nothing known.
        step_numbers, step_classes: shape (features, labels · labels), likewise.
    """

    vocabulary: Mapping[str, int]
    word_numbers: Floats
    word_classes: Floats
    step_numbers: Floats
    step_classes: Floats


def read_roles(
    chunks: Sequence[Words], labels: Mapping[str, Sequence[str]], weights: RoleWeights
) -> list[tuple[list[int], Floats]]:
    """For each chunk the best label of each word, and the probability of each label."""
    roles = labels["role"]
    scores, steps = [], []
    for words in chunks:
        numbers, classes = describe_words(words, labels, weights.vocabulary)
        scores.append(numbers @ weights.word_numbers + weights.word_classes[classes].sum(axis=1))
        numbers, classes = describe_steps(words, labels)
        step = numbers @ weights.step_numbers + weights.step_classes[classes].sum(axis=1)
        steps.append(step.reshape(-1, len(roles), len(roles)) + plain_steps(roles))
    start = plain_start(roles)
    return list(zip(best_labels(scores, steps, start), label_shares(scores, steps, start), strict=True))


def describe_words(
    words: Words, labels: Mapping[str, Sequence[str]], vocabulary: Mapping[str, int]
) -> tuple[Floats, Ints]:
    """What is known of each word: numbers, shape (words, features), and rows of `word_classes`, shape (words, …)."""
    role, link, heads = np.maximum(words.role, LEAST), words.link, words.heads
    count = len(role)
    kinds = kind_shares(words.role, labels["role"])
    left, right = words.extents
    under = means(kinds, left, right)
    sentence = np.cumsum(words.starts)
    first = np.flatnonzero(words.starts)
    last = np.append(first[1:], count) - 1
    content = kinds[:, 2]
    hole = surrounded(content, sentence)
    quoted = words.quoted
    inside = (quoted >= 0).astype(np.float32)
    same, best = words.same, words.target
    to_cue = link[:, 1:] @ kinds[:, 1]
    singles = [
        hole, hole * content, inside, inside * content, quoted_content(content, quoted), link[:, 0], to_cue, same,
        best < np.arange(count), sentence[best] == sentence,
    ]  # fmt: skip
    numbers = [
        np.ones((count, 1)), role, shifted(role, 1), shifted(role, -1), kinds, kinds[heads], under, under[heads],
        means(kinds, first[sentence - 1], last[sentence - 1]), np.stack(singles, axis=1),
    ]  # fmt: skip
    upos, marks, spoken = words.upos, marks_of(words), _known(words, labels["upos"], vocabulary)
    tags = len(labels["upos"])
    classes = [
        (upos, tags), (_moved(upos, 1), tags), (_moved(upos, -1), tags), (upos[heads], tags),
        (words.dep, len(labels["label"])),
        (marks, MARK_CLASSES), (_moved(marks, 1), MARK_CLASSES), (_moved(marks, -1), MARK_CLASSES),
        (spoken, len(vocabulary)), (_moved(spoken, 1), len(vocabulary)), (_moved(spoken, -1), len(vocabulary)),
    ]  # fmt: skip
    return np.concatenate(numbers, axis=1, dtype=np.float32), numbered(classes)


def describe_steps(words: Words, labels: Mapping[str, Sequence[str]]) -> tuple[Floats, Ints]:
    """What is known of the step to each word from the one before: as for `describe_words`."""
    count, heads = len(words.heads), words.heads
    here = np.arange(count)
    left, right = words.extents
    size = np.log(right - left + 1)
    begun, ended = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    np.maximum.at(begun, left, size)
    np.maximum.at(ended, right, size)
    after = np.zeros(count)
    after[1:] = words.target[1:] == words.target[:-1]
    to_last, from_last = np.zeros(count), np.zeros(count)
    to_last[1:] = heads[1:] == here[:-1]
    from_last[1:] = heads[:-1] == here[1:]
    singles = [
        np.ones(count), words.starts, words.paragraphs, to_last, from_last, begun, shifted(ended[:, None], 1)[:, 0],
        words.same, after,
    ]  # fmt: skip
    marks = marks_of(words)
    classes = [
        (marks, MARK_CLASSES), (_moved(marks, 1), MARK_CLASSES), (words.upos, len(labels["upos"])),
        (words.dep, len(labels["label"])),
    ]  # fmt: skip
    return np.stack(singles, axis=1).astype(np.float32), numbered(classes)


# --- parts -----------------------------------------------------------------------------------------------------------


def kind_shares(role: Floats, labels: Sequence[str]) -> Floats:
    """Probability of source, cue and content: shape (words, 3)."""
    likely = np.exp(role)
    columns = [
        [labels.index(f"B-{kind}"), labels.index(f"I-{kind}")] for kind in ("SOURCE", "CUE", "CONTENT")
    ]
    return np.stack([likely[:, pair].sum(axis=1) for pair in columns], axis=1)


def extents(heads: Ints) -> tuple[Ints, Ints]:
    """First and last word of what hangs on each word, itself included."""
    left, right = np.arange(len(heads)), np.arange(len(heads))
    while True:
        before = left.copy(), right.copy()
        np.minimum.at(left, heads, before[0])
        np.maximum.at(right, heads, before[1])
        if (left == before[0]).all() and (right == before[1]).all():
            return left, right


def means(values: Floats, first: Ints, last: Ints) -> Floats:
    """Mean of the rows from `first` to `last`, for each pair of them."""
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    mean: Floats = ((sums[last + 1] - sums[first]) / (last + 1 - first)[:, None]).astype(np.float32)
    return mean


def surrounded(content: Floats, sentence: npt.NDArray[Any]) -> Floats:
    """How surely there is content on both sides of each word in its sentence: the lesser of the two highest."""
    before, after = np.zeros_like(content), np.zeros_like(content)
    # sentences lie two apart, so that a maximum never reaches back into the one before
    before[1:] = np.maximum.accumulate(content + 2 * sentence)[:-1] - 2 * sentence[1:]
    after[:-1] = np.maximum.accumulate((content - 2 * sentence)[::-1])[::-1][1:] + 2 * sentence[:-1]
    return np.maximum(np.minimum(before, after), 0)


def quotations(texts: Sequence[str], paragraphs: Bools) -> Ints:
    """The word with which the quotation opens that each word is in, marks included, or -1; it ends with a paragraph."""
    found = np.full(len(texts), -1)
    opened = -1
    for word, (text, paragraph) in enumerate(zip(texts, paragraphs.tolist(), strict=True)):
        if paragraph:
            opened = -1
        if opened < 0:
            if text in OPENING:
                opened = found[word] = word
        else:
            found[word] = opened
            if text in CLOSING:
                opened = -1
    return found


def quoted_content(content: Floats, quoted: Ints) -> Floats:
    """Mean of `content` over the quotation that each word is in, 0 outside."""
    place = quoted + 1
    sums = np.bincount(place, content, len(quoted) + 1) / np.maximum(
        np.bincount(place, minlength=len(quoted) + 1), 1
    )
    return np.where(quoted >= 0, sums[place], 0).astype(np.float32)


def same_target(link: Floats) -> Floats:
    """How likely each word and the one before point at one cue."""
    same = np.zeros(len(link), dtype=np.float32)
    same[1:] = (link[1:, 1:] * link[:-1, 1:]).sum(axis=1)
    return same


def marks_of(words: Words) -> Ints:
    """Class of each mark of punctuation, -1 for a word."""
    return np.array([MARKS.get(text, -1) for text in words.texts])


def shifted(values: npt.NDArray[Number], by: int) -> npt.NDArray[Number]:
    """The row `by` words before (after, if negative) in the place of each; zeros at the edge."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def numbered(classes: Sequence[tuple[Ints, int]]) -> Ints:
    """Rows of one table of weights for several classes of `size` values each; -1 becomes the last row."""
    sizes = np.array([[size] for _, size in classes])
    values = np.array([values for values, _ in classes])
    rows = values + np.cumsum(sizes, axis=0) - sizes
    rows[(values < 0) | (values >= sizes)] = sizes.sum()
    return np.ascontiguousarray(rows.T)


def _moved(values: Ints, by: int) -> Ints:
    return shifted(values[:, None] + 1, by)[:, 0] - 1


def _known(words: Words, tags: Sequence[str], vocabulary: Mapping[str, int]) -> Ints:
    silent = np.array([tag in OPEN_CLASSES for tag in tags])[words.upos]
    return np.where(silent, -1, [vocabulary.get(text.lower(), -1) for text in words.texts])


def read_weights(stored: Mapping[str, Any]) -> RoleWeights:
    """The weights as they lie in the model's folder."""
    return RoleWeights(
        {word: number for number, word in enumerate(stored["vocabulary"])},
        *(
            np.array(stored[name], dtype=np.float32)
            for name in RoleWeights.__dataclass_fields__
            if name != "vocabulary"
        ),
    )


def plain_weights(labels: Mapping[str, Sequence[str]]) -> RoleWeights:
    """Weights that leave everything as the encoder says."""
    roles, tags, deps = (len(labels[name]) for name in ("role", "upos", "label"))
    numbers = np.zeros((WORD_NUMBERS, roles), dtype=np.float32)
    numbers[1 : roles + 1] = np.eye(roles)
    return RoleWeights(
        {},
        numbers,
        np.zeros((4 * tags + deps + 3 * MARK_CLASSES + 1, roles), dtype=np.float32),
        np.zeros((STEP_NUMBERS, roles * roles), dtype=np.float32),
        np.zeros((2 * MARK_CLASSES + tags + deps + 1, roles * roles), dtype=np.float32),
    )


WORD_NUMBERS = 1 + 3 * 7 + 5 * 3 + 10
STEP_NUMBERS = 9
