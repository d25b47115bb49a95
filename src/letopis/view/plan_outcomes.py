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
    STORY,
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
DAY_TOLD = 2.0  # what in_time gives for the very day
_COURT = re.compile(r"\b(?:court|tribunal|judges?|panel|chamber)\b", re.IGNORECASE)
_OWNER = re.compile(r"([^\W\d_]+)['’]s?(?= )")


def becomes(plan: Outline, line: Outline, words: PlanWords) -> float | None:
    """How well something of another type fits a plan as its outcome: a vote that is held is told by what was voted."""
    if places_differ(plan, line):
        return None
    ways = words.becomes(plan.type, plan.mode, line.type, line.mode)
    fits = [_fits_by(by, plan, line, words) for by in ways]
    return max((fit for fit in fits if fit is not None), default=None)


def _fits_by(by: str, plan: Outline, line: Outline, words: PlanWords) -> float | None:
    """How well it fits by one of the ways of plans.yaml."""
    time = in_time(plan, line, late=by in ("verb", "ended"))
    if time is None:
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
    if by in ("count", "court", "ended", "there", "word"):
        return _OTHERS[by](plan, line, time, words)
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
        told = bool(sides) or (named and is_act_of_day(plan, line)) or (same and _is_thing(plan, line, time))
        return max(sides + theme + time, ENOUGH) if told and (same or named) else None
    if sides == 0:
        overtaken = plan.known is None and plan.document == line.document and not plan.sides.all
        return 0.5 + time if overtaken else None
    return sides + theme + time if line.voted else None


def _counted(plan: Outline, line: Outline, time: float, words: PlanWords) -> float | None:
    """How well an act that was decided by votes fits a vote: by the same body on the day told; where none is told, by
    whom both name."""
    debates = plan.verb == "vote" or bool(content(plan.about) & _SITTINGS)
    if not line.voted or time < DAY_TOLD or (plan.type == "ACT" and not debates):
        return None
    sides = overlap(plan.sides.doers, line.sides.doers)
    who = {last_word(side.name) for side in line.sides.all if side.person and side.name}
    named = bool(who & set(fold(plan.about.replace("'s", "").replace("’s", "")).split()))
    if sides is None or not (sides or named):
        return None
    return sides + named + time


def _judged(plan: Outline, line: Outline, time: float, words: PlanWords) -> float | None:
    """How well a verdict fits a hearing or a ruling that was to come, by the same court or on the same accused."""
    courts = [side for side in line.sides.doers if _COURT.search(side.name)]
    same = any(side.is_same(mine) for side in courts for mine in plan.sides.doers)
    same |= bool(courts and overlap(plan.sides.others, line.sides.others))
    timed = plan.due is not None and plan.due.end is not None
    if not same or not (timed or is_awaited(plan, line, words)):
        return None
    return ENOUGH + time


def _ended(plan: Outline, line: Outline, time: float, words: PlanWords) -> float | None:
    """How well the beginning or the end of a thing fits, by its noun: in one story, and in the time told."""
    aspect = words.aspects.get(plan.verb)
    if aspect is None or aspect != words.aspects.get(line.verb) or plan.due is None:
        return None
    alike = content(plan.about) & content(line.about)
    here = plan.setting is not None and plan.setting == line.setting
    common = len(plan.cast & line.cast) + here
    return ENOUGH + time if alike and time and common > STORY else None


def _was_there(plan: Outline, line: Outline, time: float, words: PlanWords) -> float | None:
    """How well it fits a visit that who was to go is told on that day to act in that country, or with whom is of it."""
    if time < DAY_TOLD or line.type not in _MEETING:
        return None
    guests = [side for side in plan.sides.doers if side.person]
    here = any(guest.is_same(side) for guest in guests for side in line.sides.all)
    home = {side.country for side in guests}
    lands = {side.country for side in plan.sides.others if side.country} - home
    hosts = {side.country or side.home for side in line.sides.all} & lands
    return ENOUGH + time if here and (hosts or plan.sides.places & line.sides.places) else None


def _kept_word(plan: Outline, line: Outline, time: float, words: PlanWords) -> float | None:
    """How well a threat or a promise that somebody made good fits what the same was to do then."""
    kept = _KEPT.search(line.quote)
    same = any(side.is_same(mine) for side in line.sides.doers for mine in plan.sides.doers)
    return ENOUGH + time if kept and same and time >= 1 and plan.due is not None else None


_SITTINGS = frozenset({"debate", "debates", "reading", "session", "vote", "discussion", "deliberations"})
_MEETING = frozenset({"CONSULT", "NEGOTIATE", "SIGN", "AGREE"})
_KEPT = re.compile(
    r"\b(?:mak(?:es|ing)|made) good (?:on )?(?:its|his|her|their) "
    r"|\b(?:kept|keeps|honou?red|fulfill?ed) (?:its|his|her|their) "
    r"(?:word|promise|pledge|vow|threat)|\bcarried out (?:its|his|her|their) (?:threat|promise|plan)",
    re.IGNORECASE,
)
_OTHERS = {"count": _counted, "court": _judged, "ended": _ended, "there": _was_there, "word": _kept_word}


def _is_thing(plan: Outline, line: Outline, time: float) -> bool:
    """True for the same thing done in the time told, where it was not told who was to do it: "the first track is to be
    laid", "workers laid the first metres of track"."""
    told = bool(content(plan.about) & content(line.about)) and not plan.sides.all
    return told and time >= 1 and plan.due is not None and plan.due.end is not None


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
