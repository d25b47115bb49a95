"""Which words tell a description apart, and whether a chain is called so.

In:   the chains, a nominal draft, a chain.
Out:  its modifiers; whether the chain bears them; whether a body may be called by a noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.mention import Form

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

MEDIA = frozenset({"news_agency", "outlet"})


def is_narrowed(chains: Chains, draft: Draft) -> bool:
    """True for "his party", "the head of the bank": a possessor or a complement says which one it is."""
    return draft.end > draft.core or chains.words.kid(draft.head, "nmod:poss") >= 0


def noun_of(words: Words, draft: Draft) -> str:
    """The lemma of the noun that heads a description, with what a hyphen joins to it: "attorney-general"."""
    head = draft.head
    joined = head - 2 >= draft.start and words.text[head - 1] == "-"
    return f"{words.lower[head - 2]}-{words.lemma[head]}" if joined else words.lemma[head]


def modifiers(chains: Chains, draft: Draft) -> set[str]:
    """The words before the head noun that tell things of its kind apart."""
    words, found, k = chains.words, set(), draft.start
    while k < draft.head:
        after = k + 1
        while after + 1 < draft.head and words.text[after] == "-":
            after += 2
        word = "".join(words.lower[k:after])  # "state-run" is one modifier, however it was cut
        counted = after > k + 1 and words.lower[after - 1] in word_class("counted_part")
        if counted:
            pass  # "the 15-nation bloc" is a bloc of any name
        elif words.pos[k] in ("ADJ", "NOUN", "PROPN", "NUM") and word not in word_class("colour"):
            found.update(words.lower[k:after:2])
        k = after
    return found


def has_modifiers(chains: Chains, chain: Chain, draft: Draft) -> bool:
    """True when every modifier of the description was said of the chain, or is one that anything can have."""
    asked = modifiers(chains, draft)
    said = {word for d in chain.drafts for word in chains.words.lower[d.start : d.end]} | chain.nouns
    kinds = {part for d in chain.drafts for part in d.sort.split("_")}
    return all(word in said or word in kinds or word in word_class("kind_field") for word in asked)


def is_called(chains: Chains, chain: Chain, lemma: str) -> bool:
    """True when a body may be called by this noun: it was, its name has it, or the gazetteer's kind says so."""
    if lemma in chain.nouns:
        return True
    for draft in chain.drafts:
        if draft.form is Form.PRONOUN:
            continue
        if draft.sort in MEDIA and lemma in word_class("media"):
            return (lemma == "agency") == (draft.sort == "news_agency") or lemma not in ("agency", "newswire")
        if (
            draft.sort.replace("_", " ").split(" ")[-1] == lemma
            or lemma in (draft.value or "").casefold().split()
        ):
            return True
        if any(lemma in word_class(f"kind_{kind}") for kind in draft.sort.split("_")):
            return True
        if draft.form is Form.NOMINAL and chains.words.lemma[draft.head] == lemma:
            return True
    return False


def is_aged(chains: Chains, draft: Draft) -> bool:
    """True for "the 55-year-old grandson of a premier", which presents nobody new."""
    words = chains.words
    return words.lower[draft.start] == "the" and "year-old" in "".join(words.lower[draft.start : draft.head])
