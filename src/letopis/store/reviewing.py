"""What people's decisions come to in the tables of what was found.

In:   an open transaction; reviews of claims.
Out:  claims with a verdict, and with the fields that a person gave them; `found` keeps what these were before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from letopis.claim import Argument, Claim, ClaimKind, Modality, Polarity
from letopis.decision import REJECTED, Review
from letopis.document import Document
from letopis.entity import Entity
from letopis.mention import Mention
from letopis.profile import Wanted
from letopis.store import ask, changes, rows, tables, write
from letopis.times import Interval, parse_period

MANY = 500  # SQLite limits the number of bound values
STANDING = (ClaimKind.TENURE, ClaimKind.TIE)  # kinds that hold throughout their time
ARGUMENTS = "arguments"
PLAIN = ("type", "mode", "modality", "polarity")


def replace_reviews(connection: Connection, reviews: Iterable[Review]) -> list[str]:
    """Brings every claim to what its review makes of it; the documents of those that changed, and of those that were
    merged with claims of these, sorted and marked. What is wrong is merged with nothing.
    """
    claims = tables.claims.c
    wanted = {review.claim: review for review in reviews}
    columns = (claims.id, claims.kind, claims.document, claims.verdict, claims.found, claims.when)
    query = select(*columns, *(claims[name] for name in PLAIN))
    rows_of = {
        row["id"]: row for row in connection.execute(query.where(claims.verdict.is_not(None))).mappings()
    }
    for some in _batches(sorted(set(wanted) - set(rows_of))):
        rows_of |= {row["id"]: row for row in connection.execute(query.where(claims.id.in_(some))).mappings()}
    parts = _parts_of(
        connection, [claim for claim in rows_of if _has_parts(rows_of[claim], wanted.get(claim))]
    )
    changed: dict[str, dict[str, Any]] = {}
    documents = set()
    for claim, row in sorted(rows_of.items()):
        values, own = _reviewed(row, wanted.get(claim)), parts.get(claim, [])
        found = (row["found"] or {}).get(ARGUMENTS, own)
        review = wanted.get(claim)
        if review is not None and review.parts:
            values["found"] = {**(values["found"] or {}), ARGUMENTS: found}
        told = _with_parts(found, review)
        if told != own or any(row.get(key) != value for key, value in values.items() if key in row):
            changed[claim] = values if values["verdict"] != REJECTED else {**values, "same_as": None}
            documents.add(row["document"])
            parts[claim] = told
    for document in sorted(documents):
        changes.mark_with_companions(connection, document)
    if any(
        rows_of[claim]["kind"] == ClaimKind.TENURE for claim in changed
    ):  # who is who rests on offices too
        write.set_stale(connection, stale=True)
    for claim, values in changed.items():
        connection.execute(update(tables.claims).where(claims.id == claim).values(**values))
        if _has_parts(rows_of[claim], wanted.get(claim)):
            connection.execute(delete(tables.arguments).where(tables.arguments.c.claim == claim))
            if parts[claim]:
                connection.execute(insert(tables.arguments), parts[claim])
    return sorted(documents)


def _has_parts(row: Mapping[Any, Any], review: Review | None) -> bool:
    """True when somebody else stands in a role of a claim than was found, or did until now."""
    return bool(review is not None and review.parts) or ARGUMENTS in (row["found"] or {})


def _parts_of(connection: Connection, claims: Sequence[str]) -> dict[str, list[rows.Values]]:
    """The rows of the arguments of claims as they are now, in order."""
    columns = tables.arguments.c
    found: dict[str, list[rows.Values]] = defaultdict(list)
    for some in _batches(claims):
        query = (
            select(tables.arguments).where(columns.claim.in_(some)).order_by(columns.claim, columns.position)
        )
        for row in connection.execute(query).mappings():
            found[row["claim"]].append(dict(row))
    return found


def _with_parts(found: Sequence[rows.Values], review: Review | None) -> list[rows.Values]:
    """The rows of arguments with those that a review puts in the place of what was found in their roles."""
    parts = review.parts if review is not None else {}
    kept = [row for row in found if row["role"] not in parts]
    claim = found[0]["claim"] if found else review.claim if review is not None else ""
    for role, mention in parts.items():
        if mention is not None:
            argument = Argument(role, mention.start, mention.end, mention.text, mention.id)
            kept.append({"claim": claim, **rows.fields_of(argument), "described": None, "coding": None})
    return [{**row, "position": position} for position, row in enumerate(kept)]


def _reviewed(row: Mapping[Any, Any], review: Review | None) -> dict[str, Any]:
    """The columns of a claim, as found but for what a review says."""
    before = {name: value for name, value in (row["found"] or {}).items() if name != ARGUMENTS}
    found = {**{name: row[name] for name in PLAIN}, "when": row["when"], **before}
    given = dict(review.fields) if review is not None else {}
    values = {**found, **{name: given[name] or None for name in PLAIN if name in given}}
    if "when" in given:
        told = parse_period(given["when"]) if given["when"] else None
        extent = "throughout" if row["kind"] in STANDING else "within"
        values["when"] = replace(told, basis="given", extent=extent).to_json() if told else None
    when = Interval.from_json(values["when"]) if values["when"] else None
    return {
        **values,
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "found": {name: found[name] for name in given} or None,
        "verdict": review.verdict if review is not None else None,
    }


def found_claims(connection: Connection, documents: Collection[str]) -> list[Claim]:
    """The claims of documents as they were found."""
    claims = tables.claims.c
    before = {
        row.id: row.found
        for row in connection.execute(select(claims.id, claims.found).where(claims.found.is_not(None)))
    }
    return [
        _as_found(line.claim, before.get(line.claim.id) or {})
        for document in sorted(documents)
        for line in ask.lines(connection, Wanted(document=document, rejected=True))
    ]


def _as_found(claim: Claim, found: Mapping[str, Any]) -> Claim:
    fields = dict(found)
    if "when" in fields:
        fields["when"] = Interval.from_json(fields["when"]) if fields["when"] else None
    if "modality" in fields:
        fields["modality"] = Modality(fields["modality"])
    if "polarity" in fields:
        fields["polarity"] = Polarity(fields["polarity"])
    if ARGUMENTS in fields:
        fields[ARGUMENTS] = tuple(rows.argument_from(row) for row in fields[ARGUMENTS])
    return replace(claim, **fields)


def mentions_of(connection: Connection, chains: Sequence[str]) -> list[Mention]:
    """The mentions of chains, by document and start."""
    columns = tables.mentions.c
    found = [
        rows.mention_from(row)
        for some in _batches(chains)
        for row in connection.execute(select(tables.mentions).where(columns.chain.in_(some))).mappings()
    ]
    return sorted(found, key=lambda mention: (mention.document, mention.start, -mention.end, mention.id))


def lines_of(connection: Connection, chains: Sequence[str]) -> int:
    """How many claims have a mention of these chains in them, wrong ones not counted."""
    claims, found = tables.claims.c, set()
    for some in _batches(chains):
        for table in (tables.arguments, tables.attributions):
            query = select(table.c.claim).join_from(
                table, tables.mentions, tables.mentions.c.id == table.c.mention
            )
            query = query.join(tables.claims, claims.id == table.c.claim)
            told = query.where(tables.mentions.c.chain.in_(some), ask.not_rejected())
            found |= set(connection.execute(told).scalars())
    return len(found)


def unsure(connection: Connection, below: float) -> list[tuple[str, float, int]]:
    """Claims that score less and that nobody has reviewed: id, score, lines that are shown by it."""
    claims = tables.claims.c
    query = select(claims.id, claims.score, claims.same_as, claims.kind)
    query = query.where(claims.score < below, claims.verdict.is_(None)).order_by(claims.id)
    found = connection.execute(query).all()
    grouped = select(claims.same_as, func.count()).where(claims.same_as.is_not(None)).group_by(claims.same_as)
    groups = {row[0]: row[1] for row in connection.execute(grouped)}
    spoken = Counter(entity for _, entity in _in_role(connection, "speaker"))
    holders: dict[str, set[str]] = defaultdict(set)
    for claim, entity in _in_role(connection, "holder"):
        holders[claim].add(entity)
    return [
        (row.id, row.score, groups.get(row.same_as, 1) + sum(spoken.get(one, 0) for one in holders[row.id]))
        for row in found
    ]


def _in_role(connection: Connection, role: str) -> list[tuple[str, str]]:
    """Claim and entity of every argument in a role."""
    argument, mentioned, chain_of = tables.arguments.c, tables.mentions.c, tables.entity_of.c
    query = (
        select(argument.claim, chain_of.entity)
        .join_from(tables.arguments, tables.mentions, mentioned.id == argument.mention)
        .join(tables.entity_of, chain_of.chain == mentioned.chain)
        .where(argument.role == role)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def given_with(connection: Connection, document: str) -> str | None:
    """The date that was given with a document when it was read, or None."""
    columns = tables.documents.c
    told = connection.execute(select(columns.published).where(columns.id == document)).scalar()
    published = rows.published_from(told) if told else None
    return published.text if published is not None and published.basis == "given" else None


def give_names(connection: Connection, names: Sequence[tuple[str, str]]) -> None:
    """Gives entities that bear the name that was found the last of the names that people gave to their chains."""
    chain_of, columns, name_of = tables.entity_of.c, tables.entities.c, tables.entity_names.c
    entity_of = {
        row.chain: row.entity
        for some in _batches(sorted({chain for chain, _ in names}))
        for row in connection.execute(select(tables.entity_of).where(chain_of.chain.in_(some)))
    }
    wanted = {entity_of[chain]: name for chain, name in names if chain in entity_of and name}
    for id, name in sorted(wanted.items()):
        row = connection.execute(select(tables.entities).where(columns.id == id)).one()
        if row.found_name is not None or row.name == name:
            continue
        others = select(name_of.name).where(name_of.entity == id).order_by(name_of.position)
        known = tuple(connection.execute(others).scalars())
        entity = Entity(id, row.kind, row.name, known, described=row.described).renamed(name)
        values = {"name": entity.name, "described": entity.described, "found_name": entity.found_name}
        connection.execute(update(tables.entities).where(columns.id == id).values(**values))
        connection.execute(delete(tables.entity_names).where(name_of.entity == id))
        told = [{"entity": id, "position": n, "name": other} for n, other in enumerate(entity.names)]
        if told:
            connection.execute(insert(tables.entity_names), told)


def note_given(connection: Connection, document: Document) -> None:
    """Notes the date given by a person under which a document's times are worked out."""
    given = ask.given_dates(connection).get(document.id)
    statement = update(tables.documents).where(tables.documents.c.id == document.id)
    connection.execute(statement.values(given=given.text if given is not None else None))


def misdated(connection: Connection) -> list[str]:
    """The documents whose times were worked out under another date than the one that is given now, sorted."""
    given = ask.given_dates(connection)
    columns = tables.documents.c
    marked = select(columns.id, columns.given).where(columns.given.is_not(None))
    under = {row.id: row.given for row in connection.execute(marked)}
    wanted = sorted(set(given) - set(under))
    there = {
        id
        for some in _batches(wanted)
        for id in connection.execute(select(columns.id).where(columns.id.in_(some))).scalars()
    }
    changed = {id for id, text in under.items() if id not in given or given[id].text != text}
    return sorted(there | changed)


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), MANY):
        yield list(ids[start : start + MANY])
