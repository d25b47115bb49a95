"""Sum up what a record tells under each full name, two namesakes apart.

In:   threads of people with a full name.
Out:  one `Person` a name; several where the threads of one name cannot be one person's.

Two of one name part where the list of leaders knows two of that name in these offices at these times (two George
Bushes), where they hold offices of two states at one time, or where a report says that one is of "that name". A thread
that tells nothing of it goes with those of its country, else with the most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from letopis import gazetteer
from letopis.resolve.names.evidence import listed_holders
from letopis.resolve.names.held import merged
from letopis.resolve.names.people import PersonName, first_gender, name_parts, parse_name
from letopis.resolve.names.portraits import Holding, Portrait, surely_meet
from letopis.resolve.names.threads import Thread, most

NAMESAKE = "namesake"  # label of somebody who is told to be another bearer of the name


@dataclass(slots=True)
class Person:
    """Everything that is told under one full name.

    Attributes:
        portrait: what the threads tell together.
        offices: (office, state) of the holdings that have one holder.
        is_other: True of somebody who is told to be another bearer of the name.
    """

    name: PersonName
    threads: list[Thread] = field(default_factory=list)
    portrait: Portrait = field(default_factory=lambda: Portrait(("",)))
    offices: frozenset[tuple[str, str]] = frozenset()
    is_other: bool = False

    @property
    def country(self) -> str | None:
        """The state that most threads tell."""
        return self.portrait.country

    @property
    def gender(self) -> str | None:
        """ "m" or "f" as most threads or the given name tell, or None."""
        return self.portrait.gender


def best_name(thread: Thread) -> PersonName:
    """The name of a thread that tells most: full before initials before lone, then the most frequent.

    A single word by which one public figure is known ("Lula" of Brazil, "Abu Mazen") is the full name.
    """
    return _best_name(thread.names, thread.country)


@lru_cache(maxsize=200_000)
def _best_name(names: tuple[tuple[str, int], ...], country: str | None) -> PersonName:
    parsed = [(parse_name(text), count) for text, count in names]
    best = min(parsed, key=lambda item: (not item[0].is_full, item[0].has_initial, -item[1], item[0].text))[0]
    if best.is_full:
        return best
    known = {name for text, _ in names for name in gazetteer.known_as(text, country)}
    return parse_name(known.pop()) if len(known) == 1 else best


def make_persons(named: Iterable[tuple[PersonName, Thread]]) -> dict[str, Person]:
    """Key → person; the key is the name, and what parts namesakes where they are parted."""
    threads: dict[str, list[Thread]] = defaultdict(list)
    names: dict[str, PersonName] = {}
    for name, thread in named:
        threads[name.key].append(thread)
        names[name.key] = min(names.get(name.key, name), name, key=lambda one: one.text)
    found: dict[str, Person] = {}
    for key, members in threads.items():
        for label, part in parted(names[key], members).items():
            person = _person(names[key], part)
            person.is_other = label == NAMESAKE
            found[f"{key}\t{label}" if label else key] = person
    return found


def parted(name: PersonName, threads: Sequence[Thread]) -> dict[str, list[Thread]]:
    """Label → threads of one name; one empty label where nothing parts them."""
    others, namesakes = _namesakes(threads)
    if others and namesakes:
        rest = parted(name, others)
        return {**rest, NAMESAKE: namesakes}
    if not any(thread.holdings for thread in threads):
        return {"": list(threads)}
    labels = {thread.chain: _holder(name, thread) for thread in threads}
    if len(set(labels.values()) - {None}) < 2:
        labels = {thread.chain: _state(thread) for thread in threads}
        if not _clash(threads, labels):
            return {"": list(threads)}
    return _by_label(threads, labels)


def _namesakes(threads: Sequence[Thread]) -> tuple[list[Thread], list[Thread]]:
    """The others of a name, and who is told not to be one of them ("a cousin of the minister of that name"), with those
    who hold an office that he holds."""
    told = [
        thread
        for thread in threads
        if any(words in thread.description for words in name_parts("other_bearer"))
    ]
    if not told:
        return list(threads), []
    held = {(holding.office, holding.country) for thread in told for holding in thread.holdings}
    same = [
        thread
        for thread in threads
        if thread in told or any((one.office, one.country) in held for one in thread.holdings)
    ]
    return [thread for thread in threads if thread not in same], same


def _holder(name: PersonName, thread: Thread) -> str | None:
    """The only leader of the list who can be meant."""
    if not thread.holdings:
        return None
    listed = listed_holders(Portrait((name.text,), holdings=thread.holdings))
    return min(listed) if len(listed) == 1 else None


def _state(thread: Thread) -> str | None:
    """The only state in whose offices the thread is, where it is not told to be of another."""
    states = {holding.country for holding in thread.holdings if holding.is_national}
    state = min((one for one in states if one), default=None)
    return state if len(states) == 1 and thread.country in (None, state) else None


def _clash(threads: Sequence[Thread], labels: dict[str, str | None]) -> bool:
    """True where two states' offices are held at one time."""
    holdings: dict[str, list[Holding]] = defaultdict(list)
    for thread in threads:
        label = labels[thread.chain]
        if label is not None:
            holdings[label] += [holding for holding in thread.holdings if holding.is_national]
    return any(
        surely_meet(one.days, other.days)
        for left, right in combinations(sorted(holdings), 2)
        for one in holdings[left]
        for other in holdings[right]
    )


def _by_label(threads: Sequence[Thread], labels: dict[str, str | None]) -> dict[str, list[Thread]]:
    found: dict[str, list[Thread]] = defaultdict(list)
    others: list[Thread] = []
    for thread in threads:
        label = labels[thread.chain]
        (found[label] if label is not None else others).append(thread)
    counts = Counter({label: len(members) for label, members in found.items()})
    largest = min(counts, key=lambda label: (-counts[label], label))
    homes = {label: most(thread.country for thread in members) for label, members in found.items()}
    documents = {label: {thread.document for thread in members} for label, members in found.items()}
    for thread in sorted(others, key=lambda one: one.chain):
        here = [label for label in sorted(counts) if thread.document in documents[label]]
        near = [
            label for label in sorted(counts) if thread.country and thread.country in (label, homes[label])
        ]
        fit = next((pool for pool in (here, near) if len(pool) == 1), [largest])
        found[fit[0]].append(thread)
    return dict(found)


def _person(name: PersonName, threads: list[Thread]) -> Person:
    holdings = merged(holding for thread in threads for holding in thread.holdings)
    portrait = Portrait(
        names=(name.text,),
        country=most(thread.country for thread in threads),
        gender=most(thread.gender for thread in threads) or first_gender(name),
        holdings=holdings,
    )
    offices = frozenset(
        (holding.office, holding.country) for holding in holdings if holding.unique and holding.country
    )
    return Person(name, threads, portrait, offices)
