"""Cut out of what is said and done the nouns that it can be for or against.

In:   a line; words of stance, and small words.
Out:  runs of words, each a noun phrase without its article.

Without a tree of the sentence: a run goes from an article, a word of stance or the head of a clause to the next small
word. What a possessive or a number leads in is left away: "his neighbour's offensive" is an offensive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from letopis.claim import ClaimKind
from letopis.position import StanceWords
from letopis.profile import Line
from letopis.view.stance_words import words_of
from letopis.view.stances import texts_of

LONGEST = 5  # words of a noun phrase: "the new electoral law of Norway" has no more before its "of"
LEAST = 4  # letters of a noun that can be a theme by itself
CLAUSES = re.compile(r"[.;:!?,]\s|\b(?:and|but|that|which|who|because|while|although|though)\b", re.I)

Run = tuple[str, ...]


def runs_of(line: Line, words: StanceWords) -> list[Run]:
    """The noun phrases that a line can be for or against, each once."""
    found = _of_statement(line, words) if line.claim.kind is ClaimKind.STATEMENT else _of_deed(line, words)
    return list(dict.fromkeys(run for run in found if run))


def head_of(run: Run, words: StanceWords) -> str | None:
    """The noun that a run is about: its last word, where that is long enough and no time."""
    head = run[-1]
    return head if len(head) >= LEAST and head not in words.times and head.isalpha() else None


def _of_deed(line: Line, words: StanceWords) -> Iterable[Run]:
    """What a deed is done to."""
    for part in line.all("theme", "object"):
        if part.kind != "quantity":
            yield from _of_text(part.text, words, whole=True)


def _of_statement(line: Line, words: StanceWords) -> Iterable[Run]:
    """What is said; of a request what is asked for, without who is asked: "the government to publish the drafts"."""
    for text in texts_of(line):
        asked = text.partition(" to ")[2] if line.claim.mode == "ask" and not text.startswith("to ") else ""
        for clause in CLAUSES.split(f"to {asked}" if asked else text):
            yield from _of_text(clause, words)


def _of_text(text: str, words: StanceWords, whole: bool = False) -> Iterable[Run]:
    told = words_of(text)
    starts = {2 if told[:1] == ["to"] else 0}  # "to publish the drafts": behind the verb
    if not whole or told[:1] == ["to"]:
        starts |= {n + 1 for n, word in enumerate(told) if word in words.articles or words.shows(word)}
    for start in sorted(starts):
        yield _run(told, start, words)


def _run(told: Sequence[str], start: int, words: StanceWords) -> Run:
    """The words from a place to the next small word."""
    while start < len(told) and told[start] in words.articles:
        start += 1
    run: list[str] = []
    for word in told[start : start + LONGEST]:
        if word in words.particles or words.shows(word):
            break
        run.append(word)
    led = [n for n, word in enumerate(run) if word.endswith(("'s", "s'")) or word[:1].isdigit()]
    return tuple(run[led[-1] + 1 :] if led else run)
