"""What sort of actor a party is, as PLOVER writes it: a country with its Correlates of War number, and sectors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coding:
    """The code of one party.

    Attributes:
        country: ISO 3166 alpha-3 code; of what belongs to no state UNO, EUR, IGO, NGO, MNC, IMG or ISM; or None.
        cow: Correlates of War number of the state, or None.
        sectors: PLOVER's sector codes, the main one first; empty of a state as such and of an unknown sort.
    """

    country: str | None = None
    cow: str | None = None
    sectors: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.country or self.sectors)

    def filled(self, other: Coding | None) -> Coding:
        """This coding with what it lacks from another one."""
        if other is None or (self.country and self.sectors):
            return self
        country = self if self.country else other
        return Coding(country.country, country.cow, self.sectors or other.sectors)

    def to_text(self) -> str:
        """ "RUS 365 COP+MIL"; "-" stands for what is not known."""
        return f"{self.country or '-'} {self.cow or '-'} {'+'.join(self.sectors) or '-'}"

    @classmethod
    def from_text(cls, text: str) -> Coding:
        """The coding that `to_text` wrote."""
        country, cow, sectors = (None if part == "-" else part for part in text.split(" "))
        return cls(country, cow, tuple((sectors or "").split("+")) if sectors else ())
