"""The day of a story, carried on: "Fighting broke out on 6 May. Drones hit two villages."

In:   a `Reading` and a verb that its own sentence does not date.
Out:  the time of the main verb of the sentence before it, with basis "narrative", or None; of a figure that goes on
      with others the period told of them.

Only a plain past of the main clause goes on with a story: a perfect, a pluperfect, a plan or a state does not, nor does
what was said go on with what happened. The time must be told to the day, in the same block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.cues import act_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.governing import governor_of, is_figure
from letopis.extract.time.hanging import tense_of, told_plainly
from letopis.extract.time.when import is_set_for, time_of, times_in
from letopis.lexicon import classes, frames
from letopis.times import Interval

SENTENCES_BACK = 3  # how far back the day may have been told
SAYING = "say"  # the act of a verb that only says
FIGURES_BACK = 3  # of a figure, its period
COMPARED = frozenset({"ago", "earlier", "last", "before", "previous", "prior"})
DAYS = 3  # a longer time is a period in which the story lies, not its day


def carried_time(reading: Reading, word: int) -> Interval | None:
    """The day on which a story goes on with the word, or None; of a figure the period that figures are told of."""
    return carried_day(reading, word) or carried_period(reading, word)


def carried_period(reading: Reading, word: int) -> Interval | None:
    """The period of the figure told before: "Exports rose 3 percent in May. Imports fell to 2.1
    million tons"; None where none is told."""
    sentence = reading.sent_of[word]
    if not _moves(reading, word) or any(_is_for(reading, time, word) for time in times_in(reading, sentence)):
        return None
    if reading.heads[word] != word and reading.deps[word] not in ("conj", "parataxis"):
        return None
    for back in range(sentence - 1, max(sentence - 1 - FIGURES_BACK, -1), -1):
        told = {(one.start, one.end): one for one in _times_told(reading, back)}
        if told:
            when = next(iter(told.values()))
            is_period = len(told) == 1 and when.start and when.end and (when.end - when.start).days > DAYS
            return replace(when, basis="narrative", text=None) if is_period else None
    return None


def _times_told(reading: Reading, sentence: int) -> Iterator[Interval]:
    """The times that a sentence tells in its past or of its figures, but for those that it compares with."""
    for time in times_in(reading, sentence):
        when, governor = reading.times[time].interval, governor_of(reading, time)
        if when is None or when.is_open or reading.quote_mask[reading.starts[time]]:
            continue
        words = set((reading.times[time].text or "").lower().replace("-", " ").split())
        if not words & COMPARED and (tense_of(reading, governor) == "then" or is_figure(reading, governor)):
            yield when


def _moves(reading: Reading, verb: int) -> bool:
    """True for a plain past that tells how far a figure went: "rose to 3 million", "lost 2 percent"."""
    if reading.pos[verb] != "VERB" or reading.lemmas[verb] not in classes()["changing"]:
        return False
    subjects = [kid for kid in reading.kids[verb] if reading.deps[kid].startswith("nsubj")]
    if not told_plainly(reading, verb) or any(kid in reading.parties for kid in subjects):
        return False
    below = [
        kid
        for kid in reading.kids[verb]
        if kid > verb and reading.deps[kid].startswith(("obj", "obl", "nummod"))
    ]
    return any(
        reading.tags[one] in ("CD", "$") or any(reading.tags[kid] in ("CD", "$") for kid in reading.kids[one])
        for one in below
        if one not in reading.times
    )


def _is_for(reading: Reading, time: int, word: int) -> bool:
    """True for a time that may be the clause's, not that of a figure compared with ("from 3 million a year ago")."""
    return is_dated(reading, time) and governor_of(reading, time) == word


def carried_day(reading: Reading, word: int, beside: int | None = None) -> Interval | None:
    """The day on which a story goes on with the word, or None; `beside`: a time of its sentence that is not its own."""
    top = told_verb(reading, word)
    sentence = reading.sent_of[word]
    if top is None:
        return None
    own = set(reading.subtree(top))  # "…, the palace said on Wednesday" dates the saying alone
    others = (time for time in times_in(reading, sentence) if time in own and time != beside)
    if any(is_dated(reading, time) and not is_set_for(reading, time) for time in others):
        return None
    block = block_of(reading, word)
    for back in range(sentence - 1, max(sentence - 1 - SENTENCES_BACK, -1), -1):
        first, after = reading.sents[back]
        verb = root_of(reading, first, after)
        if verb is None or block_of(reading, verb) != block:
            return None
        if says(reading, verb) != says(reading, top):
            if any(is_dated(reading, time) for time in times_in(reading, back)):
                return None
            continue
        when = time_of(reading, verb)
        if when is not None:
            return replace(when, basis="narrative") if _is_day(when) and told_plainly(reading, verb) else None
        if any(is_dated(reading, time) for time in times_in(reading, back)):
            return None
    return None


def told_verb(reading: Reading, word: int) -> int | None:
    """The main verb that the word is or is joined to, where it tells what happened next; else None."""
    current = word
    for _ in range(4):
        if not told_plainly(reading, current):
            return None
        head, dep = reading.heads[current], reading.deps[current]
        if head == current or (dep == "ccomp" and head > current and is_speech_verb(reading, head)):
            return current  # "She met the bishop, the palace said"
        if (
            dep == "acl:relcl"
            and reading.heads[head] == head
            and head < current
            and _is_day_alone(reading, head)
        ):
            return current  # "The next day they signed": the tree may hang it on the day
        if dep not in ("conj", "parataxis"):
            return None
        current = head
    return None


def _is_day_alone(reading: Reading, word: int) -> bool:
    """True for the "day" or "morning" that a sentence begins with."""
    return reading.lemmas[word] in classes()["day_word"] and reading.pos[word] == "NOUN"


def says(reading: Reading, verb: int) -> bool:
    """True for a verb of saying; not for one that also names a deed ("hit out at" against "hit two villages"), unless
    it stands here for words and not for what they do: "said", not "accused"."""
    if not is_speech_verb(reading, verb):
        return False
    if (reading.lemmas[verb], "V") not in frames("events"):
        return True
    act = act_of(reading, verb)
    return act is not None and act.act == SAYING


def is_dated(reading: Reading, time: int) -> bool:
    """True for a time that stands for days, and not for a mere length."""
    interval = reading.times[time].interval
    return interval is not None and not interval.is_open


def _is_day(when: Interval) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days <= DAYS


def root_of(reading: Reading, first: int, after: int) -> int | None:
    return next(
        (word for word in range(first, after) if reading.heads[word] == word and reading.is_read(word)), None
    )


def block_of(reading: Reading, word: int) -> int:
    """The start of the block that holds the word."""
    place = reading.starts[word]
    return next((b.start for b in reading.document.blocks if b.start <= place < b.end), -1)
