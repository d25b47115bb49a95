"""What happened, was said, began and ended, by date.

A tenure stands on the days where it begins and ends, a standing tie only when ties are asked for. What has no
date comes apart, each with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from letopis.claim import ClaimKind
from letopis.profile import Line
from letopis.times import Interval
from letopis.view import wording
from letopis.view.rows import LineRow, line_row
from letopis.view.wording import PART, short

UNPUBLISHED = "publication date unknown"
_DAY = timedelta(days=1)
_Dated = tuple[tuple[date, date, str, int, str], LineRow]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows with a date, oldest first, and rows without, in the order of the texts."""

    dated: tuple[LineRow, ...]
    undated: tuple[LineRow, ...]


def timeline(lines: Sequence[Line], kinds: Sequence[str] = (), period: Interval | None = None) -> Timeline:
    """The timeline of lines; without `kinds`, of all but ties and the tenures that merely are.

    `period` takes away the ends of tenures that lie outside it, when the tenure itself does not.
    """
    dated: list[_Dated] = []
    undated: list[LineRow] = []
    for line in lines:
        kind = line.claim.kind
        if kind not in kinds if kinds else kind is ClaimKind.TIE:
            continue
        rows = _tenure(line) if kind is ClaimKind.TENURE else _dated(line)
        dated += [row for row in rows if period is None or _is_within(row, period)]
        if not rows and (kinds or kind is not ClaimKind.TENURE):
            undated.append(line_row(line, date="", reason=why_undated(line)))
    dated.sort(key=lambda item: item[0])
    return Timeline(tuple(row for _, row in dated), tuple(undated))


def _is_within(dated: _Dated, period: Interval) -> bool:
    first, last = dated[0][:2]
    return (period.start is None or last > period.start) and (period.end is None or first < period.end)


def why_undated(line: Line) -> str:
    """Why a line has no date."""
    when = line.claim.when
    if when is not None and when.text:
        return f"{short(when.text, width=PART)!r}: {UNPUBLISHED if _is_unpublished(line) else 'open on both sides'}"
    return UNPUBLISHED if _is_unpublished(line) else "no time given"


def _is_unpublished(line: Line) -> bool:
    return line.claim.known is None or line.claim.known.is_open


def _dated(line: Line) -> list[_Dated]:
    when = line.claim.when
    if when is None or when.is_open:
        return []
    if when.start is None and when.end is not None:
        return [_at(line, when.end - _DAY, line_row(line))]
    assert when.start is not None
    return [_at(line, when.start, line_row(line))]


def _tenure(line: Line) -> list[_Dated]:
    """A row where the tenure begins and one where it ends, of those that are known.

    "President in 2010" tells of neither: it is one row, in 2010.
    """
    when, office = line.claim.when, wording.what(line)
    if when is not None and when.extent == "within" and when.start and when.end:
        return _dated(line)
    rows = []
    if when is not None and when.start is not None:
        row = line_row(line, date=wording.beginning(when), what=f"becomes {office}")
        rows.append(_at(line, when.start, row, (when.start_latest or when.start) + _DAY))
    if when is not None and when.end is not None:
        row = line_row(line, date=wording.ended(when), what=f"no longer {office}")
        if wording.is_ended_on_a_day(when):
            rows.append(_at(line, when.end, row, when.end + _DAY))
        else:
            rows.append(_at(line, min(when.end_earliest or when.end, when.end - _DAY), row, when.end))
    return rows


def _at(line: Line, first: date, row: LineRow, last: date | None = None) -> _Dated:
    """A row with its place in the order; `last` is the first day after, by default the end of the claim's
    time.
    """
    when = line.claim.when
    after = last or (when.end if when is not None and when.end else date.max)
    return (first, after, line.path, line.claim.evidence[0].start, line.claim.id), row
