"""Work out lengths of time: durations, "two weeks ago", "the next few weeks", "three weeks later", repeated
times.

In:   a match and its context.
Out:  a `Reading`, with bounds where the length starts or ends at a known day.

How many "a few" may be stands in times_vague.tsv.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from letopis.detect.timex.calendar import DAY, LETTER, edtf_of, period, shift
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.lexer import OTHER, Token
from letopis.detect.timex.numbers import count_of, counts_of, is_vague
from letopis.detect.timex.points import FROM_REPORT, UNITS_MANY, unit_of
from letopis.detect.timex.reading import EVENT, EXPLICIT, NARRATIVE, PUBLICATION, Reading, reading_of, spanned
from letopis.detect.timex.rules import Match
from letopis.lexicon import table

WITHIN_DAY = ("second", "minute", "hour")
HOURS = 24
YEARS_IN = {"decade": 10, "century": 100}
HALVES = {
    "year": ("P", 6, "M"),
    "hour": ("PT", 30, "M"),
    "minute": ("PT", 30, "S"),
}  # half of each, in smaller units


@cache
def vague_counts() -> dict[str, tuple[int, int]]:
    """The least and the most units of each vague word."""
    return {row["word"]: (int(row["least"]), int(row["most"])) for row in table("times_vague")}


def limits_of(match: Match, bare: str = "bare") -> tuple[int, int]:
    """The least and the most units that the match may mean; the same number twice where it says one."""
    counts = counts_of(match.tokens)
    if counts and not is_vague(match.tokens):
        return min(counts), max(counts)
    count = count_of(match.tokens)
    if count is not None:
        return count, count
    word = next((token.cls for token in match.tokens if token.cls in vague_counts()), bare)
    return vague_counts()[word]


def length_value(count: int | None, unit: str) -> str:
    """P26Y, PT4H, PXW."""
    if unit in YEARS_IN and count is not None:
        return f"P{count * YEARS_IN[unit]}Y"
    if unit == "quarter" and count is not None:
        return f"P{count * 3}M"
    if unit == "fortnight":
        return f"P{(count or 1) * 2}W"
    if unit == "weekend":
        return f"P{'X' if count is None else count}WE"
    letter = LETTER.get(unit, "X")
    timed = letter if not letter.startswith("T") else letter[1:]
    return f"P{'T' if unit in WITHIN_DAY else ''}{'X' if count is None else count}{timed}"


def length(match: Match) -> Reading:
    """The bare duration that a match counts."""
    unit = unit_of(match)
    count = count_of(match.tokens)
    many = match.has(*UNITS_MANY)
    if count is None and not is_vague(match.tokens) and not many:
        count = 1
    value = length_value(count, unit)
    if match.has("half") and count is not None:
        value = _half(match, unit, count)
    elif match.has("fraction") and unit == "year" and count is not None:
        value = f"P{count}Y6M"
    return Reading("DURATION", value, unit=unit, count=count, mod=mod_of(match), extent="throughout")


def _half(match: Match, unit: str, count: int) -> str:
    """Half a year is P6M, a year and a half P1Y6M; other units as a fraction."""
    whole = count if match.has("and") else 0
    if unit in YEARS_IN:
        return f"P{whole * YEARS_IN[unit] + YEARS_IN[unit] // 2}Y"
    if unit in HALVES:
        before, number, smaller = HALVES[unit]
        return f"{before}{f'{whole}{unit[0].upper()}' if whole else ''}{number}{smaller}"
    return length_value(0, unit).replace("0", f"{whole}.5", 1)


def mod_of(match: Match) -> str | None:
    """The TIMEX3 modifier of "about", "more than", "at least", "up to", or None."""
    tokens = [*match.mod, *match.tokens]
    token = next((token for token in tokens if token.cls in ("approx", "compare", "least_most", "up")), None)
    if token is None:
        return "APPROX" if any(token.cls in ("so", "couple") for token in tokens) else None
    if any(token.cls == "no" for token in tokens):
        return "EQUAL_OR_LESS" if token.value == "MORE_THAN" else "EQUAL_OR_MORE"
    return token.value


def duration(match: Match, context: Context) -> Reading:
    """26 years, two-day, for weeks."""
    if match.rule == "duration_count" and _is_some_day(match, context):
        return Reading("DATE", "FUTURE_REF", context.anchor, None, basis=PUBLICATION, loose="FUTURE_REF")
    return length(match)


def _is_some_day(match: Match, context: Context) -> bool:
    """True for "will one day be": a day to come, not a length."""
    words = [(token.cls, token.value) for token in match.tokens]
    if words != [("numword", "1"), ("day", "day")] or match.mod or context.direction() != "future":
        return False
    return context.before is None or context.before.cls in (OTHER, "capital", "comma")


def ago(match: Match, context: Context) -> Reading:
    """two weeks ago: that week; years ago: before now, no more is said."""
    unit = unit_of(match)
    least, _ = limits_of(match)
    if unit in WITHIN_DAY:
        back = least // HOURS if unit == "hour" and count_of(match.tokens) is not None else 0
        day = reading_of(shift(context.anchor, "day", -back), "day", PUBLICATION)
        return replace(
            day, value=length_value(count_of(match.tokens), unit), type="DURATION", loose="PAST_REF"
        )
    if count_of(match.tokens) is None:
        value = "PAST_REF" if is_vague(match.tokens) else length_value(None, unit)
        return Reading(
            "DATE",
            value,
            None,
            shift(context.anchor, unit, -least) + DAY,
            unit="",
            basis=PUBLICATION,
            loose=value,
        )
    if match.has("half") and (unit == "year" or unit in YEARS_IN):
        months = 12 * YEARS_IN.get(unit, 1)
        least = months + months // 2 if match.has("and") else months // 2
        if unit in YEARS_IN:
            return _years_before(context.anchor, least // 12)
        unit = "month"
    if unit == "year" and least == 1 and context.quarter and context.quarter.start:
        return reading_of(
            shift(context.quarter.start, "year", -1), context.quarter.unit, NARRATIVE, loose="XXXX"
        )
    unit, least = ("week", least * 2) if unit == "fortnight" else (unit, least)
    found = reading_of(shift(context.anchor, unit, -least), unit, PUBLICATION, loose="PAST_REF")
    if unit in YEARS_IN:
        found = _years_before(context.anchor, least * YEARS_IN[unit])
    return replace(found, mod=mod_of(match) or found.mod)


def _years_before(anchor: date, years: int) -> Reading:
    """About so many years before: two years more or less."""
    middle = max(anchor.year - years, 3)
    start, end = date(middle - 2, 1, 1), date(middle + 3, 1, 1)
    plain = Reading("DATE", f"{middle:04d}", start, end, unit="year", basis=PUBLICATION, loose="PAST_REF")
    return replace(plain, mod="APPROX")


def from_now_on(match: Match, context: Context) -> Reading:
    """two weeks from now: that week."""
    unit = unit_of(match)
    _, most = limits_of(match)
    if count_of(match.tokens) is None or unit in WITHIN_DAY:
        return Reading("DATE", "FUTURE_REF", context.anchor, None, basis=PUBLICATION, loose="FUTURE_REF")
    from_day = match.find("deictic")
    start = shift(context.anchor, "day", int(from_day.value) if from_day else 0)
    exact = from_day is not None and unit == "week"  # "a week from today"
    return reading_of(shift(start, unit, most), "day" if exact else unit, PUBLICATION, loose="FUTURE_REF")


def other_day(match: Match, context: Context) -> Reading:
    """the other day: a little before the report."""
    start = shift(context.anchor, unit_of(match) or "day", -vague_counts()["few"][1])
    return Reading("DATE", "PAST_REF", start, context.anchor + DAY, basis=PUBLICATION, loose="PAST_REF")


def at_time(match: Match, context: Context) -> Reading:
    """at the time: when what was last told of happened; no days of its own where nothing was."""
    told = context.narrative
    if told is None:
        return Reading("DATE", "PAST_REF", None, context.anchor + DAY, basis=PUBLICATION, loose="PAST_REF")
    return replace(told, value="PAST_REF", basis=NARRATIVE, loose="PAST_REF")


def then(match: Match, context: Context) -> Reading | None:
    """until then: the day that was last told of."""
    told = context.narrative
    if told is not None and told.start is not None and told.end == told.start + DAY:
        told = replace(told, unit="day")  # "on Sunday night … by then": by the end of it
    return replace(told, basis=NARRATIVE, loose=told.value) if told else None


def count_shifted(match: Match, context: Context) -> Reading:
    """the past 20 years, the next few weeks: up to, or from, the day of publication."""
    ahead = match.has("next", "coming", "following")
    return _stretched(length(match), context.anchor, limits_of(match), ahead=ahead)


def _stretched(reading: Reading, anchor: date, limits: tuple[int, int], *, ahead: bool) -> Reading:
    """The reading, lasting so many units from or up to the anchor."""
    least, most = limits
    unit = reading.unit
    if unit in WITHIN_DAY:
        least = most = max(1, most // 24) if unit == "hour" else 1
        unit = "day"
    sign = 1 if ahead else -1
    inner = shift(anchor, unit, sign * least) if least != most else None
    outer = shift(anchor, unit, sign * most)
    bounded = replace(reading, extent="within", basis=PUBLICATION)
    if ahead:
        return replace(bounded, start=anchor, end=max(outer, anchor + DAY), end_earliest=inner)
    return replace(bounded, start=outer, end=anchor + DAY, start_latest=inner)


def until_named(reading: Reading) -> Reading:
    """A length up to a date that follows: "the year ended March 31"; its days are set when that date is read."""
    return replace(reading, extent="throughout", basis=EXPLICIT)


def past_unit(match: Match, context: Context) -> Reading:
    """the past year: the twelve months up to now."""
    unit = unit_of(match)
    ahead = match.has("next", "coming")
    plain = Reading("DURATION", length_value(1, unit), unit=unit, count=1, mod=mod_of(match))
    return _stretched(plain, context.anchor, (1, 1), ahead=ahead)


def units_shifted(match: Match, context: Context) -> Reading:
    """recent years: a length up to now; coming weeks, past years: no length is told, only the way."""
    unit = unit_of(match)
    ahead = match.has("coming", "future")
    limits = vague_counts()["coming" if ahead else "recent"]
    plain = Reading("DURATION", length_value(None, unit), unit=unit)
    stretched = _stretched(plain, context.anchor, limits, ahead=ahead)
    if match.has("recent"):
        return stretched
    value = "FUTURE_REF" if ahead else "PAST_REF"
    edtf = spanned(stretched.start, stretched.end)
    return replace(stretched, type="DATE", value=value, unit="", edtf=edtf, loose=value)


def later(match: Match, context: Context) -> Reading:
    """three weeks later, a year earlier: from the day that was last told of."""
    unit = unit_of(match)
    plain = length(match)
    back = match.tokens[-1].cls in ("earlier", "before_then")
    if unit == "year" and back and plain.count == 1 and context.quarter and context.quarter.start:
        day = shift(context.quarter.start, "year", -1)
        return reading_of(day, context.quarter.unit, NARRATIVE, loose="XXXX")
    told = context.day or context.scene or context.narrative if unit in WITHIN_DAY else context.narrative
    if (
        told is not None
        and told.is_point
        and told.unit == "day"
        and unit in WITHIN_DAY
        and told.type != "SET"
    ):
        days = plain.count // HOURS if unit == "hour" and plain.count else 0  # "48 hours later"
        first, after = (shift(day, "day", -days if back else days) for day in (told.start, told.end) if day)
        return replace(plain, start=first, end=after, basis=NARRATIVE, extent="within")
    if told is None or told.start is None or plain.count is None or unit in WITHIN_DAY:
        return plain
    day = shift(told.start, unit, -plain.count if back else plain.count)
    coarse = told.unit if told.unit in ("month", "year") and unit in ("day", "week") else unit
    exact = told.unit == "day" and unit in ("week", "fortnight")
    found = reading_of(day, "day" if exact else coarse, NARRATIVE)
    from_report = shift(context.anchor, unit, -plain.count if back else plain.count)
    return replace(found, mod=plain.mod).beside(FROM_REPORT, reading_of(from_report, unit, PUBLICATION))


def event_anchored(match: Match, context: Context) -> Reading | None:
    """days after the talks: a length from an event; the report itself is the only bound."""
    before = next(
        (k for k, token in enumerate(match.tokens) if token.cls == "to" or token.value == "to"), None
    )
    plain = length(replace(match, tokens=match.tokens[:before]) if before else match)  # "a week to the day"
    if match.rule == "event_the":
        plain = replace(plain, count=1, value=length_value(1, plain.unit))
    end = None if context.direction() == "future" else context.anchor + DAY
    return replace(plain, basis=EVENT, extent="within", end=end)


def repeated(match: Match, context: Context) -> Reading | None:
    """every Tuesday, daily, each July, Mondays."""
    token = match.find("weekday", "weekdays")
    named_after = context.after is not None and context.after.is_capital
    if match.has("adverb_set") and match.tokens[0].is_capital and (named_after or context.before is not None):
        return None  # a newspaper
    if match.has("adverb_set", "annual") and _is_measure(context):
        return None  # "quarterly dividend": how much for a quarter, not when
    if token:
        part = match.find("dayparts", "daypart")
        return Reading("SET", f"XXXX-WXX-{token.value}{'T' + part.value if part else ''}", unit="week")
    named = match.find("month", "season", "daypart", "month_short")
    if named:
        value = {"season": f"XXXX-{named.value}", "daypart": f"XXXX-XX-XXT{named.value}"}.get(named.cls)
        return Reading("SET", value or f"XXXX-{int(named.value):02d}", unit="year")
    if match.has("weekends"):
        return Reading("SET", "XXXX-WXX-WE", unit="week")
    word = match.find("adverb_set", "annual")
    unit = word.value if word else unit_of(match)
    value = _times_apart(match, unit)
    return Reading("SET", value, unit=unit)


def _is_measure(context: Context) -> bool:
    """True in front of a noun of measure: "annual rate", "daily trading volume"."""
    return context.after is not None and context.after.cls == "measure"


def _times_apart(match: Match, unit: str) -> str:
    """P1W of "three times a week", P2W of "every other week", "every second week"."""
    often = next((index for index, token in enumerate(match.tokens) if token.cls in ("once", "times")), -1)
    tokens = match.tokens[often + 1 :]
    ordinal = match.find("ordword")
    vague = is_vague(tokens) and not match.has("couple")
    count = None if vague else count_of(tokens) or (int(ordinal.value) if ordinal else 1)
    if match.has("other"):
        count = 2
    return f"P{count or 'X'}Q" if unit == "quarter" else length_value(count, unit)


def now(match: Match, context: Context) -> Reading:
    """now, currently: the day of publication."""
    day = reading_of(context.anchor, "day", PUBLICATION)
    return replace(day, value="PRESENT_REF", loose="PRESENT_REF")


def vague(match: Match, context: Context) -> Reading:
    """recently, soon, in the near future."""
    ahead = match.has("soon", "future", "term")
    value = "FUTURE_REF" if ahead else "PAST_REF"
    start = context.anchor if ahead else None
    end = None if ahead else context.anchor + DAY
    return Reading("DATE", value, start, end, basis=PUBLICATION, loose=value)


def until_now(reading: Reading, anchor: date, *, through: bool) -> Reading:
    """A length that reaches up to the anchor: "has for years", "26-year rule".

    Args:
        through: True when it went on on the day of the report itself.
    """
    unit = reading.unit
    if reading.count is None:
        least, _ = vague_counts()["bare"]
        start, latest = None, shift(anchor, unit, -least)
    else:
        start, latest = shift(anchor, unit, -reading.count - 1) + DAY, shift(anchor, unit, -reading.count)
        if unit == "day":
            start = latest
    return replace(
        reading,
        start=start,
        start_latest=latest if latest != start else None,
        end=None,
        end_earliest=anchor + DAY if through else anchor,
        extent="throughout",
        basis=PUBLICATION,
        ongoing=True,
    )


def from_now(reading: Reading, anchor: date, limits: tuple[int, int]) -> Reading:
    """A length that starts at the anchor: "within two weeks", told of what is to come.

    Args:
        limits: the least and the most units it may be.
    """
    return _stretched(reading, anchor, limits, ahead=True)


def from_told(reading: Reading, context: Context) -> Reading:
    """A length that starts at the day last told: "within a week it had arrested the king"; not "within a week of"."""
    told, after = context.narrative, context.after
    if told is None or told.start is None or told.unit != "day" or reading.count is None:
        return reading
    if after is not None and after.cls in ("of", "after", "before"):
        return reading
    end = shift(told.start, reading.unit, reading.count) + DAY
    return replace(
        reading, start=told.start, end=end, basis=NARRATIVE, extent="within", edtf=spanned(told.start, end)
    )


def narrowed(reading: Reading, mod: str) -> Reading:
    """The first, middle or last third of a stretch; "early 2014" keeps the value 2014."""
    if reading.start is None or reading.end is None or reading.unit == "day":
        return replace(reading, mod=mod)
    days = (reading.end - reading.start).days
    first, last = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}.get(mod, (0, 3))
    start = reading.start + days * first // 3 * DAY
    end = max(reading.start + days * last // 3 * DAY, start + DAY)  # a weekend has two days
    if reading.unit in ("year", "decade", "century", "quarter", "half", "season"):
        start, end = period(start + 10 * DAY, "month")[0], period(end + 10 * DAY, "month")[0]
        edtf = f"{start:%Y-%m}/{end - DAY:%Y-%m}" if end - DAY > start else None
    else:
        edtf = edtf_of(start, end, "day")
    return replace(reading, start=start, end=end, mod=mod, edtf=edtf)


def modified(reading: Reading, mod: tuple[Token, ...], anchor: date) -> Reading:
    """A reading with the modifier in front of it: "early", "the end of", "earlier", "about"."""
    token = next((token for token in mod if token.value), mod[0])
    if (
        token.cls in ("earlier", "later")
        and reading.start
        and reading.end
        and reading.start <= anchor < reading.end
    ):
        if token.cls == "earlier":
            return replace(reading, mod="START", end=anchor + DAY, edtf=None)
        return replace(reading, mod="END", start=anchor, edtf=None)
    if token.value in ("START", "MID", "END"):
        return narrowed(reading, token.value)
    return replace(reading, mod=token.value)


BUILDERS: dict[str, Builder] = {
    "duration": duration,
    "age": duration,
    "ago": ago,
    "then": then,
    "from_now": from_now_on,
    "other_day": other_day,
    "at_time": at_time,
    "count_shifted": count_shifted,
    "past_unit": past_unit,
    "units_shifted": units_shifted,
    "later": later,
    "event_anchored": event_anchored,
    "now": now,
    "vague": vague,
    "set": repeated,
}
