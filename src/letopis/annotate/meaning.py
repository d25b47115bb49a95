"""What words are about, as a vector: near words, near vectors.

In:   an annotated `Doc` and spans of it; or the words of a theme.
Out:  vectors of length 1, kept as 16-bit floats; how near they are to a theme.

A vector is the mean of the encoder's states of the words, projected to where its base model, a model of sentences,
would have put them. Vectors can be compared only where the same weights made
them: `space` names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from letopis.annotate import load
from letopis.model.weights import Model

# A bare word says little of politics. Of ten sets of ways this is best over tests/cases/view/themes.toml, vectors of
# the base model: F1 63.9, the bare theme alone 61.0.
WAYS = ("{}", "{} of the countries", "political {}")
Vector = npt.NDArray[np.float32]
Span = tuple[int, int]
STORED = np.dtype("<f2")  # half the bytes; the order of 10,000 cosines stays but for ties


def space() -> str:
    """The name of the weights that make the vectors: digits of the encoder's digest."""
    digest: str = load().get_pipe("letopis_encoder").model.manifest["files"]["encoder.onnx"]["sha256"]  # type: ignore[attr-defined]
    return digest[:16]


def content_vector(doc: Any, spans: Iterable[Span]) -> Vector | None:
    """The vector of the words in spans of a document's characters; None when no word lies there, or the pipeline
    gives no states.
    """
    return _vectors(doc, {"": spans}).get("")


def content_vectors(doc: Any, contents: Mapping[str, Iterable[Span]]) -> dict[str, bytes]:
    """The vectors of several contents by their keys, as they are stored; those without a vector are left out."""
    return {key: vector.astype(STORED).tobytes() for key, vector in _vectors(doc, contents).items()}


def _vectors(doc: Any, contents: Mapping[str, Iterable[Span]]) -> dict[str, Vector]:
    """The vectors of contents by their keys."""
    states = np.asarray(doc.tensor)
    if states.ndim != 2 or len(states) != len(doc):
        return {}
    starts = doc.to_array("IDX").astype(np.int64)
    ends = starts + doc.to_array("LENGTH").astype(np.int64)
    words = doc.to_array("IS_SPACE") == 0
    means = {}
    for key, spans in contents.items():
        inside = np.zeros(len(starts), dtype=bool)
        for start, end in spans:
            inside[np.searchsorted(ends, start, "right") : np.searchsorted(starts, end)] = True
        rows = np.flatnonzero(inside & words)
        if len(rows):
            means[key] = states[rows].mean(axis=0, dtype=np.float32)
    if not means:
        return {}
    return dict(zip(means, _projected(np.stack(list(means.values()))), strict=True))


def _projected(means: Vector) -> Vector:
    """The rows as sentence vectors, each of length 1."""
    model: Model = load().get_pipe("letopis_encoder").model  # type: ignore[attr-defined]
    return model.sentence_vectors(means)


def theme_vector(theme: str) -> Vector | None:
    """The vector of a theme, or None of no words: the mean over the ways of putting it."""
    found = [content_vector(load()(text), [(0, len(text))]) for text in (way.format(theme) for way in WAYS)]
    vectors = [vector for vector in found if vector is not None] if theme.strip() else []
    if not vectors:
        return None
    mean = np.mean(vectors, axis=0)
    normed: Vector = (mean / np.linalg.norm(mean)).astype(np.float32)
    return normed


@lru_cache(maxsize=8)
def _theme(theme: str) -> Vector | None:
    return theme_vector(theme)


def similarities(theme: str, stored: Mapping[str, bytes]) -> dict[str, float]:
    """How near each stored vector is to a theme, -1 to 1, by its key."""
    vector = _theme(theme)
    if vector is None or not stored:
        return {}
    rows = np.frombuffer(b"".join(stored.values()), dtype=STORED).reshape(len(stored), -1)
    found = rows.astype(np.float32) @ vector
    return dict(zip(stored, np.round(found, 4).tolist(), strict=True))
