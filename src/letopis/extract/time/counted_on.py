"""The day of what is counted from a deed that goes on with the story: "The move came a week after a judge freed her".

In:   a `Reading`, and a word that its own sentence does not date.
Out:  the day so far before or after that on which the story goes on there, with basis "event", or None.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.time.carrying import carried_day
from letopis.extract.time.offsets import is_counted_from, offsets, shifted
from letopis.extract.time.scenes import story_day
from letopis.times import Interval


def counted_on(reading: Reading, word: int) -> Interval | None:
    """The day of a word that "eight days after" counts from, where the deed told beside is dated by the story alone."""
    for one in offsets(reading).get(reading.sent_of[word], ()):
        if one.count and is_counted_from(reading, word, one):
            day = carried_day(reading, one.dated, one.time) or story_day(reading, one.dated, "")
            return shifted(day, one, to_anchor=True)
    return None
