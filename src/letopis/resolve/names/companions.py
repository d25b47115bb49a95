"""Whom and what each document names, as the company in which its people stand.

In:   threads of all documents.
Out:  document → folded full names of people and names of bodies in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from letopis import gazetteer
from letopis.mention import MentionKind
from letopis.resolve.names.persons import best_name
from letopis.resolve.names.threads import Thread

MOST = 40  # names of a document that are kept: a list of names is no company


def company_of(threads: Iterable[Thread]) -> dict[str, frozenset[str]]:
    """Document → names; none of a document that names more than MOST."""
    found: dict[str, set[str]] = defaultdict(set)
    for thread in threads:
        if not thread.names:
            continue
        if thread.kind is MentionKind.PERSON:
            name = best_name(thread)
            if name.is_full:
                found[thread.document].add(name.key)
        elif thread.kind is MentionKind.ORGANISATION and gazetteer.organisation(thread.names[0][0]) is None:
            found[thread.document].add(gazetteer.fold(thread.names[0][0]).casefold())
    return {document: frozenset(names) for document, names in found.items() if len(names) <= MOST}
