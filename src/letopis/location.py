"""Where on the map a place is, as far as that is known."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

COUNTRY, REGION, DISTRICT, TOWN, SITE = 1, 2, 3, 4, 5  # levels, as PLOVER's `resolution`


@dataclass(frozen=True, slots=True)
class Location:
    """A place resolved.

    Attributes:
        level: how near it is known: 1 country, 2 first-level region, 3 district, 4 town, 5 within a town.
        country: ISO 3166 alpha-3 code, or None (a sea, a region of several states).
        cow: Correlates of War number of the state, or None.
        region: name of the first-level region, or None.
        name: of the town, region or country as the gazetteer has it.
        lat, lon: degrees, WGS 84, to two digits; None where the gazetteer has none.
        geoname: number in GeoNames, or None.
        basis: what decided: "name" (one of that name), "context" (a country or region beside it, or in the document),
            "population" (the largest of the name by far).
    """

    level: int
    country: str | None = None
    cow: str | None = None
    region: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    geoname: int | None = None
    basis: str = "name"

    def to_json(self) -> dict[str, Any]:
        """Every field that is known."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if value is not None}

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Location:
        """The location that `to_json` wrote."""
        return cls(**found)
