"""Tell what the learned scorer must know of mentions and of pairs of them, as numbers.

In:   words; drafts with the chains that names and syntax gave them; who speaks in each quotation.
Out:  a row for each draft, and a row for each pair of a draft with an earlier one.

The columns and their order are part of the weights: a change here needs `training/coref.py` again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from letopis.detect.draft import Draft
from letopis.detect.phrases import JOINED, phrase_span
from letopis.detect.pronouns import pronouns
from letopis.detect.speakers import speaker_at
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
BAG = 512  # columns of the words of a mention; each word of the document has one, in turn
FORMS = (Form.NAME, Form.NOMINAL, Form.PRONOUN)
KINDS = ("person", "organisation", "country", "place", "group")
DEPS = (
    *("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "compound", "conj", "appos", "root"),
    *(
        "obl:agent",
        "obl:unmarked",
        "nmod:desc",
        "parataxis",
        "expl",
        "xcomp",
        "ccomp",
        "dislocated",
        "vocative",
        "amod",
    ),
)
POS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")
DETERMINERS = {
    "the": 1,
    "a": 2,
    "an": 2,
    "this": 3,
    "that": 3,
    "these": 3,
    "those": 3,
    "any": 4,
    "no": 4,
    "some": 5,
}
DETERMINERS |= {"each": 4, "every": 4, "all": 5, "both": 5, "another": 6, "other": 6}
SENTENCES = np.array([0, 1, 2, 4, 8, 1_000_000])  # upper ends of the classes of distance
TOKENS = np.array([3, 8, 16, 32, 64, 128, 1_000_000])
LENGTHS = (1, 2, 3, 6)
# Mentions back: of anything near, of a pronoun, of what shares a word. Of the gold antecedents in GUM dev … are within.
NEAR, PRONOUN_REACH, SAME_PRONOUN, REACH, BLOCK = 12, 28, 60, 120, 64
IN_BAG = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})


@cache
def _pronoun_class() -> dict[str, int]:
    """Pronouns by what they tell: the words of one person, number, gender and kind of use are one class."""
    classes: dict[tuple[object, ...], int] = {}
    found = {}
    for word, told in pronouns().items():
        relative = told.use == "relative"
        key = (told.person, told.number, told.gender, relative, told.refers if relative else "")
        found[word] = classes.setdefault(key, len(classes) + 1)
    for word in ("this", "that", "these", "those", "one", "what", "there", "here", "everyone", "somebody"):
        found.setdefault(word, classes.setdefault((word,), len(classes) + 1))
    return found


@cache
def _classes() -> int:
    return max(_pronoun_class().values()) + 2  # 0: no pronoun; the last: one of no class


class MentionTable:
    """What is known of each draft, in columns; drafts lie in the order of their heads.

    Attributes:
        drafts: the drafts. rows: number of each draft by its `id()`.
        alone: shape (drafts, columns), what is known of each by itself.
    """

    def __init__(self, words: Words, drafts: Sequence[Draft], speakers: Mapping[int, Draft]) -> None:
        self.words = words
        self.drafts = sorted(drafts, key=lambda draft: (draft.head, draft.start, -draft.end, draft.kind))
        self.rows = {id(draft): row for row, draft in enumerate(self.drafts)}
        spans = [(d.start, d.end) if d.sort == JOINED else phrase_span(words, d.head) for d in self.drafts]
        self.start = _column(min(d.start, span[0]) for d, span in zip(self.drafts, spans, strict=True))
        self.end = _column(max(d.end, span[1]) for d, span in zip(self.drafts, spans, strict=True))
        self.head = _column(d.head for d in self.drafts)
        heads = self.head.tolist()
        self.sentence = _column(words.sentence[i] for i in heads)
        self.block = _column(words.block[i] for i in heads)
        self.quote = _column(words.quote[i] for i in heads)
        self.form = _column(FORMS.index(d.form) for d in self.drafts)
        pronoun = _pronoun_class()
        self.pronoun = _column(
            0 if d.form is not Form.PRONOUN else pronoun.get(words.lower[d.head], _classes() - 1)
            for d in self.drafts
        )
        self.kind = _column(_index(KINDS, str(d.kind)) for d in self.drafts)
        self.gender = _column(_gender(d) for d in self.drafts)
        self.number = _column(d.number == "pl" for d in self.drafts)
        self.dep = _column(_index(DEPS, words.dep[i].replace("ROOT", "root")) for i in heads)
        self.lemma = _numbers(words.lemma[i] for i in heads)
        self.governor = _column(words.head[i] for i in heads)
        self.above = _column(_subject_of_clause(words, i) for i in heads)
        self.chain = _numbers(id(d.chain) for d in self.drafts)
        told = [speaker_at(words, speakers, i) for i in heads]
        chain_number = {id(d.chain): n for d, n in zip(self.drafts, self.chain.tolist(), strict=True)}
        self.speaker = _column(-1 if s is None else chain_number.get(id(s.chain), -1) for s in told)
        self.bag, self.bag_size = self._bags()
        self.alone = self._alone()

    def __len__(self) -> int:
        return len(self.drafts)

    def _bags(self) -> tuple[Floats, Floats]:
        """The content words of each draft as marks in BAG columns, and how many they are."""
        bag = np.zeros((len(self), BAG), dtype=np.float32)
        column: dict[str, int] = {}
        lemma, pos = self.words.lemma, self.words.pos
        for row, draft in enumerate(self.drafts):
            if draft.form is Form.PRONOUN:
                continue
            end = draft.end if draft.form is Form.NAME or draft.sort == JOINED else draft.head + 1
            for i in range(min(int(self.start[row]), draft.start), end):
                if pos[i] in IN_BAG:
                    bag[row, column.setdefault(lemma[i], len(column)) % BAG] = 1.0
        return bag, bag.sum(axis=1)

    def _alone(self) -> Floats:
        words = self.words
        definite = _column(
            _definiteness(words, int(s), d) for s, d in zip(self.start, self.drafts, strict=True)
        )
        length = np.searchsorted(np.array(LENGTHS), self.end - self.start)
        sizes = np.bincount(self.chain, minlength=1)[self.chain]
        opens = _column(words.sentences[s][0] for s in self.sentence.tolist()) == self.start
        named = [d.chain is not None and d.chain.is_named for d in self.drafts]
        columns = [
            _one_hot(self.form, len(FORMS)),
            _one_hot(self.pronoun, _classes()),
            _one_hot(self.kind, len(KINDS) + 1),
            _one_hot(self.gender, 4),
            _one_hot(self.dep, len(DEPS) + 1),
            _one_hot(_column(_index(POS, words.pos[i]) for i in self.head.tolist()), len(POS) + 1),
            _one_hot(definite, 8),
            _one_hot(length, len(LENGTHS) + 1),
            _one_hot(np.minimum(sizes, 4), 5),
            np.stack(
                [
                    self.number,
                    self.quote > 0,
                    self.speaker >= 0,
                    opens,
                    np.array([d.sort == JOINED for d in self.drafts]),
                    np.array(named, dtype=bool),
                    np.array([d.fixed for d in self.drafts], dtype=bool),
                ],
                axis=1,
            ),
        ]
        return (
            np.concatenate(columns, axis=1, dtype=np.float32) if len(self) else np.zeros((0, 0), np.float32)
        )

    def candidates(self, asked: Bools | None = None) -> tuple[Ints, Ints, Floats]:
        """The pairs worth scoring, of the rows asked for: rows, earlier rows, content words in common; by row.

        What is near, what shares a word, pronouns of one class, and of a pronoun what is not too far.
        """
        found: list[tuple[Ints, Ints, Floats]] = []
        for first in range(0, len(self), BLOCK):
            last, low = min(first + BLOCK, len(self)), max(0, first - REACH)
            wanting = np.arange(first, last)
            if asked is not None:
                wanting = wanting[asked[first:last]]
            common = self.bag[wanting] @ self.bag[low:last].T
            gap = wanting[:, None] - np.arange(low, last)[None, :]
            reach = np.where(self.form[wanting, None] == FORMS.index(Form.PRONOUN), PRONOUN_REACH, NEAR)
            told = self.pronoun[wanting, None]
            alike = (common > 0) | (
                (told > 0) & (told == self.pronoun[None, low:last]) & (gap <= SAME_PRONOUN)
            )
            wanted = (gap > 0) & (gap <= REACH) & ((gap <= reach) | alike)
            a, b = np.nonzero(wanted)
            found.append((wanting[a], b + low, common[a, b]))
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
        rows, earlier, common = (np.concatenate(part) for part in zip(*found, strict=True))
        return rows, earlier, common

    def pairs(self, rows: Ints, earlier: Ints, common: Floats) -> Floats:
        """What is known of pairs, shape (pairs, columns); `common` is the number of content words that both have."""
        sentences = self.sentence[rows] - self.sentence[earlier]
        tokens = self.head[rows] - self.head[earlier]
        own, other = self.bag_size[rows], self.bag_size[earlier]
        some = common > 0
        told = (self.gender[rows] > 0) & (self.gender[earlier] > 0)
        same_gender = self.gender[rows] == self.gender[earlier]
        kinds = (self.kind[rows] < len(KINDS)) & (self.kind[earlier] < len(KINDS))
        same_kind = self.kind[rows] == self.kind[earlier]
        same_lemma = self.lemma[rows] == self.lemma[earlier]
        names = (self.form[rows] == 0) & (self.form[earlier] == 0)
        nominals = (self.form[rows] == 1) & (self.form[earlier] == 1)
        all_own, all_other, equal = some & (common == own), some & (common == other), some & (own == other)
        in_quote, other_in_quote = self.quote[rows] > 0, self.quote[earlier] > 0
        subject = self.dep[earlier] < 2
        nested = (self.start[earlier] <= self.start[rows]) & (self.end[rows] <= self.end[earlier])
        holds = (self.start[rows] <= self.start[earlier]) & (self.end[earlier] <= self.end[rows])
        flags = [
            some, all_own, all_other, all_own & all_other & equal,
            names & some, names & all_own, names & all_other, names & all_own & all_other,
            nominals & some, nominals & all_own, nominals & all_other, nominals & all_own & all_other,
            same_lemma, same_lemma & nominals, same_lemma & names,
            told & same_gender, told & ~same_gender,
            self.number[rows] == self.number[earlier],
            kinds & same_kind, kinds & ~same_kind,
            self.chain[rows] == self.chain[earlier],
            nested, holds, self.head[rows] == self.head[earlier],
            in_quote & (self.quote[rows] == self.quote[earlier]), in_quote & ~other_in_quote,
            other_in_quote & ~in_quote,
            (self.speaker[rows] >= 0) & (self.speaker[rows] == self.chain[earlier]),
            (self.speaker[earlier] >= 0) & (self.speaker[earlier] == self.chain[rows]),
            (self.speaker[rows] >= 0) & (self.speaker[rows] == self.speaker[earlier]),
            (self.speaker[rows] >= 0) & (self.speaker[earlier] >= 0) & (self.speaker[rows] != self.speaker[earlier]),
            self.block[rows] == self.block[earlier],
            self.dep[rows] == self.dep[earlier],
            subject & (sentences == 0), subject & (sentences == 1),
            self.governor[rows] == self.governor[earlier],
            self.above[rows] == self.head[earlier],
            (self.pronoun[rows] > 0) & (self.pronoun[rows] == self.pronoun[earlier]),
        ]  # fmt: skip
        near = _one_hot(np.searchsorted(SENTENCES, sentences), len(SENTENCES))
        far = _one_hot(np.searchsorted(TOKENS, tokens), len(TOKENS))
        return np.concatenate([near, far, np.stack(flags, axis=1)], axis=1, dtype=np.float32)


def _column(values: object) -> Ints:
    return np.array(list(values), dtype=np.int64)  # type: ignore[call-overload]


def _numbers(values: object) -> Ints:
    """Equal values have equal numbers."""
    seen: dict[object, int] = {}
    return _column(seen.setdefault(value, len(seen)) for value in values)  # type: ignore[attr-defined]


def _one_hot(values: Ints, size: int) -> Floats:
    return np.eye(size, dtype=np.float32)[values]


def _index(options: Sequence[str], value: str) -> int:
    return options.index(value) if value in options else len(options)


def _gender(draft: Draft) -> int:
    gender = draft.gender or (draft.chain.gender if draft.chain is not None else None)
    return {"m": 1, "f": 2, "n": 3}.get(gender or "", 0)


def _definiteness(words: Words, start: int, draft: Draft) -> int:
    """0 bare, 1 to 6 by determiner, 7 with a possessor."""
    first = DETERMINERS.get(words.lower[start], 0)
    if first or draft.form is not Form.NOMINAL:
        return first
    return 7 if words.kid(draft.head, "nmod:poss") >= 0 else 0


def _subject_of_clause(words: Words, i: int) -> int:
    """The subject of the clause that holds a word, of the next one up where the word is that subject; -1 if none."""
    clause = words.predicate(i)
    subject = words.own_subject(clause)
    if (
        (subject == i or subject < 0)
        and words.head[clause] != clause
        and words.dep[i] in (*SUBJECTS, "nmod:poss")
    ):
        subject = words.subject(words.predicate(words.head[clause]))
    return subject if subject != i else -1
