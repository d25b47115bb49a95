"""Annotate documents: sentences, tags, lemmas, trees, names and attributions.

In:   the text of a document (or a spaCy `Doc`).
Out:  a spaCy `Doc`.

`load` gives an ordinary spaCy pipeline; any other that fills the same attributes can stand in its place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(**options: Any) -> Language:
    """The pipeline: spaCy's English tokenizer and our encoder. The same options give the same object.

    Args:
        options: `threads` (of onnxruntime within a call, 1 by default) and `folder` (of other weights). What spaCy
            passes beside them when it loads the pipeline by its entry point is let pass.

    Raises:
        ModelError: the weights are missing or not the ones of the manifest.
    """
    folder = options.get("folder")
    return _load(int(options.get("threads", 1)), None if folder is None else str(folder))


@lru_cache(maxsize=4)
def _load(threads: int, folder: str | None) -> Language:
    import spacy

    from letopis.annotate import component  # noqa: F401  (registers the factory)

    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000  # chunks are short however long the document is
    nlp.add_pipe("letopis_encoder", config={"threads": threads, "folder": folder})
    return nlp
