"""Say how far two tellings are of one event: what speaks for it, in points, and what rules it out.

In:   two tellings.
Out:  a `Comparison`: points for act, time, parties, place, theme, numbers and words; or a veto with its reason.

Vetoes: acts that are never one (near_acts.tsv); days that cannot meet; towns far apart; different people, bodies or
states in one role. Numbers that differ are no veto: they are what reports disagree on; but two counts of votes are two
votes. A plan and what came of it are compared like any two and kept apart by whoever asks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from letopis.lexicon import classes, table
from letopis.resolve.events.event_tellings import OF_ONE, Span, Telling, Who, stem
from letopis.resolve.events.one_story import is_one_story
from letopis.resolve.events.same_place import nearness_of_places

Act = tuple[str, str | None]

# Points are odds on a logarithmic scale, set on tests/cases/resolve/retold.toml and the examples: no wrong merge there,
# then as many right ones as can be had.
ENOUGH = 4.0
NEVER = -9.0
ANY, NONE = "*", None
SAME_ACT, SAME_TYPE = 1.5, 1.0
# of what both times have in common: so many days, so many points
BY_DAYS = ((2, 2.5), (8, 1.8), (31, 1.0), (366, 0.4))
UNTOLD_BY_DAYS = ((3, 1.0), (8, 0.6))  # reports that give no time: days between them
UNKNOWN, UNKNOWN_IN_ONE_TEXT = -1.5, 0.3  # the days of one are not known at all
PARTY, STATE_OF_PARTY, OTHERS_TOO = 2.0, 0.8, -1.0
IN_ONE_TEXT, IN_ONE_SENTENCE, OTHER_THEME, ITS_PARTIES = 0.3, -2.5, -2.5, 0.7
COUNTS_OF_VOTES = frozenset({"votes_for", "votes_against", "abstentions", "votes", "seats", "share"})
CLOSE_VOTES, CLOSE, FAR = 0.05, 0.1, 0.8  # by which share of the greater one the smaller is smaller
BY_RECIPIENT = frozenset({"APPOINT", "DISMISS", "ELECT"})  # acts that are one only if they are done to one
LEAVING, TERM_AT_LEAST = 1.0, 366  # points without a day, and the days within which nobody leaves two offices
ONCE = 1.2  # one text hardly tells of two such acts for one person
DONE_ONCE = frozenset({("ELECT", "win"), ("ASSAULT", "targeted")})
SLIP, LONG_AFTER = 4, 31  # days by which a day remembered can be off; after which it is one remembered
BY_THEME = frozenset(  # acts that are one only if they are about one thing
    {
        "SIGN",
        "LEGISLATE",
        "AGREE",
        "REQUEST",
        "REJECT",
        "ACCUSE",
        "REGULATE",
        "COOPERATE",
        "SUPPORT",
        "RULE",
        "AID",
        "CONCEDE",
    }
)


COUNTRY_CODE = 3  # letters
ONE_STORY = 2.0

EVERYDAY = frozenset(
    {"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "AGREE", "THREATEN"}  # done to somebody every day
)
WHOLE_SENTENCE, PRINTED_AGAIN = (
    6,
    1.0,
)  # telling words; points for a sentence that two texts have word for word
NOBODY_NAMED = -0.8  # nothing in common but act and days
OTHER_ACTOR, NOTHING_SPECIAL = -2.0, -1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two tellings have in common.

    Attributes:
        points: by what they are given for: act, time, parties, place, theme, numbers, words, how often it is done.
        veto: why they cannot be one event, or None.
    """

    points: tuple[tuple[str, float], ...] = ()
    veto: str | None = None

    @property
    def score(self) -> float:
        """Points over what is enough, from 0 to 1; 0.5 where they just are."""
        if self.veto is not None:
            return 0.0
        return round(1 / (1 + math.exp(ENOUGH - sum(given for _, given in self.points))), 4)

    @property
    def is_one(self) -> bool:
        """True where enough speaks for one event and nothing rules it out."""
        return self.veto is None and sum(given for _, given in self.points) >= ENOUGH


def compare(one: Telling, other: Telling) -> Comparison:
    """How far two tellings are of one event; the same whichever comes first."""
    act = nearness(one.act, other.act)
    if act is None or one.is_thought or other.is_thought:
        return Comparison(veto="acts")
    if _are_strangers(one, other):
        return Comparison(veto="states")
    time = _time(one, other)
    if time is None:
        return Comparison(veto="days")
    place = nearness_of_places(one.places, other.places)
    if place is None:
        return Comparison(veto="places")
    parties, conflict = _parties(one, other)
    if conflict is not None:
        return Comparison(veto=conflict)
    numbers = _numbers(one, other)
    if numbers is None:
        return Comparison(veto="votes")
    if one.document == other.document and one.is_denied != other.is_denied:
        return Comparison(veto="told and denied in one text")
    if _are_two_deeds(one, other):
        return Comparison(veto="two acts of one sentence")
    if time == UNKNOWN and parties >= PARTY and _is_one_leaving(one, other):
        time = LEAVING
    points: tuple[tuple[str, float], ...] = (
        ("act", act + (0.5 if one.cue and one.cue == other.cue else 0.0)),
        ("time", time),
        ("place", place),
        ("parties", parties),
        ("theme", _theme(one, other)),
        ("numbers", numbers),
        ("words", _words(one, other)),
        ("text", _text(one, other)),
        ("everyday", _everyday(one, other)),
    )
    if is_one_story(one, other):
        points = (*points, ("story", ONE_STORY))
    named = sum(given for what, given in points if what in ("place", "parties", "theme", "numbers"))
    if named <= 0 and one.document != other.document and not _is_printed_again(one, other):
        points = (*points, ("nobody named", NOBODY_NAMED))
    return Comparison(points)


def can_be_one(one: Telling, other: Telling) -> bool:
    """False where acts, days or what the documents are about rule it out: told at once, before all is compared."""
    if meet(one.span, other.span) is None and not is_slip(one, other):
        return False
    if nearness(one.act, other.act) is None or one.is_thought or other.is_thought:
        return False
    return not _are_strangers(one, other)


def _are_strangers(one: Telling, other: Telling) -> bool:
    """True for reports of different states that have nobody in common: "Parliament passed the law" in each."""
    return (
        one.around.isdisjoint(other.around)
        and any(map(_is_country, one.around))
        and any(map(_is_country, other.around))
    )


def _is_country(one: str) -> bool:
    return len(one) == COUNTRY_CODE and one.isupper()


def _are_two_deeds(one: Telling, other: Telling) -> bool:
    """True for acts of two types in one sentence: who "admitted the attack and gave up fighting" did two things."""
    same = one.document == other.document and one.place_in_text[0] == other.place_in_text[0]
    return same and one.act[0] != other.act[0]


def _is_one_leaving(one: Telling, other: Telling) -> bool:
    """True for two reports of the year that somebody resigned, where one tells no day: nobody does so twice."""
    if one.act[0] != "RESIGN" or other.act[0] != "RESIGN":
        return False
    return one.known is None or other.known is None or abs((one.known - other.known).days) <= TERM_AT_LEAST


# --- acts ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=50_000)
def nearness(one: Act, other: Act) -> float | None:
    """Points for two acts, None where they are never one."""
    told = _told(one, other)
    if told is not None:
        return told if told > NEVER else None
    if one[0] != other[0]:
        return None
    if one[1] == other[1]:
        return SAME_ACT if one[1] else SAME_TYPE
    return SAME_TYPE * 0.5 if None in (one[1], other[1]) else None


def _told(one: Act, other: Act) -> float | None:
    """The points of the row that fits best: with both modes, with one, with none."""
    if one == other:
        return None
    rows = _near_acts()
    for left, right in (
        (one, other),
        ((one[0], ANY), other),
        (one, (other[0], ANY)),
        ((one[0], ANY), (other[0], ANY)),
    ):
        found = rows.get((left, right), rows.get((right, left)))
        if found is not None:
            return found
    return None


@cache
def _near_acts() -> dict[tuple[Act, Act], float]:
    return {(_act(row["one"]), _act(row["other"])): float(row["points"]) for row in table("near_acts")}


def _act(cell: str) -> Act:
    code, _, mode = cell.partition(" ")
    return code, mode or None


@cache
def near_types(code: str) -> tuple[str, ...]:
    """The types that can tell one event with this type, in some mode; this type too."""
    found = {code}
    for (one, other), points in _near_acts().items():
        if points > NEVER and code in (one[0], other[0]):
            found |= {one[0], other[0]}
    return tuple(sorted(found))


# --- time ------------------------------------------------------------------------------------------------------------


def _time(one: Telling, other: Telling) -> float | None:
    """Points for the days that both can lie on, None where there are none."""
    common = meet(one.span, other.span)
    if common is None:
        return 0.0 if is_slip(one, other) else None
    days = None if None in (one.span.days, other.span.days) else max(one.span.days or 0, other.span.days or 0)
    if one.span.is_told and other.span.is_told:
        return _by(BY_DAYS, days)
    if one.document == other.document:
        return UNKNOWN_IN_ONE_TEXT
    if one.known is None or other.known is None or one.is_background or other.is_background:
        return UNKNOWN
    if not (one.span.is_told or other.span.is_told):
        return _by(UNTOLD_BY_DAYS, abs((one.known - other.known).days))
    return min(_by(BY_DAYS, days), UNTOLD_BY_DAYS[0][1])


def is_done_once(telling: Telling) -> bool:
    """True for what hardly happens to one twice within a week and is told of a day: who is elected, who is murdered."""
    return telling.act in DONE_ONCE and telling.span.is_told and telling.span.days == 1


def is_slip(one: Telling, other: Telling) -> bool:
    """True for the same done to the same person on days of which one, told long afterwards, is a few days off."""
    if one.document == other.document or one.act != other.act or one.is_ahead or other.is_ahead:
        return False
    if not (is_done_once(one) and is_done_once(other)) or one.is_denied != other.is_denied:
        return False
    start, first = one.span.start, other.span.start
    if start is None or first is None or abs((start - first).days) > SLIP:
        return False
    later = any(each.known and (each.known - first).days >= LONG_AFTER for each in (one, other))
    return later and any(
        who.is_named and who.kind == "person" and is_same(who, known)
        for who in one.sides[1]
        for known in other.sides[1]
    )


def meet(one: Span, other: Span) -> Span | None:
    """The days that two spans share, None where there are none."""
    start = max((day for day in (one.start, other.start) if day), default=None)
    end = min((day for day in (one.end, other.end) if day), default=None)
    return None if start and end and end <= start else Span(start, end, one.is_told and other.is_told)


def _by(steps: Sequence[tuple[int, float]], days: int | None) -> float:
    return next((points for most, points in steps if days is not None and days <= most), UNKNOWN)


# --- parties ---------------------------------------------------------------------------------------------------------


def _parties(one: Telling, other: Telling) -> tuple[float, str | None]:
    """Points for those who take part, or the role in which different ones do."""
    if one.is_mutual != other.is_mutual:
        one, other = _all_in_one(one), _all_in_one(other)
    total = 0.0
    for role, ours, theirs in zip(("actors", "recipients"), one.sides, other.sides, strict=True):
        points, differ = match(ours, theirs)
        if role == "recipients" and one.act[0] in BY_RECIPIENT and points < PARTY:
            one_text = one.document == other.document
            differ = differ or any(
                one_text or (who.is_named and known.is_named) for who in ours for known in theirs
            )
        if differ and (points < PARTY or one.is_mutual or len(ours) == len(theirs) == 1):
            return 0.0, role
        total += points + (OTHERS_TOO if differ else 0.0)
    total = min(total, 2 * PARTY)
    if one.document != other.document:
        return total, None
    is_once = total >= PARTY and one.act[0] == other.act[0] and one.act[0] in OF_ONE
    return total * ITS_PARTIES + (ONCE if is_once else 0.0), None


def _everyday(one: Telling, other: Telling) -> float:
    """Points off for acts of which many are done to one party: where not the same does them, or where neither a day nor
    what it is about is told to be the same.
    """
    if one.document == other.document or not {one.act[0], other.act[0]} <= EVERYDAY:
        return 0.0
    is_dated = one.span.is_told and other.span.is_told
    of_one_day = is_dated and one.span.days == other.span.days == 1
    if not (one.sides[0] and other.sides[0]) and of_one_day:
        return 0.0  # "the agreement of Good Friday", which names nobody
    if match(one.sides[0], other.sides[0])[0] < PARTY:
        return OTHER_ACTOR
    return 0.0 if is_dated or one.theme & other.theme or one.about & other.about else NOTHING_SPECIAL


def _all_in_one(telling: Telling) -> Telling:
    return replace(telling, sides=((*telling.sides[0], *telling.sides[1]), ()))


def match(ours: Sequence[Who], theirs: Sequence[Who]) -> tuple[float, bool]:
    """Points for the parties that both sides have; whether each names one of a sort that the other has not."""
    left, right, points = list(ours), list(theirs), 0.0
    for same, worth in ((is_same, PARTY), (stands_for, STATE_OF_PARTY), (is_like, STATE_OF_PARTY)):
        for who in list(left):
            found = next((known for known in right if same(who, known)), None)
            if found is not None:
                left.remove(who)
                right.remove(found)
                points += worth
    return points, any(differ(who, known) for who in left for known in right)


def is_same(one: Who, other: Who) -> bool:
    """True for one entity, or for words that describe alike and no two entities."""
    if one.entity and one.entity == other.entity:
        return True
    if not one.words or one.words != other.words:
        return False
    if one.is_named and other.is_named:  # two courts of one name, where not both are known to be of a country
        return one.kind == other.kind == "organisation" and None in (one.country, other.country)
    return one.country == other.country


def stands_for(one: Who, other: Who) -> bool:
    """True for a state and somebody who acts for it: "Norland" and its president, or its army."""
    if one.country is None or one.country != other.country:
        return False
    return (one.is_state and (other.is_official or other.is_state)) or (other.is_state and one.is_official)


def is_like(one: Who, other: Who) -> bool:
    """True for two that are described, with a word in common: "his security chiefs", "the heads of security"."""
    if one.is_named or other.is_named or (one.country and other.country and one.country != other.country):
        return False
    return bool(one.words & other.words)


def differ(one: Who, other: Who) -> bool:
    """True for two of one sort with names of their own, and for parties of different states."""
    if not (one.is_named and other.is_named):
        return False
    if one.kind == other.kind:
        return True
    return one.country is not None and other.country is not None and one.country != other.country


# --- what about, how many, in which words ----------------------------------------------------------------------------


def _theme(one: Telling, other: Telling) -> float:
    """Points for what it is about; what is about something else is hardly the same, where the act is told by that."""
    if one.about & other.about:
        return 1.2
    if not one.theme or not other.theme:
        return 0.0
    common = 2 * len(one.theme & other.theme) / (len(one.theme) + len(other.theme))
    if common:
        return 1.2 * common
    if one.document != other.document and _tells_only_that(one, other):
        return 0.0
    return (-3.0 if one.document == other.document else -1.5) if one.act[0] in BY_THEME else -0.3


def _tells_only_that(one: Telling, other: Telling) -> bool:
    """True where one says no more than that it is an agreement, and with whom, and the other does not say that it is
    another sort of paper: "the agreement with Norland was signed", "sign deal on a name", but not "a protocol".
    """
    of_any, of_one = _papers()
    named = frozenset[str]().union(
        *(who.words for telling in (one, other) for side in telling.sides for who in side),
        *(place.words for telling in (one, other) for place in telling.places),
    )
    pairs = ((one.theme, other.theme), (other.theme, one.theme))
    return any(
        told & of_any and told <= of_any | named | {one.cue, other.cue} and not known & of_one
        for told, known in pairs
    )


@cache
def _papers() -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words for any agreement, and of those for one sort of it."""
    of_any = frozenset(stem(word) for word in classes()["any_treaty"])
    return of_any, frozenset(stem(word) for word in classes()["treaty"]) - of_any


def _numbers(one: Telling, other: Telling) -> float | None:
    """Points for numbers of one thing, None where they count two votes."""
    points = 0.0
    for measure, ours in one.amounts:
        for known, theirs in other.amounts:
            if known != measure or None in (ours.low, theirs.low):
                continue
            greater, smaller = sorted((abs(ours.low or 0), abs(theirs.low or 0)), reverse=True)
            apart = (greater - smaller) / greater if greater else 0.0
            if measure in COUNTS_OF_VOTES and apart > CLOSE_VOTES:
                return None
            points += 1.2 if not apart else 0.5 if apart <= CLOSE else 0.0 if apart <= FAR else -0.8
    return max(-1.5, min(points, 2.0))


def _words(one: Telling, other: Telling) -> float:
    """Points for words of the sentences and for those whom the documents are about."""
    both = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    around = len(one.around & other.around) / max(1, min(len(one.around), len(other.around)))
    total = 1.5 * both + 1.0 * around + (PRINTED_AGAIN if _is_printed_again(one, other) else 0.0)
    return round(total, 3) if one.document != other.document else 0.0


def _is_printed_again(one: Telling, other: Telling) -> bool:
    """True for a sentence that two texts have word for word, but for what it says of names."""
    return len(one.words) >= WHOLE_SENTENCE and one.words == other.words and one.cue == other.cue


def _text(one: Telling, other: Telling) -> float:
    """Points for standing in one text, which speaks of one thing; what one sentence tells twice is two things."""
    if one.document != other.document:
        return 0.0
    if one.place_in_text[0] == other.place_in_text[0]:
        return IN_ONE_SENTENCE
    apart = [
        a.theme for a, b in ((one, other), (other, one)) if a.theme and not b.theme and not a.theme & b.words
    ]
    return IN_ONE_TEXT + (OTHER_THEME if apart else 0.0)
