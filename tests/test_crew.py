"""Work shared out to several processes: in order, and a death costs one item."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from letopis import pipeline
from letopis.crew import Lost, in_order, processes_for
from letopis.document import Document
from letopis.export import export_claims
from letopis.store import Findings, open_store
from tests.handmade import find, steps, write_articles


def square(number: int) -> int:
    """The square; 3 kills the process, 4 is an error."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL) if hasattr(signal, "SIGKILL") else os._exit(1)
    if number == 4:
        raise ValueError("four")
    return number * number


def load() -> str:
    """The name of no model."""
    return "tests 1"


def find_or_die(document: Document) -> Findings:
    """What is in a document; one that speaks of a crash takes its process along."""
    if "crash" in document.text:
        os._exit(1)
    return find(document)


def test_a_death_costs_one_item_and_the_order_stays() -> None:
    """Each item has its result, the one that kills its process is lost, wherever the others were."""
    numbers = [0, 1, 2, 3, 5, 6, 7, 8, 9, 10]
    expected = [(n, Lost() if n == 3 else n * n) for n in numbers]
    assert list(in_order(square, numbers, 2)) == expected


def test_what_the_work_raises_is_raised_here() -> None:
    """An error that is not the item's own ends the run."""
    with pytest.raises(ValueError, match="four"):
        list(in_order(square, [1, 4, 5], 1))


def test_few_articles_need_no_further_process() -> None:
    """The first result does not wait for processes to start."""
    assert processes_for(2) == 1
    assert 1 <= processes_for(10_000) <= (os.cpu_count() or 1)


def test_two_workers_give_the_record_of_one(tmp_path: Path) -> None:
    """The same outcomes in the same order, and the same export, to the byte."""
    articles = write_articles(tmp_path)
    made = []
    for workers in (1, 2):
        store = open_store(None)
        seen: list[tuple[str, bool, bool]] = []
        run = pipeline.read_paths(
            [articles, articles / "a_visit.txt"],
            store,
            workers=workers,
            steps=steps(load=load),
            on_document=lambda o, seen=seen: seen.append((o.path, o.is_new, bool(o.rejected))),
        )
        made.append((seen, run.read, run.known, run.rejected, run.model, list(export_claims(store.lines()))))
    assert made[0] == made[1]
    assert made[0][1] == 2


def test_a_worker_that_dies_costs_only_its_document(tmp_path: Path) -> None:
    """It is rejected with the reason; the others are in the record."""
    articles = write_articles(tmp_path)
    (articles / "b_crash.txt").write_text((articles / "a_visit.txt").read_text() + "\n\nThere was a crash.")
    store = open_store(None)
    run = pipeline.read_paths([articles], store, workers=2, steps=steps(load=load, find=find_or_die))
    assert (run.read, run.rejected) == (2, 2)
    assert any("died" in rejected.reason for rejected in store.holdings().rejected)


def test_what_the_record_has_is_not_read_again_by_workers(tmp_path: Path) -> None:
    """The second run finds everything known."""
    articles = write_articles(tmp_path)
    store = open_store(None)
    pipeline.read_paths([articles], store, steps=steps(load=load))
    run = pipeline.read_paths([articles], store, workers=2, steps=steps(load=load, find=find_or_die))
    assert (run.read, run.known) == (0, 2)
