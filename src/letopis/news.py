"""What has entered a record since a run, a date, or since somebody last looked.

In:   a store; a run (its id, its beginning, or its number) or a date as typed.
Out:  rows of view/, and what was looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letopis import view
from letopis.errors import UsageError
from letopis.run import Run
from letopis.store import Store
from letopis.times import parse_date


@dataclass(frozen=True, slots=True)
class News:
    """What is new.

    Attributes:
        rows: new facts, then further reports.
        documents: paths of the documents that came in.
        since: what it is new since, for reading.
        upto: the newest run, up to which it can be marked as seen; None of an empty record.
    """

    rows: tuple[view.NewsRow, ...]
    documents: tuple[str, ...]
    since: str
    upto: str | None


def news_of(store: Store, since: str | None = None) -> News:
    """What came in after a run, from a date on, or after the run up to which the record was marked as seen.

    Raises:
        UsageError: `since` is no date and no run.
    """
    runs = store.runs()
    later, told = _later(runs, since, store.seen())
    first = store.first_runs()
    new = {id for id, run in first.items() if run in later}
    rows = view.news(store.lines(), {id for id in new if id.startswith("clm:")})
    paths = [document.path for document in store.documents(sorted(new)) if document.id in new]
    return News(tuple(rows), tuple(paths), told, runs[-1].id if runs else None)


def _later(runs: Sequence[Run], since: str | None, seen: str | None) -> tuple[set[str], str]:
    """The runs that count as new, and what they are new since."""
    if since is None:
        if seen is None:
            return {run.id for run in runs}, "the beginning"
        return {run.id for run in _after(runs, seen)}, f"run {seen}, marked as seen"
    if since.lstrip("-").isdecimal() and len(since) < len("2020"):
        number = int(since)
        if not 1 <= abs(number) <= len(runs):
            raise UsageError(
                f"--since {since}: no such run; the record has {len(runs)}, numbered from 1; -1 is the last"
            )
        run = runs[number - 1 if number > 0 else number]
        return {one.id for one in _after(runs, run.id)}, f"run {run.id} of {run.at[:16]}"
    fitting = [run for run in runs if run.id.startswith(since) or run.id.startswith(f"run:{since}")]
    if len(fitting) == 1:
        return {one.id for one in _after(runs, fitting[0].id)}, f"run {fitting[0].id} of {fitting[0].at[:16]}"
    try:
        start = parse_date(since).start
    except ValueError as error:
        raise UsageError(
            f"--since {since}: no run and no date; runs are numbered from 1, -1 is the last"
        ) from error
    assert start is not None
    return {run.id for run in runs if run.at[:10] >= start.isoformat()}, since


def _after(runs: Sequence[Run], seen: str) -> Sequence[Run]:
    """The runs after one; all of them where it is not there any more."""
    ids = [run.id for run in runs]
    return runs[ids.index(seen) + 1 :] if seen in ids else runs
