"""How a record's system stood on a day, and what changed from one day, or one record, to another.

In:   a store; a day; a name as typed.
Out:  rows of view/.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from letopis import ontology, view
from letopis.claim import ClaimKind, Modality
from letopis.entity import Entity
from letopis.holders import Holders
from letopis.lexicon import classes
from letopis.mention import MentionKind
from letopis.plan import Plan
from letopis.plans import Plans, plan_words
from letopis.profile import Line, Wanted
from letopis.store import Store
from letopis.tenure import Office, Succession
from letopis.view.ties_in_time import Tie, TieRules

_MATERIAL_CONFLICT = 4


@dataclass(frozen=True, slots=True)
class StateAsked:
    """Which part of a state is asked for.

    Attributes:
        on: the day; None for that of the newest article.
        about: a name; only what is about this one.
        sections: some of `view.SECTIONS`; empty means all.
    """

    on: date | None = None
    about: str | None = None
    sections: tuple[str, ...] = ()


class States:
    """The states of a store, on any day."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def rows(self, asked: StateAsked | None = None) -> list[view.StateRow]:
        """How it stood, section by section, each by who and what.

        Raises:
            UsageError: a name that nobody has, or a section that there is not.
        """
        asked = asked or StateAsked()
        day = asked.on or self.newest
        found: list[view.StateRow] = []
        for section in asked.sections or view.SECTIONS:
            rows = sorted(self.section(section, day), key=lambda row: (row.what, row.who, row.key))
            found += sorted(rows, key=_order)
        return found if asked.about is None else self._about(found, asked.about)

    def section(self, name: str, day: date) -> list[view.StateRow]:
        """The rows of one section on a day."""
        if name == "office":
            return view.office_rows(
                [one for one in self.successions if not _is_rank(one.office)], day, self._tenures
            )
        if name == "tie":
            return view.tie_rows(self.ties, day, tie_rules())
        if name == "plan":
            return view.open_plan_rows(self.plans, day, plan_words().is_relay)
        if name == "conflict":
            return view.conflict_rows(self._conflicts, day)
        if name == "position":
            return view.position_rows(self._current(ClaimKind.STATEMENT), day)
        return view.latest_figures(self._current(ClaimKind.FIGURE), day)

    @cached_property
    def newest(self) -> date:
        """The day on which the newest article appeared."""
        return Holders(self.store).newest

    @cached_property
    def successions(self) -> list[Succession]:
        """The holders of every office."""
        return Holders(self.store).successions()

    @cached_property
    def ties(self) -> list[Tie]:
        """Every tie with its sightings."""
        return view.find_ties(self._current(ClaimKind.TIE), tie_rules())

    @cached_property
    def plans(self) -> list[Plan]:
        """Every plan with its turns."""
        return Plans(self.store).plans()

    @cached_property
    def _tenures(self) -> dict[str, Line]:
        return {line.claim.id: line for line in self._current(ClaimKind.TENURE)}

    @cached_property
    def _conflicts(self) -> list[Line]:
        wanted = Wanted(
            kinds=(ClaimKind.EVENT,),
            types=tuple(
                code for code, kind in ontology.event_types().items() if kind.quad == _MATERIAL_CONFLICT
            ),
            modalities=(Modality.ASSERTED,),
        )
        return [line for line in self.store.lines(wanted) if line.superseded_by is None]

    def _current(self, kind: ClaimKind) -> list[Line]:
        """The lines of a kind, without those of articles of which there is a newer version."""
        return [line for line in self.store.lines(Wanted(kinds=(kind,))) if line.superseded_by is None]

    def _about(self, rows: list[view.StateRow], name: str) -> list[view.StateRow]:
        """The rows that are about one: a party of it, or of a country the offices of it too."""
        entity = view.find_member(self.store.cast(), name).entity
        own = self._offices_of(entity)
        return [
            row for row in rows if entity.id in row.parties or (row.section == "office" and row.what in own)
        ]

    def _offices_of(self, entity: Entity) -> set[str]:
        if entity.kind == MentionKind.COUNTRY and entity.country:
            return {one.office.shown for one in self.successions if one.office.country == entity.country}
        return {one.office.shown for one in self.successions if one.office.body == entity.name}


def _order(row: view.StateRow) -> str:
    """Plans by when they are due, words and figures by their day, the newest first; the others as they are."""
    if row.section == "plan":
        return row.end or "9999"
    if row.section in ("position", "figure") and row.last_seen:
        return f"{99999999 - int(row.last_seen.replace('-', ''))}"
    return ""


def _is_rank(office: Office) -> bool:
    """True for "Admiral": what one is called, and no post that somebody holds."""
    return office.type == "military" and office.name.lower() in classes()["army_rank"]


def tie_rules() -> dict[str, TieRules]:
    """How each type of tie behaves in time, as the ontology has it."""
    return {
        code: TieRules(timedelta(days=366 * kind.lasts), kind.against, kind.symmetric)
        for code, kind in ontology.tie_types().items()
    }
