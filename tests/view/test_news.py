"""What is new: facts that were not there, and further reports of those that were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letopis.errors import UsageError
from letopis.news import news_of
from letopis.pipeline import read_paths
from letopis.store import open_store
from letopis.view import news
from tests.handmade import steps, write_articles
from tests.view.spoken import statement


def test_new_facts_come_first_and_further_reports_of_a_known_fact_are_one_row() -> None:
    """Two more reports of what was known are folded; what nobody had told is new."""
    told = [
        replace(
            statement("Anna Berg", "We agreed.", document=f"doc:{n}", known=f"2021-05-0{n}"), same_as="fct:1"
        )
        for n in (1, 2, 3)
    ]
    other = statement("Otto Lind", "No.", document="doc:4", known="2021-05-04")
    found = news([*told, other], {line.claim.id for line in (told[1], told[2], other)})
    assert [(row.news, row.who, row.more) for row in found] == [
        ("new", "Otto Lind", 0),
        ("further", "Anna Berg", 1),
    ]


def test_what_was_marked_as_seen_is_not_new_again(tmp_path: object) -> None:
    """First everything, after the mark nothing, after another article only that; by number all runs are at hand."""
    folder = write_articles(tmp_path / "articles")  # type: ignore[operator]
    store = open_store(None)
    read_paths([folder / "a_visit.txt"], store, steps=steps())
    first = news_of(store)
    assert first.documents == ((folder / "a_visit.txt").as_posix(),)
    store.mark_seen(first.upto or "")
    assert news_of(store).rows == ()
    read_paths([folder / "b_reply.txt"], store, steps=steps())
    for since in (None, "1"):
        assert news_of(store, since).documents == ((folder / "b_reply.txt").as_posix(),)
    assert news_of(store, "-1").rows == ()
    assert len(news_of(store, "2000").documents) == 2
    with pytest.raises(UsageError, match="no run and no date"):
        news_of(store, "yesterday")
