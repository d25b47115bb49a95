"""Claims as JSON, one a line: the contract, version 1.

Keys stand in one order, absent values are null. Keys may be appended in later versions and are never renamed.
data/claims.schema.json says the same for a validator, docs/format.md for a reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from letopis.claim import ClaimKind, Described, Evidence
from letopis.counting import QUADS, Codebook
from letopis.profile import Line, Part, Source
from letopis.times import Interval, iso


def export_claims(lines: Iterable[Line], codebook: Codebook | None = None) -> Iterator[str]:
    """One JSON object for each line, each ending in a line feed, in the order given.

    With a codebook the events have its categories, and those that it drops are left out.
    """
    for line in lines:
        found = claim_object(line) if codebook is None else coded_object(line, codebook)
        if found is not None:
            yield json.dumps(found, ensure_ascii=False, allow_nan=False) + "\n"


def coded_object(line: Line, codebook: Codebook) -> dict[str, Any] | None:
    """A line with the category of a codebook as its type, ours under `codebook`; None where it is dropped."""
    found = claim_object(line)
    if line.claim.kind is not ClaimKind.EVENT:
        return {**found, "codebook": None}
    code = codebook.code(line)
    if code is None:
        return None
    told = {
        "name": codebook.name,
        "quad": QUADS.get(code.quad or 0),
        "intensity": code.intensity,
        "type": line.claim.type,
        "mode": line.claim.mode,
    }
    return {**found, "type": code.type, "mode": code.mode, "codebook": told}


def claim_object(line: Line) -> dict[str, Any]:
    """A line as the contract has it."""
    claim = line.claim
    return {
        "id": claim.id,
        "kind": str(claim.kind),
        "type": claim.type,
        "mode": claim.mode,
        "context": list(claim.context),
        "arguments": [_argument(part) for part in line.parts],
        "when": claim.when.to_json() if claim.when else None,
        "known": _known(claim.known),
        "polarity": str(claim.polarity),
        "modality": str(claim.modality),
        "background": claim.background,
        "attribution": [_source(source) for source in line.sources],
        "evidence": [_evidence(evidence, line.path) for evidence in claim.evidence],
        "score": round(claim.score, 4),
        "producer": claim.producer,
        "same_as": line.same_as,
        "shown_by": [{"text": w.text, "start": w.start, "end": w.end} for w in claim.shown_by],
        "reports": line.support.reports,
        "independent": line.support.independent,
        "review": line.review,
    }


def _argument(part: Part) -> dict[str, Any]:
    return {
        "role": part.role,
        "name": part.name,
        "entity": part.entity,
        "text": part.text,
        "start": part.start,
        "end": part.end,
        "described": _described(part.described),
        "unnamed_because": part.unnamed_because,
        "country": part.country,
        "cow": part.cow,
        "sector": list(part.sectors),
        **_place(part),
        "measure": part.measure,
        "low": _number(part.amount.low) if part.amount else None,
        "high": _number(part.amount.high) if part.amount else None,
        "unit": part.amount.unit if part.amount else None,
        "unnamed": part.described is not None,
    }


def _place(part: Part) -> dict[str, Any]:
    """Where a place is; null of everything else."""
    location = part.location if part.role == "place" else None
    return {
        "region": location.region if location else None,
        "lat": location.lat if location else None,
        "lon": location.lon if location else None,
        "resolution": location.level if location else None,
    }


def _number(number: float | None) -> int | float | None:
    """A whole number without its point."""
    return int(number) if number is not None and number == int(number) else number


def _source(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "entity": source.entity,
        "cue": source.cue,
        "medium": source.medium,
        "unnamed": source.unnamed,
        "text": source.text,
        "start": source.start,
        "end": source.end,
        "cue_start": source.cue_start,
        "cue_end": source.cue_end,
        "described": _described(source.described),
    }


def _described(described: Described | None) -> dict[str, Any] | None:
    if described is None:
        return None
    return {
        "count": described.count,
        "number": described.number,
        "of": list(described.of),
        "why": described.why,
    }


def _evidence(evidence: Evidence, path: str) -> dict[str, Any]:
    return {
        "document": evidence.document,
        "path": path,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _known(interval: Interval | None) -> str | None:
    """The publication as precisely as it was written: a day, a month or a year."""
    if interval is None or interval.start is None:
        return None
    return interval.edtf or iso(interval.start)
