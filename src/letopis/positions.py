"""What actors of a record have said and done for and against a theme.

In:   a store; a name as typed; a theme as typed and the statements that are about it, or none.
Out:  rows of view/.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from letopis import lexicon, meanings, view
from letopis.claim import ClaimKind, Modality, Polarity
from letopis.entity import Entity
from letopis.position import Stance, StanceWords, Theme
from letopis.profile import Line, Match, Wanted
from letopis.store import Store
from letopis.times import Interval

_KINDS = (ClaimKind.STATEMENT, ClaimKind.EVENT, ClaimKind.TIE)
_NAMING = 1000  # blocks in which a theme is named whole
# Similarity from which what is said is about a theme all parts of which the article names. Not swept: of what
# examples/expected_record.json wants there, the lowest has 0.522; what is found so shows no stance by itself.
_NEAR = 0.52
_BEHIND = re.compile(
    r"\s(?:of|with|to|on|in|for|between|about|at|by|from|beyond|over)\s"
)  # what a noun is of
_HEADS = (
    "party_leader",
    "executive",
    "head_of_government",
    "spokesperson",
)  # who speaks for what is no state
_OWN = ("his ", "her ", "its ", "their ")  # a theme that is of whoever is asked about
_ROLES = ("speaker", "actor", "subject")


def positions_of(
    store: Store, entity: str, theme: str, matches: Mapping[str, Match], known: Interval | None = None
) -> list[view.PositionRow]:
    """What one said and did about a theme, oldest first; with `known` only what a reader could know by its end.

    What is said near to a theme of several parts is about it in an article that names them all.
    """
    before = known.end if known is not None else None
    voices, asked = voices_of(store, entity), asked_theme(store, theme)
    lines = [
        line
        for voice in (entity, *sorted((voices.bodies | voices.held.keys()) - {entity}))
        for line in store.lines(Wanted(kinds=_KINDS, entity=voice, roles=_ROLES, known_before=before))
    ]
    lines = list({line.claim.id: line for line in lines}.values())
    near = meanings.theme_similarities(theme, store) if asked.rest else {}
    named = {
        line.claim.id: Match("meaning", len(matches), near[line.claim.id])
        for line in lines
        if near.get(line.claim.id, 0) >= _NEAR and asked.is_named(line)
    }
    told = view.ToldTheme(asked, {**named, **matches}, _before(store, lines))
    return view.positions(lines, voices, told, stance_words())


def _before(store: Store, lines: Iterable[Line]) -> Mapping[str, str]:
    """The sentence before that of a line, by its id, within a block."""
    by_document = defaultdict[str, list[Line]](list)
    for line in lines:
        by_document[line.claim.document].append(line)
    found = dict[str, str]()
    for id, own in by_document.items():
        text, spans = store.document(id).text, store.sentences(id)
        for line in own:
            start = line.claim.evidence[0].start
            first = next((n for n, span in enumerate(spans) if span[0] <= start < span[1]), 0)
            before = text[slice(*spans[first - 1])] if first else ""
            if before and "\n\n" not in text[spans[first - 1][0] : start].rstrip():
                found[line.claim.id] = before
    return found


def voices_of(store: Store, entity: str) -> view.Voices:
    """Who speaks and acts for somebody: for a state its government, its parliament and who leads it; for who leads a
    state or a government, it and its government; for a party or another body who heads it.
    """
    entities = {one.id: one for one in store.entities()}
    own = entities.get(entity)
    if own is None or own.kind not in ("country", "person", "organisation"):
        return view.Voices(entity)
    tenures = [line for line in store.lines(Wanted(kinds=(ClaimKind.TENURE,))) if _is_plain(line)]
    states = {one.id: one for one in entities.values() if one.kind == "country" and one.country}
    bodies = defaultdict[str, set[str]](set)
    for one in entities.values():
        if (
            one.kind == "organisation"
            and one.country
            and not one.described
            and _acts_for_state(one, "government")
        ):
            bodies[one.country].add(one.id)
    held = defaultdict[str, list[Line]](list)
    for line in tenures:
        holder, body = _part(line, "holder"), _part(line, "organisation")
        if holder is None or body is None or holder == body:
            continue
        state = states.get(body)
        own_bodies = bodies[state.country] if state and state.country else set()
        if state and not _leads(line, state.country or ""):
            continue
        if state is None and line.claim.type not in _HEADS:
            continue
        if entity in {body, *own_bodies} and own.kind != "person":
            held[holder].append(line)
        elif entity == holder and line.claim.type not in ("spokesperson", "minister", "party_leader"):
            for voice in {*own_bodies, body} if state else {body}:
                held[voice].append(line)
    chambers = {
        one.id
        for one in entities.values()
        if own.kind == "country" and one.country == own.country and _acts_for_state(one, "parliament")
    }
    always = bodies[own.country] if own.kind == "country" and own.country else set()
    return view.Voices(
        entity,
        frozenset(always | chambers),
        frozenset(chambers),
        {voice: tuple(lines) for voice, lines in held.items()},
        tuple(tenures),
    )


def _is_plain(line: Line) -> bool:
    return line.claim.polarity is Polarity.AFFIRMED and line.claim.modality is Modality.ASSERTED


def _part(line: Line, role: str) -> str | None:
    part = line.first(role)
    return part.entity if part is not None else None


def _acts_for_state(one: Entity, kind: str) -> bool:
    """True for a body whose name ends in a word for a government, or for a parliament."""
    words = tuple(view.telling_words(one.name))
    return one.kind == "organisation" and any(
        words[-len(told) :] == told for told in stance_words().words[kind]
    )


def _leads(line: Line, country: str) -> bool:
    """True for an office whose holder speaks for the state: who leads it, who is foreign minister, a spokesperson."""
    office = line.first("office")
    if line.claim.type == "minister":
        return office is not None and "foreign" in office.shown.casefold()
    return line.claim.type in ("spokesperson", "head_of_government", _leaders().get(country, "head_of_state"))


@cache
def _leaders() -> Mapping[str, str]:
    """The office that leads a state, by its code, where that is not the head of state."""
    return {row["code"]: row["leader"] for row in lexicon.table("governments")}


def asked_theme(store: Store, theme: str) -> view.AskedTheme:
    """A theme with its parts, and the articles in which its noun or the words for its core mean it: those that name
    it whole ("the agreement" for "the Prespa agreement"), or all that it is of.
    """
    whole, noun = theme_of(theme), re.split(_BEHIND, theme)[0].split()[-1:]
    core, rest = view.theme_parts(theme, _names(store), _families())
    parts = (core, *rest) if core is not None and rest else ()
    naming = tuple(_naming(store, part.naming) for part in parts)
    words, own = view.telling_words(theme), theme.casefold().startswith(_OWN)
    if len(words) < 2 or not noun or not noun[0].islower():
        return view.AskedTheme(whole, whole, frozenset(), core, rest, naming, own)
    documents = frozenset(one.document for one in store.search_passages(" ".join(words), _NAMING))
    return view.AskedTheme(
        whole, Theme(theme, (*whole.told, tuple(noun))), documents, core, rest, naming, own
    )


def _naming(store: Store, ways: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """The documents in a block of which one of these stands whole."""
    plain = (" ".join(way) for way in ways if not any(word.endswith("*") for word in way))
    return frozenset(one.document for way in plain for one in store.search_passages(way, _NAMING))


def _names(store: Store) -> Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Folded names in words → all ways to name the same: other names, a surname, what is of a country."""
    found = dict[tuple[str, ...], tuple[tuple[str, ...], ...]]()
    for one in store.entities():
        if not one.described:
            ways = [tuple(view.telling_words(name)) for name in (one.name, *one.names)]
            last = [way[-1:] for way in ways if one.kind == "person" and way]
            more = _adjectives().get(one.name, ()) if one.kind == "country" else ()
            told = tuple(dict.fromkeys((*ways, *last, *more)))
            found |= {way: told for way in (*ways, *more) if way}
    return found


@cache
def _adjectives() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The adjectives of a country by its name."""
    return {
        row["name"]: tuple(tuple(view.telling_words(one)) for one in row["adjectives"].split("|") if one)
        for row in lexicon.table("countries")
    }


@cache
def _families() -> tuple[view.Family, ...]:
    """The families of words that mean one matter."""
    return tuple(
        view.Family(*(_tellings(row[column]) for column in ("nouns", "verbs", "turned", "near")))
        for row in lexicon.table("theme_families")
    )


def _tellings(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words) for told in cell.split("|") if (words := view.telling_words(told)))


def positions_of_all(store: Store, entity: str, known: Interval | None = None) -> list[view.PositionRow]:
    """What one was for or against, theme by theme; with `known` only what a reader could know by its end."""
    before = known.end if known is not None else None
    lines = store.lines(Wanted(kinds=_KINDS, entity=entity, roles=_ROLES, known_before=before))
    return view.all_positions(lines, entity, stance_words(), known_themes(store))


def moved(before: Store, after: Store, first: date, last: date) -> list[view.ChangeRow]:
    """Whose position moved from one day, as one store has it, to another, as the other has it."""
    old, new = (
        [line for line in store.lines(Wanted(kinds=_KINDS)) if line.superseded_by is None]
        for store in (before, after)
    )
    return view.moved_positions(old, new, (first, last), stance_words(), known_themes(after))


def known_themes(store: Store) -> view.KnownThemes:
    """What can be a theme: those that the lexicon has words for, and everybody who has a name."""
    entities = [(one.id, (one.name, *one.names)) for one in store.entities() if not one.described]
    return view.KnownThemes.of(entities, [theme_of(name) for name in named_themes()])


@cache
def named_themes() -> tuple[str, ...]:
    """The first names of the themes that the lexicon has words for."""
    return tuple(row["name"].split("|")[0] for row in lexicon.table("themes"))


def theme_of(theme: str) -> Theme:
    """The theme with its words and the words for it."""
    own = tuple(view.telling_words(theme))
    others = tuple(tuple(view.telling_words(told)) for told in meanings.words_for(theme))
    turned = tuple(tuple(view.telling_words(told)) for told in meanings.opposites_of(theme))
    return Theme(theme, (own, *others), turned, (*others, *turned) if turned else ())


@cache
def stance_words() -> StanceWords:
    """What the lexicon knows of stances.

    Raises:
        DataError: the table breaks the format.
    """
    words: dict[str, tuple[tuple[str, ...], ...]] = {}
    deeds, acts = dict[str, Stance](), dict[str, Stance]()
    for row in lexicon.table("stances"):
        kind, _, stance = row["class"].partition(" ")
        told = row["words"].split("|")
        if kind == "deed":
            deeds |= dict.fromkeys(told, Stance(stance))
        elif kind == "act":
            acts |= dict.fromkeys(told, Stance(stance))
        else:
            words[kind] = words.get(kind, ()) + tuple(tuple(one.split()) for one in told)
    small = {name: frozenset(one[0] for one in words.pop(name, ())) for name in ("article", "particle")}
    towards = frozenset(one[0].upper() for one in words.pop("towards", ()))
    times = frozenset(row["word"] for row in lexicon.table("times"))
    shows = [one[0] for kind in (Stance.FOR, Stance.AGAINST) for one in words.get(kind, ()) if len(one) == 1]
    return StanceWords(
        words,
        deeds,
        acts,
        towards,
        small["article"],
        small["particle"],
        times,
        frozenset(word for word in shows if not word.endswith("*")),
        tuple(word[:-1] for word in shows if word.endswith("*")),
    )
