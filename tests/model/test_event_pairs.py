"""The scorer of event pairs: its weights as they are shipped."""

from __future__ import annotations

import numpy as np

from letopis.model.event_pairs import LEAF, EventPairs, load_event_pairs
from letopis.model.weights import read_manifest

TREE = EventPairs(
    roots=np.array([0], dtype=np.int32),
    column=np.array([1, LEAF, LEAF], dtype=np.int16),
    bound=np.array([0.5, 0, 0], dtype=np.float32),
    left=np.array([1, 0, 0], dtype=np.int32),
    right=np.array([2, 0, 0], dtype=np.int32),
    value=np.array([0, -2, 2], dtype=np.float32),
    manifest={"ensemble": 1, "base": 0.0},
)


def test_tree_is_followed_to_its_leaf() -> None:
    """At most the bound goes left, more goes right."""
    chances = TREE.chances(np.array([[9, 0.5], [9, 0.6]], dtype=np.float32))
    assert np.allclose(chances, [0.1192, 0.8808])


def test_weights_were_learnt_over_the_encoder_in_the_package() -> None:
    """Its vectors are among the columns."""
    scorer = load_event_pairs()
    assert scorer.manifest["encoder"] == read_manifest()["files"]["encoder.onnx"]["sha256"]
    assert int(scorer.column.max()) < 40
