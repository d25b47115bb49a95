"""Why the mentions of a thing are one: which chains were joined, how surely, and on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from letopis.decision import Judgement

LIST = "list:"  # a judgement's side that is no chain but a name on the list of leaders


@dataclass(frozen=True, slots=True)
class ChainWords:
    """How a chain is called in its document: its name, or the words that describe it."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One judgement.

    Attributes:
        one, other: what the two chains are called. same: False where a person parted them.
        score: how sure, 0 to 1. because: names, country, office, days, company, list, with what each adds or takes; of
            a person's decision what he gave as reason.
        by: "machine:resolve" or "person:" and a name. source, other_source: paths of the two documents.
        id: the judgement.
    """

    one: str
    other: str
    same: bool
    score: float
    because: str
    by: str
    source: str
    other_source: str
    id: str


def reason_rows(judgements: Iterable[Judgement], words: Mapping[str, ChainWords]) -> list[ReasonRow]:
    """The rows, the least sure first."""
    rows = [_row(judgement, words) for judgement in judgements]
    return sorted(rows, key=lambda row: (row.score, row.source, row.other_source, row.id))


def _row(judgement: Judgement, words: Mapping[str, ChainWords]) -> ReasonRow:
    left, right = (_side(chain, words) for chain in (judgement.left, judgement.right))
    return ReasonRow(
        left.words,
        right.words,
        judgement.same,
        judgement.score,
        judgement.reason,
        judgement.by,
        left.path,
        right.path,
        judgement.id,
    )


def _side(chain: str, words: Mapping[str, ChainWords]) -> ChainWords:
    if chain.startswith(LIST):
        return ChainWords(chain.removeprefix(LIST), "")
    return words.get(chain, ChainWords(chain, ""))
