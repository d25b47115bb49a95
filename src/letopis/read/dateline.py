"""Lines and beginnings of paragraphs that say when and where a report was written.

In:   paragraphs.
Out:  "KYIV, March 3 (Agency) —" parted from the sentence after it; lines that are hardly more than a date.
"""

from __future__ import annotations

import re

from letopis.read.dates import read_day_and_month, read_iso, read_written_date

LONGEST_HEAD = 80
MOST_WORDS = 9  # "Thursday, September 3, 2020 at 10:15 a.m. EDT"; a sentence with a date in it has more
_DATELINE = re.compile(r"(?P<head>[^—–\n]{3,80}?)\s*(?:—|–|--|(?<=[\s)])-)\s+(?=[\"'“‘«]?[A-Z0-9À-Ž])")
_AGENCY = re.compile(r"\([^()]{2,40}\)\s*$")
_DIGIT = re.compile(r"\d")
_DATE_LINE_WORD = re.compile(r"[^\W\d_]{3,}")


def split_dateline(paragraph: str) -> tuple[str, str] | None:
    """The dateline with its dash, and the rest; None where the paragraph begins with none.

    A place in capitals, or a place with a date, makes a dateline: "MINSK (Agency) —", "Minsk, 3 September –".
    """
    found = _DATELINE.match(paragraph[: LONGEST_HEAD * 2])
    if found is None:
        return None
    head = _AGENCY.sub("", found["head"]).strip(" ,")
    with_day = read_day_and_month(head) is not None
    place = re.split(r"[,\d]", head)[0].strip() if with_day else head
    words = place.replace(",", " ").replace("/", " ").split()
    if not words or len(words) > 5 or not all(word[0].isupper() for word in words):
        return None
    if not (with_day or (place.isupper() and len(place) > 2)):
        return None
    return paragraph[: found.end()].rstrip(), paragraph[found.end() :]


def is_date_line(line: str) -> bool:
    """True for a line that is a full date, at most with a weekday, a clock time and a place."""
    if len(line) > LONGEST_HEAD or not _DIGIT.search(line) or len(line.split()) > MOST_WORDS:
        return False
    if read_iso(line) is not None:
        return True
    if line[-1] in ".?!" and len(_DATE_LINE_WORD.findall(line)) > 3:
        return False
    return read_written_date(line) is not None and len(_DATE_LINE_WORD.findall(line)) <= 4
