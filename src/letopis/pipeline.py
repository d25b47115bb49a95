"""The way of a document, in order.

1. read      bytes → `Document`, or `Rejected` with the reason
2. annotate  `Document` → spaCy `Doc`
3. detect    `Doc` → `Mention`s
4. extract   `Doc`, `Mention`s → `Claim`s
5. resolve   all `Mention`s of the record → `Entity`s
6. store     all of it ↔ one SQLite file
7. view      lines of the record → rows for a reader

The first four see one document at a time and nothing else; what they make is stored in one transaction per
document. Whatever goes wrong in one document costs that document only: it is rejected, with the reason.
`resolve` sees the whole record, once at the end of a run. `view` is called when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from letopis import __version__, view
from letopis.bound import UNDATED
from letopis.claim import Claim, ClaimKind
from letopis.copies import find_copies
from letopis.crew import LIMIT_S, Lost, in_order
from letopis.decision import Act, Decision
from letopis.document import Document, Published, Rejected, content_id
from letopis.errors import DataError, ModelError, RecordError, UsageError
from letopis.facts import find_facts
from letopis.failure import died, failed
from letopis.person import moment_after, person_named
from letopis.retold import merge_events
from letopis.run import Run
from letopis.store import Findings, Store
from letopis.times import parse_date
from letopis.undated import Join, bounded, join_bounds, joined
from letopis.who import find_who
from letopis.whole import Pass, Resolve, uncollected, work_out

JOINS = 3  # times that documents without a date are bounded by the others: each may prove more than the one before
STEPS = ("read", "annotate", "detect", "extract", "resolve", "store", "view")


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps as functions; `letopis_steps` gives ours.

    Attributes:
        find_files: the files in paths and folders.
        read_file: path, `shown`, `published` → a document, or why there is none.
        load: makes the model ready and tells its name. Raises ModelError.
        find: annotate, detect and extract, of one document.
        resolve: the store, and what people decided → entities in the record; `at_once` makes one of a pure function.
        join: tenures of the whole record, and the documents without a date → what bounds the date of each.
        passes: what follows from claims and entities together (which claims are one event, which documents are
            copies …), in this order; each takes the store and the ids of the documents that changed.
    """

    find_files: Callable[[Sequence[Path]], Iterable[Path]]
    read_file: Callable[..., Document | Rejected]
    load: Callable[[], str]
    find: Callable[[Document], Findings]
    resolve: Resolve
    join: Join | None = None
    passes: tuple[Pass, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: `number` of `total`; a document (new, or known before) or a refusal."""

    path: str
    number: int
    total: int
    document: Document | None = None
    rejected: Rejected | None = None
    is_new: bool = False
    claims: int = 0


def read_paths(
    paths: Iterable[str | Path],
    store: Store,
    *,
    published: str | None = None,
    on_document: Callable[[Outcome], None] | None = None,
    steps: Steps | None = None,
    workers: int = 1,
    limit_s: float = LIMIT_S,
) -> Run:
    """The run in which files and folders were read into the record.

    A document that the record has already is not read again; with another `published` it is dated anew. When
    the user interrupts, the documents finished so far are resolved and kept, and KeyboardInterrupt goes on.

    Args:
        paths: files and folders.
        store: the record, open.
        published: EDTF `YYYY[-MM[-DD]]`, a publication date for all of them.
        on_document: called after each file.
        steps: other steps than ours; for several workers functions that can be pickled.
        workers: processes that read and find; the record is written by this one alone, in the order of the files.
        limit_s: seconds after which a document is given up and rejected; only where there are several workers.

    Raises:
        UsageError: `published` is no date.
        ModelError, DataError, RecordError: nothing more can be read.
    """
    checked_date(published)
    reading = Reading(store, steps or letopis_steps())
    try:
        files = [path for path in files_in(paths, reading.steps) if not _is_record(path, store)]
        with closing(reading.find(files, published, workers, limit_s)) as each:
            for number, (path, found) in enumerate(each, 1):
                outcome = reading.keep(path, found, published)
                if on_document is not None:
                    on_document(replace(outcome, number=number, total=len(files)))
    finally:
        reading.finish()
    return reading.run


def files_in(paths: Iterable[str | Path], steps: Steps | None = None) -> list[Path]:
    """The files that `read_paths` would read.

    Raises:
        UsageError: a path does not exist.
    """
    return list((steps or letopis_steps()).find_files([Path(path) for path in paths]))


def _is_record(path: Path, store: Store) -> bool:
    """True for the record's own file, which may lie among the articles."""
    return store.path is not None and path.exists() and path.samefile(store.path)


def redate(
    store: Store,
    document_id: str,
    published: str,
    *,
    by: str | None = None,
    why: str = "",
    steps: Steps | None = None,
) -> Document:
    """The document, dated by a person: the decision is appended, its claims are worked out again from its
    text.

    Raises:
        UsageError: `published` is no date.
        RecordError: there is no such document.
    """
    checked_date(published)
    reading = Reading(store, steps or letopis_steps())
    try:
        return reading.redate(store.document(document_id), published, person_named(by), why)
    finally:
        reading.finish()


def remove(store: Store, document_id: str, steps: Steps | None = None) -> Document:
    """The document that was taken out of the record; what follows from the others is worked out again.

    Raises:
        RecordError: there is no such document.
    """
    reading = Reading(store, steps or letopis_steps())
    document = store.document(document_id)
    reading.begin()
    store.remove(document_id)
    reading.finish()
    return document


def resolve_record(store: Store, steps: Steps | None = None) -> None:
    """Works out again what follows from the whole record, if something in it has changed since."""
    steps = steps or letopis_steps()
    work_out(store, steps.resolve, steps.passes)


def checked_date(published: str | None) -> str | None:
    """The date, if it is one.

    Raises:
        UsageError: it is not.
    """
    if published is not None:
        try:
            parse_date(published)
        except ValueError as error:
            raise UsageError(f"--published: {error}") from error
    return published


class Reading:
    """One run in progress; it is noted in the record once there is something to keep."""

    def __init__(self, store: Store, steps: Steps) -> None:
        self.store = store
        self.steps = steps
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        self.run = Run(content_id("run", at, __version__), at, __version__, "")
        self._begun = False

    def find(
        self, files: Sequence[Path], published: str | None, workers: int, limit_s: float
    ) -> Generator[tuple[Path, _Found | Lost]]:
        """The files in order, each with what was found in it."""
        if workers <= 1:
            work = partial(_find_in_file, self.steps, published, self.store.has)
            yield from ((path, work(path)) for path in files)
            return
        known = frozenset(self.store.document_ids())
        work = partial(_find_in_file, self.steps, published, known.__contains__)
        yield from in_order(work, files, workers, limit_s)

    def keep(self, path: Path, found: _Found | Lost, published: str | None) -> Outcome:
        """What came of one file, once it is in the record."""
        shown = path.as_posix()
        if isinstance(found, Lost):
            return self._reject(died(shown, found))
        if found.document is not None and self.store.has(found.document.id):
            return self._known(found.document, shown, published)
        if found.model:
            self.begin(found.model)
        if found.rejected is not None:
            return self._reject(found.rejected)
        assert found.document is not None
        assert found.findings is not None
        try:
            with uncollected():
                claims = self.store.add(found.document, path.read_bytes(), found.findings, self.run.id)
        except (RecordError, ModelError, DataError):
            raise
        except Exception as error:
            return self._reject(failed(shown, error, found.document.id))
        self.run = replace(self.run, read=self.run.read + 1, claims=self.run.claims + claims)
        return Outcome(shown, 0, 0, document=found.document, is_new=True, claims=claims)

    def redate(self, document: Document, published: str, by: str, why: str = "") -> Document:
        """The document under its new date, its claims worked out again; unchanged when it has that date."""
        before = document.published
        days = parse_date(published)
        if before.basis == "given" and (before.interval.start, before.interval.end) == (days.start, days.end):
            return document
        dated = document.with_published(Published(days, "given", published))
        self.begin(self.steps.load())
        at = moment_after(self.store.decisions())
        made = Decision.make(Act.DATE, by, at, why=why, document=document.id, published=published)
        self.store.refind(dated, self.steps.find(dated), self.run.id, made)
        return dated

    def redate_all(self) -> None:
        """Works out the times of every document again whose date a person has given or taken back elsewhere."""
        for document in map(self.store.document, self.store.misdated()):
            self.begin(self.steps.load())
            self.store.refind(document, self.steps.find(document), self.run.id)

    def finish(self) -> None:
        """Resolves what was read and notes what came of the run."""
        self.redate_all()
        if self._begun:
            self.store.end_run(self.run)
        resolve_record(self.store, self.steps)
        if self._begun and self.steps.join is not None:
            for _ in range(JOINS):
                if not join_bounds(self.store, self.steps.join, self.steps.find, self.run.id):
                    break
                resolve_record(self.store, self.steps)

    def _known(self, document: Document, shown: str, published: str | None) -> Outcome:
        self.store.note_path(document.id, shown)
        document = self.store.document(document.id)
        if published is not None:
            try:
                document = self.redate(document, published, person_named())
            except (RecordError, ModelError, DataError):
                raise
            except Exception as error:
                return self._reject(failed(shown, error, document.id))
        self.run = replace(self.run, known=self.run.known + 1)
        return Outcome(shown, 0, 0, document=document)

    def _reject(self, rejected: Rejected) -> Outcome:
        if not self.store.has_rejected(rejected.id):
            self.begin()
            self.store.reject(rejected, self.run.id)
        self.run = replace(self.run, rejected=self.run.rejected + 1)
        return Outcome(rejected.path, 0, 0, rejected=rejected)

    def begin(self, model: str = "") -> None:
        """Notes the run, once."""
        if model and not self.run.model:
            self.run = replace(self.run, model=model)
        if not self._begun:
            self.store.begin_run(self.run)
            self._begun = True


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in one file: a refusal, or a document; with its findings and the model's name, where the
    record had it not."""

    document: Document | None = None
    rejected: Rejected | None = None
    findings: Findings | None = None
    model: str = ""


def _find_in_file(steps: Steps, published: str | None, is_known: Callable[[str], bool], path: Path) -> _Found:
    """The first four steps of one file; runs in any process.

    Raises:
        ModelError, DataError, RecordError: nothing more can be read.
    """
    shown = path.as_posix()
    try:
        document = steps.read_file(path, shown=shown, published=published)
    except DataError:
        raise
    except Exception as error:
        return _Found(rejected=failed(shown, error))
    if isinstance(document, Rejected):
        return _Found(rejected=document)
    if is_known(document.id):
        return _Found(document)
    model = steps.load()
    try:
        with uncollected():
            return _Found(document, findings=steps.find(document), model=model)
    except (RecordError, ModelError, DataError):
        raise
    except Exception as error:
        return _Found(document, failed(shown, error, document.id), model=model)


def letopis_steps() -> Steps:
    """Our own steps, each loaded when it is first called."""
    passes = find_copies, merge_events, find_facts
    return Steps(_find_files, _read_file, _load_model, find_in, find_who, joined, passes)


def _find_files(paths: Sequence[Path]) -> Iterator[Path]:
    from letopis.read import find_files

    return find_files(paths)


def _read_file(path: Path, *, shown: str, published: str | None = None) -> Document | Rejected:
    from letopis.read import read_file

    return read_file(path, shown=shown, published=published)


@cache
def _language() -> Any:
    from letopis.annotate import load

    return load()


def _load_model() -> str:
    # Loaded here and not at the first document: a step that cannot be loaded is no document's fault.
    import letopis.detect
    import letopis.extract
    import letopis.resolve  # noqa: F401

    _check_frames()
    meta = _language().meta
    return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip()


_CHECKED: dict[
    str, object
] = {}  # the frames of each table that were checked; they are loaded once, asked for often


def _check_frames() -> None:
    """Nothing, when what the lexicon names is defined in the ontology; a user may have changed either.

    Raises:
        DataError: a row names a type, a mode or a context that is not; the message says which row.
    """
    from letopis import lexicon, ontology

    for name in ("events", "ties"):
        known = lexicon.frames(name)
        if _CHECKED.get(name) is known:
            continue
        ontology.check_frames((frame for several in known.values() for frame in several), ties=name == "ties")
        _CHECKED[name] = known


def find_in(document: Document) -> Findings:
    """Sentences, mentions and claims of one document: the steps annotate, detect and extract."""
    from letopis.annotate import meaning
    from letopis.detect import find_mentions, with_times_again
    from letopis.extract import extract_claims
    from letopis.extract.event.codings import code_parties
    from letopis.extract.place.locating import located
    from letopis.extract.saying.traits import find_traits
    from letopis.extract.time.bounds import find_bounds

    doc = annotate_document(document)
    mentions = find_mentions(document, doc)
    bounds = find_bounds(document, doc, mentions) if document.published.basis in UNDATED else []
    if bounds and document.published.basis == "unknown":  # times are told again, within what is proven
        mentions = with_times_again(document := bounded(document, bounds), doc, mentions)
    claims = extract_claims(document, doc, mentions)
    mentions = located(document, mentions, claims)
    mentions, claims = code_parties(document, mentions, claims)
    said = {claim.id: _content_spans(claim) for claim in claims if claim.kind is ClaimKind.STATEMENT}
    vectors = meaning.content_vectors(doc, said)
    traits = find_traits(document, doc, mentions)
    return Findings(_sentence_spans(doc), mentions, claims, traits, vectors, meaning.space(), bounds)


def ask_again(document: Document, claims: Sequence[Claim]) -> view.Asked:
    """What annotate, detect and extract say of what is told in none of a document's claims."""
    from letopis.detect import find_mentions
    from letopis.detect.doubts import find_doubts
    from letopis.extract.why import find_untold

    doc = annotate_document(document)
    mentions = find_mentions(document, doc)
    return view.Asked(find_untold(document, doc, mentions, claims), find_doubts(document, doc), mentions)


def _content_spans(claim: Claim) -> list[tuple[int, int]]:
    """The spans of what was said; of the whole sentence where no content was found."""
    contents = [(part.start, part.end) for part in claim.all("content")]
    return contents or [(evidence.start, evidence.end) for evidence in claim.evidence]


def annotate_document(document: Document) -> Any:
    """The spaCy `Doc` of a document: its whole text, with only the blocks that are read for claims
    annotated.
    """
    nlp = _language()
    doc = nlp.make_doc(document.text)
    doc.user_data["blocks"] = [(block.start, block.end, block.is_read) for block in document.blocks]
    return nlp(doc)


def _sentence_spans(doc: Any) -> list[tuple[int, int]]:
    """Spans of the sentences in code points, without the white space around them."""
    spans = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        if start < end:
            spans.append((start, end))
    return spans
