"""Heads of paragraphs that name a place and a day: "Bonn, 2 October 1982. The", "MOSCOW, March 3 /Agency/ The".

In:   a paragraph.
Out:  where its head ends; None where it begins with none.

Newspapers and agencies part the head from the report by a dash, a colon, a full stop, a bar, or by their own name in
brackets. A colon or a full stop also follows words of a sentence, so more is asked of what stands before them. A day
that governs a clause ("Norburg, 3 March 2011, was the day"), one behind "Correction" or a weekday alone is no head.
"""

from __future__ import annotations

import re
from functools import cache

from letopis import lexicon
from letopis.read.dates import month_pattern
from letopis.read.pageparts import kinds_of

LOOKED_AT = 170  # code points; the longest heads name a reporter, an agency and two calendars
SENTENCE_ENDS = ".?!\"”’'"
MOST_WITH_THE = 2  # words of a place that begins with "The"
FULL_STOP, COLON, DASH, NONE = ".", ":", "-", ""

_WEEKDAY = (
    r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon\b|tues?\b|wed\b|thur?s?\b|fri\b|sat\b|sun\b)\.?"
)
_CAP = rf"(?!{_WEEKDAY})[^\W\d_a-z][\w.'’]*"
_LINK = (  # "Rio de Janeiro", "Frankfurt am Main", "Trinidad and Tobago"
    r"(?:(?:de|la|le|les|los|las|el|al|au|aux|du|di|do|da|am|an|der|den|en|sur|es|of|upon|and|the)[\s-]){0,2}"
)
_PLACE = rf"{_CAP}(?:(?:\s|-|/|\s?&\s?){_LINK}{_CAP}){{0,4}}"
_PLACES = rf"{_PLACE}(?:,\s*{_PLACE}){{0,2}}"
_AGENCY = r"(?:\([^()]{2,40}\)|/[^/\n]{2,40}/|\[[^\[\]]{2,40}\])"
_SIGN = r"(?:,\s*[A-Z]\w{1,9}(?=\s*(?:[-–—:])))"  # "Tehran, March 3, IRNA –"
_REPORTER = (
    r"(?P<reporter>\(?(?:(?i:by|from)\s[^\d,—–()|]{3,60}?|(?i:from our (?:own |special )?correspondent))"
    r"(?:\s?[,.)—–|]+\s*|\s+in\s+|\s+(?=[^\W\d_a-z]{3,}\b)))?"
)
_CLOSE = (
    r"(?:(?P<dash>\s*\.?\s?(?:—|–|―|--+|\||»)|(?:\s|(?<=[).,/]))[-_]|\.-)\s*"
    r"|\s?(?P<colon>:)\s+|(?P<stop>\.\s+)|(?<=[)/\]])\s+)"
)
_NEXT = r"(?P<next>[\"'“‘«„(]?\w)"
_COMMON = frozenset(
    {"a", "an", "correction", "clarification", "update", "updated", "corrected", "note", "file"}
)


def dated_head(paragraph: str) -> int | None:
    """Where the head that names a place and a day ends; None where the paragraph begins with none."""
    head = paragraph[:LOOKED_AT]
    for pattern in _patterns():
        found = pattern.match(head)
        if found is not None and _is_head(found, paragraph):
            return found.start("next")
    return None


def _close_of(found: re.Match[str]) -> str:
    if found["stop"]:
        return FULL_STOP
    if found["colon"]:
        return COLON
    return DASH if found["dash"] else NONE


def _is_head(found: re.Match[str], paragraph: str) -> bool:
    """True where the words before the day are a place, and what parts them from the report is enough for it."""
    place, close, opening = found["place"], _close_of(found), found["next"][-1]
    signed = re.search(_AGENCY, found[0]) is not None or bool(found["agency"])
    if "changed" in kinds_of(found[0].strip()) or not (_is_place(place) if place else signed):
        return False
    is_sure = signed or place.split(",")[0].isupper()
    if not (opening.isupper() or opening.isdigit()):
        return is_sure and close == DASH
    if found["first"]:  # "3 March 2011: Berg resigns." is an entry of a list of dates
        return is_sure or (close == DASH and found["parted"] is not None)
    return (
        is_sure or close != COLON or (found["year"] is not None and paragraph.rstrip()[-1] in SENTENCE_ENDS)
    )


def _is_place(place: str) -> bool:
    """True for words that can name a place: they begin with a capital and name no day; "The Hague" is short."""
    words = re.split(r"[\s,/-]+", place)
    known = {word.lower().rstrip(".") for word in words}
    days = {row["name"] for row in lexicon.table("months")} | set(lexicon.classes()["weekday"])
    return (
        words[0][0].isupper()
        and not known & (_COMMON | days)
        and (words[0] != "The" or len(words) <= MOST_WITH_THE)
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = month_pattern()
    ordinal = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:1[6-9]|20)\d\d)"
    other = r"(?:,?\s+\(?(?i:juche)\s+\d{1,3}\)?,?)?"  # the years of North Korea stand before ours
    named = rf"(?i:{month}\.?\s+(?:the\s+)?{ordinal}|(?:the\s+|den\s+)?{ordinal}(?:\s+of)?[\s-]+{month}\.?)"
    written = rf"{named}{other}(?:[,.]?[\s-]+[\[(]?{year}[\])]?)?"
    clock = r"(?:,?\s+\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)?"
    numbers = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[-/]\d\d[-/]\d\d)"
    day = rf"(?:{_WEEKDAY},?\s+)?(?:{written}|{numbers})(?:,?\s+\(?{_WEEKDAY}\)?)?{clock}"
    elsewhere = (  # the day of the Hijri calendar, which stands before ours
        r"(?:(?:[^\W\d_]+\s+\d{1,2}|\d{1,2}\s+[^\W\d_]+),?\s+1[34]\d\d(?:\s?A?\.?H\.?)?,?\s+(?:corresponding to\s+)?)?"
    )
    signs = rf"(?P<agency>(?:\s*[,.]?\s*{_AGENCY}|{_SIGN})*)"
    placed = (
        rf"[\[(]?{_REPORTER}(?P<first>)(?P<parted>)(?P<place>{_PLACES})(?:\s*{_AGENCY})*[,.:]?\s*(?:[-–—|/(]\s*)?"
        rf"{elsewhere}{day}[\])]?{signs}{_CLOSE}{_NEXT}"
    )
    before = (
        rf"[\[(]?{_REPORTER}(?P<first>{day})(?P<parted>\s*[,(|])?\s*[-–—:]?\s*(?P<place>{_PLACES})[\])]?"
        rf"{signs}{_CLOSE}{_NEXT}"
    )
    sender = (
        rf"(?:{_AGENCY}|{_PLACE})\s*[-–—:|]\s*(?P<reporter>)(?P<first>)(?P<parted>)(?P<place>{_PLACES})[,.]\s*{day}"
        rf"{signs}{_CLOSE}{_NEXT}"
    )
    alone = (
        rf"{_REPORTER}(?P<first>{day})(?P<parted>)(?P<place>){signs}{_CLOSE}{_NEXT}"  # "March 3 (Agency) –"
    )
    return tuple(re.compile(order) for order in (placed, before, sender, alone))
