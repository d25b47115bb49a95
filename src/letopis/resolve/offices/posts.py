"""Which tenures are of one office: titles that mean the same, bodies that are told elsewhere, "leader" and "ruler".

In:   lines of kind tenure, of the whole record.
Out:  the office of each, by the claim's id; the same whatever the order of the lines.

What titles mean is data (posts.tsv, governments.tsv). A title that can mean any headship ("leader", "chief", a rule) is
the office that the same person holds of the same body; else the only one told of the body; else what it means of that
country. A title without its body ("President X") has the one that the same person's office has elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from letopis.claim import ClaimKind
from letopis.document import content_id
from letopis.gazetteer import country_by_code, country_of, title_gender
from letopis.gazetteer import office as listed_office
from letopis.gazetteer.adjectives import is_adjective_of
from letopis.lexicon import classes, table
from letopis.profile import Line, Part
from letopis.resolve.offices.bodies import (
    CABINETS,
    HEADSHIPS,
    LANDS,
    LOOSE,
    OF_COUNTRIES,
    UNNAMED,
    Body,
    Seat,
    body_of_article,
    is_plural,
    of_chambers,
    of_one_state,
    state_body,
)
from letopis.resolve.offices.proofs import cue_lemmas, is_turn
from letopis.tenure import Office

_NUMERAL = re.compile("[IVX]+")


def offices_of(lines: Iterable[Line]) -> Mapping[str, Office]:
    """The office of every tenure with a holder, by the id of the claim."""
    told = sorted(lines, key=lambda line: line.claim.id)
    seats = [_seat(line) for line in told if line.claim.kind is ClaimKind.TENURE and holder_of(line)]
    seats = _of_known_states(_of_one_name(of_chambers(seats)))
    seats = _body_in_same_words(_body_of_same_office(seats, also_implied=False))
    seats = _body_of_same_office(seats, also_implied=True)
    seats = body_of_article(_body_of_country(_body_of_maker(seats, told)))
    seats = _passed_on(_consorts_apart(_ministers_of_a_field(_loose_to_definite(of_one_state(seats)))))
    offices = _named(seats)
    return {seat.line.claim.id: offices[_key(seat)] for seat in seats}


def holder_of(line: Line) -> str | None:
    """Who holds it: the entity, else nobody."""
    part = line.first("holder")
    return part.entity if part else None


@cache
def _posts() -> Mapping[tuple[str, str, str], str]:
    """Post by (title, class, country); "" where class or country do not matter."""
    return {
        (name, row["kind"], code): row["post"]
        for row in table("posts")
        for name in row["name"].split("|")
        for code in row["body"].split("|")
    }


@cache
def _governments() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in table("governments")}


def _seat(line: Line) -> Seat:
    return Seat(line, holder_of(line) or "", _post_of(line), _body(line), _is_implied(line))


def _post_of(line: Line) -> str:
    """What a line's office is under any title; `LOOSE` where that depends on whose it is."""
    office, body = line.first("office"), _body(line)
    if (
        office is None
        and line.claim.type == "executive"
        and frozenset(cue_lemmas(line.claim)) & classes()["stepping_out"]
    ):
        return "member"  # "resigned from the government": of it, and not its head
    title, kind = (office.shown if office else UNNAMED), line.claim.type
    country = body.country if body else None
    posts = _posts()
    title = _without_body(title, body)
    title = _without_shift(title)
    ways = ((title, kind, country or ""), (title, kind, ""))
    usual = title.lower().replace(" ", "_") if title != UNNAMED else LOOSE
    found = next((posts[way] for way in ways if way in posts), usual)
    if kind == "minister" and line.first("organisation") is not None and found in ("head", LOOSE):
        found = _portfolio(line) or found
    if office and office.text.lower().endswith("of state") and found == "head_of_state" and country:
        found = _governments().get(country, {}).get("head_of_state", found)
    return found


def _without_body(title: str, body: Body | None) -> str:
    """ "Leader" of "Conservative Leader", where that is an office and the words before are of the body's name."""
    before, _, last = title.rpartition(" ")
    own = set(body.name.lower().split()) if body is not None and body.kind != "country" else set()
    return last if before and listed_office(last) and set(before.lower().split()) <= own else title


def _without_shift(title: str) -> str:
    """ "Leader" of "Interim Leader": the same office, held for the time being."""
    first, _, rest = title.partition(" ")
    return rest if first.lower() in classes()["office_acting"] and listed_office(rest) else title


def _is_implied(line: Line) -> bool:
    part = line.first("organisation")
    if part is None or (part.kind in LANDS and part.form is None):
        return True
    title = line.first("office")
    if part.form is None and part.kind is None and title is not None and part.text == title.text:
        return True  # of a state that no list has
    return not any(one.start <= part.start < one.end for one in line.claim.evidence)


def _portfolio(line: Line) -> str | None:
    """The post of whoever heads a ministry: "head of the Interior Ministry" is the interior minister, of the Foreign
    Office the foreign minister."""
    part = line.first("organisation")
    words = part.shown.lower().replace(" of ", " ").split() if part else []
    theme = [word for word in words if word not in ("the", "for", "ministry", "office", "department")]
    known = next(
        filter(None, (listed_office(" ".join((*theme, title))) for title in ("minister", "secretary"))), None
    )
    if known is None:
        return None
    return _posts().get((known.name, "minister", ""), known.name.lower().replace(" ", "_"))


def _body(line: Line) -> Body | None:
    part = line.first("organisation")
    if part is None:
        return None
    home, kind = part.home, line.claim.type
    if home is None and kind in OF_COUNTRIES and part.shown.lower() in classes()["any_land"]:
        return None  # "had governed the country since May": that of the article
    if part.kind is None and home is None and (listed := country_of(part.shown)) is not None:
        return state_body(listed.code)
    if part.kind == "country" or (home and kind in OF_COUNTRIES and part.kind == "organisation"):
        return state_body(home, part.shown if part.kind == "country" else None)
    if part.kind == "person" or (part.kind == "group" and kind in OF_COUNTRIES):
        return None
    if part.kind == "organisation" and (
        kind == "minister" or (kind in OF_COUNTRIES and _is_of_party(line, part))
    ):
        return None  # a ministry of a state that the article does not tell, or the party of who heads one
    if home is None and kind in OF_COUNTRIES and part.shown.lower().split()[-1] in CABINETS:
        return None  # "at the head of the caretaker cabinet"
    if part.kind == "place" and kind in OF_COUNTRIES and _is_capital(part):
        return state_body(home)
    return Body(part.kind or "organisation", _identity(part), _of_members(part.shown), home)


def _of_members(name: str) -> str:
    """ "Labour Party" of "ten members of the Labour Party", for whom "their leader" is told."""
    _, members, whole = name.partition(" members of ")
    return whole.removeprefix("the ") if members and whole else name


def _is_of_party(line: Line, part: Part) -> bool:
    """True for "Labour" in "the first Labour prime minister": a name in the title's own words, before it."""
    office = line.first("office")
    return (
        office is not None
        and office.start <= part.start
        and part.end < office.end
        and " of " not in office.text
    )


def _is_capital(part: Part) -> bool:
    country = country_by_code(part.home) if part.home else None
    return country is not None and part.shown in country.capitals


def _identity(part: Part) -> str:
    return part.entity or " ".join((*part.shown.lower().split(), part.home or ""))


def _of_one_name(seats: Sequence[Seat]) -> list[Seat]:
    """A state or place that no list has is one body, told of by name or implied by a report on it."""
    told: dict[str, Counter[Body]] = defaultdict(Counter)
    for seat in seats:
        if seat.body is not None and seat.body.country is None and seat.body.kind in LANDS:
            told[seat.body.name.lower()][seat.body] += 1
    for seat in seats:
        if seat.body is not None and seat.is_implied and not told[seat.body.name.lower()]:
            told[seat.body.name.lower()][seat.body] += 1

    def one(body: Body | None) -> Body | None:
        if body is None or body.country is not None or body.kind not in (*LANDS, "organisation"):
            return body
        name = body.name.lower()
        found = told.get(name) or next(
            (told[land] for land in sorted(told) if " " not in name and is_adjective_of(name, land)), None
        )
        return (
            min(found, key=lambda other: (other.kind != "country", -found[other], other.key))
            if found
            else body
        )

    return [replace(seat, body=one(seat.body)) for seat in seats]


def _of_known_states(seats: Sequence[Seat]) -> list[Seat]:
    """An office of a state that reports imply of several lands is that of the land which has such offices by name."""
    of_states = [s for s in seats if s.body is not None and s.line.claim.type in OF_COUNTRIES]
    known = {seat.body for seat in of_states if not seat.is_implied}
    implied: dict[tuple[str, str], Counter[Body]] = defaultdict(Counter)
    for seat in of_states:
        if seat.body is not None and seat.is_implied:
            implied[seat.holder, seat.post][seat.body] += 1
    found = []
    for seat in seats:
        told = implied[seat.holder, seat.post]
        ranked = sorted(told, key=lambda body: (body not in known, -told[body], body.key))
        is_open = seat.body is None or seat.is_implied
        clear = len(ranked) == 1 or (
            len(ranked) > 1 and (ranked[1] not in known or told[ranked[0]] > told[ranked[1]])
        )
        found.append(replace(seat, body=ranked[0], is_implied=True) if is_open and clear else seat)
    return found


def _body_of_same_office(seats: Sequence[Seat], *, also_implied: bool) -> list[Seat]:
    """ "President X" has the body that is named with the same office of X elsewhere, where that is just one."""
    named: dict[tuple[str, str], dict[tuple[str, str], Body]] = defaultdict(dict)
    implied: dict[tuple[str, str], dict[tuple[str, str], Body]] = defaultdict(dict)
    for seat in sorted(seats, key=lambda one: repr(one.body)):
        if seat.body is not None:
            for key in ((seat.holder, seat.post), (seat.holder, seat.line.claim.type)):
                (implied if seat.is_implied else named)[key].setdefault(
                    (seat.body.kind, seat.body.key), seat.body
                )

    def told(seat: Seat) -> Seat:
        for bodies in (named, implied) if also_implied and seat.body is None else (named,):
            for key in ((seat.holder, seat.post), (seat.holder, seat.line.claim.type)):
                if len(bodies[key]) == 1:
                    return replace(seat, body=next(iter(bodies[key].values())), is_implied=False)
        return seat

    return [told(seat) if seat.is_implied or seat.body is None else seat for seat in seats]


def _body_in_same_words(seats: Sequence[Seat]) -> list[Seat]:
    """Of "A replaced B as prime minister" both have the body that one of them has."""
    by_words: dict[tuple[str, int, str], Body] = {}
    seats, apart = [s for s in seats if not is_plural(s)], [s for s in seats if is_plural(s)]
    for seat in seats:
        if seat.body is not None and not seat.is_implied:
            by_words.setdefault(_words(seat), seat.body)
    found = [
        replace(seat, body=by_words[_words(seat)], is_implied=False)
        if seat.is_implied and _words(seat) in by_words
        else seat
        for seat in seats
    ]
    for seat in seats:
        if seat.body is not None:
            by_words.setdefault(_words(seat), seat.body)
    return [*(replace(seat, body=seat.body or by_words.get(_words(seat))) for seat in found), *apart]


def _words(seat: Seat) -> tuple[str, int, str]:
    """Where it is told: of a turn ("dismissed A and named B in his place") the sentence, else the very words."""
    claim = seat.line.claim
    evidence = claim.evidence[0]
    at = evidence.start if is_turn(claim) or evidence.cue is None else evidence.cue[0]
    return claim.document, at, seat.post


def _body_of_maker(seats: Sequence[Seat], lines: Sequence[Line]) -> list[Seat]:
    """The state whose head appoints or dismisses an officer of a state is the one that it is an office of."""
    states: dict[str, set[Body]] = defaultdict(set)
    for seat in seats:
        if seat.body is not None and seat.body.kind == "country" and seat.line.claim.type in OF_COUNTRIES:
            states[seat.holder].add(seat.body)
    makers: dict[tuple[str, tuple[int, int] | None], set[Body]] = defaultdict(set)
    for line in lines:
        if line.claim.type in ("APPOINT", "DISMISS") and line.claim.kind is ClaimKind.EVENT:
            for part in line.all("actor"):
                makers[line.claim.document, line.claim.evidence[0].cue] |= states.get(
                    part.entity or "", set()
                )

    def told(seat: Seat) -> Body | None:
        found = makers.get((seat.line.claim.document, seat.line.claim.evidence[0].cue), set())
        return next(iter(found)) if len(found) == 1 and seat.line.claim.type in OF_COUNTRIES else None

    return [replace(seat, body=seat.body or told(seat)) for seat in seats]


def _body_of_country(seats: Sequence[Seat]) -> list[Seat]:
    """The office of a state without one is that of the holder's country."""

    def home(seat: Seat) -> Body | None:
        holder = seat.line.first("holder")
        of_state = seat.line.claim.type in OF_COUNTRIES
        return state_body(holder.home) if of_state and holder and holder.home else None

    return [replace(seat, body=seat.body or home(seat)) for seat in seats]


def _loose_to_definite(seats: Sequence[Seat]) -> list[Seat]:
    """A title that can mean any headship, as the one that it means."""
    own: dict[tuple[str, str], set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    for seat in seats:
        if seat.body is not None and seat.post in HEADSHIPS:
            own[seat.holder, seat.body.key].add(seat.post)
            told[seat.body.key].add(seat.post)

    def meant(seat: Seat) -> str:
        if seat.post != LOOSE:
            return seat.post
        if seat.body is None:
            return "head"
        posts = own[seat.holder, seat.body.key]
        if len(posts) == 1:
            return next(iter(posts))
        if posts:
            return "rule" if seat.body.kind == "country" else "head"
        if seat.body.kind == "country":
            return _governments().get(seat.body.country or "", {}).get("leader", "head_of_state")
        of_body = told[seat.body.key]
        return next(iter(of_body)) if len(of_body) == 1 else "head"

    return [replace(seat, post=meant(seat)) for seat in seats]


def _ministers_of_a_field(seats: Sequence[Seat]) -> list[Seat]:
    """ "The minister" holds the office in which the same article has him, where that is one of a field of his state."""
    own: dict[tuple[str, str, Body | None], set[str]] = defaultdict(set)
    for seat in seats:
        if seat.line.claim.type == "minister" and seat.post != "minister":
            own[seat.line.claim.document, seat.holder, seat.body].add(seat.post)

    def meant(seat: Seat) -> str:
        posts = own[seat.line.claim.document, seat.holder, seat.body] if seat.post == "minister" else ()
        return next(iter(posts)) if len(posts) == 1 else seat.post

    return [replace(seat, post=meant(seat)) for seat in seats]


def _consorts_apart(seats: Sequence[Seat]) -> list[Seat]:
    """A queen without a number may be the king's wife; who has one reigns, and so does who is called king."""
    reigning = {seat.holder for seat in seats if seat.post == "monarch" and _reigns(seat)}
    return [
        replace(seat, post="queen") if seat.post == "monarch" and seat.holder not in reigning else seat
        for seat in seats
    ]


def _reigns(seat: Seat) -> bool:
    holder, title = seat.line.first("holder"), seat.line.first("office")
    is_queen = title is not None and title_gender(title.shown) == "f"
    return not is_queen or (holder is not None and _NUMERAL.fullmatch(holder.shown.split()[-1]) is not None)


def _passed_on(seats: Sequence[Seat]) -> list[Seat]:
    """Of "A succeeded B" the office that both are told to have held: where the article took another that B is told
    of nowhere else, and there is just one."""
    of: dict[str, list[Seat]] = defaultdict(list)
    turns: dict[tuple[str, tuple[int, int] | None], list[Seat]] = defaultdict(list)
    for seat in seats:
        of[seat.holder].append(seat)
        if is_turn(seat.line.claim):
            turns[seat.line.claim.document, seat.line.claim.evidence[0].cue].append(seat)
    found = {seat.line.claim.id: seat for seat in seats}
    for pair in turns.values():
        holders = {seat.holder for seat in pair}
        if len(holders) != 2 or len({_key(seat) for seat in pair}) != 1:
            continue
        ids = {seat.line.claim.id for seat in pair}
        others = [
            {_key(seat): seat for seat in of[one] if seat.line.claim.id not in ids} for one in sorted(holders)
        ]
        common = sorted(set(others[0]) & set(others[1]))
        if len(common) == 1 and not all(_key(pair[0]) in keys for keys in others):
            right = others[0][common[0]]
            for seat in pair:
                found[seat.line.claim.id] = replace(seat, post=right.post, body=right.body)
    return [found[seat.line.claim.id] for seat in seats]


def _key(seat: Seat) -> tuple[str, str, str]:
    """What two tenures of one office share; without a body only those of one holder, or of one turn."""
    if seat.body is None:
        return seat.post, "untold", seat.holder
    return seat.post, seat.body.kind, seat.body.key


def _named(seats: Sequence[Seat]) -> dict[tuple[str, str, str], Office]:
    by_key: dict[tuple[str, str, str], list[Seat]] = defaultdict(list)
    for seat in seats:
        by_key[_key(seat)].append(seat)
    return {key: _office(key, several) for key, several in by_key.items()}


def _office(key: tuple[str, str, str], seats: Sequence[Seat]) -> Office:
    """The office of these seats, named by the title that most of them give, a definite one first."""
    titles: Counter[str] = Counter()
    for seat in seats:
        title = seat.line.first("office")
        if title is not None and (key[0] == "queen" or _post_of(seat.line) in (key[0], LOOSE)):
            titles[_without_shift(_without_body(title.shown, seat.body))] += 1
    ranked = sorted(titles, key=lambda title: (_is_loose(title, seats), -titles[title], title))
    types = Counter(seat.line.claim.type for seat in seats)
    kind = min(types, key=lambda name: (-types[name], name))
    bodies = Counter(seat.body.name for seat in seats if seat.body)
    chambers = {name for name in bodies if key[1] == "chamber" and country_of(name) is None}
    words = {
        name: len(name.split()) if name in chambers else 0 for name in bodies
    }  # "Chamber of Deputies" first
    body = min(bodies, key=lambda name: (-words[name], -bodies[name], name), default="")
    country = next((seat.body.country for seat in seats if seat.body and seat.body.country), None)
    return Office(
        id=content_id("off", *key),
        post=key[0],
        name=_name_of(key[0], ranked),
        body=body,
        country=country,
        type=kind,
        titles=tuple(ranked),
        is_single=key[0] != "rule" and key[1] != "untold" and _is_single(key[0], ranked, kind),
    )


def _name_of(post: str, titles: Sequence[str]) -> str:
    """The first of the titles; of kings and queens what is neither."""
    if post == "monarch" and {title_gender(title) for title in titles} >= {"m", "f"}:
        return "Monarch"
    return titles[0] if titles else post.replace("_", " ").capitalize()


def _is_loose(title: str, seats: Sequence[Seat]) -> bool:
    kinds = {seat.line.claim.type for seat in seats}
    return any(_posts().get((title, kind, "")) == LOOSE for kind in kinds) or title in ("Head", "Leader")


def _is_single(post: str, titles: Sequence[str], kind: str) -> bool:
    """True where one person holds it at a time, as its titles tell."""
    if kind == "monarch":
        return post == "monarch"  # the king's wife is queen
    known = [found for title in titles if (found := listed_office(title)) is not None]
    return post in HEADSHIPS or any(found.unique for found in known)
