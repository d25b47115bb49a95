"""Work out days that have a name: Christmas, Thanksgiving, Good Friday.

In:   a match and its context.
Out:  a `Reading` of the day in that year, or of the nearest one by tense.

Which day a name means stands in data/lexicon/en/times_feasts.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from letopis.detect.timex.calendar import DAY, first_of, safe_date
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.points import SHIFTS, shifted_year
from letopis.detect.timex.reading import EXPLICIT, NARRATIVE, PUBLICATION, TENSE, Reading, reading_of
from letopis.detect.timex.rules import Match
from letopis.errors import DataError
from letopis.lexicon import table

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEAR_DAYS = 45  # a feast so near is meant whatever the tense: "met for Christmas" told in December
ORTHODOX = "the same feast of the Orthodox churches"


@dataclass(frozen=True, slots=True)
class Feast:
    """When a feast is: a fixed day, the n-th weekday of a month (0: the last), or days from Easter."""

    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    from_easter: int | None = None


@cache
def feasts() -> dict[str, Feast]:
    """Name in lower case → when it is.

    Raises:
        DataError: a row of times_feasts.tsv says no day.
    """
    found = {}
    for row in table("times_feasts"):
        parts = row["when"].replace("easter", "easter ").split("-" if "easter" not in row["when"] else None)
        try:
            if parts[0] == "easter":
                feast = Feast(from_easter=int(parts[1]))
            elif len(parts) == 3:
                nth = 0 if parts[2] == "last" else int(parts[2])
                feast = Feast(int(parts[0]), weekday=WEEKDAYS.index(parts[1]) + 1, nth=nth)
            else:
                feast = Feast(int(parts[0]), int(parts[1]))
        except (ValueError, IndexError) as error:
            raise DataError(f"times_feasts.tsv: {row['name']}: {row['when']!r} is no day") from error
        found[row["name"].lower()] = feast
    return found


def day_of(feast: Feast, year: int) -> date | None:
    """The day of a feast in a year."""
    if feast.from_easter is not None:
        return easter(year) + feast.from_easter * DAY
    if not feast.weekday:
        return safe_date(year, feast.month, feast.day)
    first = first_of(year, feast.month, 0 if feast.nth else 1)
    if feast.nth:
        return first + ((feast.weekday - first.isoweekday()) % 7 + 7 * (feast.nth - 1)) * DAY
    return first - ((first.isoweekday() - feast.weekday - 1) % 7 + 1) * DAY


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    lead = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    fix = (golden + 11 * epact + 22 * lead) // 451
    month, day = divmod(epact + lead - 7 * fix + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian computus, as a Gregorian day."""
    epact = (19 * (year % 19) + 15) % 30
    lead = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
    month, day = divmod(epact + lead + 114, 31)
    return date(year, month, day + 1) + (year // 100 - year // 400 - 2) * DAY


def feast(match: Match, context: Context) -> Reading | None:
    """Christmas, last Easter, Labor Day 2019; None within a name ("Easter Island", "Good Friday Agreement")."""
    token = match.find("feast")
    if token is None or (context.after and context.after.is_capital and not match.has("year4")):
        return None
    named = feasts().get(token.value.lower())
    if named is None:
        return None
    written = match.find("year4")
    year = int(written.value) if written else shifted_year(match, context)
    basis = EXPLICIT if written else PUBLICATION
    if year is None and context.year and context.year < context.anchor.year and not match.has(*SHIFTS):
        year, basis = context.year, NARRATIVE
    if year is None:
        year, basis = _near_year(named, match, context), TENSE
    day = day_of(named, year)
    if day is None:
        return None
    loose = "XXXX" if named.weekday or named.from_easter is not None else f"XXXX-{day:%m-%d}"
    found = reading_of(day, "day", basis, loose=loose)
    if named.from_easter is not None and (other := orthodox_easter(year) + named.from_easter * DAY) != day:
        return found.beside(ORTHODOX, reading_of(other, "day", basis))
    return found


def _near_year(named: Feast, match: Match, context: Context) -> int:
    anchor = context.anchor
    days = [found for step in (-1, 0, 1) if (found := day_of(named, anchor.year + step))]
    if not match.has("last", "next", "past"):
        on = context.before is not None and context.before.cls == "on" and context.direction() == "past"
        near = [d for d in days if abs((d - anchor).days) <= NEAR_DAYS and not (on and d > anchor)]
        if near:
            return near[0].year
    ahead = match.has("next", "coming") or (not match.has("last", "past") and context.nearest == "future")
    right = [day for day in days if (day >= anchor if ahead else day < anchor)]
    return (min(right) if ahead else max(right)).year if right else anchor.year


BUILDERS: dict[str, Builder] = {"feast": feast}
