"""Say who is meant by an office and its state alone: "the French president" in a report of 2016, or a sentence on 2016.

In:   mentions, days of documents; people of the record with the offices that they hold.
Out:  chain → key of the person, with what it is known from.

Known is who held the office all through the time of which the text speaks: by the list of leaders, or by the record's
own tenures, where one person holds it before and after and nobody else between. Where the two differ, or a text speaks
of several times with several holders, nobody is meant for sure and nobody is joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from letopis import gazetteer
from letopis.mention import Form, Mention, MentionKind, Unnamed
from letopis.resolve.names.held import is_day
from letopis.resolve.names.people import PersonName, parse_name, person_score
from letopis.resolve.names.scores import SAME
from letopis.resolve.names.spelling import sounds_of
from letopis.resolve.names.threads import Thread
from letopis.times import Interval

Key = tuple[str, ...]
LISTED = "listed"  # first part of the key of somebody whom the list knows and no document names
LONGEST_TIME = 366  # days: "in 2016" is a time of one holder, "for decades" is none


@dataclass(frozen=True, slots=True)
class Bare:
    """An office and its state, and the times of the sentences in which nothing else is said of its holder."""

    office: str
    country: str
    times: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a bare office means: the key of the person, the name, and what it is known from."""

    key: Key
    name: str
    basis: str


def bare_offices(mentions: Sequence[Mention], days: Mapping[str, Interval]) -> dict[str, Bare]:
    """Chain → office, of chains of one person that have an office and a state and no name."""
    chains: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is MentionKind.PERSON:
            chains[mention.chain].append(mention)
    told = {chain: found for chain, members in chains.items() if (found := _office_of(members)) is not None}
    times = _times(mentions, {chains[chain][0].document for chain in told})
    result = {}
    for chain, (office, country) in told.items():
        members = [mention for mention in chains[chain] if mention.form is Form.NOMINAL]
        spoken = {_time(mention, times, days) for mention in members}
        if None not in spoken:
            result[chain] = Bare(office, country, tuple(sorted(filter(None, spoken), key=str)))
    return result


def _office_of(members: Sequence[Mention]) -> tuple[str, str] | None:
    """(office, state) of a chain whose words are these alone; None of every other."""
    if any(mention.form is Form.NAME or mention.number != "sg" for mention in members):
        return None
    if not any(mention.unnamed is Unnamed.NO_ANTECEDENT for mention in members):
        return None
    read = {_read(mention.text) for mention in members if mention.form is Form.NOMINAL}
    full = {one for one in read if one is not None and one[1]}
    if len(full) != 1 or None in read:
        return None
    office, country = full.pop()
    return (office, country) if all(one[0] == office for one in read if one is not None) else None


def _read(text: str) -> tuple[str, str] | None:
    """("President", "FR") of "French president", "president of France"; ("President", "") of "president"."""
    words = text.replace("’", "'").split()
    for length in range(min(3, len(words) - 1), -1, -1):
        state = gazetteer.country_of(" ".join(words[:length])) if length else None
        if length and state is None:
            continue
        match = gazetteer.office_title(words, length)
        if match is None or match.number != "sg":
            continue
        rest = words[length + match.length :]
        if not rest:
            return match.office.name, state.code if state is not None else ""
        behind = gazetteer.country_of(" ".join(rest[1:])) if rest[0] == "of" and state is None else None
        if behind is not None:
            return match.office.name, behind.code
    return None


def _times(mentions: Iterable[Mention], documents: set[str]) -> dict[tuple[str, int], list[Interval]]:
    """(document, sentence) → the times that it names."""
    found: dict[tuple[str, int], list[Interval]] = defaultdict(list)
    for mention in mentions:
        if (
            mention.kind is MentionKind.TIME
            and mention.document in documents
            and mention.interval is not None
        ):
            found[mention.document, mention.sentence].append(mention.interval)
    return found


def _time(
    mention: Mention, times: Mapping[tuple[str, int], list[Interval]], days: Mapping[str, Interval]
) -> Interval | None:
    """The time of which a mention's sentence speaks, None where that is not one short time."""
    told = {
        (one.start, one.end) for one in times.get((mention.document, mention.sentence), ()) if not one.is_open
    }
    if not told:
        day = days.get(mention.document)
        return Interval(day.start, day.end) if day is not None and is_day(day) else None
    starts, ends = [start for start, _ in told], [end for _, end in told]
    if None in starts or None in ends:
        return None
    first, last = min(filter(None, starts)), max(filter(None, ends))
    return Interval(first, last) if (last - first).days <= LONGEST_TIME else None


def place_bare(
    bare: Mapping[str, Bare], threads: Mapping[str, Thread], keys: Mapping[str, Key]
) -> dict[str, Meant]:
    """Chain → who is meant, where it is known."""
    if not bare:
        return {}
    people = _Holders(threads, keys)
    found = {}
    for chain, office in bare.items():
        meant = people.meant(office)
        if meant is not None:
            found[chain] = meant
    return found


class _Holders:
    """Who in the record is told to hold which office, and when."""

    def __init__(self, threads: Mapping[str, Thread], keys: Mapping[str, Key]) -> None:
        self.days: dict[tuple[str, str], dict[Key, list[Interval]]] = defaultdict(lambda: defaultdict(list))
        self.names: dict[Key, set[str]] = defaultdict(set)
        for chain, thread in sorted(threads.items()):
            if thread.kind is not MentionKind.PERSON or not thread.names:
                continue
            key = keys[chain]
            self.names[key].update(parse_name(text).text for text, _ in thread.names)
            for holding in thread.holdings:
                if holding.country and holding.unique and not holding.days.is_open:
                    self.days[holding.office, holding.country][key].append(holding.days)
        self.bearers: dict[str, set[Key]] = defaultdict(set)
        for key, names in self.names.items():
            for name in names:
                for sound in _sounds(parse_name(name)):
                    self.bearers[sound].add(key)

    def meant(self, bare: Bare) -> Meant | None:
        """The one person who held the office at all its times."""
        found = {self._at(bare, time) for time in bare.times}
        return found.pop() if len(found) == 1 else None

    def _at(self, bare: Bare, time: Interval) -> Meant | None:
        listed = gazetteer.holder_on(bare.office, bare.country, time)
        own = self._own(bare, time)
        if listed is None:
            return own
        keys = self._called(listed.name)
        if own is not None and own.key not in keys:
            return None  # the record knows another holder
        if len(keys) > 1:
            return None
        basis = f"known from the list of office holders: {listed.name}, {bare.office} of {bare.country}"
        key = keys.pop() if keys else (LISTED, bare.country, bare.office, listed.name)
        return Meant(key, listed.name, f"{basis}, {listed.days.edtf}")

    def _called(self, name: str) -> set[Key]:
        """The people of the record who are called so in full, or whom the list has told already."""
        holder = parse_name(name)
        near = {key for sound in _sounds(holder) for key in self.bearers.get(sound, ())}
        return {
            key
            for key in near
            if key[-1] == name or any(_is_full_name(one, holder) for one in self.names[key])
        }

    def _own(self, bare: Bare, time: Interval) -> Meant | None:
        """The only one whom the record tells in office before and after, or just then."""
        told = self.days.get((bare.office, bare.country), {})
        fit = [key for key, days in told.items() if _covers(days, time)]
        if len(fit) != 1 or any(
            _comes_between(told[key], told[fit[0]], time) for key in told if key != fit[0]
        ):
            return None
        name = min(self.names[fit[0]], key=lambda text: (not parse_name(text).is_full, text))
        return Meant(fit[0], name, f"known from the record's own tenures: {bare.office} of {bare.country}")


def _sounds(name: PersonName) -> set[str]:
    return {sound for surname in name.surnames for sound in sounds_of(surname)}


def _is_full_name(text: str, holder: PersonName) -> bool:
    name = parse_name(text)
    return name.is_full and person_score(name, holder) >= SAME


def _covers(days: Sequence[Interval], time: Interval) -> bool:
    """True when reports before and after, or of the same days, tell the office."""
    assert time.start is not None
    assert time.end is not None
    before = [one.start for one in days if one.start is not None and one.start <= time.start]
    after = [one.end for one in days if one.end is not None and one.end >= time.end]
    return bool(before) and bool(after)


def _comes_between(others: Sequence[Interval], own: Sequence[Interval], time: Interval) -> bool:
    """True when another is told in office between the reports that enclose a time."""
    assert time.start is not None
    assert time.end is not None
    first = max(one.start for one in own if one.start is not None and one.start <= time.start)
    last = min(one.end for one in own if one.end is not None and one.end >= time.end)
    return any(one.overlaps(Interval(first, last)) for one in others)
