"""The words around a pair: what is counted of them, and how they correct the event-type head."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from letopis.errors import ModelError
from letopis.model.event_types import load_event_types
from letopis.model.pair_words import (
    FROM,
    MANIFEST,
    TO,
    WEIGHTS,
    PairWords,
    columns_of,
    features_of,
    load_pair_words,
    words_of,
)
from letopis.model.weights import FOLDER


def table(share: float = 1.0) -> PairWords:
    """A table in which "aids" behind the source speaks for the second class."""
    weights = np.zeros((64, 2), dtype=np.float32)
    weights[columns_of([FROM, "aids", TO], 64), 1] = 3.0
    return PairWords(weights, np.zeros(2, dtype=np.float32), {"A": 0, "B": 1, "-": None}, share)


def test_source_and_recipient_are_marks_and_figures_are_alike() -> None:
    """Names teach nothing: only where the two stand."""
    text = "Peru sent 120 medics to Chile's north."
    assert words_of(text, [(0, 4)], [(24, 29)]) == [FROM, "sent", "0", "medics", "to", TO, "s", "north"]


def test_words_count_with_their_place_and_the_order_of_the_two() -> None:
    """Who stands first is counted too: passives turn it round."""
    features = features_of([FROM, "sent", "medics", "to", TO, "."])
    assert {"from1 sent", "to1 to", "between medics", "before"} <= set(features)
    assert "after" in features_of([TO, "was", "hit", "by", FROM])


def test_a_sentence_without_the_two_is_no_error() -> None:
    """Spans may be empty."""
    assert features_of(["rain"])
    assert features_of([FROM]) == ["after"]


def test_the_table_raises_the_types_of_the_class_it_speaks_for() -> None:
    """ "None of them" is of no class and keeps its share beside the others."""
    labels, shares = ["A", "B", "-"], np.array([0.5, 0.3, 0.2], dtype=np.float32)
    found = table().corrected(labels, shares, [FROM, "aids", TO])
    assert found[1] > found[0]
    assert abs(float(found.sum()) - 1) < 0.001
    assert np.allclose(table(0.0).corrected(labels, shares, [FROM, "aids", TO]), shares)


def test_the_shipped_table_knows_the_labels_of_the_head() -> None:
    """Each type of the head has a class; "none of them" has none."""
    shipped = load_pair_words()
    assert set(shipped.classes) == set(load_event_types().labels)
    assert {code for code, one in shipped.classes.items() if one is None} == {"-"}


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """Weights that are not the manifest's are named, with what to do."""
    shutil.copy(FOLDER / MANIFEST, tmp_path)
    (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes() + b" ")
    with pytest.raises(ModelError, match="install letopis again"):
        load_pair_words(tmp_path)
