"""Bound the documents of a record that have no date by what the others know.

In:   the record, open and resolved; how bounds are joined, and how a document is found again.
Out:  the bounds in the record; the times of a document told again where its bounds have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from letopis.bound import UNDATED, Bound, published_between
from letopis.claim import ClaimKind
from letopis.document import Document
from letopis.profile import Line, Wanted
from letopis.store import Findings, Store

Join = Callable[[Sequence[Line], Sequence[str]], Mapping[str, Sequence[Bound]]]


def join_bounds(store: Store, join: Join, find: Callable[[Document], Findings], run: str) -> None:
    """Bounds the documents without a date; only those for which other documents prove something new are found again."""
    undated = [document.id for document in store.documents() if document.published.basis in UNDATED]
    if not undated:
        return
    before = store.date_bounds(joined=True)
    found = join(store.lines(Wanted(kinds=(ClaimKind.TENURE,))), undated)
    for document in undated:
        bounds = list(found.get(document, ()))
        if bounds != before.get(document, []):
            store.replace_joined_bounds(document, bounds)
            dated = store.document(document)
            store.refind(dated, find(dated), run)


def bounded(document: Document, bounds: Sequence[Bound]) -> Document:
    """The document, dated as the bounds leave it."""
    return replace(document, published=published_between(bounds))


def joined(lines: Sequence[Line], undated: Sequence[str]) -> Mapping[str, Sequence[Bound]]:
    """Our own way to join them: resolve/dating.py, loaded when it is first needed."""
    from letopis.resolve.dating import joined_bounds

    return joined_bounds(lines, undated)
