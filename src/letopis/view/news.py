"""What is new in a record: facts that it had not before, and further reports of those that it had.

In:   all lines; the ids of those that came in since.
Out:  rows, new facts first; further reports of a fact are one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from letopis.profile import Line
from letopis.view.rows import LineRow, line_row


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One thing that a reader has not seen.

    Attributes:
        news: "new" of a fact, "further" of reports of one that was known.
        more: how many more of the new reports tell the same.
        line: the line of the first of the new reports.
        claims: ids of all new claims that tell it.
    """

    news: str
    date: str
    who: str
    what: str
    words: str
    more: int
    known: str | None
    reports: int
    independent: int
    source: str
    id: str
    claims: tuple[str, ...]
    line: LineRow


def news(lines: Iterable[Line], new: Collection[str]) -> list[NewsRow]:
    """What came in, new facts by date and then further reports."""
    facts: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        facts[line.same_as or line.claim.id].append(line)
    rows = []
    for several in facts.values():
        fresh = sorted((line for line in several if line.claim.id in new), key=_order)
        if fresh:
            rows.append((len(fresh) < len(several), _order(fresh[0]), _row(fresh, len(fresh) < len(several))))
    return [row for _, _, row in sorted(rows, key=lambda one: one[:2])]


def _row(fresh: list[Line], further: bool) -> NewsRow:
    row = line_row(fresh[0])
    return NewsRow(
        news="further" if further else "new",
        date=row.date,
        who=row.who,
        what=row.what,
        words=row.words,
        more=len(fresh) - 1,
        known=row.known,
        reports=row.reports,
        independent=row.independent,
        source=row.source,
        id=row.id,
        claims=tuple(line.claim.id for line in fresh),
        line=row,
    )


def _order(line: Line) -> tuple[date, date, str, int, str]:
    """By day, what has none last; then by publication and place."""
    when, known = line.claim.when, line.claim.known
    day = (when.start or when.end) if when is not None else None
    told = (known.start or known.end) if known is not None else None
    return day or date.max, told or date.max, line.path, line.claim.evidence[0].start, line.claim.id
