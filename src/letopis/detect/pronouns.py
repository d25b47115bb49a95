"""Find pronouns that can stand for people, states and bodies.

In:   words.
Out:  drafts of form pronoun, with the gender and number that the word tells. Whom they stand for: antecedents.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from letopis import lexicon
from letopis.detect.draft import Draft
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun tells: `use` personal, possessive, reflexive or relative; `refers` person, thing or ""."""

    word: str
    use: str
    person: int
    number: str
    gender: str | None
    refers: str


@cache
def pronouns() -> dict[str, Pronoun]:
    """The pronouns by word."""
    return {
        row["word"]: Pronoun(
            row["word"], row["use"], int(row["person"]), row["number"], row["gender"] or None, row["refers"]
        )
        for row in lexicon.table("pronouns")
    }


def find_pronouns(words: Words, taken: list[bool]) -> list[Draft]:
    """Every pronoun outside of names; relative ones only where a relative clause hangs on a noun."""
    table, found = pronouns(), []
    for i, lower in enumerate(words.lower):
        told = table.get(lower)
        if told is None or taken[i] or not words.readable[i] or words.pos[i] not in ("PRON", "DET", "SCONJ"):
            continue
        if words.dep[i] in ("expl", "mark", "cc", "discourse") or (words.text[i] in ("US", "i")):
            continue
        if (
            told.use == "relative"
            and relative_noun(words, i) < 0
            and not (told.refers == "person" and i and words.text[i - 1] == ",")
        ):
            continue
        kind = MentionKind.PERSON if told.refers == "person" else MentionKind.OTHER
        if told.number == "pl":
            kind = MentionKind.GROUP
        found.append(Draft(i, i + 1, i, kind, Form.PRONOUN, gender=told.gender, number=told.number or "sg"))
    return found


def relative_noun(words: Words, i: int) -> int:
    """The noun that the relative clause of the pronoun at `i` hangs on, or -1."""
    at = i
    for _ in range(12):
        if words.dep[at] == "acl:relcl":
            return _with_members(words, at, words.head[at], i) if words.head[at] < i else -1
        if words.head[at] == at or (words.dep[at] in ("ccomp", "advcl") and words.head[at] > i):
            return -1
        at = words.head[at]
    return -1


def _with_members(words: Words, predicate: int, noun: int, i: int) -> int:
    """The noun; of "the council of the union, of which Peru is a member" the union, which has members."""
    subjects = [k for k in words.kids[predicate] if words.dep[k] == "nsubj" and words.pos[k] == "PROPN"]
    if words.lemma[predicate] != "member" or not subjects:
        return noun
    near = [
        k for k in words.kids[noun] if noun < k < i and words.dep[k] == "nmod" and words.pos[k] == "PROPN"
    ]
    return near[-1] if near and words.lower[noun] == words.text[noun] else noun
