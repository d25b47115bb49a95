"""Give each thread the key of what it is; threads of one key are one person, body, country or place.

In:   threads of a whole record, put right; the offices that are told alone.
Out:  chain → key, and whom bare offices mean.

Only some threads are tied to what other documents tell: people with a name, bodies, and what may be one of them. The
key of every other thread is told by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from letopis.mention import MentionKind
from letopis.resolve.names.bare_offices import Bare, Meant, place_bare
from letopis.resolve.names.companions import company_of
from letopis.resolve.names.grouping import Key, key_of
from letopis.resolve.names.namesakes import group_people
from letopis.resolve.names.recasting import may_be_recast
from letopis.resolve.names.rosters import body_of, group_bodies
from letopis.resolve.names.threads import Thread


def is_tied(thread: Thread) -> bool:
    """True where the key of a thread may rest on what other documents tell."""
    if thread.kind is MentionKind.PERSON and thread.names:
        return True
    if thread.kind is MentionKind.ORGANISATION and body_of(thread) is not None:
        return True
    return may_be_recast(thread)


def own_key(thread: Thread) -> Key:
    """The key of a thread that is not tied."""
    return ("one", thread.chain) if thread.kind is MentionKind.ORGANISATION else key_of(thread)


def link(threads: Mapping[str, Thread], bare: Mapping[str, Bare]) -> tuple[dict[str, Key], dict[str, Meant]]:
    """Chain → key, and chain → who is meant by an office alone.

    Args:
        threads: all that are tied, sorted by chain; others do no harm.
        bare: the chains that have an office and no name.
    """
    people = [thread for thread in threads.values() if thread.kind is MentionKind.PERSON and thread.names]
    bodies = [thread for thread in threads.values() if thread.kind is MentionKind.ORGANISATION]
    keys = {chain: own_key(thread) for chain, thread in threads.items()}
    keys |= group_people(people, company_of(threads.values()))
    keys |= group_bodies(bodies)
    meant = place_bare(bare, threads, keys)
    keys |= {chain: found.key for chain, found in meant.items()}
    return keys, meant
