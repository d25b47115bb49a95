"""What sides do to each other: events told by several claims counted once, each put into its month.

In:   lines of kind event; how they are coded; to which side somebody belongs (a country, or one of two actors).
Out:  deeds from one side to another, with the claims that tell of them; the month, quarter or year of each.

Within one document, claims of one type between the same two sides are one deed when their days can be the same and
nobody of theirs speaks against it: where both name somebody on a side, they share one, or one of the two names the
side itself ("Norland" beside its president). Claims that the record has merged (`same_as`) are one in any case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from letopis.counting import Code, Coder
from letopis.profile import Line
from letopis.times import Interval
from letopis.view.events import SideOf, by_date

_DAY = timedelta(days=1)
_CLOSE = timedelta(days=31)


class By(StrEnum):
    """How long the stretches of a series are."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS = {By.MONTH: 1, By.QUARTER: 3, By.YEAR: 12}


class Spanning(StrEnum):
    """Where an event goes whose days lie in several months: apart, or into the first of them."""

    APART = "apart"
    FIRST = "first"


@dataclass(slots=True)
class Deed:
    """One event between two sides, as one document (or a merged event) tells it.

    Attributes:
        mutual: True of what they do with one another; `one` and `other` stand in alphabetical order then.
        when: the shortest time that one of its lines gives, or None.
        lines: those that tell of it, the most precise first.
    """

    one: str
    other: str
    code: Code
    mutual: bool
    when: Interval | None
    lines: list[Line] = field(default_factory=list)

    @property
    def claims(self) -> list[str]:
        """Ids of its claims."""
        return [line.claim.id for line in self.lines]


def deeds(lines: Iterable[Line], code: Coder, side_of: SideOf) -> list[Deed]:
    """Every deed between two different sides, by date and place in the texts.

    An event between several sides is one deed for each two of them.
    """
    groups: dict[tuple[object, ...], list[Deed]] = defaultdict(list)
    for line in sorted(lines, key=_by_precision):
        coded = code(line)
        if coded is None:
            continue
        for one, other, mutual in sides(line, coded, side_of):
            key = (line.same_as or line.claim.document, coded.type, one, other, mutual, *_stance(line))
            _add(groups[key], Deed(one, other, coded, mutual, _dated(line), [line]), side_of)
    found = [deed for several in groups.values() for deed in several]
    return sorted(found, key=lambda deed: (by_date(deed.lines[0]), deed.one, deed.other, deed.mutual))


def sides(line: Line, code: Code, side_of: SideOf) -> list[tuple[str, str, bool]]:
    """(one, other, mutual): from each side that acts to each side acted on; where nobody is acted on and the act is
    mutual, between those who act. Nothing within one side.
    """
    acting = list(dict.fromkeys(side for part in line.all("actor") if (side := side_of(part))))
    acted_on = list(dict.fromkeys(side for part in line.all("recipient") if (side := side_of(part))))
    if code.mutual and not line.all("recipient"):
        return [(one, other, True) for one in acting for other in acting if one < other]
    return [(one, other, False) for one in acting for other in acted_on if one != other]


def _stance(line: Line) -> tuple[object, ...]:
    return line.claim.polarity, line.claim.modality, line.claim.background


def _dated(line: Line) -> Interval | None:
    when = line.claim.when
    return None if when is None or when.is_open else when


def _by_precision(line: Line) -> tuple[object, ...]:
    """The shortest time first, inferred ones behind those that words tell, open and unknown ones last; then in the
    order of the texts."""
    when = _dated(line)
    days = (when.end - when.start).days if when and when.start and when.end else 10**7
    return (when is None, when is not None and when.is_inferred, days, *by_date(line)[2:])


def _add(group: list[Deed], found: Deed, side_of: SideOf) -> None:
    """Adds it to the first deed of the group that it can be, or as one of its own."""
    line = found.lines[0]
    for deed in group:
        if _can_be_one(deed, found, line, side_of):
            deed.lines.append(line)
            return
    group.append(found)


def _can_be_one(deed: Deed, found: Deed, line: Line, side_of: SideOf) -> bool:
    if line.same_as is not None:
        return True  # the group's key is the merged event
    same_mode = deed.code.mode == found.code.mode or None in (deed.code.mode, found.code.mode)
    return (
        same_mode
        and _can_be_the_same_days(deed, found)
        and all(
            _can_share(_of_side(deed.lines[0], side, side_of), _of_side(line, side, side_of))
            for side in (deed.one, deed.other)
        )
    )


def _can_be_the_same_days(deed: Deed, found: Deed) -> bool:
    """Where both can be placed in time, that they can share a day; what has no date can be on any. Else that the text
    tells the same of both.
    """
    if all(_is_placed(line) for line in (deed.lines[0], *found.lines)):
        return deed.when is None or found.when is None or deed.when.overlaps(found.when)
    return _days(deed.when) == _days(found.when)


def _is_placed(line: Line) -> bool:
    """False where the article has no date of its own, and so "on Wednesday", or no word of time, is a day that nobody
    knows; a month or less that is told is known there too.
    """
    return any(
        time is not None
        and time.start is not None
        and time.end is not None
        and time.end - time.start <= _CLOSE
        for time in (line.claim.known, line.claim.when)
    )


def _days(when: Interval | None) -> tuple[date | None, date | None]:
    return (when.start, when.end) if when is not None else (None, None)


def _of_side(line: Line, side: str, side_of: SideOf) -> dict[str, str | None]:
    """Those of a side, by entity or words, and of which kind they are."""
    parts = (part for part in line.all("actor", "recipient") if side_of(part) == side)
    return {part.entity or part.text: part.kind for part in parts}


def _can_share(ours: dict[str, str | None], theirs: dict[str, str | None]) -> bool:
    """True where one of them is told by both, or one of them is the country itself."""
    return bool(ours.keys() & theirs.keys()) or "country" in (*ours.values(), *theirs.values())


def stretch_of(day: date, by: By) -> date:
    """The first day of the month, quarter or year that a day lies in."""
    months = MONTHS[by]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def after(start: date, by: By) -> date:
    """The first day of the next stretch.

    Raises:
        OverflowError: it lies beyond the calendar.
    """
    month = start.month - 1 + MONTHS[by]
    if start.year + month // 12 > date.max.year:
        raise OverflowError("the calendar ends with the year 9999")
    return date(start.year + month // 12, month % 12 + 1, 1)


def name_of(start: date, by: By) -> str:
    """ "2020-09", "2020-Q3", "2020"."""
    if by is By.YEAR:
        return f"{start.year:04d}"
    return f"{start:%Y-%m}" if by is By.MONTH else f"{start.year:04d}-Q{(start.month + 2) // 3}"


def stretches(first: date, last: date, by: By) -> Sequence[date]:
    """The first days of all stretches from that of `first` to that of `last`."""
    found, start = [], stretch_of(first, by)
    while start <= last:
        found.append(start)
        try:
            start = after(start, by)
        except OverflowError:
            break
    return found


UNDATED, OPEN, SEVERAL = "no date", "open on one side", "in several"


def place_in_time(when: Interval | None, by: By, spanning: Spanning) -> date | str:
    """The first day of the stretch in which an event lies for certain; or why it can be put in none.

    With `Spanning.FIRST` what lies in several goes where its first day is.
    """
    if when is None or when.is_open:
        return UNDATED
    if when.start is not None and spanning is Spanning.FIRST:
        return stretch_of(when.start, by)
    if when.start is None or when.end is None:
        return OPEN
    first = stretch_of(when.start, by)
    return first if stretch_of(when.end - _DAY, by) == first else f"{SEVERAL} {by}s"
