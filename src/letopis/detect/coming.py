"""Part those who are to take an office from those who hold it: "the president-elect" is not the president.

In:   a description by an office; the people who may be meant.
Out:  those of them who fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis.detect.draft import Chain, Draft
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form

REACH_BACK = 5  # words before a name in which its titles stand


def fitting(words: Words, draft: Draft, holders: Sequence[Chain], people: Sequence[Chain]) -> list[Chain]:
    """Of the holders of the office those who are meant: for somebody elect whoever is called so, else who has won."""
    if not is_coming(words, draft.start, draft.end):
        plain = [c for c in holders if not _is_called_coming(words, c)]
        return plain or list(holders)
    called = [c for c in people if _is_called_coming(words, c)]
    return called or [c for c in people if c.is_named and _has_won(words, c)]


def is_another(words: Words, draft: Draft, chain: Chain) -> bool:
    """True for "the president-elect" and whoever is called president, and the other way round."""
    titles = {title for title, _, _ in chain.titles}
    if draft.title is None or draft.title not in titles:
        return False
    return is_coming(words, draft.start, draft.end) != _is_called_coming(words, chain)


def is_coming(words: Words, start: int, end: int) -> bool:
    """True where "elect", "designate" is among the words."""
    return any(part in word_class("coming") for word in words.lower[start:end] for part in word.split("-"))


def _is_called_coming(words: Words, chain: Chain) -> bool:
    """True for "President-elect Ana Kos", "Kos, the president-elect"."""
    return any(
        is_coming(words, draft.start if draft.form is Form.NOMINAL else _before(words, draft), draft.end)
        for draft in chain.drafts
        if draft.form is not Form.PRONOUN
    )


def _before(words: Words, draft: Draft) -> int:
    first = max(words.sentences[words.sentence[draft.head]][0], draft.start - REACH_BACK)
    back = draft.start
    while (
        back > first
        and words.pos[back - 1] in ("NOUN", "PROPN", "ADJ", "PUNCT")
        and words.text[back - 1] != ","
    ):
        back -= 1
    return back


def _has_won(words: Words, chain: Chain) -> bool:
    """True for the subject of "won", "beat the incumbent", "was elected"."""
    for draft in chain.drafts:
        verb = words.head[draft.head]
        if words.dep[draft.head] in SUBJECTS and verb != draft.head:
            passive = words.dep[draft.head].endswith("pass")
            if words.lemma[verb] in word_class("elect" if passive else "win_vote"):
                return True
    return False
