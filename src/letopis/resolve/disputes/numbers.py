"""Numbers told of one fact, and how two of them stand to each other.

In:   lines that tell numbers: of events what they count, of figures their quantity.
Out:  groups of tellings of one fact; whether two values are one, refine, update or dispute each other.

A number that a report denies is no account of it. Lines of one `same_as` tell one fact. So do figures of one subject
and unit whose days can be the same, and the alternatives that one sentence gives ("the police counted 60,000, the
organisers 100,000").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from letopis.amount import Amount
from letopis.claim import ClaimKind, Modality, Polarity
from letopis.lexicon import classes, table
from letopis.origin import is_known, is_thing, rests_on
from letopis.profile import Line, Part
from letopis.resolve.unions import Unions
from letopis.times import Interval

WEEK = timedelta(days=7)  # a figure without a day is of the week before its report
MONTH, YEAR = timedelta(days=31), timedelta(days=366)
APPROXIMATE = 0.10  # "about 100" covers 90 to 110
ROUND = 0.05  # a rounder number that is no further off says the same less precisely
TOLLS = frozenset({"killed", "injured", "missing", "displaced", "arrested", "infected"})  # counts that grow
VOICE = re.compile(
    r"\W*(?:and|but|while|whereas|or)?\s*(?P<who>[^\d.;:]{3,60}?)\s+(?:at|to|of|with|spoke of|said|put it at)\s+",
    re.I,
)
MONEY = "money"
COUNT = "count"  # the mode of a figure that somebody gives of an event told right before
OF_WHOLE = re.compile(r"\d\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.I)
DEALT = frozenset({"share", "seats", "votes"})  # counts of which one event has as many as there are sides
VOTES = ("votes", "seats")  # one body votes often on a day: only what the record has joined is one vote
TELLING = frozenset({Modality.ASSERTED, Modality.ALLEGED})


@dataclass(frozen=True, slots=True)
class Telling:
    """One number in one line: the fact's part that it is (a measure, "quantity"), and from when until when it held."""

    line: Line
    part: Part
    aspect: str
    since: date | None
    until: date | None

    @property
    def amount(self) -> Amount:
        """Its bounds."""
        assert self.part.amount is not None
        return self.part.amount


def number_groups(lines: Sequence[Line]) -> list[list[Telling]]:
    """Tellings of the same number of one fact, groups of two and more."""
    days, events = _days_of_sentences(lines), _events_at(lines)
    tellings = [told for line in lines for told in _tellings(line, days)]
    groups = Unions(range(len(tellings)))
    first: dict[tuple[object, ...], int] = {}
    for number, told in enumerate(tellings):
        for key in _fact_keys(told, events):
            groups.join(number, first.setdefault(key, number))
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, told in enumerate(tellings):
        own = _subject_key(told)
        if own is not None:
            alike[own].append(number)
    for own_key, several in alike.items():
        for one in several:
            for other in several:
                if one < other and _is_one_subject(own_key, tellings[one], tellings[other]):
                    groups.join(one, other)
    found = sorted(sorted(group) for group in groups.sets() if len(group) > 1)
    several_sided = [_without_sides([tellings[n] for n in group]) for group in found]
    return [group for group in several_sided if len(group) > 1]


def _without_sides(group: list[Telling]) -> list[Telling]:
    """The tellings without those of which one claim has several: the shares of two candidates are no two accounts."""
    values: dict[str, set[float | None]] = defaultdict(set)
    for told in group:
        if told.aspect in DEALT:
            values[told.line.claim.id].add(told.amount.low)
    return [told for told in group if len(values[told.line.claim.id]) < 2]


def _events_at(lines: Sequence[Line]) -> Mapping[tuple[str, int], str]:
    """The merged event that a word tells, by document and place."""
    return {
        (evidence.document, evidence.cue[0]): line.same_as
        for line in lines
        if line.same_as is not None and line.claim.kind is ClaimKind.EVENT
        for evidence in line.claim.evidence[:1]
        if evidence.cue is not None
    }


def _days_of_sentences(lines: Sequence[Line]) -> Mapping[tuple[str, int], Interval]:
    """The one time that the lines of a sentence tell, by document and place."""
    found: dict[tuple[str, int], set[Interval]] = defaultdict(set)
    for line in lines:
        when = line.claim.when
        is_event = line.claim.kind in (ClaimKind.EVENT, ClaimKind.FIGURE)  # not when it was said
        if is_event and when is not None and when.start and when.end and when.text:
            found[line.claim.document, line.claim.evidence[0].start].add(Interval(when.start, when.end))
    return {place: next(iter(times)) for place, times in found.items() if len(times) == 1}


def _tellings(line: Line, days: Mapping[tuple[str, int], Interval]) -> Iterable[Telling]:
    claim = line.claim
    is_estimate = (
        claim.kind is ClaimKind.FIGURE and claim.modality is Modality.POSSIBLE and bool(line.sources)
    )
    if claim.modality not in TELLING and not is_estimate:
        return
    unpaid = claim.polarity is Polarity.NEGATED
    if unpaid and (claim.kind is not ClaimKind.EVENT or line.same_as is None):
        return  # of what was not paid, only reports of one debt tell one sum
    for part in line.all("magnitude", "quantity", "compared_with"):
        aspect = part.measure or (part.role if part.role != "magnitude" else None)
        if unpaid and aspect != MONEY:
            continue
        if part.amount is not None and aspect is not None and not _is_whole(line, part):
            yield Telling(line, part, aspect, *_days(line, days))


def _is_whole(line: Line, part: Part) -> bool:
    """True for the 650 of "365 of the 650 seats"."""
    evidence = line.claim.evidence[0]
    return OF_WHOLE.search(evidence.quote[: max(0, part.start - evidence.start)]) is not None


def _days(line: Line, days: Mapping[tuple[str, int], Interval]) -> tuple[date | None, date | None]:
    """First day on which it can have held, and the first after."""
    when, known = line.claim.when, line.claim.known
    if when is None or not (when.start or when.end):
        when = days.get((line.claim.document, line.claim.evidence[0].start))
    if when is not None:
        return when.start, when.end
    if known is None or known.end is None:
        return None, None
    return (known.start or known.end) - WEEK, known.end


def _fact_keys(told: Telling, events: Mapping[tuple[str, int], str]) -> Iterable[tuple[object, ...]]:
    line = told.line
    unit = told.amount.unit if told.line.claim.kind is ClaimKind.FIGURE else None
    is_figure = line.claim.kind is ClaimKind.FIGURE
    is_vote = is_figure and (unit in VOTES or line.claim.mode in ("vote", "turnout"))
    if line.same_as is not None and not is_vote:  # of votes only the event tells which vote it was
        yield line.same_as, told.aspect, unit
    evidence, subject = line.claim.evidence[0], line.first("subject")
    if line.claim.kind is ClaimKind.FIGURE and told.part.role == "quantity" and subject is not None:
        # "Police put their number at 60,000 and the organisers at 100,000": both are of "their number"
        yield evidence.document, evidence.start, line.claim.type, unit, subject.start
    if line.claim.kind is ClaimKind.FIGURE and line.claim.mode == COUNT and subject is not None:
        yield evidence.document, COUNT, told.aspect, subject.start
        event = events.get((evidence.document, subject.start))
        if event is not None:
            yield event, told.aspect, None
    if is_figure and line.copy is not None and told.part.role == "quantity" and subject is not None:
        words = _telling_words(subject.text)  # two versions of one sentence
        yield line.copy.group, line.claim.type, unit, words, _place_of_number(told)
    if line.claim.kind is ClaimKind.EVENT and evidence.cue is not None:
        yield evidence.document, COUNT, told.aspect, evidence.cue[0]
    is_done = line.claim.polarity is Polarity.AFFIRMED
    if line.claim.kind is ClaimKind.EVENT and is_done and told.since is not None and told.until is not None:
        place = line.first("place")
        if place is not None and told.aspect not in VOTES and (told.until - told.since).days <= 1:
            yield line.claim.type, told.aspect, told.since, place.entity or place.shown.casefold()


def _place_of_number(told: Telling) -> str:
    """The words of the sentence before the number, by which copies of it are known."""
    evidence = told.line.claim.evidence[0]
    return _telling_words(evidence.quote[: max(0, told.part.start - evidence.start)])


def _subject_key(told: Telling) -> tuple[object, ...] | None:
    """The subject and unit of a figure; none of votes, and of what is only compared with."""
    line, unit = told.line, told.amount.unit
    subject, mode = line.first("subject"), line.claim.mode
    if line.claim.kind is not ClaimKind.FIGURE or told.since is None or subject is None:
        return None
    unit = "percent" if unit is None and line.claim.type == "share" else unit
    if unit is None or unit in VOTES or mode == "vote":
        return None
    words = _telling_words(subject.text)
    former = [word for word in words.split() if word in classes()["previous"]]
    if former or (told.part.role == "compared_with" and _is_after(told, "from")):
        return ("former", unit, " ".join(word for word in words.split() if word not in former))
    if told.part.role != "quantity":
        return None
    if mode == "turnout":
        return mode, unit
    named = subject.entity or words
    return (line.claim.type, unit, named) if named else None


def _is_one_subject(key: tuple[object, ...], one: Telling, other: Telling) -> bool:
    """True where the days can be the same and, of a turnout, no other place is named; of what was before now, where
    both are told within a year."""
    if key[0] == "turnout":
        first, second = (_names_in(told.line) for told in (one, other))
        if first and second and not first & second:
            return False
    if key[0] == "former" and one.since and other.since:
        return abs(one.since - other.since) <= YEAR
    return _can_share_a_day(one, other) or _is_told_shorter(one, other)


def _is_told_shorter(one: Telling, other: Telling) -> bool:
    """True where one number is the other with its last decimals cut or rounded, told within a month: 49.4 and 49.46."""
    if one.since is None or other.since is None or abs(one.since - other.since) > MONTH:
        return False
    told = [each.amount.low for each in (one, other) if each.amount.low == each.amount.high]
    if len(told) < 2 or None in told:
        return False
    short, long = sorted((f"{value:g}" for value in told), key=lambda text: len(text.partition(".")[2]))
    decimals = len(short.partition(".")[2])
    is_shorter = 0 < decimals < len(long.partition(".")[2])
    return is_shorter and (long.startswith(short) or f"{float(long):.{decimals}f}" == short)


def _names_in(line: Line) -> set[str]:
    """The capitalised words of a sentence, without its first and the names of days and months."""
    words = (word.strip(",.;:()“”\"'’") for word in line.claim.evidence[0].quote.split()[1:])
    return {word for word in words if word[:1].isupper() and word.casefold() not in _calendar()}


@cache
def _calendar() -> frozenset[str]:
    days = {row["word"] for row in table("times") if row["class"] in ("weekday", "month")}
    return frozenset(days | {row["name"] for row in table("months")})


def _is_after(told: Telling, word: str) -> bool:
    evidence = told.line.claim.evidence[0]
    return evidence.quote[: max(0, told.part.start - evidence.start)].casefold().split()[-1:] == [word]


def _telling_words(text: str) -> str:
    return " ".join(
        word for word in text.casefold().split() if word not in ("the", "a", "an", "its", "their")
    )


def _can_share_a_day(one: Telling, other: Telling) -> bool:
    if one.since is None or one.until is None or other.since is None or other.until is None:
        return False
    return one.since < other.until and other.since < one.until


def is_same(one: Telling, other: Telling) -> bool:
    """True for the same bounds."""
    return (one.amount.low, one.amount.high) == (other.amount.low, other.amount.high)


def refines(one: Telling, other: Telling) -> bool:
    """True where both can be right: ranges that share a value, "about 100" and 96, a rounder number near by."""
    first, second = _widened(one), _widened(other)
    if first[0] <= second[1] and second[0] <= first[1]:
        return True
    pair = sorted((one.amount.low, other.amount.low), key=lambda value: abs(value or 0))
    if None in pair or one.amount.low != one.amount.high or other.amount.low != other.amount.high:
        return False
    low, high = (value or 0.0 for value in pair)
    digits = {_digits(low), _digits(high)}
    return len(digits) == 2 and high != 0 and abs(high - low) / abs(high) <= ROUND


def _widened(told: Telling) -> tuple[float, float]:
    low = told.amount.low if told.amount.low is not None else float("-inf")
    high = told.amount.high if told.amount.high is not None else float("inf")
    if is_approximate(told) and low == high:
        return low * (1 - APPROXIMATE), high * (1 + APPROXIMATE)
    return low, high


def is_approximate(told: Telling) -> bool:
    """True for "about 100", "some 100", also where the word stands right before the number."""
    evidence = told.line.claim.evidence[0]
    before = evidence.quote[: max(0, told.part.start - evidence.start)].casefold().split()[-2:]
    words = {*told.part.text.casefold().split(), *before}
    return bool(words & classes()["approximate"])


def _digits(value: float) -> int:
    """How many digits of a number tell something: 2 of 1,200, 3 of 49.4."""
    return (
        len(f"{value:g}".replace(".", "").replace("-", "").strip("0"))
        if abs(value) < 1e6
        else (len(f"{value:.0f}".rstrip("0")))
    )


def updates(old: Telling, new: Telling) -> bool:
    """True where the newer number takes the place of the older: a toll that grew, a result that was completed."""
    if not _is_later(old, new):
        return False
    grew = (new.amount.low or 0) >= (old.amount.high or old.amount.low or 0)
    if old.aspect in TOLLS and grew:
        return True
    words = classes()
    return _has(old, words["provisional"]) or (
        _has(new, words["conclusive"]) and not _has(old, words["conclusive"])
    )


def corrects(old: Telling, new: Telling, superseded: Container[str]) -> bool:
    """True where the older stands in a version that a newer one replaced, or its own source told otherwise later."""
    if old.line.claim.document in superseded and new.line.claim.document not in superseded:
        return True
    named = bool(old.line.sources) and bool(new.line.sources)
    return named and _is_later(old, new) and _voice(old.line) == _voice(new.line)


def _voice(line: Line) -> str:
    """Whose the number is; of somebody only described the description: the police and the organisers are two, though
    both rest on one paper."""
    described = line.sources and not any(is_known(source) or is_thing(source) for source in line.sources)
    return line.sources[-1].shown.casefold() if described else rests_on(line)


def _is_later(old: Telling, new: Telling) -> bool:
    """True where it was told later: by a later article, or by the same source further on in one ("by Friday they put
    the number at six")."""
    one, other = old.line.claim.evidence[0], new.line.claim.evidence[0]
    if one.document == other.document:
        same = _voice(old.line) == _voice(new.line) and bool(old.line.sources)
        return same and one.start < other.start
    before, after = old.line.claim.known, new.line.claim.known
    return bool(before and after and before.end and after.start and before.end <= after.start)


def _has(told: Telling, words: frozenset[str]) -> bool:
    quote = [word.strip(".,;:()“”\"'") for word in told.line.claim.evidence[0].quote.casefold().split()]
    sources = [word for source in told.line.sources for word in source.shown.casefold().split()]
    return bool({*quote, *sources} & words)


def voice_between(told: Telling, others: Sequence[Telling]) -> str | None:
    """Who tells a number in the second half of "the police put it at 60,000 and the organisers at 100,000"."""
    evidence = told.line.claim.evidence[0]
    same = [
        other
        for other in others
        if other.line.claim.evidence[0].start == evidence.start
        and other.line.claim.document == evidence.document
        and other.part.end <= told.part.start
    ]
    if not same:
        return None
    first = max(other.part.end for other in same)
    between = evidence.quote[first - evidence.start : told.part.start - evidence.start]
    found = VOICE.fullmatch(between)
    who = found["who"].strip() if found else ""
    return who if who and not who.casefold().startswith("of ") else None  # "55 percent of the vote to 45"
