"""What kind of vote an act is: of confidence, a run-off, a referendum, ahead of its time; and whether it failed.

In:   a `Reading` and a match of an event.
Out:  the match with its mode; whether the first number of its result is of those against.

The words are data/lexicon/en/ballots.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes, table

CLAUSAL = frozenset(
    {"acl:relcl", "acl", "appos", "conj", "cc", "parataxis", "advcl", "nsubj", "nsubj:pass", "cop"}
)
VOTES = frozenset({"ELECT", "LEGISLATE"})
ON_MOTIONS = frozenset({"REJECT", "ACCUSE"})  # "a motion of no confidence fell", "a censure motion"
OUTCOMES = frozenset({"win", "lose", "candidacy"})
NO_CONFIDENCE = re.compile(r"no[\s-]+confidence|censure")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple(
        (
            row["mode"],
            re.compile(rf"\b(?:{'|'.join(re.escape(words) for words in row['words'].split('|'))})\b"),
            bool(row.get("over")),
        )
        for row in table("ballots")
    )


def with_kind(reading: Reading, match: Match) -> Match:
    """The match; of a vote with the mode that the words around it give: "a vote of confidence", "a snap election"."""
    if match.frame.type not in VOTES | ON_MOTIONS:
        return match
    said = " ".join(_phrases(reading, match))
    for mode, words, over in _kinds():
        if mode != "confidence" and match.frame.type != "ELECT":
            continue
        if (over or match.frame.mode not in OUTCOMES) and words.search(said):
            return replace(match, frame=replace(match.frame, type="ELECT", mode=mode))
    return match


def _phrases(reading: Reading, match: Match) -> Iterator[str]:
    """The words of the vote's own noun, and of what is called, won or lost."""
    nouns = [match.word] if reading.pos[match.word] in ("NOUN", "PROPN") else []
    slots = slots_of(reading, match.word)
    nouns += [*slots.get("obj", ()), *slots.get("in", ()), *match.roles.get("theme", ())]
    for noun in dict.fromkeys(nouns):
        if reading.pos[noun] in ("NOUN", "PROPN", "NUM", "ADJ"):
            start, end = reading.span_of(noun, without=CLAUSAL)
            yield f"{' '.join(reading.text[start:end].lower().split())} {reading.lemmas[noun]}"


def is_turned(reading: Reading, match: Match) -> bool:
    """True where the act says that what was put to the vote failed, so that the larger number was against it."""
    lemma = reading.lemmas[match.word]
    if match.frame.mode == "confidence":
        against = any(NO_CONFIDENCE.search(words) for words in _phrases(reading, match))
        return against if lemma == "survive" else lemma in classes()["losing"] and not against
    return match.frame.type == "REJECT" and lemma != "veto"
