"""Who did it, to whom and where, in articles of ours: tests/cases/where/parties.toml, and whole reports: reports.toml.

Of an event told by its `cue` (else by its type in that sentence) names or words of each `actor` and `recipient`, of its
`place`, and the `country` of that; `not_actor` and `not_recipient` are who has no part in it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from letopis.background import Background
from letopis.claim import Claim, ClaimKind
from letopis.gazetteer import state_coding
from letopis.mention import Mention
from letopis.pipeline import find_in
from letopis.resolve import resolve
from tests.extract.reading_aloud import document_of

WHERE = Path(__file__).parents[1] / "cases" / "where"
CASES = [
    case
    for name in ("parties", "reports")
    for case in tomllib.loads((WHERE / f"{name}.toml").read_text("utf-8"))["case"]
]
STRONG = [case for case in CASES if case["grade"] == "strong"]
OTHERS = [case for case in CASES if case["grade"] != "strong"]


@cache
def _read(text: str, published: str | None) -> tuple[list[Claim], dict[str, str], dict[str, Mention]]:
    """The events of a text, the name and the mention of each id."""
    found = find_in(document_of(text, published))
    tenures = tuple(claim for claim in found.claims if claim.kind is ClaimKind.TENURE)
    resolution = resolve(list(found.mentions), (), Background({}, tenures))
    names = {entity.id: entity.name for entity in resolution.entities}
    named = {m.id: names.get(resolution.entity_of.get(m.chain, ""), m.text) for m in found.mentions}
    events = [claim for claim in found.claims if claim.kind is ClaimKind.EVENT]
    return events, named, {m.id: m for m in found.mentions}


def _claims_of(event: dict[str, Any], text: str, events: list[Claim]) -> list[Claim]:
    at = text.index(event["cue"])
    types = event.get("type", [])
    types = [types] if isinstance(types, str) else types
    there = [
        c for c in events if (cue := c.evidence[0].cue) and cue[0] < at + len(event["cue"]) and at < cue[1]
    ]
    of_type = [c for c in there if c.type in types]
    near = [c for c in events if c.type in types and c.evidence[0].start <= at < c.evidence[0].end]
    return of_type or near or ([] if types else there)


def answers(case: dict[str, Any]) -> list[tuple[str, bool]]:
    """Every single answer of a case in words, and whether it is given."""
    events, named, mentions = _read(case["text"], case.get("published"))
    given = []
    for event in case["events"]:
        claims = _claims_of(event, case["text"], events)
        told = {
            role: [
                f"{named.get(a.mention or '', '')} | {a.text}".casefold() for c in claims for a in c.all(role)
            ]
            for role in ("actor", "recipient", "place")
        }
        if "type" in event:
            given.append((f"{event['cue']} is {event['type']}", bool(claims)))
        for role in ("actor", "recipient"):
            for who in event.get(role, ()):
                has = any(who.casefold() in one for one in told[role])
                given.append((f"{event['cue']}: {role} {who}", has))
            for who in event.get(f"not_{role}", ()):
                has = any(who.casefold() in one for one in told[role])
                given.append((f"{event['cue']}: {role} is not {who}", not has))
        places = [mentions[a.mention] for c in claims for a in c.all("place") if a.mention in mentions]
        if "place" in event:
            given.append(
                (f"in {event['place']}", any(event["place"].casefold() in one for one in told["place"]))
            )
        if "country" in event:
            code = state_coding(event["country"]).country
            in_it = any(m.location is not None and m.location.country == code for m in places)
            given.append((f"{event['cue']} in {event['country']}", in_it))
    return given


@pytest.mark.parametrize("case", STRONG, ids=lambda case: case["text"][:60])
def test_strong_case_holds(case: dict[str, Any]) -> None:
    """Everybody told takes the part that is told, and nobody who is ruled out does."""
    assert not [words for words, right in answers(case) if not right]


def test_most_answers_of_the_harder_cases_are_given() -> None:
    """Of the single answers of medium cases at least seven in ten are right."""
    every = [right for case in OTHERS for _, right in answers(case)]
    assert 10 * sum(every) >= 7 * len(every)
