"""Say whom the sentence before is about, with whom a pronoun that opens the next one goes on.

In:   a pronoun, and the chains told before it.
Out:  the subject of the main clause before; whether a chain allows the pronoun by kind, number and gender.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.detect.draft import Chain
from letopis.detect.pronouns import Pronoun, pronouns
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

ACTORS = (MentionKind.ORGANISATION, MentionKind.COUNTRY)


def fits(words: Words, told: Pronoun, chain: Chain) -> bool:
    """True when kind, number and gender of the chain allow the pronoun."""
    if told.refers == "person":
        return (
            chain.kind is MentionKind.PERSON and chain.number == "sg" and chain.gender in (None, told.gender)
        )
    if told.refers == "thing":
        return chain.kind in (*ACTORS, MentionKind.PLACE) and chain.number == "sg" and not chain.hidden
    if (
        chain.kind is MentionKind.GROUP
        and not chain.hidden
        and all(d.form is Form.PRONOUN for d in chain.drafts)
    ):
        return all(pronouns()[words.lower[d.head]].person == 3 for d in chain.drafts)
    return chain.hidden or chain.number == "pl"


def main_subject_before(chains: Chains, told: Pronoun, i: int) -> int:
    """Whoever the sentence before is about, for a pronoun that opens its own as the subject of its main clause, where
    others are named only in that one's lesser clauses; -1 where any of it is not so."""
    words = chains.words
    verb, sentence = words.head[i], words.sentence[i]
    opens = words.dep[i] in SUBJECTS and words.head[verb] == verb and not words.quote[i]
    if not opens or sentence == 0:
        return -1
    first, after = words.sentences[sentence - 1]
    root = next((k for k in range(first, after) if words.head[k] == k), -1)
    if root < 0 or words.block[root] != words.block[i] or words.quote[root]:
        return -1
    subject = words.own_subject(root)
    one = chains.at(subject) if subject >= 0 else None
    for k in range(first, after):
        found = chains.at(k) if k != subject else None
        if found is None or found.chain is None or not fits(words, told, found.chain):
            continue
        is_other = one is None or one.chain is not found.chain
        if is_other and not (_is_aside(words, k) or _begins_office(words, root)):
            return -1
    return subject


def _is_aside(words: Words, i: int) -> bool:
    """True in a relative clause or one of time, cause or circumstance: what a sentence tells beside its matter."""
    clause = words.predicate(i)
    told = any(words.lower[k] == "when" for k in words.kids[clause])
    return words.dep[clause] in ("acl:relcl", "advcl") and not told


def _begins_office(words: Words, verb: int) -> bool:
    """True of verbs whose other party leaves the stage: "succeeds", "takes over from"."""
    over = words.lemma[verb] == "take" and any(words.lower[k] == "over" for k in words.kids[verb])
    return over or words.lemma[verb] in word_class("begins_office")
