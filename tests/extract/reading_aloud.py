"""Read one text the whole way and tell its claims as plain dicts, names resolved: what a case is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from letopis.background import Background
from letopis.claim import Claim, ClaimKind
from letopis.document import Block, BlockKind, Document, Published, content_id
from letopis.mention import MentionKind
from letopis.pipeline import find_in
from letopis.resolve import resolve
from letopis.times import parse_date


def document_of(text: str, published: str | None = None) -> Document:
    """A document of one paragraph for each empty line in the text."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(start, start + len(paragraph), BlockKind.BODY))
        start += len(paragraph) + 2
    dated = Published(parse_date(published), "given", published) if published else Published()
    return Document(content_id("doc", text), "case.txt", "text/plain", text, tuple(blocks), published=dated)


def claims_of(text: str, published: str | None = None) -> list[dict[str, Any]]:
    """The claims, each {kind, type, mode, polarity, modality, role: [names] …, measure: {numbers} …, attribution: [names],
    when}."""
    document = document_of(text, published)
    found = find_in(document)
    tenures = tuple(claim for claim in found.claims if claim.kind is ClaimKind.TENURE)
    days = {} if document.published.interval.is_open else {document.id: document.published.interval}
    resolution = resolve(list(found.mentions), (), Background(days, tenures))
    names = {entity.id: entity.name for entity in resolution.entities}
    named = {
        m.id: names.get(resolution.entity_of.get(m.chain, ""), m.value or m.text) for m in found.mentions
    }
    values = {m.id: m.value or "" for m in found.mentions if m.kind is MentionKind.QUANTITY}
    return [_told(claim, named, values) for claim in found.claims]


def _told(claim: Claim, named: dict[str, str], values: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": str(claim.kind),
        "type": claim.type,
        "mode": claim.mode,
        "polarity": str(claim.polarity),
        "modality": str(claim.modality),
        "when": claim.when,
        "attribution": [named.get(link.mention or "", link.text) for link in claim.attribution],
        "unnamed": any(link.unnamed for link in claim.attribution)
        or any(one.described is not None for one in claim.arguments),
    }
    for argument in claim.arguments:
        name = named.get(argument.mention or "") or argument.value or argument.text
        told.setdefault(argument.role, []).extend((name, argument.text))
        if argument.measure:  # a number is compared as a whole: "12", "12..", "20..30"
            number = (argument.value or values.get(argument.mention or "", "")).partition(" ")[0]
            told[argument.measure] = {*told.get(argument.measure, ()), number}
    return told


def holds(wanted: dict[str, Any], claims: Iterable[dict[str, Any]]) -> bool:
    """True when one claim has everything that is wanted.

    Of a time: `when` a day, month or year; `start`, `end` days, "" for an open bound; `basis`; `dated` false for none
    at all. `without`: roles that no argument may have.
    """
    return any(all(_has(claim, key, value) for key, value in wanted.items()) for claim in claims)


def _has(claim: dict[str, Any], key: str, value: Any) -> bool:
    when = claim["when"]
    if key in ("start", "end", "start_year", "end_year"):
        return when is not None and _bound(when, key, value)
    if key == "when":
        day = parse_date(value)
        return when is not None and when.start is not None and (when.start, when.end) == (day.start, day.end)
    if key == "dated":
        return (when is not None) == value
    if key == "basis":
        return when is not None and bool(when.basis == value)
    if key == "without":
        return not set(value) & claim.keys()
    if key == "unnamed":
        return bool(claim[key] == value)
    found = claim.get(key)
    if isinstance(found, set):
        return value in found
    if isinstance(found, list):
        return any(value.casefold() in text.casefold() for text in found)
    return bool(found == value)


def _bound(when: Any, key: str, value: Any) -> bool:
    day: date | None = when.start if key.startswith("start") else when.end
    if day is None or value == "":
        return day is None and value == ""
    if key.endswith("year"):
        last = day if key == "start_year" else date.fromordinal(day.toordinal() - 1)
        return last.year in value
    return day.isoformat() == value
