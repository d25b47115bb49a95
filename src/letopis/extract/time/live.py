"""The day of an entry that an hour or a day heads: "16:40 The minister has arrived", "June 23: Troops enter the town".

In:   a `Reading` and a word.
Out:  the day of publication behind an hour, else the day over the entry, with basis "narrative" and the rule "live" or
      "entry"; or None.

What the main line of such an entry tells in a present, a perfect or a plain past was done on that day, as long as no
other day is told there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from letopis.extract.sentence.reading import Reading
from letopis.extract.time.carrying import block_of
from letopis.extract.time.hanging import tense_of
from letopis.extract.time.when import times_in
from letopis.lexicon import classes
from letopis.times import DAY, Interval

HEAD = re.compile(
    r"[\[(]?\d{1,2}(?:[:.h]\d{2}(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)"
    r"(?:\s?(?:GMT|UTC|BST|CES?T|EE?[SD]?T|local time))?[\])]?(?=[\s:–—-])"
)
STEPS_UP = 4
FEWEST = 2  # lines of an hour each that make a report a live one
OF_DAY = ("clock", "day_part")
LIVE, ENTRY = "live", "entry"
LONGEST = 31 * DAY  # of what heads an entry


def live_day(reading: Reading, word: int) -> Interval | None:
    """The day that heads the sentence or its paragraph, that of publication behind an hour; else None."""
    sentence = reading.sent_of[word]
    head = _head_of(reading, sentence) or _head_above(reading, sentence, word)
    if head is None or not _is_told(reading, word):
        return None
    for time in times_in(reading, sentence):
        when = reading.times[time].interval
        own = when is not None and not when.is_open and when.rule not in OF_DAY
        if own and (when.start, when.end) != (head.start, head.end):  # type: ignore[union-attr]
            return None
    return head


def _head_of(reading: Reading, sentence: int) -> Interval | None:
    """The day of the nearest hour or day that heads the sentence or one before it in its paragraph."""
    block = block_of(reading, reading.sents[sentence][0])
    for back in range(sentence, -1, -1):
        first = reading.starts[reading.sents[back][0]]
        if block_of(reading, reading.sents[back][0]) != block:
            return None
        if HEAD.match(reading.text, first):
            return _published(reading)
        for time in times_in(reading, back):
            mention = reading.times[time]
            when = mention.interval
            if (
                mention.start == first
                and reading.text[mention.end : mention.end + 1] == ":"
                and when is not None
            ):
                closed = when.start and when.end and when.end - when.start <= LONGEST
                return replace(when, basis="narrative", rule=ENTRY, text=None) if closed else None
    return None


def _head_above(reading: Reading, sentence: int, word: int) -> Interval | None:
    """The day of publication where an hour in a line of its own heads the paragraph; of a plain past only as long as
    the paragraph has told no other day."""
    start = block_of(reading, reading.sents[sentence][0])
    heads = _lone_hours(reading)
    above = max((one for one in heads if one < start), default=None)
    if above is None or len(heads) < FEWEST:
        return None
    if tense_of(reading, word) == "then":
        earlier = (
            one for one in range(sentence - 1, -1, -1) if block_of(reading, reading.sents[one][0]) == start
        )
        for before in earlier:
            told = (reading.times[time].interval for time in times_in(reading, before))
            if any(when is not None and not when.is_open and when.rule not in OF_DAY for when in told):
                return None
    return _published(reading)


def _lone_hours(reading: Reading) -> list[int]:
    """Where the lines start that are an hour and nothing else; worked out once for a document."""
    found: list[int] | None = reading.__dict__.get("_lone_hours")
    if found is None:
        lines = ((b.start, reading.text[b.start : b.end].strip()) for b in reading.document.blocks)
        found = [start for start, line in lines if (m := HEAD.match(line + " ")) and m.end() == len(line)]
        reading.__dict__["_lone_hours"] = found
    return found


def _published(reading: Reading) -> Interval | None:
    published = reading.document.published
    day = published.interval
    if published.basis in ("unknown", "bounds") or not day.start or day.end != day.start + DAY:
        return None
    return replace(day, basis="narrative", rule=LIVE, text=None)


def _is_told(reading: Reading, word: int) -> bool:
    """True for the main verb of a sentence, or what is joined to it, in a tense that tells what happens or happened."""
    current = word
    for _ in range(STEPS_UP):
        head, dep = reading.heads[current], reading.deps[current]
        if head == current:
            return _is_happening(reading, word)
        if dep not in ("conj", "parataxis", "ccomp") or (dep == "ccomp" and head < current):
            return False
        current = head
    return False


def _is_happening(reading: Reading, verb: int) -> bool:
    if reading.pos[verb] != "VERB" or reading.lemmas[verb] in classes()["state_verb"]:
        return False
    helpers = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop")]
    ahead = any(reading.tags[kid] == "MD" or reading.words[kid].lower() == "had" for kid in helpers)
    return not ahead and tense_of(reading, verb) is not None
