"""Group people by their names over a whole record.

In:   threads of people with a name.
Out:  for each of their chains the key of a person; chains of one key are one person.

First full names with each other, inside blocks of one surname's sound; then lone surnames with full names, first those
of their own document. A name that fits two people who are not each other joins neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from letopis.resolve.people import PersonName, first_gender, parse_name, person_score
from letopis.resolve.scores import SAME, weigh
from letopis.resolve.spelling import sounds_of
from letopis.resolve.threads import Thread, most
from letopis.resolve.unions import Unions

TIE = 0.05  # two candidates that score nearer than this are equally good
FAMOUS = (
    5  # a lone surname of no one's document goes to him who is in five times as many documents as all others
)


@dataclass(slots=True)
class Person:
    """Everything that is told under one full name."""

    name: PersonName
    threads: list[Thread] = field(default_factory=list)
    country: str | None = None
    gender: str | None = None


def group_people(threads: Iterable[Thread]) -> dict[str, tuple[str, ...]]:
    """Chain → key of a person."""
    full: dict[str, Person] = {}
    lone: list[tuple[PersonName, Thread]] = []
    for thread in threads:
        name = best_name(thread)
        if name.is_full:
            full.setdefault(name.key, Person(name)).threads.append(thread)
        else:
            lone.append((name, thread))
    for person in full.values():
        _sum_up(person)
    unions = _join_full(full)
    _join_aliases(full, unions)
    keys: dict[str, tuple[str, ...]] = {key: ("person", min(unions.members(key))) for key in full}
    found = {thread.chain: keys[key] for key, person in full.items() for thread in person.threads}
    return found | _place_lone(lone, full, keys)


def best_name(thread: Thread) -> PersonName:
    """The name of a thread that tells most: full before initials before lone, then the most frequent."""
    parsed = [(parse_name(text), count) for text, count in thread.names]
    return min(parsed, key=lambda item: (not item[0].is_full, item[0].has_initial, -item[1], item[0].text))[0]


def _sum_up(person: Person) -> None:
    person.country = most(thread.country for thread in person.threads)
    person.gender = most(thread.gender for thread in person.threads) or first_gender(person.name)


def _score(left: Person, right: Person) -> float:
    score = person_score(left.name, right.name)
    return weigh(score, (left.country, right.country), (left.gender, right.gender))


def _join_full(full: dict[str, Person]) -> Unions[str]:
    """Sets of full names that are one person's."""
    scores: dict[tuple[str, str], float] = {}
    for block in _blocks(full):
        for left, right in combinations(block, 2):
            if (left, right) not in scores:
                scores[left, right] = _score(full[left], full[right])
    good = {pair: score for pair, score in scores.items() if score >= SAME}
    torn = _torn(good, full)
    unions = Unions(full)
    for (left, right), _ in sorted(good.items(), key=lambda item: (-item[1], item[0])):
        if left not in torn and right not in torn and _fit(unions.members(left), unions.members(right), full):
            unions.join(left, right)
    return unions


def _blocks(full: dict[str, Person]) -> list[list[str]]:
    """Sorted names worth comparing: of one surname's sound, or with two words of one sound."""
    blocks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, person in full.items():
        for surname in person.name.surnames:
            for sound in sounds_of(surname):
                blocks[(sound,)].add(key)
        for pair in combinations(person.name.words, 2):
            one, other = (min(sounds_of(word)) for word in pair)
            blocks[(min(one, other), max(one, other))].add(key)
    return [sorted(block) for block in blocks.values() if len(block) > 1]


def _torn(good: dict[tuple[str, str], float], full: dict[str, Person]) -> set[str]:
    """Names that fit two others equally well that do not fit each other ("A. Rojas" with an Ana and an Alba Rojas)."""
    near: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (left, right), score in good.items():
        near[left].append((score, right))
        near[right].append((score, left))
    torn = set()
    for key, others in near.items():
        best = max(score for score, _ in others)
        tied = sorted(other for score, other in others if score > best - TIE)
        if any(not person_score(full[a].name, full[b].name) for a, b in combinations(tied, 2)):
            torn.add(key)
    return torn


def _fit(left: Sequence[str], right: Sequence[str], full: dict[str, Person]) -> bool:
    """True when no name of one set excludes one of the other."""
    return all(person_score(full[a].name, full[b].name) > 0 for a in left for b in right)


def _join_aliases(full: dict[str, Person], unions: Unions[str]) -> None:
    """Join two full names that one chain of a document bears, where they fit each other."""
    for key, person in sorted(full.items()):
        for thread in person.threads:
            for text, _ in thread.names:
                other = parse_name(text).key
                if other != key and other in full and _fit(unions.members(key), unions.members(other), full):
                    unions.join(key, other)


def _place_lone(
    lone: list[tuple[PersonName, Thread]], full: dict[str, Person], keys: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Chain → key for threads that have but a surname."""
    bearers = _Bearers(full, keys)
    found: dict[str, tuple[str, ...]] = {}
    left: list[tuple[PersonName, Thread, bool]] = []
    for name, thread in lone:
        candidates = bearers.of(name)
        key = bearers.choose(name, thread, candidates)
        if key is None:
            left.append((name, thread, bool(candidates)))
        else:
            found[thread.chain] = key
    return found | _group_lone(left)


class _Bearers:
    """Who in the record bears a surname."""

    def __init__(self, full: dict[str, Person], keys: dict[str, tuple[str, ...]]) -> None:
        self.full, self.keys = full, keys
        self.by_sound: dict[str, set[str]] = defaultdict(set)
        self.documents: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.known: dict[str, dict[tuple[str, ...], float]] = {}
        for key, person in full.items():
            for word in (*person.name.surnames, *person.name.words[1:-1]):
                for sound in sounds_of(word):
                    self.by_sound[sound].add(key)
            self.documents[keys[key]].update(thread.document for thread in person.threads)
        people: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        for key, person in full.items():
            people[keys[key]].append(person)
        self.about = {group: _about(members) for group, members in people.items()}

    def of(self, name: PersonName) -> dict[tuple[str, ...], float]:
        """Person → score of the lone name, for everybody who can be meant."""
        word = name.key
        if word not in self.known:
            scores: dict[tuple[str, ...], float] = {}
            for key in {key for sound in sounds_of(word) for key in self.by_sound[sound]}:
                score = person_score(name, self.full[key].name)
                if score:
                    scores[self.keys[key]] = max(score, scores.get(self.keys[key], 0.0))
            self.known[word] = scores
        return self.known[word]

    def choose(
        self, name: PersonName, thread: Thread, candidates: dict[tuple[str, ...], float]
    ) -> tuple[str, ...] | None:
        """The one that is meant: of the same document, else the only one, else the far more frequent one."""
        fit = {key: score for key, score in candidates.items() if self._fits(key, thread)}
        here = [key for key in fit if thread.document in self.documents[key]]
        for pool in (here, self._same_country(here, thread)):
            if len(pool) == 1:
                return pool[0]
        if here:
            return None
        apart = [
            key
            for key in fit
            if self.about[key][0] and thread.country and self.about[key][0] != thread.country
        ]
        pool = [key for key in fit if key not in apart]
        best = [key for key in pool if fit[key] == max(fit[other] for other in pool)]
        for choice in (best, self._same_country(best, thread)):
            if len(choice) == 1:
                return choice[0]
        return self._famous(best)

    def _fits(self, key: tuple[str, ...], thread: Thread) -> bool:
        gender = self.about[key][1]
        return not (gender and thread.gender and gender != thread.gender)

    def _same_country(self, keys: list[tuple[str, ...]], thread: Thread) -> list[tuple[str, ...]]:
        return [key for key in keys if thread.country and self.about[key][0] == thread.country]

    def _famous(self, keys: list[tuple[str, ...]]) -> tuple[str, ...] | None:
        if not keys:
            return None
        counts = {key: len(self.documents[key]) for key in keys}
        first, *rest = sorted(keys, key=lambda key: (-counts[key], key))
        return first if counts[first] >= FAMOUS * max(1, sum(counts[key] for key in rest)) else None


def _about(members: list[Person]) -> tuple[str | None, str | None]:
    """Country and gender that most threads of a person tell."""
    countries: Counter[str] = Counter()
    for person in members:
        countries.update(thread.country for thread in person.threads if thread.country)
    country = min(countries, key=lambda code: (-countries[code], code)) if countries else None
    return country, most(person.gender for person in members)


def _group_lone(left: list[tuple[PersonName, Thread, bool]]) -> dict[str, tuple[str, ...]]:
    """Keys of surnames that joined nobody: one person a name and country; where several bear it, one a document."""
    found: dict[str, tuple[str, ...]] = {}
    words = sorted({name.key for name, _, _ in left})
    unions = Unions(words)
    blocks: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for sound in sounds_of(word):
            blocks[sound].append(word)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if person_score(parse_name(one), parse_name(other)):
                unions.join(one, other)
    countries: dict[str, set[str]] = defaultdict(set)
    for name, thread, _ in left:
        countries[unions.find(name.key)].update([thread.country] if thread.country else ())
    for name, thread, is_ambiguous in left:
        word, told = min(unions.members(name.key)), countries[unions.find(name.key)]
        only = min(told) if len(told) == 1 and not is_ambiguous else ""
        place = thread.country or only or (thread.document if is_ambiguous else "")
        found[thread.chain] = ("lone", word, place)
    return found
