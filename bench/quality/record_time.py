"""Check what a record should say of offices, plans, disagreements and shifts.

In:   a record by its places; an entry of `expected_record.json`.
Out:  whether it was found at all, and what is wrong with it (nothing where it is right).
"""

from __future__ import annotations

from bench.quality.record_facts import Check, Checked, Entry
from bench.quality.record_places import Places


def successions(places: Places, entry: Entry) -> Checked:
    """The office has these holders, each with these bounds."""
    return False, []


def plans(places: Places, entry: Entry) -> Checked:
    """What is announced at the places is one plan that stands on the days as it should."""
    return False, []


def disagreements(places: Places, entry: Entry) -> Checked:
    """The versions stand side by side."""
    return False, []


def no_disagreements(places: Places, entry: Entry) -> Checked:
    """The places tell no versions of one fact."""
    return False, []


def shifts(places: Places, entry: Entry) -> Checked:
    """The positions stand side by side, flagged as a shift."""
    return False, []


CHECKS: dict[str, Check] = {
    "successions": successions,
    "plans": plans,
    "disagreements": disagreements,
    "no_disagreements": no_disagreements,
    "shifts": shifts,
}
