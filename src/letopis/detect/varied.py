"""Find whom a description that only varies a name goes on with: "Kos complained of the delay. The former banker …".

In:   a description, the chains, the people it may be.
Out:  the chain it is, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.salience import Salience
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains


def alone_before(chains: Chains, draft: Draft, people: list[Chain]) -> Chain | None:
    """The one person named in the sentence before, in one paragraph, where both are subjects of their sentences."""
    words = chains.words
    name = named_before(chains, draft, MentionKind.PERSON) if words.dep[draft.head] in SUBJECTS else None
    if name is None or words.block[name.head] != words.block[draft.head]:
        return None
    acts = words.dep[name.head] in SUBJECTS and words.head[words.head[name.head]] == words.head[name.head]
    return next((c for c in people if c is name.chain), None) if acts else None


def named_before(chains: Chains, draft: Draft, kind: MentionKind) -> Draft | None:
    """The one of a kind whose name stands in the sentence before, by its last name there; None where several are."""
    before = chains.words.sentence[draft.head] - 1
    if before < 0:
        return None
    named = {
        id(d.chain): d
        for k in range(*chains.words.sentences[before])
        for d in chains.by_head.get(k, ())
        if d.form is Form.NAME and d.kind is kind and d.chain is not None
    }
    return next(iter(named.values())) if len(named) == 1 else None


def tells_age(chains: Chains, draft: Draft) -> bool:
    """True for "the former miner", "the 64-year-old lawyer": told of somebody already known."""
    before = "".join(chains.words.lower[draft.start : draft.head])
    return "year-old" in before or any(
        word in word_class("telling") for word in chains.words.lower[draft.start : draft.head]
    )


def weighed(salience: Salience, people: list[Chain], sentence: int) -> list[tuple[float, Chain]]:
    """Whoever of the people has a name, with the weight for a reader of this sentence, the most in mind first."""
    weights = [(salience.of(c, sentence), c) for c in people if c.is_named]
    return sorted(weights, key=lambda entry: (-entry[0], entry[1].first.start))


def named_in_front(chains: Chains, pronoun: int) -> set[int]:
    """Chains named in the clause that the pronoun's verb reports in front: "His deputy would be Kos, he announced"."""
    words, verb = chains.words, chains.words.head[pronoun]
    above = words.head[verb]
    tops = [k for k in words.kids[verb] if words.dep[k] == "ccomp" and k < pronoun]
    if words.dep[verb] == "parataxis" and above < pronoun:
        tops.append(above)
    found, first = set[int](), words.sentences[words.sentence[pronoun]][0]
    first = max((k + 1 for k in range(first, pronoun) if words.text[k] in (":", ";")), default=first)
    for k in range(first, pronoun) if tops else ():
        named = chains.at(k)
        aside = words.dep[k] not in (*SUBJECTS, "nmod:poss")  # "Kos would run again, he said" may be Kos
        if named is not None and named.form is Form.NAME and aside and not words.quote[k]:
            found.add(id(named.chain))
    return found
