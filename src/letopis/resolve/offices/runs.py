"""Tell one person's times in one office apart: what was held without a break is one run of proofs.

In:   the proofs of one office, each with its holder.
Out:  runs, in time; each with the reports that contradict it.

Of an office with one holder a break is where somebody else stands between; of any office, where an end is told and then
a new start. A lone report of somebody in the middle of another's run ("President X" of one who left long ago) makes
no break: it is shown as a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from letopis.resolve.offices.proofs import DEATHS, is_chosen
from letopis.tenure import DAY, TERM, Part, Proof, Surely

MONTHS = timedelta(days=92)
ORDER = {Part.HELD: 0, Part.PAUSE: 0, Part.END: 1, Part.START: 2}


@dataclass(slots=True)
class Run:
    """The proofs of one holder's unbroken time in an office.

    `disputed` are lone reports of another in the middle of it; `is_acting`: held for the time being, which breaks
    nobody's run.
    """

    holder: str
    proofs: list[Proof] = field(default_factory=list)
    disputed: list[Proof] = field(default_factory=list)
    is_acting: bool = False

    @property
    def documents(self) -> set[str]:
        """The articles that tell of it."""
        return {proof.document for proof in self.proofs}

    @property
    def first(self) -> date:
        """The day by which it is first seen."""
        return min((day for proof in self.proofs if (day := axis_day(proof))), default=date.max)

    @property
    def last(self) -> date:
        """The day on which it is last seen."""
        return max((day for proof in self.proofs if (day := axis_day(proof))), default=date.min)

    def has(self, part: Part) -> bool:
        """True when a told proof is of this part."""
        return any(proof.part is part and proof.surely is Surely.TOLD for proof in self.proofs)


def axis_day(proof: Proof) -> date | None:
    """The day that places a proof among the others, or None where it has none of its own."""
    if proof.surely is not Surely.TOLD or proof.is_vague or proof.rule in ("former", "published"):
        return None
    day = proof.days.latest or proof.days.earliest
    return day - DAY if day and proof.part is Part.END else day  # of who leaves the last day in office


def runs_of(told: Iterable[tuple[str, Proof]], *, is_single: bool) -> list[Run]:
    """The runs of an office, oldest first."""
    proofs = sorted(told, key=lambda item: (item[1].claim, item[1].part, item[1].rule))
    placed = [(day, holder, proof) for holder, proof in proofs if (day := _placed(proof, holder, proofs))]
    kept = {id(proof) for _, _, proof in placed}
    rest = [(holder, proof) for holder, proof in proofs if id(proof) not in kept]
    if is_single:
        acting = [item for item in placed if item[2].is_acting]
        runs = _joined(_consecutive([item for item in placed if not item[2].is_acting]))
        runs = _confirmed(runs, [replace(run, is_acting=True) for run in _of_each(acting)])
    else:
        runs = _of_each(placed)
    runs = [part for run in runs for part in _split(run)]
    for holder, proof in rest:
        _attach(holder, proof, runs)
    return sorted((run for run in runs if run.proofs), key=lambda run: (run.first, run.holder))


def _confirmed(runs: Sequence[Run], acting: Sequence[Run]) -> list[Run]:
    """Runs and times of acting; whoever acts and is then confirmed has held the office since: one run."""
    found, rest = list(runs), list[Run]()
    for run in acting:
        same = next(
            (other for other in found if other.holder == run.holder and _is_at_once(other, run)), None
        )
        if same is not None and not same.has(Part.START):  # held for the time being, whoever leaves that away
            found[found.index(same)] = replace(same, proofs=[*same.proofs, *run.proofs], is_acting=True)
            continue
        later = [other for other in (*found, *acting) if other is not run and other.first >= run.first]
        after = min(later, key=lambda other: other.first, default=None)
        if after is None or after.holder != run.holder or after.is_acting or run.has(Part.END):
            rest.append(run)
            continue
        begun = [replace(proof, is_acting=False) for proof in run.proofs]
        found[found.index(after)] = replace(after, proofs=[*begun, *map(_as_held, after.proofs)])
    return [*found, *rest]


def _is_at_once(one: Run, other: Run) -> bool:
    """True for runs that share some days."""
    return one.first <= other.last and other.first <= one.last


def _as_held(proof: Proof) -> Proof:
    """The day of a confirmation as one on which the office is held."""
    return replace(proof, part=Part.HELD, rule="sighting") if proof.part is Part.START else proof


def _of_each(placed: Sequence[tuple[date, str, Proof]]) -> list[Run]:
    """One run for each holder."""
    holders = sorted({holder for _, holder, _ in placed})
    return [run for one in holders for run in _consecutive([item for item in placed if item[1] == one])]


def _placed(proof: Proof, holder: str, proofs: Sequence[tuple[str, Proof]]) -> date | None:
    """The day of a proof in the order of the office; none of an election that somebody took office after, none of a
    death."""
    if proof.manner in DEATHS or proof.is_described:
        return None
    if _is_loose(proof) and any(holder == other and _is_within(told, proof) for other, told in proofs):
        return None
    if (
        proof.part is Part.START
        and is_chosen(proof)
        and any(
            holder == other
            and told.part in (Part.START, Part.HELD)
            and not is_chosen(told)
            and axis_day(told)
            for other, told in proofs
        )
    ):
        return None
    return axis_day(proof)


def _is_loose(proof: Proof) -> bool:
    """True for a start or end that is told no closer than by some months: "removed in 2016"."""
    first, last = proof.days.earliest, proof.days.latest
    return proof.part in (Part.START, Part.END) and None not in (first, last) and last - first > MONTHS  # type: ignore[operator]


def _is_within(told: Proof, loose: Proof) -> bool:
    """True for a day told of the same holder within a loose time."""
    day = None if _is_loose(told) else axis_day(told)
    first, last = loose.days.earliest, loose.days.latest
    return bool(day and first and last and first <= day <= last)


def _consecutive(placed: Iterable[tuple[date, str, Proof]]) -> list[Run]:
    runs: list[Run] = []
    items = sorted(placed, key=lambda item: (item[0], item[1], ORDER[item[2].part], item[2].claim))
    for _, same_day in groupby(items, key=lambda item: item[0]):
        by_holder: dict[str, list[Proof]] = defaultdict(list)
        for _, holder, proof in same_day:
            by_holder[holder].append(proof)
        last = runs[-1].holder if runs else None
        for holder in sorted(by_holder, key=lambda one: (one != last, _change_rank(by_holder[one]), one)):
            if not runs or runs[-1].holder != holder:
                runs.append(Run(holder))
            runs[-1].proofs += by_holder[holder]
    return runs


def _change_rank(proofs: Sequence[Proof]) -> int:
    """On a day of change the one who leaves comes before the one who takes over."""
    parts = {proof.part for proof in proofs}
    return 0 if Part.END in parts and Part.START not in parts else 2 if Part.START in parts else 1


def _joined(runs: list[Run]) -> list[Run]:
    """Runs in which a lone report of another no longer breaks a run: it disputes it."""
    again = True
    while again:
        again = False
        for at in range(1, len(runs) - 1):
            before, run, after = runs[at - 1 : at + 2]
            if before.holder == after.holder and _is_lone(before, run, after):
                before.proofs += after.proofs
                before.disputed += [*run.proofs, *after.disputed]
                runs[at : at + 2] = []
                again = True
                break
    return runs


def _is_lone(before: Run, run: Run, after: Run) -> bool:
    """True for titles alone, told by fewer articles than those around them, where nobody is told to have left or
    come, and those around are not further apart than a term."""
    is_break = run.has(Part.START) or run.has(Part.END) or before.has(Part.END) or after.has(Part.START)
    is_fewer = len(run.documents) <= len(before.documents | after.documents)
    return not is_break and is_fewer and after.first - before.last <= TERM


def _split(run: Run) -> list[Run]:
    """A run, cut where an end is told and a later start."""
    ends = sorted(
        proof.days.latest
        for proof in run.proofs
        if proof.part is Part.END and proof.rule == "told" and proof.days.latest
    )
    for end in ends:
        later = [
            proof.days.earliest
            for proof in run.proofs
            if proof.part is Part.START and proof.days.earliest and proof.days.earliest >= end
        ]
        if later:
            cut = min(later)
            first, second = replace(run, proofs=[]), replace(run, proofs=[], disputed=[])
            for proof in run.proofs:
                day = axis_day(proof) or cut
                is_late = day >= cut and not (proof.part is Part.END and day <= cut)
                (second if is_late else first).proofs.append(proof)
            if first.proofs and second.proofs:
                return [first, *_split(second)]
    return [run]


def _attach(holder: str, proof: Proof, runs: list[Run]) -> None:
    """Puts a proof that has no place in time of its own to the run that it can be of."""
    own = sorted((run for run in runs if run.holder == holder and run.proofs), key=lambda run: run.first)
    own = [run for run in own if run.is_acting == proof.is_acting] or own
    if proof.is_described and not _is_borne_out(proof, own, runs):
        return
    if not own:
        if proof.manner not in DEATHS and proof.surely in (Surely.TOLD, Surely.PLANNED):
            runs.append(Run(holder, [proof]))
        return
    if proof.manner in DEATHS:
        if not _has_left(own[-1], proof, runs):
            own[-1].proofs.append(proof)
        return
    if proof.part is Part.START and is_chosen(proof) and proof.days.earliest:
        chosen = proof.days.earliest
        near = [run for run in own if run.first >= chosen or run is own[-1]]
        near[0].proofs.append(proof)
        return
    day = proof.days.earliest if proof.is_vague else None
    day = day or proof.known or proof.days.latest
    begun = [run for run in own if day is None or run.first <= day]
    (begun[-1] if begun else own[0]).proofs.append(proof)


def _is_borne_out(proof: Proof, own: Sequence[Run], runs: Sequence[Run]) -> bool:
    """True where others tell by name that somebody held an office when he is only described to hold it or to have
    left it; or where nobody is told to have held it."""
    day = axis_day(proof) or proof.days.earliest or proof.days.latest or proof.known
    if not own:
        return not any(run.proofs for run in runs)
    if day is None:
        return True
    if proof.part is Part.END:
        return all(run.last < day for run in own)
    later = [run.first for run in runs if run.holder != own[-1].holder and run.first > own[-1].last]
    return any(run.first <= day <= run.last for run in own) or (
        own[-1].first <= day and not own[-1].has(Part.END) and all(day < first for first in later)
    )


def _has_left(run: Run, death: Proof, runs: Sequence[Run]) -> bool:
    """True where somebody had left the office before he died."""
    day = death.days.latest or death.days.earliest
    if day is None:
        return True
    left = any(
        proof.part is Part.END and proof.days.latest and proof.days.latest < day - DAY for proof in run.proofs
    )
    return left or any(run.first < other.first < day and other.holder != run.holder for other in runs)
