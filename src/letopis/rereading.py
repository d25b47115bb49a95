"""Work a record out again: after decisions, or from the bytes of its documents by a newer reader and model.

In:   a store; ids of documents.
Out:  the same documents with what is found in them now; what people decided about them is attached again.

The bytes that a document was read from never change. Its text does where another reader makes another one of them; then
all that was found in it is found anew, and a decision finds its words where they stand now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from letopis.document import Document, Rejected
from letopis.errors import DataError, ModelError, RecordError
from letopis.failure import failed
from letopis.pipeline import Reading, Steps, letopis_steps
from letopis.run import Run
from letopis.store import Store


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of one document: how many claims it had and has; or why it was left as it was."""

    path: str
    number: int
    total: int
    before: int = 0
    claims: int = 0
    is_new_text: bool = False
    rejected: Rejected | None = None


def settle(store: Store, steps: Steps | None = None) -> None:
    """Brings a record up to what people decided: dates, who is who, which claims are right."""
    Reading(store, steps or letopis_steps()).finish()


def reread(
    store: Store,
    documents: Iterable[str],
    *,
    steps: Steps | None = None,
    on_document: Callable[[Reread], None] | None = None,
) -> Run:
    """The run in which documents were read again from their bytes; one that no longer can be is left as it was.

    Raises:
        ModelError, DataError, RecordError: nothing more can be read.
    """
    reading = Reading(store, steps or letopis_steps())
    several = list(documents)
    try:
        for number, document in enumerate(several, 1):
            outcome = replace(_reread(reading, document), number=number, total=len(several))
            read, rejected = (0, 1) if outcome.rejected else (1, 0)
            run = reading.run
            reading.run = replace(
                run,
                read=run.read + read,
                rejected=run.rejected + rejected,
                claims=run.claims + outcome.claims,
            )
            if on_document is not None:
                on_document(outcome)
    finally:
        reading.finish()
    return reading.run


def _reread(reading: Reading, id: str) -> Reread:
    store = reading.store
    before = store.document(id)
    count = len(store.found_claims([id]))
    kept = Reread(before.path, 0, 0, count, count)
    reading.begin(reading.steps.load())
    try:
        again = _read_bytes(reading.steps, before, store)
        if isinstance(again, Rejected):
            return replace(kept, claims=0, rejected=again)
        again = replace(again, id=id, path=before.path)
        is_new = (again.text, again.blocks) != (before.text, before.blocks)
        findings = reading.steps.find(store.dated(again))
        claims = store.reread(again, findings, reading.run.id)
        return replace(kept, claims=claims, is_new_text=is_new)
    except (RecordError, ModelError, DataError):
        raise
    except Exception as error:
        return replace(kept, claims=0, rejected=failed(before.path, error, id))


def _read_bytes(steps: Steps, document: Document, store: Store) -> Document | Rejected:
    """What the step read makes of the bytes of a document today, under the date that was given with them."""
    given = store.given_with(document.id)
    with TemporaryDirectory() as folder:
        path = Path(folder, PurePath(document.path).name or "document.txt")
        path.write_bytes(store.raw_bytes(document.id))
        return steps.read_file(path, shown=document.path, published=given)
