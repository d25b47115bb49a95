"""Judge whether a line tells of a plan: the same act by the same ones at a time that fits, or its fate.

In:   a plan as it is known so far; a line; what language and ontology know of plans.
Out:  a score, higher where more fits, or None where something speaks against it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from letopis.claim import Modality, Polarity
from letopis.plan import PlanWords, Turn
from letopis.profile import Line
from letopis.times import Interval
from letopis.view.names import fold, telling_words
from letopis.view.plan_outlines import UNLISTED, Outline
from letopis.view.plan_sides import Sides, named_in, overlap, shared, theme_words

DAY = timedelta(days=1)
LATE = timedelta(days=31)  # so much later than told it is still taken for what was planned
EARLY = timedelta(days=31)
TOGETHER = timedelta(days=120)  # two reports so far apart without a date, of the same two, can be one plan
LONG = timedelta(
    days=400
)  # a plan without a date that nobody spoke of for so long comes true only by its theme
VAGUE = timedelta(days=366)  # what was done at some time in more than a year is not placed
RUN_OFF = timedelta(days=45)  # behind the first round there can be a second
STORY = 2  # people, bodies and the country that two reports of one story have in common
SAME_WORDS = 2  # by which what is debated and what is passed are about one thing: "electoral law"
STEM = 4  # letters that "apply" and "application" share
TWO = 2  # parties that have to be there for a meeting
ENOUGH = 2.0  # points at which a line is of the plan; see `_points`


def first_day(interval: Interval | None) -> date | None:
    """The first day on which it can be."""
    return interval.start if interval is not None else None


def fits_plan(plan: Outline, line: Outline, words: PlanWords, *, moved: bool = False) -> float | None:
    """How well a line that announces something fits a plan that is known; None where it is another plan. `moved`: the
    line moves it, so that of what one does once it is enough who it is."""
    if not (
        words.fulfils(plan.type, plan.mode, line.type, line.mode)
        or words.fulfils(line.type, line.mode, plan.type, plan.mode)
    ):
        return None
    same_page = plan.document == line.document
    sides = shared(plan.sides, line.sides, plan.type in words.symmetric)
    theme = _theme(plan.sides, line.sides)
    if sides is None or theme is None or _places_differ(plan, line):
        return None
    if plan.type == UNLISTED and not theme:
        return None  # two things of no type are one by what they are about alone
    time = _same_time(plan, line, once=plan.type in words.once and not same_page)
    if time is None:
        return None
    if sides == 0:
        bare = not line.sides.all or not plan.sides.all
        return 0.5 + theme + time if same_page and bare else (theme + time if theme and time >= 1 else None)
    once = bool({plan.type, f"{plan.type} {plan.mode}"} & words.late)  # what two do once
    apart, longest = _days_between(plan, line), LONG if once else TOGETHER
    if time == 0 and not theme and not same_page and apart > longest:
        return None
    score = sides + theme + time + 0.5 * same_page
    enough = score >= ENOUGH or (sides and (same_page or (once and moved)))
    return score if enough else None


def fulfils(plan: Outline, line: Outline, words: PlanWords) -> float | None:
    """How well a line that tells something as done fits a plan; None where it is not what was planned."""
    if not words.fulfils(plan.type, plan.mode, line.type, line.mode):
        return _becomes(plan, line, words)
    sides = shared(plan.sides, line.sides, plan.type in words.symmetric, crossing=plan.type in words.alone)
    theme = _theme(plan.sides, line.sides)
    if sides is None or theme is None or _places_differ(plan, line):
        return None
    time = _in_time(plan, line, late=_can_be_late(plan, line, sides, words))
    if time is None:
        return None
    if len(plan.sides.all) == 1 and not theme and plan.type not in words.once:
        sides = min(sides, 1.0)  # one state does many things of a type
    if sides == 0:
        known = (
            (theme and (time >= 1 or _is_same_thing(plan, line)))
            or _is_vote_of_day(plan, line, time)
            or _is_same_act_there(plan, line, time)
            or _is_act_of_day(plan, line)
        )
        return theme + time if known else None
    open_ended = plan.due is None or plan.due.end is None
    by_one = len(plan.sides.all) < 2 and plan.type not in words.alone
    if open_ended and not theme and (by_one or _days_between(plan, line) > LONG):
        # one party, no theme and no day: too little to know it by, unless everybody waits for it
        return ENOUGH if by_one and sides and _is_awaited(plan, line, words) else None
    score = sides + theme + time
    return score if score >= ENOUGH else None


def _can_be_late(plan: Outline, line: Outline, sides: float, words: PlanWords) -> bool:
    """True for what two or more do with one another once, and for what a court is to hear: done months late it is
    still that."""
    kinds = {plan.type, f"{plan.type} {plan.mode}"}
    if "RULE" in kinds and _is_awaited(plan, line, words):
        return True
    return sides == 2 and len(plan.sides.all) > 1 and bool(kinds & words.late)


def _is_awaited(plan: Outline, line: Outline, words: PlanWords) -> bool:
    """True for what is soon told as done by the one who was to do it, in one story: the thing that both name by the
    same noun ("will sign the law", "signed the law"), or what everybody waits for ("the court will rule")."""
    here = plan.setting is not None and plan.setting == line.setting
    common, days = len(plan.cast & line.cast) + here, _days_between(plan, line)
    if common < STORY or days > LONG:
        return False
    kinds = {plan.type, f"{plan.type} {plan.mode}"}
    named = bool(_content(plan.about) & _content(line.about)) and plan.mode == line.mode
    same = any(side.is_same(other) for side in plan.sides.all for other in line.sides.all)
    told = same and bool(kinds & words.awaited) and not _content(plan.about)
    return (named or told) and (days <= TOGETHER or (line.voted and told and common > STORY))


def _is_same_thing(plan: Outline, line: Outline) -> bool:
    """True for two themes with several telling words in common, not long after one another."""
    return (
        len(plan.sides.theme & line.sides.theme) >= SAME_WORDS
        and plan.mode == line.mode
        and _days_between(plan, line) <= TOGETHER
    )


def _is_vote_of_day(plan: Outline, line: Outline, time: float) -> bool:
    """True for the election or referendum of the day, of the same country or of none that is told."""
    if plan.type != "ELECT" or line.due is None:
        return False
    if time < 1:
        return line.again and _is_second_round(plan, line)
    both = bool(plan.around) and bool(line.around)
    return bool(plan.around & line.around) or (time == 2 and not both)


def _is_second_round(plan: Outline, line: Outline) -> bool:
    """True for a round that follows the day told, in the same country."""
    if plan.due is None or plan.due.end is None or line.due is None or line.due.start is None:
        return False
    here, there = (one.around or frozenset(filter(None, [one.setting])) for one in (plan, line))
    return bool(here & there) and timedelta(0) <= line.due.start - plan.due.end <= RUN_OFF


def _is_act_of_day(plan: Outline, line: Outline) -> bool:
    """True for the act told without who is to do it, on its very day and in one story."""
    due, done = plan.due, line.due
    if due is None or done is None or (due.start, due.end) != (done.start, done.end):
        return False
    is_day = due.start is not None and due.end is not None and due.end - due.start <= DAY
    common = len(plan.cast & line.cast) + (plan.setting is not None and plan.setting == line.setting)
    return is_day and common > STORY and not plan.sides.all


def _is_same_act_there(plan: Outline, line: Outline, time: float) -> bool:
    """True for an act told without who did it ("the protocol was signed in Riga"), of the same thing by its own noun,
    in the same town and in the time told."""
    things = [_content(_SUBJECT.split(one.about, maxsplit=1)[0]) for one in (plan, line)]
    same = bool(plan.sides.places & line.sides.places) and bool(things[0] & things[1])
    return same and time >= 1 and plan.due is not None and plan.due.start is not None


def _becomes(plan: Outline, line: Outline, words: PlanWords) -> float | None:
    """How well something of another type fits a plan as its outcome: a vote that is held is told by what was voted."""
    by = words.becomes(plan.type, plan.mode, line.type, line.mode)
    time = _in_time(plan, line, late=by == "verb") if by is not None else None
    if by is None or time is None or _places_differ(plan, line):
        return None
    if by == "leaver":
        leavers = {_last(side.name) for side in plan.sides.doers} or _owners(plan.about)
        named = bool(leavers & set(fold(line.about).split()))
        return ENOUGH + time if named or _is_gone(plan, line, leavers) else None
    if by == "answer":
        both = len(plan.sides.all) > 1 and overlap(plan.sides.all, line.sides.all) == 2
        return ENOUGH + time if both else None
    if by == "together":
        return _met(plan, line, time)
    sides = shared(plan.sides, line.sides, False, crossing=by == "verb")
    theme = _theme(plan.sides, line.sides)
    if by == "theme":
        alike = len(_content(plan.about) & _content(line.about)) >= SAME_WORDS
        return sides + 1.0 + time if sides and alike else None
    if sides is None or theme is None:
        return None
    if plan.due is None and not theme:
        counted = by == "vote" and line.voted and sides and _is_awaited(plan, line, words)
        return ENOUGH if counted else None
    if by == "verb":
        same = bool(plan.verb) and plan.verb == line.verb
        named = not same and _is_nominal(plan.about, line.verb)
        told = bool(sides) or (named and _is_act_of_day(plan, line))
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
    theme = _theme(plan.sides, line.sides)
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


def _content(text: str) -> frozenset[str]:
    """The words of a theme."""
    return frozenset(word for word in telling_words(fold(text)) if len(word) > 2)


def _last(name: str) -> str:
    return (fold(name).split() or [""])[-1]


def _theme(one: Sides, other: Sides) -> float | None:
    """1 where both are about the same, 0 where one does not tell, None where they are about different things."""
    if not one.theme or not other.theme:
        return 0.0
    return 1.0 if one.theme & other.theme else None


def _places_differ(one: Outline, other: Outline) -> bool:
    """True where both tell a town or country and it is not the same: a visit is where it is."""
    return False if not one.sides.places or not other.sides.places else _apart(one, other)


def _apart(one: Outline, other: Outline) -> bool:
    if one.sides.places & other.sides.places:
        return False
    sides = {side.key for side in (*one.sides.all, *other.sides.all)}
    towns = [outline.sides.places - sides for outline in (one, other)]
    return bool(towns[0]) and bool(towns[1])


def _same_time(plan: Outline, line: Outline, *, once: bool) -> float | None:
    """1 where both are to be at the same time, 0 where one does not tell; None where it is another time."""
    if plan.due is None or line.due is None or plan.due.is_open or line.due.is_open:
        return 0.0
    if plan.due.overlaps(line.due):
        return 1.0 if plan.due.end and line.due.end else 0.5
    return 0.0 if once and _apart_by(plan.due, line.due) <= LONG else None


def _apart_by(one: Interval, other: Interval) -> timedelta:
    """How long lies between two times that do not overlap."""
    gaps = [
        first.start - last.end
        for first, last in ((one, other), (other, one))
        if first.start is not None and last.end is not None
    ]
    return max([*gaps, timedelta(0)])


def _in_time(plan: Outline, line: Outline, *, late: bool = False) -> float | None:
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


def _days_between(one: Outline, other: Outline) -> timedelta:
    if one.known is None or other.known is None:
        return timedelta(0)
    return abs(other.known - (one.last or one.known))


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
    {"REJECT", "CONCEDE", "RETREAT", "SANCTION", "CHANGE", "COERCE"}
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
    return frozenset()


def is_target(plan: Outline, line: Line, own: Outline, words: PlanWords) -> float | None:
    """How well what a line says of a plan ("called off the visit") fits this one; None where it is of another."""
    theme = " ".join(part.text for part in line.all("theme"))
    named = types_in(line, words)
    if not any(words.family(kind) == words.family(plan.type) for kind in named):
        return None
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


_PARTICLES = frozenset(
    {"off", "back", "up", "forward", "over"}
)  # "called the visit off", but "withdrew from" it
_OWNER = re.compile(r"([^\W\d_]+)['’]s?(?= )")
_SUBJECT = re.compile(r"\b(?:on|about|over|of|for)\b")  # behind it stands what the talks are about
