"""Names of another tagger are read as spans."""

from __future__ import annotations

from bench.quality.names_silver import silver_names


def test_neighbours_of_one_kind_in_one_sentence_are_one_name() -> None:
    """Another kind, a word between, or a sentence ends a name."""
    labels = ["PERSON", "PERSON", "LOCATION", "O", "LOCATION", "DATE"]
    first = [[10 * i, 10 * i + 5, "NNP", "x", label, None] for i, label in enumerate(labels)]
    second = [[60, 65, "NNP", "x", "ORGANIZATION", None]]
    assert silver_names([first, second]) == {
        (0, 15, "PER"),
        (20, 25, "LOC"),
        (40, 45, "LOC"),
        (60, 65, "ORG"),
    }
