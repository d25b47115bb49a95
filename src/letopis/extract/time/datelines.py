"""Times that a dateline tells: "BISHKEK, March 25 -", "London, Tuesday (AP) -"; they date the report and no deed in it.

In:   a `Reading`.
Out:  the words that head such times.
"""

from __future__ import annotations

import re
from functools import cache

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import table

NAMES = ("month", "weekday")


def times_of_datelines(reading: Reading) -> frozenset[int]:
    """The words that head the times of datelines; worked out once for a document."""
    found: frozenset[int] | None = reading.__dict__.get("_times_of_datelines")
    if found is None:
        ends = [
            (block.start, _end(reading.text, block.start, block.end)) for block in reading.document.blocks
        ]
        found = frozenset(
            word
            for word, mention in reading.times.items()
            if any(start <= mention.start < end for start, end in ends)
        )
        reading.__dict__["_times_of_datelines"] = found
    return found


def _end(text: str, start: int, end: int) -> int:
    match = _dateline().match(text, start, end)
    return match.end() if match else start


@cache
def _dateline() -> re.Pattern[str]:
    """A town in capitals, or one with an agency, then a day, up to the dash or colon behind."""
    words: dict[str, list[str]] = {name: [] for name in NAMES}
    for row in table("times"):
        if row["class"] in NAMES:
            words[row["class"]].append(row["word"].capitalize())
    month = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]}|[a-z]?\\.?)" for name in words["month"]) + ")"
    day = rf"(?:{month} \d{{1,2}}|\d{{1,2}} {month}|{'|'.join(words['weekday'])})(?:,? \d{{4}})?"
    agency = r"(?:[(/][^()/\n]{2,40}[)/])"
    capitals = r"[^\W\d_a-z][^\W\d_a-z .'’-]{2,30}(?:[,/] ?[^\W\d_][^\d_\n,.;:]{1,24}\.?)?"
    loose = r"[^\W\d_a-z][^\d\n.;:]{2,40}"
    dash = r"\.?\s*(?:-{1,2}|[–—:])(?=\s)"
    return re.compile(
        rf"\s*(?:{capitals},? (?:{agency},? )?{day}\.?(?: {agency})?{dash}"
        rf"|{loose}, {day}\.? {agency}{dash}|{loose} {agency},? {day}{dash})"
    )
