"""Where the reports of a record differ about one fact.

In:   a store; a name or a theme; the day by which a reader knew.
Out:  disagreements, or rows of view/.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis import view
from letopis.disagreement import Disagreement, State
from letopis.holders import Holders
from letopis.profile import Wanted
from letopis.store import Store
from letopis.times import Interval

SHOWN = (State.DISPUTED, State.CORRECTED)


@dataclass(frozen=True, slots=True)
class DisagreementsAsked:
    """Which disagreements are asked for.

    Attributes:
        types: number, date, who, whether, judgement; empty means any.
        entity: id of somebody who has a part in it or is a source of it.
        theme: words that the fact or its sentences must have.
        known: only what a reader could know by the end of this.
        all_states: also numbers that were updated or only told more precisely.
    """

    types: tuple[str, ...] = ()
    entity: str | None = None
    theme: str | None = None
    known: Interval | None = None
    all_states: bool = False


class Disputes:
    """The disagreements of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def found(self, known: Interval | None = None) -> list[Disagreement]:
        """All, in every state; with `known` as they stood for a reader by its end."""
        from letopis.resolve.disputes.disagreements import disagreements

        lines = self._store.lines(Wanted(known_before=known.end if known else None))
        holders = Holders(self._store)
        return disagreements(lines, holders.successions(known), holders.superseded(known))

    def rows(self, asked: DisagreementsAsked) -> list[view.DisagreementRow]:
        """Those asked for, the earliest told first."""
        found = [one for one in self.found(asked.known) if asked.all_states or one.state in SHOWN]
        return view.disagreement_rows(found, entity=asked.entity, theme=asked.theme, types=asked.types)
