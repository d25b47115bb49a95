"""A record, opened: what has been read, and every question that can be asked of it.

    with letopis.read(["articles/"]) as record:
        for row in record.timeline().dated:
            print(row.date, row.who, row.what, row.words)

Lists are rows of view/; `claims` gives the claims as they are stored, `export` the lines of the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from letopis import export, pipeline, view
from letopis.bound import UNDATED, Bound
from letopis.changes import Changes, Diff
from letopis.claim import Claim
from letopis.document import Document, Rejected
from letopis.entity import Entity
from letopis.errors import NothingReadError, UsageError
from letopis.news import News, news_of
from letopis.outlet import TraitKind
from letopis.outlets import Outlets
from letopis.profile import Line, Wanted
from letopis.questions import Questions
from letopis.run import Run
from letopis.states import States
from letopis.store import Store, open_store
from letopis.stories import Stories
from letopis.times import Interval, parse_date

if TYPE_CHECKING:
    from letopis.desk import Desk

DEFAULT_PATH = "record.letopis"


class Record(Questions):
    """A record, open, with every question that can be asked of it; a context manager."""

    def __init__(self, store: Store, run: Run | None = None) -> None:
        """Use `Record.open` or `read`; `run` is the one that has just filled it."""
        self.store = store
        self.run = run
        self.rejected: tuple[Rejected, ...] = ()  # files that the last call of `read` could not take
        self.left_out = 0

    @classmethod
    def open(cls, path: str | Path | None, *, create: bool = False) -> Record:
        """The record at `path`; in memory when that is None.

        Raises:
            RecordError: the file is missing (and `create` false), foreign, broken or of another schema.
        """
        return cls(open_store(Path(path) if path is not None else None, create=create))

    def known_by(self, day: date) -> Record:
        """The same record as a reader could know it by the end of a day: a record of its own, to be closed, that can be
        asked and not changed. Its `left_out` tells how many documents have no date that proves them to be in it.
        """
        store, left_out = self.store.known_by(day)
        narrowed = Record(store)
        narrowed.left_out = left_out
        return narrowed

    def diff(self, first: date, last: date, *, by_known: bool = False) -> Diff:
        """What changed from one day to another; with `by_known` in what a reader could know by their ends."""
        if not by_known:
            states = States(self.store)
            return Changes(states, states).between(first, last)
        with self.known_by(first) as then, self.known_by(last) as now:
            return Changes(States(then.store), States(now.store)).between(first, last, sources=True)

    def diff_against(self, other: Record, day: date | None = None) -> Diff:
        """What this record has otherwise than another, on a day, or on the newest of either."""
        before, after = States(other.store), States(self.store)
        return Changes(before, after).between(day or before.newest, day or after.newest, sources=True)

    def new(self, since: str | None = None) -> News:
        """What has entered the record since a date or run, or since it was last marked as seen.

        Raises:
            UsageError: `since` is neither.
        """
        return news_of(self.store, since)

    def mark_seen(self, run: str) -> None:
        """Notes that what came in up to a run is seen."""
        self.store.mark_seen(run)

    @property
    def stories(self) -> Stories:
        """The stories of the record, and the dossiers that people made of it."""
        return Stories(self.store)

    def only(self, documents: Iterable[str], claims: Iterable[str] | None = None) -> Record:
        """The same record with these documents alone, and of their claims these, to be asked and to be closed."""
        return Record(self.store.only(set(documents), None if claims is None else set(claims)))

    def in_dossier(self, name: str) -> Record:
        """The same record with what is in a dossier alone, to be asked and to be closed.

        Raises:
            UsageError: there is no such dossier.
        """
        return self.only(*Stories(self.store).claims_in(name))

    def close(self) -> None:
        """Lets the file go; a record in memory is lost."""
        self.store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {self.store.name}>"

    # What is in it

    def documents(self) -> list[Document]:
        """All documents, by path."""
        return self.store.documents()

    def holdings(self) -> list[view.DocumentRow]:
        """Every file that was given: read, with what was found in it, or rejected, with the reason."""
        return view.document_rows(self.store.holdings())

    def date_bounds(self, document: str) -> list[Bound]:
        """What proves between which days a document without a date appeared; empty where its date is told.

        Raises:
            RecordError: there is no such document.
        """
        if self.store.document(document).published.basis not in UNDATED:
            return []
        return self.store.date_bounds().get(document, [])

    def claims(self, wanted: Wanted | None = None) -> list[Claim]:
        """Claims, by path, place in the text and id."""
        return self.store.claims(wanted)

    def entities(self) -> list[Entity]:
        """All entities, by name."""
        return self.store.entities()

    def lines(self, wanted: Wanted | None = None) -> list[Line]:
        """Claims with their names resolved, by path, place in the text and id."""
        return self.store.lines(wanted)

    def export(
        self, wanted: Wanted | None = None, *, codebook: str | Path | None = None, plover: bool = False
    ) -> Iterator[str]:
        """The lines of `export claims --format jsonl`, each with its line feed; events by a user's codebook; with
        `plover` the events alone, in PLOVER's layout.

        Raises:
            UsageError: both are asked for, or the codebook cannot be read.
            DataError: the codebook breaks its form.
        """
        from letopis.codebook import codebook_at

        if plover and codebook is not None:
            raise UsageError("--plover and --codebook exclude each other; give one")
        if plover:
            return export.export_plover(self.store.lines(wanted))
        by = codebook_at(Path(codebook)) if codebook is not None else None
        return export.export_claims(self.store.lines(wanted), by)

    # Changes

    def read(self, paths: Iterable[str | Path], *, published: str | None = None, workers: int = 1) -> Run:
        """Reads more files and folders into the record; more than one worker only under
        `if __name__ == "__main__":`, since each is a new process."""
        outcomes: list[pipeline.Outcome] = []
        self.run = pipeline.read_paths(
            paths, self.store, published=published, on_document=outcomes.append, workers=workers
        )
        self.rejected = tuple(outcome.rejected for outcome in outcomes if outcome.rejected is not None)
        return self.run

    def set_published(self, document: str, published: str, by: str | None = None, why: str = "") -> Document:
        """Dates a document (by its path, the end of it, id or the beginning of one), and works out its times again.

        Raises:
            UsageError: `published` is no date, or there is no such document.
        """
        return pipeline.redate(self.store, self.document_id(document), published, by=by, why=why)

    def describe_outlet(
        self, name: str, traits: Mapping[TraitKind, str], by: str | None = None, why: str = ""
    ) -> view.OutletProfile:
        """The profile of an outlet, with what a person says of it appended.

        Raises:
            UsageError: there is no such outlet.
        """
        return Outlets(self.store).describe(name, traits, by, why)

    def revoke_outlet(self, name: str, by: str | None = None, why: str = "") -> view.OutletProfile:
        """The profile of an outlet, without what persons said of it.

        Raises:
            UsageError: there is no such outlet.
        """
        return Outlets(self.store).revoke(name, by, why)

    def remove(self, document: str) -> Document:
        """The document that was taken out, with what rests on it alone. Decisions about it stay.

        What follows from the others is worked out again. A document is named by its path, the end of it, its id or the
        beginning of one.

        Raises:
            UsageError: there is no such document.
        """
        return pipeline.remove(self.store, self.document_id(document))

    def desk(self, by: str | None = None) -> Desk:
        """Where a person decides; `by` is who, None the name in LETOPIS_USER or the login name."""
        from letopis.desk import Desk

        return Desk(self, by)


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    record: str | Path | None = None,
    published: str | None = None,
) -> Record:
    """A record with everything that files and folders hold; `record.run` says what came of them.

    Args:
        paths: a file or folder, or several.
        record: file to keep it in, made when it is not there; None keeps it in memory.
        published: EDTF `YYYY[-MM[-DD]]`, a publication date for all of them.

    Raises:
        NothingReadError: not one document could be read.
        UsageError: `published` is no date.
        RecordError: the record file is foreign, broken or of another schema.
    """
    pipeline.checked_date(published)
    several = pipeline.files_in([paths] if isinstance(paths, str | Path) else paths)
    opened = Record.open(record, create=True)
    try:
        check_read(opened.read(several, published=published), opened.rejected)
    except BaseException:
        opened.close()
        raise
    return opened


def check_read(run: Run, refused: Sequence[Rejected]) -> None:
    """Nothing, when a run found at least one document; `refused` are the files that it rejected.

    Raises:
        NothingReadError: it found none.
    """
    if run.read or run.known:
        return
    if not refused:
        raise NothingReadError("the paths hold no file to read; name files, or folders that hold some")
    first = f"{refused[0].path}: {refused[0].reason}"
    if len(refused) == 1:
        raise NothingReadError(f"the only file could not be read: {first}")
    raise NothingReadError(f"not one of {len(refused)} files could be read; the first: {first}")


def period(since: str | None, until: str | None, last: str = "--to") -> Interval | None:
    """The interval from the first day of `since` to the last day of `until`, or None when neither is given; `last` is
    what the user gave `until` with.

    Raises:
        UsageError: one is no date, or they are the wrong way round.
    """
    if since is None and until is None:
        return None
    try:
        first = parse_date(since).start if since is not None else None
    except ValueError as error:
        raise UsageError(f"--from: {error}") from error
    try:
        after = parse_date(until).end if until is not None else None
    except ValueError as error:
        raise UsageError(f"{last}: {error}") from error
    if first is not None and after is not None and after <= first:
        raise UsageError(f"--from, --to: {since} lies after {until}; give the earlier date first")
    return Interval(first, after)
