"""Bound the documents of a record that have no date by what the others know.

In:   the record, open and resolved; how bounds are joined, and how a document is found again.
Out:  the bounds in the record; the times of a document told again where its bounds have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from letopis.bound import Bound, published_between
from letopis.claim import ClaimKind
from letopis.document import Document
from letopis.profile import Line, Wanted
from letopis.store import Findings, Store

Join = Callable[[Sequence[Line], Sequence[str]], Mapping[str, Sequence[Bound]]]


def join_bounds(store: Store, join: Join, find: Callable[[Document], Findings], run: str) -> bool:
    """Bounds the documents without a date; only those for which other documents prove something new are found again.
    True when there were such: what they tell now may bound others, or themselves more closely."""
    undated, is_new = store.undated(), False
    if not undated:
        return False
    before = store.date_bounds(joined=True)
    found = join(_tenures(store, undated), undated)
    for document in undated:
        bounds = list(found.get(document, ()))
        if bounds != before.get(document, []):
            store.replace_joined_bounds(document, bounds)
            dated = store.document(document)
            store.refind(dated, find(dated), run)
            is_new = True
    return is_new


def _tenures(store: Store, undated: Sequence[str]) -> list[Line]:
    """The tenures of the documents without a date, and all of those who hold an office in them."""
    own = store.bare_lines(Wanted(kinds=(ClaimKind.TENURE,), documents=tuple(undated)))
    holders = {part.entity for line in own for part in line.all("holder") if part.entity}
    lines = {line.claim.id: line for line in own}
    for holder in sorted(holders):
        wanted = Wanted(kinds=(ClaimKind.TENURE,), entity=holder, roles=("holder",))
        lines |= {line.claim.id: line for line in store.bare_lines(wanted)}
    return sorted(lines.values(), key=_place)


def _place(line: Line) -> tuple[str, str, int, str]:
    """Where a line stands: the order of its path, its text and its id."""
    return line.path, line.claim.document, line.claim.evidence[0].start, line.claim.id


def bounded(document: Document, bounds: Sequence[Bound]) -> Document:
    """The document, dated as the bounds leave it."""
    return replace(document, published=published_between(bounds))


def joined(lines: Sequence[Line], undated: Sequence[str]) -> Mapping[str, Sequence[Bound]]:
    """Our own way to join them: resolve/dating.py, loaded when it is first needed."""
    from letopis.resolve.dating import joined_bounds

    return joined_bounds(lines, undated)
