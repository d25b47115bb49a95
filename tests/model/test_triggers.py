"""The trigger reader is the file of its manifest, belongs to the encoder, and gives probabilities of a sentence alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from letopis.errors import ModelError
from letopis.model.triggers import MANIFEST, NONE, ROLES, WEIGHTS, Words, load_triggers
from letopis.model.weights import FOLDER, read_manifest
from letopis.ontology import event_types


def sentence(size: int, type_: int = 0) -> Words:
    """Words of drawn states, of each of which the rules tell an event of that type, or none."""
    states, middle = np.random.default_rng(5).normal(size=(2, size, 384)).astype(np.float32)
    none = np.zeros(size, dtype=np.int64)
    return Words(states, middle, np.arange(size) % 5, none + type_, none)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """Weights that are not the manifest's are named, with what to do."""
    shutil.copy(FOLDER / MANIFEST, tmp_path)
    (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes() + b" ")
    with pytest.raises(ModelError, match="install letopis again"):
        load_triggers(tmp_path)


def test_the_shipped_reader_was_learnt_over_the_shipped_encoder() -> None:
    """Another encoder has other states: training/triggers.py is run again whenever the weights change."""
    assert load_triggers().manifest["encoder"] == read_manifest()["files"]["encoder.onnx"]["sha256"]


def test_its_types_are_those_of_the_ontology() -> None:
    """A type that is added to the ontology asks for another training."""
    assert set(load_triggers().types) == {NONE, *event_types()}


@pytest.mark.parametrize("size", [2, 7, 40])
def test_what_is_told_are_probabilities_of_each_word(size: int) -> None:
    """Types and sureness sum to one, but for rounding; each pair of words has a probability of each part."""
    told = load_triggers().read(sentence(size))
    assert np.allclose(told.types.sum(-1), 1, atol=0.01)
    assert np.allclose(told.sure.sum(-1), 1, atol=0.01)
    assert told.roles.shape == (size, size, len(ROLES))
    assert told.roles.min() >= 0
    assert told.roles.max() <= 1


def test_what_the_rules_tell_is_heard() -> None:
    """Words of which the rules tell an event are read otherwise than words of which they tell none."""
    reader = load_triggers()
    without, given = (reader.read(sentence(40, type_)) for type_ in (0, reader.types.index("PROTEST")))
    assert not np.array_equal(given.types, without.types)
