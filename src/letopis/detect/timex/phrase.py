"""The words in front of a time: since, until, by, before, after, from … to, between … and.

In:   the reading of an expression, and the tokens around it.
Out:  its interval, with the words that make it ("since 2014").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from letopis.detect.timex.calendar import DAY
from letopis.detect.timex.lexer import Tokens, vocabulary
from letopis.detect.timex.reading import NARRATIVE, PUBLICATION, UNKNOWN_PUBLICATION, Reading, spanned
from letopis.times import Interval

LINKS = ("since", "until", "by", "before", "after", "from", "between", "through", "beyond")
PLACES = ("in", "on", "at", "for", "during", "within", "over", "into")
NEXT = "next"
AHEAD = frozenset({"next", "following"})
PASSED_OVER = ("the", "poss", "at", "least_most", "a")


@dataclass(frozen=True, slots=True)
class Lead:
    """The preposition in front of an expression.

    Attributes:
        word: its class ("since"), or "" where there is none.
        first: index of the first token that belongs to the phrase.
        through_noun: True when the time only describes a noun: "after the 2014 vote".
    """

    word: str
    first: int
    through_noun: bool = False


def lead_of(tokens: Tokens, first: int, last: int) -> Lead:
    """The preposition that governs the expression `tokens[first:last]`.

    "after last month's election" leaves it out: there it governs the election.
    """
    letters = vocabulary().letters
    names = {letters[name]: name for name in (*LINKS, *PLACES)}
    passed = {letters[name] for name in PASSED_OVER}
    if tokens.letters[last : last + 1] == letters["possessive"]:
        return Lead("", first)
    if (by := _no_later_than(tokens, first)) is not None:
        return Lead("by", by)
    index = first - 1
    while index >= 0 and tokens.letters[index] in passed and tokens.letters[index] not in names:
        index -= 1
    skipped = index < first - 1 and tokens.letters[first - 1] in (letters["the"], letters["poss"])
    if (
        index >= 1
        and tokens.letters[index] == letters["at"]
        and tokens.letters[index + 1] == letters["least_most"]
    ):
        index -= 1
    word = names.get(tokens.letters[index], "") if index >= 0 else ""
    if not word:
        return Lead("", first)
    return Lead(
        word, index, through_noun=skipped and tokens.letters[last : last + 1] in (".", letters["capital"])
    )


def heads_entry(tokens: Tokens, first: int, last: int) -> bool:
    """True for the day of an entry in a chronology: "June 23: troops enter the town"."""
    end = tokens.spans[last - 1][1]
    at_start = first == 0 or tokens.text[tokens.spans[first - 1][0]] in ".!?:"
    return at_start and tokens.text[end : end + 1] == ":"


def _no_later_than(tokens: Tokens, first: int) -> int | None:
    """The index of "no" of "no later than", where it stands in front."""
    letters = vocabulary().letters
    words = "".join(letters[name] for name in ("no", "later", "than"))
    return first - 3 if first >= 3 and tokens.letters[first - 3 : first] == words else None


def interval_of(reading: Reading, lead: Lead, text: str) -> Interval | None:
    """The interval of a reading in its phrase; None where its bounds leave no day, as no phrase may cost a document.

    Args:
        text: the words of the phrase.
    """
    try:
        return _interval_of(reading, lead, text)
    except (ValueError, OverflowError):
        return None


def _interval_of(reading: Reading, lead: Lead, text: str) -> Interval:
    plain = Interval(
        reading.start,
        reading.end,
        reading.start_latest if reading.start_latest != reading.start else None,
        reading.end_earliest if reading.end_earliest != reading.end else None,
        reading.extent,
        reading.edtf_string()
        if reading.is_point and reading.type != "DURATION"
        else spanned(reading.start, reading.end),
        text,
        reading.basis,
    )
    if reading.type in ("SET", "DURATION") or (not reading.is_point and not reading.value.endswith("_REF")):
        return plain
    if reading.value == "PRESENT_REF" and lead.word == "until" and reading.start:
        return Interval(
            None, reading.start, None, None, "throughout", spanned(None, reading.start), text, PUBLICATION
        )
    if reading.value == "PAST_REF" and lead.word == "until" and reading.end:
        last = reading.end - DAY
        return replace(plain, end=last, extent="throughout", edtf=spanned(None, last))
    if reading.type == "TIME" and lead.word in ("before", "after"):
        return plain  # "before midnight on Sunday": still on that day
    if (
        reading.type == "TIME"
        and lead.word == "by"
        and reading.basis == NARRATIVE
        and not AHEAD & set(text.split())
    ):
        return plain  # "by mid-afternoon" of the day told
    if reading.value in ("PAST_REF", "FUTURE_REF") and lead.word in ("before", "after"):
        return plain  # "after recently sacking the envoy": the word belongs to what is done
    made = _LINKED.get(lead.word)
    return made(reading, plain, lead) if made else plain


def _name(reading: Reading) -> str:
    return (reading.edtf_string() or "").split("/")[0]


def _since(reading: Reading, plain: Interval, lead: Lead) -> Interval:
    if reading.start is None:
        return plain
    latest = reading.end - DAY if reading.end and reading.end - DAY > reading.start else None
    return replace(
        plain,
        end=None,
        start_latest=latest,
        end_earliest=None,
        extent="throughout",
        edtf=f"{_name(reading)}/..",
    )


def _until(reading: Reading, plain: Interval, lead: Lead) -> Interval:
    earliest = reading.start if reading.unit != "day" and lead.word != "through" else None
    name = (reading.edtf_string() or "").split("/")[-1]
    extent = "within" if lead.word == "by" else "throughout"
    earliest = None if lead.word == "by" else earliest
    return replace(
        plain, start=None, start_latest=None, end_earliest=earliest, extent=extent, edtf=f"../{name}"
    )


def _before(reading: Reading, plain: Interval, lead: Lead) -> Interval:
    whole = lead.through_noun or reading.mod == "END"  # "before the end of the year": by its last day
    end = reading.end if whole else reading.start
    return replace(plain, start=None, start_latest=None, end=end, end_earliest=None, edtf=spanned(None, end))


def _after(reading: Reading, plain: Interval, lead: Lead) -> Interval:
    start = reading.start if lead.through_noun else reading.end
    return replace(
        plain, start=start, start_latest=None, end=None, end_earliest=None, edtf=spanned(start, None)
    )


_LINKED = {
    "since": _since,
    "until": _until,
    "through": _until,
    "by": _until,
    "before": _before,
    "after": _after,
    "beyond": _after,
}


def joins(tokens: Tokens, lead: Lead, last: int, first_of_next: int, *, years: bool = False) -> str:
    """How the expression that ends at `last` and the next one are one range; `years` where both name bare years, as in
    "the coalition of 2008 to 2013".

    Returns:
        "throughout" for "from X to Y" and "X-Y", "within" for "between X and Y", NEXT for "X and Y", "X or Y", which
        are one where Y is the day after X, "" where they are two times.
    """
    letters = vocabulary().letters
    gap = tokens.letters[last:first_of_next].strip(letters["the"])
    ends = (letters["to"], letters["until"], letters["through"])
    if lead.word == "between" and gap == letters["and"]:
        return "within"
    if lead.word == "from" and gap in ends:
        return "throughout"
    if years and gap == letters["to"] and lead.word in ("", *PLACES):
        return "throughout"
    owns = tokens.letters[first_of_next + 1 : first_of_next + 2] == letters["possessive"]  # "Tuesday's vote"
    if lead.word in ("", "on") and gap in (letters["and"], letters["or"]) and not owns:
        return NEXT
    return "throughout" if gap == letters["dash"] else ""


def joined(first: Reading, last: Reading, extent: str, text: str) -> Interval | None:
    """The interval from one reading to another, or None where they do not make one."""
    if not (first.start and first.end and last.start and last.end) or last.end <= first.start:
        return None
    if extent == NEXT:
        if first.end != last.start or first.unit != "day" or last.unit != "day":
            return None
        extent = "within"
    latest = first.end - DAY if first.unit != "day" and first.end <= last.start else None
    earliest = last.start + DAY if last.unit != "day" else None
    return Interval(
        first.start,
        last.end,
        latest if extent == "throughout" else None,
        earliest if extent == "throughout" else None,
        extent,
        f"{_name(first)}/{_name(last)}",
        text,
        last.basis,
    )


def unanchored(reading: Reading, text: str) -> Interval:
    """The interval of a time that is told against a publication date nobody knows: open, its words kept."""
    return Interval(None, None, extent=reading.extent, text=text, basis=UNKNOWN_PUBLICATION)


def with_year_of(reading: Reading, last: Reading) -> Reading:
    """A month or day without a year, in the year of what closes its range ("from March to June 2014")."""
    if not reading.start or not reading.end or not last.start:
        return reading
    year = last.start.year
    moved = _in_year(reading.start, year)
    if moved and moved > last.start:
        year -= 1
    shift = year - reading.start.year
    start, end = _in_year(reading.start, year), _in_year(reading.end, reading.end.year + shift)
    if not start or not end:
        return reading
    value = f"{start.year:04d}{reading.value[4:]}"
    return replace(reading, start=start, end=end, value=value, basis=last.basis, loose="")


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
