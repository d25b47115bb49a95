"""Drafts and their chains, on the way to mentions."""

from __future__ import annotations

from letopis.detect.draft import Chain, Draft, ids_of
from letopis.mention import Form, MentionKind


def chain_of_one(at: int) -> Chain:
    """A chain with one draft at a token."""
    chain = Chain(kind=MentionKind.PERSON)
    draft = Draft(at, at + 1, at, MentionKind.PERSON, Form.NAME)
    draft.chain = chain
    chain.drafts.append(draft)
    return chain


def test_members_of_a_group_keep_their_ids_when_their_chain_is_merged_into_another() -> None:
    """The other chain's id stands for both; what is hidden has none."""
    kept, gone, hidden = chain_of_one(0), chain_of_one(5), chain_of_one(9)
    for draft in gone.drafts:
        draft.chain = kept
    assert ids_of([kept, gone, hidden], {id(kept): "chn:kept"}) == {"chn:kept"}
