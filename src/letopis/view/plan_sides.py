"""Say who is in an announced or a done event, and whether two are of the same: a state acts by its leaders.

In:   lines; what language and ontology know of plans.
Out:  parties with the keys by which they are found; how many of one side are in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from letopis.claim import Modality
from letopis.plan import PlanWords
from letopis.profile import Line, Part
from letopis.view.names import fold, telling_words

_STATE_KINDS = frozenset({"country", "place"})
_STATE_SECTORS = frozenset({"GOV", "LEG", "MIL"})  # who acts for the state that they are of
_NO_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})  # letopis.coding
_CHOOSING = frozenset({"ELECT", "APPOINT"})
_TO_BE_FOUND = re.compile(
    r"(?:an? |the )?(?:new|next|future|permanent)\b|(?:his|her|its|their) (?:successor|leader)\b",
    re.IGNORECASE,
)
_OF_PREMIERS = frozenset({"premi", "prime"})  # "the premiership" is what a prime minister takes
_LIKE = 5  # letters at which "fisheries" and "fishery" are still one
_FIGHTERS = re.compile(
    r"([A-ZÀ-Ž][\w-]*) (?:rebels|fighters|militants|guerrillas|insurgents|separatists|leaders|negotiators|lawmakers)"
)  # "ELN rebels"
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Side:
    """One party: its entity, or its words; `country` where it can stand for its state or the state for it.

    Attributes:
        bodies: what it can be as a body of a state ("parliament"), where its name says no more than that.
        home: whose body it is, or None.
        members_of: of a group the words behind its "of" ("european union" of its leaders), else "".
    """

    key: str
    country: str | None = None
    is_state: bool = False
    person: bool = False
    name: str = field(default="", compare=False)
    bodies: frozenset[str] = frozenset()
    home: str | None = None
    members_of: str = ""

    def meets(self, other: Side) -> bool:
        """True where both can be one: the same, the same body of the same state, a body and those who act for it, or a
        state and who acts for it."""
        if self.key == other.key or self._is_body_of(other) or self._is_of(other) or other._is_of(self):
            return True
        stands = self.country is not None and self.country == other.country
        return stands and (self.is_state or other.is_state) and not (self.person and other.person)

    def is_same(self, other: Side) -> bool:
        """True for the same person or body, and not for who stands for it."""
        return self.key == other.key or self._is_body_of(other)

    def _is_body_of(self, other: Side) -> bool:
        return bool(self.bodies & other.bodies) and self.home is not None and self.home == other.home

    def _is_of(self, other: Side) -> bool:
        """True for those who act for the other: the delegation of a commission, the observers of a union."""
        return bool(self.members_of) and not other.person and self.members_of == fold(other.name)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a table in which it is found."""
        state = (f"c:{self.country}",) if self.country else ()
        body = tuple(f"b:{body}" for body in sorted(self.bodies))
        of = (f"n:{self.members_of.split()[-1]}",) if self.members_of else ()
        return (self.key, *state, *body, *of)


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


def sides_of(line: Line, words: PlanWords, setting: str | None = None) -> Sides:
    """Who is in what a line tells; `setting` is the country whose bodies its document names without saying so."""
    doers = _sides(line.all("actor", "holder", "speaker"), words, setting)
    chosen = line.claim.type in _CHOOSING
    ahead = line.claim.modality is Modality.PLANNED
    others = _sides(
        [
            part
            for part in line.all("recipient", "addressee")
            if not (chosen and _is_to_be_found(line, part, ahead))
        ],
        words,
        setting,
    )
    places = frozenset(part.entity or fold(part.shown) for part in line.all("place"))
    counted = {(part.start, part.end) for part in line.all("magnitude")}
    told = [part for part in line.all("theme", "office") if (part.start, part.end) not in counted]
    if chosen:  # who "took the oath" is the one who was chosen, and nobody who chooses
        doers = tuple(side for side in doers if side not in others) if ahead is False else doers
        # whom somebody takes over from is not what it is about
        told = [part for part in told if part.kind != "person"]
    theme = theme_words((part.text for part in told), words)
    return Sides(doers, others, places, theme)


def setting_of(lines: Iterable[Line], words: PlanWords) -> str | None:
    """The country that a document names first, by those who are in its lines, else by their sentences: whose bodies it
    means where it does not say."""
    told = sorted(lines, key=lambda line: line.claim.evidence[0].start)
    parts = sorted(
        (part.start, code)
        for line in told
        for part in line.parts
        if part.kind != "quantity" and (code := _country(part)) and code not in _NO_STATES
    )
    if parts:
        return parts[0][1]
    named = (words.countries(line.claim.evidence[0].quote) for line in told)
    return next((next(iter(codes)) for codes in named if len(codes) == 1), None)


def _sides(parts: Iterable[Part], words: PlanWords, setting: str | None) -> tuple[Side, ...]:
    found: dict[Side, None] = {}
    for part in parts:
        if part.kind == "quantity" or _is_nobody(part):
            continue
        for side in _side(part, words, setting):
            found[side] = None
    return tuple(found)


def _is_nobody(part: Part) -> bool:
    """True for a pronoun that nobody was found for, and for a number."""
    return (part.form == "pronoun" and (part.nameless or part.entity is None)) or part.text.isdigit()


def _is_to_be_found(line: Line, part: Part, ahead: bool) -> bool:
    """True for who is still to be found: "a new president", who is none that holds the office where he is to be chosen
    or sworn in."""
    evidence = line.claim.evidence[0]
    before = evidence.quote[: max(0, part.start - evidence.start)].casefold().split()[-1:]
    if ahead and part.nameless and before in (["a"], ["an"]):
        return True  # "will name a prime minister"
    behind = evidence.quote[max(0, part.end - evidence.start) :].lstrip(" ,")
    if not part.nameless and part.name and behind.startswith(part.name):
        return False  # "to its leader, Anna Berg"
    return (part.nameless or ahead) and bool(_TO_BE_FOUND.match(part.text))


def _side(part: Part, words: PlanWords, setting: str | None) -> list[Side]:
    """The party that a part is; of a group "leaders of A and B", each state."""
    key = part.entity or fold(part.shown)
    if part.kind == "group":
        named = words.countries(f"{part.text} {part.name or ''}")
        official = bool(_STATE_SECTORS & set(part.sectors)) or not part.sectors
        if len(named) > 1:
            return [Side(f"{key}/{code}", code, official) for code in sorted(named)]
        bodies = _bodies(part, words)
        code = next(iter(named), setting if bodies and setting else part.country)
        of = "" if bodies else _behind_of(part)
        is_state = official and bool(named)
        return [Side(fold(part.shown), code, is_state, False, "", bodies, code or setting, of)]
    state = part.kind in _STATE_KINDS or part.kind == "organisation"
    acts = part.kind in _STATE_KINDS or bool(_STATE_SECTORS & set(part.sectors))
    if part.kind == "person":
        return [Side(key, part.country if acts else None, False, True, part.shown)]
    bodies = _bodies(part, words) if part.kind == "organisation" else frozenset()
    named = words.countries(part.shown)
    code = setting if bodies and setting and not named else _country(part)
    home = next(iter(sorted(named)), code or setting)
    return [Side(key, code if acts else None, state and acts, False, part.shown, bodies, home)]


def _bodies(part: Part, words: PlanWords) -> frozenset[str]:
    """What a party can be as a body of a state, where its name says no more: "parliament" of "the Slovak parliament",
    "company" of "the Russian company"."""
    told = [word for word in part.shown.split() if not words.countries(word)]
    name = " ".join(telling_words(" ".join(told)))
    described = part.nameless and len(told) < len(part.shown.split())
    own = frozenset({name}) if described or name.split()[-1:] == ["court"] else frozenset()
    return words.bodies.get(name, own)


def _behind_of(part: Part) -> str:
    """The name behind the last "of" of a group."""
    _, of, behind = (part.name or part.text).rpartition(" of ")
    name = behind.removeprefix("the ")
    if not of and (fighters := _FIGHTERS.fullmatch((part.name or part.text).removeprefix("the "))):
        return fold(fighters[1])
    return fold(name) if of and name[:1].isupper() else ""


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
    if found & _OF_PREMIERS:
        found |= _OF_PREMIERS
    return frozenset(found)


def shared(one: Sides, other: Sides, symmetric: bool, *, crossing: bool = False) -> float | None:
    """How far both are of the same: 2 where everybody is in both, 1 where the shorter list is in the longer, 0 where
    one names nobody; None where they are of different ones. `crossing`: who is the doer of the one may be whom the
    other is done to ("will take over", "was sworn in").
    """
    if symmetric:
        return overlap(one.all, other.all)
    doers, others = overlap(one.doers, other.doers), overlap(one.others, other.others)
    if doers is None or others is None:
        crossed = (
            not one.doers or not other.doers
        )  # "was sworn in": who it is done to may stand on either side
        return overlap(one.all, other.all) if crossed and one.all and other.all else None
    if crossing and not doers and not others and one.all and other.all:
        same = {side.key for side in one.all} & {side.key for side in other.all}
        return overlap(one.all, other.all) if same else 0.0
    if doers and not others and bool(one.others) != bool(other.others):
        return 1.0  # one tells to whom, the other does not
    return max(doers, others)


def overlap(one: tuple[Side, ...], other: tuple[Side, ...]) -> float | None:
    """How far two lists of parties are one, as `shared` has it."""
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
