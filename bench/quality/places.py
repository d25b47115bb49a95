"""Score where events were: our own cases, with the country and the coordinates of each place.

In:   tables of cases (TOML): a text, its events by their cue, and of each the places with country and coordinates.
Out:  of the places told, how many an event of that cue has, in the right country (`country`), within 50 km of the
      right point (`coordinates`); of the events without a place, how many have none (`placeless`). Beside it
      `resolved`: the words of each place alone, whatever the event found; `found`: the events with
      such a cue; `precise`: of the places that events of such a cue have, those that are told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from bench.quality.score import Score
from letopis.claim import Claim, ClaimKind
from letopis.document import Block, BlockKind, Document, Published, content_id
from letopis.extract.place.locating import Locator
from letopis.gazetteer import state_coding
from letopis.location import Location
from letopis.mention import Mention
from letopis.pipeline import find_in
from letopis.times import parse_date

NEAR_KM = 50.0
Place = dict[str, Any]


def score(data: Path, limit: int | None = None) -> Score:
    """The score of the tables in a file or folder; `limit` shows only so many of the misses."""
    tables = sorted(data.rglob("*.toml")) if data.is_dir() else [data]
    cases = [case for table in tables for case in tomllib.loads(table.read_text(encoding="utf-8"))["case"]]
    tally: dict[str, list[bool]] = {
        name: [] for name in ("country", "coordinates", "found", "precise", "placeless", "resolved")
    }
    misses: list[str] = []
    for case in cases:
        document = document_of_case(case)
        found = find_in(document)
        by_id = {mention.id: mention for mention in found.mentions}
        for event in case["events"]:
            _score_event(event, document, found.claims, by_id, tally, misses)
        _score_words(case, document, list(found.mentions), tally, misses)
    figures = {name: 100 * sum(held) / max(1, len(held)) for name, held in tally.items()}
    counted = {f"{name}_of": float(len(held)) for name, held in tally.items()}
    return Score("places", "country", {**figures, **counted}, misses[:limit])


def document_of_case(case: dict[str, Any]) -> Document:
    """The text of a case as a document."""
    text = case["text"]
    dated = (
        Published(parse_date(case["published"]), "given", case["published"])
        if "published" in case
        else Published()
    )
    blocks = (Block(0, len(text), BlockKind.BODY),)
    return Document(content_id("doc", text), "case.txt", "text/plain", text, blocks=blocks, published=dated)


def _score_event(
    event: dict[str, Any],
    document: Document,
    claims: Iterable[Claim],
    by_id: dict[str, Mention],
    tally: dict[str, list[bool]],
    misses: list[str],
) -> None:
    found = list(_places_of(event, document.text, claims, by_id))
    tally["found"].append(bool(claims_at(event, document.text, claims)))
    shown = [(words, place and (place.country, place.lat, place.lon)) for words, place in found]
    if not event["places"]:
        tally["placeless"].append(not found)
        if found:
            misses.append(f"{event['cue']}: no place, found {shown} | {document.text}")
    wanted = [place["text"] for place in event["places"]]
    for words, _ in found:
        told = any(_are_same(words, text) for text in wanted)
        tally["precise"].append(told)
        if wanted and not told:
            misses.append(f"{event['cue']}: {words} is no place of it | {document.text}")
    for place in event["places"]:
        same = [where for words, where in found if _are_same(words, place["text"])]
        right = any(_is_country(where, place) for where in same)
        tally["country"].append(right)
        near = right
        if "lat" in place:
            near = any(_is_near(where, place) for where in same)
            tally["coordinates"].append(near)
        if not (right and near):
            misses.append(f"{event['cue']}: {place} | found {shown} | {document.text}")


def _places_of(
    event: dict[str, Any], text: str, claims: Iterable[Claim], by_id: dict[str, Mention]
) -> Iterator[tuple[str, Location | None]]:
    """Words and location of the places of the events with this cue."""
    for claim in claims_at(event, text, claims):
        for argument in claim.all("place"):
            mention = by_id.get(argument.mention or "")
            yield argument.text, mention.location if mention is not None else None


def claims_at(event: dict[str, Any], text: str, claims: Iterable[Claim]) -> list[Claim]:
    """The events with this cue; where there is none, those of its type, which another word of the clause may tell."""
    at, cue = text.index(event["cue"]), event["cue"]
    events = [claim for claim in claims if claim.kind is ClaimKind.EVENT]
    spans = [(claim, claim.evidence[0].cue) for claim in events]
    told = [claim for claim, span in spans if span and span[0] < at + len(cue) and at < span[1]]
    return told or [claim for claim in events if claim.type == event.get("type")]


def _score_words(
    case: dict[str, Any],
    document: Document,
    mentions: list[Mention],
    tally: dict[str, list[bool]],
    misses: list[str],
) -> None:
    """Each place of a case by its words alone."""
    locator = Locator(document, mentions)
    places = {place["text"]: place for event in case["events"] for place in event["places"]}
    for place in places.values():
        named = [locator.locate(m) for m in mentions if m.text in place["text"] or place["text"] in m.text]
        right = any(is_right(where, place) for where in named)
        tally["resolved"].append(right)
        if not right:
            misses.append(
                f"words: {place} | found {[where and where.to_json() for where in named]} | {document.text}"
            )


def _are_same(words: str, others: str) -> bool:
    """True where one is a part of the other, articles apart."""
    one, other = words.removeprefix("the "), others.removeprefix("the ")
    return one in other or other in one


def is_right(where: Location | None, place: Place) -> bool:
    """True for a location in the country of a place and near its point."""
    return _is_country(where, place) and _is_near(where, place)


def _is_country(where: Location | None, place: Place) -> bool:
    wanted = state_coding(place.get("country")).country
    return (where.country if where is not None else None) == wanted


def _is_near(where: Location | None, place: Place) -> bool:
    if "lat" not in place:
        return True
    if where is None or where.lat is None or where.lon is None:
        return False
    north, east = radians(where.lat - place["lat"]), radians(where.lon - place["lon"])
    inner = sin(north / 2) ** 2 + cos(radians(where.lat)) * cos(radians(place["lat"])) * sin(east / 2) ** 2
    return 2 * 6371 * asin(sqrt(inner)) <= NEAR_KM
