"""Why something of a document is not in the record: the steps are asked again, of that document alone.

In:   a store; a document as a user names it; words of it.
Out:  an explanation, or why the file was rejected.
"""

from __future__ import annotations

import re

from letopis import pipeline, view
from letopis.document import Document, Rejected
from letopis.errors import UsageError
from letopis.profile import Wanted
from letopis.store import Store


class Explaining:
    """What a store's documents leave untold."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rejected(self, name: str) -> Rejected | None:
        """The refusal of a file, by its path, the end of it, or its id; None where it was not refused."""
        found = [r for r in self._store.holdings().rejected if name == r.id or is_named(r.path, name)]
        return found[0] if len(found) == 1 else next((r for r in found if r.path == name), None)

    def explain(self, document_id: str, words: str | None = None) -> view.Explanation:
        """What is not told of a document, and why; with `words` of the places where they stand.

        Raises:
            UsageError: the words do not stand in the text.
            ModelError: the weights are missing or damaged.
        """
        document = self._store.document(document_id)
        spans = places_of(document, words) if words is not None else []
        lines = self._store.lines(Wanted(document=document_id))
        sentences = self._store.sentences(document_id)
        whole = view.explain(
            document, lines, sentences, pipeline.ask_again(document, [li.claim for li in lines])
        )
        return whole if words is None else view.explain_place(whole, lines, sentences, spans)


def places_of(document: Document, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, in any case and with any space between them.

    Raises:
        UsageError: they do not.
    """
    parts = [re.escape(part) for part in words.split()]
    found = re.finditer(r"\s+".join(parts), document.text, re.IGNORECASE) if parts else ()
    spans = [match.span() for match in found]
    if not spans:
        raise UsageError(
            f"{words!r} does not stand in the text of {document.path}; what was read: letopis show {document.id[:12]}"
        )
    return spans


def is_named(path: str, name: str) -> bool:
    """True for a path and for the end of it, from a folder or the file on."""
    return path == name or path.replace("\\", "/").endswith("/" + name)
