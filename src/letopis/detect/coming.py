"""Part those who are to take an office from those who hold it: "the president-elect" is not the president.

In:   a description by an office; the people who may be meant.
Out:  those of them who fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

NEW, UNKNOWN = "new", frozenset({"next", "future"})
GONE = frozenset({"outgoing", "former", "departing", "ex", "ousted", "deposed"})
FALLEN = frozenset({"ousted", "toppled", "deposed", "overthrown", "fallen", "unseated", "dethroned"})
REACH_BACK = 5  # words before a name in which its titles stand


def fitting(words: Words, draft: Draft, holders: Sequence[Chain], people: Sequence[Chain]) -> list[Chain]:
    """Of the holders of the office those who are meant: for somebody elect whoever is called so, else who has won."""
    if NEW in words.lower[draft.start : draft.head]:
        begun = [c for c in people if c.is_named and _takes_office(words, c, draft)]
        stay = [c for c in holders if not _is_going(words, c)]
        return begun if len(begun) == 1 else [c for c in begun or stay if c in holders]
    if not is_coming(words, draft.start, draft.end):
        plain = [c for c in holders if not _is_called_coming(words, c)]
        return plain or list(holders)
    called = [c for c in people if _is_called_coming(words, c)]
    return called or [c for c in people if c.is_named and _has_won(words, c)]


def ousted(chains: Chains, draft: Draft) -> Chain | None:
    """ "The toppled leader": the one person whose fall was told."""
    words = chains.words
    if FALLEN.isdisjoint(words.lower[draft.start : draft.head]):
        return None
    told = {
        id(d.chain): d.chain
        for d in chains.drafts
        if d.start < draft.start and d.kind is MentionKind.PERSON and d.chain is not None and _falls(words, d)
    }
    named = [chain for chain in told.values() if chain.is_named]
    return named[0] if len(named) == 1 else None


def outgoing(words: Words, draft: Draft, people: Sequence[Chain]) -> list[Chain]:
    """The people whom "the outgoing leader" may be: none of those who have taken an office or won it."""
    if not {"outgoing", "departing"} & set(words.lower[draft.start : draft.head]):
        return list(people)
    return [c for c in people if not _takes_office(words, c, draft)]


def _falls(words: Words, draft: Draft) -> bool:
    """True in "toppled X", "X was overthrown", "the ouster of X", "the ousted president, X"."""
    above, dep = words.head[draft.head], words.dep[draft.head]
    if dep in SUBJECTS and not dep.endswith("pass") and _leaves_power(words, above):
        return True
    done_to = dep in ("obj", "nsubj:pass", "nmod", "nmod:poss")
    if done_to and words.lemma[above] in word_class("toppling"):
        return True
    return not FALLEN.isdisjoint(words.lower[_before(words, draft) : draft.start])


def is_fallen(words: Words, draft: Draft) -> bool:
    """True for "the ousted president"."""
    return not FALLEN.isdisjoint(words.lower[draft.start : draft.head])


def _leaves_power(words: Words, verb: int) -> bool:
    """True for "fled", "stepped down", "gave up the presidency"."""
    parts = {words.lower[k] for k in words.kids[verb] if words.dep[k] == "compound:prt"}
    if words.lemma[verb] in ("step", "stand") and "down" in parts:
        return True
    objects = {words.lemma[k] for k in words.kids[verb] if words.dep[k] == "obj"}
    if words.lemma[verb] == "give" and "up" in parts:
        return bool(objects & (word_class("of_office") | {"presidency", "power", "premiership", "crown"}))
    return words.lemma[verb] in ("resign", "abdicate", "flee")


def last_in_line(chains: Chains, draft: Draft, holder: Chain, people: Sequence[Chain]) -> Chain:
    """The holder, or whoever the report has told before to have succeeded him, where it does not speak of him still."""
    words, here = chains.words, chains.words.sentence[draft.head]
    for _ in people:
        if any(here - 1 <= words.sentence[d.head] <= here and d.head < draft.head for d in holder.drafts):
            break
        after = next((c for c in people if c.is_named and _succeeded(chains, c, holder, draft)), None)
        if after is None:
            break
        holder = after
    return holder


def _succeeded(chains: Chains, chain: Chain, holder: Chain, draft: Draft) -> bool:
    """True for the subject of "succeeded", "replaced", "took over from" and the holder, told before the description."""
    words = chains.words
    for told in chain.drafts:
        verb = words.head[told.head]
        if words.dep[told.head] not in SUBJECTS or words.dep[told.head].endswith("pass"):
            continue
        if verb >= draft.head or words.lemma[verb] not in ("succeed", "replace", "take"):
            continue
        for k in words.kids[verb]:
            role = words.preposition(k) == "from" if words.lemma[verb] == "take" else words.dep[k] == "obj"
            found = chains.at(k) if role else None
            if found is not None and found.chain is holder and holder is not chain:
                return True
    return False


def is_culprit(words: Words, draft: Draft, chain: Chain) -> bool:
    """True for "the gunman" and somebody who is told by an office, and not as one who has done it."""
    lemma = words.lemma[draft.head]
    return lemma in word_class("culprit") and bool(chain.titles) and lemma not in chain.nouns


def is_another(words: Words, draft: Draft, chain: Chain) -> bool:
    """True for "the president-elect" and whoever is called president, and the other way round."""
    titles = {title for title, _, _ in chain.titles}
    if draft.title is None or draft.title not in titles:
        return False
    return is_coming(words, draft.start, draft.end) != _is_called_coming(words, chain)


def is_coming(words: Words, start: int, end: int) -> bool:
    """True where "elect", "designate" is among the words."""
    return any(part in word_class("coming") for word in words.lower[start:end] for part in word.split("-"))


def is_yet_unknown(words: Words, draft: Draft) -> bool:
    """True for "the next president", whoever that will be."""
    return draft.title is not None and bool(UNKNOWN & set(words.lower[draft.start : draft.head]))


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


def _takes_office(words: Words, chain: Chain, draft: Draft) -> bool:
    """True for the subject of "was sworn in", "took the oath", "won", "succeeds", up to the description's sentence."""
    for told in chain.drafts:
        verb, dep = words.head[told.head], words.dep[told.head]
        if dep not in SUBJECTS or verb == told.head or words.sentence[verb] > words.sentence[draft.head]:
            continue
        if words.lemma[verb] in word_class("sworn" if dep.endswith("pass") else "begins_office"):
            return True
        objects = {words.lemma[k] for k in words.kids[verb] if words.dep[k] == "obj"}
        gone_to = {words.lemma[k] for k in words.kids[verb] if words.preposition(k) == "to"}
        if words.lemma[verb] in ("come", "accede", "ascend", "rise", "return") and gone_to & word_class(
            "throne"
        ):
            return True
        if words.lemma[verb] in ("take", "swear", "assume", "ascend", "mount") and objects & word_class(
            "of_office"
        ):
            return True
    return _has_won(words, chain)


def _is_going(words: Words, chain: Chain) -> bool:
    """True for "the outgoing president", and for whom another succeeds, replaces or defeats."""
    for draft in chain.drafts:
        if draft.form is Form.PRONOUN:
            continue
        if GONE & set(words.lower[_before(words, draft) : draft.end]):
            return True
        verb = words.head[draft.head]
        if words.preposition(draft.head) == "from" and words.lemma[verb] in ("take", "inherit"):
            return True
        if words.dep[draft.head] == "obj" and words.lemma[verb] in word_class("replacing") | word_class(
            "killing"
        ):
            return True
    return False
