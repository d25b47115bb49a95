"""Nouns to table rows and back.

In:   nouns; or rows as mappings from column name to value.
Out:  rows as dicts, ready for `insert`; or nouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from letopis.anchor import Anchor
from letopis.bound import Bound
from letopis.claim import Argument, Claim, ClaimKind, Described, Evidence, Link, Modality, Polarity, Words
from letopis.coding import Coding
from letopis.decision import Act, Decision, Judgement
from letopis.document import Block, BlockKind, Document, Published
from letopis.location import Location
from letopis.mention import Form, Mention, MentionKind, Unnamed
from letopis.outlet import Trait, TraitKind
from letopis.times import Alternative, Interval

Row = Mapping[Any, Any]
Values = dict[str, Any]

_PLAIN_DOCUMENT = ("id", "path", "media_type", "text", "url", "title", "title_basis", "byline", "publisher")


def fields_of(noun: Any) -> Values:
    """Every field of a frozen noun, one level deep."""
    return {name: getattr(noun, name) for name in noun.__slots__}


def published_json(published: Published) -> Values:
    """A publication date as JSON."""
    return {"interval": published.interval.to_json(), "basis": published.basis, "text": published.text}


def published_from(found: Row) -> Published:
    """The date that `published_json` wrote."""
    return Published(Interval.from_json(found["interval"]), found["basis"], found["text"])


def document_row(document: Document, run: str) -> Values:
    """The row of a document."""
    return {
        **{key: getattr(document, key) for key in _PLAIN_DOCUMENT},
        "published": published_json(document.published),
        "candidates": [published_json(candidate) for candidate in document.candidates],
        "language": document.language,
        "reader": document.reader,
        "run": run,
    }


def document_from(row: Row, blocks: Iterable[Row]) -> Document:
    """The document of a row and its blocks, dated as it was read."""
    return Document(
        **{key: row[key] for key in _PLAIN_DOCUMENT},
        blocks=tuple(Block(block["start"], block["end"], BlockKind(block["kind"])) for block in blocks),
        published=published_from(row["published"]),
        candidates=tuple(published_from(candidate) for candidate in row["candidates"]),
        language=row["language"],
        reader=row["reader"],
    )


def mention_row(mention: Mention) -> Values:
    """The row of a mention."""
    row = fields_of(mention)
    row["kind"], row["form"] = str(mention.kind), str(mention.form)
    row["interval"] = mention.interval.to_json() if mention.interval else None
    others = row.pop("alternatives")
    if others and row["interval"]:
        row["interval"]["alternatives"] = [
            {"value": other.value, "interval": other.interval.to_json(), "reason": other.reason}
            for other in others
        ]
    row["members"] = list(mention.members)
    row["unnamed"] = mention.unnamed and str(mention.unnamed)
    row["coding"] = coding_text(mention.coding)
    row["location"] = mention.location and mention.location.to_json()
    return row


def mention_from(row: Row) -> Mention:
    """The mention of a row."""
    values = {field: row[field] for field in Mention.__slots__ if field != "alternatives"}
    values["kind"], values["form"] = MentionKind(row["kind"]), Form(row["form"])
    values["interval"] = Interval.from_json(row["interval"]) if row["interval"] else None
    values["members"] = tuple(row["members"])
    values["unnamed"] = Unnamed(row["unnamed"]) if row["unnamed"] else None
    values["coding"], values["location"] = coding_from(row["coding"]), location_from(row["location"])
    return Mention(**values, alternatives=_alternatives_from(row["interval"]))


def coding_text(coding: Coding | None) -> str | None:
    """A coding in one cell."""
    return coding.to_text() if coding is not None else None


@lru_cache(maxsize=10_000)
def coding_from(text: str | None) -> Coding | None:
    """The coding of a cell."""
    return Coding.from_text(text) if text else None


def location_from(found: Row | None) -> Location | None:
    """The location that `to_json` wrote."""
    return Location.from_json(dict(found)) if found else None


def _alternatives_from(found: Row | None) -> tuple[Alternative, ...]:
    """What is kept beside the days of a time."""
    return tuple(
        Alternative(other["value"], Interval.from_json(other["interval"]), other["reason"])
        for other in (found or {}).get("alternatives", ())
    )


def claim_row(claim: Claim, run: str) -> Values:
    """The row of a claim, without its parts."""
    return {
        "id": claim.id,
        "document": claim.document,
        "start": claim.evidence[0].start,
        "kind": str(claim.kind),
        "type": claim.type,
        "mode": claim.mode,
        "context": list(claim.context),
        "when": claim.when.to_json() if claim.when else None,
        "when_start": claim.when.start if claim.when else None,
        "when_end": claim.when.end if claim.when else None,
        "known": claim.known.to_json() if claim.known else None,
        "polarity": str(claim.polarity),
        "modality": str(claim.modality),
        "background": claim.background,
        "shown_by": [fields_of(words) for words in claim.shown_by] or None,
        "score": claim.score,
        "producer": claim.producer,
        "same_as": None,
        "first_run": run,
        "last_run": run,
    }


def argument_rows(claim: Claim) -> list[Values]:
    """The rows of a claim's arguments."""
    return [
        {
            "claim": claim.id,
            "position": position,
            **_with_described(argument),
            "coding": coding_text(argument.coding),
        }
        for position, argument in enumerate(claim.arguments)
    ]


def _with_described(part: Argument | Link) -> Values:
    """The fields of a part; how it is described as JSON."""
    return {**fields_of(part), "described": described_json(part.described)}


def described_json(described: Described | None) -> Values | None:
    """How an unnamed source is described, as JSON."""
    return {**fields_of(described), "of": list(described.of)} if described else None


def described_from(found: Row | None) -> Described | None:
    """The description that `described_json` wrote."""
    return Described(found["count"], found["number"], tuple(found["of"]), found["why"]) if found else None


def evidence_rows(claim: Claim) -> list[Values]:
    """The rows of a claim's evidence."""
    rows = []
    for position, evidence in enumerate(claim.evidence):
        row = {"claim": claim.id, "position": position, **fields_of(evidence)}
        row["cue_start"], row["cue_end"] = row.pop("cue") or (None, None)
        rows.append(row)
    return rows


def trait_rows(document: str, traits: Iterable[Trait]) -> list[Values]:
    """The rows of what a document says of outlets."""
    rows = []
    for position, trait in enumerate(traits):
        evidence = fields_of(trait.evidence)
        cue = evidence.pop("cue") or (None, None)
        told = {"mention": trait.mention, "kind": str(trait.kind), "value": trait.value}
        place = {"position": position, "cue_start": cue[0], "cue_end": cue[1]}
        rows.append({**evidence, **told, **place, "document": document})
    return rows


def trait_from(row: Row) -> Trait:
    """The trait of a row."""
    return Trait(row["mention"], TraitKind(row["kind"]), row["value"], evidence_from(row))


def bound_rows(document: str, bounds: Iterable[Bound], *, joined: bool) -> list[Values]:
    """The rows of what bounds a document's date; `joined` are those that rest on other documents too."""
    return [
        {
            "document": document,
            "joined": joined,
            "position": position,
            "earliest": bound.earliest,
            "latest": bound.latest,
            "rule": bound.rule,
            "evidence": [fields_of(evidence) for evidence in bound.evidence],
        }
        for position, bound in enumerate(bounds)
    ]


def bound_from(row: Row) -> Bound:
    """The bound of a row."""
    evidence = tuple(
        Evidence(**{**told, "cue": tuple(told["cue"]) if told["cue"] else None}) for told in row["evidence"]
    )
    return Bound(row["earliest"], row["latest"], row["rule"], evidence)


def attribution_rows(claim: Claim) -> list[Values]:
    """The rows of a claim's attribution."""
    return [
        {"claim": claim.id, "position": position, **_with_described(link)}
        for position, link in enumerate(claim.attribution)
    ]


def evidence_from(row: Row) -> Evidence:
    """The evidence of a row."""
    cue = (row["cue_start"], row["cue_end"]) if row["cue_start"] is not None else None
    place = row["document"], row["start"], row["end"]
    return Evidence(*place, row["quote"], row["prefix"], row["suffix"], cue=cue)


def argument_from(row: Row) -> Argument:
    """The argument of a row."""
    place = row["role"], row["start"], row["end"], row["text"], row["mention"], row["value"]
    return Argument(*place, described_from(row["described"]), coding_from(row["coding"]), row["measure"])


def link_from(row: Row) -> Link:
    """The link of a row."""
    place = row["start"], row["end"], row["text"], row["cue"], row["mention"], row["medium"], row["unnamed"]
    return Link(*place, row["cue_start"], row["cue_end"], described_from(row["described"]))


def claim_from(
    row: Row, arguments: tuple[Argument, ...], evidence: tuple[Evidence, ...], links: tuple[Link, ...]
) -> Claim:
    """The claim of a row and its parts.

    Raises:
        EvidenceError: there is no evidence.
    """
    return Claim(
        id=row["id"],
        document=row["document"],
        kind=ClaimKind(row["kind"]),
        type=row["type"],
        arguments=arguments,
        evidence=evidence,
        mode=row["mode"],
        context=tuple(row["context"]),
        when=Interval.from_json(row["when"]) if row["when"] else None,
        known=Interval.from_json(row["known"]) if row["known"] else None,
        polarity=Polarity(row["polarity"]),
        modality=Modality(row["modality"]),
        background=row["background"],
        shown_by=tuple(Words(**words) for words in row["shown_by"] or ()),
        attribution=links,
        score=row["score"],
        producer=row["producer"],
    )


def judgement_row(judgement: Judgement) -> Values:
    """The row of a machine's judgement, which is of two chains alone."""
    return {
        key: value for key, value in fields_of(judgement).items() if key not in ("with_left", "with_right")
    }


def decision_row(decision: Decision) -> Values:
    """The row of a decision."""
    sides = {side: [fields_of(anchor) for anchor in getattr(decision, side)] for side in ("on", "other")}
    return {**fields_of(decision), "act": str(decision.act), **sides, "told": dict(decision.told)}


def decision_from(row: Row) -> Decision:
    """The decision of a row."""
    on, other = (tuple(anchor_from(found) for found in row[side]) for side in ("on", "other"))
    told = tuple(sorted(row["told"].items()))
    return Decision(row["id"], Act(row["act"]), row["by"], row["at"], row["why"], on, other, told)


def anchor_from(found: Row) -> Anchor:
    """The anchor whose fields stand in a mapping, lists for tuples."""
    cue = found.get("cue")
    parts = tuple((role, start, end) for role, start, end in found.get("parts", ()))
    return Anchor(**{**found, "cue": tuple(cue) if cue else None, "parts": parts})
