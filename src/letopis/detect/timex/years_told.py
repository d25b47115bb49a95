"""Which year a day without one is of where a paragraph tells of a past year: "On January 23, 2012 … On February 14 …".

In:   the readings of a text in its order.
Out:  the year that goes on, or None.
"""

from __future__ import annotations

from datetime import date

from letopis.detect.timex.reading import EXPLICIT, Reading

UNITS = ("day", "month")


class YearsTold:
    """The last day or month that a paragraph has told, as long as its year goes on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._told: Reading | None = None
        self._at = 0

    def remember(self, reading: Reading, offset: int, published: date | None) -> None:
        """Note a day or a month; one that lies ahead tells of no past year."""
        if reading.unit in UNITS and reading.type == "DATE" and reading.is_point:
            is_past = bool(published and reading.end and reading.end <= published)
            self._told, self._at = (reading if is_past else None), offset

    def year_of(self, reading: Reading, offset: int, published: date | None) -> int | None:
        """The year that goes on at a past day without one.

        A report tells the days of its own year without the year; so what is not one of these is of the year told
        last, where it comes after the day told last.
        """
        told, start = self._told, reading.start
        if (
            told is None
            or told.start is None
            or start is None
            or published is None
            or reading.basis == EXPLICIT
        ):
            return None
        is_of_this_year = start.year == published.year and start <= published
        if reading.unit not in UNITS or reading.type != "DATE" or is_of_this_year:
            return None
        if "\n\n" in self._text[self._at : offset] or told.start.year >= min(start.year, published.year):
            return None
        return told.start.year if (told.start.month, told.start.day) <= (start.month, start.day) else None
