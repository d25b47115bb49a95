"""Say on which day a plan was announced, where a report tells that beside it: "said on July 28 that he would resign".

In:   the lines of a record, sayings and deeds.
Out:  for claims whose telling words stand in what was said, promised or decided on a day, the last day that can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from letopis.claim import ClaimKind
from letopis.profile import Line

_DAY = timedelta(days=1)
_SAYING = frozenset({"AGREE", "REQUEST", "LEGISLATE", "RULE"})  # deeds whose theme is a plan that they make


def said_days(lines: Iterable[Line]) -> Mapping[str, date]:
    """Claim id → the last day on which that can have been announced; of several sayings around it the earliest."""
    told: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        told[line.claim.document].append(line)
    found: dict[str, date] = {}
    for own in told.values():
        holding = [(start, end, day, line.claim.id) for line in own for start, end, day in _held(line)]
        for line in own:
            cue = line.claim.evidence[0].cue
            if line.claim.kind is not ClaimKind.EVENT or cue is None:
                continue
            days = [
                day
                for start, end, day, id in holding
                if start <= cue[0] and cue[1] <= end and id != line.claim.id
            ]
            if days:
                found[line.claim.id] = min(days)
    return found


def _held(line: Line) -> list[tuple[int, int, date]]:
    """What a saying or a decision of a told day holds, and the last day on which that can have been."""
    claim = line.claim
    last = claim.when.end - _DAY if claim.when is not None and claim.when.end is not None else None
    if last is None or claim.when is None or claim.when.start is None:
        return []
    known = claim.known.start or claim.known.end if claim.known is not None else None
    if known is not None and last > known:
        return []
    if claim.kind is ClaimKind.STATEMENT:
        return [(part.start, part.end, last) for part in line.all("content")]
    if claim.kind is ClaimKind.EVENT and claim.type in _SAYING:
        return [(part.start, part.end, last) for part in line.all("theme")]
    return []
