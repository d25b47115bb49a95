"""When a happening was: which of a sentence's times dates which of its verbs and nouns.

In:   a `Reading` and the word that names the happening.
Out:  an `Interval`, or None where the sentence does not date it.

Which words a time can date at all: hanging.py. Of several the nearest in the tree wins; a plain length says nothing of
when, and "since" only where no day is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from letopis.extract.certainty.carried import is_ranked
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.extract.time.around import eve_of, is_of_anniversary, recalled, since_so_long, spread
from letopis.extract.time.datelines import times_of_datelines
from letopis.extract.time.deeds_before import deed_before
from letopis.extract.time.governing import is_prenominal, uphill
from letopis.extract.time.hanging import (
    FAR,
    distance,
    distance_above,
    is_deadline,
    is_figure_before,
    moved_to,
    moves,
    tense_of,
)
from letopis.extract.time.next_year import upcoming
from letopis.extract.time.offsets import is_counted_from, moved, offsets, shifted
from letopis.lexicon import classes, frames
from letopis.mention import Mention, MentionKind
from letopis.times import DAY, Interval, one_day, parse_date

MONTH = 27 * DAY
_LENGTH = re.compile(r"P(\d{1,4})([DW])")
SHORT = 3 * DAY
OF_DEED = ("in", "during", "after", "by")  # before a deed that dates what was done in it
BACK = 2  # sentences back in which the deed of "a day after Berg" is told, at most


def time_of(reading: Reading, word: int) -> Interval | None:
    """The interval that dates the word, the nearest in the tree, or None."""
    if is_of_anniversary(reading, word):
        return recalled(reading, word, _in_clause(reading, reading.heads[word]))
    found = _day_of_when(reading, word) or _cleft_day(reading, word) or _in_clause(reading, word)
    if found is not None:
        return spread(reading, word, found)
    found = eve_of(reading, word) or _day_of_named(reading, word) or _promised_by(reading, word)
    return found or _day_of_which(reading, word)


def _day_of_which(reading: Reading, word: int) -> Interval | None:
    """The time of the deed in which it was done: "took power in 1987 in a coup in which X was murdered"."""
    mark = next((kid for kid in reading.kids[word] if reading.tags[kid] == "WDT"), None)
    if (
        reading.deps[word] != "acl:relcl"
        or mark is None
        or preposition(reading, mark) not in ("in", "during")
    ):
        return None
    deed = reading.heads[word]
    known = (reading.lemmas[deed], "N") in frames("events") and preposition(reading, deed) in (*OF_DEED, None)
    when = (_in_clause(reading, deed) or _in_clause(reading, reading.heads[deed])) if known else None
    return when if when is not None and when.basis != "event" else None


def _promised_by(reading: Reading, word: int) -> Interval | None:
    """The time by which somebody promises it: "promised elections within a year"."""
    verb = reading.heads[word]
    if reading.deps[word] != "obj" or reading.pos[word] != "NOUN":
        return None
    due = (time for time in reading.kids[verb] if time in reading.times and is_deadline(reading, verb, time))
    when = next((reading.times[time].interval for time in due), None)
    return upcoming(reading, when) if when is not None else None


def _day_of_named(reading: Reading, word: int) -> Interval | None:
    """The day of a deed told before, of "on the evening of the election", "on the day of his burial"; of its "eve" the
    day before."""
    joined = reading.deps[word] == "conj" and reading.heads[word] < word
    for part in (*reading.kids[word], *(reading.kids[reading.heads[word]] if joined else ())):
        if (
            reading.deps[part] not in ("obl", "obl:unmarked")
            or reading.lemmas[part] not in classes()["day_part_word"]
        ):
            continue
        for noun in (kid for kid in reading.kids[part] if preposition(reading, kid) == "of"):
            when = _named_beside(reading, part)
            if when is None and reading.pos[noun] == "NOUN":
                when = deed_before(reading, noun, time_of)
            if when is None or not _is_short(when) or when.start is None:
                continue
            start, end = reading.span_of(part)
            day = when.start - DAY if reading.lemmas[part] == "eve" else when.start
            return replace(one_day(day), text=reading.text[start:end], basis="event")
    return None


def _named_beside(reading: Reading, part: int) -> Interval | None:
    """The day that is put beside a part of one: "on the night of the raid, February 15"."""
    beside = (t for t in times_in(reading, reading.sent_of[part]) if reading.deps[t] == "appos" and t > part)
    below = set(reading.subtree(part))
    told = (reading.times[time].interval for time in beside if time in below)
    return next((when for when in told if when is not None and _is_short(when)), None)


def _is_short(when: Interval) -> bool:
    return when.start is not None and when.end is not None and when.end - when.start <= SHORT


def _day_of_when(reading: Reading, word: int) -> Interval | None:
    """ "on May 5, when X resigned", "until May 5, when", "next year, when": that day or year itself."""
    if reading.deps[word] == "conj" and not any(kid in reading.times for kid in reading.kids[word]):
        return _day_of_when(reading, reading.heads[word])  # "when X resigned and Y took over"
    if reading.deps[word] == "xcomp" and reading.tags[word] == "VB":
        return _day_of_when(reading, reading.heads[word])  # "when it is due to elect a president"
    mark = next((kid for kid in reading.kids[word] if reading.lemmas[kid] == "when"), None)
    if mark is None or mark < 2 or reading.words[mark - 1] != ",":
        return None
    end = reading.ends[mark - 2]
    head, told = next(((head, time) for head, time in reading.times.items() if time.end == end), (mark, None))
    when = told.interval if told is not None else None
    if when is not None and when.start is not None and when.end is not None:
        if is_figure_before(reading, head):
            return None  # "from 186 million a year ago, when demand was strong": the year of the books
        return when  # "spread the next morning, when police fired"; "ends in 2018, when it elects another"
    if told is None or when is None or (when.start is None) == (when.end is None):
        return None
    with suppress(ValueError):
        return parse_date(told.value or "").said(text=told.text, basis=when.basis)
    return None


def _cleft_day(reading: Reading, word: int) -> Interval | None:
    """The time of "It was in May that X left", "It was not until Monday that X left", of X's leaving; of "It is ten
    years (this month) since X left" the year or month so long ago."""
    within = (k for k in reading.kids[word] if k in reading.times and k < word)
    above = next((k for k in within if _is_cleft(reading, k)), reading.heads[word])
    mark = next((reading.lemmas[k] for k in reading.kids[word] if reading.deps[k] in ("mark", "advmod")), "")
    if above > word or mark not in ("that", "when", "since"):
        return None
    kids = reading.kids[above]
    time = next((one for one in (above, *kids) if _covers(reading, one, above)), None)
    if time is None or not _is_cleft(reading, above):
        return None
    if mark == "since":
        return since_so_long(reading, time, above)
    if preposition(reading, above) not in ("in", "on", "at", "during", "until", None):
        return None
    when = _own_days(reading, time, reading.times[time])
    if when.start is None and preposition(reading, above) == "until":
        with suppress(ValueError):
            return parse_date(reading.times[time].value or "").said(text=when.text, basis=when.basis)
    return None if when.is_open else when


def _is_cleft(reading: Reading, word: int) -> bool:
    """True for the time of "it was in May"."""
    kids = reading.kids[word]
    it = any(reading.words[k].lower() == "it" and reading.deps[k] in ("expl", "nsubj") for k in kids)
    return it and any(reading.deps[k] == "cop" for k in kids)


def _covers(reading: Reading, time: int, word: int) -> bool:
    mention = reading.times.get(time)
    return mention is not None and mention.start <= reading.starts[word] < mention.end


def _in_clause(reading: Reading, word: int) -> Interval | None:
    counted = offsets(reading).get(reading.sent_of[word], ())
    apart = frozenset(one.time for one in counted)
    for one in sorted(counted, key=lambda one: one.anchor != word):  # "on Wednesday, a day after X resigned"
        if is_counted_from(reading, word, one):
            own = _told(reading, word, apart, within=one.anchor)
            if own is not None and not own.is_open:
                return own
            when = _of_counting(reading, one.dated, apart) or _of_deed_that_came(reading, one.dated)
            return shifted(when, one, to_anchor=True)
    found = _told(reading, word, apart)
    loose = found is None or (found.basis == "event" and found.end is None)
    for one in counted if loose else ():  # "signed three weeks after the coup of March 3"
        if distance_above(reading, word, one.dated) < FAR or word == one.dated:
            dated = shifted(_told(reading, one.anchor, apart, within=one.anchor), one, to_anchor=False)
            dated = dated or moved(_deed_before(reading, one.anchor), one)
            if dated is None and not _is_known_length(reading, one.time):
                dated = shifted(deed_before(reading, one.anchor, time_of), one, to_anchor=False)
            dated = dated or _bounded(reading, found or _told(reading, word, frozenset()))
            return dated or (_of_counting(reading, word, apart) if word == one.dated else None)
    return _bounded(reading, found)


def _of_deed_that_came(reading: Reading, verb: int) -> Interval | None:
    """The days of the deed told before of "His resignation came a day after X": a verb that only says when it was."""
    if reading.lemmas[verb] not in classes()["only_when"] or reading.pos[verb] not in ("VERB", "AUX"):
        return None
    deeds = (k for k in reading.kids[verb] if reading.deps[k] == "nsubj" and reading.pos[k] == "NOUN")
    return next((when for deed in deeds if (when := deed_before(reading, deed, time_of))), None)


def _is_known_length(reading: Reading, time: int) -> bool:
    """True where the day from which a length is counted is told: "the vote of May 3 … two days after the vote"."""
    when = reading.times[time].interval
    return when is not None and when.start is not None and when.end is not None


def _of_counting(reading: Reading, word: int, apart: frozenset[int]) -> Interval | None:
    """The time of what "two days after X" is told beside: its own, of what has been since a day that day ("in prison
    since Friday"); of an undated present that of the report."""
    when = _told(reading, word, apart)
    published = reading.document.published
    if when is None and published.basis not in ("unknown", "bounds") and tense_of(reading, word) == "now":
        return published.interval
    if when is None or when.start is None or when.end is not None or when.start_latest is not None:
        return when
    return replace(when, end=when.start + DAY, edtf=when.start.isoformat())


def _deed_before(reading: Reading, name: int) -> Interval | None:
    """When the person of "a day after Berg" did what is told of him last, in the two sentences before."""
    person = reading.parties.get(name)
    if person is None or person.kind != MentionKind.PERSON:
        return None
    here = reading.sent_of[name]
    first = reading.sents[max(0, here - BACK)][0]
    for verb in range(reading.sents[here][0] - 1, first - 1, -1):
        subjects = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("nsubj", "nsubj:pass")]
        if reading.pos[verb] == "VERB" and any(
            kid in reading.parties and reading.parties[kid].chain == person.chain for kid in subjects
        ):
            return time_of(reading, verb)
    return None


def _bounded(reading: Reading, when: Interval | None) -> Interval | None:
    """The time; of a length told from an event without a day, which says no more than that it is over, None."""
    if when is None or when.basis != "event" or when.start is not None:
        return when
    return None if when.end == reading.document.published.interval.end else when


def _told(
    reading: Reading, word: int, apart: frozenset[int], *, within: int | None = None
) -> Interval | None:
    """The nearest time of the sentence that dates the word, those of `apart` left out; `within`: only such as
    stand under that word."""
    best: tuple[tuple[int, bool, int], int, Mention, bool] | None = None
    below = None if within is None else set(reading.subtree(within))
    for head in times_in(reading, reading.sent_of[word]):
        mention = reading.times[head]
        if mention.interval is None or head in apart or (below is not None and head not in below):
            continue
        cost, later = distance(reading, word, head)
        if cost >= FAR or _is_only_now(reading, word, mention):
            continue
        if is_only_since(reading, word, head) or is_deadline(reading, word, head):
            continue
        if preposition(reading, head) == "since":
            if reading.lemmas[word] in classes()["following"] and reading.tags[word] != "VBN":
                continue  # "She succeeds Lind, in office since February"
            if (
                reading.deps[word] == "conj"
                and reading.heads[head] == reading.heads[word]
                and _is_but(reading, word)
            ):
                continue  # "has been a candidate since 2012 but has refused to join"
            cost += 5  # "their talks, since 2013, on Wednesday"
        if mention.interval.start is None and reading.lemmas[word] in classes()["lasting_until"]:
            continue  # "gave them until Friday", "prolonged it until the autumn"
        if mention.interval.is_open:
            cost += FAR  # "held on Friday for four hours": how long, and not when
        if mention.interval.start is None and reading.deps[word] == "advcl" and reading.heads[head] != word:
            continue  # "lost power in a coup, was banned until 1986"
        rank = (cost, head < word and _is_long(mention.interval), abs(head - word))
        if best is None or rank < best[0]:
            best = (rank, head, mention, later)
    if best is None:
        return None
    interval = _own_days(reading, best[1], best[2])
    if best[3] and interval.start:
        return replace(
            Interval(start=interval.start), text=interval.text, basis="event", edtf=f"{interval.edtf}/.."
        )
    return interval


def is_only_since(reading: Reading, word: int, time: int) -> bool:
    """True for the time since which something is the first or the worst of its kind: "the first coup since 2013"."""
    ranked = reading.pos[word] == "NOUN" and preposition(reading, time) == "since"
    return ranked and is_ranked(reading, word)


def _is_but(reading: Reading, word: int) -> bool:
    return any(reading.lemmas[kid] == "but" for kid in reading.kids[word] if reading.deps[kid] == "cc")


def _is_long(when: Interval) -> bool:
    """True for a month or a year: of "In April … met on May 26" the day is the meeting's own."""
    return when.start is not None and when.end is not None and when.end - when.start > MONTH


def fixed_time(reading: Reading, word: int) -> Interval | None:
    """The day for which a verb fixes what it does, or to which it moves that: "the election has been called for May 5",
    "put off until May 5"; until when it is allowed."""
    is_moving = moves(reading, word)
    marks = ("for", "to", "until", "till") if is_moving else ("for",)
    for head in times_in(reading, reading.sent_of[word]):
        interval = reading.times[head].interval
        if reading.heads[head] == word and preposition(reading, head) in marks and interval is not None:
            when = _own_days(reading, head, reading.times[head]) if not interval.is_open else None
            return _last_day(when) if is_moving and when is not None else when
    return _allowed(reading, word) or _awaited(reading, word)


def day_set_for(reading: Reading, verb: int) -> Interval | None:
    """The day for which a verb calls what it governs, whatever other time stands by: "on Monday called an election of a
    new one for 26 January"."""
    if reading.lemmas[verb] not in classes()["setting_for"] or reading.pos[verb] != "VERB":
        return None
    below = {word for noun in slots_of(reading, verb).get("obj", ()) for word in reading.subtree(noun)}
    for time in times_in(reading, reading.sent_of[verb]):
        told = reading.times[time].interval
        near = time in below or reading.heads[time] == verb
        if near and time > verb and preposition(reading, time) == "for" and told and not told.is_open:
            return told
    return None


def is_set_for(reading: Reading, time: int) -> bool:
    """True for a day to come for which something is called or promised, and on which that is not done: "summoned it for
    Friday", "promised elections within a year"."""
    if is_deadline(reading, reading.heads[time], time):
        return True
    if preposition(reading, time) != "for":
        return False
    verb = next((one for one in uphill(reading, time) if reading.pos[one] == "VERB"), time)
    return day_set_for(reading, verb) == reading.times[time].interval


def _awaited(reading: Reading, noun: int) -> Interval | None:
    """The time at which something is awaited: "a ruling is expected by August"."""
    verb = reading.heads[noun]
    subject = reading.deps[noun] in ("nsubj:pass", "nsubj") and reading.pos[noun] == "NOUN"
    if not subject or reading.lemmas[verb] not in classes()["set_for"] or reading.tags[verb] != "VBN":
        return None
    own = [head for head in times_in(reading, reading.sent_of[noun]) if reading.heads[head] == verb]
    told = (reading.times[head].interval for head in own)
    return next((when for when in told if when is not None and not when.is_open), None)


def _allowed(reading: Reading, word: int) -> Interval | None:
    """The time that somebody has or gets to do it: "have until 5 May to form a government"."""
    verb = reading.heads[word]
    bare = reading.deps[word] in ("xcomp", "advcl", "acl") and reading.tags[word] == "VB"
    if not bare or reading.lemmas[verb] not in classes()["allowing_time"]:
        return None
    for head in times_in(reading, reading.sent_of[word]):
        interval = reading.times[head].interval
        if reading.heads[head] != verb or interval is None:
            continue
        if interval.is_open:  # "has 180 days to decide"
            return _from_publication(reading, reading.times[head])
        if interval.start is None:  # "until", "by"
            return interval
    return None


def _from_publication(reading: Reading, length: Mention) -> Interval | None:
    """So many days or weeks from the day of the report."""
    told = _LENGTH.fullmatch(length.value or "")
    first = reading.document.published.interval.start
    if told is None or first is None:
        return None
    last = first + int(told[1]) * (DAY if told[2] == "D" else 7 * DAY)
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Interval(start=first, end=last + DAY, edtf=edtf, basis="publication", text=length.text)


def _last_day(when: Interval) -> Interval:
    """Of "put off from Monday until Friday" the day it is put off to."""
    if when.start is None or when.end is None or "/" not in (when.edtf or ""):
        return when
    return replace(when, start=when.end - DAY, edtf=(when.edtf or "").partition("/")[2])


def is_moved(reading: Reading, word: int) -> bool:
    """True for what is put off, or brought forward, to a time that is told."""
    return any(word in moved_to(reading, head) for head in times_in(reading, reading.sent_of[word]))


def times_in(reading: Reading, sentence: int) -> Sequence[int]:
    """The words that head the times of a sentence, its dateline left out; worked out once for a document."""
    found: dict[int, list[int]] | None = reading.__dict__.get("_times_in")
    if found is None:
        found, apart = {}, times_of_datelines(reading)
        for head in (head for head in reading.times if head not in apart):
            found.setdefault(reading.sent_of[head], []).append(head)
        reading.__dict__["_times_in"] = found
    return found.get(sentence, ())


def _own_days(reading: Reading, time: int, mention: Mention) -> Interval:
    """The days of a time; without the preposition where it is in front of its noun, whose it is ("after Sunday's
    riots"), and where something is put off until then."""
    interval = mention.interval
    assert interval is not None
    whole = is_prenominal(reading, time) or moved_to(reading, time)
    if interval.is_open or (interval.start and interval.end) or not whole:
        return interval
    try:
        days = parse_date((mention.value or "").partition("T")[0])
    except ValueError:  # "put off until the autumn": some time in it
        first = interval.end_earliest if interval.start is None else None
        return replace(interval, start=first, end_earliest=None) if first else interval
    return replace(days, text=mention.text, basis=interval.basis, rule=interval.rule)


def _is_only_now(reading: Reading, word: int, mention: Mention) -> bool:
    """True for "now" beside what is done already or is to come, "until now" beside what was done: "has now resigned",
    "will now meet in June"."""
    if mention.value != "PRESENT_REF":
        return False
    if mention.interval is not None and mention.interval.rule == "time_being":
        return tense_of(reading, word) == "then"  # "asked him to stay on for the time being"
    if mention.interval is not None and mention.interval.start is None and tense_of(reading, word) == "then":
        behind = reading.words_in(mention.start, mention.end)[-1] + 1
        return "," in reading.words[behind:word]  # "X, until now minister of justice, was sworn in"
    verb = reading.heads[reading.words_in(mention.start, mention.end)[0]]
    if any(reading.words[kid].lower() == "will" for kid in reading.kids[verb] if reading.deps[kid] == "aux"):
        return True
    if reading.tags[word] != "VBN":
        return False
    return any(reading.lemmas[kid] == "have" for kid in reading.kids[word] if reading.deps[kid] == "aux")


def ahead(reading: Reading, word: int, when: Interval) -> Interval:
    """The time of a thing to come: a month or day without a year that would lie behind is the next one ("are
    scheduled for February 27")."""
    if not _looks_forward(reading, word) or _heads_entry(reading, word, when):
        return when
    return when if _is_of_writing(reading, word, when) else upcoming(reading, when)


def _heads_entry(reading: Reading, word: int, when: Interval) -> bool:
    """True for the day of an entry in a chronology: "June 23: troops enter the town"."""
    first = reading.starts[reading.sents[reading.sent_of[word]][0]]
    end = first + len(when.text or "")
    return reading.text[first:end] == when.text and reading.text[end : end + 1] == ":"


def _is_of_writing(reading: Reading, word: int, when: Interval) -> bool:
    """True for the day of a letter or report, which has been written: "In a letter of 3 May she asks"."""
    for head in times_in(reading, reading.sent_of[word]):
        interval = reading.times[head].interval
        if interval is None or interval.text != when.text:
            continue
        noun = reading.heads[head]
        if reading.lemmas[noun] == "date":
            noun = reading.heads[noun]
        if reading.lemmas[noun] in classes()["writing"] and preposition(reading, head) in (
            "of",
            "from",
            "on",
            None,
        ):
            return True
    return False


def _looks_forward(reading: Reading, word: int) -> bool:
    """True where the finite verb over the word is in the present, or says "will"."""
    current = word
    for _ in range(6):
        finite = [
            current,
            *(k for k in reading.kids[current] if reading.deps[k] in ("aux", "aux:pass", "cop")),
        ]
        if any(reading.words[one].lower() == "will" or reading.tags[one] in ("VBZ", "VBP") for one in finite):
            return True
        if any(reading.tags[one] == "VBD" for one in finite) or reading.heads[current] == current:
            return False
        current = reading.heads[current]
    return False
