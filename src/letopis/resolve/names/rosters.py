"""Group organisations by their names over a whole record.

In:   threads of organisations.
Out:  for each of their chains the key of a body; chains of one key are one body.

A generic body ("Foreign Ministry") is joined within a country only. An abbreviation that the gazetteer does not know
goes with the long name that one document puts beside it, or whose initials it is in the same country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from letopis import gazetteer
from letopis.resolve.names.bodies import (
    ABBREVIATED,
    PARTY_WORD,
    BodyName,
    body_score,
    in_country,
    parse_body,
    settled,
)
from letopis.resolve.names.scores import SAME
from letopis.resolve.names.spelling import TYPO_LETTERS, sounds_of
from letopis.resolve.names.threads import Thread, is_word
from letopis.resolve.unions import Unions

Node = tuple[str, str]  # core name, country or ""
LONG_NAME = 3  # words of a name, small ones left out, that two bodies of a record hardly share


def group_bodies(threads: Iterable[Thread]) -> dict[str, tuple[str, ...]]:
    """Chain → key of a body; a thread that is only described has a key of its own."""
    found: dict[str, tuple[str, ...]] = {}
    named: list[tuple[Thread, BodyName]] = []
    for thread in threads:
        name = body_of(thread)
        if name is None:
            found[thread.chain] = ("one", thread.chain)
        else:
            named.append((thread, name))
    named = _told_by_document(named)
    nodes = {_node(name): name for _, name in sorted(named, key=lambda item: item[1].text, reverse=True)}
    unions = Unions(nodes)
    _join_without_country(nodes, unions)
    _join_aliases(named, nodes, unions)
    _join_short(named, nodes, unions)
    _join_alike(nodes, unions)
    for thread, name in named:
        if name.generic and name.country is None:
            found[thread.chain] = ("body", name.core, "", thread.document)
        else:
            found[thread.chain] = ("body", *min(unions.members(_node(name))))
    return found


def body_of(thread: Thread) -> BodyName | None:
    """The name of a thread: its value where that is listed, else its most telling name; None for a description."""
    return _body_of(thread.names, thread.value, thread.country)


@lru_cache(maxsize=100_000)
def _body_of(names: tuple[tuple[str, int], ...], value: str | None, country: str | None) -> BodyName | None:
    texts = [value] if value and not _says_more(names, value) else []
    texts = [text for text in texts if is_word(text)] + [name for name, _ in names]
    if not texts:
        return None
    parsed = [parse_body(text) for text in texts]
    best = min(parsed, key=lambda name: (not name.listed, name.is_abbreviation, -len(name.core), name.text))
    if not names and not best.listed and not country:
        return None  # "the committee"
    return in_country(best, country)


def _says_more(names: Iterable[tuple[str, int]], value: str) -> bool:
    """True where every name has capitalised words beyond the listed name: "Independent Greeks" are no "Independent"."""
    core, listed = parse_body(value).core, set(gazetteer.fold(value).casefold().split())
    parsed = [(parse_body(name), name) for name, _ in names]
    return bool(parsed) and all(
        body.core != core and body.country is None and _adds_capitals(text, listed) for body, text in parsed
    )


def _adds_capitals(name: str, listed: set[str]) -> bool:
    words = gazetteer.fold(name).split()
    return bool(listed) and listed < {word.casefold() for word in words if word[:1].isupper()}


def _node(name: BodyName) -> Node:
    return (name.core, name.country or "")


def _told_by_document(named: list[tuple[Thread, BodyName]]) -> list[tuple[Thread, BodyName]]:
    """A generic name without a country takes the one country that its document gives the same name."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thread, name in named:
        if name.country:
            told[thread.document, name.core].add(name.country)
    result = []
    for thread, name in named:
        countries = told.get((thread.document, name.core), set())
        alone = name.country is None and len(countries) == 1
        result.append((thread, settled(replace(name, country=min(countries))) if alone else name))
    return result


def _join_without_country(nodes: dict[Node, BodyName], unions: Unions[Node]) -> None:
    """A name that is not generic is one body, also where only some documents tell its country."""
    countries: dict[str, list[str]] = defaultdict(list)
    for core, country in nodes:
        countries[core].append(country)
    for core, found in countries.items():
        told = [country for country in found if country]
        if "" in found and len(told) == 1 and not nodes[core, ""].generic:
            unions.join((core, ""), (core, told[0]))


def _join_aliases(
    named: list[tuple[Thread, BodyName]], nodes: dict[Node, BodyName], unions: Unions[Node]
) -> None:
    """Join an unlisted abbreviation with the long name beside it in one chain, or whose initials it is."""
    long_of: dict[str, set[Node]] = defaultdict(set)
    for thread, name in named:
        for text, _ in thread.names:
            other = parse_body(text)
            if other.is_abbreviation and not other.listed and other.core != name.core:
                long_of[other.core].add(_node(name))
    for node in sorted(nodes):
        for initials in initials_of(nodes[node]):
            if (initials, node[1]) in nodes and node[1]:
                long_of[initials].add(node)
    for node, name in nodes.items():
        if not name.is_abbreviation or name.listed:
            continue
        fit = {
            unions.find(long) for long in long_of[node[0]] if not (node[1] and long[1] and node[1] != long[1])
        }
        if len(fit) == 1:
            unions.join(node, fit.pop())


def _join_short(
    named: list[tuple[Thread, BodyName]], nodes: dict[Node, BodyName], unions: Unions[Node]
) -> None:
    """Join a long unlisted name with the one word that stands beside it in one chain: Syriza, "Coalition of the
    Radical Left"."""
    short_of: dict[Node, set[Node]] = defaultdict(set)
    for thread, name in named:
        parsed = [parse_body(text) for text, _ in thread.names]
        if any(" " not in one.text and one.core == name.core for one in parsed):
            for other in parsed:
                is_long = len(other.core.split()) >= LONG_NAME and not other.listed and not other.generic
                for country in {"", name.country or ""} if is_long else ():
                    short_of[other.core, country].add(_node(name))
    for node, short in sorted(short_of.items()):
        found = {unions.find(one) for one in short}
        if node in nodes and len(found) == 1:
            unions.join(node, found.pop())


def initials_of(name: BodyName) -> list[str]:
    """The initials of a name of several capitalised words, folded; none of another."""
    capitals = [word[0] for word in name.text.replace("-", " ").split() if word[0].isupper()]
    return ["".join(capitals).casefold()] if len(capitals) > 1 else []


def _join_alike(nodes: dict[Node, BodyName], unions: Unions[Node]) -> None:
    """Join unlisted names of one spelling or nearly so; compared only where the first words sound alike."""
    blocks: dict[tuple[object, ...], list[Node]] = defaultdict(list)
    for node, name in nodes.items():
        if not name.listed and not name.generic:
            for key in _alike_keys(node[0]):
                blocks[key].append(node)
    for block in blocks.values():
        for left, right in combinations(sorted(block), 2):
            score = body_score(nodes[left], nodes[right]) if _begin_alike(left[0], right[0]) else 0.0
            if score >= SAME and score != ABBREVIATED:
                unions.join(left, right)


def _alike_keys(core: str) -> set[tuple[object, ...]]:
    """What names that are alike share one of: how the first word and the last one sound and how many there are, or
    the letter with which a long last word begins; and a party's name without the word with that of its people.
    """
    words = core.split()
    ends = {*sounds_of(words[-1]), *([words[-1][0]] if len(words[-1]) >= TYPO_LETTERS else [])}
    people = core.removesuffix(PARTY_WORD) + "s" if core.endswith(PARTY_WORD) else core
    return {(sound, len(words), end) for sound in sounds_of(words[0]) for end in ends} | {(people,)}


def _begin_alike(left: str, right: str) -> bool:
    return not sounds_of(left.split()[0]).isdisjoint(sounds_of(right.split()[0]))
