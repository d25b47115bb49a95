"""Scores are held against what is right."""

from __future__ import annotations

import pytest

from bench.quality.calibration import reliability


def test_error_is_the_mean_distance_of_score_and_share_right() -> None:
    """Two at 0.9 of which one is right are 40 points off, two at 0.25 of which none is right 25."""
    lines, error = reliability([(0.9, True), (0.9, False), (0.25, False), (0.25, False)])
    assert error == pytest.approx((40 + 25) / 2)
    assert len(lines) == 4


def test_a_score_of_one_is_in_the_last_bin() -> None:
    """The highest score has a bin."""
    lines, error = reliability([(1.0, True)])
    assert error == pytest.approx(0)
    assert lines[1].startswith("0.9 to 1.0")
