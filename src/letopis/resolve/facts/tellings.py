"""What is compared of two statements, tenures, ties or figures to say whether they are one, and how they meet.

In:   a line; the vector of what was said, where it is a statement.
Out:  a `Telling`: small, and the same for two lines that no rule tells apart.

Two that can be one share a key: made of who speaks, holds or is spoken of, and of the days. Words are compared by their
beginnings, those of four letters and more: "resign", "resigning".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from letopis import lexicon
from letopis.claim import ClaimKind
from letopis.origin import name_key
from letopis.profile import Line, Part
from letopis.resolve.facts.shingles import digest, words_of
from letopis.times import Interval

COMPARED = (ClaimKind.STATEMENT, ClaimKind.TENURE, ClaimKind.TIE, ClaimKind.FIGURE)
SHORT_WORD, STEM = 4, 6  # letters of a word that is compared; of its beginning
BUCKET = 8  # days; two that lie within half of it share a bucket or the next
LONG = 40  # days: a time that reaches further is met by years
MOST_YEARS = 60
QUOTE = 8  # words that are the same quotation whenever they are printed
DAY = timedelta(days=1)
NOBODY: frozenset[str] = frozenset()
SCHEME = "tellings 2"

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
Span = tuple[date, date]  # first and last day


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim, as it is compared.

    Attributes:
        same: what must be equal: kind, type, polarity, modality …
        whom: names or entities that it is about, by role: each of those told on both sides must share one.
        span: days on which it held or was said, as far as they are certain; None where nothing tells.
        ended: the first day on which it held no more, where that is told.
        words, numbers: of what was said, or of a theme; negated: it has a word of negation.
        amount: low and high of a figure, or None.
        keys: what it meets others by.
        feature: equal of two that no rule tells apart.
        vector: of what was said, of length 1, as it is stored.
    """

    claim: str
    same: tuple[str | None, ...]
    whom: Mapping[str, frozenset[str]]
    span: Span | None
    ended: date | None
    words: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    amount: tuple[float, float] | None
    keys: tuple[int, ...] = field(compare=False)
    feature: int = field(compare=False)
    vector: bytes | None = field(compare=False, default=None)

    def about(self, role: str) -> frozenset[str]:
        """Whom it is about in a role."""
        return self.whom.get(role, NOBODY)


def telling_of(line: Line, vector: bytes | None = None) -> Telling | None:
    """How a line is compared; None of an event, and of one that names nobody to meet others by."""
    make = {
        ClaimKind.STATEMENT: _statement,
        ClaimKind.TENURE: _tenure,
        ClaimKind.TIE: _tie,
        ClaimKind.FIGURE: _figure,
    }.get(line.claim.kind)
    made = make(line) if make is not None else None
    if made is None:
        return None
    whom = {role: frozenset(names) for role, names in made.pop("whom").items() if names}
    keys = tuple(sorted({digest(*key) for key in made.pop("keys")}))
    rest = {
        "ended": None,
        "amount": None,
        "words": frozenset(),
        "numbers": frozenset(),
        "negated": False,
    } | made
    shown = [f"{role}: {sorted(names)}" for role, names in whom.items()]
    shown += [str(sorted(v) if isinstance(v, frozenset) else v) for _, v in sorted(rest.items())]
    feature = digest(*shown, *([vector.hex()] if vector else []))
    return (
        Telling(line.claim.id, whom=whom, keys=keys, feature=feature, vector=vector, **rest) if keys else None
    )


def _statement(line: Line) -> dict[str, Any]:
    contents = [part.text for part in line.all("content")]
    words = [word for text in contents for word in words_of(text)]
    speakers, span = _names(line.all("speaker")), said_on(line)
    keys: list[tuple[str, ...]] = [("said", who, when) for who in speakers for when in _days(span)]
    if len(words) >= QUOTE:
        keys.append(("quoted", *words))
    return {
        "same": (str(line.claim.kind), str(line.claim.polarity)),
        "whom": {"speaker": speakers, "act": {line.claim.mode or ""}, "unnamed": _unnamed(line)},
        "span": span,
        "words": stems(words),
        "numbers": frozenset(n for text in contents for n in _DIGITS.findall(text)),
        "negated": bool(_negations() & set(words)) or any(word.endswith("n't") for word in words),
        "keys": keys,
    }


def _tenure(line: Line) -> dict[str, Any]:
    span = certain_span(line)
    holders = _names(line.all("holder"))
    same = _same(line)
    return {
        "same": same,
        "whom": {
            "holder": holders,
            "organisation": _names(line.all("organisation")),
            "office": _office_names(line.all("office")),
        },
        "span": span,
        "ended": _ended(line.claim.when),
        "keys": [("holds", who, *same, year) for who in holders for year in _years(span)],
    }


def _tie(line: Line) -> dict[str, Any]:
    span, same = certain_span(line), _same(line)
    subjects, objects = _names(line.all("subject")), _names(line.all("object"))
    theme = [word for part in line.all("theme") for word in words_of(part.text)]
    return {
        "same": same,
        "whom": {"subject": subjects, "object": objects},
        "span": span,
        "ended": _ended(line.claim.when),
        "words": stems(theme),
        "keys": [("tied", who, *same, year) for who in subjects for year in _years(span)],
    }


def _figure(line: Line) -> dict[str, Any]:
    quantity, span = line.first("quantity"), said_on(line)
    subjects = _names(line.all("subject"))
    amount = quantity.amount if quantity is not None else None
    bounds = None
    if amount is not None and (amount.low is not None or amount.high is not None):
        low = amount.low if amount.low is not None else amount.high
        high = amount.high if amount.high is not None else amount.low
        bounds = (low, high)
    measure = quantity.measure if quantity is not None else None
    same = (*_same(line), measure, amount.unit if amount is not None else None)
    return {
        "same": same,
        "whom": {"subject": subjects, "pollster": _names(line.all("pollster"))},
        "span": span,
        "amount": bounds,
        "words": stems(word for part in line.all("theme") for word in words_of(part.text)),
        "keys": [
            ("amounts", who, *map(str, same), when)
            for who in subjects
            for when in _days(span)
            if span and bounds
        ],
    }


def _same(line: Line) -> tuple[str | None, ...]:
    claim = line.claim
    return str(claim.kind), claim.type, claim.mode or "", str(claim.polarity), str(claim.modality)


def _unnamed(line: Line) -> set[str]:
    """ "yes" where nobody's name is known for who speaks: then it can be anybody's whose words they are."""
    speakers = line.all("speaker")
    nameless = [part.nameless or part.described is not None or part.entity is None for part in speakers]
    return {"yes"} if all(nameless) else set()


def _names(parts: Iterable[Part]) -> set[str]:
    """Entities, or the words of what is none; a pronoun that nobody was found for is nobody."""
    return {
        part.entity or name_key(part.name or part.text)
        for part in parts
        if part.entity or (part.name and part.form != "pronoun") or part.kind is None
    }


def _office_names(parts: Iterable[Part]) -> set[str]:
    return {name_key(part.name or part.text) for part in parts}


def said_on(line: Line) -> Span | None:
    """The days of the saying, else of the publication."""
    for interval in (line.claim.when, line.claim.known):
        if interval is not None and interval.start is not None and interval.end is not None:
            return interval.start, interval.end - DAY
    return None


def certain_span(line: Line) -> Span | None:
    """The days on which something standing held for certain, up to the publication where its end is not told."""
    when, known = line.claim.when, line.claim.known
    seen = known.start if known is not None else None
    first = (when.start_latest or when.start) if when is not None else None
    last = (when.end_earliest or when.end) if when is not None else None
    last = last - DAY if last is not None else None
    if first is None and last is None:
        return (seen, seen) if seen is not None else None
    if last is None:
        last = max(first, seen) if first is not None and seen is not None else first
    first = first if first is not None else last
    assert first is not None
    assert last is not None
    return min(first, last), max(first, last)


def _ended(when: Interval | None) -> date | None:
    return when.end if when is not None else None


def stems(words: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words that are long enough to be compared."""
    return frozenset(word[:STEM] for word in words if len(word) >= SHORT_WORD or word.isdecimal())


def _days(span: Span | None) -> Iterator[str]:
    """Buckets of days that a short time lies in, years of a long one."""
    if span is None:
        yield "undated"
        return
    first, last = span
    if (last - first).days > LONG:
        yield from (f"year {year}" for year in _years(span))
        return
    half = BUCKET // 2
    for shift in (0, half):
        for bucket in range((first.toordinal() + shift) // BUCKET, (last.toordinal() + shift) // BUCKET + 1):
            yield f"day {shift} {bucket}"


def _years(span: Span | None) -> Sequence[int]:
    """The years of a time, and the next."""
    if span is None:
        return ()
    return range(max(span[0].year, span[1].year - MOST_YEARS), span[1].year + 2)


@cache
def _negations() -> frozenset[str]:
    rows = (row for row in lexicon.table("modality") if row["pos"] == "A" and row["class"] == "negated")
    return frozenset(next(words for row in rows if "never" in (words := row["lemma"].split("|"))))
