"""A record's keeper: one method for each thing that is put in or taken out, each in a transaction of its
own.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from letopis.background import Background
from letopis.bound import Bound
from letopis.claim import Claim
from letopis.decision import Decision, Judgement
from letopis.document import Document, Rejected
from letopis.entity import Entity
from letopis.errors import LetopisError, RecordError
from letopis.mention import Mention
from letopis.profile import CastMember, Holdings, Line, Naming, Passage, Told, Wanted
from letopis.run import Run
from letopis.store import ask, changes, known, reviewing, rows, spoken, sqlite, support, tables, told, write
from letopis.store.decided import Decided
from letopis.store.facts import Facts
from letopis.store.gathered import Gathered
from letopis.store.kin import Kin
from letopis.store.retold import Retold
from letopis.store.seen import Seen
from letopis.store.threads import Threads
from letopis.store.write import Findings


class Store(Decided, Facts, Kin, Retold, Seen, Gathered, Threads):
    """One record file, or one in memory, open.

    Raises (every method): RecordError when the file is broken, full or held by another.
    """

    def __init__(self, engine: Engine, path: Path | None) -> None:
        """Use `open_store`; `path` is None for a record in memory."""
        self._engine = engine
        self.path = path
        self.name = str(path) if path is not None else "memory"
        self._is_writing = False

    def known_by(self, day: date) -> tuple[Store, int]:
        """The same record as a reader could know it by the end of a day, to be asked and not to be changed; and how
        many documents it leaves out because nothing tells when they appeared.
        """
        with self._transaction() as connection:
            seen = known.known_by(connection, day)
        return self._narrowed(seen), seen.undated

    def only(self, documents: Collection[str], claims: Collection[str] | None = None) -> Store:
        """The same record with these documents alone, and of their claims these alone, where some are given."""
        return self._narrowed(known.Known(tuple(sorted(documents))), claims)

    def _narrowed(self, seen: known.Known, claims: Collection[str] | None = None) -> Store:
        narrowed = Store(sqlite.second(self._engine, self.path), self.path)
        with narrowed._transaction() as connection:
            known.hide_later(connection, seen, claims)
        return narrowed

    def close(self) -> None:
        """Lets the file go; it has no other beside it then."""
        if self._is_writing:
            sqlite.set_journal(self._engine, "DELETE")
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError as error:
            raise LetopisError(
                f"{self.name}: {error.orig}; what was to be kept does not fit together"
            ) from error
        except DatabaseError as error:
            raise RecordError(f"{self.name}: {error.orig}; nothing of this step was kept") from error

    # What was read

    def begin_run(self, run: Run) -> None:
        """Notes a run before its first document.

        Raises:
            RecordError: another is writing.
        """
        if self.path is not None and not self._is_writing:
            sqlite.set_journal(self._engine, "WAL")
            self._is_writing = True
        with self._transaction() as connection:
            connection.execute(insert(tables.runs), rows.fields_of(run))

    def end_run(self, run: Run) -> None:
        """Notes what came of a run."""
        with self._transaction() as connection:
            connection.execute(update(tables.runs).where(tables.runs.c.id == run.id), rows.fields_of(run))

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        with self._transaction() as connection:
            found = connection.execute(
                select(tables.runs).order_by(tables.runs.c.at, tables.runs.c.id)
            ).mappings()
            return [Run(**row) for row in found]

    def has(self, document: str) -> bool:
        """True when the document is in the record."""
        with self._transaction() as connection:
            query = select(tables.documents.c.id).where(tables.documents.c.id == document)
            return connection.execute(query).first() is not None

    def document_ids(self) -> list[str]:
        """The ids of all documents."""
        with self._transaction() as connection:
            return list(connection.execute(select(tables.documents.c.id)).scalars())

    def has_rejected(self, rejected: str) -> bool:
        """True when this file was rejected before, for the same bytes."""
        with self._transaction() as connection:
            query = select(tables.rejected.c.id).where(tables.rejected.c.id == rejected)
            return connection.execute(query).first() is not None

    def add(self, document: Document, raw: bytes, findings: Findings, run: str) -> int:
        """Keeps a new document with all that was found in it, or nothing of it; the number of its claims.

        Raises:
            EvidenceError: a claim's words are not in the document.
        """
        with self._transaction() as connection:
            write.add_document(connection, document, raw, run)
            return write.add_findings(connection, document, findings, run)

    def note_path(self, document: str, path: str) -> None:
        """Notes that the same bytes also lie elsewhere; the first path stays the document's."""
        with self._transaction() as connection:
            first = select(tables.documents.c.path).where(tables.documents.c.id == document)
            others = select(tables.document_paths.c.path).where(tables.document_paths.c.document == document)
            if path not in connection.execute(first.union_all(others)).scalars().all():
                connection.execute(insert(tables.document_paths), {"document": document, "path": path})

    def reject(self, rejected: Rejected, run: str) -> None:
        """Keeps a refusal; once, however often the file is tried."""
        if not self.has_rejected(rejected.id):
            with self._transaction() as connection:
                connection.execute(insert(tables.rejected), {**rows.fields_of(rejected), "run": run})

    def raw_bytes(self, document: str) -> bytes:
        """The bytes that a document was read from.

        Raises:
            RecordError: there is no such document.
        """
        with self._transaction() as connection:
            packed = connection.execute(
                select(tables.raw.c.zlib).where(tables.raw.c.document == document)
            ).scalar()
        if packed is None:
            raise RecordError(f"{self.name}: there is no document {document}")
        return zlib.decompress(packed)

    def document_at(self, path: str) -> str | None:
        """The id of the document that was read from a path; of several that of the lowest id, None for none."""
        with self._transaction() as connection:
            return ask.document_at(connection, path)

    def remove(self, document: str) -> None:
        """Takes a document away, with all that was found in it; what people decided about it stays."""
        with self._transaction() as connection:
            write.remove_document(connection, document)

    # What follows from it

    def refind(
        self, document: Document, findings: Findings, run: str, decision: Decision | None = None
    ) -> int:
        """Puts findings in the place of earlier ones, together with the decision that called for it.

        Raises:
            EvidenceError: a claim's words are not in the document.
        """
        with self._transaction() as connection:
            if decision is not None:
                connection.execute(insert(tables.decisions), rows.decision_row(decision))
            reviewing.note_given(connection, document)
            return write.replace_findings(connection, document, findings, run)

    @property
    def is_stale(self) -> bool:
        """True when something has changed since the record was last worked out as a whole."""
        with self._transaction() as connection:
            stale = select(tables.meta.c.value).where(tables.meta.c.key == "stale")
            marked = select(tables.changed.c.document).limit(1)
            return any(connection.execute(query).first() is not None for query in (stale, marked))

    @property
    def is_unresolved(self) -> bool:
        """True when mentions, or what people decided of things, have changed since entities were last worked out."""
        with self._transaction() as connection:
            stale = select(tables.meta.c.value).where(tables.meta.c.key == "stale")
            return connection.execute(stale).first() is not None

    def changed_documents(self) -> list[str]:
        """Ids of the documents that were added, found again or dated anew since the record was last worked out as a
        whole; of those with a chain that is another entity now; and of those with a claim that was merged with one
        of a document that was found again or removed.
        """
        with self._transaction() as connection:
            return changes.changed_documents(connection)

    def forget_changes(self) -> None:
        """Notes that the record has been worked out as a whole."""
        with self._transaction() as connection:
            connection.execute(delete(tables.changed))

    def replace_resolution(
        self, entities: Iterable[Entity], entity_of: Mapping[str, str], judgements: Iterable[Judgement] = ()
    ) -> None:
        """Puts entities and a machine's judgements in the place of earlier ones."""
        with self._transaction() as connection:
            write.replace_resolution(connection, entities, entity_of, judgements)

    def judgements(self) -> list[Judgement]:
        """A machine's judgements, by id."""
        with self._transaction() as connection:
            found = connection.execute(select(tables.judgements).order_by(tables.judgements.c.id)).mappings()
            return [Judgement(**row) for row in found]

    # What is asked

    def documents(self, ids: Iterable[str] | None = None) -> list[Document]:
        """All documents, or those of these ids, by path, dated as was last decided."""
        with self._transaction() as connection:
            return ask.documents(connection, ids)

    def document(self, document: str) -> Document:
        """One document, dated as was last decided.

        Raises:
            RecordError: there is no such document.
        """
        with self._transaction() as connection:
            found = ask.documents(connection, [document])
        if not found:
            raise RecordError(f"{self.name}: there is no document {document}")
        return found[0]

    def holdings(self) -> Holdings:
        """Every file that the record was given, and what came of it."""
        with self._transaction() as connection:
            return ask.holdings(connection)

    def undated(self) -> list[str]:
        """The documents without a date, in which at most bounds of it are known, by path."""
        with self._transaction() as connection:
            return told.undated(connection)

    def date_bounds(self, *, joined: bool | None = None) -> dict[str, list[Bound]]:
        """What bounds the date of each document without one: what its own text proves, then what others do."""
        with self._transaction() as connection:
            return ask.date_bounds(connection, joined=joined)

    def replace_joined_bounds(self, document: str, bounds: Iterable[Bound]) -> None:
        """Puts what other documents prove of a document's date in the place of what they proved before."""
        with self._transaction() as connection:
            write.replace_joined_bounds(connection, document, bounds)

    def sentences(self, document: str) -> list[tuple[int, int]]:
        """Spans of a document's sentences."""
        with self._transaction() as connection:
            return ask.sentences(connection, document)

    def mentions(self, document: str | None = None) -> list[Mention]:
        """Mentions of a document or of all, by document and start."""
        with self._transaction() as connection:
            return ask.mentions(connection, document)

    def claims(self, wanted: Wanted | None = None) -> list[Claim]:
        """Claims without names, by path, start and id."""
        return [line.claim for line in self.lines(wanted)]

    def lines(self, wanted: Wanted | None = None) -> list[Line]:
        """Claims with their names and documents, by path, start and id.

        Raises:
            EvidenceError: a claim's words are no longer in its document.
        """
        with self._transaction() as connection:
            return support.supported(connection, ask.lines(connection, wanted or Wanted()), wanted)

    def bare_lines(self, wanted: Wanted) -> list[Line]:
        """Lines as `lines` has them, without their support: what works it out needs only what they tell."""
        with self._transaction() as connection:
            return ask.lines(connection, wanted)

    def reports_of(self, claim: str, known_before: date | None = None) -> list[Line]:
        """The lines that tell the same as a claim, itself too, by path, start and id; of those that had appeared."""
        with self._transaction() as connection:
            ids = support.ids_of_fact(connection, claim)
            wanted = Wanted(ids=tuple(ids), known_before=known_before)
            return support.supported(connection, ask.lines(connection, wanted), wanted)

    def ids_by_date(self, wanted: Wanted) -> list[str]:
        """Ids of claims by their first day, what has none last."""
        with self._transaction() as connection:
            return ask.ids_by_date(connection, wanted)

    def namings(self) -> list[Naming]:
        """Every document with its date and the countries that it names, by path."""
        with self._transaction() as connection:
            return ask.namings(connection)

    def entities(self) -> list[Entity]:
        """All entities by name."""
        with self._transaction() as connection:
            return ask.entities(connection)

    def cast(self) -> list[CastMember]:
        """All entities with counts, most claims first."""
        with self._transaction() as connection:
            return ask.cast(connection)

    def background(self) -> Background:
        """The days of documents and all tenures, by which namesakes are told apart."""
        with self._transaction() as connection:
            return told.background(connection)

    def words_of(self, chains: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Chain → what it is called, and the path of its document."""
        with self._transaction() as connection:
            return told.words_of(connection, chains)

    def told_mentions(self) -> list[Mention]:
        """All mentions by document and start, as far as they tell who is who: without places on the map, members and
        other readings of a time."""
        with self._transaction() as connection:
            return told.mentions(connection)

    def ids_like(self, prefix: str) -> list[str]:
        """Ids of claims, documents and entities that begin so."""
        with self._transaction() as connection:
            return ask.ids_like(connection, prefix)

    def search_claims(self, words: str, limit: int = 50) -> list[Line]:
        """Lines whose claim holds all the words, best first.

        Raises:
            UsageError: there is no letter or digit to search for.
        """
        with self._transaction() as connection:
            ids = sqlite.find_claims(connection, words, limit)
            lines = ask.lines(connection, Wanted(ids=tuple(ids))) if ids else []
            found = {line.claim.id: line for line in support.supported(connection, lines)}
        return [found[claim] for claim in ids if claim in found]

    def find_contents(self, words: str) -> list[str]:
        """Ids of the statements in which all the words were said, by their stems, best first.

        Raises:
            UsageError: there is no letter or digit to search for.
        """
        with self._transaction() as connection:
            return sqlite.find_contents(connection, words)

    def spoken_of(self) -> dict[str, tuple[str, ...]]:
        """Ids of the entities that what was said is about, by the id of the statement."""
        with self._transaction() as connection:
            return spoken.spoken_of(connection)

    def told_of_outlets(self) -> list[Told]:
        """What articles say of outlets, by path and place.

        Raises:
            EvidenceError: its words are no longer in its document.
        """
        with self._transaction() as connection:
            return spoken.told_of_outlets(connection)

    def vectors(self) -> dict[str, dict[str, bytes]]:
        """Vectors of what was said: by the space that they lie in, then by the id of the statement."""
        found: dict[str, dict[str, bytes]] = {}
        query = select(tables.content_vectors).order_by(tables.content_vectors.c.claim)
        with self._transaction() as connection:
            for row in connection.execute(query):
                found.setdefault(row.space, {})[row.claim] = row.vector
        return found

    def search_passages(self, words: str, limit: int = 50) -> list[Passage]:
        """Blocks that hold all the words, best first.

        Raises:
            UsageError: there is no letter or digit to search for.
        """
        with self._transaction() as connection:
            spans = sqlite.find_passages(connection, words, limit)
            found = {
                document.id: document for document in ask.documents(connection, {span[0] for span in spans})
            }
        return [
            Passage(document, found[document].path, start, end, found[document].text[start:end])
            for document, start, end in spans
        ]


def open_store(path: Path | None, *, create: bool = False) -> Store:
    """The record at a path, made when `create` is true; in memory when `path` is None.

    Raises:
        RecordError: it is missing, foreign, broken or of another schema.
    """
    if path is None:
        return Store(sqlite.open_memory(), None)
    return Store(sqlite.open_file(path, create=create), path)
