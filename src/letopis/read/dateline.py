"""Lines and beginnings of paragraphs that say when and where a report was written.

In:   paragraphs.
Out:  "KYIV, March 3 (Agency) —" parted from the sentence after it; lines that are hardly more than a date.
"""

from __future__ import annotations

import re

from letopis.read.dated_heads import dated_head
from letopis.read.dates import read_day_and_month, read_iso, read_written_date

LONGEST_HEAD = 80
MOST_WORDS = 9  # "Thursday, September 3, 2020 at 10:15 a.m. EDT"; a sentence with a date in it has more
FEWEST_WORDS = 2  # of a headline before a date
LAST_YEAR = 69  # of two digits, the last that is one of this century
_OPENS_DATE = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d",
    re.IGNORECASE,
)
_GOVERNS_DATE = frozenset(
    {"of", "on", "for", "in", "to", "from", "until", "since", "by", "before", "after", "and"}
)
_SIGNED_OFF = re.compile(r"[A-Z]{2,5}-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)[ _]\d{4}[A-Z]{3,4}[>-]*")
_SLUG = re.compile(r"(?:[A-Z]{2,3}-+[A-Z][\w'-]*|[A-Z]+/[A-Z/]+|[A-Z]+-[A-Z]+/\w[\w/ -]*)(?:,.*)?$")
_DATELINE = re.compile(r"(?P<head>[^—–\n]{3,80}?)\s*(?:—|–|--|(?<=[\s)])[-_])\s+(?=[\"'“‘«]?[A-Z0-9À-Ž])")
_AGENCY = re.compile(r"\([^()]{2,40}\)\s*$")
_NAMED = (
    r"[A-Z][\w.'’&-]*|of|and|the|&|desk|staff|bureau|service|edition|archives?"
    r"|(?:special |own )?(?:correspondent|reporter)"
)
_HEADED = re.compile(  # the paper, its desk, its town: "The Norland Times, Osk, Sunday, April 18, 1999"
    rf"(?P<name>(?:{_NAMED})(?: (?:{_NAMED}))*(?:(?:, | \()[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?\)?)?)[,|]? *"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\(?(?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2}),? \d{4}\)?$"
)
_DIGIT = re.compile(r"\d")
_DATE_LINE_WORD = re.compile(r"[^\W\d_]{3,}")


def split_dateline(paragraph: str) -> tuple[str, str] | None:
    """The dateline with its dash, and the rest; None where the paragraph begins with none.

    A town in capitals, or a place with a date, makes a dateline: "MINSK (Agency) —", "MINSK, Belarus —", "Minsk, 3
    September –"; the other forms that those with a day have: dated_heads.py.
    """
    if (end := dated_head(paragraph)) is not None:
        return paragraph[:end].rstrip(), paragraph[end:]
    found = _DATELINE.match(paragraph[: LONGEST_HEAD * 2])
    if found is None:
        return None
    head = _AGENCY.sub("", found["head"]).strip(" ,")
    with_day = (read_day_and_month(head) or read_written_date(head)) is not None
    place = re.split(r"[,\d]", head)[0].strip() if with_day else head
    words = place.replace(",", " ").replace("/", " ").split()
    if not words or len(words) > 5 or not all(word[0].isupper() for word in words):
        return None
    town = place.split(",")[0]
    if not (with_day or (town.isupper() and len(town) > 2)):
        return None
    return paragraph[: found.end()].rstrip(), paragraph[found.end() :]


def headline_and_date(line: str) -> tuple[str, str] | None:
    """A headline and the date that a page prints behind it in one line; None where there is no such date.

    "Ministers agree Monday, May 10, 2021" are two; of "Report for May 10, 2021" and of a sentence the date is a part.
    """
    if len(line) > 2 * LONGEST_HEAD or _OPENS_DATE.match(line) or _is_signature(line):
        return None
    words = line.split()
    for place in range(FEWEST_WORDS, len(words)):
        behind = " ".join(words[place:])
        if _OPENS_DATE.match(behind) and is_date_line(behind):
            before = words[place - 1]
            if before.rstrip("dhnrst").isdigit():  # "Bangkok, 8 May 2014" has no headline
                return None
            if before.lower() in _GOVERNS_DATE or before[-1] in ",|:" or line[-1] in ".?!,:;":
                return None
            return " ".join(words[:place]), behind
    return None


def is_signed_off(line: str) -> str | None:
    """The day, as ISO 8601 writes it, of the line by which an agency ends a report ("AP-NY-05-10-21 1403EDT")."""
    found = _SIGNED_OFF.fullmatch(line.strip())
    if found is None:
        return None
    month, day, year = (int(part) for part in found.groups())
    century = 1900 if year > LAST_YEAR else 2000
    return f"{century + year}-{month:02}-{day:02}"


def is_slug(line: str) -> bool:
    """True for the name by which an agency sends a report: "BC-NORLAND-MINISTER, 2nd Ld-Writethru"."""
    return _SLUG.match(line) is not None and split_dateline(line) is None


def is_date_line(line: str) -> bool:
    """True for a line that is a full date, at most with a weekday, a clock time and a place; or a place and a day."""
    if len(line) > LONGEST_HEAD or not _DIGIT.search(line) or len(line.split()) > MOST_WORDS:
        return False
    if _is_signature(line):
        return False
    if read_iso(line) is not None:
        return True
    if line[-1] in ".?!" and len(_DATE_LINE_WORD.findall(line)) > 3:
        return False
    if dated_head(f"{line} — A") == len(line) + len(" — "):
        return True
    if (headed := _HEADED.match(line)) is not None and len(headed["name"].split()) <= 6:
        line = line[headed.end("name") :]  # "The Norland Times, Sunday, April 18, 1999"
    return read_written_date(line) is not None and len(_DATE_LINE_WORD.findall(line)) <= 4


def _is_signature(line: str) -> bool:
    """True for who wrote the post above, and when: "— Anna Berg (@annaberg) May 10, 2021"."""
    return "@" in line or line[:1] in ("\u2014", "\u2013", "\u2015")
