"""Say what mentions without a name can stand for, and how likely the model has it.

In:   a document, annotated.
Out:  doubts in text order: the mention, why no name was found for it, the named things before it that may fit.

Runs when a document is explained, not when it is read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from spacy.tokens import Doc

from letopis.detect import annotated, find_drafts
from letopis.detect.chains import Chains, make_chains
from letopis.detect.draft import NOT_TOLD, Chain, Draft
from letopis.detect.times import find_times
from letopis.detect.words import words_of
from letopis.document import Document
from letopis.explained import Candidate, Doubt
from letopis.mention import Form

MOST, LEAST = 3, 0.01  # candidates that are told, and how likely they must be


def find_doubts(document: Document, doc: Doc) -> list[Doubt]:
    """The mentions of people, bodies, states and groups that no name was found for."""
    words = words_of(document, doc)
    chains = make_chains(words, find_drafts(words, doc, list(find_times(document, doc))), *annotated(doc))
    found = []
    for draft in chains.drafts:
        if draft.unnamed is None or draft.form is Form.NAME or draft.kind in NOT_TOLD:
            continue
        start, end = words.start[draft.start], words.end[draft.end - 1]
        text = document.text[start:end]
        found.append(Doubt(start, end, text, str(draft.kind), str(draft.unnamed), _candidates(chains, draft)))
    return sorted(found, key=lambda doubt: (doubt.start, doubt.end))


def _candidates(chains: Chains, draft: Draft) -> tuple[Candidate, ...]:
    """The chains with a name before it, the likeliest first."""
    scores: Mapping[int, tuple[float, Chain]] = chains.scores.of_chains(draft) if chains.scores else {}
    named = [
        (_share(score), _name(chains, chain)) for score, chain in scores.values() if chain is not draft.chain
    ]
    best: dict[str, float] = {}
    for share, name in named:
        if name and share >= LEAST:
            best[name] = max(share, best.get(name, 0.0))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Candidate(name, share) for name, share in ranked[:MOST])


def _share(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))), 2)


def _name(chains: Chains, chain: Chain) -> str:
    """The longest name of a chain, or ""."""
    names = [
        chains.words.document.text[chains.words.start[d.start] : chains.words.end[d.end - 1]]
        for d in chain.drafts
        if d.form is Form.NAME
    ]
    return max(names, key=lambda name: (len(name), name), default="")
