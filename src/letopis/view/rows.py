"""The rows of every list: plain values, days as ISO strings, one field for one column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from letopis.profile import Counted, Holdings, Line
from letopis.times import iso
from letopis.view import wording


@dataclass(frozen=True, slots=True)
class LineRow:
    """One claim in a list.

    `date` is for reading, `start` and `end` are days, half-open. `words` is short, `quote` the whole
    sentence. `reason` says why there is no date. `known` is when a reader could know it. `reports` tell the same,
    `independent` of them rest on nobody that another rests on. `review` is what a person
    said of it: accepted, rejected, corrected.
    """

    date: str
    who: str
    what: str
    words: str
    source: str
    id: str
    kind: str
    type: str
    mode: str | None
    start: str | None
    end: str | None
    known: str | None
    modality: str
    polarity: str
    according_to: str | None
    score: float
    quote: str
    document: str
    reason: str | None = None
    reports: int = 1
    independent: int = 1
    review: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """Somebody in an office, as one source has it; `start` and `end` for reading, "" where the source is
    silent.
    """

    holder: str
    office: str
    organisation: str
    start: str
    end: str
    known: str | None
    words: str
    source: str
    id: str
    quote: str
    document: str
    reports: int = 1
    independent: int = 1


@dataclass(frozen=True, slots=True)
class CastRow:
    """One of the cast. `offices` are those that the record gives them."""

    name: str
    kind: str
    country: str | None
    names: str
    offices: str
    mentions: int
    documents: int
    claims: int
    id: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file that was given to the record: read, with what was found in it; or rejected, with the reason.

    `copies` counts the documents that are one text, itself too; `copy_of` is the path of the first of them to appear,
    or None; `copy_kind` is how it stands to that (`letopis.copied.Relation`); `superseded_by` the path of the next
    version of the same article; `credit` the news agency that it names as its own source.
    """

    path: str
    status: str
    title: str | None
    published: str | None
    basis: str | None
    publisher: str | None
    words: int
    mentions: int
    claims: int
    found: str
    reason: str | None
    also_at: str | None
    id: str
    bounds: str | None = None
    copies: int = 1
    copy_of: str | None = None
    copy_kind: str | None = None
    superseded_by: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class HitRow:
    """Where words were found: in a claim, or in a text (`kind` "text"). `quote` is the whole sentence or
    block.
    """

    kind: str
    date: str
    what: str
    words: str
    source: str
    id: str
    quote: str


def known(line: Line) -> str | None:
    """When a reader could know it, as precisely as is known."""
    interval = line.claim.known
    return wording.when(interval) or None


def line_row(
    line: Line, *, date: str | None = None, what: str | None = None, reason: str | None = None
) -> LineRow:
    """The row of a line; `date`, `what` and `reason` replace what it would say of itself."""
    claim = line.claim
    return LineRow(
        date=wording.when(claim.when) if date is None else date,
        who=wording.who(line),
        what=what or wording.what(line),
        words=wording.words(line),
        source=line.path,
        id=claim.id,
        kind=str(claim.kind),
        type=claim.type,
        mode=claim.mode,
        start=iso(claim.when.start) if claim.when else None,
        end=iso(claim.when.end) if claim.when else None,
        known=known(line),
        modality=str(claim.modality),
        polarity=str(claim.polarity),
        according_to=wording.according_to(line),
        score=claim.score,
        quote=claim.evidence[0].quote,
        document=claim.document,
        reason=reason,
        reports=line.support.reports,
        independent=line.support.independent,
        review=line.review,
    )


def document_rows(holdings: Holdings) -> list[DocumentRow]:
    """Every file, by path: documents, then what was rejected."""
    rows = []
    paths = {counted.document.id: counted.document.path for counted in holdings.documents}
    for counted in holdings.documents:
        document = counted.document
        rows.append(
            DocumentRow(
                path=document.path,
                status="read",
                title=document.title,
                published=wording.when(document.published.interval) or None,
                basis=document.published.basis,
                publisher=document.publisher,
                words=len(document.text.split()),
                mentions=counted.mentions,
                claims=sum(counted.claims.values()),
                found=", ".join(f"{count} {kind}" for kind, count in counted.claims.items()),
                reason=None,
                also_at=", ".join(counted.other_paths) or None,
                id=document.id,
                bounds=document.published.text if document.published.basis == "bounds" else None,
                **_copy_fields(counted, paths),
            )
        )
    for refused in holdings.rejected:
        reason = f"{refused.code}: {refused.reason}"
        nothing = (None, None, None, None, 0, 0, 0, "")
        rows.append(DocumentRow(refused.path, "rejected", *nothing, reason, None, refused.id))
    return rows


def _copy_fields(counted: Counted, paths: Mapping[str, str]) -> dict[str, Any]:
    """What a document is among its copies, for its row."""
    copy = counted.copy
    if copy is None:
        return {}
    return {
        "copies": copy.size,
        "copy_of": paths.get(copy.head) if copy.head != copy.document else None,
        "copy_kind": str(copy.relation) if copy.relation else None,
        "superseded_by": paths.get(copy.superseded_by or ""),
        "credit": copy.credit,
    }
