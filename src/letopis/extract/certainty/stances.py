"""What a word says of how far others are asserted, and how that adds up.

In:   a `Reading` and a word; a `State` and what is put on top of it.
Out:  the `Stance` of the word towards what it governs; the next `State`.

Words: data/lexicon/en/modality.tsv; what each class does to what it governs, said and denied:
data/lexicon/en/signatures.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from letopis.claim import Modality
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import modality, saying_verbs, signatures
from letopis.stance import Stance

STRENGTH = {
    Modality.ASSERTED: 0,
    Modality.PLANNED: 1,
    Modality.ALLEGED: 2,  # "the alleged plot to kill the king": neither the plan nor the deed is sure
    Modality.POSSIBLE: 3,
    Modality.HYPOTHETICAL: 4,
}
ASKING = frozenset({"if", "whether", "unless", "that"})
DESCRIBING = frozenset({"planned", "possible", "alleged"})  # of a verb that stands before a noun
POS_LETTER = {
    "VERB": "V",
    "AUX": "V",
    "NOUN": "N",
    "PROPN": "N",
    "ADJ": "A",
    "ADV": "A",
    "PART": "A",
    "DET": "A",
    "SCONJ": "P",
}


@dataclass(frozen=True, slots=True)
class State:
    """How far something is asserted, and the indices of the words that say so."""

    modality: Modality = Modality.ASSERTED
    negated: bool = False
    cues: tuple[int, ...] = ()
    over: tuple[int, ...] = ()  # the words passed that govern it, whether they change it or not

    def weakened(self, to: Modality, cue: int) -> State:
        """The state; what is surer than `to` is only that sure."""
        weaker = to if STRENGTH[to] > STRENGTH[self.modality] else self.modality
        return replace(self, modality=weaker, cues=(*self.cues, cue))

    def turned(self, cue: int) -> State:
        """The state with the other polarity."""
        return replace(self, negated=not self.negated, cues=(*self.cues, cue))

    def under(self, stance: str, cue: int) -> State:
        """The state of what a word of this class governs, where this is the word's own."""
        signature = signatures()[stance]
        if signature.settles:
            return State(over=(*self.over, cue))
        modality_told, negated = signature.denied if self.negated else signature.said
        told = replace(self, negated=negated, over=(*self.over, cue))
        if stance == "excluded" and self.negated:
            told = replace(told, modality=Modality.ASSERTED)  # "would not rule out"
        if modality_told == Modality.ASSERTED and negated == self.negated:
            return told  # "managed to sign": nothing is changed
        return told.weakened(modality_told, cue)


def letter_of(reading: Reading, word: int) -> str | None:
    """The part of speech under which modality.tsv has a word."""
    letter = POS_LETTER.get(reading.pos[word])
    if letter == "V" and reading.deps[word] == "advmod":
        return "A"  # "reportedly" taken for a verb
    return letter


def stances(reading: Reading, word: int) -> tuple[Stance, ...]:
    """The rows of modality.tsv for a word that fit what stands with it, the most specific first."""
    letter, known = letter_of(reading, word), modality()
    if not letter:
        return ()
    lemma, form = reading.lemmas[word], reading.words[word].lower()
    rows: tuple[Stance, ...] = ()
    if reading.deps[word] == "amod":  # "the threatened strike"
        rows = known.get((form, "A"), ()) or known.get((lemma, "A"), ())
        if (
            not rows and letter == "V"
        ):  # "the disputed vote" was held: a participle says no more than what is named
            verbs = known.get((lemma, "V"), ())
            return tuple(row for row in verbs if row.name in DESCRIBING and not row.company)
    rows = rows or known.get((lemma, letter), ()) or known.get((form, letter), ())
    return tuple(row for row in rows if not row.company or _has(reading, word, row.company))


def _has(reading: Reading, word: int, company: frozenset[str]) -> bool:
    """True where one of the words hangs on this one."""
    return any(
        reading.lemmas[kid] in company or reading.words[kid].lower() in company
        for kid in _near(reading, word)
    )


def companions(reading: Reading, word: int) -> list[int]:
    """The words that make a word what it is: the "out" of "rule out", the "short" of "stopped short"."""
    wanted = frozenset[str]().union(*(row.company for row in stances(reading, word) if row.company))
    return [
        near
        for near in _near(reading, word)
        if reading.lemmas[near] in wanted and reading.pos[near] != "NOUN"
    ]


def _near(reading: Reading, word: int) -> list[int]:
    kids = (kid for kid in reading.kids[word] if reading.deps[kid] not in ("conj", "parataxis"))
    return [near for kid in kids for near in (kid, *_marks(reading, kid))]


def _marks(reading: Reading, word: int) -> list[int]:
    """The preposition of a word, and what is fixed to it."""
    return [kid for kid in reading.kids[word] if reading.deps[kid] in ("fixed", "case", "mark")]


def stance_of(reading: Reading, word: int) -> str | None:
    """What modality.tsv says of a word, whatever it governs: "planned", "possible" …, or None."""
    return next((row.name for row in stances(reading, word) if not row.governs), None)


def stance_towards(reading: Reading, word: int, what: str, *, named: bool = False) -> str | None:
    """What a word says of what it governs as `what` ("to", "ing", "that", "noun", "subj"); with `named` only where
    the table names that."""
    if what == "to" and _had_to(reading, word):
        return "asserted"
    rows = (*_of_upper(reading, word), *stances(reading, word))
    if what in ("subj", "compound") or named:
        return next((row.name for row in rows if what in row.governs), None)
    return next((row.name for row in rows if not row.governs or what in row.governs), None)


def _of_upper(reading: Reading, word: int) -> list[Stance]:
    """The rows of the verb above that ask for this word: of "close" in "got close to sacking him" those of "get"."""
    head = reading.heads[word]
    if head == word or reading.pos[head] != "VERB":
        return []
    rows = [row for row in stances(reading, head) if reading.lemmas[word] in row.company]
    if reading.pos[word] == "NOUN":  # "had second thoughts about leaving"
        return [row for row in rows if row.governs == {"ing"} and reading.deps[word] == "obj"]
    return rows if reading.pos[word] in ("ADJ", "ADV") else []


def _had_to(reading: Reading, word: int) -> bool:
    """True for the "had" of "had to resign", which tells what was done; not in what somebody says or thinks."""
    if reading.lemmas[word] != "have" or reading.words[word].lower() != "had":
        return False
    kids = reading.kids[word]
    free = any(reading.tags[kid] == "MD" or reading.lemmas[kid] in ("not", "never", "yet") for kid in kids)
    infinitive = any(reading.tags[kid] == "VB" for kid in kids)
    asked = any(reading.deps[kid] in ("mark", "advmod") and reading.lemmas[kid] in ASKING for kid in kids)
    return infinitive and not free and not asked and reading.deps[word] not in ("ccomp", "parataxis")


def is_speech_verb(reading: Reading, word: int) -> bool:
    """True for a verb by which a report says that somebody said something, whatever stands beside it."""
    return reading.pos[word] == "VERB" and reading.lemmas[word] in saying_verbs()
