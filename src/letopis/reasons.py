"""Why the mentions of a thing are one.

In:   a store; an entity.
Out:  rows of view/: the machine's judgements on its chains, and what people decided on them.
"""

from __future__ import annotations

from letopis import view
from letopis.entity import Entity
from letopis.standing import attach
from letopis.store import Store


def why_one(store: Store, entity: Entity) -> list[view.ReasonRow]:
    """The judgements that touch its chains, the least sure first."""
    chains = frozenset(entity.chains)
    judged = [*store.judgements(), *attach(store).judgements]
    own = [one for one in judged if one.left in chains or one.right in chains]
    told = store.words_of({chain for one in own for chain in (one.left, one.right)})
    words = {chain: view.ChainWords(*named) for chain, named in told.items()}
    seen = [
        one
        for one in own
        if all(side in words or side.startswith(view.LIST) for side in (one.left, one.right))
    ]
    return view.reason_rows(seen, words)
