"""Whose an office is, where one line does not tell it: chambers, bodies of one name, states of an article.

In:   the seats of a record: lines of kind tenure with their office and body as far as they are made out.
Out:  the same seats with the bodies that all of them tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from letopis.gazetteer import country_by_code
from letopis.lexicon import classes
from letopis.profile import Line

LOOSE = "?"  # the post of a title that can mean any headship of its body
UNNAMED = "-"
UPPER = "speaker_upper"  # whoever presides over a senate
OF_COUNTRIES = frozenset({"head_of_state", "head_of_government", "monarch", "minister", "deputy_minister"})
LANDS = ("country", "place")
CABINETS = frozenset({"cabinet", "government"})
HEADSHIPS = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "monarch",
        "supreme_leader",
        "head",
        "chair",
        "director",
        "general_secretary",
        "chief_executive",
        "president",
        "governor",
        "mayor",
        "secretary_general",
    }
)


@dataclass(frozen=True, slots=True)
class Body:
    """What an office is an office of: "country" and code, or another kind and id or name."""

    kind: str
    key: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """The office of one line as far as it is made out: its post may be `LOOSE`, its body None.

    `is_implied`: the text names no body; the state was taken from what is around it.
    """

    line: Line
    holder: str
    post: str
    body: Body | None
    is_implied: bool = False


def state_body(code: str | None, name: str | None = None) -> Body:
    country = country_by_code(code) if code else None
    shown = name or (country.name if country else code or "")
    return Body("country", code or shown.lower(), country.name if country else shown, code)


def is_plural(seat: Seat) -> bool:
    """True for "the energy ministers A and B", who may be of two states."""
    title = seat.line.first("office")
    return title is not None and title.text.lower().split()[-1] == f"{title.shown.lower().split()[-1]}s"


def states_of(seats: Sequence[Seat]) -> Mapping[str, Counter[str]]:
    """How often each article tells offices of each state."""
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for seat in seats:
        if seat.line.claim.type in OF_COUNTRIES and seat.body is not None and seat.body.country:
            states[seat.line.claim.document][seat.body.country] += 1
    return states


def body_of_article(seats: Sequence[Seat]) -> list[Seat]:
    """An office of a state without one is that of the only state of which its article tells offices."""
    states = states_of(seats)

    def told(seat: Seat) -> Body | None:
        codes = [*states.get(seat.line.claim.document, ())]
        is_open = seat.line.claim.type in OF_COUNTRIES and not is_plural(seat)
        return state_body(codes[0]) if is_open and len(codes) == 1 else None

    return [replace(seat, body=seat.body or told(seat)) for seat in seats]


def of_one_state(seats: Sequence[Seat]) -> list[Seat]:
    """Bodies of one name are one where their articles tell offices of one state: "the Constitutional Court"."""
    states = states_of(seats)
    bodies: dict[str, dict[Body, set[str]]] = defaultdict(dict)
    for seat in seats:
        if seat.body is not None and seat.body.kind == "organisation":
            own = {seat.body.country} if seat.body.country else {*states.get(seat.line.claim.document, ())}
            bodies[seat.body.name.lower()].setdefault(seat.body, set()).update(own)
    one: dict[Body, Body] = {}
    for several in bodies.values():
        codes = {code for told in several.values() for code in told}
        if len(several) > 1 and len(codes) == 1 and all(several.values()):
            first = min(several, key=lambda body: (body.country is None, body.key))
            one |= dict.fromkeys(several, first)
    return [replace(seat, body=one.get(seat.body, seat.body)) if seat.body else seat for seat in seats]


def of_chambers(seats: Sequence[Seat]) -> list[Seat]:
    """A speaker's chamber, the upper one apart from the other; "the parliament" and "the country" are the lower.

    A chamber that many states have ("Congress", "the chamber") is that of the state whose offices its article tells.
    """
    states = states_of(seats)

    def chamber(seat: Seat) -> Seat:
        upper = seat.post == UPPER
        if seat.line.claim.type != "legislator" or seat.post not in ("speaker", UPPER):
            return seat
        if seat.body is None:  # "the speaker" of an article that tells offices of one state
            codes = [*states.get(seat.line.claim.document, ())]
            state = state_body(codes[0]) if len(codes) == 1 else None
            return seat if state is None else chamber(replace(seat, body=state))
        words = seat.body.name.lower().split()
        told = states[seat.line.claim.document].most_common(1)
        is_any = len(words) == 1 and seat.body.kind != "country"
        code = told[0][0] if told and (is_any or seat.body.country is None) else seat.body.country
        if code is None:
            return seat
        upper = upper or any(name in seat.body.name.lower() for name in classes()["upper_chamber"])
        body = Body("chamber", f"{code} upper" if upper else code, seat.body.name, code)
        return replace(seat, post="speaker", body=body)

    return [chamber(seat) for seat in seats]
