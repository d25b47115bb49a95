"""Events in PLOVER's layout, one record a line, for programs that read that coding.

In:   lines of the record.
Out:  one JSON object for each event that PLOVER has a type for, in the order given.

Type and modality are apart in Letopis; here they are folded as PLOVER has it: a meeting to come is an agreement, a
withdrawal to come a concession, help that will not be given a refusal. Other events that did not happen are left
out, as are those of our extension that name no PLOVER type. docs/format.md tells every field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from letopis import __version__
from letopis.claim import Claim, ClaimKind, Modality, Polarity
from letopis.ontology import event_type
from letopis.profile import Line, Part
from letopis.times import DAY, Interval, iso

AHEAD = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
REFUSED = {  # what will not be done → the mode of the refusal
    "CONSULT": "meet",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "AID": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "AGREE": None,
}
MEANT = {"ASSAULT": ("THREATEN", "violence")}  # force that is announced
FLAGS = {Modality.PLANNED: "future", Modality.POSSIBLE: "hypothetical", Modality.HYPOTHETICAL: "hypothetical"}
SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}


@dataclass(frozen=True, slots=True)
class Coded:
    """What an event is in PLOVER: type, mode, and the auxiliary modes that no other type tells."""

    event: str
    mode: str | None
    auxiliary: tuple[str, ...] = ()


def export_plover(lines: Iterable[Line]) -> Iterator[str]:
    """One JSON object for each event that PLOVER codes, each ending in a line feed."""
    for line in lines:
        coded = fold(line.claim) if line.claim.kind is ClaimKind.EVENT else None
        if coded is not None:
            yield json.dumps(plover_object(line, coded), ensure_ascii=False, allow_nan=False) + "\n"


def fold(claim: Claim) -> Coded | None:
    """The event as PLOVER codes it, or None where it codes none."""
    ours = event_type(claim.type)
    if ours.plover is None:
        return None
    event = ours.plover
    mode = ours.plover_mode if ours.extension else claim.mode
    auxiliary = ("historical",) if claim.background else ()
    ahead = claim.modality == Modality.PLANNED
    if claim.polarity == Polarity.NEGATED:
        return Coded("REJECT", REFUSED[event], auxiliary) if ahead and event in REFUSED else None
    if ahead and event in AHEAD:
        return Coded(AHEAD[event], None, auxiliary)
    if ahead and event in MEANT:
        return Coded(*MEANT[event], auxiliary)
    flag = FLAGS.get(claim.modality)
    return Coded(event, mode, (*auxiliary, flag) if flag else auxiliary)


def plover_object(line: Line, coded: Coded) -> dict[str, Any]:
    """A line as PLOVER's record, its keys in a fixed order."""
    claim, evidence = line.claim, line.claim.evidence[0]
    kind = event_type(coded.event)
    scored = kind.modes.get(coded.mode or "")
    start, end = _days(claim.when)
    cue = evidence.cue
    return {
        "id": claim.id,
        "date": start or _first_day(claim.known),
        "enddate": end,
        "date_basis": "event" if start else "publication" if _first_day(claim.known) else None,
        "actor": [_actor(part) for part in line.all("actor")],
        "recipient": [_actor(part) for part in line.all("recipient")],
        "event": coded.event,
        "mode": coded.mode,
        "auxiliary": list(coded.auxiliary),
        "alleged": claim.modality == Modality.ALLEGED,
        "context": list(claim.context),
        "quad_code": kind.quad,
        "event_scale": scored.intensity if scored and scored.intensity is not None else kind.intensity,
        "event_loc": [_location(part) for part in line.all("place")],
        "event_text": evidence.quote[cue[0] - evidence.start : cue[1] - evidence.start] if cue else None,
        "size": _sizes(line),
        "link": line.same_as,
        "text": evidence.quote,
        "text_info": {"start": evidence.start, "end": evidence.end},
        "cite_info": {
            "path": line.path,
            "title": line.title,
            "publication": line.publisher,
            "published": _first_day(claim.known),
            "language": "en",
        },
        "coder": f"letopis {__version__}",
    }


def _actor(part: Part) -> dict[str, Any]:
    sectors = part.sectors
    return {
        "text": part.text,
        "name": part.name,
        "entity": part.entity,
        "country": part.country,
        "sector": sectors[0] if sectors else None,
        "other_sectors": list(sectors[1:]),
    }


def _location(part: Part) -> dict[str, Any]:
    told = part.location
    return {
        "text": part.text,
        "name": part.name,
        "country": part.country,
        "lat": told.lat if told else None,
        "lon": told.lon if told else None,
        "resolution": told.level if told else None,
    }


def _sizes(line: Line) -> dict[str, int]:
    """How many were killed, injured, arrested, where it is told: the least that the words allow."""
    found: dict[str, int] = {}
    for part in line.parts:
        size = SIZES.get(part.measure or "")
        if size and part.amount is not None and part.amount.low is not None:
            found.setdefault(size, int(part.amount.low))
    return found


def _days(when: Interval | None) -> tuple[str | None, str | None]:
    """First and last day of the outer bounds, as far as they are known."""
    if when is None or when.start is None:
        return None, None
    last = when.end - DAY if when.end is not None else None
    return iso(when.start), iso(last) if last and last > when.start else None


def _first_day(interval: Interval | None) -> str | None:
    return iso(interval.start) if interval is not None and interval.start is not None else None
