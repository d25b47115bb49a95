"""What an expression is told against, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from letopis.detect.timex.lexer import Token
from letopis.detect.timex.reading import Reading
from letopis.detect.timex.rules import Match


@dataclass(frozen=True, slots=True)
class Context:
    """What a builder may look at.

    Attributes:
        anchor: the day it is told on.
        direction: asks for the tense of the governing verb, one of those of `tense`.
        narrative: the point in time that was last told of, or None.
        scene: the day of the story's last told deed, which no "had" leads back from, or None.
        day: the same in its paragraph; in another one the first day that the report told.
        quarter: the fiscal quarter or year that was last told of, for "a year ago" in reports of figures, or
        None.
        year: a past year that was named before in the same sentence ("In 1991 … on August 25"), or None.
        limit: True after until, by, through: the nearest one, whatever the tense.
        is_due: True after "for" in a past tense ("had been set for Friday"): the nearest one, whatever the tense.
        is_compared: True where the sentence compares with it ("compared with $2 million last year").
        before, after: the neighbouring tokens, or None at the edge of the block.
    """

    anchor: date
    direction: Callable[[], str]
    narrative: Reading | None = None
    quarter: Reading | None = None
    year: int | None = None
    limit: bool = False
    before: Token | None = None
    after: Token | None = None
    is_due: bool = False
    is_compared: bool = False
    scene: Reading | None = None
    day: Reading | None = None

    @property
    def nearest(self) -> str:
        """ "future" or "past": the way to look for the nearest day of that name."""
        return "future" if self.direction() in ("future", "scheduled") else "past"


Builder = Callable[[Match, Context], Reading | None]
