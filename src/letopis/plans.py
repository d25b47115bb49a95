"""The plans of a record: what was announced, by when, and what became of it.

In:   a store; a day; names as typed.
Out:  rows of view/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from letopis import gazetteer, lexicon, ontology, view
from letopis.claim import ClaimKind
from letopis.decision import REJECTED
from letopis.errors import UsageError
from letopis.plan import Plan, PlanWords, Status, Turn
from letopis.profile import Wanted
from letopis.store import Store
from letopis.times import Interval

_PLANS = ("ontology", "plans.yaml")
_RELAYS = frozenset({"news_agency", "outlet"})
_LIKE = 5  # letters by which words of a theme are compared: view/plan_sides.py


@dataclass(frozen=True, slots=True)
class PlansAsked:
    """Which plans are asked for; every condition given must hold.

    Attributes:
        on: the day; without it the newest publication of the record, or of what was known.
        known: only what a reader could know by the end of it.
        statuses: one of these; empty means any.
        by: whose plan it is: a name, of a party or of who announced it.
        about: words that it must have.
    """

    on: date | None = None
    known: Interval | None = None
    statuses: tuple[Status, ...] = ()
    by: str | None = None
    about: str | None = None


class Plans:
    """The plans of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self, asked: PlansAsked | None = None) -> list[view.PlanRow]:
        """The plans asked for as they stand on a day, by when they are due.

        Raises:
            UsageError: a name that nobody has.
        """
        asked = asked or PlansAsked()
        plans = self.plans(asked.known)
        if asked.by is not None:
            member = view.find_member(self._store.cast(), asked.by)
            plans = [plan for plan in plans if _is_by(plan, member.entity.id)]
        rows = view.plan_rows(plans, self.day(asked), plan_words())
        return [
            row
            for row in rows
            if (not asked.statuses or row.status in asked.statuses)
            and (asked.about is None or view.is_about(row, asked.about))
        ]

    def row(self, id: str, asked: PlansAsked | None = None) -> view.PlanRow:
        """One plan, by its id, or the id of a claim that tells of it, or the beginning of one.

        Raises:
            UsageError: no plan has such an id, or several have.
        """
        rows = self.rows(asked) if id.strip() else []
        found = [row for row in rows if row.id.startswith(id)]
        found = found or [row for row in rows if any(claim.startswith(id) for claim in row.claims)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageError(f'no plan has the id {id!r}; "letopis plans" shows them at the end of its rows')
        raise UsageError(f"{id!r} can be {', '.join(row.id for row in found[:5])}; give more of the id")

    def plans(self, known: Interval | None = None) -> list[Plan]:
        """All plans; with `known` as far as they were known by the end of it."""
        before = known.end if known is not None else None
        kinds = (ClaimKind.EVENT, ClaimKind.STATEMENT, ClaimKind.TENURE)
        lines = self._store.lines(Wanted(kinds=kinds, known_before=before))
        return view.find_plans([line for line in lines if line.review != REJECTED], plan_words())

    def day(self, asked: PlansAsked) -> date:
        """The day on which plans are asked for: as given, else the newest publication."""
        if asked.on is not None:
            return asked.on
        last = (
            asked.known.end - timedelta(days=1) if asked.known is not None and asked.known.end else date.max
        )
        return min(last, self._newest)

    @cached_property
    def _newest(self) -> date:
        """The last day on which an article of the record appeared; the first of the calendar where none is dated."""
        ends = [end for naming in self._store.namings() if (end := naming.published.end) is not None]
        return max(ends) - timedelta(days=1) if ends else date.min


def _is_by(plan: Plan, entity: str) -> bool:
    return any(
        line.involves(entity, "actor", "recipient") or any(source.entity == entity for source in line.sources)
        for line in plan.told
    )


@cache
def plan_words() -> PlanWords:
    """What the lexicon and the ontology know of plans.

    Raises:
        DataError: a file cannot be read.
    """
    told = _rules()
    families = {kind: family[0] for family in told["families"] for kind in family}
    listed = {row["turn"]: frozenset[str]() for row in lexicon.table("fates")}
    for row in lexicon.table("fates"):
        listed[row["turn"]] |= frozenset(row["words"].split("|"))
    turns = {words: Turn(turn) for turn, several in listed.items() if turn in list(Turn) for words in several}
    turns = {words: turn for words, turn in turns.items() if turn is not Turn.PARTLY}
    return PlanWords(
        turns=turns,
        types_of=_types_of,
        types_of_deed=_types_of_deed,
        fulfils=_fulfils,
        family=lambda kind: families.get(kind, kind),
        once=frozenset(told["once"]),
        alone=frozenset(told["alone"]),
        symmetric=frozenset(code for code, kind in ontology.event_types().items() if kind.mutual),
        countries=_countries,
        common=_common() | {word[:_LIKE] for word in (*listed["idle"], *told["bodies"])},
        partly=listed[Turn.PARTLY],
        late=frozenset(told["late"]),
        planning=listed["planning"],
        is_relay=_is_relay,
        becomes=_becomes,
        planned_as=_planned_as,
        lemma=_lemma,
        earlier=listed["earlier"],
        wanting=listed["wanting"],
        obliging=listed["obliging"],
        condition=listed["condition"],
        will=listed["will"],
        unsure=listed["unsure"],
        awaited=frozenset(told["awaited"]),
        motion=frozenset(told["motion"]),
        contests={word: kind for kind, several in told["contests"].items() for word in several},
        aspects={verb: alike[0] for alike in told["aspects"] for verb in alike},
        bodies=_bodies(told["bodies"]),
    )


def _bodies(told: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
    """Names of bodies → what each can be."""
    names = {name for several in told.values() for name in several}
    return {name: frozenset(body for body, several in told.items() if name in several) for name in names}


@cache
def _rules() -> Mapping[str, Any]:
    source = files("letopis") / "data"
    loaded: Mapping[str, Any] = yaml.safe_load(source.joinpath(*_PLANS).read_text(encoding="utf-8"))
    return loaded


@cache
def _types_of(word: str) -> frozenset[str]:
    """The types of the events that a noun names, in the singular or the plural."""
    frames = lexicon.frames("events")
    lemmas = (word.casefold(), word.casefold().removesuffix("s"))
    found = {
        frame.type
        for lemma in lemmas
        for frame in frames.get((lemma, "N"), ())
        if frame.type != lexicon.NO_EVENT
    }
    return frozenset(found)


@cache
def _types_of_deed(word: str) -> frozenset[str]:
    """The types of the events that a verb tells, in any form."""
    rows = lexicon.frames("events").get((_lemma(word.casefold()), "V"), ())
    return frozenset(frame.type for frame in rows if frame.type != lexicon.NO_EVENT)


@cache
def _fulfils(planned: str, planned_mode: str | None, done: str, done_mode: str | None) -> bool:
    told = _rules()
    if planned != done:
        return any(planned in family and done in family for family in told["families"])
    stages = told["stages"].get(planned, [])
    if planned_mode in stages and done_mode in stages:
        return bool(stages.index(planned_mode) <= stages.index(done_mode))
    groups = told["modes"].get(planned)
    if planned_mode == done_mode:
        return True
    if groups is None:
        return planned_mode is None or done_mode is None
    return any((planned_mode or "") in group and (done_mode or "") in group for group in groups)


@cache
def _becomes(planned: str, planned_mode: str | None, done: str, done_mode: str | None) -> tuple[str, ...]:
    return tuple(
        str(rule["by"])
        for rule in _rules()["becomes"]
        if _is_among(planned, planned_mode, rule["planned"]) and _is_among(done, done_mode, rule["done"])
    )


def _is_among(kind: str, mode: str | None, told: Sequence[str]) -> bool:
    """True where a type, with its mode where that is told, is listed; of a bare one any mode but those told apart."""
    return bool({"*", kind, f"{kind} {mode}"} & set(told))


@cache
def _planned_as(done: str) -> frozenset[str]:
    """The types of plans that can come true as a type, beside its own."""
    rules = [rule for rule in _rules()["becomes"] if "*" in rule["done"] or done in _types(rule["done"])]
    return frozenset(kind for rule in rules for kind in _types(rule["planned"]))


def _types(told: Sequence[str]) -> frozenset[str]:
    return frozenset(one.partition(" ")[0] for one in told)


@cache
def _lemma(word: str) -> str:
    """The verb that a word is a form of."""
    forms = [lexicon.lemma_of(word, tag, word) for tag in ("VBD", "VBN", "VBZ", "VBG")]
    return next((lemma for lemma in forms if lemma != word), word)


@cache
def _countries(text: str) -> frozenset[str]:
    """The codes of the countries that a text names, by name, adjective or people."""
    words = [word.strip(".,;:()\"“”'’").removesuffix("'s").removesuffix("’s") for word in text.split()]
    found, at = set(), 0
    while at < len(words):
        match = gazetteer.longest_name(words, at) if words[at][:1].isupper() else None
        if match is not None and isinstance(match.thing, gazetteer.CountryForm):
            code = match.thing.country.code
            found.add(gazetteer.state_coding(code).country or code)
        at += match.length if match else 1
    return frozenset(found)


@cache
def _common() -> frozenset[str]:
    """The beginnings of the nouns of events, which tell no plan from another of the same type."""
    nouns = {lemma for lemma, pos in lexicon.frames("events") if pos == "N"}
    classes = lexicon.classes()
    for name in ("treaty", "talks", "visit", "election", "law"):
        nouns |= classes[name]
    return frozenset(noun[:_LIKE] for noun in nouns)


@cache
def _is_relay(text: str) -> bool:
    """True for the name or the description of a paper, an agency or a station."""
    body = gazetteer.organisation(text)
    if body is not None:
        return body.kind in _RELAYS
    return bool({word.casefold() for word in text.split()} & lexicon.classes()["outlet"])
