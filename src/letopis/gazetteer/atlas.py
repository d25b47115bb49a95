"""Where on the map towns are: those of more than 15,000 people, by any of their names.

In:   a name, as written.
Out:  the towns that bear it, with coordinates; the first-level regions of that name.

The table is GeoNames' (CC BY 4.0), made small by training/gazetteer.py. It is read at the first look-up, in about
15 ms, and searched as it lies. Which of several towns is meant is decided in extract/.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from letopis.errors import DataError
from letopis.gazetteer.people import fold

TABLE = "places.npz"
POPULATION_STEPS = 16  # as in training/gazetteer.py


@dataclass(frozen=True, slots=True)
class Town:
    """A town.

    Attributes:
        country: alpha-2 code.
        region: name of its first-level region, or None.
        lat, lon: degrees, WGS 84.
        size: logarithm to the base of ten of its people.
        geoname: number in GeoNames.
        is_main: True when the name asked for is its main one.
    """

    country: str
    region: str | None
    lat: float
    lon: float
    size: float
    geoname: int
    is_main: bool = True


def towns(name: str) -> tuple[Town, ...]:
    """The towns of this name, the largest first; none where it has no capital letter."""
    key = fold(name)
    return _towns(key.casefold()) if any(sign.isupper() for sign in key) else ()


def regions(name: str) -> tuple[tuple[str, str], ...]:
    """The first-level regions of this name, each as (alpha-2 code of its country, name)."""
    return _region_index().get(fold(name).casefold(), ())


@lru_cache(maxsize=4096)
def _towns(key: str) -> tuple[Town, ...]:
    table = _table()
    at = bisect_left(table.names, key)
    if at == len(table.names) or table.names[at] != key:
        return ()
    return tuple(table.town(place) for place in range(table.first[at], table.first[at + 1]))


@dataclass(frozen=True, slots=True)
class _Table:
    names: list[str]
    first: NDArray[np.int64]
    arrays: dict[str, NDArray[np.integer]]
    countries: list[str]
    regions: list[str]

    def town(self, place: int) -> Town:
        """The town at a place of the column `rows`."""
        row = int(self.arrays["rows"][place])
        region = int(self.arrays["region"][row])
        return Town(
            country=self.countries[self.arrays["country"][row]],
            region=self.regions[region - 1] if region else None,
            lat=int(self.arrays["lat"][row]) / 100,
            lon=int(self.arrays["lon"][row]) / 100,
            size=int(self.arrays["size"][row]) / POPULATION_STEPS,
            geoname=int(self.arrays["geoname"][row]),
            is_main=bool(self.arrays["is_main"][place]),
        )

    def regions_by_country(self) -> Iterator[tuple[str, str]]:
        """(country, region) of every region."""
        for country, region in zip(self.arrays["region_country"], self.regions, strict=True):
            yield self.countries[country], region


@cache
def _table() -> _Table:
    try:
        with (files("letopis") / "data" / TABLE).open("rb") as file, np.load(file) as packed:
            arrays = {name: packed[name] for name in packed.files}
    except (OSError, ValueError) as error:
        raise DataError(f"data/{TABLE}: cannot be read ({error}); install Letopis again") from error
    first = np.concatenate(([0], np.cumsum(arrays.pop("counts"), dtype=np.int64)))
    arrays["geoname"] = np.cumsum(arrays.pop("geoname_steps"), dtype=np.int64)
    arrays["is_main"] = np.unpackbits(arrays["is_main"])
    texts = [
        arrays.pop(name).tobytes().decode("utf-8").split("\n") for name in ("names", "countries", "regions")
    ]
    return _Table(texts[0], first, arrays, *texts[1:])


@cache
def _region_index() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for country, region in _table().regions_by_country():
        found.setdefault(fold(region).casefold(), []).append((country, region))
    return {name: tuple(regions) for name, regions in found.items()}
