"""Group documents into stories: those that tell of the same people and bodies, or of one event, not too far apart.

In:   of each document its day, the entities that it names, the merged events that it tells, its copies.
Out:  stories, each with a name out of the names that tell most; the same whatever the order of the documents.

Two documents are of one story where their names, weighed by how rare they are, are alike enough for the time between
them, or where they tell of one event. Only documents that share a name of less than half of the record are compared.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from letopis.document import content_id

# Swept 0.15–0.35 by 0.05 on the articles in examples/: at 0.15 and 0.20 every story is one but for its last article
# after a gap of two years, at 0.25 one falls into two, at 0.30 most do.
ALIKE = 0.2
PER_YEAR = 0.02  # so much more alike must two be for each year between them, up to five
LONGEST = 5.0  # years
SHARED_EVENT = 0.15  # so much less alike where both tell of one event
NAMES = 3  # in the name of a story


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document is gathered by.

    Attributes:
        day: when it appeared, or None.
        names: entities that it names, with how often.
        events: merged events that it tells.
        group: of its copies, or its own id.
    """

    document: str
    day: date | None
    names: Mapping[str, int]
    events: frozenset[str]
    group: str


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that tell one story, by day; `cast` are the entities that tell most of it, the most telling first."""

    id: str
    documents: tuple[str, ...]
    first: date | None
    last: date | None
    cast: tuple[str, ...]
    independent: int


def gather(papers: Iterable[Paper]) -> list[Story]:
    """The stories, the one that goes on longest into the present first."""
    known = {paper.document: paper for paper in sorted(papers, key=_order)}
    rare = _rarity(known.values())
    vectors = {id: _vector(paper, rare) for id, paper in known.items()}
    groups = {id: {id} for id in known}
    for left, right in _pairs(known, rare):
        if groups[left] is not groups[right] and _is_one(known[left], known[right], vectors):
            small, large = sorted((groups[left], groups[right]), key=len)
            large |= small
            groups |= dict.fromkeys(small, large)
    stories = [
        _story([known[id] for id in group], vectors) for group in {id(g): g for g in groups.values()}.values()
    ]
    return sorted(
        stories, key=lambda story: (story.last or date.min, len(story.documents), story.id), reverse=True
    )


def _rarity(papers: Iterable[Paper]) -> dict[str, float]:
    """How much a name tells: the logarithm of how few documents have it; copies count once."""
    several = list(papers)
    seen: dict[str, set[str]] = defaultdict(set)
    for paper in several:
        for name in paper.names:
            seen[name].add(paper.group)
    total = len({paper.group for paper in several})
    return {name: math.log((total + 1) / len(groups)) for name, groups in seen.items()}


def _vector(paper: Paper, rare: Mapping[str, float]) -> dict[str, float]:
    weights = {name: (1 + math.log(count)) * rare[name] for name, count in paper.names.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: weight / length for name, weight in weights.items()}


def _pairs(known: Mapping[str, Paper], rare: Mapping[str, float]) -> list[tuple[str, str]]:
    """Pairs that share a telling name, an event or a text."""
    by_key: dict[str, list[str]] = defaultdict(list)
    least = math.log(2)  # a name in half of the documents tells nothing
    for id, paper in known.items():
        telling = [name for name in paper.names if rare[name] >= least]
        for key in (*telling, *paper.events, paper.group):
            by_key[key].append(id)
    found = {(a, b) for ids in by_key.values() for n, a in enumerate(ids) for b in ids[n + 1 :]}
    return sorted(found)


def _is_one(left: Paper, right: Paper, vectors: Mapping[str, Mapping[str, float]]) -> bool:
    if left.group == right.group:
        return True
    one, other = vectors[left.document], vectors[right.document]
    alike = sum(weight * other[name] for name, weight in one.items() if name in other)
    years = abs((left.day - right.day).days) / 365.25 if left.day and right.day else 0.0
    needed = ALIKE + PER_YEAR * min(years, LONGEST)
    return alike >= needed - (SHARED_EVENT if left.events & right.events else 0.0)


def _story(papers: Sequence[Paper], vectors: Mapping[str, Mapping[str, float]]) -> Story:
    in_order = sorted(papers, key=_order)
    days = [paper.day for paper in in_order if paper.day is not None]
    weight: Counter[str] = Counter()
    for paper in in_order:
        weight.update(vectors[paper.document])
    shared = [name for name in weight if len(in_order) == 1 or sum(name in p.names for p in in_order) > 1]
    cast = sorted(shared or weight, key=lambda name: (-weight[name], name))
    first, last = (days[0], days[-1]) if days else (None, None)
    groups = len({paper.group for paper in in_order})
    return Story(
        content_id("sty", in_order[0].document),
        tuple(p.document for p in in_order),
        first,
        last,
        tuple(cast),
        groups,
    )


def _order(paper: Paper) -> tuple[date, str]:
    return paper.day or date.max, paper.document


def name_of(story: Story, names: Mapping[str, str]) -> str:
    """ "Theresa May, Boris Johnson, House of Commons, 2016-06 – 2022-10": those who tell most of it, and its months."""
    told = ", ".join(names[one] for one in story.cast[:NAMES] if one in names) or "Untold"
    if story.first is None or story.last is None:
        return told
    months = [f"{day:%Y-%m}" for day in (story.first, story.last)]
    return f"{told}, {' – '.join(dict.fromkeys(months))}"


def story_of(stories: Iterable[Story], documents: Collection[str]) -> Story | None:
    """The story that has most of these documents; of two with as many the one with the lower id; None without any."""
    shared = {story.id: (len(set(documents) & set(story.documents)), story) for story in stories}
    found = sorted((-count, id) for id, (count, _) in shared.items() if count)
    return shared[found[0][1]][1] if found else None
