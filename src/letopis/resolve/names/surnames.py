"""Say who is meant by a surname alone.

In:   threads that have but one word of a name; the people of the record by their full names.
Out:  the key of a person for each; what joins nobody has a key of its own name and country.

First the people of the same document, then he who holds the office that is told, the one of the same country, the one
who stands in the same company; else the only bearer, or the far more famous one. A name that fits two joins neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from letopis.resolve.names.evidence import listed_holders, shared_holdings, vetoes, weights
from letopis.resolve.names.people import PersonName, parse_name, person_score
from letopis.resolve.names.persons import Person
from letopis.resolve.names.portraits import Portrait
from letopis.resolve.names.spelling import sounds_of
from letopis.resolve.names.threads import Thread, most
from letopis.resolve.unions import Unions

Key = tuple[str, ...]
LONE = "lone"  # first part of the key of a surname that joined nobody
REGNAL = frozenset({"monarch"})  # kinds of offices whose holders are called by their given names
FAMOUS = 5  # a surname of no one's document goes to him who is in five times as many documents as all others
COMPANY = 2  # names that one candidate must stand beside, and no other does


def place_lone(
    lone: list[tuple[PersonName, Thread]],
    full: Mapping[str, Person],
    keys: Mapping[str, Key],
    company: Mapping[str, frozenset[str]],
) -> dict[str, Key]:
    """Chain → key for threads that have but a surname.

    Args:
        full: people by key; keys: the key of the group that each of them is in.
        company: document → names in it.
    """
    bearers = _Bearers(full, keys, company)
    found: dict[str, Key] = {}
    left: list[tuple[PersonName, Thread, bool]] = []
    for name, thread in lone:
        candidates = bearers.of(name)
        if any(holding.kind in REGNAL for holding in thread.holdings):
            candidates = {key: score for key, score in candidates.items() if bearers.is_given(name, key)}
        key = bearers.choose(thread, candidates)
        if key is None:
            left.append((name, thread, bool(candidates)))
        else:
            found[thread.chain] = key
    return found | _group_lone(left)


def lone_portrait(thread: Thread) -> Portrait:
    """What a thread of one word of a name tells."""
    names = tuple(text for text, _ in thread.names)
    return Portrait(names, country=thread.country, gender=thread.gender, holdings=thread.holdings)


class _Bearers:
    """Who in the record bears a surname."""

    def __init__(
        self, full: Mapping[str, Person], keys: Mapping[str, Key], company: Mapping[str, frozenset[str]]
    ) -> None:
        self.full, self.keys, self.company = full, keys, company
        self.by_sound: dict[str, set[str]] = defaultdict(set)
        self.documents: dict[Key, set[str]] = defaultdict(set)
        self.known: dict[str, dict[Key, float]] = {}
        self.people: dict[Key, list[Person]] = defaultdict(list)
        self.beside: dict[Key, Counter[str]] = {}
        for key, person in full.items():
            for word in (*person.name.surnames, *person.name.words[1:-1]):
                for sound in sounds_of(word):
                    self.by_sound[sound].add(key)
            self.documents[keys[key]].update(thread.document for thread in person.threads)
            self.people[keys[key]].append(person)
        self.about = {group: _about(members) for group, members in self.people.items()}

    def of(self, name: PersonName) -> dict[Key, float]:
        """Person → score of the lone name, for everybody who can be meant."""
        word = name.key
        if word not in self.known:
            scores: dict[Key, float] = {}
            for key in {key for sound in sounds_of(name.words[0]) for key in self.by_sound[sound]}:
                score = person_score(name, self.full[key].name)
                if score:
                    scores[self.keys[key]] = max(score, scores.get(self.keys[key], 0.0))
            self.known[word] = scores
        return self.known[word]

    def is_given(self, name: PersonName, key: Key) -> bool:
        """True where a single word is the given name of a person."""
        return any(person.name.words[0] == name.words[0] for person in self.people[key])

    def choose(self, thread: Thread, candidates: Mapping[Key, float]) -> Key | None:
        """The one that is meant: of the same document, else by office, country, company, else the only one."""
        portrait = lone_portrait(thread)
        fit = {key: score for key, score in candidates.items() if self._fits(key, portrait, thread)}
        here = [key for key in fit if thread.document in self.documents[key]]
        for pool in (here, self._same_holding(here, portrait), self._same_country(here, thread)):
            if len(pool) == 1:
                return pool[0]
        if here:
            return None
        apart = [key for key in fit if self._is_abroad(key, thread)]
        pool = [key for key in fit if key not in apart]
        best = [key for key in pool if fit[key] == max(fit[other] for other in pool)]
        for choice in (
            self._same_holding(pool, portrait),
            best,
            self._same_country(best, thread),
            self._same_company(best, thread),
        ):
            if len(choice) == 1:
                return choice[0]
        return self._famous(best)

    def _fits(self, key: Key, portrait: Portrait, thread: Thread) -> bool:
        gender = self.about[key][1]
        if gender and thread.gender and gender != thread.gender:
            return False
        if not portrait.holdings:
            return True
        people = [person.portrait for person in self.people[key]]
        listed = listed_holders(portrait)
        if len(listed) == 1 and not any(_is_named(person, min(listed)) for person in people):
            return False
        return not any(_is_barred(portrait, person) for person in people)

    def _is_abroad(self, key: Key, thread: Thread) -> bool:
        home = self.about[key][0]
        return bool(home and thread.country and home != thread.country)

    def _same_holding(self, keys: list[Key], portrait: Portrait) -> list[Key]:
        if not portrait.holdings:
            return []
        return [
            key for key in keys if any(_share_holding(portrait, one.portrait) for one in self.people[key])
        ]

    def _same_country(self, keys: list[Key], thread: Thread) -> list[Key]:
        return [key for key in keys if thread.country and self.about[key][0] == thread.country]

    def _same_company(self, keys: list[Key], thread: Thread) -> list[Key]:
        """Those who alone stand beside COMPANY names of the thread's document."""
        names = self.company.get(thread.document, frozenset())
        if len(keys) < 2 or not names:
            return []
        shared = {key: {name for name in names if self._beside(key)[name]} for key in keys}
        return [
            key
            for key in keys
            if len(shared[key].difference(*(shared[other] for other in keys if other != key))) >= COMPANY
        ]

    def _beside(self, key: Key) -> Counter[str]:
        if key not in self.beside:
            own = {person.name.key for person in self.people[key]}
            counts = Counter(
                name
                for document in self.documents[key]
                for name in self.company.get(document, ())
                if name not in own
            )
            self.beside[key] = counts
        return self.beside[key]

    def _famous(self, keys: list[Key]) -> Key | None:
        if not keys:
            return None
        counts = {key: len(self.documents[key]) for key in keys}
        first, *rest = sorted(keys, key=lambda key: (-counts[key], key))
        return first if counts[first] >= FAMOUS * max(1, sum(counts[key] for key in rest)) else None


def _is_named(portrait: Portrait, holder: str) -> bool:
    return any(person_score(parse_name(name), parse_name(holder)) > 0 for name in portrait.names)


def _is_barred(lone: Portrait, full: Portrait) -> bool:
    """True when days or offices make it unlikely that a surname is this person's."""
    return any(True for _ in vetoes(lone, full)) or any(
        reason.sort == "office" and reason.factor < 1 for reason in weights(lone, full)
    )


def _share_holding(left: Portrait, right: Portrait) -> bool:
    return any(True for _ in shared_holdings(left, right))


def _about(members: list[Person]) -> tuple[str | None, str | None]:
    """Country and gender that most threads of a person tell."""
    countries: Counter[str] = Counter()
    for person in members:
        countries.update(thread.country for thread in person.threads if thread.country)
    country = min(countries, key=lambda code: (-countries[code], code)) if countries else None
    return country, most(person.gender for person in members)


def _group_lone(left: list[tuple[PersonName, Thread, bool]]) -> dict[str, Key]:
    """Keys of surnames that joined nobody: one person a name, country and listed leader; where several bear it, one a
    document."""
    found: dict[str, Key] = {}
    words = sorted({name.key for name, _, _ in left})
    unions = Unions(words)
    blocks: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for sound in sounds_of(parse_name(word).words[0]):
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
        listed = listed_holders(lone_portrait(thread)) if thread.holdings else frozenset()
        found[thread.chain] = (LONE, word, place, *(listed if len(listed) == 1 else ()))
    return found
