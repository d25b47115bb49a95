"""The event-type head is the file of its manifest, belongs to the encoder, and gives probabilities of a pair alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from letopis.errors import ModelError
from letopis.model.event_types import MANIFEST, NONE, WEIGHTS, load_event_types
from letopis.model.weights import FOLDER, read_manifest
from letopis.ontology import event_types


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """Weights that are not the manifest's are named, with what to do."""
    shutil.copy(FOLDER / MANIFEST, tmp_path)
    (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes() + b" ")
    with pytest.raises(ModelError, match="install letopis again"):
        load_event_types(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Where there are no weights, the message says which file it looked for."""
    with pytest.raises(ModelError, match=WEIGHTS):
        load_event_types(tmp_path)


def test_the_shipped_head_was_learnt_over_the_shipped_encoder() -> None:
    """Another encoder has other states: training/events.py is run again whenever the weights change."""
    assert load_event_types().manifest["encoder"] == read_manifest()["files"]["encoder.onnx"]["sha256"]


def test_its_labels_are_the_types_of_plover_and_none_of_them() -> None:
    """The extension's types are not among them."""
    codes = [code for code, kind in event_types().items() if not kind.extension]
    assert list(load_event_types().labels) == [*codes, NONE]


def test_shares_are_probabilities_and_know_who_is_the_source() -> None:
    """They sum to one, but for rounding, and turning the pair round changes them."""
    head, size = load_event_types(), 12
    states = np.random.default_rng(3).normal(size=(size, 384)).astype(np.float16)
    kinds, trigger = np.array([1, 1, 0, 2, 2] + [0] * 7), np.zeros(size, dtype=bool)
    shares = head.shares(states, kinds, trigger)
    turned = head.shares(states, np.where(kinds > 0, 3 - kinds, 0), trigger)
    assert abs(float(shares.sum()) - 1) < 0.001
    assert not np.array_equal(shares, turned)
