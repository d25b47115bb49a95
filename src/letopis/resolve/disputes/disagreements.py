"""Find where reports of one fact differ: numbers, days, who, and whether it is so at all.

In:   lines of the whole record; successions, for offices.
Out:  disagreements, by the day on which they were first told; a pure function, whatever the order of the lines.

A newer number of a toll that grows is an update, a rounder one a refinement, one that its own source or a newer
version of the same article tells otherwise a correction; only what remains is disputed. A denial is no account of a
number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from letopis.claim import ClaimKind, Polarity
from letopis.disagreement import Account, Differing, Disagreement, State
from letopis.document import content_id
from letopis.profile import Line, Part
from letopis.resolve.disputes.answered import answered
from letopis.resolve.disputes.denials import denied
from letopis.resolve.disputes.judged import Judgement, judged
from letopis.resolve.disputes.numbers import (
    COUNT,
    TELLING,
    Telling,
    corrects,
    is_same,
    number_groups,
    refines,
    updates,
    voice_between,
)
from letopis.resolve.events.event_tellings import taking_part
from letopis.tenure import Conflict, Succession
from letopis.times import Interval

NAMED = ("person", "organisation", "country")
REJECTED = "rejected"
WHO = ("actor", "recipient", "holder")
SO, NOT_SO = "so", "not so"
LEAVING = ("RESIGN", "DISMISS")
HANDOVER = timedelta(days=1)  # between the last day of one and the first of the next
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def disagreements(
    lines: Iterable[Line], successions: Sequence[Succession] = (), superseded: Container[str] = ()
) -> list[Disagreement]:
    """All of them, in every state; what a person has rejected is told by nobody.

    Args:
        superseded: ids of documents of which a newer version is known.
    """
    told = sorted((line for line in lines if line.review != REJECTED), key=lambda line: line.claim.id)
    found = [
        *_of_numbers(told, superseded),
        *(_whether(so, not_so, superseded) for so, not_so in denied(told)),
        *(_judgement(group) for group in (*judged(told), *answered(told))),
        *_of_events(told, superseded),
        *_of_offices(successions, {line.claim.id: line for line in told}),
        *_of_ends(told, superseded),
    ]
    return sorted(_once(found), key=lambda one: (_first(one), one.id))


def _first(one: Disagreement) -> date:
    return _known(one.accounts[0].lines[0])


def _known(line: Line) -> date:
    known = line.claim.known
    return (known.start or known.end or date.max) if known else date.max


def _told_at(line: Line) -> tuple[date, str, int, str]:
    """By publication, then as the texts have it."""
    return _known(line), line.path, line.claim.evidence[0].start, line.claim.id


def _by_known(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=_told_at))


def _made(differing: Differing, state: State, aspect: str, accounts: Iterable[Account]) -> Disagreement:
    ordered = tuple(
        sorted(
            accounts,
            key=lambda one: (*_told_at(one.lines[0])[:3], one.value == NOT_SO, _place_of(one), one.value),
        )
    )
    ids = sorted({line.claim.id for account in ordered for line in account.lines})
    return Disagreement(content_id("dis", differing, aspect, *ids), differing, state, aspect, ordered)


def _place_of(account: Account) -> int:
    """Where in its first sentence the value of an account stands; 0 of what is no part of it."""
    return min((part.start for part in account.lines[0].parts if part.text == account.value), default=0)


def _once(found: Sequence[Disagreement]) -> Iterable[Disagreement]:
    """Each once: an event's number that is also told as a figure stands there only with the event, a judgement that
    is also told and denied as a fact only as that, days of which another has more reports only with those.
    """
    kept: list[Disagreement] = []
    told: set[frozenset[tuple[str, int, float | None]]] = set()
    dated = [_claims(one) for one in found if one.differing is Differing.DATE]
    denied_at = [_places(one) for one in found if one.differing is Differing.WHETHER]
    for one in sorted(
        found, key=lambda each: (each.accounts[0].lines[0].claim.kind is ClaimKind.FIGURE, each.id)
    ):
        values = frozenset((*place, account.low) for account in one.accounts for place in _places_of(account))
        if one.differing is Differing.NUMBER and values in told:
            continue
        if one.differing is Differing.JUDGEMENT and any(_places(one) <= places for places in denied_at):
            continue
        if one.differing is Differing.DATE and any(_claims(one) < claims for claims in dated):
            continue
        told.add(values)
        kept.append(one)
    return kept


def _claims(one: Disagreement) -> frozenset[str]:
    return frozenset(line.claim.id for account in one.accounts for line in account.lines)


def _places(one: Disagreement) -> frozenset[tuple[str, int]]:
    return frozenset(place for account in one.accounts for place in _places_of(account))


def _places_of(account: Account) -> Iterable[tuple[str, int]]:
    """The sentences that tell it, each by document and place."""
    return ((line.claim.document, line.claim.evidence[0].start) for line in account.lines)


def _of_numbers(lines: Sequence[Line], superseded: Container[str]) -> Iterable[Disagreement]:
    for group in number_groups(lines):
        accounts: list[list[Telling]] = []
        for telling in group:
            own = next((account for account in accounts if is_same(account[0], telling)), None)
            if own is None:
                accounts.append([telling])
            else:
                own.append(telling)
        if len(accounts) < 2 or _is_of_one_voice(group):
            continue
        corrected = [
            any(_corrects(one, other, superseded) for other in accounts if other is not one)
            for one in accounts
        ]
        state = _state_of(accounts, superseded)
        yield _made(
            Differing.NUMBER,
            state,
            group[0].aspect,
            (_number(several, group, is_old) for several, is_old in zip(accounts, corrected, strict=True)),
        )


def _is_of_one_voice(group: Sequence[Telling]) -> bool:
    """True where one sentence tells all of them by one account: the shares of two candidates, a part and a whole."""
    evidence = {(told.line.claim.document, told.line.claim.evidence[0].start) for told in group}
    voices = {tuple(source.text for source in told.line.sources) for told in group}
    voiced = any(voice_between(told, group) for told in group)
    return len(evidence) == 1 and len(voices) == 1 and not voiced


def _number(tellings: Sequence[Telling], group: Sequence[Telling], is_corrected: bool) -> Account:
    amount = tellings[0].amount
    lines = _by_known({told.line.claim.id: told.line for told in tellings}.values())
    others = [one for one in group if not any(one is told for told in tellings)]
    alone = len(tellings) == 1 and tellings[0].line.claim.mode != COUNT
    voice = voice_between(tellings[0], others) if alone else None
    return Account(tellings[0].part.text, lines, amount.low, amount.high, amount.unit, voice, is_corrected)


def _corrects(old: Sequence[Telling], new: Sequence[Telling], superseded: Container[str]) -> bool:
    return all(any(corrects(one, other, superseded) for other in new) for one in old)


def _state_of(accounts: Sequence[Sequence[Telling]], superseded: Container[str]) -> State:
    """The sharpest of the states of any two accounts."""
    order = list(State)
    return min(
        (_between(one, other, superseded) for one, other in combinations(accounts, 2)), key=order.index
    )


def _between(one: Sequence[Telling], other: Sequence[Telling], superseded: Container[str]) -> State:
    pairs = [(a, b) for a in one for b in other]
    if all(refines(a, b) for a, b in pairs):
        return State.REFINED
    for old, new in ((one, other), (other, one)):
        if all(any(updates(a, b) for b in new) for a in old):
            return State.UPDATED
    if _corrects(one, other, superseded) or _corrects(other, one, superseded):
        return State.CORRECTED
    return State.DISPUTED


def _whether(so: Sequence[Line], not_so: Sequence[Line], superseded: Container[str]) -> Disagreement:
    groups = (_by_known(so), _by_known(not_so))
    old = [all(line.claim.document in superseded for line in group) for group in groups]
    state = State.CORRECTED if any(old) and not all(old) else State.DISPUTED
    accounts = (
        Account(value, group, is_corrected=is_old and not all(old))
        for value, group, is_old in zip((SO, NOT_SO), groups, old, strict=True)
    )
    return _made(Differing.WHETHER, state, "", accounts)


def _judgement(group: Sequence[Judgement]) -> Disagreement:
    """What they judge, by the nouns that most of them name; one account for each voice and what it says."""
    accounts: dict[tuple[str, int], list[Judgement]] = defaultdict(list)
    for one in group:
        accounts[one.voice, one.sense].append(one)
    about = Counter(noun for one in group for noun in sorted(one.nouns)).most_common(1)
    made = (
        Account(several[0].value, _by_known(one.line for one in several)) for several in accounts.values()
    )
    return _made(Differing.JUDGEMENT, State.DISPUTED, about[0][0] if about else group[0].word, made)


def _of_events(lines: Sequence[Line], superseded: Container[str]) -> Iterable[Disagreement]:
    """Days and parties that reports of one event tell otherwise."""
    events: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        claim = line.claim
        is_told = claim.modality in TELLING and claim.polarity is Polarity.AFFIRMED
        if line.same_as is not None and claim.kind is ClaimKind.EVENT and is_told:
            events[line.same_as].append(line)
    for several in events.values():
        yield from _of_days(several, superseded)
        for role in WHO:
            yield from _of_parties(several, role, superseded)


def _of_days(lines: Sequence[Line], superseded: Container[str]) -> Iterable[Disagreement]:
    dated = [(line, when) for line in lines if (when := line.claim.when) and _is_told(when)]
    groups: list[tuple[Interval, list[Line]]] = []
    for line, when in dated:
        own = next((several for days, several in groups if days.overlaps(when)), None)
        if own is None:
            groups.append((when, [line]))
        else:
            own.append(line)
    documents = {line.claim.document for line, _ in dated}
    if len(groups) > 1 and len(documents) > 1:
        accounts = [Account(days.edtf or str(days.start), _by_known(several)) for days, several in groups]
        yield _made(Differing.DATE, _state_by_age(accounts, superseded), "when", accounts)


def _is_told(when: Interval) -> bool:
    """True for a day that the words tell, and not the tense."""
    return when.start is not None and when.end is not None and when.text is not None


def _of_parties(lines: Sequence[Line], role: str, superseded: Container[str]) -> Iterable[Disagreement]:
    groups: list[tuple[dict[str, Part], list[Line]]] = []
    for line in lines:
        parts = {
            p.entity: p for p in taking_part(line, role) if p.entity and not p.nameless and p.kind in NAMED
        }
        if not parts:
            continue
        own = next((one for one in groups if not _are_others(one[0], parts)), None)
        if own is None:
            groups.append((parts, [line]))
        else:
            own[0].update(parts)
            own[1].append(line)
    documents = {line.claim.document for _, several in groups for line in several}
    if len(groups) > 1 and len(documents) > 1:
        accounts = [
            Account(", ".join(sorted(part.shown for part in parts.values())), _by_known(several))
            for parts, several in groups
        ]
        yield _made(Differing.WHO, _state_by_age(accounts, superseded), role, accounts)


def _are_others(one: dict[str, Part], other: dict[str, Part]) -> bool:
    """True for parties of which none is in both, nor acts for one that is: "Moscow", the Russian foreign ministry."""
    if one.keys() & other.keys() or _shown(one) & _shown(other):
        return False
    homes = ({part.home for part in parts.values() if part.home} for parts in (one, other))
    first, second = homes
    kinds = {part.kind for parts in (one, other) for part in parts.values()}
    return not (first & second and kinds != {"person"})


def _shown(parts: dict[str, Part]) -> set[str]:
    return {part.shown.casefold() for part in parts.values()}


def _state_by_age(accounts: Sequence[Account], superseded: Container[str]) -> State:
    old = [all(line.claim.document in superseded for line in account.lines) for account in accounts]
    return State.CORRECTED if any(old) and not all(old) else State.DISPUTED


def _of_offices(successions: Sequence[Succession], lines: dict[str, Line]) -> Iterable[Disagreement]:
    """What a succession could not join: two starts, two ends, two holders on one day."""
    for succession in successions:
        conflicts = [conflict for spell in succession.spells for conflict in spell.conflicts]
        for conflict in (*conflicts, *succession.conflicts):
            yield from _of_conflict(conflict, lines)


def _of_ends(lines: Sequence[Line], superseded: Container[str]) -> Iterable[Disagreement]:
    """Two last days of one tenure that reports tell, each with the resignations and dismissals of that day."""
    tenures: dict[str, list[Line]] = defaultdict(list)
    leaving: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        claim = line.claim
        if claim.modality not in TELLING or claim.polarity is not Polarity.AFFIRMED or claim.when is None:
            continue
        if claim.kind is ClaimKind.TENURE and line.same_as is not None and _last_day(claim.when) is not None:
            tenures[line.same_as].append(line)
        for person in line.all("actor" if claim.type == "RESIGN" else "recipient"):
            if claim.type in LEAVING and person.entity and _is_told(claim.when):
                leaving[person.entity].append(line)
    for several in tenures.values():
        groups: list[tuple[date, list[Line]]] = []
        for line in sorted(several, key=_told_at):
            day = _last_day(line.claim.when)
            own = next((told for last, told in groups if day and abs(last - day) <= HANDOVER), None)
            if own is not None:
                own.append(line)
            elif day is not None:
                groups.append((day, [line]))
        if len(groups) > 1 and len({line.claim.document for line in several}) > 1:
            accounts = [_end(day, told, leaving) for day, told in groups]
            yield _made(Differing.DATE, _state_by_age(accounts, superseded), "end", accounts)


def _last_day(when: Interval | None) -> date | None:
    """The last day of a tenure, where words next to it tell it to the day."""
    if when is None or when.end is None or not when.text or when.basis == "narrative":
        return None
    told = (when.edtf or "").rpartition("/")[2]
    return date.fromisoformat(told) if DAY.fullmatch(told) else None


def _end(day: date, told: Sequence[Line], leaving: dict[str, list[Line]]) -> Account:
    holders = {holder.entity for line in told for holder in line.all("holder") if holder.entity}
    left = [
        line
        for holder in holders
        for line in leaving[holder]
        if (when := line.claim.when) and when.start and abs(when.start - day) <= HANDOVER
    ]
    return Account(str(day), _by_known({line.claim.id: line for line in [*told, *left]}.values()))


def _of_conflict(conflict: Conflict, lines: dict[str, Line]) -> Iterable[Disagreement]:
    pair = (conflict.kept, conflict.lost)
    told = [lines[proof.claim] for proof in pair if proof.claim in lines]
    if len(told) < 2 or told[0].claim.id == told[1].claim.id:
        return
    is_who = conflict.about == "holder"
    accounts = [
        Account(
            ", ".join(line.names("holder", "recipient", "actor")[:1]) if is_who else proof.days.told, (line,)
        )
        for proof, line in zip(pair, told, strict=True)
    ]
    yield _made(Differing.WHO if is_who else Differing.DATE, State.DISPUTED, conflict.about, accounts)
