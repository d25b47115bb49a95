"""When a term of office ends, as a clause tells it: "2024, when his term ends".

In:   a `Reading` and the verb of the end.
Out:  the interval of the tenure up to there, and whether its end lies ahead of the report.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from letopis.extract.office.spells import up_to
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.when import ahead, time_of
from letopis.mention import Mention
from letopis.times import DAY, Interval, parse_date


def is_future(reading: Reading, when: Interval) -> bool:
    """True for an end after the report."""
    published = reading.document.published.interval
    return bool(published.start and when.end and when.end > published.start)


def _time_before_when(reading: Reading, verb: int) -> Mention | None:
    """ "2024, when his term ends": the time that the clause describes, whatever the tree says."""
    marks = [kid for kid in reading.kids[verb] if reading.lemmas[kid] == "when"]
    if not marks or marks[0] < 2 or reading.words[marks[0] - 1] != ",":
        return None
    end = reading.ends[marks[0] - 2]
    return next((mention for mention in reading.times.values() if mention.end == end), None)


def end_of_term(reading: Reading, verb: int) -> Interval | None:
    """The tenure's interval up to the end that the verb tells, or None."""
    mention = reading.times.get(reading.heads[verb]) or _time_before_when(reading, verb)
    interval = (mention.interval if mention else None) or time_of(reading, verb)
    if mention is not None and mention.value:
        with suppress(ValueError):  # a value that is no plain date: the interval stands
            interval = parse_date(mention.value).said(text=mention.text, basis="explicit")
    if interval is None or interval.end is None:
        return None
    last = ahead(reading, verb, interval)
    ended = up_to(last)
    is_day = last.start is not None and last.end is not None and last.end - last.start == DAY
    return replace(ended, end=last.start) if is_day else ended  # of a day that day, as of a resignation
