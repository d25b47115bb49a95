"""Score how likely a mention stands for the same as an earlier one, by the learned scorer.

In:   words; drafts with the chains that names and syntax gave them; encoder states.
Out:  `Scores`: of each draft, its earlier drafts with their scores, over the score of standing for something new.

Where the annotation has no encoder states (another pipeline than ours), every score is 0 and the rules decide alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from letopis.detect.draft import Chain, Draft
from letopis.detect.pair_table import MentionTable
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind
from letopis.model.antecedents import Antecedents, load_antecedents


class Scores:
    """Scores of the drafts of one document; `is_whole` where every draft was asked about."""

    def __init__(self, table: MentionTable, tensor: Any, scorer: Antecedents, asked: Any = None) -> None:
        self.table, self.is_whole = table, asked is None
        rows, earlier, common = table.candidates(asked)
        states = np.asarray(tensor, dtype=np.float32)[table.head]
        pair, new, mention = scorer.score(
            states, table.alone, rows, earlier, table.pairs(rows, earlier, common)
        )
        self._over: list[float] = (pair - new[rows]).tolist()
        self._earlier: list[int] = earlier.tolist()
        self._bounds = np.searchsorted(rows, np.arange(len(table) + 1)).tolist()
        self._mention: list[float] = mention.tolist()

    def of(self, draft: Draft) -> list[tuple[float, Draft]]:
        """The earlier drafts that it may stand for the same as, each with its log odds over being new; by place."""
        row = self.table.rows.get(id(draft))
        if row is None:
            return []
        first, last = self._bounds[row], self._bounds[row + 1]
        drafts = self.table.drafts
        return [
            (score, drafts[at])
            for score, at in zip(self._over[first:last], self._earlier[first:last], strict=True)
        ]

    def of_chains(self, draft: Draft) -> dict[int, tuple[float, Chain]]:
        """The score of each earlier chain, of all its mentions together, by `id()` of the chain."""
        found: dict[int, tuple[list[float], Chain]] = {}
        for score, other in self.of(draft):
            if other.chain is not None:
                found.setdefault(id(other.chain), ([], other.chain))[0].append(score)
        return {
            key: (float(np.logaddexp.reduce(scores)) if len(scores) > 1 else scores[0], chain)
            for key, (scores, chain) in found.items()
        }

    def is_mention(self, draft: Draft) -> bool:
        """True where the draft is likely to be a mention of something, by itself."""
        row = self.table.rows.get(id(draft))
        return row is None or self._mention[row] > 0


def score_pairs(
    words: Words,
    drafts: Sequence[Draft],
    speakers: Mapping[int, Draft],
    tensor: Any,
    *,
    everything: bool = True,
) -> Scores | None:
    """The scores of a document; None where there are no encoder states of the scorer's width.

    Without `everything` only pronouns, definite descriptions of people, bodies and states, and first names of people
    are asked about: what claims need.
    """
    if tensor is None or getattr(tensor, "shape", (0,))[0] != len(words) or not drafts:
        return None
    scorer = load_antecedents()
    if tensor.shape[1] != scorer.manifest["state"]:
        return None
    table = MentionTable(words, drafts, speakers)
    asked = None if everything else np.array([_is_open(draft) for draft in table.drafts])
    return Scores(table, tensor, scorer, asked)


def _is_open(draft: Draft) -> bool:
    """True of what may stand for something told before."""
    if draft.form is Form.NAME:
        return draft.kind is MentionKind.PERSON and draft.chain is not None and draft.chain.first is draft
    if draft.form is Form.PRONOUN:
        return draft.kind is not MentionKind.OTHER or draft.gender == "n"
    return draft.form is Form.NOMINAL and draft.kind is not MentionKind.OTHER and not draft.fixed
