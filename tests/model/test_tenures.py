"""The reader of tenures is the file of its manifest, belongs to the encoder, and gives probabilities of a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from letopis.errors import ModelError
from letopis.model.tenures import (
    KINDS,
    LINKS,
    MANIFEST,
    PARTS,
    STATUSES,
    TITLES,
    WEIGHTS,
    Words,
    load_tenures,
)
from letopis.model.weights import FOLDER, read_manifest


def sentence(size: int, told: int = 0) -> Words:
    """Words of drawn states, at each of which the rules tell a tenure of that status, or none."""
    states, middle = np.random.default_rng(5).normal(size=(2, size, 384)).astype(np.float32)
    numbers = np.arange(size)
    links = np.zeros((size, size, len(LINKS)), dtype=np.float32)
    titles, kinds = numbers % len(TITLES), numbers % len(KINDS)
    return Words(states, middle, numbers % 5, numbers % 7, titles, kinds, np.full(size, told), links)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """Weights that are not the manifest's are named, with what to do."""
    shutil.copy(FOLDER / MANIFEST, tmp_path)
    (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes() + b" ")
    with pytest.raises(ModelError, match="install letopis again"):
        load_tenures(tmp_path)


def test_the_shipped_reader_was_learnt_over_the_shipped_encoder() -> None:
    """Another encoder has other states: training/tenures.py is run again whenever the weights change."""
    assert load_tenures().manifest["encoder"] == read_manifest()["files"]["encoder.onnx"]["sha256"]


@pytest.mark.parametrize("size", [2, 7, 40])
def test_what_is_told_are_probabilities_of_each_word(size: int) -> None:
    """Statuses sum to one, and so do, for each part, the words that may have it; but for rounding."""
    told = load_tenures().read(sentence(size))
    assert told.parts.shape == (size, size, len(PARTS))
    assert np.allclose(told.statuses.sum(-1), 1, atol=0.01)
    assert np.allclose(told.parts.sum(1), 1, atol=0.01)


def test_what_the_rules_tell_is_heard() -> None:
    """Words at which the rules tell a tenure are read otherwise than words at which they tell none."""
    without, given = (load_tenures().read(sentence(40, told)) for told in (0, STATUSES.index("now")))
    assert not np.array_equal(given.statuses, without.statuses)
