"""Check what a record should say of offices and plans.

In:   a record by its places; an entry of `expected_record.json`.
Out:  whether it was found at all, and what is wrong with it (nothing where it is right).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache

from bench.quality.expected_names import plain, same_name
from bench.quality.record_facts import Check, Checked, Entry
from bench.quality.record_places import Places, Range, edtf_range, fits
from letopis import view
from letopis.gazetteer import country_of
from letopis.gazetteer import office as listed_office
from letopis.holders import Holders
from letopis.plan import Plan
from letopis.plans import Plans
from letopis.record import Record
from letopis.tenure import Office, Spell, Succession

LIKE = {
    "postponed": ("open", "due"),
    "open": ("due",),
    "due": ("open",),
}  # statuses of a plan that say as much
SAME_POST = (  # titles that are one office of their body, as the record may call it by any of them
    {"leader", "head", "chief executive", "chairman", "chief"},
    {"minister of foreign affairs", "foreign minister", "foreign secretary"},
    {"minister of defence", "defence minister", "defense minister"},
    {"chancellor of the exchequer", "chancellor"},
    {"speaker", "chairman"},
)
SMALL = {"of", "the", "for"}


def successions(places: Places, entry: Entry) -> Checked:
    """The office has these holders, each with these bounds."""
    best: list[str] | None = None
    for succession in _successions(places.record):
        if not _is_office(entry, succession.office):
            continue
        wrong = list(_wrong_holders(places, entry, succession))
        if len(wrong) < len(entry["holders"]) and (best is None or len(wrong) < len(best)):
            best = wrong
    return (False, []) if best is None else (True, best)


@lru_cache(maxsize=1)
def _successions(record: Record) -> list[Succession]:
    return Holders(record.store).successions()


def _is_office(entry: Entry, office: Office) -> bool:
    """True where a title and the body are those of the entry, whatever the words between them; the body may stand in
    the entry's title: "President of the Senate" of a state."""
    titles = {" ".join(plain(title)) for title in (office.name, *office.titles)}
    wanted = " ".join(plain(entry["office"].partition(" (")[0]))
    listed = listed_office(wanted)
    alike = {wanted}.union(*(each for each in SAME_POST if wanted in each))
    alike |= {" ".join(plain(listed.name))} if listed is not None else set()
    told = any(title in alike or set(plain(wanted)) <= set(plain(title)) for title in titles)
    of, body = set(plain(entry["of"])), set(plain(office.body))
    if told and (not body or of <= body or body <= of or same_name(entry["of"], office.body)):
        return True
    whole = set(plain(wanted)) - SMALL
    inner = any(whole - body == set(plain(title)) - SMALL for title in titles) and bool(whole & body)
    state = country_of(entry["of"])
    return inner and body - SMALL <= whole | of and office.country in (None, state.code if state else None)


def _wrong_holders(places: Places, entry: Entry, succession: Succession) -> Iterator[str]:
    """What is wrong with each holder that is not as it should be."""
    left, names = list(succession.spells), _names(places.record)
    for holder in entry["holders"]:
        own = [
            spell
            for spell in left
            if any(same_name(holder["holder"], name) for name in (spell.name, *names.get(spell.holder, ())))
        ]
        if not own:
            yield f"no {holder['holder']}"
            continue
        faults = {spell.id: list(_faults(places, holder, spell)) for spell in own}
        spell = min(own, key=lambda one: len(faults[one.id]))
        left.remove(spell)
        if faults[spell.id]:
            yield f"{holder['holder']}: {', '.join(faults[spell.id])}"


@lru_cache(maxsize=1)
def _names(record: Record) -> dict[str, tuple[str, ...]]:
    """The names of each entity: a holder is found under any of them."""
    return {entity.id: (entity.name, *entity.names) for entity in record.entities()}


def _faults(places: Places, holder: Entry, spell: Spell) -> Iterator[str]:
    start = _range(spell.start.earliest, spell.start.latest)
    end = _range(spell.end.earliest, spell.end.latest)
    first, last = edtf_range(holder["start"]), edtf_range(holder["end"])
    is_open = _rests_on_all(places, holder, spell)
    if not fits(first, start) and not (first[0] is None and first[1] and start[0] is None and is_open):
        yield f"start {spell.start.told}, not {holder['start']}"
    if not fits(last, end) and not (last[1] is None and last[0] and end[1] is None and is_open):
        yield f"end {spell.end.told}, not {holder['end']}"
    if holder.get("acting") is True and not spell.is_acting:
        yield "not acting"


def _rests_on_all(places: Places, holder: Entry, spell: Spell) -> bool:
    """True where each article of the evidence is a proof: then a bound open on the same side is only less sharp, since
    the deed that an article tells may lie long before it, and an article without a date proves no day."""
    told = {places.documents[place["article"]].id for place in holder["evidence"]}
    return told <= {proof.document for proof in spell.proofs}


def _range(first: datetime.date | None, last: datetime.date | None) -> Range:
    return first, last


def plans(places: Places, entry: Entry) -> Checked:
    """What is announced at the places is one plan that stands on the days as it should, as all articles tell."""
    made = {line.claim.id for place in entry["made"] for line in places.told(place, "event")}
    own = [plan for plan in _plans(places.record) if made & {step.line.claim.id for step in plan.steps}]
    faults = [list(_wrong_statuses(entry, plan)) for plan in own]
    return (True, min(faults, key=len)) if faults else (False, [])


@lru_cache(maxsize=1)
def _plans(record: Record) -> list[Plan]:
    return Plans(record.store).plans()


def _wrong_statuses(entry: Entry, plan: Plan) -> Iterator[str]:
    """The days on which a plan does not stand as it should.

    One that is put off may as well be open, an open one due; one of an article without a date stands on any day.
    """
    for expected in entry["status"]:
        day = edtf_range(expected["on"])[1]
        assert day is not None
        cut = view.plan_as_of(plan, day)
        if cut is None and all(step.line.claim.known is None for step in plan.steps):
            cut = plan
        status = str(view.status_of(cut, day)[0]) if cut is not None else "not made"
        alike = {expected["status"], *LIKE.get(expected["status"], ())}
        if status not in alike:
            yield f"{status} on {expected['on']}, not {expected['status']}"


CHECKS: dict[str, Check] = {
    "successions": successions,
    "plans": plans,
}
