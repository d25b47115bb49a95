"""Which time is a tenure's own: of a title in or right behind its phrase, of a verb none from an aside.

In:   a `Reading` and the word that names an office or its change.
Out:  an `Interval`, or None.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.extract.time.hanging import is_told_past
from letopis.extract.time.when import time_of, times_in
from letopis.lexicon import classes
from letopis.mention import Form, Mention
from letopis.times import DAY, Interval

TO = frozenset({"to", "until", "till", "through"})
YEARS = re.compile(r"P(\d+)Y")
NEAR = 9  # words behind "until" in which its time stands
AGO = ("ago", "period_ago")
LASTING = ("since", "from", "until", "till", "between", "for", "in", "through")  # open a title's time


def time_behind(reading: Reading, word: int) -> Interval | None:
    """ "X, prime minister since 2003," and "Mexico's president from 2006 to 2012": the time in or right
    behind the title's own phrase."""
    after = reading.sents[reading.sent_of[word]][1]
    length: Interval | None = None
    for head, mention in reading.times.items():
        if not word < head < after or mention.interval is None:
            continue
        if (
            any(w in reading.offices for w in range(word + 1, head))
            or _title_ahead(reading, mention) is not None
        ):
            continue
        opening = reading.words_in(mention.start, mention.end)[0]
        mark = (preposition(reading, head) or reading.words[opening]).lower()
        since = _since(reading, opening)
        if since is not None and since > word and not _crosses(reading, word, since):
            return open_end(mention.interval)
        if mark not in LASTING and mention.interval.rule not in AGO:
            continue
        if mark == "for" and (spell := _so_long_until(reading, mention)) is not None:
            return spell
        before = opening - 1 if reading.words[opening].lower() in LASTING else opening - 2
        adjacent = all(
            reading.words[w] not in (",", ";") and reading.pos[w] not in ("VERB", "AUX")
            for w in range(word + 1, before + 1)
        )
        if adjacent and not any(
            w in reading.parties and reading.parties[w].form == Form.NAME and w not in _body_of(reading, word)
            for w in range(word + 1, head)
        ):
            found = _spell(reading, mention) or replace(mention.interval, extent="throughout")
            if not found.is_open:
                return found
            length = found  # "for five weeks, from September 9 to October 14"
        elif length is not None and reading.words[before] == "," and mark == "from":
            return _spell(reading, mention) or replace(mention.interval, extent="throughout")
    return length


def time_before(reading: Reading, word: int) -> Interval | None:
    """ "X, until now the minister of education,": the end of a title told right before its phrase."""
    for head in times_in(reading, reading.sent_of[word]):
        mention = reading.times[head]
        opening = reading.words_in(mention.start, mention.end)[0]
        mark = opening if reading.words[opening].lower() in ("until", "till") else opening - 1
        opens = (
            mark == reading.sents[reading.sent_of[mark]][0]
        )  # "Until then the speaker, X, does it": of the verb
        if head < word <= head + NEAR and reading.words[mark].lower() in ("until", "till") and not opens:
            between = range(reading.words_in(mention.start, mention.end)[-1] + 1, word)
            alone = all(reading.pos[w] in ("DET", "ADJ", "NOUN", "PRON", "PROPN") for w in between)
            if alone and mention.interval is not None:
                return replace(_until_then(reading, head, word) or mention.interval, extent="throughout")
    return None


def _until_then(reading: Reading, then: int, word: int) -> Interval | None:
    """Of "X, until then vice president, was sworn in on Wednesday" until the Wednesday; None where a day is told
    before it."""
    mention = reading.times[then]
    number = reading.sent_of[word]
    first = reading.sents[number][0]
    if mention.interval is None or mention.interval.rule != "then":
        return None
    days = [time for time in times_in(reading, number) if time != then]
    if any(first <= time < then for time in days):
        return None
    last = reading.sents[number][1]
    verb = next((w for w in range(word, last) if reading.pos[w] == "VERB" and is_told_past(reading, w)), None)
    when = time_of(reading, verb) if verb is not None and reading.words[verb - 1] != "who" else None
    if when is None or when.start is None or when.end is None or when.end - when.start != DAY:
        return None
    return replace(mention.interval, end=when.end, edtf=f"../{when.start.isoformat()}")


def _spell(reading: Reading, mention: Mention) -> Interval | None:
    """The time of "from 2009", "from May 2010 until her death in 2016"; None of a time that begins nothing, or that is
    from one day to another in itself."""
    words, when = reading.words_in(mention.start, mention.end), mention.interval
    before = reading.words[words[0] - 1].lower() if words[0] else ""
    if when is None or "from" not in (reading.words[words[0]].lower(), before) or "/" in (when.edtf or ""):
        return None
    behind = words[-1] + 1
    if behind < len(reading.words) and reading.words[behind].lower() in TO:
        later = (reading.times[w].interval for w in range(behind + 1, behind + NEAR) if w in reading.times)
        return from_to(when, next((time for time in later if time is not None), Interval()))
    return open_end(when)


def _so_long_until(reading: Reading, length: Mention) -> Interval | None:
    """The time of "for ten years until 2016"; None where no end stands right behind the length."""
    years = YEARS.fullmatch(length.value or "")
    behind = reading.words_in(length.start, length.end)[-1] + 1
    if (
        years is None
        or behind >= len(reading.words)
        or reading.words[behind].lower() not in ("until", "till")
    ):
        return None
    until = next((reading.times[w].interval for w in range(behind, behind + 4) if w in reading.times), None)
    if until is None or until.end is None:
        return None
    count, last = int(years[1]), until.end - DAY
    first = until.end_earliest or last
    with suppress(ValueError):  # 29 February
        start, latest = (day.replace(year=day.year - count) for day in (first, last))
        return replace(until, start=start, start_latest=latest, extent="throughout", edtf=None)
    return None


def _since(reading: Reading, opening: int) -> int | None:
    """The "since" of "since her suspension on May 12"."""
    near = range(opening - 1, max(0, opening - 6), -1)
    return next((w for w in near if reading.words[w].lower() == "since"), None)


def _crosses(reading: Reading, word: int, until: int) -> bool:
    """True where a comma or a verb stands between the title and the time."""
    return any(
        reading.words[w] in (",", ";") or reading.pos[w] in ("VERB", "AUX") for w in range(word + 1, until)
    )


def open_end(when: Interval) -> Interval:
    """From then on."""
    if when.end is None:
        return replace(when, extent="throughout")
    later = when.end - DAY if when.start and (when.end - when.start).days > 1 else None
    edtf = f"{when.edtf}/.." if when.edtf else None
    return replace(when, end=None, start_latest=later, extent="throughout", edtf=edtf)


def up_to(when: Interval) -> Interval:
    """Until some day of a time whose end is known."""
    assert when.end is not None
    earliest = when.start if when.start and (when.end - when.start).days > 1 else None
    edtf = f"../{when.edtf}" if when.edtf else None
    return replace(when, start=None, start_latest=None, end_earliest=earliest, extent="throughout", edtf=edtf)


def from_to(first: Interval, last: Interval) -> Interval:
    """From some day of one time to some day of another; without a later day from then on."""
    if first.start is None or last.end is None or last.end <= first.start:
        return open_end(first)
    edtf = f"{first.edtf}/{last.edtf}" if first.edtf and last.edtf else None
    earliest = last.start if last.start and (last.end - last.start).days > 1 else None
    begun = open_end(first)
    return replace(begun, end=last.end, end_earliest=earliest, edtf=edtf)


def _body_of(reading: Reading, word: int) -> set[int]:
    """The words of the title's own complement: "president of Chile from 2000"."""
    return {w for kid in reading.kids[word] if kid > word for w in reading.subtree(kid)}


def own_time(reading: Reading, word: int) -> Interval | None:
    """The time that dates the word; none that stands in an aside before it ("X, in office since 2007, leads")."""
    when = time_of(reading, word)
    if when is None:
        return None
    first = reading.sents[reading.sent_of[word]][0]
    for head, mention in reading.times.items():
        if mention.interval == when and head > word and _is_in_office(reading, mention):
            return None
        if not first <= head < word or mention.interval != when:
            continue
        last = reading.words_in(mention.start, mention.end)[-1]
        closed = last + 1 < word and reading.words[last + 1] == ","
        opened = [w for w in range(first, head) if reading.words[w] == ","]
        aside = opened and not any(reading.pos[w] in ("VERB", "AUX") for w in range(opened[-1] + 1, head))
        if closed and aside and any(w in reading.parties for w in range(first, opened[-1])):
            return None
    return _open(reading, word, when)


def time_of_title(reading: Reading, word: int) -> Interval | None:
    """The time of one of several offices that a verb tells: "led it as premier from 2003 to 2014 and since then as
    president"; None of one without its own."""
    for mention in reading.times.values():
        if mention.interval is None or _title_ahead(reading, mention) != word:
            continue
        if _since(reading, reading.words_in(mention.start, mention.end)[0]) is not None:
            return open_end(mention.interval)
        return _spell(reading, mention) or replace(mention.interval, extent="throughout")
    return time_behind(reading, word)


def _title_ahead(reading: Reading, time: Mention) -> int | None:
    """The title behind "as" that a time stands right before: "since 2014 as president"."""
    after = reading.words_in(time.start, time.end)[-1] + 1
    if after >= len(reading.words) or reading.words[after].lower() != "as":
        return None
    return next(
        (w for w in range(after + 1, min(after + NEAR, len(reading.words))) if w in reading.offices), None
    )


def until_deed(reading: Reading, word: int) -> Interval | None:
    """The time of the deed up to which something goes on: "led it until Berg was elected on March 3"."""
    for kid in reading.kids[word]:
        marks = {reading.words[k].lower() for k in reading.kids[kid] if reading.deps[k] == "mark"}
        if kid > word and reading.deps[kid] == "advcl" and marks & {"until", "till"}:
            return time_of(reading, kid)
    return None


def since_deed(reading: Reading, word: int) -> Interval | None:
    """The time of the deed since which something goes on: "had been premier since judges removed Lund in May"."""
    for kid in reading.kids[word]:
        marks = {reading.words[k].lower() for k in reading.kids[kid] if reading.deps[k] == "mark"}
        if kid > word and reading.deps[kid] == "advcl" and "since" in marks:
            when = time_of(reading, kid)
            return open_end(when) if when is not None and when.start is not None else None
    return None


def _is_in_office(reading: Reading, time: Mention) -> bool:
    """True for the time of an aside behind a name: "succeeds Lund, in office since May"."""
    first = reading.words_in(time.start, time.end)[0]
    since = first if reading.words[first].lower() == "since" else first - 1
    words = [word.lower() for word in reading.words[max(0, since - 3) : since + 1]]
    return (
        len(words) == 4
        and words[0] == ","
        and words[1] in ("in", "at")
        and words[2] in classes()["seat_of_power"]
        and words[3] == "since"
    )


def _open(reading: Reading, word: int, when: Interval) -> Interval:
    """ "had led the country since independence in 1980": from then on."""
    for head, mention in reading.times.items():
        near = word < head < word + 12 and mention.interval == when
        lead = reading.text[reading.ends[word] : mention.start].lower() if near else ""
        if near and when.end is not None and " since " in f"{lead} ":
            return open_end(when)
        if near and (spell := _spell(reading, mention)) is not None:
            return spell
    return when
