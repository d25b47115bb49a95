"""Say how plans stand on a day: when they are due, whether they came true, and what shows it.

In:   plans; a day.
Out:  rows, what is due first first, what has no date last.

A plan is overdue when its time is over and nothing in the record says that it was done, put off or called off: that is
all that is known, and the row says so. What has no last day cannot be overdue; it only grows old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from letopis.origin import support_of
from letopis.plan import Plan, PlanWords, Status, Step, Turn
from letopis.profile import Line
from letopis.times import Interval, iso
from letopis.view import wording
from letopis.view.names import fold
from letopis.view.plan_outlines import is_conditional
from letopis.view.rows import known

_WEEK = timedelta(days=7)
_SHOWN = (Turn.ANNOUNCED, Turn.DATED, Turn.POSTPONED, Turn.CANCELLED, Turn.DENIED, Turn.MISSED, Turn.PARTLY)
_ENDS = {Turn.FULFILLED: Status.FULFILLED, Turn.CANCELLED: Status.CANCELLED, Turn.DENIED: Status.DENIED}


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn of a plan and the line that shows it.

    Attributes:
        date: when a reader could know it; turn: as `letopis.plan.Turn`.
        due: the plan's time from then on, for reading; "" where none is told.
        when: when what was done was done, of fulfilled, partly and missed; else "".
        event: id of the merged event, where the record has merged it.
    """

    date: str | None
    turn: str
    due: str
    when: str
    words: str
    according_to: str | None
    source: str
    id: str
    quote: str
    document: str
    event: str | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan as it stands on a day.

    Attributes:
        due: for reading; start, end: days, half-open, the outer bounds.
        status: open, due, overdue, fulfilled, postponed, cancelled or denied; note: what is to be said of it, or None.
        who: its parties; maker: who announced or decided it; what: the act, without who.
        told: when it was first told; last_told: when it was last spoken of.
        reports: articles that announce it; independent: how many of them rest on nobody that another rests on.
        words, source, quote, document: of the line that told it first.
        fulfilled_by: ids of the claims that tell it as done; events: of the merged events that these belong to.
        history: its turns, oldest first; claims: ids of all lines that tell of it.
    """

    due: str
    status: str
    who: str
    what: str
    words: str
    maker: str
    told: str | None
    note: str | None
    reports: int
    independent: int
    source: str
    id: str
    type: str
    mode: str | None
    start: str | None
    end: str | None
    last_told: str | None
    place: str
    theme: str
    quote: str
    document: str
    fulfilled_by: tuple[str, ...]
    events: tuple[str, ...]
    history: tuple[TurnRow, ...]
    claims: tuple[str, ...]


def plan_rows(plans: Iterable[Plan], on: date, words: PlanWords) -> list[PlanRow]:
    """The plans as they stand on a day, by the last day on which they are due; what has none last."""
    rows = [_row(plan, on, words) for plan in plans]
    return sorted(rows, key=lambda row: (row.end or "9999", row.start or "", row.told or "9999", row.id))


def status_of(plan: Plan, on: date) -> tuple[Status, str | None]:
    """How a plan stands on a day, and what is to be said of it."""
    turns = [step for step in plan.steps if step.turn is not Turn.REPEATED] or list(plan.steps)
    last = turns[-1]
    if Turn.FULFILLED in (step.turn for step in turns):
        return Status.FULFILLED, _how_fulfilled(plan)
    if last.turn in _ENDS:
        return _ENDS[last.turn], None
    due, missed = plan.due, last.turn is Turn.MISSED
    over = due is not None and due.end is not None and due.end <= on
    if missed:
        return Status.OVERDUE, "said not to have happened"
    if over:
        partly = "; done in part" if last.turn is Turn.PARTLY else ""
        return Status.OVERDUE, f"no report of it by {on}{partly}"
    if due is not None and due.end is not None and _has_come(plan, due, on):
        return Status.DUE, "done in part" if last.turn is Turn.PARTLY else None
    if last.turn is Turn.POSTPONED:
        return Status.POSTPONED, None if due else "to no day that is told"
    return Status.OPEN, _silence(plan, on) if due is None or due.end is None else None


def _has_come(plan: Plan, due: Interval, on: date) -> bool:
    """True on the days of a plan's time; of a time that had begun when it was told ("by July 1", "this year") in its
    last week."""
    told = _day(plan.first)
    running = due.start is None or (told is not None and due.start <= told)
    if running and due.end is not None and (due.start is None or due.end - due.start > _WEEK):
        return on >= due.end - _WEEK
    return due.start is None or due.start <= on


def _how_fulfilled(plan: Plan) -> str | None:
    """How many days after its time it was done, where that was later."""
    done = next(step.line.claim.when for step in plan.steps if step.turn is Turn.FULFILLED)
    due = plan.due
    if done is None or done.start is None or due is None or due.end is None or done.start < due.end:
        return None
    days = (done.start - due.end).days + 1
    return f"{days} day{'' if days == 1 else 's'} after its time"


def _silence(plan: Plan, on: date) -> str | None:
    """How long nobody spoke of a plan that has no last day."""
    last = max((day for step in plan.steps if (day := _day(step.line))), default=None)
    if last is None or (on - last).days < 365:
        return None
    return f"not spoken of for {(on - last).days} days"


def _day(line: Line) -> date | None:
    known_on: Interval | None = line.claim.known
    return (known_on.start or known_on.end) if known_on is not None else None


def _row(plan: Plan, on: date, words: PlanWords) -> PlanRow:
    status, note = status_of(plan, on)
    if note is None and status in (Status.OPEN, Status.DUE) and is_conditional(plan.first, words):
        note = "on a condition"
    best, support = _fullest(plan), support_of(plan.told)
    done = [step.line for step in plan.steps if step.turn is Turn.FULFILLED]
    days = sorted(day for step in plan.steps if (day := _day(step.line)))
    return PlanRow(
        due=wording.when(plan.due),
        status=status,
        who=wording.who(best),
        what=_what(plan, best),
        words=wording.words(plan.first),
        maker=maker_of(plan, words.is_relay),
        told=known(plan.first),
        note=note,
        reports=support.reports,
        independent=support.independent,
        source=plan.first.path,
        id=plan.id,
        type=plan.type,
        mode=plan.mode,
        start=iso(plan.due.start) if plan.due else None,
        end=iso(plan.due.end) if plan.due else None,
        last_told=iso(days[-1]) if days else None,
        place=", ".join(best.names("place")),
        theme=", ".join(wording.short(name, width=wording.PART) for name in best.names("theme")),
        quote=plan.first.claim.evidence[0].quote,
        document=plan.first.claim.document,
        fulfilled_by=tuple(dict.fromkeys(line.claim.id for line in done)),
        events=tuple(dict.fromkeys(line.same_as for line in done if line.same_as)),
        history=tuple(_turn_row(step) for step in _shown(plan)),
        claims=tuple(dict.fromkeys(step.line.claim.id for step in plan.steps)),
    )


def _what(plan: Plan, best: Line) -> str:
    """The act, without how surely it is told: that it is planned goes without saying."""
    if best.claim.type != plan.type:  # all that is known is that it was called off
        return ", ".join(
            (plan.type, *(wording.short(name, width=wording.PART) for name in best.names("theme")))
        )
    what = wording.what(best)
    for modality in ("planned", "possible", "hypothetical"):
        what = what.replace(f", {modality})", ")").replace(f" ({modality})", "")
    return what


def _fullest(plan: Plan) -> Line:
    """The line that announces it and names most; of several the first."""
    return max(
        plan.told, key=lambda line: len({p.role for p in line.parts}) + len(line.names("actor", "recipient"))
    )


def maker_of(plan: Plan, is_relay: Callable[[str], bool]) -> str:
    """Who announced or decided it: the one who says so, else who is to do it; "" where nobody is named.

    A paper or an agency that reports it did not make it.
    """
    for line in plan.told:
        for source in reversed(line.sources):
            if not is_relay(f"{source.text} {source.name or ''}"):
                return source.shown
    return next((", ".join(names) for line in plan.told if (names := line.names("actor"))), "")


def _shown(plan: Plan) -> list[Step]:
    """The turns that a reader is shown: each once, and of several reports that it was done the first."""
    done = next((step for step in plan.steps if step.turn is Turn.FULFILLED), None)
    return [step for step in plan.steps if step.turn in _SHOWN or step is done]


def _turn_row(step: Step) -> TurnRow:
    line = step.line
    happened = step.turn in (Turn.FULFILLED, Turn.PARTLY, Turn.MISSED)
    return TurnRow(
        date=known(line),
        turn=step.turn,
        due=wording.when(step.due),
        when=wording.when(line.claim.when) if happened else "",
        words=wording.words(line),
        according_to=wording.according_to(line),
        source=line.path,
        id=line.claim.id,
        quote=line.claim.evidence[0].quote,
        document=line.claim.document,
        event=line.same_as,
    )


def is_about(row: PlanRow, theme: str) -> bool:
    """True where the words of a plan have all the words of a theme, or their beginnings."""
    known_words = fold(f"{row.quote} {row.who} {row.what} {row.theme} {row.place}").split()
    return all(any(known.startswith(word) for known in known_words) for word in fold(theme).split())
