"""Judge whether a line tells of a plan: the same act by the same ones at a time that fits, or its fate.

In:   a plan as it is known so far; a line; what language and ontology know of plans.
Out:  a score, higher where more fits, or None where something speaks against it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from letopis.claim import Modality, Polarity
from letopis.plan import PlanWords, Turn
from letopis.profile import Line
from letopis.view.names import fold
from letopis.view.plan_likeness import (
    LONG,
    STORY,
    TOGETHER,
    content,
    days_between,
    in_time,
    is_act_of_day,
    is_awaited,
    is_same_thing,
    places_differ,
    same_time,
    theme_of,
)
from letopis.view.plan_outcomes import ENOUGH, becomes
from letopis.view.plan_outlines import UNLISTED, Outline
from letopis.view.plan_sides import Sides, named_in, shared, theme_words

_OF_STATE = frozenset({"head", "house"})  # what a whole country elects
RUN_OFF = timedelta(days=45)  # behind the first round there can be a second


def fits_plan(plan: Outline, line: Outline, words: PlanWords, *, moved: bool = False) -> float | None:
    """How well a line that announces something fits a plan that is known; None where it is another plan. `moved`: the
    line moves it, so that of what one does once it is enough who it is."""
    if not (
        words.fulfils(plan.type, plan.mode, line.type, line.mode)
        or words.fulfils(line.type, line.mode, plan.type, plan.mode)
    ):
        return None
    same_page = plan.document == line.document
    if are_other_contests(plan, line):
        return None
    sides = shared(plan.sides, line.sides, plan.type in words.symmetric)
    if sides is None and _are_electors(plan, line):
        sides = 0.0
    theme = theme_of(plan.sides, line.sides)
    if sides is None or theme is None or places_differ(plan, line):
        return None
    if plan.type == UNLISTED and not theme:
        return None  # two things of no type are one by what they are about alone
    time = same_time(plan, line, once=plan.type in words.once and not same_page)
    if time is None:
        return None
    if plan.type == "ELECT" and time >= 1 and not theme and _is_of_country(plan, line):
        return 1.0 + sides + time  # who votes and who is elected is seldom told
    if sides == 0:
        bare = not line.sides.all or not plan.sides.all
        return 0.5 + theme + time if same_page and bare else (theme + time if theme and time >= 1 else None)
    once = bool({plan.type, f"{plan.type} {plan.mode}"} & words.late)  # what two do once
    apart, longest = days_between(plan, line), LONG if once else TOGETHER
    if time == 0 and not theme and not same_page and apart > longest:
        return None
    score = sides + theme + time + 0.5 * same_page
    enough = score >= ENOUGH or (sides and (same_page or (once and moved)))
    return score if enough else None


def fulfils(plan: Outline, line: Outline, words: PlanWords) -> float | None:
    """How well a line that tells something as done fits a plan; None where it is not what was planned."""
    if not words.fulfils(plan.type, plan.mode, line.type, line.mode):
        return becomes(plan, line, words)
    if are_other_contests(plan, line):
        return None
    sides = shared(plan.sides, line.sides, plan.type in words.symmetric, crossing=plan.type in words.alone)
    if sides is None and _are_electors(plan, line):
        sides = 0.0
    if _is_confidence_of_day(plan, line):
        time = in_time(plan, line)
        return None if not time else ENOUGH + time
    if sides is None and is_strike_of_story(plan, line):
        time = in_time(plan, line)
        return None if time is None else ENOUGH + time
    theme = theme_of(plan.sides, line.sides)
    if theme is None and _is_visit_of_day(plan, line):
        theme = 0.0
    if sides is None or theme is None or places_differ(plan, line):
        return None
    time = in_time(plan, line, late=_can_be_late(plan, line, sides, words))
    if time is None:
        return None
    if len(plan.sides.all) == 1 and not theme and plan.type not in words.once:
        sides = min(sides, 1.0)  # one state does many things of a type
    if sides == 0:
        known = (
            (theme and (time >= 1 or is_same_thing(plan, line)))
            or _is_vote_of_day(plan, line, time)
            or _is_same_act_there(plan, line, time)
            or is_act_of_day(plan, line)
            or _is_oath_of_day(plan, line)
        )
        return theme + time if known else None
    open_ended = plan.due is None or plan.due.end is None
    by_one = len(plan.sides.all) < 2 and plan.type not in words.alone
    if open_ended and not theme and (by_one or days_between(plan, line) > LONG):
        # one party, no theme and no day: too little to know it by, unless everybody waits for it
        return ENOUGH if by_one and sides and is_awaited(plan, line, words) else None
    score = sides + theme + time
    return score if score >= ENOUGH else None


def _is_confidence_of_day(plan: Outline, line: Outline) -> bool:
    """True for votes of confidence of one country: who asks for one is not who votes."""
    return (
        plan.mode == line.mode == "confidence" and plan.setting is not None and plan.setting == line.setting
    )


def _is_visit_of_day(plan: Outline, line: Outline) -> bool:
    """True for the visit of one person on one day, told by another part of where it led: "the valley", "the ruins"."""
    same = any(side.person and side.is_same(other) for side in plan.sides.doers for other in line.sides.doers)
    visits = plan.type == line.type == "CONSULT" and plan.mode == line.mode == "visit"
    return same and visits and plan.due is not None and line.due == plan.due


def is_strike_of_story(plan: Outline, line: Outline) -> bool:
    """True for the strike that is spoken of in one story: told once by the workers, once by their union."""
    common = len(plan.cast & line.cast) + (plan.setting is not None and plan.setting == line.setting)
    modes = {plan.mode, line.mode}
    kind = plan.type == line.type == "PROTEST" and modes <= {"strike", None} and "strike" in modes
    persons = any(side.person for side in (*plan.sides.doers, *line.sides.doers))
    return kind and common > STORY - 1 and not persons and days_between(plan, line) <= TOGETHER


def _can_be_late(plan: Outline, line: Outline, sides: float, words: PlanWords) -> bool:
    """True for what two or more do with one another once, and for what a court is to hear: done months late it is
    still that."""
    kinds = {plan.type, f"{plan.type} {plan.mode}"}
    if "RULE" in kinds and is_awaited(plan, line, words):
        return True
    return sides == 2 and len(plan.sides.all) > 1 and bool(kinds & words.late)


def are_other_contests(one: Outline, other: Outline) -> bool:
    """True for elections of different things: of a parliament, of a mayor."""
    return bool(one.contests and other.contests) and not one.contests & other.contests


def _are_electors(plan: Outline, line: Outline) -> bool:
    """True where the one names who calls an election or votes, and the other who was elected."""
    if plan.type != "ELECT" or line.type != "ELECT" or "confidence" in (plan.mode, line.mode):
        return False
    return not (plan.sides.others and line.sides.others)


def _is_vote_of_day(plan: Outline, line: Outline, time: float) -> bool:
    """True for the election or referendum of the day, of the same country or of none that is told."""
    if plan.type != "ELECT" or line.due is None:
        return False
    if time < 1:
        return line.again and _is_second_round(plan, line)
    both = bool(plan.around) and bool(line.around)
    ends = plan.due is not None and plan.due.end is not None
    return bool(plan.around & line.around) or (
        not both and (time == 2 or (ends and _is_of_country(plan, line)))
    )


def _is_of_country(plan: Outline, line: Outline) -> bool:
    """True for elections in the same country: that of the sentence, else that of the document; those of a party or a
    town are known by more than that."""
    if (plan.contests | line.contests) - _OF_STATE:
        return False
    here, there = (one.around or frozenset(filter(None, [one.setting])) for one in (plan, line))
    return bool(here & there)


def _is_oath_of_day(plan: Outline, line: Outline) -> bool:
    """True for the taking of an office in one country on the very day, where it was not told who is to take it."""
    if plan.type != "APPOINT" or plan.mode != line.mode or plan.sides.others or line.due is None:
        return False
    here = plan.setting is not None and plan.setting == line.setting
    return here and plan.due is not None and (plan.due.start, plan.due.end) == (line.due.start, line.due.end)


def _is_second_round(plan: Outline, line: Outline) -> bool:
    """True for a round that follows the day told, in the same country."""
    if plan.due is None or plan.due.end is None or line.due is None or line.due.start is None:
        return False
    return _is_of_country(plan, line) and timedelta(0) <= line.due.start - plan.due.end <= RUN_OFF


def _is_same_act_there(plan: Outline, line: Outline, time: float) -> bool:
    """True for an act told without who did it ("the protocol was signed in Riga"), of the same thing by its own noun,
    in the same town and in the time told."""
    things = [content(_SUBJECT.split(one.about, maxsplit=1)[0]) for one in (plan, line)]
    same = bool(plan.sides.places & line.sides.places) and bool(things[0] & things[1])
    return same and time >= 1 and plan.due is not None and plan.due.start is not None


def is_of_plan(line: Line, words: PlanWords) -> bool:
    """True where what is denied is a plan ("no plans to"), and not a deed."""
    told = " ".join(found.text for found in line.claim.shown_by).casefold()
    return line.claim.modality is Modality.PLANNED or bool(words.planning & set(told.split()))


def turn_of(line: Line, words: PlanWords) -> Turn | None:
    """What a line says that became of a plan, by the words of the text; None where it says nothing of the kind."""
    claim = line.claim
    shown = [found.text for found in claim.shown_by]
    for text in (*shown, " ".join(shown)):  # "put it off"
        if turn := _turn_in(text, words):
            return turn
    evidence = claim.evidence[0]
    if claim.type in ABOUT and evidence.cue is not None:
        start, end = (at - evidence.start for at in evidence.cue)
        return _turn_in(evidence.quote[start : end + 60], words, at_start=True)
    if claim.polarity is Polarity.NEGATED:
        if claim.modality is Modality.ASSERTED:
            return Turn.MISSED
        return Turn.CANCELLED if claim.modality is Modality.PLANNED else Turn.DENIED
    return None


ABOUT = frozenset(
    {"REJECT", "CONCEDE", "RETREAT", "SANCTION", "CHANGE", "COERCE", "RULE"}
)  # acts that can be done to a plan


def _turn_in(text: str, words: PlanWords, *, at_start: bool = False) -> Turn | None:
    """The turn of the longest listed words; `at_start`: of those that begin with the first word, of which the second
    may stand a little apart ("called the visit off")."""
    told = re.findall(r"[\w'’-]+", text.casefold())
    best: tuple[int, Turn] | None = None
    for phrase, turn in words.turns.items():
        parts = phrase.split()
        if at_start:
            near = told[:9] if set(parts[1:]) <= _PARTICLES else told[: len(parts)]
            found = told[:1] == parts[:1] and all(part in near for part in parts[1:])
        else:
            found = any(told[at : at + len(parts)] == parts for at in range(len(told)))
        if found and (best is None or len(parts) > best[0]):
            best = (len(parts), turn)
    return best[1] if best else None


def types_in(line: Line, words: PlanWords) -> frozenset[str]:
    """The types of events that a line's theme names; by its first noun, not by what that is about: "vote" of "the vote
    on the agreement"."""
    told = " ".join(part.text for part in line.all("theme"))
    for text in (_SUBJECT.split(told, maxsplit=1)[0], told):
        found = frozenset(kind for word in re.findall(r"[\w-]+", text) for kind in words.types_of(word))
        if found:
            return found
    done = _PLAN_TO.search(told)
    return words.types_of_deed(done[1]) | {UNLISTED} if done else frozenset()


def is_target(plan: Outline, line: Line, own: Outline, words: PlanWords) -> float | None:
    """How well what a line says of a plan ("called off the visit") fits this one; None where it is of another."""
    theme = " ".join(part.text for part in line.all("theme"))
    named = types_in(line, words)
    if not any(words.family(kind) == words.family(plan.type) for kind in named):
        return None
    done = _PLAN_TO.search(theme)
    if plan.type == UNLISTED and (done is None or words.lemma(fold(done[1])) != plan.verb):
        return None  # "its plans to build a dam" are those that were to be built
    sides = shared(plan.sides, own.sides, True)
    if not names_all(plan.sides, line, words) and (sides is None or sides < 2):
        unnamed = not (own.sides.all and plan.sides.all) and plan.document == own.document
        return 0.5 if unnamed else None  # "the visit was called off" behind "will visit", in one text
    subject = theme_words(_SUBJECT.split(theme, maxsplit=1)[1:], words)
    if subject and not subject & plan.said:
        return None  # "talks on gas": not those on trade
    return 1.0 + (sides or 0.0) + bool(subject)


def names_all(sides: Sides, line: Line, words: PlanWords) -> bool:
    """True where a sentence names the parties: two of them, or the only one."""
    return bool(sides.all) and named_in(sides, line.claim.evidence[0].quote, words) >= min(2, len(sides.all))


_PLAN_TO = re.compile(
    r"\b(?:plan|intention|proposal|pledge|promise|bid|idea|vow|threat|decision|offer|project|attempt|scheme)s?"
    r" (?:to|of|for) (\w+)"
)  # "its plan to abolish visas"
_PARTICLES = frozenset(
    {"off", "back", "up", "forward", "over"}
)  # "called the visit off", but "withdrew from" it
_SUBJECT = re.compile(r"\b(?:on|about|over|of|for)\b")  # behind it stands what the talks are about
