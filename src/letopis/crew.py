"""Do one piece of work for many items in several processes, and give what comes of it in the order of the items.

In:   a function that can be pickled, the items, how many processes.
Out:  each item with its result, or with `Lost` where the process died that worked on it.

The processes are started afresh ("spawn") on every system alike. Only the items in hand wait for each other, so the
first result comes as soon as it is ready. A process that dies takes no other item with it: those that were in hand are
done again one by one, and only the one that kills its process a second time is lost. What a function raises is
raised here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from letopis.errors import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_HAND = 4  # items a process: enough that none waits for work, few enough to hold all results in memory
ITEMS_A_PROCESS = 12  # starting a process takes as long as about this many articles


@dataclass(frozen=True, slots=True)
class Lost:
    """The process that worked on an item died of it."""


def processes_for(items: int) -> int:
    """How many processes are worth it: those of the machine, one where there is little to do."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return max(1, min(cores, items // ITEMS_A_PROCESS))


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], processes: int
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with its result, in order.

    Args:
        work: is pickled once for each process.
        items: are pickled one by one.
        processes: at least one; the caller's own is not among them.

    Raises:
        UsageError: processes cannot be started from here.
    """
    crew = _Crew(work, processes)
    try:
        yield from crew.run(deque(items))
    finally:
        crew.close()


class _Crew(Generic[Item, Result]):
    """Processes at work; `pool` is replaced when one of them has died."""

    def __init__(self, work: Callable[[Item], Result], processes: int) -> None:
        self.work, self.processes = work, processes
        self.pool = _start(work, processes)

    def run(self, waiting: deque[Item]) -> Iterator[tuple[Item, Result | Lost]]:
        """The items and their results."""
        in_hand: deque[tuple[Item, Future[Result]]] = deque()
        while waiting or in_hand:
            try:
                while waiting and len(in_hand) < IN_HAND * self.processes:
                    in_hand.append((waiting[0], self.pool.submit(_do, waiting[0])))
                    waiting.popleft()
                item, future = in_hand[0]
                result = future.result()
            except BrokenProcessPool:
                self.pool.shutdown(wait=False, cancel_futures=True)
                yield from self._one_by_one(in_hand)
                if waiting:
                    self.pool = _start(self.work, self.processes)
            else:
                in_hand.popleft()
                yield item, result

    def _one_by_one(
        self, in_hand: deque[tuple[Item, Future[Result]]]
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """The results of what was in hand when a process died; empties `in_hand`."""
        self.pool = _start(self.work, 1)
        while in_hand:
            item, future = in_hand.popleft()
            if future.done() and future.exception() is None:
                yield item, future.result()
                continue
            try:
                yield item, self.pool.submit(_do, item).result()
            except BrokenProcessPool:
                self.pool = _start(self.work, 1)
                yield item, Lost()
        self.close()

    def close(self) -> None:
        """Lets the processes end; what they have begun is finished and forgotten."""
        self.pool.shutdown(wait=False, cancel_futures=True)


def _start(work: Callable[[Any], Any], processes: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(work,)
    )
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise UsageError(
            "further processes cannot be started from here; give --workers 1, and in a program of your own call "
            'Letopis under `if __name__ == "__main__":`'
        ) from error
    return pool


_work: Callable[[Any], Any]


def _prepare(work: Callable[[Any], Any]) -> None:
    """Runs in a new process: what it will do; an interrupt from the keyboard is the first process's affair."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(item: Any) -> Any:
    return _work(item)
