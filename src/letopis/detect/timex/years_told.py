"""Which year a day without one is of where a report tells of a past year: "On January 23, 2012 … On February 14 …".

In:   the readings of a text in its order.
Out:  the year that goes on, or None.

A report tells the days of its own year without the year, and those of a past one where the story has come to it: the
next month or day in its paragraph is of that year, or of the one after where it lies before the one told last. Where
several times in a row were long past the whole text looks back, and so does the next paragraph.
"""

from __future__ import annotations

from datetime import date, timedelta

from letopis.detect.timex.reading import EXPLICIT, PUBLICATION, Reading
from letopis.detect.timex.tense import Tenses

UNITS = ("day", "month", "season")
PAST = timedelta(180)  # before the report: a time that is no news
IN_A_ROW = (
    2  # times long past one after the other, by which a text looks back and tells no day of its own year
)
ACROSS = 3  # the same for the first day of a paragraph; more where that could be of the report's own year
BOUNDS = ("until", "by", "through", "beyond")  # "by May he had left" goes on
YEARS = 2  # a year so long ago goes on


class YearsTold:
    """The last time that a text has told, as long as its year goes on."""

    def __init__(self, text: str, tenses: Tenses) -> None:
        self._text = text
        self._tenses = tenses
        self._told: Reading | None = None
        self._at = 0
        self._in_a_row = 0

    def remember(self, reading: Reading, offset: int, published: date | None, *, is_year: bool) -> None:
        """Note a time; one near the report or ahead of it tells of no past year. `is_year`: a year that says when,
        not which ("in 1999", not "the 1999 treaty")."""
        if (
            reading.type not in ("DATE", "TIME")
            or not reading.is_point
            or published is None
            or not reading.end
        ):
            return
        if reading.unit not in UNITS and not (is_year and reading.unit == "year"):
            return
        if published - reading.end < PAST or (reading.start and reading.start.year >= published.year):
            self._told, self._in_a_row = None, 0
        else:
            self._told, self._at, self._in_a_row = reading, offset, self._in_a_row + 1

    def year_going_on(self, reading: Reading, offset: int, published: date | None, lead: str) -> int | None:
        """The year that goes on at a past day without one, behind that preposition."""
        had = self._tenses.had_been(offset)
        year = self._year_of(reading, offset, published, had=had and lead not in BOUNDS)
        if year is None or lead == "for" or self._tenses.in_relative(offset):
            return None
        was_before = self._tenses.had_been(self._at) and not had
        return None if was_before or self._tenses.is_aside(self._at, offset) else year

    def _year_of(self, reading: Reading, offset: int, published: date | None, *, had: bool) -> int | None:
        told, start = self._told, reading.start
        if told is None or not told.start or not told.end or not start or published is None:
            return None
        if reading.basis == EXPLICIT or reading.unit not in UNITS or reading.type != "DATE":
            return None
        is_own = start.year == published.year and start <= published
        if is_own and told.basis == PUBLICATION:
            return None  # "in May last year … on June 17": the report counts from its own day again
        is_across = "\n\n" in self._text[self._at : offset]
        if self._in_a_row < (ACROSS if is_across else 1) + (IN_A_ROW - 1 if is_own else 0):
            return None
        place: tuple[int, ...] = (start.month, start.day)
        last: tuple[int, ...] = (told.start.month, told.start.day)
        year = told.start.year
        if told.unit != "year" and reading.unit != told.unit:
            place, last = place[:1], last[:1]
        if told.unit != "year" and had and place > last:
            year -= 1
        elif told.unit != "year" and not had and place < last:
            year += 1
        is_long_past = year <= published.year - YEARS or (self._in_a_row >= IN_A_ROW and not is_across)
        return year if year < start.year and is_long_past else None
