"""Decide whether a capital or a seat of power is a government here, or a place.

In:   words, the name's head token, what it can stand for.
Out:  True where it acts or is acted on ("talks with Moscow", "Moscow's orbit"), False where things happen in it; the
      body that a street stands for.
"""

from __future__ import annotations

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.gazetteer import Metonym
from letopis.mention import Form, MentionKind


def acts_as_government(words: Words, head: int, metonym: Metonym) -> bool:
    """True when the name stands for the government."""
    if is_dateline(words, head):
        return False
    top = head
    while words.dep[top] == "conj" and not words.preposition(top) and words.head[top] != top:
        top = words.head[top]
    dep, up, preposition = words.dep[top], words.head[top], words.preposition(top)
    if (thing := words.possessed(top)) >= 0:
        return words.lemma[thing] not in word_class("city_thing")
    if preposition:
        return _acts_behind(words, preposition, up, metonym)
    if dep in ("nsubj", "nsubj:pass", "nsubj:outer"):
        return not (words.kid(up, "cop") >= 0 and words.lemma[up] in word_class("city_thing"))
    if dep in ("obj", "iobj", "obl:agent"):
        return words.lemma[up] not in word_class("go_to")  # "left the palace"
    if dep in ("compound", "amod", "nmod", "nmod:desc", "nmod:unmarked"):
        return metonym.kind == "seat" or (
            words.lemma[up] not in word_class("city_thing") and words.pos[up] != "PROPN"
        )
    return metonym.kind == "seat"


def stands_for(start: int, end: int, head: int, metonym: Metonym) -> Draft:
    """The government that a capital or a seat stands for, or the body: "Syngrou Avenue"."""
    body = metonym.body
    if body is None:
        kind = MentionKind.COUNTRY
        return Draft(start, end, head, kind, Form.NAME, metonym.name, metonym.code, "n", sort="metonym")
    kind = MentionKind.ORGANISATION
    known = gazetteer.organisation_in(body, metonym.code or "") or gazetteer.organisation(body)
    value = known.name if known is not None else body
    draft = Draft(
        start, end, head, kind, Form.NAME, value, metonym.code, "n", sort=known.kind if known else ""
    )
    draft.generic = known is not None and known.generic
    return draft


def is_meant(words: Words, metonym: Metonym) -> bool:
    """False for a town that stands for a body of which the text says nothing else."""
    return not metonym.needs or not metonym.needs.isdisjoint(words.lower)


def _acts_behind(words: Words, preposition: str, up: int, metonym: Metonym) -> bool:
    """The same for a name behind a preposition that is governed by `up`."""
    lemma = words.lemma[up]
    if preposition in word_class("locative"):
        return False
    if preposition in (
        "to",
        "from",
        "for",
        "into",
        "towards",
        "toward",
        "between",
        "via",
        "through",
        "before",
    ):
        return lemma not in word_class("go") and lemma not in word_class("journey")
    if preposition == "of":
        return lemma not in word_class("city_thing")
    if preposition == "on":
        return lemma not in word_class("go")
    return metonym.kind == "seat" or preposition in word_class("relational")


def is_dateline(words: Words, head: int) -> bool:
    """True for "MOSCOW (Agency) —" and "Moscow, Sept. 3 —" at the start of a block."""
    before = words.block[max(0, head - 4) : head]
    if len(before) == 4 and all(block == words.block[head] >= 0 for block in before):
        return False  # not among the first words of its block
    after = words.text[head + 1 : head + 10]
    for i, text in enumerate(after):
        if text in ("—", "–", "--", "-"):
            return any(sign in after[:i] for sign in (",", "(", ".")) or words.text[head].isupper()
    return False
