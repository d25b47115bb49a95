"""Do one piece of work for many items in several processes, and give what comes of it in the order of the items.

In:   a function that can be pickled, the items, how many processes.
Out:  each item with its result, or with `Lost` where the process died that worked on it, or took too long.

The processes are started afresh ("spawn") on every system alike. Only the items in hand wait for each other, so the
first result comes as soon as it is ready. A process that dies takes no other item with it: those that were in hand are
done again one by one, and only the one that kills its process a second time is lost. A process whose item takes longer
than the limit ends itself, which is such a death. What a function raises is raised here.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import time
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
LIMIT_S = 600.0  # for one item; a text of 100,000 words takes three minutes of a slow core


@dataclass(frozen=True, slots=True)
class Lost:
    """The process that worked on an item died of it, or came to the limit.

    Attributes:
        over_s: the limit, where that was it.
    """

    over_s: float | None = None


def processes_for(items: int) -> int:
    """How many processes are worth it: those of the machine, one where there is little to do."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return max(1, min(cores, items // ITEMS_A_PROCESS))


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], processes: int, limit_s: float = LIMIT_S
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with its result, in order.

    Args:
        work: is pickled once for each process.
        items: are pickled one by one.
        processes: at least one; the caller's own is not among them.
        limit_s: seconds after which a process gives up on an item.

    Raises:
        UsageError: processes cannot be started from here.
    """
    crew = _Crew(work, processes, limit_s)
    try:
        yield from crew.run(deque(items))
    finally:
        crew.close()


class _Crew(Generic[Item, Result]):
    """Processes at work; `pool` is replaced when one of them has died."""

    def __init__(self, work: Callable[[Item], Result], processes: int, limit_s: float) -> None:
        self.work, self.processes, self.limit_s = work, processes, limit_s
        self.pool = _start(work, processes, limit_s)

    def run(self, waiting: deque[Item]) -> Iterator[tuple[Item, Result | Lost]]:
        """The items and their results."""
        in_hand: deque[tuple[Item, Future[Result]]] = deque()
        while waiting or in_hand:
            try:
                while waiting and len(in_hand) < IN_HAND * self.processes:
                    in_hand.append((waiting[0], _submit(self.pool, _do, waiting[0])))
                    waiting.popleft()
                item, future = in_hand[0]
                result = future.result()
            except BrokenProcessPool:
                self.pool.shutdown(wait=False, cancel_futures=True)
                yield from self._one_by_one(in_hand)
                if waiting:
                    self.pool = _start(self.work, self.processes, self.limit_s)
            else:
                in_hand.popleft()
                yield item, result

    def _one_by_one(
        self, in_hand: deque[tuple[Item, Future[Result]]]
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """The results of what was in hand when a process died; empties `in_hand`."""
        self.pool = _start(self.work, 1, self.limit_s)
        while in_hand:
            item, future = in_hand.popleft()
            if future.done() and future.exception() is None:
                yield item, future.result()
                continue
            begun = time.monotonic()
            try:
                result: Result | Lost = _submit(self.pool, _do, item).result()
            except BrokenProcessPool:
                result = Lost(self.limit_s if time.monotonic() - begun >= self.limit_s else None)
                self.pool = _start(self.work, 1, self.limit_s)
            yield item, result
        self.close()

    def close(self) -> None:
        """Ends the processes; what they have begun is forgotten: nothing is kept but what was handed out."""
        at_work = list((getattr(self.pool, "_processes", None) or {}).values())
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in at_work:
            process.kill()  # an interrupt must not wait for what ignores a gentler sign


def _start(work: Callable[[Any], Any], processes: int, limit_s: float) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(work, limit_s)
    )
    try:
        _submit(pool, os.getpid).result()
    except BrokenProcessPool as error:
        raise UsageError(
            "further processes cannot be started from here; give --workers 1, and in a program of your own call "
            'Letopis under `if __name__ == "__main__":`'
        ) from error
    return pool


def _submit(pool: ProcessPoolExecutor, function: Callable[..., Any], *given: Any) -> Future[Any]:
    """The future of a call; a process that is started for it hears no interrupt from the keyboard, from its first
    moment on: what is blocked here is blocked in it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(function, *given)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(function, *given)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Callable[[Any], Any]
_limit_s: float


def _prepare(work: Callable[[Any], Any], limit_s: float) -> None:
    """Runs in a new process: what it will do; an interrupt from the keyboard is the first process's affair."""
    global _work, _limit_s
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work, _limit_s = work, limit_s


def _do(item: Any) -> Any:
    # ends the process from a thread of its own, also where a pattern or a matrix product never comes back
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(_limit_s, exit=True, file=nowhere)
        try:
            return _work(item)
        finally:
            faulthandler.cancel_dump_traceback_later()
