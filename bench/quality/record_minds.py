"""Check what a record should say of disagreements and of positions that moved.

In:   a record by its places; an entry of `expected_record.json`.
Out:  whether it was found at all, and what is wrong with it (nothing where it is right).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise

from bench.quality.record_facts import Check, Checked, Entry
from bench.quality.record_places import Place, Places
from letopis.disputes import Disputes
from letopis.errors import UsageError
from letopis.profile import ACTING
from letopis.record import Record
from letopis.view import PositionRow


def disagreements(places: Places, entry: Entry) -> Checked:
    """The versions stand side by side: one disagreement has a claim at each of their places."""
    found = _disagreements(places.record)
    kinds = ("figure", "event") if entry["kind"] == "number" else ()
    told = [{line.claim.id for line in places.told(version, *kinds)} for version in entry["versions"]]
    reached = [sum(bool(ids & claims) for claims in told) for ids in found]
    if not reached or max(reached) == 0:
        return False, []
    best = max(reached)
    return True, [] if best == len(told) else [f"{best} of {len(told)} versions"]


@lru_cache(maxsize=1)
def _disagreements(record: Record) -> list[set[str]]:
    """The claims of each disagreement."""
    found = Disputes(record.store).found()
    return [{line.claim.id for account in one.accounts for line in account.lines} for one in found]


def no_disagreements(places: Places, entry: Entry) -> Checked:
    """The places tell no versions of one fact."""
    told = [{line.claim.id for line in places.told(place)} for place in entry["told"]]
    wrong = [ids for ids in _disagreements(places.record) if sum(bool(ids & claims) for claims in told) > 1]
    return True, ["told as a disagreement"] if wrong else []


def shifts(places: Places, entry: Entry) -> Checked:
    """The positions stand side by side among the actor's on the theme, and a change from for to against, or back, is
    flagged.
    """
    told = [_told(places, place) for place in entry["positions"]]
    faults = []
    for actor in _actors(places, entry):
        rows = places.record.positions(actor, entry["theme"])
        at = [[row for row in rows if row.id in ids] for ids in told]
        if any(at):
            faults.append(list(_wrong_positions(entry, rows, at)))
    return (True, min(faults, key=len)) if faults else (False, [])


def _told(places: Places, place: Place) -> set[str]:
    """Ids of what the words of a place tell, and of the statements in whose content they stand."""
    document, (start, end) = places.document(place), places.span(place)
    around = [
        line
        for line in places.lines[document.id]
        if any(part.start <= start and end <= part.end for part in line.all("content"))
    ]
    return {line.claim.id for line in (*places.told(place), *around)}


def _actors(places: Places, entry: Entry) -> list[str]:
    """By the names of the entry, "Turkey (Erdogan)"; who is told by an office alone, by who acts at the places."""
    found = []
    for name in filter(None, (name.strip() for name in re.split(r"[()]", entry["actor"]))):
        with suppress(UsageError):
            found.append(places.record.find(name).entity.id)
    lines = [line for place in entry["positions"] for line in places.told(place)]
    acting = [part.entity for line in lines for part in line.all(*ACTING) if part.entity]
    return found or list(dict.fromkeys(acting))


def _wrong_positions(
    entry: Entry, rows: Sequence[PositionRow], at: Sequence[Sequence[PositionRow]]
) -> Iterator[str]:
    """Places that are not there, plain stances that are told otherwise, and the change that is not flagged."""
    plain = [_plain(place["stance"]) for place in entry["positions"]]
    for place, there, stance in zip(entry["positions"], at, plain, strict=True):
        if not there:
            yield f"not there: {place['words'][:24]}"
        elif stance and stance not in {row.stance for row in there}:
            yield f"{there[0].stance}, not {stance}: {place['words'][:24]}"
    asked = [stance for stance in plain if stance]
    turns = {(row.shift.before, row.shift.after) for row in rows if row.shift is not None}
    for before, after in pairwise(asked):
        if before != after and (before, after) not in turns:
            yield "no shift"


def _plain(stance: str) -> str | None:
    """ "for" or "against", where an entry tells no more than that; other stances only stand side by side."""
    first = stance.replace(",", " ").split()[0]
    return first if first in ("for", "against") else None


CHECKS: dict[str, Check] = {
    "disagreements": disagreements,
    "no_disagreements": no_disagreements,
    "shifts": shifts,
}
