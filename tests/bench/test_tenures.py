"""The score of tenures counts pairs of holder and office, each once."""

from __future__ import annotations

from pathlib import Path

from bench.quality.marked_tenures import read_passages
from bench.quality.tenures import score

TEXT = """\
[b1 Polish] {1 NOW Prime Minister} [h1 Anna Berg] met [h2 Jon Lund], the {2 NOT mayor} who never was.
[h1 She] said the next minister would inherit nothing.

A broken {1 NOW mark never closes.
"""


def test_a_pair_that_is_told_counts_and_what_somebody_does_not_hold_is_not_asked_for(tmp_path: Path) -> None:
    """One pair is asked for in the first passage; the sentence with a broken mark is left out."""
    path = tmp_path / "marked.txt"
    path.write_text(TEXT.replace("[h1 She]", "She"), encoding="utf-8")
    assert [len(marked) for _, marked in read_passages(path)] == [2]
    figures = score(path).figures
    assert figures["recall"] == 100
    assert figures["office right"] == 100
    assert figures["status right"] == 100
    assert figures["body F1"] == 100
