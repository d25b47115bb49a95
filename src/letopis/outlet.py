"""What an outlet (a publisher, a news agency) is said to be: where it is at home, whether a state runs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letopis.claim import Evidence


class TraitKind(StrEnum):
    """The traits that a profile has."""

    COUNTRY = "country"
    STATE_RUN = "state_run"


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait as an article gives it in passing ("the state-run agency X").

    Attributes:
        mention: id of the mention of the outlet.
        kind: which trait.
        value: of a country its ISO 3166 alpha-2 code; of the other "yes" or "no".
        evidence: the sentence; its cue is the words that give the trait.
    """

    mention: str
    kind: TraitKind
    value: str
    evidence: Evidence
