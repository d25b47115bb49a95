"""What happened in a record, as data: events, panels of countries, the series of two, figures.

In:   a store; names as typed; a codebook.
Out:  rows of view/.

A country also acts by its government and by its capital or a seat of power, where those are entities of their own; in
panels and between two, by everybody whose country it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from letopis import gazetteer, view
from letopis.claim import ClaimKind, Modality, Polarity
from letopis.counting import Code, Codebook, Coder, Nation
from letopis.entity import Entity
from letopis.errors import UsageError
from letopis.mention import MentionKind
from letopis.profile import CastMember, Line, Part, Party, Wanted
from letopis.store import Store
from letopis.times import Interval

_GOVERNMENTS = frozenset({"government", "ministry"})  # kinds of bodies that act for their state
_WORLD = {  # what PLOVER has for countries among those that belong to no state
    "UNO": "United Nations",
    "EUR": "European Union",
    "IGO": "Intergovernmental organisations",
    "NGO": "Non-governmental organisations",
    "MNC": "Multinational companies",
    "IMG": "Armed groups across borders",
    "ISM": "Movements across borders",
}
LARGEST = 1_000_000  # rows of a panel: a laptop's memory holds them, at about half a KB each


@dataclass(frozen=True, slots=True)
class EventsAsked:
    """Which events are asked for; every condition given must hold.

    Attributes:
        types: codes of the codebook; modes, modalities, polarities: one of these; empty means any.
        actor, recipient, place: names, as typed; as a place also a country, with all that lies in it.
        period: days that the event can share; what has no date is left out then.
        known_by: the event must have been known by the end of this.
        background: told as background, or not so; None means either.
        each: every report of an event, in place of the one that tells it best.
        rejected: True to have also what a person has said to be wrong.
    """

    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    period: Interval | None = None
    modalities: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    known_by: Interval | None = None
    background: bool | None = None
    min_score: float = 0.0
    rejected: bool = False
    each: bool = False


HAPPENED = EventsAsked(modalities=(Modality.ASSERTED,), polarities=(Polarity.AFFIRMED,))


@dataclass(frozen=True, slots=True)
class SeriesAsked:
    """How a series is cut: see `view.By`, `view.Spanning`; `events` says which count."""

    events: EventsAsked = field(default_factory=lambda: HAPPENED)
    by: view.By = view.By.MONTH
    spanning: view.Spanning = view.Spanning.APART
    directed: bool = False


class Events:
    """The events of a store, as a codebook has them."""

    def __init__(self, store: Store, codebook: Codebook) -> None:
        self._store = store
        self._codebook = codebook

    @cached_property
    def _cast(self) -> list[CastMember]:
        return self._store.cast()

    @cached_property
    def _entities(self) -> list[Entity]:
        return [member.entity for member in self._cast]

    def page(self, asked: EventsAsked, limit: int | None = None, number: int = 1) -> view.EventPage:
        """The events asked for by date; with `limit` so many of them, page after page.

        Raises:
            UsageError: a type that the codebook has not, a name that nobody has.
        """
        wanted, code = self._wanted(asked), self._code(asked.types)
        country = self._country_named(asked.place)
        if country is not None:
            code = _set_in(country, code)
        start = (number - 1) * (limit or 0)
        if limit is None or not self._codebook.is_ours or country is not None:
            lines = self._store.lines(wanted)
            rows = view.event_rows(lines if asked.each else view.once(lines), code, country_of)
            stop = None if limit is None else start + limit
            return view.EventPage(tuple(rows[start:stop]), start + 1, len(rows))
        ids = self._store.ids_by_date(wanted)
        if not asked.each:
            ids = self._once(ids, wanted)
        shown = tuple(ids[start : start + limit])
        lines = self._store.lines(Wanted(ids=shown, rejected=asked.rejected)) if shown else []
        return view.EventPage(tuple(view.event_rows(lines, code, country_of)), start + 1, len(ids))

    def _once(self, ids: Sequence[str], wanted: Wanted) -> list[str]:
        """The ids, in their order, without those of claims whose event another of them tells better."""
        told = self._store.told_twice()
        twice = tuple(claim for claim in ids if claim in told)
        lines = self._store.lines(replace(wanted, ids=twice)) if twice else []
        main = {line.claim.id for line in view.once(lines)}
        return [claim for claim in ids if claim not in told or claim in main]

    def event(self, id: str, known_by: Interval | None = None) -> view.RetoldEvent:
        """The event of a claim, or of its own id, as all its reports tell it; or those known by a day.

        Raises:
            UsageError: the claim is no event, or nothing was known by then.
        """
        reports = sorted(self._store.claims_of_event(id))
        wanted = Wanted(
            kinds=(ClaimKind.EVENT,), ids=tuple(reports), known_before=known_by.end if known_by else None
        )
        lines = self._store.lines(wanted)
        if not lines:
            raise UsageError(f"{id} tells of no event" + (" that was known by then" if known_by else ""))
        links = self._store.foretold(reports)
        plans = tuple({plan for plan, claim, _ in links if claim in reports})
        deeds = tuple({claim for plan, claim, _ in links if plan in reports})
        before, after = (self._store.lines(replace(wanted, ids=ids)) if ids else [] for ids in (plans, deeds))
        return view.retold_event(lines, before, after)

    def panel(self, names: Sequence[str], asked: SeriesAsked) -> view.Panel:
        """Every pair of the countries × every month; without names, of all countries that have a part in an event
        with another.

        Raises:
            UsageError: there is no such country, only one is named, or the panel were too large.
        """
        nations = [self.nation_named(name) for name in names]
        if len({nation.code for nation in nations}) != len(nations):
            raise UsageError("a country is named twice; name each once")
        if len(nations) == 1:
            raise UsageError("a panel is of pairs; name two countries or more, or none for all")
        found = view.deeds(self._lines(asked), self._code(asked.events.types), country_of)
        nations = nations or self._nations_of(found)
        shape = view.PanelShape(tuple(nations), asked.by, asked.directed, asked.spanning, asked.events.period)
        if view.rows_of(shape, found) > LARGEST:
            raise UsageError(
                f"the panel would have more than {LARGEST:,} rows; name fewer countries, or a shorter time"
            )
        articles = [
            replace(article, countries=frozenset(filter(None, map(code3, article.countries))))
            for article in self._store.namings()
        ]
        return view.panel(found, articles, shape, self._types(asked.events.types))

    def relation(self, one: str, other: str, asked: SeriesAsked) -> view.Relation:
        """What two did to each other, by month, quarter or year.

        Raises:
            UsageError: a name that nobody has, or both are the same.
        """
        pair = [self._side(name) for name in (one, other)]
        if pair[0][0] == pair[1][0]:
            raise UsageError(f"{one!r} and {other!r} are the same, {pair[0][0]}; name two")
        sides = dict(zip(("one", "other"), (is_of for _, is_of in pair), strict=True))

        def side_of(part: Part) -> str | None:
            return next((side for side, is_of in sides.items() if is_of(part)), None)

        code = self._code(asked.events.types)
        found = view.deeds(self._lines(asked), code, side_of)
        names = (pair[0][0], pair[1][0])
        shape = view.RelationShape(names, asked.by, asked.spanning, asked.events.period)
        return view.relation(found, shape, code, country_of)

    def figures(self, asked: view.FigureAsked) -> list[view.FigureRow]:
        """The figures asked for; `about` is also a name, where it is one of the cast's."""
        if asked.about is not None:
            with suppress(UsageError):  # it is words then
                asked = replace(asked, entity=view.find_member(self._cast, asked.about).entity.id)
        return view.figure_rows(self._store.lines(Wanted(kinds=(ClaimKind.FIGURE,))), asked)

    # Names

    def nation_named(self, name: str) -> Nation:
        """The country of a code, a name, or a capital.

        Raises:
            UsageError: there is none.
        """
        metonym = gazetteer.metonym_of(name)
        named = gazetteer.country_by_code(name.upper()) or gazetteer.country_of(name)
        code = named.code if named is not None else metonym.code if metonym is not None else None
        known = name.upper() if name.upper() in _nations() else code3(code)
        if known is None:
            raise UsageError(f"there is no country {name!r}; give a name or an ISO code (PL, POL)")
        return nation(known)

    def _nations_of(self, found: Iterable[view.Deed]) -> list[Nation]:
        """The states that have a part in a deed, by name."""
        codes = {code for deed in found for code in (deed.one, deed.other)}
        states = [nation(code) for code in codes if code in _nations() and code not in _WORLD]
        return sorted(states, key=lambda nation: nation.name)

    def _side(self, name: str) -> tuple[str, Callable[[Part], bool]]:
        """Who is meant, and a test whether a part is of theirs: of a country, everybody whose country it is."""
        entity = view.find_member(self._cast, name).entity
        code = code3(_state_of(entity))
        if code is not None:
            return nation(code).name, lambda part: country_of(part) == code
        return entity.name, lambda part: part.entity == entity.id

    def _acting(self, name: str) -> tuple[str, ...]:
        """Ids of whom a name means: of a country also its government, its capital and seats of power."""
        entity = view.find_member(self._cast, name).entity
        code = _state_of(entity)
        if code is None:
            return (entity.id,)
        return tuple(other.id for other in self._entities if other.id == entity.id or _acts_for(other, code))

    def _country_named(self, name: str | None) -> str | None:
        """The code of the country of this name or code, or None: then it is a place."""
        found = gazetteer.country_of(name) if name is not None else None
        known = name.upper() if name is not None and name.upper() in _nations() else None
        return known or (code3(found.code) if found is not None else None)

    def _placed(self, name: str) -> tuple[str, ...]:
        """The id of the place that a name means.

        Raises:
            UsageError: there is no such place.
        """
        places = [member for member in self._cast if member.entity.kind == MentionKind.PLACE]
        return (view.find_member(places, name).entity.id,)

    # Which events

    def _types(self, types: Sequence[str]) -> Sequence[str]:
        return [kind for kind in self._codebook.types if not types or kind in types]

    def _code(self, types: Sequence[str]) -> Coder:
        """The codebook, narrowed to some types."""
        unknown = [name for name in types if name not in self._codebook.types]
        if unknown:
            close = view.suggestions(self._codebook.types, unknown[0])
            hint = (
                f"did you mean {' or '.join(close)}?"
                if close
                else f"there are {', '.join(self._codebook.types)}"
            )
            raise UsageError(f"there is no event type {unknown[0]!r}; {hint}")
        code = self._codebook.code
        if not types:
            return code

        def narrowed(line: Line) -> Code | None:
            found = code(line)
            return found if found is not None and found.type in types else None

        return narrowed

    def _lines(self, asked: SeriesAsked) -> list[Line]:
        """The events that a series counts; when they were is decided when they are put in it."""
        return self._store.lines(self._wanted(replace(asked.events, period=None)))

    def _wanted(self, asked: EventsAsked) -> Wanted:
        period = asked.period or Interval()
        parties = [
            Party((role,), find(name))
            for role, name, find in (
                ("actor", asked.actor, self._acting),
                ("recipient", asked.recipient, self._acting),
                ("place", None if self._country_named(asked.place) else asked.place, self._placed),
            )
            if name is not None
        ]
        return Wanted(
            kinds=(ClaimKind.EVENT,),
            types=asked.types if self._codebook.is_ours else (),
            modes=asked.modes,
            modalities=asked.modalities,
            polarities=asked.polarities,
            background=asked.background,
            since=period.start,
            until=period.end,
            min_score=asked.min_score,
            parties=tuple(parties),
            known_before=asked.known_by.end if asked.known_by else None,
            rejected=asked.rejected,
        )


def _set_in(country: str, code: Coder) -> Coder:
    """The codebook, narrowed to what happened in a country."""

    def narrowed(line: Line) -> Code | None:
        place = view.country_of(line)
        return code(line) if place is not None and place[0] == country else None

    return narrowed


def nation(code: str) -> Nation:
    """A country by its ISO alpha-3 code; what we do not know by the code alone."""
    return _nations().get(code) or Nation(code, code)


def code3(alpha2: str | None) -> str | None:
    """The code in panels of an alpha-2 code: ISO alpha-3, dependencies as their state; else our own."""
    return gazetteer.state_coding(alpha2).country or alpha2


def country_of(part: Part) -> str | None:
    """The code of the country that somebody belongs to, or that a place lies in which stands for somebody."""
    where = part.location.country if part.location is not None else None
    return part.country or where or code3(part.home)


@cache
def _nations() -> Mapping[str, Nation]:
    """Countries by the codes of panels; a state before a former one and before territories that it claims."""
    order = {"state": 0, "former": 1}
    listed = sorted(gazetteer.countries(), key=lambda country: order.get(country.status, 2))
    found = {code: Nation(code, name) for code, name in _WORLD.items()}
    for country in listed:
        code = code3(country.code) or country.code
        cow = int(country.cow) if country.cow and country.cow.isdecimal() else None
        found.setdefault(code, Nation(code, country.name, cow))
    return found


def _state_of(entity: Entity) -> str | None:
    """The alpha-2 code of the country that an entity is, or that it is the capital or a seat of power of."""
    if entity.kind == MentionKind.COUNTRY:
        return entity.country
    metonym = gazetteer.metonym_of(entity.name) if entity.kind == MentionKind.PLACE else None
    return metonym.code if metonym is not None else None


def _acts_for(entity: Entity, code: str) -> bool:
    """True for the government, a ministry, the capital or a seat of power of a country."""
    if entity.kind == MentionKind.ORGANISATION and entity.country == code:
        body = gazetteer.organisation(entity.name)
        words = entity.name.split()
        return (body is not None and body.kind in _GOVERNMENTS) or words[-1:] == ["government"]
    return _state_of(entity) == code
