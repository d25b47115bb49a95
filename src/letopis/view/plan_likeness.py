"""Say how far what is announced and what is told are alike: about the same, at the same place, in the time told.

In:   outlines of a plan and of a line.
Out:  scores, or None where something speaks against it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from letopis.plan import PlanWords
from letopis.times import Interval
from letopis.view.names import fold, telling_words
from letopis.view.plan_outlines import Outline
from letopis.view.plan_sides import Sides

DAY = timedelta(days=1)
LATE = timedelta(days=31)  # so much later than told it is still taken for what was planned
EARLY = timedelta(days=31)
TOGETHER = timedelta(days=120)  # two reports so far apart without a date, of the same two, can be one plan
LONG = timedelta(
    days=400
)  # a plan without a date that nobody spoke of for so long comes true only by its theme
VAGUE = timedelta(days=366)  # what was done at some time in more than a year is not placed
STORY = 2  # people, bodies and the country that two reports of one story have in common
SAME_WORDS = 2  # by which what is debated and what is passed are about one thing: "electoral law"


def is_awaited(plan: Outline, line: Outline, words: PlanWords) -> bool:
    """True for what is soon told as done by the one who was to do it, in one story: the thing that both name by the
    same noun ("will sign the law", "signed the law"), or what everybody waits for ("the court will rule")."""
    here = plan.setting is not None and plan.setting == line.setting
    common, days = len(plan.cast & line.cast) + here, days_between(plan, line)
    if common < STORY or days > LONG:
        return False
    kinds = {plan.type, f"{plan.type} {plan.mode}"}
    named = bool(content(plan.about) & content(line.about)) and plan.mode == line.mode
    same = any(side.is_same(other) for side in plan.sides.all for other in line.sides.all)
    told = same and bool(kinds & words.awaited) and not content(plan.about)
    return (named or told) and (days <= TOGETHER or (line.voted and told and common > STORY))


def is_same_thing(plan: Outline, line: Outline) -> bool:
    """True for two themes with several telling words in common, not long after one another."""
    return (
        len(plan.sides.theme & line.sides.theme) >= SAME_WORDS
        and plan.mode == line.mode
        and days_between(plan, line) <= TOGETHER
    )


def is_act_of_day(plan: Outline, line: Outline) -> bool:
    """True for the act told without who is to do it, on its very day and in one story; where that is told, the same
    thing by its noun."""
    due, done = plan.due, line.due
    if due is None or done is None or (due.start, due.end) != (done.start, done.end):
        return False
    is_day = due.start is not None and due.end is not None and due.end - due.start <= DAY
    common = len(plan.cast & line.cast) + (plan.setting is not None and plan.setting == line.setting)
    same = bool(content(plan.about) & content(line.about)) and plan.verb == line.verb
    return is_day and common > STORY and (same or not plan.sides.all)


def content(text: str) -> frozenset[str]:
    """The words of a theme."""
    return frozenset(word for word in telling_words(fold(text)) if len(word) > 2)


def last_word(name: str) -> str:
    return (fold(name).split() or [""])[-1]


def theme_of(one: Sides, other: Sides) -> float | None:
    """1 where both are about the same, 0 where one does not tell, None where they are about different things."""
    if not one.theme or not other.theme:
        return 0.0
    return 1.0 if one.theme & other.theme else None


def places_differ(one: Outline, other: Outline) -> bool:
    """True where both tell a town or country and it is not the same: a visit is where it is."""
    return False if not one.sides.places or not other.sides.places else _apart(one, other)


def _apart(one: Outline, other: Outline) -> bool:
    if one.sides.places & other.sides.places:
        return False
    sides = {side.key for side in (*one.sides.all, *other.sides.all)}
    towns = [outline.sides.places - sides for outline in (one, other)]
    return bool(towns[0]) and bool(towns[1])


def same_time(plan: Outline, line: Outline, *, once: bool) -> float | None:
    """1 where both are to be at the same time, 0 where one does not tell; None where it is another time."""
    if plan.due is None or line.due is None or plan.due.is_open or line.due.is_open:
        return 0.0
    due, other = _ahead(plan.due, plan.known), _ahead(line.due, line.known)
    if due.overlaps(other):
        return 1.0 if due.end and other.end else 0.5
    return 0.0 if once and _apart_by(due, other) <= LONG else None


def _ahead(due: Interval, known: date | None) -> Interval:
    """The time of a plan from the day on which it was told: "by October"."""
    late = known is None or due.start is not None or due.end is None or due.end <= known
    return due if late else replace(due, start=known)


def _apart_by(one: Interval, other: Interval) -> timedelta:
    """How long lies between two times that do not overlap."""
    gaps = [
        first.start - last.end
        for first, last in ((one, other), (other, one))
        if first.start is not None and last.end is not None
    ]
    return max([*gaps, timedelta(0)])


def in_time(plan: Outline, line: Outline, *, late: bool = False) -> float | None:
    """2 where it was done on the day told, 1 in the time told, 0 where that is not told or it was a little late or
    early; None where it was done before it was planned or at quite another time. `late`: months late is late, too."""
    done = line.due or _about(line)
    if done is None:
        return None if plan.due is None else 0.0
    if done.end is None and done.start is not None and line.known is None:
        due = plan.due  # an article without a date: on that day or later
        return 0.0 if due is not None and due.end is not None and due.end > done.start else None
    if done.start is None or done.end is None or done.end - done.start > VAGUE:
        return None  # "some time since October": no proof that it was later
    if plan.known is not None and done.end <= plan.known:
        return None
    due = plan.due
    if due is None or due.is_open:
        return 0.0
    if due.overlaps(done):
        short = due.start and due.end and due.end - due.start <= timedelta(days=8)
        return (2.0 if short else 1.0) if line.due is not None and due.end else 0.5
    if due.end is not None and done.start >= due.end:
        return 0.0 if done.start <= due.end + (LONG if late else LATE) else None
    if due.start is not None and done.end <= due.start:
        return 0.0 if done.end >= due.start - EARLY else None
    return None


def _about(line: Outline) -> Interval | None:
    """A week up to publication: when what a report tells without a day will have been."""
    if line.known is None:
        return None
    return Interval(line.known - timedelta(days=7), line.known + DAY)


def days_between(one: Outline, other: Outline) -> timedelta:
    if one.known is None or other.known is None:
        return timedelta(0)
    return abs(other.known - (one.last or one.known))
