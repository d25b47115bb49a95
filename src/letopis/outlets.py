"""The outlets of a record: which of its publishers and agencies a name means, what they are, how they are cited.

In:   a store; a name as typed.
Out:  profiles and sources; decisions appended to the store or revoked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from letopis import lexicon, view
from letopis.claim import ClaimKind
from letopis.decision import NOWHERE, Act, Decision, OutletDecision
from letopis.entity import Entity
from letopis.errors import UsageError
from letopis.gazetteer import country_by_code, country_of
from letopis.mention import MentionKind
from letopis.outlet import TraitKind
from letopis.person import moment_after, person_named
from letopis.profile import Line, Told, Wanted
from letopis.store import Store


class Outlets:
    """What a store knows of outlets, each thing asked for once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _publishers(self) -> list[str]:
        return sorted({document.publisher for document in self._store.documents() if document.publisher})

    @cached_property
    def _told(self) -> list[Told]:
        return self._store.told_of_outlets()

    @cached_property
    def _decided(self) -> list[OutletDecision]:
        return self._store.outlet_decisions()

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self._store.entities()}

    @cached_property
    def _lines(self) -> list[Line]:
        return self._store.lines(Wanted(kinds=(ClaimKind.STATEMENT,)))

    def cited(self, citing: view.Citing) -> list[view.SourceRow]:
        """Who is cited, the most cited first; outlets with what they are."""
        acting = {
            e.id: e.name for e in self._entities.values() if e.kind in view.ACTING_KINDS and not e.described
        }
        lines = [line for line in self._lines if citing.counts(line)]
        kinds = {
            noun: row["class"] for row in lexicon.table("source_kinds") for noun in row["noun"].split("|")
        }
        found = view.sources(lines, self._store.spoken_of(), acting, kinds)
        return [
            view.with_profile(row, self._profile(row.name, self._entities[row.id]))
            if row.id in self._entities and row.kind == MentionKind.ORGANISATION
            else row
            for row in found
        ]

    def shown(self, name: str) -> view.SourceShown:
        """One source or publisher.

        Raises:
            UsageError: nobody is called so, or several are.
        """
        shown, entity, publisher = self._find(name)
        is_outlet = publisher is not None or (entity is not None and entity.kind == MentionKind.ORGANISATION)
        own = entity.id if entity is not None else ""
        cited = next((row for row in self.cited(view.Citing()) if row.id == own), None) if own else None
        cites = self.cited(view.Citing(exactly=publisher)) if publisher is not None else []
        profile = self._profile(shown, entity) if is_outlet else None
        return view.SourceShown(shown, profile, cited, tuple(cites))

    def describe(
        self, name: str, traits: Mapping[TraitKind, str], by: str | None, why: str = ""
    ) -> view.OutletProfile:
        """The profile, with what a person says appended."""
        shown, entity = self._outlet(name)
        for kind, value in traits.items():
            self._decide(Act.OUTLET, by, why, outlet=shown, trait=str(kind), value=value)
        return self._profile(shown, entity)

    def revoke(self, name: str, by: str | None, why: str = "") -> view.OutletProfile:
        """The profile, with what persons said of the outlet taken back."""
        shown, entity = self._outlet(name)
        keys = self._keys(shown, entity)
        for decision in self._decided:
            if decision.revoked_at is None and view.outlet_key(decision.outlet) in keys:
                self._decide(Act.UNDO, by, why, decision=decision.id)
        return self._profile(shown, entity)

    def _decide(self, act: Act, by: str | None, why: str, **told: str) -> None:
        at = moment_after(self._store.decisions())
        self._store.add_decisions([Decision.make(act, person_named(by), at, NOWHERE, why=why, **told)])
        self.__dict__.pop("_decided", None)

    def _profile(self, name: str, entity: Entity | None) -> view.OutletProfile:
        names = (entity.name, *entity.names) if entity is not None else ()
        own = entity.id if entity is not None else None
        return view.outlet_profile(name, names, own, self._told, self._decided)

    def _keys(self, name: str, entity: Entity | None) -> set[str]:
        names = (entity.name, *entity.names) if entity is not None else ()
        return {view.outlet_key(other) for other in (name, *names)}

    def _outlet(self, name: str) -> tuple[str, Entity | None]:
        shown, entity, publisher = self._find(name)
        if publisher is None and entity is not None and entity.kind != MentionKind.ORGANISATION:
            raise UsageError(f"{shown} is a {entity.kind}; name a publisher or an agency")
        return shown, entity

    def _find(self, name: str) -> tuple[str, Entity | None, str | None]:
        """The name to show, the entity, and the publisher that a name means; one of the last two is there.

        Raises:
            UsageError: nobody is called so, or several are.
        """
        key = view.outlet_key(name)
        publisher = next((known for known in self._publishers if view.outlet_key(known) == key), None)
        try:
            entity: Entity | None = view.find_member(self._store.cast(), name).entity
        except UsageError:
            if publisher is None:
                raise
            entity = None
        if entity is not None and publisher is None:
            keys = self._keys(entity.name, entity)
            publisher = next((known for known in self._publishers if view.outlet_key(known) in keys), None)
        return publisher or (entity.name if entity is not None else name), entity, publisher


def country_code(text: str) -> str:
    """The ISO 3166 alpha-2 code of a country, given by its code or its name.

    Raises:
        UsageError: there is no such country.
    """
    found = country_by_code(text.upper()) or country_of(text)
    if found is None:
        raise UsageError(
            f"--country: there is no country {text!r}; give a code of two letters (PL) or a name"
        )
    return found.code
