"""Who speaks and acts for whom: for a state its government and who leads it, for a head of government the state.

In:   an actor; tenures and bodies that stand for it.
Out:  whether a line is the actor's, and by whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from letopis.claim import ClaimKind
from letopis.profile import Line, Part
from letopis.view.holders import sureness
from letopis.view.stances import is_earlier

SURE = 2  # an office held near a sighting, or between two


@dataclass(frozen=True, slots=True)
class Voices:
    """Those who speak and act for an actor.

    Attributes:
        actor: its id; bodies: ids of bodies that always stand for it; chambers: those of them that only decide for it
            what they pass.
        held: id → tenures; while one of them holds, this one stands for the actor; tenures: all of their holders.
    """

    actor: str
    bodies: frozenset[str] = frozenset()
    chambers: frozenset[str] = frozenset()
    held: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    tenures: tuple[Line, ...] = ()

    def of(self, line: Line) -> Part | None:
        """Who speaks or acts in a line, where that is the actor or one who stands for it then; the actor first."""
        roles = ("speaker",) if line.claim.kind is ClaimKind.STATEMENT else ("actor", "subject")
        parts = [part for part in line.all(*roles) if part.entity is not None]
        own = next((part for part in parts if part.entity == self.actor), None)
        return own or next((part for part in parts if self._stands(part.entity or "", line)), None)

    def _stands(self, entity: str, line: Line) -> bool:
        if entity in self.bodies:
            return True
        tenures = [one for one in self.held.get(entity, ()) if self._is_called(one, entity, line)]
        return any(sureness(one, line, self._all_of(one)) >= SURE for one in tenures)

    def _is_called(self, tenure: Line, entity: str, line: Line) -> bool:
        """True where the article gives a person the office; what was before is not told of the office."""
        holds = any(part.entity == entity for part in tenure.all("holder"))
        return not holds or (tenure.claim.document == line.claim.document and not is_earlier(line))

    def _all_of(self, tenure: Line) -> Sequence[Line]:
        holders = {part.entity for part in tenure.all("holder")}
        return [one for one in self.tenures if holders & {part.entity for part in one.all("holder")}]
