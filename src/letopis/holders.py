"""Who held which office in a record, joined over its articles.

In:   a store; words of an office, or a person; the day by which a reader knew, the day that is asked for.
Out:  successions, or rows of view/.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from letopis import view
from letopis.claim import ClaimKind
from letopis.profile import Line, Wanted
from letopis.store import Store
from letopis.tenure import DAY, Succession
from letopis.times import Interval


@dataclass(frozen=True, slots=True)
class SpellsAsked:
    """Which spells are asked for.

    Attributes:
        on: only those that cover a day of this.
        known: only what a reader could know by the end of this.
    """

    on: Interval | None = None
    known: Interval | None = None


class Holders:
    """The successions of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def successions(self, known: Interval | None = None) -> list[Succession]:
        """All of them; with `known` as a reader could know them by its end."""
        from letopis.resolve.offices.successions import successions

        return successions(self._lines(known), self.superseded(known))

    def office(self, name: str, asked: SpellsAsked) -> list[view.SpellRow]:
        """The spells in the offices whose titles or body have these words."""
        found = view.find_successions(self.successions(asked.known), name)
        return view.spell_rows(found, self.newest, on=_last_day(asked.on))

    def career(self, entity: str, asked: SpellsAsked) -> list[view.SpellRow]:
        """The spells of one person, oldest first."""
        found = self.successions(asked.known)
        rows = view.spell_rows(found, self.newest, holder=entity, on=_last_day(asked.on))
        return sorted(
            rows, key=lambda row: (row.start_latest or row.end_latest or "9999", row.office, row.id)
        )

    @cached_property
    def newest(self) -> date:
        """The day on which the newest article appeared."""
        days = [document.published.interval.end for document in self._store.documents()]
        return max((day for day in days if day), default=date.max) - DAY

    def superseded(self, known: Interval | None) -> frozenset[str]:
        """Documents of which a newer version had appeared by then."""
        by = known.end if known and known.end else date.max
        appeared = {
            document.id: document.published.interval.end or by for document in self._store.documents()
        }
        copies = self._store.copies()
        return frozenset(
            document
            for document, copy in copies.items()
            if copy.superseded_by is not None and appeared.get(copy.superseded_by, date.max) <= by
        )

    def _lines(self, known: Interval | None) -> list[Line]:
        from letopis.resolve.offices.successions import EVENTS

        by = known.end if known else None
        wanted = (
            Wanted(kinds=(ClaimKind.TENURE,), known_before=by),
            Wanted(kinds=(ClaimKind.EVENT,), types=EVENTS, known_before=by),
        )
        return [line for one in wanted for line in self._store.lines(one)]


def _last_day(asked: Interval | None) -> date | None:
    return asked.end - DAY if asked is not None and asked.end is not None else None
