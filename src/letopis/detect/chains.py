"""Put mentions of one document that are the same thing into one chain.

In:   words; drafts of all kinds; what the model says of who speaks.
Out:  every draft with its chain; chains know their gender, country, titles and, of groups, members.

Names first, then what syntax says (appositions, copulas, relative clauses), then descriptions and pronouns from left to
right (antecedents.py). A wrong link names a wrong speaker, so whatever is doubtful stays apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from letopis.detect.antecedents import resolve_references
from letopis.detect.draft import Chain, Draft
from letopis.detect.joining import join_rest
from letopis.detect.known import tell_known
from letopis.detect.owners import place_institutions, tell_countries
from letopis.detect.pair_scores import Scores, score_pairs
from letopis.detect.phrases import JOINED, find_phrases
from letopis.detect.reasons import tell_reasons
from letopis.detect.same_names import link_names
from letopis.detect.speakers import speakers_of_quotes
from letopis.detect.structures import link_structures, whose
from letopis.detect.words import Words
from letopis.mention import MentionKind


class Chains:
    """The chains of a document while they are made.

    Attributes:
        drafts: what claims may speak of; others: all other noun phrases, which end up in no claim.
        joined: the chain of each list of phrases, by the head of the first.
    """

    def __init__(self, words: Words, drafts: Sequence[Draft]) -> None:
        self.words = words
        self.drafts = sorted(drafts, key=lambda draft: (draft.start, -draft.end))
        self.by_head: dict[int, list[Draft]] = {}
        self.by_start: dict[int, list[Draft]] = {}
        self.by_end: dict[int, list[Draft]] = {}
        for draft in self.drafts:
            self.by_end.setdefault(draft.end, []).append(draft)
            self.by_start.setdefault(draft.start, []).append(draft)
            self.by_head.setdefault(draft.head, []).append(draft)
            draft.chain = _single(draft)
        self.scores: Scores | None = None
        self.joined: dict[int, Chain] = {}
        self.others = find_phrases(words, self.drafts)
        for draft in self.others:
            draft.chain = Chain([draft], draft.kind, draft.gender, draft.number)
            if draft.sort == JOINED:
                self.joined[draft.head] = draft.chain

    def things(self) -> list[Draft]:
        """Every draft that stands for something, the noun phrases of all other things included."""
        return [draft for draft in self.drafts if draft.kind not in _NO_ACTORS] + self.others

    def at(self, i: int, *kinds: MentionKind) -> Draft | None:
        """The draft whose head is token `i`, of one of these kinds (any but OFFICE, TIME and QUANTITY by default)."""
        for draft in self.by_head.get(i, ()):
            if draft.kind in kinds or (not kinds and draft.kind not in _NO_ACTORS):
                return draft
        return None

    def merge(self, left: Draft, right: Draft) -> None:
        """Make the chains of two drafts one."""
        kept, gone = chain_of(left), chain_of(right)
        if kept is gone:
            return
        if len(gone.drafts) > len(kept.drafts) or (gone.is_named and not kept.is_named):
            kept, gone = gone, kept
        kept.hidden = False
        for draft in gone.drafts:
            draft.chain = kept
        kept.drafts += gone.drafts
        kept.gender = kept.gender or gone.gender
        kept.country = kept.country or gone.country
        kept.titles |= gone.titles
        kept.nouns |= gone.nouns
        kept.known |= gone.known
        kept.members = kept.members or gone.members
        if kept.kind is MentionKind.OTHER:
            kept.kind = gone.kind

    def each(self) -> list[Chain]:
        """Every chain once, by first mention."""
        seen: dict[int, Chain] = {}
        for draft in self.drafts:
            chain = chain_of(draft)
            seen.setdefault(id(chain), chain)
        return list(seen.values())


_NO_ACTORS = frozenset({MentionKind.OFFICE, MentionKind.TIME, MentionKind.QUANTITY})


def chain_of(draft: Draft) -> Chain:
    """The chain of a draft that has one by now."""
    assert draft.chain is not None
    return draft.chain


def _single(draft: Draft) -> Chain:
    chain = Chain([draft], draft.kind, draft.gender, draft.number, draft.country)
    if draft.title and draft.kind is not MentionKind.OFFICE:
        chain.titles.add((draft.title, draft.sort, whose(draft)))
    return chain


def make_chains(
    words: Words,
    drafts: Sequence[Draft],
    attributions: Sequence[dict[str, Any]],
    tensor: Any,
    *,
    everything: bool = False,
) -> Chains:
    """The finished chains; `tensor` has the encoder's state of each token, or is empty.

    With `everything` also what no claim speaks of is put into chains.
    """
    chains, speakers = begin_chains(words, drafts, attributions)
    scores = score_pairs(words, chains.things(), speakers, tensor, everything=everything)
    resolve_references(chains, speakers, scores)
    if scores is not None:
        join_rest(chains, scores)
    tell_countries(chains)
    tell_reasons(chains, speakers)
    chains.scores = scores
    return chains


def begin_chains(
    words: Words, drafts: Sequence[Draft], attributions: Sequence[dict[str, Any]]
) -> tuple[Chains, dict[int, Draft]]:
    """The chains that names and syntax make, and who speaks in each quotation."""
    chains = Chains(words, drafts)
    link_names(chains)
    tell_known(chains)
    link_structures(chains)
    tell_countries(chains)
    speakers = speakers_of_quotes(chains, attributions)
    place_institutions(chains)
    return chains, speakers
