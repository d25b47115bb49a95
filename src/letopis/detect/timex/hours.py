"""Work out hours and parts of a day: 10 p.m. Wednesday, this morning, tonight.

In:   a match and its context.
Out:  a `Reading` of type TIME, whose bounds are its day.
"""

from __future__ import annotations

import re
from dataclasses import replace

from letopis.detect.timex.calendar import shift
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.ordinals import day_numbered
from letopis.detect.timex.points import SHIFTS, date_parts, day_told, deictic, weekday
from letopis.detect.timex.reading import NARRATIVE, PUBLICATION, Reading, reading_of
from letopis.detect.timex.rules import Match


def clock_day(match: Match, context: Context) -> Reading | None:
    """10 p.m. Wednesday."""
    day = _day_of_clock(match, context)
    if day is None:
        return None
    hour = clock_value(match)
    return replace(day, type="TIME", value=day.value + hour, loose=(day.loose or day.value) + hour)


def _day_of_clock(match: Match, context: Context) -> Reading | None:
    if match.has("weekday"):
        return weekday(replace(match, tokens=tuple(match.all("weekday"))), context)
    if match.has("deictic"):
        return deictic(replace(match, tokens=tuple(match.all("deictic"))), context)
    if match.has("this", "last"):
        part = day_part(match, context) or clock(match, context)
        return replace(part, value=part.value[:10], loose=part.loose[:10])
    inside = [index for index, token in enumerate(match.tokens) if token.cls in ("month", "month_short")]
    near = match.tokens[max(inside[0] - 2, 0) :] if inside else ()
    keep = near if match.find("ampm", "clock", "zone") not in near else match.tokens[inside[0] :]
    return date_parts(replace(match, tokens=tuple(keep)), context)


def clock(match: Match, context: Context) -> Reading:
    """7:15 p.m.: on the day that the story has come to, else on that of publication, as nothing else is said."""
    told = day_told(context) if context.before is not None or match.mod else None
    day = told or reading_of(context.anchor, "day", PUBLICATION)
    hour = clock_value(match)
    return replace(day, type="TIME", value=day.value + hour, loose="XXXX-XX-XX" + hour)


def clock_value(match: Match) -> str:
    """`T19:15` of the hour in the match."""
    point = match.find("daypoint")
    if point:
        return "T" + point.value
    token = match.find("clock", "year4", "number") or match.find("small", "numword")
    digits = token.value if token else "0"
    parts = re.findall(r"\d\d?", digits.zfill(4) if len(digits) == 3 and digits.isdecimal() else digits)
    hours, minutes = int(parts[0]), parts[1] if len(parts) > 1 else "00"
    half_day = match.find("ampm")
    if half_day:
        hours = hours % 12 + int(half_day.value)
    return f"T{hours:02d}:{minutes}"


def day_part(match: Match, context: Context) -> Reading | None:
    """Saturday night, this morning, tonight, overnight."""
    day: Reading | None
    if match.has("weekday"):
        day = weekday(replace(match, tokens=tuple(match.all("weekday"))), context)
    else:
        token = match.find("deictic", "tonight", "overnight", "last")
        back = int(token.value) if token else 0
        told = day_told(context) if token is None and not match.has("this") else None
        day = told or reading_of(shift(context.anchor, "day", back), "day", PUBLICATION, loose="XXXX-XX-XX")
    if day is None:
        return None
    part = match.find("daypart", "light")
    code = "T" + (part.value if part else "NI")
    early = match.find("early", "mid", "late")
    return replace(
        day, type="TIME", value=day.value + code, loose=day.loose + code, mod=early.value if early else None
    )


def day_part_of(match: Match, context: Context) -> Reading | None:
    """the night of August 9, the evening of Tuesday."""
    if match.has("month", "month_short"):
        day = date_parts(match, context)
    elif match.has("ordinal"):
        day = day_numbered(match, context)
    else:
        day = weekday(replace(match, tokens=tuple(match.all("weekday"))), context)
    part, early = match.find("daypart"), match.find("early", "mid", "late")
    if day is None or part is None:
        return None
    code, mod = "T" + part.value, early.value if early else None
    return replace(day, type="TIME", value=day.value + code, loose=(day.loose or day.value) + code, mod=mod)


def day_part_told(match: Match, context: Context) -> Reading | None:
    """that night, the next morning: of the day that was last told of."""
    told, part, token = context.narrative, match.find("daypart"), match.find(*SHIFTS)
    if told is None or told.unit != "day":
        told = context.scene  # "In May the second vote had failed. … that afternoon"
    if told is None or told.start is None or told.unit != "day" or part is None or token is None:
        return None
    ahead = 1 if token.cls in ("next", "following") else int(token.value or 0)
    day = reading_of(shift(told.start, "day", ahead), "day", NARRATIVE, loose="XXXX-XX-XX")
    code = "T" + part.value
    return replace(day, type="TIME", value=day.value + code, loose=day.loose + code)


BUILDERS: dict[str, Builder] = {
    "clock_day": clock_day,
    "clock": clock,
    "day_part": day_part,
    "day_part_of": day_part_of,
    "day_part_told": day_part_told,
}
