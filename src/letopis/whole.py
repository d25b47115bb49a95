"""Work out what follows from the record as a whole: what people decided, who is who, then the passes over all claims.

In:   the record, open; the step resolve; passes.
Out:  entities, and what the passes make, in the record. Only what has changed since the last time is worked out again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import Protocol

from letopis.background import Background
from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.mention import Mention
from letopis.standing import Attached, attach, decided
from letopis.store import Store

Pass = Callable[[Store, Collection[str]], None]


class Resolution(Protocol):
    """What the step resolve gives."""

    @property
    def entities(self) -> Sequence[Entity]: ...
    @property
    def entity_of(self) -> Mapping[str, str]: ...
    @property
    def judgements(self) -> Sequence[Judgement]: ...


Resolve = Callable[[Store, Attached], None]


def at_once(
    resolve: Callable[[Sequence[Mention], Sequence[Judgement], Background], Resolution],
) -> Resolve:
    """A way to say who is who that sees all mentions of the record each time."""
    return partial(_resolve_all, resolve)  # a process can be handed this


def _resolve_all(
    resolve: Callable[[Sequence[Mention], Sequence[Judgement], Background], Resolution],
    store: Store,
    attached: Attached,
) -> None:
    resolution = resolve(store.told_mentions(), attached.judgements, store.background())
    entities = decided(resolution.entities, resolution.entity_of, attached)
    store.replace_resolution(*entities, resolution.judgements)


def work_out(store: Store, resolve: Resolve, passes: Sequence[Pass]) -> None:
    """Brings the record up to what people decided, then entities and what the passes make, if anything has changed.

    What a pass changes in a document is known to the passes after it. Where one breaks, the marks stay, and all of it
    is done again the next time.
    """
    attached = attach(store)
    store.replace_reviews(attached.reviews.values())
    if not store.is_unresolved:
        store.give_names(attached.names)
    if not store.is_stale:
        return
    if store.is_unresolved:
        with uncollected():
            resolve(store, attached)
    for each in passes:
        with uncollected():
            each(store, store.changed_documents())
    store.forget_changes()


@contextmanager
def uncollected() -> Iterator[None]:
    """A stretch of work without passes of the garbage collector, each of which would walk over lexicon and model. What
    is no longer needed is freed all the same, but for what refers to itself, which waits until afterwards; what the
    first such stretch has loaded is not walked over by later passes either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _set_aside()
            gc.enable()


@cache
def _set_aside() -> None:
    """Takes what is there, once, out of all later passes: one over lexicon and model costs as much as an article."""
    gc.freeze()
