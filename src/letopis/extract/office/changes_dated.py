"""The day of a change of office: its own, else that of the other changes that the report dates, else that on which
its story goes on.

In:   a `Reading`, the word of the change, which part of a tenure it tells, and the class of the office.
Out:  an `Interval`, with the basis "narrative" where another word tells the day, or None; the interval of the tenure
      that a change begins or ends.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

from letopis.claim import Modality
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.office.spells import own_time
from letopis.extract.office.tenure_rows import Change, row_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.extract.time.carrying import carried_time, told_verb
from letopis.extract.time.scenes import story_day
from letopis.extract.time.when import time_of
from letopis.gazetteer import office as listed_office
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind
from letopis.times import DAY, Interval, parse_date

A_WEEK = 7 * DAY
BACK = 6  # sentences back in which the ceremony stands that another is told to have been "the same" as
MINISTERS = ("minister", "deputy_minister")


def day_of_change(reading: Reading, word: int, at: int, part: str, kind: str) -> Interval | None:
    """The time of a change told by a word, or by the verb of choosing `at` it; None where nothing tells it."""
    own = own_time(reading, word)
    if (
        part == "end"
        and own is None
        and reading.deps[word] == "acl"
        and reading.heads[word] in reading.offices
    ):
        title = reading.heads[word]  # "became the first premier to be removed on Sunday"
        own = own_time(reading, title) or own_time(reading, reading.heads[title])
    only_until = part != "hold" and own is not None and _is_until(reading, word, own)
    if only_until:
        own = None  # "takes her place until a congress in June"
    when = (
        own
        or _time_of_deed(reading, word)
        or dated_change(reading, at, part, kind)
        or (None if only_until else own_time(reading, at))
    )
    if when is not None or part == "hold" or told_verb(reading, at) is None:
        return when
    return carried_time(reading, at) or story_day(reading, at, "APPOINT")


def _time_of_deed(reading: Reading, word: int) -> Interval | None:
    """The time of the coup or vote in whose clause a change is told: "in 1973 he led the coup that overthrew X"."""
    noun = reading.heads[word]
    if (
        reading.deps[word] not in ("acl:relcl", "acl")
        or reading.lemmas[noun] not in classes()["turning_deed"]
    ):
        return None
    above = reading.heads[noun]
    told = time_of(reading, above) if reading.pos[above] == "VERB" else None
    return own_time(reading, noun) or told


def _is_until(reading: Reading, word: int, when: Interval) -> bool:
    """True for a time up to which something goes on, told behind "until", and no other is told."""
    for kid in reading.kids[word]:
        if any(reading.words[k].lower() in ("until", "till") for k in (kid - 1, *reading.kids[kid])):
            below = (w for w in (kid, *reading.subtree(kid)) if w in reading.times)
            if any(reading.times[w].interval == when for w in below):
                return True
    return False


def dated_change(reading: Reading, word: int, part: str, kind: str) -> Interval | None:
    """The day of an undated change of office: of a noun ("the replacement of X") the one day on which the report dates
    such a change, of a verb of the news the one day of this week on which it dates any, or any of that kind of
    offices."""
    is_verb = reading.pos[word] != "NOUN"
    if is_verb and part != "hold" and _is_at_the_same(reading, word):
        return _last_dated(reading, word)
    if not is_verb and (told := _announced(reading, word)) is not None:
        return told
    if is_verb and not _is_news(reading, word, part):
        return None
    dated: dict[tuple[date | None, date | None], Interval] = {}
    of_kind: dict[tuple[date | None, date | None], Interval] = {}
    for other in range(len(reading.words)):
        change = row_of(reading, other) if other != word and reading.pos[other] in ("VERB", "NOUN") else None
        if change is None or change.change == "hold":
            continue
        same = other < word if is_verb else change.change == part or change.change == "succeed"
        when = time_of(reading, other) if same else None
        if when is None or not when.start or (is_verb and not _is_this_week(reading, when)):
            continue
        if _is_about_office(reading, other, change):
            dated[when.start, when.end] = when
            if change.change != "end" and kind in _kinds_of(reading, other, change):
                of_kind[when.start, when.end] = when
    dated = of_kind if is_verb else dated
    if is_verb and kind in MINISTERS and not dated:
        dated = _oaths_of_all(reading)
    return replace(next(iter(dated.values())), basis="narrative") if len(dated) == 1 else None


def _is_at_the_same(reading: Reading, word: int) -> bool:
    """True for a change "at the same ceremony", "in the same vote" as the one that was told before."""
    occasions = [w for mark in ("at", "in", "on", "during") for w in slots_of(reading, word).get(mark, ())]
    return any(reading.lemmas[kid] == "same" for w in occasions for kid in reading.kids[w])


def _last_dated(reading: Reading, word: int) -> Interval | None:
    """The day of the change that was told and dated last, in the sentence or the few before."""
    first = reading.sents[max(0, reading.sent_of[word] - BACK)][0]
    for other in range(word - 1, first - 1, -1):
        change = row_of(reading, other) if reading.pos[other] == "VERB" else None
        when = (
            time_of(reading, other) if change is not None and change.change in ("start", "succeed") else None
        )
        if when is not None and when.start and when.end and when.end - when.start == DAY:
            return replace(when, basis="narrative")
    return None


def _announced(reading: Reading, noun: int) -> Interval | None:
    """The day on which a change was announced, and made: "announced on Tuesday the dismissal of X"; else None."""
    verb = reading.heads[noun]
    told = reading.deps[noun] in ("obj", "nsubj:pass") and reading.lemmas[verb] in classes()["announcing"]
    own = any(reading.tags[kid] == "PRP$" for kid in reading.kids[noun])
    told = told and not own  # who "announced his resignation" may go later
    when = time_of(reading, verb) if told and reading.tags[verb] in ("VBD", "VBN") else None
    is_day = when is not None and when.start and when.end and when.end - when.start == DAY
    return replace(when, basis="narrative") if when is not None and is_day else None


def _oaths_of_all(reading: Reading) -> dict[tuple[date | None, date | None], Interval]:
    """The days of this week on which a report has a whole cabinet sworn in: "All took the oath on Thursday"."""
    found: dict[tuple[date | None, date | None], Interval] = {}
    for word, lemma in enumerate(reading.lemmas):
        slots = slots_of(reading, word) if reading.pos[word] == "VERB" else {}
        takes = lemma == "take" and any(reading.lemmas[w] == "oath" for w in slots.get("obj", ()))
        if not takes and lemma not in classes()["oath_verb"] | classes()["presenting_cabinet"]:
            continue
        if lemma in classes()["presenting_cabinet"] and any(
            reading.lemmas[w] in ("cabinet", "government", "line-up", "minister")
            for w in slots.get("obj", ())
        ):
            when = time_of(reading, word)
            if when is not None and _is_this_week(reading, when):
                found[when.start, when.end] = when
            continue
        takers = slots.get("subj" if takes else "obj", ())
        if any(w in reading.parties and reading.parties[w].form == Form.NAME for w in takers):
            continue
        many = any(
            reading.lemmas[w] in classes()["oath_takers"]
            or reading.words[w].lower() in classes()["oath_takers"]
            for w in takers
        )
        when = time_of(reading, word) if many else None
        if when is not None and _is_this_week(reading, when):
            found[when.start, when.end] = when
    return found


def _kinds_of(reading: Reading, word: int, change: Change) -> set[str]:
    """The classes of the offices that stand beside a change, or behind it before the next verb."""
    slots = slots_of(reading, word)
    beside = [w for name in change.office for w in slots.get(name, ())]
    after = reading.sents[reading.sent_of[word]][1]
    verbs = (w for w in range(word + 1, after) if reading.pos[w] == "VERB")
    beside += range(word + 1, next(verbs, after))
    titles = [reading.offices[w] for w in beside if w in reading.offices]
    known = [listed_office(title.value or title.text) for title in titles]
    return {found.kind for found in known if found is not None}


def _is_news(reading: Reading, word: int, part: str) -> bool:
    """True for the turn of a main clause in the present or the simple past: "Berg takes her place", "Lund became
    premier"."""
    if part == "hold" or reading.tags[word] not in ("VBZ", "VBP", "VBD"):
        return False
    helped = any(reading.deps[kid].startswith("aux") for kid in reading.kids[word])
    return not helped and reading.deps[word] in ("root", "conj", "parataxis")


def _is_this_week(reading: Reading, when: Interval) -> bool:
    """True for one day of the week before the report."""
    published = reading.document.published.interval
    if when.start is None or when.end is None or published.start is None or published.end is None:
        return False
    return when.end - when.start == DAY and published.start - A_WEEK <= when.start < published.end


def _is_about_office(reading: Reading, word: int, change: Change) -> bool:
    """True where persons or holders of a title are what the change is about: "replaced his ministers"."""
    slots = slots_of(reading, word)
    filled = {
        w
        for name in (*change.predecessor, *change.holder, *change.office)
        if name != "subj" or change.holder == ("subj",)
        for w in slots.get(name, ())
    }
    people = (MentionKind.PERSON, MentionKind.GROUP)
    return any(
        w in reading.offices or (w in reading.parties and reading.parties[w].kind in people) for w in filled
    )


def bounded(reading: Reading, when: Interval | None, part: str, word: int) -> Interval | None:
    """The tenure's interval out of the time of its change: from then on, or until then.

    An office that was left at no time told was left by the day of publication.
    """
    if part == "hold":
        return when
    if when is None:
        return _ended_by_now(reading, word) if part == "end" else None
    if part == "start":
        latest = when.end - DAY if when.end and when.start and (when.end - when.start).days > 1 else None
        return Interval(
            start=when.start,
            start_latest=latest,
            extent="throughout",
            text=when.text,
            basis=when.basis,
            edtf=_open_edtf(when, "{}/..", 0),
        )
    if part == "end" and when.end is None and reading.deps[word] != "acl:relcl":  # "since" dates no end
        return _ended_by_now(reading, word)
    if when.end is None and when.start is not None:  # "since 2006, when he took over from X": in 2006
        with suppress(ValueError):
            when = parse_date((when.edtf or "").partition("/")[0]).said(text=when.text, basis=when.basis)
    when = _so_far(reading, when, word)
    outer = when.start if when.start and when.end and (when.end - when.start).days == 1 else when.end
    earliest = when.start if outer != when.start else None
    return Interval(
        end=outer,
        end_earliest=earliest,
        extent="throughout",
        text=when.text,
        basis=when.basis,
        edtf=_open_edtf(when, "../{}", -1),
    )


def _so_far(reading: Reading, when: Interval, word: int) -> Interval:
    """The part of a time that is over when the report appears, of what was done in it: "was sacked this week"."""
    published = reading.document.published.interval
    if published.end is None or when.start is None or when.end is None:
        return when
    runs = when.start < published.end < when.end
    done = reading.tags[word] in ("VBD", "VBN") and factuality_of(reading, word).modality == Modality.ASSERTED
    return replace(when, end=published.end) if runs and done else when


def _open_edtf(when: Interval, form: str, side: int) -> str | None:
    """The EDTF of what begins or ends at a time; of a time that is a stretch itself its first or last part."""
    part = (when.edtf or "").split("/")[side]
    return form.format(part) if part and part != ".." else None


def _ended_by_now(reading: Reading, word: int) -> Interval | None:
    published = reading.document.published.interval
    tense = reading.tags[word]
    for verb in slots_of(reading, word).get("lv", ()):  # "handed in his resignation"
        tense = reading.tags[verb]
    done = (
        tense in ("VBD", "VBN", "VBZ", "VBP") and factuality_of(reading, word).modality == Modality.ASSERTED
    )
    if not done or not published.end:
        return None
    return Interval(
        end=published.end, basis="publication date", extent="throughout", edtf=f"../{published.edtf}"
    )
