"""Say who is in an announced or a done event, and whether two are of the same: a state acts by its leaders.

In:   lines; what language and ontology know of plans.
Out:  parties with the keys by which they are found; how many of one side are in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from letopis.plan import PlanWords
from letopis.profile import Line, Part
from letopis.view.names import fold, telling_words

_STATE_KINDS = frozenset({"country", "place"})
_STATE_SECTORS = frozenset({"GOV", "LEG", "MIL"})  # who acts for the state that they are of
_LIKE = 5  # letters at which "fisheries" and "fishery" are still one
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Side:
    """One party: its entity, or its words; `country` where it can stand for its state or the state for it."""

    key: str
    country: str | None = None
    is_state: bool = False
    person: bool = False
    name: str = field(default="", compare=False)

    def meets(self, other: Side) -> bool:
        """True where both can be one: the same, or a state and who acts for it."""
        if self.key == other.key:
            return True
        stands = self.country is not None and self.country == other.country
        return stands and (self.is_state or other.is_state) and not (self.person and other.person)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a table in which it is found."""
        return (self.key, f"c:{self.country}") if self.country else (self.key,)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who does it, to or with whom, where, and what about (beginnings of words)."""

    doers: tuple[Side, ...]
    others: tuple[Side, ...]
    places: frozenset[str]
    theme: frozenset[str]

    @property
    def all(self) -> tuple[Side, ...]:
        """Everybody in it, each once."""
        return tuple(dict.fromkeys((*self.doers, *self.others)))


def sides_of(line: Line, words: PlanWords) -> Sides:
    """Who is in what a line tells."""
    doers = _sides(line.all("actor", "holder", "speaker"), words)
    others = _sides(line.all("recipient", "addressee"), words)
    places = frozenset(part.entity or fold(part.shown) for part in line.all("place"))
    counted = {(part.start, part.end) for part in line.all("magnitude")}
    told = [part for part in line.all("theme", "office") if (part.start, part.end) not in counted]
    theme = theme_words((part.text for part in told), words)
    return Sides(doers, others, places, theme)


def _sides(parts: Iterable[Part], words: PlanWords) -> tuple[Side, ...]:
    found: dict[Side, None] = {}
    for part in parts:
        if part.kind == "quantity":
            continue
        for side in _side(part, words):
            found[side] = None
    return tuple(found)


def _side(part: Part, words: PlanWords) -> list[Side]:
    """The party that a part is; of a group "leaders of A and B", each state."""
    key = part.entity or fold(part.shown)
    if part.kind == "group":
        named = words.countries(f"{part.text} {part.name or ''}")
        official = bool(_STATE_SECTORS & set(part.sectors)) or not part.sectors
        if len(named) > 1:
            return [Side(f"{key}/{code}", code, official) for code in sorted(named)]
        return [Side(fold(part.shown), next(iter(named), part.country), official and bool(named))]
    state = part.kind in _STATE_KINDS or part.kind == "organisation"
    acts = part.kind in _STATE_KINDS or bool(_STATE_SECTORS & set(part.sectors))
    if part.kind == "person":
        return [Side(key, part.country if acts else None, False, True, part.shown)]
    return [Side(key, _country(part) if acts else None, state and acts, False, part.shown)]


def _country(part: Part) -> str | None:
    return part.country or (part.location.country if part.location is not None else None)


def theme_words(texts: Iterable[str], words: PlanWords) -> frozenset[str]:
    """The beginnings of the words that tell what it is about, without those of every such event and without names of
    countries."""
    found = set()
    for text in texts:
        for word in _WORD.findall(" ".join(telling_words(text.replace("-", " ")))):
            if word[:_LIKE] not in words.common and not words.countries(word):
                found.add(word[:_LIKE])
    return frozenset(found)


def shared(one: Sides, other: Sides, symmetric: bool) -> float | None:
    """How far both are of the same: 2 where everybody is in both, 1 where the shorter list is in the longer, 0 where
    one names nobody; None where they are of different ones.
    """
    if symmetric:
        return _overlap(one.all, other.all)
    doers, others = _overlap(one.doers, other.doers), _overlap(one.others, other.others)
    if doers is None or others is None:
        crossed = (
            not one.doers or not other.doers
        )  # "was sworn in": who it is done to may stand on either side
        return _overlap(one.all, other.all) if crossed and one.all and other.all else None
    if doers and not others and bool(one.others) != bool(other.others):
        return 1.0  # one tells to whom, the other does not
    return max(doers, others)


def _overlap(one: tuple[Side, ...], other: tuple[Side, ...]) -> float | None:
    if not one or not other:
        return 0.0
    here = sum(any(side.meets(there) for there in other) for side in one)
    there = sum(any(side.meets(mine) for mine in one) for side in other)
    if here == len(one) and there == len(other):
        return 2.0
    shorter, hits = min((len(one), here), (len(other), there))
    return 1.0 if hits == shorter and hits else None


def named_in(sides: Sides, text: str, words: PlanWords) -> int:
    """How many of the parties a text names, by the last word of their name or by their country."""
    folded, countries = set(re.findall(r"\w+", fold(text))), words.countries(text)
    return sum(_is_named(side, folded, countries) for side in sides.all)


def _is_named(side: Side, folded: set[str], countries: frozenset[str]) -> bool:
    last = fold(side.name).split()[-1:]
    return (bool(last) and last[0] in folded) or (side.is_state and side.country in countries)
