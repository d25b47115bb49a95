"""The antecedent scorer is the file of its manifest and scores pairs as it was trained to."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from letopis.errors import ModelError
from letopis.model.antecedents import MANIFEST, WEIGHTS, Antecedents, load_antecedents
from letopis.model.weights import FOLDER, read_manifest


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """Weights that are not the manifest's are named, with what to do."""
    shutil.copy(FOLDER / MANIFEST, tmp_path)
    (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes() + b" ")
    with pytest.raises(ModelError, match="install letopis again"):
        load_antecedents(tmp_path)


def test_the_shipped_scorer_was_learnt_over_the_shipped_encoder() -> None:
    """Another encoder has other states: training/coref.py is run again whenever the weights change."""
    assert load_antecedents().manifest["encoder"] == read_manifest()["files"]["encoder.onnx"]["sha256"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Where there are no weights, the message says which file it looked for."""
    with pytest.raises(ModelError, match=WEIGHTS):
        load_antecedents(tmp_path)


def test_scores_are_two_layers_over_both_mentions_and_their_product() -> None:
    """Worked out by hand for one state, one column and a hidden layer of one."""
    names = ("own", "own_bias", "pair", "out", "new", "mention", "mention_bias")
    own = np.array([[1.0, 2.0, 1.0, 1.0, 3.0, -1.0], [0.0] * 6])
    values = (
        own,
        np.zeros(6),
        np.array([[0.5], [2.0]]),
        np.array([1.0]),
        np.array([2.0]),
        np.array([1.0]),
        [0.25],
    )
    weights = {name: np.array(value, dtype=np.float32) for name, value in zip(names, values, strict=True)}
    scorer = Antecedents(weights, {"widths": [1] * 6})
    states, alone = np.array([[1.0], [3.0]], dtype=np.float32), np.zeros((2, 1), dtype=np.float32)
    pair = np.array([[0.5]], dtype=np.float32)
    scores, new, mention = scorer.score(states, alone, np.array([1]), np.array([0]), pair)
    assert scores.tolist() == [3.0 + 2.0 + 0.5 * 3.0 + 2.0 * 0.5]
    assert new.tolist() == [6.0, 18.0]
    assert mention.tolist() == [0.25, 0.25]
