"""Vectors of what words are about."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from letopis.annotate import load, meaning

TEXT = "Anna Berg said the two nations would move closer.\n\nOtto Lind spoke of football."


def test_vector_has_length_one_and_depends_on_its_words() -> None:
    """The words of a span alone count, and their order in the list of spans does not."""
    doc = load()(TEXT)
    spans = [(15, 30), (31, 48)]
    vector = meaning.content_vector(doc, spans)
    assert vector is not None
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(vector, meaning.content_vector(doc, spans[::-1]))  # type: ignore[arg-type]
    other = meaning.content_vector(doc, [(TEXT.index("football"), len(TEXT))])
    assert other is not None
    assert float(vector @ other) < 0.99


def test_stored_vectors_compare_as_the_ones_that_were_made() -> None:
    """16-bit floats keep a cosine to the third digit; a content without words has no vector."""
    doc = load()(TEXT)
    stored = meaning.content_vectors(doc, {"a": [(15, 48)], "b": [(49, 51)]})
    assert list(stored) == ["a"]
    vector, theme = meaning.content_vector(doc, [(15, 48)]), meaning.theme_vector("rapprochement")
    assert vector is not None
    assert theme is not None
    assert meaning.similarities("rapprochement", stored)["a"] == pytest.approx(
        float(vector @ theme), abs=1e-3
    )


def test_theme_without_words_is_near_to_nothing() -> None:
    """Nothing in, nothing out."""
    assert meaning.theme_vector("") is None
    assert meaning.similarities(" ", {"a": b"\x00\x3c"}) == {}
    assert meaning.similarities("war", {}) == {}


def test_pipeline_without_states_gives_no_vectors() -> None:
    """Another pipeline can stand in the place of ours; then only words are searched."""
    doc = spacy.blank("en")(TEXT)
    assert meaning.content_vector(doc, [(15, 48)]) is None
    assert meaning.content_vectors(doc, {"a": [(15, 48)]}) == {}


def test_space_names_the_weights() -> None:
    """So that vectors of other weights are never compared with ours."""
    assert meaning.space() == meaning.space()
    assert len(meaning.space()) == 16
