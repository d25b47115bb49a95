"""Put a telling into a line of text and take it out again, so that it is worked out of its claim but once.

In:   tellings.
Out:  JSON, the same for equal tellings. What all tellings of a document share (`around`) is kept apart, once.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from letopis.amount import Amount
from letopis.location import Location
from letopis.resolve.events.event_tellings import Span, Telling, Where, Who
from letopis.times import from_iso, iso


def pack(telling: Telling) -> str:
    """One line of JSON; `around` is left out."""
    span = telling.span
    found = (
        *(telling.id, telling.document, telling.place_in_text, telling.act),
        *(telling.is_ahead, telling.is_thought, telling.is_denied, telling.is_background),
        *((iso(span.start), iso(span.end), span.is_told), iso(telling.known)),
        *([[_pack_who(who) for who in side] for side in telling.sides], telling.is_mutual),
        [_pack_where(where) for where in telling.places],
        *(sorted(telling.theme), sorted(telling.about)),
        [(measure, amount.low, amount.high, amount.unit) for measure, amount in telling.amounts],
        *(telling.cue, sorted(telling.words)),
    )
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def pack_around(around: frozenset[str]) -> str:
    """One line of what a document's events are about."""
    return "\t".join(sorted(around))


def unpack(line: str, around: str) -> Telling:
    """The telling of two lines that `pack` and `pack_around` made."""
    id, document, place, act, ahead, thought, denied, background, *rest = json.loads(line)
    span, known, sides, mutual, places, theme, about, amounts, cue, words = rest
    actors, recipients = (tuple(_who(*who) for who in side) for side in sides)
    return Telling(
        *(id, document, (place[0], place[1]), (act[0], act[1]), ahead, thought, denied, background),
        *(Span(_day(span[0]), _day(span[1]), span[2]), _day(known), (actors, recipients), mutual),
        places=tuple(_where(*where) for where in places),
        theme=frozenset(theme),
        about=frozenset(about),
        amounts=tuple((measure, Amount(*amount)) for measure, *amount in amounts),
        cue=cue,
        words=frozenset(words),
        around=_around(around),
    )


def _pack_who(who: Who) -> tuple[Any, ...]:
    rest = who.kind, who.country, who.is_named, who.is_state, who.is_official
    return (who.entity, "\t".join(sorted(who.words)), *rest)


def _pack_where(where: Where) -> tuple[Any, ...]:
    location = json.dumps(where.location.to_json(), ensure_ascii=False) if where.location else None
    return where.entity, "\t".join(sorted(where.words)), location


# The same party, day and surroundings stand in many tellings.


@lru_cache(maxsize=50_000)
def _who(entity: str | None, words: str, *rest: Any) -> Who:
    return Who(entity, _words(words), *rest)


@lru_cache(maxsize=20_000)
def _where(entity: str | None, words: str, location: str | None) -> Where:
    return Where(entity, _words(words), Location.from_json(json.loads(location)) if location else None)


@lru_cache(maxsize=20_000)
def _day(text: str | None) -> date | None:
    return from_iso(text)


@lru_cache(maxsize=10_000)
def _around(text: str) -> frozenset[str]:
    return _words(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("\t")) if text else frozenset()
