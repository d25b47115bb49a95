"""Say which people of a text are known leaders, and who of them "the president" can be.

In:   chains of people by name; the list of leaders.
Out:  their states and the offices that they held at some time. It is not known here when the text was written, so a
      post is used only where the text names one holder of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from letopis import gazetteer
from letopis.detect.draft import Chain, Draft
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains
    from letopis.detect.salience import Salience


def tell_known(chains: Chains) -> None:
    """Give each person whom the list of leaders has by full name the offices and the state that it tells."""
    for draft in chains.drafts:
        if draft.kind is MentionKind.PERSON and draft.form is Form.NAME and draft.chain is not None:
            offices = gazetteer.offices_ever(chains.words.span(draft.start, draft.end))
            draft.chain.known |= offices
            states = {state for _, state in draft.chain.known}
            if len(states) == 1:
                draft.chain.country = draft.chain.country or states.pop()


def known_holders(people: Iterable[Chain], draft: Draft) -> list[Chain]:
    """Those of the people who held the office of a description in a state of which the text names no other holder."""
    held: dict[str, list[Chain]] = {}
    for chain in people:
        for office, state in chain.known:
            if office == draft.title and draft.country in (None, state):
                held.setdefault(state, []).append(chain)
    return [found[0] for found in held.values() if len(found) == 1]


def known_before(salience: Salience, people: list[Chain], draft: Draft) -> Chain | None:
    """The one person just told of who is known to have held the office, where the report calls so only people whom
    it names later."""
    near = [
        c
        for c in people
        if c.is_named
        and c.first.start < draft.start
        and salience.last(c) >= salience.words.sentence[draft.head] - 1
        and any(office == draft.title for office, _ in c.known)
    ]
    return near[0] if len(near) == 1 else None


def rules(chain: Chain) -> bool:
    """True for whoever is told to hold the highest office of a state, or is known to have held it."""
    kinds = {kind for _, kind, _ in chain.titles} | {
        o.kind for t, _ in chain.known if (o := gazetteer.office(t))
    }
    return bool(kinds & {"head_of_state", "head_of_government", "monarch"})
