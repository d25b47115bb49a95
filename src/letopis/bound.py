"""What a text proves of its own date: a day before or after which it cannot have appeared, and the words that say so.

In:   nothing; a noun.
Out:  `Bound`, and the interval that several of them leave.

A bound is never a date: where both sides are known the article appeared at some time between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from letopis.claim import Evidence
from letopis.document import Published
from letopis.times import Interval

BASIS = "bounds"
UNDATED = ("unknown", BASIS)  # bases of documents whose day nobody told
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """One proof about the date of a document without one.

    Attributes:
        earliest, latest: first and last day on which it can have appeared; None where this proves nothing.
        rule: what proves it ("past event", "planned event", "in office" …).
        evidence: the sentences, the document's own first; that of another document where the proof needs it.
    """

    earliest: date | None
    latest: date | None
    rule: str
    evidence: tuple[Evidence, ...]

    @property
    def told(self) -> str:
        """ "not before 2014-01-01 and not after 2024-12-31"."""
        sides = (("not before", self.earliest), ("not after", self.latest))
        return " and ".join(f"{words} {day}" for words, day in sides if day)


def published_between(bounds: Iterable[Bound]) -> Published:
    """The publication that bounds leave, with basis "bounds"; unknown where there is none or they clash."""
    bounds = list(bounds)
    earliest = max((bound.earliest for bound in bounds if bound.earliest), default=None)
    latest = min((bound.latest for bound in bounds if bound.latest), default=None)
    if (earliest is None and latest is None) or (earliest and latest and earliest > latest):
        return Published()
    deciding = [b for b in bounds if (b.earliest == earliest and earliest) or (b.latest == latest and latest)]
    words = "; ".join(dict.fromkeys(f"{bound.rule}: {bound.told}" for bound in deciding))
    start, end = earliest, latest + DAY if latest else None
    edtf = f"{earliest or '..'}/{latest or '..'}"
    return Published(Interval(start, end, edtf=edtf, text=words, basis=BASIS), BASIS, words)
