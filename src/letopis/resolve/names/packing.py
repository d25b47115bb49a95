"""Pack what a thread tells, so that it is kept and need not be summed up again.

In:   threads with the codings of their mentions; bare offices.
Out:  texts, equal where the same is told; and back.

The day of its document is no part of it, nor the description of what has a name.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from letopis.mention import Mention, MentionKind
from letopis.resolve.names.bare_offices import Bare
from letopis.resolve.names.portraits import NO_DAYS, Holding
from letopis.resolve.names.threads import Thread
from letopis.times import Interval, from_iso, iso

SCHEME = "2"  # of what is packed, and of the rules of who is who; another one works out all of it anew
DAYS = ("start", "end", "start_latest", "end_earliest", "extent", "edtf", "text", "basis", "rule")
KINDS = {str(kind): kind for kind in MentionKind}
Codings = Mapping[str, int]  # a coding as text → the mentions that have it
NO_CODINGS: Codings = {}


def codings_of(mentions: Iterable[Mention]) -> dict[str, Counter[str]]:
    """Chain → what its mentions are coded as, as text."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.coding is not None:
            found[mention.chain][mention.coding.to_text()] += 1
    return found


def pack(thread: Thread, codings: Codings = NO_CODINGS) -> str:
    """What a thread tells."""
    told = [
        str(thread.kind),
        thread.names,
        thread.value,
        thread.country,
        thread.gender,
        "" if thread.names else thread.description,
        [_packed_holding(holding) for holding in thread.holdings],
        sorted(codings.items()),
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpack(chain: str, document: str, told: str, day: Interval = NO_DAYS) -> Thread:
    """The thread of a chain that tells this; without its owner."""
    kind, names, value, country, gender, description, holdings, _ = _parts(told)
    return Thread(chain, document, kind, names, value, country, gender, description, None, holdings, day)


def packed_codings(told: str) -> Codings:
    """The codings that were packed with a thread."""
    found: Codings = _parts(told)[7]
    return found


@lru_cache(maxsize=200_000)
def _parts(told: str) -> tuple[Any, ...]:
    kind, names, value, country, gender, description, holdings, codings = json.loads(told)
    return (
        KINDS[kind],
        tuple(map(tuple, names)),
        value,
        country,
        gender,
        description,
        tuple([_holding(*parts) for parts in holdings]) if holdings else (),
        dict(codings) if codings else NO_CODINGS,
    )


def _packed_holding(holding: Holding) -> list[Any]:
    days = holding.days.to_json()
    kept = [days[name] for name in DAYS]
    return [
        holding.office,
        holding.kind,
        holding.country,
        holding.body,
        kept,
        holding.unique,
        holding.implied,
    ]


def _holding(
    office: str, kind: str, country: str | None, body: str | None, days: list[Any], *signs: bool
) -> Holding:
    interval = Interval.from_json(dict(zip(DAYS, days, strict=True)))
    return Holding(office, kind, country, body, interval, *signs)


def pack_bare(bare: Bare) -> str:
    """An office alone, with the times of which its sentences speak."""
    times = [(iso(time.start), iso(time.end)) for time in bare.times]
    return json.dumps([bare.office, bare.country, times], ensure_ascii=False, separators=(",", ":"))


def unpack_bare(told: str) -> Bare:
    """The office that was packed."""
    office, country, times = json.loads(told)
    days = tuple(Interval(from_iso(start), from_iso(end)) for start, end in times)
    return Bare(office, country, days)
