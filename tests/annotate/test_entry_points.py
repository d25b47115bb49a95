"""spaCy finds Letopis by its entry points."""

from __future__ import annotations

from importlib import metadata

import pytest
import spacy


@pytest.mark.parametrize(
    ("group", "name"), [("spacy_factories", "letopis_encoder"), ("spacy_languages", "letopis_en")]
)
def test_entry_point_leads_to_something(group: str, name: str) -> None:
    """Each entry point of the installed package loads."""
    (found,) = metadata.entry_points(group=group, name=name)
    assert callable(found.load())


def test_language_reads_at_once() -> None:
    """`spacy.blank("letopis_en")` is the whole pipeline, with the words cut as in spaCy's English."""
    nlp = spacy.blank("letopis_en")
    text = "Ms. Berg's U.S. co-op can't wait. “We agreed,” she said."
    doc = nlp(text)
    assert nlp.pipe_names == ["letopis_encoder"]
    assert [token.text for token in doc] == [token.text for token in spacy.blank("en")(text)]
    assert all(token.pos_ for token in doc)
    assert "attributions" in doc.user_data
