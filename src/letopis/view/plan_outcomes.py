"""Judge whether a plan came true as something of another type: a vote that is held is told by what was voted.

In:   outlines of a plan and of a line; what language and ontology know of plans.
Out:  a score, higher where more fits, or None.
"""

from __future__ import annotations

import re

from letopis.plan import PlanWords
from letopis.view.names import fold
from letopis.view.plan_likeness import (
    SAME_WORDS,
    content,
    in_time,
    is_act_of_day,
    is_awaited,
    last_word,
    places_differ,
    theme_of,
)
from letopis.view.plan_outlines import Outline
from letopis.view.plan_sides import overlap, shared

STEM = 4  # letters that "apply" and "application" share
TWO = 2  # parties that have to be there for a meeting
ENOUGH = 2.0  # points at which a line is of the plan
_OWNER = re.compile(r"([^\W\d_]+)['’]s?(?= )")


def becomes(plan: Outline, line: Outline, words: PlanWords) -> float | None:
    """How well something of another type fits a plan as its outcome: a vote that is held is told by what was voted."""
    by = words.becomes(plan.type, plan.mode, line.type, line.mode)
    time = in_time(plan, line, late=by == "verb") if by is not None else None
    if by is None or time is None or places_differ(plan, line):
        return None
    if by == "leaver":
        leavers = {last_word(side.name) for side in plan.sides.doers} or _owners(plan.about)
        named = bool(leavers & set(fold(line.about).split()))
        return ENOUGH + time if named or _is_gone(plan, line, leavers) else None
    if by == "answer":
        both = len(plan.sides.all) > 1 and overlap(plan.sides.all, line.sides.all) == 2
        return ENOUGH + time if both else None
    if by == "together":
        return _met(plan, line, time)
    sides = shared(plan.sides, line.sides, False, crossing=by == "verb")
    theme = theme_of(plan.sides, line.sides)
    if by == "theme":
        alike = len(content(plan.about) & content(line.about)) >= SAME_WORDS
        return sides + 1.0 + time if sides and alike else None
    if sides is None or theme is None:
        return None
    if plan.due is None and not theme:
        counted = by == "vote" and line.voted and sides and is_awaited(plan, line, words)
        return ENOUGH if counted else None
    if by == "verb":
        same = bool(plan.verb) and plan.verb == line.verb
        named = not same and _is_nominal(plan.about, line.verb)
        told = bool(sides) or (named and is_act_of_day(plan, line))
        return max(sides + theme + time, ENOUGH) if told and (same or named) else None
    if sides == 0:
        overtaken = plan.known is None and plan.document == line.document and not plan.sides.all
        return 0.5 + time if overtaken else None
    return sides + theme + time if line.voted else None


def _is_nominal(text: str, verb: str) -> bool:
    """True where a noun tells what a verb does: "applications" of "apply"."""
    stem = verb[: max(STEM, len(verb) - 1)]
    words = (word for word in fold(text).split() if len(word) > len(verb))
    return len(verb) >= STEM and any(word.startswith(stem) for word in words)


def _met(plan: Outline, line: Outline, time: float) -> float | None:
    """How well what two sign or agree on tells that they met as they had planned: on that day, or in the time told or a
    little later about what they were to speak of."""
    two = sum(any(side.meets(other) for other in line.sides.all) for side in plan.sides.all)
    theme = theme_of(plan.sides, line.sides)
    known = two >= TWO or (theme and two == len(plan.sides.all) > 0)
    if not known or theme is None or len(line.sides.all) < TWO:
        return None
    theme = max(theme, float(bool(plan.said & line.sides.theme)))
    return ENOUGH - 1 + time + theme if time >= 1 or (theme and plan.due is not None) else None


def _is_gone(plan: Outline, line: Outline, leavers: set[str]) -> bool:
    """True where the one who resigned is the one whose term ends; of "whose term" one whom the sentence names."""
    if line.type != "RESIGN":
        return False
    gone = [set(fold(side.name).split()) for side in line.sides.doers if side.person and side.name]
    if fold(plan.about).startswith("whose "):
        return any(len(name) > 1 and name <= plan.named for name in gone)
    return any(name & leavers for name in gone)


def _owners(text: str) -> set[str]:
    """Whose a thing is: "ivanov" of "Ivanov's second term"."""
    return {fold(name) for name in _OWNER.findall(text)}
