"""Weekdays told from where the story has come to: "on the Tuesday", "on that Monday".

In:   the number of a weekday (1 = Monday) and its context.
Out:  a `Reading`, or None where the story tells no day before.
"""

from __future__ import annotations

from letopis.detect.timex.calendar import weekday_near
from letopis.detect.timex.context import Context
from letopis.detect.timex.reading import NARRATIVE, Reading, reading_of


def known_weekday(number: int, context: Context) -> Reading | None:
    """ "On the Tuesday": the first one from the day on that the story has come to, where it is not ahead."""
    scene = context.scene
    if scene is None or scene.start is None:
        return None
    day = weekday_near(scene.start, number, "future")
    return reading_of(day, "day", NARRATIVE, loose=f"XXXX-WXX-{number}") if day <= context.anchor else None


def that_weekday(number: int, context: Context) -> Reading | None:
    """ "On that Monday": the day last told, where it is one, else the nearest one to it that is not ahead."""
    told = context.narrative if context.narrative and context.narrative.unit == "day" else context.scene
    if told is None or told.start is None:
        return None
    ways = (weekday_near(told.start, number, way) for way in ("past", "future"))
    days = [day for day in ways if day <= context.anchor]
    if not days:
        return None
    nearest = min(days, key=lambda day: abs((day - told.start).days))  # type: ignore[operator]
    return reading_of(nearest, "day", NARRATIVE, loose=f"XXXX-WXX-{number}")
