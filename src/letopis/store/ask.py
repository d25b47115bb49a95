"""Take out of the tables what is asked for.

In:   an open connection; what is wanted.
Out:  nouns, lines with names resolved, counts; in an order that does not change.

An argument's name is its mention's entity's; else the normal form of its words; else, of a name or a
description, the words. Evidence is compared with the text of its document whenever a line is made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, distinct, func, or_, select

from letopis.amount import read_amount
from letopis.bound import Bound, published_between
from letopis.claim import Described, Evidence
from letopis.coding import Coding
from letopis.decision import ACCEPTED, CORRECTED, REJECTED, Act, Decision, standing
from letopis.document import Document, Published, Rejected
from letopis.entity import Entity
from letopis.errors import EvidenceError
from letopis.mention import Mention, MentionKind
from letopis.profile import CastMember, Counted, Holdings, Line, Naming, Part, Source, Wanted
from letopis.store import kin, rows, tables
from letopis.store.changes import AT_ONCE, batches
from letopis.store.periods import sharing_days
from letopis.times import parse_date

COUNTED = frozenset(
    {"magnitude", "quantity", "compared_with", "change", "sample", "margin"}
)  # roles of numbers

Conditions = list[ColumnElement[bool]]


class Known(NamedTuple):
    """An entity that is found by its name alone."""

    id: str
    kind: str
    country: str | None
    name: str


def documents(connection: Connection, ids: Iterable[str] | None = None) -> list[Document]:
    """Documents by path, each with the last date that a person gave it, else what bounds an unknown one; all of them
    when no ids are given.
    """
    query = select(tables.documents).order_by(tables.documents.c.path, tables.documents.c.id)
    blocks_query = select(tables.blocks).order_by(tables.blocks.c.document, tables.blocks.c.position)
    wanted = None if ids is None else list(ids)
    if wanted is not None:
        query = query.where(tables.documents.c.id.in_(wanted))
        blocks_query = blocks_query.where(tables.blocks.c.document.in_(wanted))
    blocks: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(blocks_query).mappings():
        blocks[row["document"]].append(row)
    given, bounds = given_dates(connection), date_bounds(connection, wanted)
    found = [rows.document_from(row, blocks[row["id"]]) for row in connection.execute(query).mappings()]
    return [_dated(document, given, bounds) for document in found]


def document_at(connection: Connection, path: str) -> str | None:
    """The document that was read from a path; of several that of the lowest id."""
    first, others = tables.documents.c, tables.document_paths.c
    query = (
        select(first.id).where(first.path == path).union(select(others.document).where(others.path == path))
    )
    return min(connection.execute(query).scalars(), default=None)


def dated(connection: Connection, document: Document) -> Document:
    """A document as it was read, dated as was last decided."""
    return _dated(document, given_dates(connection), date_bounds(connection, [document.id]))


def _dated(document: Document, given: Mapping[str, Published], bounds: Mapping[str, list[Bound]]) -> Document:
    if document.id in given:
        return document.with_published(given[document.id])
    if document.published.basis == "unknown" and document.id in bounds:
        return replace(document, published=published_between(bounds[document.id]))
    return document


def date_bounds(
    connection: Connection, ids: Sequence[str] | None = None, *, joined: bool | None = None
) -> dict[str, list[Bound]]:
    """What bounds the date of each document without one; with `joined` only what rests on others too, or does not."""
    columns = tables.date_bounds.c
    query = select(tables.date_bounds).order_by(columns.document, columns.joined, columns.position)
    if ids is not None:
        query = query.where(columns.document.in_(ids))
    if joined is not None:
        query = query.where(columns.joined.is_(joined))
    found: dict[str, list[Bound]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["document"]].append(rows.bound_from(row))
    return found


def decisions(connection: Connection, *acts: Act) -> list[Decision]:
    """What people decided, undoings among it, in the order in which they did; only these acts, where some are given."""
    query = select(tables.decisions).order_by(tables.decisions.c.at, tables.decisions.c.id)
    if acts:
        query = query.where(tables.decisions.c.act.in_([*acts]))
    return [rows.decision_from(row) for row in connection.execute(query).mappings()]


def given_dates(connection: Connection) -> dict[str, Published]:
    """The last date that a person gave and nobody undid, by document."""
    found = {}
    for decision in standing(decisions(connection, Act.DATE, Act.UNDO)):
        document, text = decision.get("document"), decision.get("published")
        if document and text:
            found[document] = Published(parse_date(text), "given", text)
    return found


def mentions(connection: Connection, document: str | None = None) -> list[Mention]:
    """Mentions of one document, or of all, sorted by document, start and longest first."""
    columns = tables.mentions.c
    query = select(tables.mentions).order_by(columns.document, columns.start, columns.end.desc(), columns.id)
    if document is not None:
        query = query.where(columns.document == document)
    return [rows.mention_from(row) for row in connection.execute(query).mappings()]


def entities(connection: Connection) -> list[Entity]:
    """All entities with their names and chains, sorted by name and id."""
    names: dict[str, list[str]] = defaultdict(list)
    entity_names = tables.entity_names.c
    for row in connection.execute(
        select(tables.entity_names).order_by(entity_names.entity, entity_names.position)
    ):
        names[row.entity].append(row.name)
    chains: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(tables.entity_of).order_by(tables.entity_of.c.chain)):
        chains[row.entity].append(row.chain)
    found = connection.execute(select(tables.entities).order_by(tables.entities.c.name, tables.entities.c.id))
    return [
        Entity(
            row.id,
            row.kind,
            row.name,
            tuple(names[row.id]),
            row.country,
            row.described,
            tuple(chains[row.id]),
            rows.coding_from(row.coding),
            row.found_name,
        )
        for row in found
    ]


def cast(connection: Connection) -> list[CastMember]:
    """All entities with their counts, most claims first."""
    chain_of, mentioned, argument = tables.entity_of.c, tables.mentions.c, tables.arguments.c
    query = (
        select(
            chain_of.entity,
            func.count(distinct(mentioned.id)),
            func.count(distinct(mentioned.document)),
            func.count(distinct(tables.claims.c.id)),
        )
        .join_from(tables.entity_of, tables.mentions, mentioned.chain == chain_of.chain)
        .outerjoin(tables.arguments, argument.mention == mentioned.id)
        .outerjoin(tables.claims, and_(tables.claims.c.id == argument.claim, not_rejected()))
        .group_by(chain_of.entity)
    )
    counts = {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query)}
    members = [CastMember(entity, *counts.get(entity.id, (0, 0, 0))) for entity in entities(connection)]
    return sorted(members, key=lambda m: (-m.claims, -m.mentions, m.entity.name, m.entity.id))


def lines(connection: Connection, wanted: Wanted) -> list[Line]:
    """The claims wanted, as lines, sorted by path of the document, start and id.

    Raises:
        EvidenceError: a claim's words are no longer in its document.
    """
    ids: Select[Any] = _claim_ids(wanted)
    if wanted.documents or wanted.ids:  # few: looked for once
        ids = kin.listed(list(connection.execute(ids).scalars()))
    evidence = _evidence(connection, ids)
    parts = _parts(connection, ids)
    sources = _sources(connection, ids)
    copies = kin.copies_of(connection, ids)
    claims, docs = tables.claims, tables.documents.c
    query = (
        select(claims, docs.path, docs.title, docs.publisher)
        .join_from(claims, tables.documents, docs.id == claims.c.document)
        .where(claims.c.id.in_(ids))
        .order_by(docs.path, claims.c.document, claims.c.start, claims.c.id)
    )
    found = []
    for row in connection.execute(query).mappings().all():
        own, links = parts[row["id"]], sources[row["id"]]
        arguments = tuple(rows.argument_from(part) for part, _ in own)
        claim = rows.claim_from(row, arguments, tuple(evidence[row["id"]]), tuple(map(rows.link_from, links)))
        told = tuple(_part(part, entity) for part, entity in own), tuple(map(_source, links))
        rest = row["path"], row["title"], row["publisher"], row["same_as"], row["verdict"]
        found.append(Line(claim, *told, *rest, copy=copies.get(claim.document)))
    return found


def _claim_ids(wanted: Wanted) -> Select[tuple[str]]:
    """A query for the ids of the claims wanted."""
    claims = tables.claims.c
    conditions: Conditions = []
    is_narrow = bool(wanted.documents or wanted.ids)  # then the index of kinds would find far too many
    for column, allowed in (
        (claims.kind + "" if is_narrow else claims.kind, wanted.kinds),
        (claims.type, wanted.types),
        (claims.mode, wanted.modes),
        (claims.modality, wanted.modalities),
        (claims.polarity, wanted.polarities),
        (claims.id, wanted.ids),
    ):
        if allowed:
            conditions.append(column.in_(allowed))
    if not wanted.rejected:
        conditions.append(not_rejected())
    if wanted.min_score > 0:
        sure = claims.verdict.in_((ACCEPTED, CORRECTED))  # a person's word is surer than any score
        conditions.append(or_(claims.score >= wanted.min_score, sure))
    if wanted.documents:
        conditions.append(claims.document.in_(wanted.documents))
    if wanted.document is not None:
        conditions.append(claims.document == wanted.document)
    if wanted.background is not None:
        conditions.append(claims.background.is_(wanted.background))
    if wanted.entity is not None:
        conditions.append(claims.id.in_(_claims_of((wanted.entity,), wanted.roles)))
    conditions += [claims.id.in_(_claims_of(party.entities, party.roles)) for party in wanted.parties]
    if wanted.known_before is not None:
        conditions.append(claims.known["end"].as_string() <= wanted.known_before.isoformat())
    if wanted.since is not None or wanted.until is not None:
        conditions += sharing_days(wanted)
    return select(claims.id).where(and_(True, *conditions))


def not_rejected() -> ColumnElement[bool]:
    """That nobody has said of a claim that it is wrong."""
    verdict = tables.claims.c.verdict
    return or_(verdict.is_(None), verdict != REJECTED)


def ids_by_date(connection: Connection, wanted: Wanted) -> list[str]:
    """The ids of the claims wanted, by their first day, then their last, what has none last; then by path and place."""
    claims, docs = tables.claims.c, tables.documents.c
    first = func.coalesce(claims.when_start, claims.when_end)
    query = (
        select(claims.id)
        .join_from(tables.claims, tables.documents, docs.id == claims.document)
        .where(claims.id.in_(_claim_ids(wanted)))
        .order_by(first.is_(None), first, claims.when_end.is_(None), claims.when_end, docs.path)
        .order_by(claims.start, claims.id)
    )
    return list(connection.execute(query).scalars())


def _claims_of(entities: tuple[str, ...], roles: tuple[str, ...]) -> Select[tuple[str]]:
    """A query for the ids of the claims that one of the entities is a part of."""
    argument, mentioned, chain_of = tables.arguments.c, tables.mentions.c, tables.entity_of.c
    names = select(found_name()).where(tables.entities.c.id.in_(entities))
    query = (
        select(argument.claim)
        .outerjoin_from(tables.arguments, tables.mentions, mentioned.id == argument.mention)
        .outerjoin(tables.entity_of, chain_of.chain == mentioned.chain)
        .where(
            or_(chain_of.entity.in_(entities), and_(argument.mention.is_(None), argument.value.in_(names)))
        )
    )
    return query.where(argument.role.in_(roles)) if roles else query


def _named(table: Any, ids: Select[tuple[str]]) -> Select[Any]:
    """Rows of arguments or attributions with mention, entity and name beside them, in order."""
    mentioned, chain_of, entity = tables.mentions.c, tables.entity_of.c, tables.entities.c
    return (
        select(
            table,
            mentioned.value.label("mention_value"),
            mentioned.kind.label("mention_kind"),
            func.coalesce(entity.country, mentioned.country).label("home"),
            mentioned.form,
            mentioned.unnamed.label("unnamed_because"),
            mentioned.head_start,
            mentioned.head_end,
            mentioned.coding.label("mention_coding"),
            mentioned.location,
            entity.id.label("entity"),
            entity.name,
            entity.kind.label("entity_kind"),
            entity.described.label("nameless"),
            entity.coding.label("entity_coding"),
        )
        .outerjoin_from(table, tables.mentions, mentioned.id == table.c.mention)
        .outerjoin(tables.entity_of, chain_of.chain == mentioned.chain)
        .outerjoin(tables.entities, entity.id == chain_of.entity)
        .where(table.c.claim.in_(ids))
        .order_by(table.c.claim, table.c.position)
    )


def _parts(
    connection: Connection, ids: Select[tuple[str]]
) -> dict[str, list[tuple[RowMapping, Known | None]]]:
    """Rows of arguments by claim; beside an argument with a normal form and no mention the entity of that name."""
    several = connection.execute(_named(tables.arguments, ids)).mappings().all()
    known = _entities_by_name(
        connection, {part["value"] for part in several if part["mention"] is None and part["value"]}
    )
    found: dict[str, list[tuple[RowMapping, Known | None]]] = defaultdict(list)
    for part in several:
        found[part["claim"]].append((part, known.get(part["value"]) if part["mention"] is None else None))
    return found


def found_name() -> ColumnElement[str]:
    """The name of an entity before a person gave it another, as the index of these has it."""
    return func.coalesce(tables.entities.c.found_name, tables.entities.c.name)


def _entities_by_name(connection: Connection, names: set[str]) -> dict[str, Known]:
    """Entities by the name that was found, of those names that only one entity has."""
    entity, name = tables.entities.c, found_name()
    columns = (entity.id, entity.kind, entity.country, entity.name)
    query = select(name, *(func.min(column) for column in columns)).group_by(name).having(func.count() == 1)
    found: dict[str, Known] = {}
    for some in batches(sorted(names), AT_ONCE):
        for row in connection.execute(query.where(name.in_(some))):
            found[row[0]] = Known(row[1], row[2], row[3], row[4])
    return found


def namings(connection: Connection) -> list[Naming]:
    """Every document with its date and the countries that it names, by path: by their names, their people, or a
    capital that stands for them; not by a person or a body that is at home there.
    """
    mentioned, chain_of, entity = tables.mentions.c, tables.entity_of.c, tables.entities.c
    query = (
        select(mentioned.document, entity.country)
        .join_from(tables.mentions, tables.entity_of, chain_of.chain == mentioned.chain)
        .join(tables.entities, entity.id == chain_of.entity)
        .where(entity.kind == MentionKind.COUNTRY, entity.country.is_not(None))
        .distinct()
    )
    found: dict[str, set[str]] = defaultdict(set)
    for document, country in connection.execute(query):
        found[document].add(country)
    return [Naming(d.id, d.published.interval, frozenset(found[d.id])) for d in documents(connection)]


def _sources(connection: Connection, ids: Select[tuple[str]]) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(_named(tables.attributions, ids)).mappings().all():
        found[row["claim"]].append(row)
    return found


def _name(row: RowMapping, value: str | None = None) -> str | None:
    """The name that a row of `_named` gives its words; `value` is their normal form, where no mention has one."""
    if row["name"] is not None:
        return str(row["name"])
    if row["mention"] is None:
        return value
    fallback = row["text"] if row["form"] != "pronoun" else None
    return row["mention_value"] or value or fallback


def _part(row: RowMapping, known: Known | None) -> Part:
    entity = known.id if known is not None else row["entity"]
    told = read_amount(row["mention_value"] or row["value"]) if row["role"] in COUNTED else None
    because = row["unnamed_because"] if entity is None or row["nameless"] else None
    name = known.name if known is not None else _name(row, row["value"])
    kind, described, nameless, head, form = _sort(row)
    return Part(
        *(row["role"], row["start"], row["end"], row["text"], name, entity),
        *(known.kind if known is not None else kind, described, nameless, head, form, because),
        *(_coding(row), rows.location_from(row["location"]), row["measure"], told),
        home=known.country if known is not None else row["home"],
    )


def _coding(row: RowMapping) -> Coding | None:
    """What the document says of a party; what it does not say, what the whole record says of whoever it is."""
    own = rows.coding_from(row["mention_coding"] or row["coding"])
    whole = rows.coding_from(row["entity_coding"])
    if own is None or (row["nameless"] or row["mention_kind"] == "country"):
        return (
            own or whole
        )  # a state as such has no sector, though its government is called by its name elsewhere
    return own.filled(whole)


def _source(row: RowMapping) -> Source:
    kind, described, nameless, head, form = _sort(row)
    return Source(
        *(row["start"], row["end"], row["text"], _name(row), row["entity"]),
        *(row["cue"], row["medium"], row["unnamed"], row["cue_start"], row["cue_end"]),
        *(described, kind, nameless, head, form),
    )


def _sort(row: RowMapping) -> tuple[str | None, Described | None, bool, str | None, str | None]:
    """What sort of thing a row of `_named` stands for: kind, how described, whether nameless, head, form."""
    head = None
    if row["head_start"] is not None:
        head = row["text"][row["head_start"] - row["start"] : row["head_end"] - row["start"]] or None
    described = rows.described_from(row["described"])
    return row["entity_kind"] or row["mention_kind"], described, bool(row["nameless"]), head, row["form"]


def _evidence(connection: Connection, ids: Select[tuple[str]]) -> dict[str, list[Evidence]]:
    """Evidence by claim, each compared with its text."""
    query = select(tables.evidence).where(tables.evidence.c.claim.in_(ids))
    query = query.order_by(tables.evidence.c.claim, tables.evidence.c.position)
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in connection.execute(query).mappings().all():
        found[row["claim"]].append(rows.evidence_from(row))
    wanted = {evidence.document for several in found.values() for evidence in several}
    words = texts(connection, wanted)
    for claim, several in found.items():
        for evidence in several:
            if evidence.document not in words:
                raise EvidenceError(f"claim {claim} rests on {evidence.document}, which is not in the record")
            evidence.check(words[evidence.document])
    return found


def texts(connection: Connection, ids: set[str]) -> dict[str, str]:
    """Texts by document id."""
    query = select(tables.documents.c.id, tables.documents.c.text)
    return {
        row[0]: row[1] for row in connection.execute(query.where(tables.documents.c.id.in_(kin.listed(ids))))
    }


def holdings(connection: Connection) -> Holdings:
    """Every document with what was found in it, and every file rejected."""
    paths: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(tables.document_paths).order_by(tables.document_paths.c.path)):
        paths[row.document].append(row.path)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    claims = tables.claims.c
    query = select(claims.document, claims.kind, func.count()).where(not_rejected())
    query = query.group_by(claims.document, claims.kind)
    for document, kind, count in connection.execute(query.order_by(claims.document, claims.kind)):
        counts[document][kind] = count
    copies = kin.copies_of(connection)
    sentences, found = _count(connection, tables.sentences), _count(connection, tables.mentions)
    counted = tuple(
        Counted(
            d, tuple(paths[d.id]), sentences.get(d.id, 0), found.get(d.id, 0), counts[d.id], copies.get(d.id)
        )
        for d in documents(connection)
    )
    rejected = tables.rejected.c
    refused = connection.execute(select(tables.rejected).order_by(rejected.path, rejected.id))
    return Holdings(counted, tuple(Rejected(row.id, row.path, row.code, row.reason) for row in refused))


def _count(connection: Connection, table: Any) -> dict[str, int]:
    found = connection.execute(select(table.c.document, func.count()).group_by(table.c.document))
    return {row[0]: row[1] for row in found}


def sentences(connection: Connection, document: str) -> list[tuple[int, int]]:
    """Spans of a document's sentences, in order."""
    query = select(tables.sentences).where(tables.sentences.c.document == document)
    return [(row.start, row.end) for row in connection.execute(query.order_by(tables.sentences.c.position))]


def ids_like(connection: Connection, prefix: str) -> list[str]:
    """Ids of claims, documents and entities that begin so, with or without their "clm:", "doc:", "ent:"."""
    found: list[str] = []
    for letters, table in (("clm:", tables.claims), ("doc:", tables.documents), ("ent:", tables.entities)):
        if ":" in prefix and not prefix.startswith(letters):
            continue
        beginning = prefix if ":" in prefix else letters + prefix
        query = select(table.c.id).where(table.c.id.startswith(beginning, autoescape=True))
        found += [row[0] for row in connection.execute(query.order_by(table.c.id).limit(10))]
    return found
