"""The chooser of days is the file of its manifest, belongs to the encoder, and gives probabilities of each event alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from letopis.errors import ModelError
from letopis.model.days import MANIFEST, WEIGHTS, Rows, load_days
from letopis.model.weights import FOLDER, read_manifest

CANDIDATES = (3, 1, 5)  # of each event


def rows(times: int) -> Rows:
    """Three events of drawn states and columns, with some candidates each."""
    draw = np.random.default_rng(5)
    events, pairs = load_days().manifest["columns"]
    count = sum(CANDIDATES)

    def drawn(*shape: int) -> np.ndarray:
        return draw.normal(size=shape).astype(np.float32)

    of_event = np.repeat(np.arange(len(CANDIDATES)), CANDIDATES)
    states = [drawn(len(CANDIDATES), 384) for _ in range(3)]
    return Rows(
        *states,
        drawn(len(CANDIDATES), events),
        drawn(times, 384),
        drawn(times, 384),
        of_event,
        np.arange(count) % (times + 1) - 1,
        drawn(count, pairs),
    )


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """Weights that are not the manifest's are named, with what to do."""
    shutil.copy(FOLDER / MANIFEST, tmp_path)
    (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes() + b" ")
    with pytest.raises(ModelError, match="install letopis again"):
        load_days(tmp_path)


def test_the_shipped_chooser_was_learnt_over_the_shipped_encoder() -> None:
    """Another encoder has other states: training/days.py is run again whenever the weights change."""
    assert load_days().manifest["encoder"] == read_manifest()["files"]["encoder.onnx"]["sha256"]


@pytest.mark.parametrize("times", [0, 1, 4])
def test_the_candidates_of_an_event_share_one(times: int) -> None:
    """Their probabilities sum to one, but for rounding; of a single candidate it is one, with or without times."""
    given = rows(times)
    shares = load_days().shares(given)
    assert np.allclose(np.bincount(given.of_event, shares), 1, atol=0.01)
    assert shares[CANDIDATES[0]] == 1
    assert shares.min() >= 0


def test_an_event_is_weighed_without_the_others() -> None:
    """Without the last event the first ones have the probabilities that they had beside it."""
    whole = rows(4)
    kept = len(CANDIDATES) - 1
    inside = whole.of_event < kept
    part = Rows(
        *(getattr(whole, name)[:kept] for name in ("last", "middle", "heads", "events")),
        whole.times,
        whole.governors,
        whole.of_event[inside],
        whole.of_time[inside],
        whole.pairs[inside],
    )
    assert np.allclose(load_days().shares(part), load_days().shares(whole)[inside], atol=0.001)
