"""Group people by their names over a whole record.

In:   threads of people with a name; the company that each document names.
Out:  for each of their chains the key of a person; chains of one key are one person.

First full names with each other, inside blocks of one surname's sound, one office or one alias; then surnames alone
(surnames.py). A name that fits two people who are not each other joins neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from letopis import gazetteer
from letopis.resolve.names.comparing import compare
from letopis.resolve.names.people import PersonName, is_formal, may_be_given, parse_name, person_score
from letopis.resolve.names.persons import Person, best_name, make_persons
from letopis.resolve.names.scores import SAME
from letopis.resolve.names.spelling import sounds_of
from letopis.resolve.names.surnames import place_lone
from letopis.resolve.names.threads import Thread
from letopis.resolve.unions import Unions

TIE = 0.05  # two candidates that score nearer than this are equally good
NOBODY: Mapping[str, frozenset[str]] = {}


def group_people(
    threads: Iterable[Thread], company: Mapping[str, frozenset[str]] = NOBODY
) -> dict[str, tuple[str, ...]]:
    """Chain → key of a person."""
    named: list[tuple[PersonName, Thread]] = []
    lone: list[tuple[PersonName, Thread]] = []
    for thread in threads:
        name = best_name(thread)
        (named if name.is_full else lone).append((name, thread))
    full = make_persons(named)
    unions = _join_full(full)
    _join_aliases(full, unions)
    keys: dict[str, tuple[str, ...]] = {key: ("person", min(unions.members(key))) for key in full}
    found = {thread.chain: keys[key] for key, person in full.items() for thread in person.threads}
    return found | _place_formal(full, keys) | place_lone(lone, full, keys, company)


def _place_formal(
    full: Mapping[str, Person], keys: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Chain → key of those who are called by given name and patronymic, where one of the same document is meant."""
    formal = [person for person in full.values() if is_formal(person.name)]
    here: dict[str, set[str]] = defaultdict(set)
    for key, person in full.items() if formal else ():
        if not is_formal(person.name):
            for thread in person.threads:
                here[thread.document].add(key)
    found = {}
    for person in formal:
        for thread in person.threads:
            near = [key for key in here[thread.document] if may_be_given(person.name, full[key].name)]
            groups = {keys[key] for key in near if _may_be_formal(person.name, full[key].name)}
            if len(groups) == 1:
                found[thread.chain] = groups.pop()
    return found


def _may_be_formal(formal: PersonName, name: PersonName) -> bool:
    """False where the full name tells another second name."""
    return (
        len(name.words) < 3
        or person_score(formal, PersonName(name.text, name.words[:2], name.words[1:2])) > 0
    )


def person_keys(name: PersonName, thread: Thread) -> set[tuple[str, ...]]:
    """The blocks of a person's name and thread: two that can be one, or stand in each other's way, share one."""
    words = (*name.surnames, *name.words[1:-1])
    found: set[tuple[str, ...]] = {("sound", sound) for word in words for sound in sounds_of(word)}
    if name.is_full:
        found |= {("name", name.key)} | _pair_keys(name)
        found |= {
            ("office", office, country, name.words[0][:1]) for office, country in _unique_holdings(thread)
        }
    found |= {
        ("alias", known) for text, _ in thread.names for known in gazetteer.known_as(text, thread.country)
    }
    return found


def _unique_holdings(thread: Thread) -> set[tuple[str, str]]:
    return {
        (holding.office, holding.country) for holding in thread.holdings if holding.unique and holding.country
    }


def _pair_keys(name: PersonName) -> set[tuple[str, ...]]:
    """Of every two words of a name their sounds."""
    found: set[tuple[str, ...]] = set()
    for pair in combinations(name.words, 2):
        one, other = (min(sounds_of(word)) for word in pair)
        found.add(("pair", min(one, other), max(one, other)))
    return found


def _score(left: Person, right: Person) -> float:
    """How sure we are; nothing is weighed where neither names nor holdings nor aliases can make them one."""
    if _are_told_apart(left, right):
        return 0.0
    if not person_score(left.name, right.name) and not _may_share_office(left, right):
        known = [gazetteer.known_as(one.name.text, one.country) for one in (left, right)]
        if known[0].isdisjoint(known[1]):
            return 0.0
    return compare(left.portrait, right.portrait).score


def _are_told_apart(left: Person, right: Person) -> bool:
    """True where a report says that one is another bearer of the name of the other."""
    return left.is_other != right.is_other and left.name.key == right.name.key


def _may_share_office(left: Person, right: Person) -> bool:
    """True where one office may make one of two names that have a given name or a surname in common."""
    if left.offices.isdisjoint(right.offices):
        return False
    one, other = left.name.words, right.name.words
    return one[0] == other[0] or not sounds_of(one[-1]).isdisjoint(sounds_of(other[-1]))


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
        if left in torn or right in torn:
            continue
        if _fit(unions.members(left), unions.members(right), full, good):
            unions.join(left, right)
    return unions


def _blocks(full: dict[str, Person]) -> list[list[str]]:
    """Sorted names worth comparing: of one surname's sound, with two words of one sound, of one office or alias."""
    blocks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, person in full.items():
        for surname in person.name.surnames:
            for sound in sounds_of(surname):
                blocks[("sound", sound)].add(key)
        for pair in _pair_keys(person.name):
            blocks[pair].add(key)
        for office, country in person.offices:
            blocks[("office", office, country, person.name.words[0][:1])].add(key)
        for known in gazetteer.known_as(person.name.text, person.country):
            blocks[("alias", known)].add(key)
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
        if any(not _may_be_one(full[a], full[b]) for a, b in combinations(tied, 2)):
            torn.add(key)
    return torn


def _may_be_one(left: Person, right: Person) -> bool:
    """True when neither name nor what is told of them excludes it."""
    if _are_told_apart(left, right):
        return False
    return person_score(left.name, right.name) > 0 and compare(left.portrait, right.portrait).score > 0


def _fit(
    left: Sequence[str], right: Sequence[str], full: dict[str, Person], good: Mapping[tuple[str, str], float]
) -> bool:
    """True when no name of one set excludes one of the other."""
    return all((min(a, b), max(a, b)) in good or _may_be_one(full[a], full[b]) for a in left for b in right)


def _join_aliases(full: dict[str, Person], unions: Unions[str]) -> None:
    """Join two full names that one chain of a document bears, where they fit each other."""
    for key, person in sorted(full.items()):
        for thread in person.threads:
            for text, _ in thread.names:
                other = parse_name(text).key
                if (
                    other != key
                    and other in full
                    and _fit(unions.members(key), unions.members(other), full, {})
                ):
                    unions.join(key, other)
