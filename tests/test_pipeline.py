"""The way of a document: its order, its edges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from letopis import pipeline
from letopis.bound import Bound
from letopis.errors import ModelError, UsageError
from letopis.store import open_store
from tests.handmade import steps, write_articles


def test_steps_stand_in_the_docstring_in_their_order() -> None:
    """The module tells the way as it goes."""
    assert tuple(re.findall(r"^\d\. (\w+) ", str(pipeline.__doc__), re.MULTILINE)) == pipeline.STEPS


def test_progress_is_told_after_each_file(tmp_path: Path) -> None:
    """number of total, with what came of it."""
    seen: list[pipeline.Outcome] = []
    articles = write_articles(tmp_path)
    pipeline.read_paths([articles], open_store(None), on_document=seen.append, steps=steps())
    assert [(o.number, o.total, o.is_new, bool(o.rejected)) for o in seen] == [
        (1, 3, True, False),
        (2, 3, True, False),
        (3, 3, False, True),
    ]


def test_documents_without_a_date_are_bounded_until_nothing_new_follows(tmp_path: Path) -> None:
    """What one round proves may prove more in the next; a few rounds are enough."""
    rounds = 0

    def join(lines: Any, undated: Sequence[str]) -> dict[str, list[Bound]]:
        nonlocal rounds
        rounds = min(rounds + 1, 2)
        return {undated[0]: [Bound(date(2000 + rounds, 1, 1), None, "in office", ())]}

    store = open_store(None)
    pipeline.read_paths([write_articles(tmp_path)], store, steps=steps(join=join))
    (bounds,) = store.date_bounds(joined=True).values()
    assert [bound.earliest for bound in bounds] == [date(2002, 1, 1)]


def test_damaged_model_stops_the_run(tmp_path: Path) -> None:
    """A model that cannot be loaded is not every document's own fault."""

    def load() -> str:
        raise ModelError("encoder.onnx is not the file of the manifest")

    store = open_store(None)
    with pytest.raises(ModelError):
        pipeline.read_paths([write_articles(tmp_path)], store, steps=steps(load=load))
    assert store.holdings().rejected == ()


def test_bad_date_is_refused_before_anything_is_read() -> None:
    """`--published` takes years, months and days."""

    def find_files(paths: Any) -> Any:
        raise AssertionError("read all the same")

    for wrong in ("yesterday", "2021-13", "03.09.2020", ""):
        with pytest.raises(UsageError):
            pipeline.read_paths(["x"], open_store(None), published=wrong, steps=steps(find_files=find_files))


def test_path_is_kept_as_the_user_gave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path stays relative."""
    write_articles(tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    store = open_store(None)
    pipeline.read_paths(["articles"], store, steps=steps())
    assert [document.path for document in store.documents()] == [
        "articles/a_visit.txt",
        "articles/b_reply.txt",
    ]
