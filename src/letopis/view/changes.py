"""What changed between two states: of one record on two days, of two days' knowledge, or of two records.

In:   rows of two states; plans as they stood; lines with how many reports they had.
Out:  rows, each with the line that shows the change. What merely is no longer told of is counted and not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from letopis.plan import Plan, Status, Step, Turn
from letopis.profile import Line
from letopis.tenure import Proof
from letopis.times import iso
from letopis.view import wording
from letopis.view.rows import known
from letopis.view.state import StateRow, line_state

_MET, _MISSED, _DROPPED = "met", "missed", "dropped"
_CHANGE = {
    Status.FULFILLED: _MET,
    Status.OVERDUE: _MISSED,
    Status.CANCELLED: _DROPPED,
    Status.DENIED: _DROPPED,
    Status.POSTPONED: "postponed",
}
_TURNS = {
    Status.FULFILLED: (Turn.FULFILLED,),
    Status.CANCELLED: (Turn.CANCELLED,),
    Status.DENIED: (Turn.DENIED,),
    Status.POSTPONED: (Turn.POSTPONED,),
    Status.OVERDUE: (Turn.MISSED,),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change, with the claim that shows it.

    Attributes:
        section: office, tie, plan, conflict, position, figure or source.
        change: new holder, first seen, left, status; new, ended; made, met, missed, postponed, dropped; moved;
            gained, lost.
        before, after: how it stood, for reading; "" where it did not; of a position its stance and when, `before` with
            its words.
    """

    section: str
    change: str
    who: str
    what: str
    before: str
    after: str
    words: str
    known: str | None
    reports: int
    independent: int
    source: str
    id: str
    quote: str
    document: str


def change_row(section: str, change: str, row: StateRow, *, before: str = "", after: str = "") -> ChangeRow:
    """A change that a row of a state shows."""
    evidence = row.words, row.known, row.reports, row.independent, row.source, row.id, row.quote, row.document
    return ChangeRow(section, change, row.who, row.what, before, after, *evidence)


def shown_by(row: ChangeRow, line: Line) -> ChangeRow:
    """The same change, shown by another line."""
    told = line_state(row.section, line, [line], key="")
    evidence = (
        told.words,
        told.known,
        told.reports,
        told.independent,
        told.source,
        told.id,
        told.quote,
        told.document,
    )
    return ChangeRow(row.section, row.change, row.who, row.what, row.before, row.after, *evidence)


def shown_by_proof(row: ChangeRow, proof: Proof) -> ChangeRow:
    """The same change, shown by a proof of a spell."""
    evidence = wording.short(proof.quote), iso(proof.known), 1, 1
    place = proof.path, proof.claim, proof.quote, proof.document
    return ChangeRow(row.section, row.change, row.who, row.what, row.before, row.after, *evidence, *place)


def stood(row: StateRow) -> str:
    """How a row stood, in a cell."""
    if row.section == "office":
        return ", ".join(filter(None, (row.status, row.surely)))
    return row.what if row.section in ("figure", "position") else row.surely


def changes_of(
    before: Iterable[StateRow],
    after: Iterable[StateRow],
    ended: Callable[[StateRow], Line | Proof | None],
) -> tuple[list[ChangeRow], int]:
    """What came, went and moved of offices, ties, conflicts and figures; and how many are just no longer told of.

    `ended` gives what shows that something which stood before was over after.
    """
    old, new = {row.key: row for row in before}, {row.key: row for row in after}
    rows, silent = [], 0
    for key, row in new.items():
        was = old.get(key)
        if was is None and row.section in ("office", "tie", "conflict"):
            rows.append(change_row(row.section, _arrival(row), row, after=stood(row)))
        elif was is not None and row.section == "office" and was.status != row.status:
            rows.append(change_row("office", "status", row, before=stood(was), after=stood(row)))
        elif was is not None and row.section == "figure" and was.what != row.what:
            rows.append(change_row("figure", "moved", row, before=was.what, after=row.what))
    for key, row in old.items():
        if key in new or row.section not in ("office", "tie", "conflict"):
            continue
        shown = ended(row)
        if shown is None:
            silent += 1
            continue
        gone = change_row(row.section, "left" if row.section == "office" else "ended", row, before=stood(row))
        rows.append(shown_by(gone, shown) if isinstance(shown, Line) else shown_by_proof(gone, shown))
    return rows, silent


def _arrival(row: StateRow) -> str:
    """What is new of something that did not stand before: of a holder whose beginning nobody tells only the sight."""
    if row.section != "office":
        return "new"
    return "first seen" if row.since.startswith("by ") or not row.since else "new holder"


Stood = tuple[Plan, Status, str | None]  # a plan with what had been told by a day, how it stood, and a note


def plan_changes(
    before: Mapping[str, Stood], after: Mapping[str, Stood], row_of: Callable[[Stood], StateRow]
) -> list[ChangeRow]:
    """What became of plans: made, met, missed, postponed, dropped."""
    rows = []
    for key, stands in after.items():
        plan, status, _ = stands
        was = before.get(key)
        row = row_of(stands)
        now = ", ".join(filter(None, (str(status), row.until)))
        if was is None:
            rows.append(shown_by(change_row("plan", "made", row, after=now), plan.first))
        then = ", ".join(filter(None, (str(was[1]), row_of(was).until))) if was is not None else ""
        change = _CHANGE.get(status)
        moved = was is not None and status == was[1] == Status.POSTPONED and was[0].due != plan.due
        if change is None or (was is not None and was[1] == status and not moved):
            continue
        told = _shows(plan, status)
        made = change_row("plan", change, row, before=then, after=now)
        rows.append(shown_by(made, told.line) if told is not None else made)
    return rows


def _shows(plan: Plan, status: Status) -> Step | None:
    """The turn that brought a plan to its status; None where nothing tells (it is overdue by the calendar)."""
    found = [step for step in plan.steps if step.turn in _TURNS.get(status, ())]
    if not found:
        return None
    return found[0] if status is Status.FULFILLED else found[-1]


def source_changes(before: Iterable[Line], after: Iterable[Line]) -> list[ChangeRow]:
    """Facts that both tell and that gained or lost reports."""
    old, new = _by_fact(before), _by_fact(after)
    rows = []
    for fact in sorted(old.keys() & new.keys()):
        was, now = old[fact][0].support, new[fact][0].support
        if was.reports == now.reports:
            continue
        gained = now.reports > was.reports
        ids = {line.claim.id for line in (old if gained else new)[fact]}
        others = [line for line in (new if gained else old)[fact] if line.claim.id not in ids]
        shown = (others or new[fact])[0]
        row = line_state("source", shown, new[fact], key=fact)
        told = [f"{each.reports} reports, {each.independent} independent" for each in (was, now)]
        rows.append(change_row("source", "gained" if gained else "lost", row, before=told[0], after=told[1]))
    return rows


def _by_fact(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda one: (known(one) or "9999", one.path, one.claim.id)):
        found.setdefault(line.same_as or line.claim.id, []).append(line)
    return found
