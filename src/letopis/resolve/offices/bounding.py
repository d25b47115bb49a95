"""Bound a spell by its proofs: the days that all of them leave, and what contradicts them.

In:   the proofs of one run.
Out:  between which days it began and ended, the manner, and the contradictions.

Proofs of one bound are cut with each other. Where they leave no day, that one stands which the most independent
sources agree with, of those the newest; the other is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from letopis.resolve.offices.proofs import is_chosen, weight_of
from letopis.tenure import DAY, Conflict, Days, Part, Proof, Surely

WAIT = timedelta(days=400)  # who was elected takes office within that time


@dataclass(frozen=True, slots=True)
class Bounded:
    """The days that the proofs of one bound leave; `best` is the proof that weighs most."""

    days: Days
    best: Proof | None
    conflicts: tuple[Conflict, ...]


def bound_start(proofs: Sequence[Proof]) -> Bounded:
    """When a spell began: its starts, and that it was held by its first sighting."""
    starts = _told(proofs, Part.START)
    taken = [proof for proof in starts if not is_chosen(proof) and not _is_by_day(proof)]
    kept = [
        proof for proof in starts if not _is_term(proof, starts, taken) and not _is_confirmed(proof, starts)
    ]
    seen = [
        replace(proof, days=Days(None, day))
        for proof in _told(proofs, Part.HELD)
        if (day := _seen_by(proof)) is not None
    ]
    ends = [
        replace(proof, days=Days(None, proof.days.latest - DAY))
        for proof in _told(proofs, Part.END)
        if proof.days.latest and proof.rule in ("told", "narrative")
    ]
    return settled("start", [*kept, *seen], ends)


def bound_end(proofs: Sequence[Proof], start: Days) -> Bounded:
    """When a spell ended: its ends, none before it was last seen held; nothing where no end is told."""
    told = _told(proofs, Part.END)
    ends = [proof for proof in told if not _is_announced(proof, told)]
    if not ends:
        return Bounded(Days(), None, ())
    seen = [
        replace(proof, days=Days(day + DAY, None))
        for proof in _told(proofs, Part.HELD)
        if (day := _seen_from(proof)) is not None
    ]
    return settled("end", [*ends, *seen], [])


def of_year(proof: Proof, days: Iterable[date]) -> Proof:
    """A proof whose days are told without a year: of the year in which other articles have the office change or held on
    such a day; of no day, where there is no such year or several."""
    told = proof.days.earliest or proof.days.latest
    if not proof.is_yearless or told is None:
        return proof
    same = {day for day in days if (day.month, day.day) == (told.month, told.day)}
    if len(same) != 1:
        return replace(
            proof, days=Days(None, proof.known), rule="published", is_vague=proof.part is Part.HELD
        )
    (day,) = same

    def moved(one: date | None) -> date | None:
        return day + (one - told) if one is not None else None

    return replace(proof, days=Days(moved(proof.days.earliest), moved(proof.days.latest)))


def seen_days(proofs: Iterable[Proof]) -> Days:
    """First and last day on which some report has it held."""
    held = _told(list(proofs), Part.HELD)
    firsts = [day for proof in held if (day := _seen_by(proof))]
    lasts = [day for proof in held if (day := _seen_from(proof))]
    first, last = min(firsts, default=None), max(lasts, default=None)
    return Days(
        min(filter(None, (first, last)), default=None), max(filter(None, (first, last)), default=None)
    )


def settled(about: str, proofs: Sequence[Proof], only_if_fitting: Sequence[Proof]) -> Bounded:
    """The days that proofs of one bound leave, the weightiest first; what leaves none is a conflict."""
    if not proofs:
        days = Days()
        for proof in only_if_fitting:
            days = days.meet(proof.days) or days
        return Bounded(days, None, ())
    ranked = sorted(proofs, key=lambda proof: _rank(proof, proofs), reverse=True)
    days, kept, conflicts = ranked[0].days, [ranked[0]], []
    for proof in ranked[1:]:
        met = days.meet(proof.days)
        if met is None:
            against = next((one for one in kept if one.days.meet(proof.days) is None), kept[0])
            conflicts.append(Conflict(about, against, proof))
        else:
            days = met
            kept.append(proof)
    for proof in only_if_fitting:
        days = days.meet(proof.days) or days
    told = [proof for proof in kept if proof.part in (Part.START, Part.END)]
    best = max(
        told, key=lambda proof: (weight_of(proof.manner), proof.rule == "told", proof.claim), default=None
    )
    return Bounded(days, best, tuple(_one_each(conflicts)))


def _one_each(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Of several articles that lose by the same days only the first."""
    found: dict[tuple[Days, Part], Conflict] = {}
    for conflict in conflicts:
        found.setdefault((conflict.lost.days, conflict.lost.part), conflict)
    return list(found.values())


def _rank(proof: Proof, proofs: Sequence[Proof]) -> tuple[int, bool, date, bool, str]:
    """By how many independent sources agree, then told days before derived ones, then the newest, then what its own
    sentence dates."""
    against = {other.document for other in proofs if other.part is proof.part and not _agree(other, proof)}
    agreeing = {one.origin for one in proofs if _agree(one, proof) and one.document not in against}
    return (
        len(agreeing),
        proof.rule == "told",
        proof.known or date.min,
        proof.is_dated,
        proof.claim,
    )


def _agree(one: Proof, other: Proof) -> bool:
    return one.days.meet(other.days) is not None


def _told(proofs: Sequence[Proof], part: Part) -> list[Proof]:
    """The told proofs of a part; what an article dates by what it told before yields to what it dates there."""
    found = [proof for proof in proofs if proof.part is part and proof.surely is Surely.TOLD]
    dated = {proof.document for proof in found if proof.rule == "told" and not is_chosen(proof)}
    return [proof for proof in found if proof.rule != "narrative" or proof.document not in dated]


def _is_by_day(proof: Proof) -> bool:
    return proof.rule == "published"


def _is_term(proof: Proof, starts: Sequence[Proof], taken: Sequence[Proof]) -> bool:
    """True for what begins a further term, and for an election or appointment after which the office was taken."""
    if proof.manner == "re-elected":
        return True
    if not is_chosen(proof) and proof.manner not in ("sworn in", "took office"):
        return False
    first, last = proof.days.earliest, proof.days.latest
    for other in starts:
        if other is proof or other.days.latest is None:
            continue
        later_term = first is not None and other.days.latest + WAIT < first
        chosen_for = (
            is_chosen(proof)
            and other in taken
            and last is not None
            and other.days.earliest is not None
            and last <= other.days.latest <= last + WAIT
        )
        if later_term or chosen_for:
            return True
    return False


def _is_confirmed(proof: Proof, starts: Sequence[Proof]) -> bool:
    """True for the oath or appointment of somebody who had been acting: the office has been held since then."""
    first = proof.days.earliest or proof.days.latest
    return not proof.is_acting and any(
        other.is_acting and other.days.latest is not None and first is not None and other.days.latest < first
        for other in starts
        if other.rule == "told"
    )


def _is_announced(proof: Proof, ends: Sequence[Proof]) -> bool:
    """True for a resignation after which the office was left within the year."""
    said = proof.days.latest
    if not is_chosen(proof) or said is None:
        return False
    lefts = [other.days.earliest for other in ends if not is_chosen(other) and other.rule == "told"]
    return any(left is not None and said < left <= said + WAIT for left in lefts)


def _seen_by(proof: Proof) -> date | None:
    """The day by which a sighting proves that it had begun; a vague one may be of its last day."""
    days = proof.days
    return (days.latest if proof.is_vague else days.earliest) or days.latest


def _seen_from(proof: Proof) -> date | None:
    """The last day on which a sighting proves it held; a vague one may be of its first day."""
    days = proof.days
    return (days.earliest if proof.is_vague else days.latest) or days.earliest
