"""Set the time of a plan beside the time of a line: over, ahead, past, before, after, moved.

In:   outlines of a plan and of a line; two times.
Out:  yes or no; what a further report does to the time of a plan.
"""

from __future__ import annotations

from letopis.plan import Turn
from letopis.times import Interval
from letopis.view.plan_likeness import LATE
from letopis.view.plan_outlines import Outline


def is_over(own: Outline) -> bool:
    """True for a plan whose time was over when it was told: it is told in hindsight."""
    return (
        own.known is not None and own.due is not None and own.due.end is not None and own.due.end <= own.known
    )


def is_ahead(plan: Outline, own: Outline) -> bool:
    """True for a plan whose time had not come when a line was told: what was not done then was not that."""
    due, known = plan.due, own.known
    return due is not None and due.start is not None and known is not None and due.start > known


def is_past(plan: Outline, own: Outline) -> bool:
    """True for a plan whose time was long over when a line was told: nobody puts that off or calls it off any more."""
    if plan.due is None or plan.due.end is None:
        return False
    return own.known is None or plan.due.end + LATE < own.known


def is_before(own: Outline, plan: Outline) -> bool:
    """True for what was put off or called off before the plan was told: "the vote that she had put off in December"."""
    return (
        plan.known is not None
        and own.due is not None
        and own.due.end is not None
        and own.due.end <= plan.known
    )


def is_after(own: Outline, plan: Outline) -> bool:
    """True for what was done on a later day than the plan was told."""
    if plan.known is None:
        return True
    day = own.due.start if own.due is not None else None
    return day > plan.known if day is not None else own.known is not None and own.known > plan.known


def redated(old: Interval | None, new: Interval | None, turn: Turn | None) -> tuple[Turn, Interval | None]:
    """What a further report does to the time of a plan, and that time: the newest that is told wins, unless it is only
    vaguer."""
    if turn is Turn.POSTPONED:
        return turn, new
    if new is None or new.is_open:
        return turn or Turn.REPEATED, old
    if turn is not None:
        return turn, new
    if old is None or old.is_open:
        return Turn.DATED, new
    if not old.overlaps(new):
        later = old.end is not None and new.start is not None and new.start >= old.end
        return (Turn.POSTPONED if later else Turn.DATED), new
    return (Turn.DATED, new) if _is_within(new, old) else (Turn.REPEATED, old)


def _is_within(new: Interval, old: Interval) -> bool:
    """True where the new time is a part of the old and not all of it."""
    starts = old.start is None or (new.start is not None and new.start >= old.start)
    ends = old.end is None or (new.end is not None and new.end <= old.end)
    return starts and ends and (new.start, new.end) != (old.start, old.end)
