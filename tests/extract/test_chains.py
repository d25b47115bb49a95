"""Our own sentences and the chain of sources of every fact in them: tests/cases/extract/chains.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.quality.chains import missing, read_cases

CASES = read_cases(Path(__file__).parents[1] / "cases" / "extract" / "chains.toml")
STRONG = [case for case in CASES if case.get("grade", "strong") == "strong"]


@pytest.mark.parametrize("case", STRONG, ids=lambda case: case["text"][:60])
def test_every_link_of_the_chain_is_right(case: dict[str, Any]) -> None:
    """Number, order, name and cue of the sources, and how the unnamed are described."""
    assert not missing(case)
