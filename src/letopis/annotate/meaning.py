"""What words are about, as a vector: near words, near vectors.

In:   an annotated `Doc` and spans of it; or the words of a theme.
Out:  vectors of length 1, kept as 16-bit floats; how near they are to a theme.

A vector is the mean of the encoder's states of the words. Vectors can be compared only where the same weights made
them: `space` names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from letopis.annotate import load

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
    chosen = list(spans)
    rows = [
        token.i
        for token in doc
        if not token.is_space and any(s < token.idx + len(token) and token.idx < e for s, e in chosen)
    ]
    return _pooled(doc, rows)


def content_vectors(doc: Any, contents: Mapping[str, Iterable[Span]]) -> dict[str, bytes]:
    """The vectors of several contents by their keys, as they are stored; those without a vector are left out."""
    starts = np.array([token.idx for token in doc], dtype=np.int64)
    ends = starts + np.array([len(token) for token in doc], dtype=np.int64)
    words = np.array([not token.is_space for token in doc], dtype=bool)
    found = {}
    for key, spans in contents.items():
        inside = np.zeros(len(starts), dtype=bool)
        for start, end in spans:
            inside |= (starts < end) & (ends > start)
        vector = _pooled(doc, np.flatnonzero(inside & words).tolist())
        if vector is not None:
            found[key] = vector.astype(STORED).tobytes()
    return found


def theme_vector(theme: str) -> Vector | None:
    """The vector of a theme, or None of no words."""
    doc = load()(theme)
    return content_vector(doc, [(0, len(theme))])


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


def _pooled(doc: Any, rows: list[int]) -> Vector | None:
    """The mean of the states of tokens, at length 1."""
    states = np.asarray(doc.tensor)
    if not rows or states.ndim != 2 or len(states) != len(doc):
        return None
    mean = states[rows].mean(axis=0, dtype=np.float32)
    length = float(np.linalg.norm(mean))
    return (mean / length).astype(np.float32) if length > 0 else None
