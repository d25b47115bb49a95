"""Say in which country a line is set, and how its parts are coded, for lists and panels."""

from __future__ import annotations

from letopis.profile import Line, Part

PLACED = "place"  # the text says where
SIDES = "sides"  # all sides are of one country


def country_of(line: Line) -> tuple[str, str] | None:
    """The country of an event as an alpha-3 code, and what says so; None where nothing does.

    A place that is told goes first; places in several countries are none. Without a place, the country that all actors
    and recipients belong to, where there is only one.
    """
    placed = {part.country for part in line.all("place") if part.country}
    if placed:
        return (placed.pop(), PLACED) if len(placed) == 1 else None
    sides = [part.country for part in line.all("actor", "recipient") if part.country]
    return (sides[0], SIDES) if len(set(sides)) == 1 and len(sides[0]) == 3 and _is_state(sides[0]) else None


def coded(part: Part) -> str:
    """How a party is coded ("RUS COP", "OPP LEG"), or where a place is ("POL, Mazowieckie, 52.23 21.01"); "" else."""
    where = part.location
    if part.role != "place":
        return " ".join(code for code in (part.country, *part.sectors) if code)
    if where is None:
        return ""
    point = f"{where.lat:.2f} {where.lon:.2f}" if where.lat is not None and where.lon is not None else None
    return ", ".join(told for told in (where.country, where.region, point) if told)


def _is_state(code: str) -> bool:
    """False for the codes that PLOVER has for what belongs to no state."""
    return code not in ("UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM")
