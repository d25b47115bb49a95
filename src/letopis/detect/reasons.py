"""Say why a mention is in no chain with a name.

In:   finished chains; who speaks in each quotation; the pronouns that two people fitted alike.
Out:  a reason for each such mention.

A wrong speaker is worse than none, so some stay described; the reason tells a reader why, and whether looking helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.pronouns import pronouns
from letopis.detect.speakers import speaker_at
from letopis.mention import Form, Unnamed

if TYPE_CHECKING:
    from letopis.detect.chains import Chains


def tell_reasons(chains: Chains, speakers: Mapping[int, Draft]) -> None:
    """Set the reason of each draft whose chain has no name and no members that have one."""
    reasons: dict[int, Unnamed | None] = {}
    things = set(map(id, chains.drafts))
    for draft in chains.drafts:
        chain = draft.chain
        if chain is None or draft.members or chain.members or _has_name(chain, things):
            continue
        if id(chain) not in reasons:
            reasons[id(chain)] = _reason(chains, chain, speakers, things)
        draft.unnamed = reasons[id(chain)]


def _has_name(chain: Chain, things: set[int]) -> bool:
    """True when a claim can name it: a name that is only a noun phrase of some other thing is none."""
    return any(draft.form is Form.NAME and id(draft) in things for draft in chain.drafts)


def _reason(chains: Chains, chain: Chain, speakers: Mapping[int, Draft], things: set[int]) -> Unnamed | None:
    described = [draft for draft in chain.drafts if draft.form is Form.NOMINAL and id(draft) in things]
    if described:
        if any(draft.fixed for draft in described):
            return Unnamed.BY_SOURCE
        return Unnamed.GROUP if described[0].number == "pl" else Unnamed.NO_ANTECEDENT
    first = next(draft for draft in sorted(chain.drafts, key=lambda d: d.start) if id(draft) in things)
    told = pronouns().get(chains.words.lower[first.head])
    if any(id(draft) not in things for draft in chain.drafts):
        return Unnamed.BY_SOURCE if told is not None and told.refers == "person" else Unnamed.NO_ACTOR
    if told is not None and told.person == 1:
        return Unnamed.GROUP if told.number == "pl" else _of_speaker(chains, first, speakers)
    if any(draft.is_torn for draft in chain.drafts):
        return Unnamed.SEVERAL
    return Unnamed.GROUP if first.number == "pl" else Unnamed.NO_ANTECEDENT


def _of_speaker(chains: Chains, draft: Draft, speakers: Mapping[int, Draft]) -> Unnamed:
    """Of "I" whose speaker has no name: the speaker is unknown, or described only."""
    speaker = speaker_at(chains.words, speakers, draft.head)
    return Unnamed.UNKNOWN_SPEAKER if speaker is None else Unnamed.BY_SOURCE
