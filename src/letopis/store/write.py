"""Put into the tables what the steps made.

In:   an open transaction; nouns.
Out:  rows. Evidence and arguments are compared with the text before anything is kept.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select, update

from letopis.bound import Bound
from letopis.claim import Argument, Claim, ClaimKind, Link
from letopis.decision import Judgement
from letopis.document import Document
from letopis.entity import Entity
from letopis.errors import EvidenceError
from letopis.mention import Mention
from letopis.outlet import Trait
from letopis.store import changes, kin, rows, sqlite, tables

MACHINE = "machine:"


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one document.

    Attributes:
        sentences: spans of its text in order.
        traits: what it says of outlets, in text order.
        vectors: of what was said, by the id of the statement: 16-bit floats, little-endian.
        bounds: what the text proves of its date, where that is not given.
        space: the name of the weights that made the vectors; only those of one space can be compared.
    """

    sentences: Sequence[tuple[int, int]] = ()
    mentions: Sequence[Mention] = ()
    claims: Sequence[Claim] = ()
    traits: Sequence[Trait] = ()
    vectors: Mapping[str, bytes] = field(default_factory=dict)
    space: str = ""
    bounds: Sequence[Bound] = ()


def check_findings(document: Document, findings: Findings) -> None:
    """Nothing, when every claim's evidence, arguments and sources are words of the document, and those of traits.

    Raises:
        EvidenceError: one is not.
    """
    for trait in findings.traits:
        trait.evidence.check(document.text)
    for bound in findings.bounds:
        for evidence in bound.evidence:
            evidence.check(document.text)
    for claim in findings.claims:
        for evidence in claim.evidence:
            if evidence.document != document.id:
                raise EvidenceError(
                    f"claim {claim.id} of {document.id} rests on another document {evidence.document}"
                )
            evidence.check(document.text)
        parts: list[Argument | Link] = [*claim.arguments, *claim.attribution]
        words = [(part.start, part.end, part.text) for part in parts]
        words += [
            (link.cue_start, link.cue_end, link.cue)
            for link in claim.attribution
            if link.cue and link.cue_start is not None and link.cue_end is not None
        ]
        for start, end, text in words:
            if document.text[start:end] != text:
                place = f"{start}–{end} of {document.id}"
                raise EvidenceError(f"claim {claim.id}: {text[:40]!r} is not what stands at {place}")


def add_document(connection: Connection, document: Document, raw: bytes, run: str) -> None:
    """Keeps a document, its bytes and blocks, for good."""
    connection.execute(insert(tables.documents), rows.document_row(document, run))
    packed = {"document": document.id, "size": len(raw), "zlib": zlib.compress(raw, 6)}
    connection.execute(insert(tables.raw), packed)
    _add_blocks(connection, document)
    connection.execute(delete(tables.rejected).where(tables.rejected.c.path == document.path))


def replace_document(connection: Connection, document: Document) -> None:
    """Puts a document as another reader reads it in the place of the one that it was; its bytes and path stay."""
    row = rows.document_row(document, "")
    kept = {key: value for key, value in row.items() if key not in ("id", "path", "run")}
    connection.execute(update(tables.documents).where(tables.documents.c.id == document.id).values(**kept))
    connection.execute(delete(tables.blocks).where(tables.blocks.c.document == document.id))
    sqlite.forget_passages(connection, document.id)
    _add_blocks(connection, document)


def _add_blocks(connection: Connection, document: Document) -> None:
    blocks = [
        {"document": document.id, "position": n, "start": b.start, "end": b.end, "kind": str(b.kind)}
        for n, b in enumerate(document.blocks)
    ]
    sqlite.add_rows(connection, tables.blocks, blocks)
    passages = [
        {"words": document.text[b.start : b.end], "document": document.id, "start": b.start, "end": b.end}
        for b in document.blocks
        if b.is_read
    ]
    sqlite.index_passages(connection, passages)


def replace_findings(connection: Connection, document: Document, findings: Findings, run: str) -> int:
    """Puts findings in the place of the document's earlier ones; the number of its claims.

    A claim that was there before keeps its first run and the event it was merged into.

    Raises:
        EvidenceError: a claim's words are not in the document.
    """
    check_findings(document, findings)
    changes.mark_with_companions(connection, document.id)
    return _keep(connection, document, findings, run, _forget_findings(connection, document.id))


def add_findings(connection: Connection, document: Document, findings: Findings, run: str) -> int:
    """As `replace_findings`, of a document of which nothing was found before.

    Raises:
        EvidenceError: a claim's words are not in the document.
    """
    check_findings(document, findings)
    changes.mark(connection, [document.id])
    return _keep(connection, document, findings, run, {})


def _keep(
    connection: Connection,
    document: Document,
    findings: Findings,
    run: str,
    kept: Mapping[str, Mapping[str, str | None]],
) -> int:
    """Writes findings, `kept` what claims of before keep; the number of claims."""
    claims = list({claim.id: claim for claim in findings.claims}.values())
    spans = [
        {"document": document.id, "position": n, "start": start, "end": end}
        for n, (start, end) in enumerate(findings.sentences)
    ]
    mentions = list({mention.id: mention for mention in findings.mentions}.values())
    for table, values in (
        (tables.sentences, spans),
        (tables.mentions, [rows.mention_row(mention) for mention in mentions]),
        (tables.claims, [{**rows.claim_row(claim, run), **kept.get(claim.id, {})} for claim in claims]),
        (tables.arguments, [row for claim in claims for row in rows.argument_rows(claim)]),
        (tables.evidence, [row for claim in claims for row in rows.evidence_rows(claim)]),
        (tables.attributions, [row for claim in claims for row in rows.attribution_rows(claim)]),
        (tables.outlet_traits, rows.trait_rows(document.id, findings.traits)),
        (tables.content_vectors, _vector_rows(claims, findings)),
        (tables.date_bounds, rows.bound_rows(document.id, findings.bounds, joined=False)),
    ):
        sqlite.add_rows(connection, table, values)
    values_of = {mention.id: mention.value for mention in mentions}
    sqlite.index_claims(connection, [{"words": _words(c, values_of), "claim": c.id} for c in claims])
    sqlite.index_contents(connection, _contents(claims, mentions))
    set_stale(connection, stale=True)
    return len(claims)


def _vector_rows(claims: Iterable[Claim], findings: Findings) -> list[rows.Values]:
    found = ((claim.id, findings.vectors.get(claim.id)) for claim in claims)
    return [{"claim": claim, "space": findings.space, "vector": vector} for claim, vector in found if vector]


def _contents(claims: Iterable[Claim], mentions: Sequence[Mention]) -> list[dict[str, str]]:
    """What each statement is found by: what was said, and the normal forms of the names in it; the whole
    sentence where no content was found.
    """
    found = []
    places = sorted((mention.start, number) for number, mention in enumerate(mentions) if mention.value)
    for claim in claims:
        if claim.kind is ClaimKind.STATEMENT:
            spans = [(part.start, part.end) for part in claim.all("content")]
            words = [part.text for part in claim.all("content")] or [e.quote for e in claim.evidence]
            inside = {
                n for s, e in spans for _, n in places[bisect_left(places, (s,)) : bisect_left(places, (e,))]
            }
            words += [mentions[number].value or "" for number in sorted(inside)]
            found.append({"words": "\n".join(dict.fromkeys(words)), "claim": claim.id})
    return found


def _forget_findings(connection: Connection, document: str) -> dict[str, dict[str, str | None]]:
    """Removes a document's sentences, mentions and claims; what each claim keeps if it is found again."""
    claims = tables.claims.c
    found = connection.execute(
        select(claims.id, claims.first_run, claims.same_as).where(claims.document == document)
    )
    kept = {row.id: {"first_run": row.first_run, "same_as": row.same_as} for row in found}
    if kept:
        sqlite.forget_claims(connection, document)
    for table in (tables.claims, tables.outlet_traits, tables.mentions, tables.sentences):
        connection.execute(delete(table).where(table.c.document == document))
    bounds = tables.date_bounds.c
    connection.execute(
        delete(tables.date_bounds).where(bounds.document == document, bounds.joined.is_(False))
    )
    return kept


def remove_document(connection: Connection, document: str) -> None:
    """Takes a document away with all that was found in it; what people decided about it stays."""
    changes.mark_with_companions(connection, document)
    sqlite.forget_claims(connection, document)
    sqlite.forget_passages(connection, document)
    for table in (tables.claims, tables.outlet_traits, tables.mentions):
        connection.execute(delete(table).where(table.c.document == document))
    connection.execute(delete(tables.documents).where(tables.documents.c.id == document))
    set_stale(connection, stale=True)


def replace_joined_bounds(connection: Connection, document: str, bounds: Iterable[Bound]) -> None:
    """Puts what other documents prove of a document's date in the place of what they proved before."""
    columns = tables.date_bounds.c
    connection.execute(
        delete(tables.date_bounds).where(columns.document == document, columns.joined.is_(True))
    )
    made = rows.bound_rows(document, bounds, joined=True)
    if made:
        connection.execute(insert(tables.date_bounds), made)


def _words(claim: Claim, values_of: Mapping[str, str | None]) -> str:
    """What a claim is found by: its sentences, its type, and the normal forms of its words."""
    words = [evidence.quote for evidence in claim.evidence]
    words += [claim.kind, claim.type.replace("_", " "), claim.mode or ""]
    for argument in claim.arguments:
        words.append(argument.value or "")
        words.append(values_of.get(argument.mention or "") or "")
    return "\n".join(dict.fromkeys(word for word in words if word))


def replace_resolution(
    connection: Connection,
    entities: Iterable[Entity],
    entity_of: Mapping[str, str],
    judgements: Iterable[Judgement],
) -> None:
    """Puts entities and a machine's judgements in the place of the earlier ones.

    Only what differs is written; a document with a chain that is another entity now has changed.
    """
    found = sorted(entities, key=lambda entity: entity.id)
    names = [
        {"entity": entity.id, "position": position, "name": name}
        for entity in found
        for position, name in enumerate(entity.names)
    ]
    made = {judgement.id: judgement for judgement in judgements if judgement.by.startswith(MACHINE)}
    chains = [{"chain": chain, "entity": entity} for chain, entity in sorted(entity_of.items())]
    told = changes.replace_rows(connection, tables.entities, [_entity_row(entity) for entity in found])
    moved = changes.replace_rows(connection, tables.entity_of, chains)
    changes.replace_rows(connection, tables.entity_names, names)
    changes.replace_rows(
        connection, tables.judgements, [rows.judgement_row(judgement) for judgement in made.values()]
    )
    rows_of = [row for change in moved for row in change if row is not None]
    changes.mark_documents_of(connection, [row["chain"] for row in rows_of])
    changes.mark_documents_of_entities(connection, told)
    set_stale(connection, stale=False)


def alter_entities(connection: Connection, entities: Sequence[Entity], dropped: Collection[str]) -> None:
    """Puts entities in the place of those that these groups had, and marks the documents that they are told in."""
    ids = {entity.id for entity in entities}
    names = [
        {"entity": entity.id, "position": position, "name": name}
        for entity in entities
        for position, name in enumerate(entity.names)
    ]
    of_these = kin.listed({*ids, *dropped})
    made, own = tables.entities.c.id.in_(of_these), tables.entity_names.c.entity.in_(of_these)
    told = changes.replace_rows(connection, tables.entities, [_entity_row(one) for one in entities], made)
    changes.replace_rows(connection, tables.entity_names, names, own)
    changes.mark_documents_of_entities(connection, told)


def alter_chains(connection: Connection, entity_of: Mapping[str, str], lost: Collection[str]) -> None:
    """Puts chains into other entities, or into none, and marks their documents where something differs."""
    chains = [{"chain": chain, "entity": entity} for chain, entity in sorted(entity_of.items())]
    of_these = tables.entity_of.c.chain.in_(kin.listed({*entity_of, *lost}))
    moved = changes.replace_rows(connection, tables.entity_of, chains, of_these)
    changes.mark_documents_of(connection, [row["chain"] for pair in moved for row in pair if row is not None])


def _entity_row(entity: Entity) -> rows.Values:
    fields = ("id", "kind", "name", "country", "described")
    row = {key: _plain(getattr(entity, key)) for key in fields}
    return {**row, "coding": rows.coding_text(entity.coding), "found_name": entity.found_name}


def _plain(value: object) -> object:
    """An enum member as its plain string, anything else as it is."""
    return str(value) if isinstance(value, str) else value


def set_stale(connection: Connection, *, stale: bool) -> None:
    """Notes whether mentions have changed since entities were last worked out."""
    connection.execute(delete(tables.meta).where(tables.meta.c.key == "stale"))
    if stale:
        connection.execute(insert(tables.meta), {"key": "stale", "value": "1"})
