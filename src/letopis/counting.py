"""What an event counts as, and for which countries: the words of counting, for ours or a user's codebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from letopis.profile import Line

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
COOPERATION = (1, 2)


@dataclass(frozen=True, slots=True)
class Code:
    """What an event counts as.

    Attributes:
        type: a code of the ontology, or a category of a user's codebook.
        quad: 1 to 4 (QUADS), or None where it is neither cooperation nor conflict.
        intensity: from conflict (−10) to cooperation (+10), or on the user's own scale; None where none is given.
        mutual: where nobody is acted on, those who act do it with one another (they meet, they sign).
    """

    type: str
    mode: str | None = None
    quad: int | None = None
    intensity: float | None = None
    mutual: bool = False


Coder = Callable[[Line], Code | None]  # None: the event is not counted


@dataclass(frozen=True, slots=True)
class Codebook:
    """A way to count events: `code` of a line, and `types`, all that it can give, in the order of the columns."""

    name: str
    types: tuple[str, ...]
    code: Coder
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Nation:
    """A country of a panel: ISO alpha-3 code (or PLOVER's of what belongs to no state: UNO, EUR), its name, its
    Correlates of War number.
    """

    code: str
    name: str
    cow: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a series, for drawing: events by quad class, and their mean intensity, None where none has one."""

    period: str
    start: date
    quads: Mapping[int, int]
    intensity: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """A series, for drawing: of a pair or in a direction."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def events(self) -> int:
        """How many events of cooperation or conflict are in it."""
        return sum(sum(bar.quads.values()) for bar in self.bars)
