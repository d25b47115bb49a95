"""From which day on a report goes on telling: "The court ruled on Monday. … Its president said that …".

In:   a `Reading` and a word of saying that no words date.
Out:  the days within which it was said, with basis "narrative", or None; whether it goes on with what was said before.

A report tells what happened and then who said what of it. So what "said" tells, told in a plain past as the next
step, lies between the day last told in its paragraph, else the day of the story (that of the deed in the first
sentences, where it is news), and publication. In a paragraph that looks back further it goes on with the day told
right before it.
"""

from __future__ import annotations

from letopis.document import BlockKind
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.cues import act_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.carrying import DAYS, SENTENCES_BACK, block_of, is_dated, root_of
from letopis.extract.time.hanging import tense_of, told_plainly
from letopis.extract.time.when import time_of, times_in
from letopis.lexicon import classes
from letopis.times import DAY, Interval

LEAD = 2  # sentences at the start of a report, one of which tells the day of its story
NEWS = 2  # days between a story and its report
STEPS_UP = 3
DEED = "decree"
CLAUSES = ("acl:relcl", "advcl", "ccomp", "appos", "parataxis", "conj", "csubj")  # what has a time of its own


def story_days(reading: Reading, word: int) -> Interval | None:
    """The days within which the saying lies as far as the story tells, or None."""
    published = reading.document.published
    if published.basis in ("unknown", "bounds") or not published.interval.end:
        return None
    verb = _finite(reading, word)
    if verb is None or _has_own_time(reading, verb):
        return None
    last = published.interval.end - DAY
    sentence, block = reading.sent_of[word], block_of(reading, word)
    day, back = _told_before(reading, sentence, block)
    if day is None and back is None:
        day = None if _is_elsewhen(reading, sentence, block) else _of_lead(reading)
        if day is None or day.start is None or (last - day.start).days > NEWS:
            return None
    if day is None or day.start is None or day.start > last:
        return None
    if (last - day.start).days <= NEWS:
        edtf = day.start.isoformat() if day.start == last else f"{day.start.isoformat()}/{last.isoformat()}"
        return Interval(start=day.start, end=last + DAY, edtf=edtf, basis="narrative")
    if back is None or back > SENTENCES_BACK:
        return None
    return Interval(start=day.start, end=day.end, edtf=day.edtf, basis="narrative")


def goes_on_saying(reading: Reading, word: int) -> bool:
    """True for a saying in a plain past, in the main line of a sentence that tells no time of its own for it."""
    verb = _finite(reading, word)
    return verb is not None and is_speech_verb(reading, verb) and not _has_own_time(reading, verb)


def _finite(reading: Reading, word: int) -> int | None:
    """The verb in a plain past that the saying is told by, in the main line of its sentence; else None."""
    current = word
    for _ in range(STEPS_UP):
        head, dep = reading.heads[current], reading.deps[current]
        if told_plainly(reading, current) and tense_of(reading, current) == "then":
            main = head == current or dep in ("conj", "parataxis", "ccomp", "root")
            return current if main else None
        if head == current or dep not in ("xcomp", "advcl", "conj", "parataxis"):
            return None
        current = head
    return None


def _has_own_time(reading: Reading, verb: int) -> bool:
    """True where a time that is told for the saying itself could not be read, or belongs to its report: "said a few
    days later", "a poll released in July found"."""
    lone = classes()["day_word"] | classes()["later"]
    for word in reading.subtree(verb):
        if not (word in reading.times or reading.lemmas[word] in lone) or (
            word < verb and reading.deps[word] == "nsubj"
        ):
            continue
        current = word
        while current != verb and reading.deps[current] not in CLAUSES:
            current = reading.heads[current]
        if current == verb:
            return True
    return False


def _is_elsewhen(reading: Reading, sentence: int, block: int) -> bool:
    """True where the paragraph began at a time that is told and could not be read: "On the eve of the vote"."""
    for back in range(sentence - 1, -1, -1):
        first, after = reading.sents[back]
        if block_of(reading, first) != block:
            return False
        for word in range(first, after):
            if reading.lemmas[word] in classes()["other_time"] and reading.deps[word].startswith("obl"):
                return True
    return False


def _told_before(reading: Reading, sentence: int, block: int) -> tuple[Interval | None, int | None]:
    """The day of the nearest sentence before that tells one, in the block, and how many sentences back it stands;
    a time that is no day of a plain past ends the search: (None, how many back)."""
    for back in range(sentence - 1, -1, -1):
        verb = root_of(reading, *reading.sents[back])
        if verb is None or block_of(reading, verb) != block:
            return None, None
        found = _day_of(reading, verb)
        if found is not None:
            return found, sentence - back
        if _has_own_time(reading, verb) or any(is_dated(reading, time) for time in times_in(reading, back)):
            return None, sentence - back
    return None, None


def _of_lead(reading: Reading) -> Interval | None:
    """The day of what the first sentences of the report tell; the latest of them."""
    found: list[Interval] = []
    body = [block for block in reading.document.blocks if block.kind == BlockKind.BODY]
    if not body:
        return None
    seen = 0
    for first, after in reading.sents:
        verb = root_of(reading, first, after)
        if verb is None or reading.starts[verb] < body[0].start or after - first < 6:
            continue
        if seen == LEAD:
            break
        seen += 1
        day = None if _says(reading, verb) else _day_of(reading, verb)
        if day is not None:
            found.append(day)
    return max(found, key=lambda one: one.start or one.end, default=None)  # type: ignore[arg-type,return-value]


def _says(reading: Reading, verb: int) -> bool:
    """True for a verb of saying; not where the saying is a deed: "the court ruled", "the governor ordered"."""
    act = act_of(reading, verb)
    return is_speech_verb(reading, verb) and (act is None or act.act != DEED)


def _day_of(reading: Reading, verb: int) -> Interval | None:
    """The day on which the main verb of a sentence says that something was done; else None."""
    when = time_of(reading, verb)
    if when is None or when.start is None or when.end is None or (when.end - when.start).days > DAYS:
        return None
    return when if told_plainly(reading, verb) else None
