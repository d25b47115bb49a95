"""Say which state "the country" and "his country" are.

In:   chains as they are while a document is read from left to right; who is in the reader's mind.
Out:  the chain of the state, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.salience import Salience
from letopis.detect.wordlists import word_class
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains


def state_meant(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    """ "The country": the state of whoever rules it, else the one most in mind; "her country": the state whose she is;
    not "its neighbour", "a republic", "the Baltic state"."""
    words = chains.words
    owner = words.kid(draft.head, "nmod:poss")
    if owner >= 0:
        return _of_whom(chains, owner)
    before = words.lower[draft.start : draft.head]
    if any(word not in word_class("any_country") for word in before) or draft.end > draft.head + 1:
        return None
    sentence = words.sentence[draft.head]
    ruled = _of_ruler(chains, draft)
    if ruled is not None:
        return ruled
    leavers = _country_of_goer(chains, draft)
    states = [
        c
        for c in salience.chains()
        if c.kind is MentionKind.COUNTRY and c.is_named and salience.of(c, sentence)
        if not leavers or c.country != leavers
    ]
    return max(states, key=lambda c: salience.of(c, sentence)) if states else None


def is_somebodys_state(chains: Chains, draft: Draft) -> bool:
    """True for "her country": whose it is tells which one, and nothing else."""
    return draft.kind is MentionKind.COUNTRY and chains.words.kid(draft.head, "nmod:poss") >= 0


def _of_whom(chains: Chains, owner: int) -> Chain | None:
    """The state of a person who says "my country", where the report names it."""
    person = chains.at(owner, MentionKind.PERSON)
    is_pronoun = person is not None and person.form is Form.PRONOUN
    return _named_state(chains, person.chain) if person is not None and is_pronoun else None


def _of_ruler(chains: Chains, draft: Draft) -> Chain | None:
    """The state of whoever "ran the country", "has led the country since"."""
    words, verb = chains.words, chains.words.head[draft.head]
    if words.dep[draft.head] != "obj" or words.lemma[verb] not in word_class("ruling"):
        return None
    subject = words.subject(verb)
    person = chains.at(subject, MentionKind.PERSON) if subject >= 0 else None
    return _named_state(chains, person.chain) if person is not None else None


def _named_state(chains: Chains, person: Chain | None) -> Chain | None:
    if person is None or person.country is None:
        return None
    states = (c for c in chains.each() if c.kind is MentionKind.COUNTRY and c.is_named)
    return next((c for c in states if c.country == person.country), None)


def _country_of_goer(chains: Chains, draft: Draft) -> str | None:
    """The state of strangers who come or go, which the country is not: "the French soldiers left the country"."""
    words, verb = chains.words, chains.words.head[draft.head]
    if words.lemma[verb] not in word_class("crossing") or words.dep[draft.head] not in ("obj", "obl"):
        return None
    subject = words.subject(verb)
    goer = chains.at(subject, MentionKind.GROUP, MentionKind.ORGANISATION) if subject >= 0 else None
    return goer.country if goer is not None else None
