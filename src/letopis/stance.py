"""How words stand to what they govern: "plan to", "fail to", "deny that".

In:   rows of data/lexicon/<language>/modality.tsv and signatures.tsv.
Out:  a `Stance` for each row of the one, a `Signature` for each of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from letopis.claim import Modality, Polarity
from letopis.errors import DataError

GOVERNED = frozenset({"to", "ing", "that", "noun", "obj", "subj", "clause", "compound"})


@dataclass(frozen=True, slots=True)
class Stance:
    """One row of modality.tsv: words that say how far what they govern is asserted.

    Attributes:
        name: a class of signatures.tsv.
        governs: the forms for which that holds: "to" an infinitive, "ing", "that" a clause, "noun", "obj" a noun that
            is its object, "subj" its subject, "clause" the clause that it stands in, "compound" a noun right before
            it; where it is empty the first four.
        company: words of which one must hang on it (column `with`); empty where it stands alone.
    """

    name: str
    governs: frozenset[str]
    company: frozenset[str]

    @property
    def weight(self) -> int:
        """How specific the row is."""
        return 2 * bool(self.company) + bool(self.governs)


class Signature(NamedTuple):
    """What a class of words does to what it governs, where the word is said and where it is denied: how sure that
    is, and whether it is said not to be; with `settles` whatever stands around it."""

    said: tuple[Modality, bool]
    denied: tuple[Modality, bool]
    settles: bool


def stance_from(line: str, row: Mapping[str, str]) -> Stance:
    """The stance of a row of modality.tsv; `line` is its place, for the error.

    Raises:
        DataError: it governs what nothing is.
    """
    governs, company = (frozenset(filter(None, row.get(name, "").split("|"))) for name in ("governs", "with"))
    if unknown := governs - GOVERNED:
        raise DataError(f"{line}: {', '.join(sorted(unknown))} is none of {', '.join(sorted(GOVERNED))}")
    return Stance(row["class"], governs, company)


def signature_from(line: str, row: Mapping[str, str]) -> Signature:
    """The signature of a row of signatures.tsv.

    Raises:
        DataError: a cell is not a modality and a polarity.
    """
    return Signature(_effect(line, row["said"]), _effect(line, row["denied"]), row["settles"] == "yes")


def _effect(line: str, cell: str) -> tuple[Modality, bool]:
    told, _, polarity = cell.partition(" ")
    if told not in list(Modality) or polarity not in list(Polarity):
        raise DataError(f"{line}: {cell!r} is not a modality and a polarity, such as 'planned negated'")
    return Modality(told), polarity == Polarity.NEGATED
