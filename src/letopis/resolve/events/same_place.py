"""How near each other the places of two tellings are.

In:   the places of two tellings.
Out:  points for the nearest two; None where all lie apart: in two states, two regions, or towns far from each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from letopis.location import REGION, TOWN, Location
from letopis.resolve.events.event_tellings import Where

PLACE = {1: 0.3, 2: 0.7, 3: 1.0, 4: 1.2, 5: 1.2}
FAR_KM = 40.0
EARTH_KM = 6371.0


def nearness_of_places(ours: Sequence[Where], theirs: Sequence[Where]) -> float | None:
    """Points for the nearest two places, None where all lie apart."""
    found = [_near(one, other) for one in ours for other in theirs]
    if found and all(points is None for points in found):
        return None
    return max((points for points in found if points is not None), default=0.0)


def _near(one: Where, other: Where) -> float | None:
    here, there = one.location, other.location
    if (one.entity and one.entity == other.entity) or (here and there and _is_one_place(here, there)):
        return PLACE[here.level if here else TOWN]
    if here is None or there is None:
        return PLACE[TOWN] if one.words & other.words else 0.0
    if here.country and there.country and here.country != there.country:
        return None
    if min(here.level, there.level) >= TOWN and None not in (here.lat, there.lat):
        return PLACE[TOWN] / 2 if distance_km(here, there) <= FAR_KM else None
    if here.level == there.level == REGION:
        return None
    return PLACE[min(here.level, there.level)] if here.country == there.country else 0.0


def _is_one_place(one: Location, other: Location) -> bool:
    if one.geoname and other.geoname:
        return one.geoname == other.geoname
    return (one.level, one.country, one.region, one.name) == (
        other.level,
        other.country,
        other.region,
        other.name,
    )


def distance_km(one: Location, other: Location) -> float:
    """How far two places are apart, along the surface."""
    lat1, lat2 = math.radians(one.lat or 0), math.radians(other.lat or 0)
    lon = math.radians((other.lon or 0) - (one.lon or 0))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(lon / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
