"""An event that is announced: who is to do what, by when, and what became of it, each turn with the line that tells it.

A plan is never stored: it is a pure function of the lines of a record, and its status one of the day that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from letopis.profile import Line
from letopis.times import Interval


class Status(StrEnum):
    """How a plan stands on a day."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    FULFILLED = "fulfilled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"


class Turn(StrEnum):
    """What one line does to a plan.

    announced: told for the first time; repeated: told again; dated: told with another time, or a closer one; postponed,
    cancelled, denied: as it says; missed: told not to have happened; partly: done in part; fulfilled: done.
    """

    ANNOUNCED = "announced"
    REPEATED = "repeated"
    DATED = "dated"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    MISSED = "missed"
    PARTLY = "partly"
    FULFILLED = "fulfilled"


@dataclass(frozen=True, slots=True)
class Step:
    """One line that tells of a plan, and what it does to it.

    Attributes:
        due: the plan's time from then on.
        said: the day by which it was announced, where the report tells that and it lies before the report.
    """

    turn: Turn
    line: Line
    due: Interval | None = None
    said: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An announced event.

    Attributes:
        id: "pln:" and a digest of the claim that told it first.
        steps: every line that tells of it, in the order in which a reader could know them.
        type, mode: the act, as an event's.
        due: when it is to be, as the newest report has it; None where none tells.
    """

    id: str
    steps: tuple[Step, ...]
    type: str
    mode: str | None = None
    due: Interval | None = None

    @property
    def first(self) -> Line:
        """The line that told it first."""
        return self.steps[0].line

    @property
    def told(self) -> tuple[Line, ...]:
        """The lines that announce it, oldest first; where it was only ever called off, the line that does."""
        announcing = (Turn.ANNOUNCED, Turn.REPEATED, Turn.DATED)
        return tuple(step.line for step in self.steps if step.turn in announcing) or (self.first,)


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What language and ontology know of plans.

    Attributes:
        turns: words → what they do to the plan that they are about.
        types_of: the event types that a word names ("summit": CONSULT), empty where it names none.
        types_of_deed: the event types that a verb can tell ("abolish": LEGISLATE).
        fulfils: of a planned and a done type and mode: True where the one can come true as the other.
        family: the type under which all types lie that can be one plan.
        once: types of what is done once, so that another day is another date and not another plan.
        alone: types of what one does alone, so that nobody else need be named.
        symmetric: types whose parties all do it with one another.
        countries: codes of the countries that words name.
        common: beginnings of words that tell no plan from another of its type ("treaty", "visit").
        planning: words that name a plan ("plans", "intention").
        is_relay: True for words that describe a paper, an agency or a station.
        late: types, with their mode where that matters, of what two do once and is the same when it is done late.
        becomes: of a planned and a done type and mode that are not one: what both must share for the one to come true
            as the other, one of these ("vote", "theme", "verb", "leaver", "answer", "together", …).
        planned_as: the types of what a done type can be the outcome of, beside its own.
        lemma: the verb that a word is a form of.
        earlier: words before a plan that was made and is overtaken ("had been" planned).
        wanting, obliging: words that make a plan of what has a day to come ("wants to", "should").
        condition, will, unsure: words of which the first two together make a plan on a condition ("will vote if"), not
            with the third ("may leave if").
        awaited: types, with their mode where that matters, that are known by who does them, in one story.
        motion: verbs of going somewhere.
        contests: words → what an election is of ("mayoral": local).
        aspects: verbs → the first of those that say the same of what goes on for a while ("finish": end).
        bodies: names of bodies that each state has one of → what such a body can be, for short.
    """

    turns: Mapping[str, Turn]
    types_of: Callable[[str], frozenset[str]]
    types_of_deed: Callable[[str], frozenset[str]]
    fulfils: Callable[[str, str | None, str, str | None], bool]
    family: Callable[[str], str]
    once: frozenset[str]
    alone: frozenset[str]
    symmetric: frozenset[str]
    countries: Callable[[str], frozenset[str]]
    common: frozenset[str]
    partly: frozenset[str]
    late: frozenset[str]
    planning: frozenset[str]
    is_relay: Callable[[str], bool]
    becomes: Callable[[str, str | None, str, str | None], tuple[str, ...]]
    planned_as: Callable[[str], frozenset[str]]
    lemma: Callable[[str], str]
    earlier: frozenset[str]
    bodies: Mapping[str, frozenset[str]]
    wanting: frozenset[str]
    obliging: frozenset[str]
    condition: frozenset[str]
    will: frozenset[str]
    unsure: frozenset[str]
    awaited: frozenset[str]
    motion: frozenset[str]
    contests: Mapping[str, str]
    aspects: Mapping[str, str]
