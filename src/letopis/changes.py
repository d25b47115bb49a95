"""What changed in a record from one day to another, in what was known, or against another record.

In:   two states of stores; two days.
Out:  rows of view/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from letopis import view
from letopis.plans import plan_words
from letopis.positions import moved
from letopis.profile import Line
from letopis.states import States
from letopis.tenure import Part, Proof, Surely
from letopis.view.changes import Stood, changes_of, plan_changes, source_changes
from letopis.view.ties_in_time import ended_by

ORDER = ("office", "tie", "plan", "conflict", "position", "figure", "source")
_TIMED = ("office", "tie", "conflict", "figure")


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed; and how many things that stood before are just no longer told of."""

    rows: tuple[view.ChangeRow, ...]
    silent: int = 0


class Changes:
    """Two states to compare: of one store on two days, or of two stores."""

    def __init__(self, before: States, after: States) -> None:
        self._before, self._after = before, after

    def between(self, first: date, last: date, *, sources: bool = False) -> Diff:
        """The changes from one day to another; with `sources` also which facts gained or lost reports."""
        self._last = last
        self._first = first
        old = [row for section in _TIMED for row in self._before.section(section, first)]
        new = [row for section in _TIMED for row in self._after.section(section, last)]
        rows, silent = changes_of(old, new, self._ended)
        rows += plan_changes(self._stood(self._before, first), self._stood(self._after, last), self._plan_row)
        rows += moved(self._before.store, self._after.store, first, last)
        if sources:
            rows += source_changes(self._before.store.lines(), self._after.store.lines())
        rows.sort(key=lambda row: (ORDER.index(row.section), row.what, row.change, row.who, row.id))
        return Diff(tuple(rows), silent)

    def _ended(self, row: view.StateRow) -> Line | Proof | None:
        """What shows that something that stood before is over."""
        if row.section == "tie":
            ties = {"|".join(tie.key): tie for tie in self._after.ties}
            tie = ties.get(row.key)
            return ended_by(tie, self._first, self._last) if tie is not None else None
        if row.section != "office":
            return None
        for succession in self._after.successions:
            for spell in succession.spells:
                if spell.holder in row.parties and spell.office.shown == row.what:
                    ends = [p for p in spell.proofs if p.part is Part.END and p.surely is Surely.TOLD]
                    ends = [p for p in ends if p.days.latest is None or p.days.latest >= self._first]
                    if ends:
                        return ends[-1]
        return None

    @staticmethod
    def _stood(states: States, day: date) -> Mapping[str, Stood]:
        cut = [(plan, view.plan_as_of(plan, day)) for plan in states.plans]
        return {plan.id: (one, *view.status_of(one, day)) for plan, one in cut if one is not None}

    @staticmethod
    def _plan_row(stands: Stood) -> view.StateRow:
        return view.plan_state(*stands, plan_words().is_relay)
