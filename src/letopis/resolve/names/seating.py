"""Read capitals and seats of power by the day on which they are named.

In:   threads with the day of their document.
Out:  the same; "the Kremlin" of 1985 is the Soviet Union, "Bonn" of 2005 a town.

Only threads that name nothing else: where a text names the state itself, it has said which one it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from letopis import gazetteer
from letopis.mention import MentionKind
from letopis.resolve.names.threads import Thread


def reseat(threads: Mapping[str, Thread]) -> dict[str, Thread]:
    """Chain → thread."""
    return {chain: _seated(thread) for chain, thread in threads.items()}


def _seated(thread: Thread) -> Thread:
    if thread.kind is not MentionKind.COUNTRY or not thread.names or thread.day.is_open:
        return thread
    told = {gazetteer.seat_on(name, thread.day) for name, _ in thread.names}
    if len(told) != 1 or None in told:
        return thread
    code = told.pop()
    if code == gazetteer.NO_SEAT:
        return replace(thread, kind=MentionKind.PLACE, value=thread.names[0][0])
    state = gazetteer.country_by_code(code)
    if state is None or (thread.country, thread.value) == (state.code, state.name):
        return thread
    return replace(thread, country=state.code, value=state.name)
