"""Who or what the mentions of a whole record are: a pure function of mentions and unrevoked judgements."""

from __future__ import annotations

from dataclasses import dataclass, replace

from letopis.coding import Coding


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, country, place or group.

    Attributes:
        id: "ent:" and a digest of kind, name and country (and of a first chain, where namesakes would collide).
        kind: as `MentionKind`.
        name: the canonical name: the fullest one met, without titles.
        names: every other name met, most frequent first.
        country: ISO 3166 alpha-2 code, or None.
        described: True when no name was met and `name` is a description ("a senior member of the government").
        coding: its country and sectors as PLOVER has them, where its claims tell; else None.
        chains: ids of the mention chains that are it, sorted.
        found_name: the canonical name that was found, where a person gave `name` instead; else None.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    described: bool = False
    chains: tuple[str, ...] = ()
    coding: Coding | None = None
    found_name: str | None = None

    def renamed(self, name: str | None) -> Entity:
        """The same under a name that a person gave; what was found stays among its names."""
        if name is None or name == self.name:
            return self
        found = () if self.described else (self.name,)
        others = tuple(other for other in (*found, *self.names) if other != name)
        return replace(self, name=name, names=others, described=False, found_name=self.name)
