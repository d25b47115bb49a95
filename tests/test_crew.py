"""Work shared out to several processes: in order, and a death costs one item."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
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


def slow_square(number: int) -> int:
    """The square; 3 never comes back."""
    while number == 3:
        time.sleep(1)
    return number * number


def find_or_sleep(document: Document) -> Findings:
    """What is in a document; one that speaks of sleep is never done."""
    while "sleep" in document.text:
        time.sleep(1)
    return find(document)


def test_a_death_costs_one_item_and_the_order_stays() -> None:
    """Each item has its result, the one that kills its process is lost, wherever the others were."""
    numbers = [0, 1, 2, 3, 5, 6, 7, 8, 9, 10]
    expected = [(n, Lost() if n == 3 else n * n) for n in numbers]
    assert list(in_order(square, numbers, 2)) == expected


def test_an_item_over_the_limit_is_lost_and_the_rest_goes_on() -> None:
    """The process that is stuck ends, twice; the other items have their results."""
    expected = [(n, Lost(1.0) if n == 3 else n * n) for n in [1, 3, 4]]
    assert list(in_order(slow_square, [1, 3, 4], 1, 1.0)) == expected


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


def test_a_document_over_the_limit_is_rejected_with_its_reason(tmp_path: Path) -> None:
    """The others are in the record."""
    articles = write_articles(tmp_path)
    (articles / "b_sleep.txt").write_text((articles / "a_visit.txt").read_text() + "\n\nThey went to sleep.")
    store = open_store(None)
    slow = steps(load=load, find=find_or_sleep)
    run = pipeline.read_paths([articles], store, workers=2, steps=slow, limit_s=2.0)
    assert (run.read, run.rejected) == (2, 2)
    assert any("longer than 2 seconds" in rejected.reason for rejected in store.holdings().rejected)


def test_an_interrupt_keeps_what_was_read_and_ends_the_workers(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The documents finished so far are in the record; nobody waits for one that is not done."""
    articles = write_articles(tmp_path)
    (articles / "b_sleep.txt").write_text((articles / "a_visit.txt").read_text() + "\n\nThey went to sleep.")
    store = open_store(None)
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # ignored where the tests run in the background
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    with pytest.raises(KeyboardInterrupt):
        pipeline.read_paths(
            [articles],
            store,
            workers=2,
            steps=steps(load=load, find=find_or_sleep),
            on_document=lambda outcome: signal.raise_signal(signal.SIGINT),
        )
    assert len(store.documents()) == 1
    for process in multiprocessing.active_children():
        process.join()
    assert not multiprocessing.active_children()
