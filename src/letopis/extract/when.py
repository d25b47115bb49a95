"""When a happening was: which of a sentence's times dates which of its verbs and nouns.

In:   a `Reading` and the word that names the happening.
Out:  an `Interval`, or None where the sentence does not date it.

A time dates what it hangs on, what that joins or governs as an infinitive, and the event noun in such a
verb's slots; it does not pass from a verb of saying into what was said, nor out of a relative clause.
"""

from __future__ import annotations

from dataclasses import replace

from letopis.extract.factuality import is_speech_verb
from letopis.extract.offsets import is_counted_from, offsets, shifted
from letopis.extract.reading import Reading
from letopis.extract.slots import preposition
from letopis.lexicon import classes, frames, words
from letopis.mention import Mention
from letopis.times import Interval

FAR = 99
BOTH = {"now", "then"}
SINCE = frozenset(
    {"over", "after", "following", "since"}
)  # "a crisis over the polls on August 9": from then on


def time_of(reading: Reading, word: int) -> Interval | None:
    """The interval that dates the word, the nearest in the tree, or None."""
    counted = [one for one in offsets(reading) if reading.sent_of[one.time] == reading.sent_of[word]]
    apart = frozenset(one.time for one in counted)
    for one in counted:  # "on Wednesday, a day after X resigned"
        if is_counted_from(reading, word, one):
            return _told(reading, word, apart, within=one.anchor) or shifted(
                _told(reading, one.dated, apart), one, to_anchor=True
            )
    found = _told(reading, word, apart)
    loose = found is None or (found.basis == "event" and found.end is None)
    for one in counted if loose else ():  # "signed three weeks after the coup of March 3"
        if _distance_above(reading, word, one.dated) < FAR or word == one.dated:
            dated = shifted(_told(reading, one.anchor, apart, within=one.anchor), one, to_anchor=False)
            return dated or found or _told(reading, word, frozenset())
    return found


def _told(
    reading: Reading, word: int, apart: frozenset[int], *, within: int | None = None
) -> Interval | None:
    """The nearest time of the sentence that dates the word, those of `apart` left out; `within`: only such as
    stand under that word."""
    best: tuple[int, int, Mention, bool] | None = None
    first, after = reading.sents[reading.sent_of[word]]
    below = None if within is None else set(reading.subtree(within))
    for head, mention in reading.times.items():
        if not first <= head < after or mention.interval is None or head in apart:
            continue
        if below is not None and head not in below:
            continue
        cost, later = _distance(reading, word, head)
        if preposition(reading, head) == "since" and cost < FAR:
            cost += 5  # "their first talks since 2013 on Wednesday"
        if cost < FAR and (best is None or (cost, abs(head - word)) < best[:2]):
            best = (cost, abs(head - word), mention, later)
    if best is None:
        return None
    interval = best[2].interval
    assert interval is not None
    if best[3] and interval.start:
        return replace(
            Interval(start=interval.start), text=interval.text, basis="event", edtf=f"{interval.edtf}/.."
        )
    return interval


def ahead(reading: Reading, word: int, when: Interval) -> Interval:
    """The time of a thing to come: a month or day without a year that would lie behind is the next one ("are
    scheduled for February 27")."""
    published = reading.document.published.interval.start
    if not (published and when.start and when.end and when.text) or when.end > published:
        return when
    if any(part.isdigit() and len(part) == 4 for part in when.text.replace(",", " ").split()):
        return when
    if not words("months") & set(when.text.lower().replace(",", " ").split()) or not _looks_forward(
        reading, word
    ):
        return when
    try:
        start, end = (day.replace(year=day.year + 1) for day in (when.start, when.end))
    except ValueError:  # 29 February
        return when
    edtf = when.edtf and when.edtf.replace(str(when.start.year), str(start.year))
    return replace(when, start=start, end=end, start_latest=None, end_earliest=None, edtf=edtf)


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


def _distance(reading: Reading, word: int, time: int) -> tuple[int, bool]:
    """How far the time is from the word in the tree, FAR where it does not date it; True when it only says
    from when on."""
    governor = _governor(reading, time)
    if governor == word:
        return 0, False
    below = _path_up(reading, governor, word)
    if below is not None:  # the time hangs on something inside the word's own phrase
        mark = preposition(reading, below[-1])
        if mark in SINCE:
            return 3, True
        return (3, False) if mark in ("during", "in", "at") and len(below) <= 2 else (FAR, False)
    return _distance_above(reading, word, governor), False


def _governor(reading: Reading, time: int) -> int:
    current = reading.heads[time]
    for _ in range(4):
        if current in reading.times or current == time:
            current = reading.heads[current]
    inner = _between(reading, current, time)
    if inner is not None:
        return inner
    for _ in range(6):  # "for $340 million last month", "at its plant in January": a thing has no date
        if not _is_undated(reading, current, time):
            break
        current = reading.heads[current]
    return int(current)


def _between(reading: Reading, governor: int, time: int) -> int | None:
    """What a time stands right behind though the tree hangs it higher: the verb of a relative clause ("a mayor who
    took office in May"), the noun of "welcomed the release on Tuesday of two pilots"; else None."""
    if reading.pos[governor] in ("NOUN", "PROPN", "PRON"):
        clauses = [
            word
            for word in range(governor + 1, time)
            if reading.deps[word] == "acl:relcl" and governor in _uphill(reading, word)
        ]
        return clauses[-1] if clauses else None
    mention = reading.times[time]
    inside = reading.words_in(mention.start, mention.end)
    before, after = inside[0] - 1, inside[-1] + 1
    if reading.pos[before] == "ADP":
        before -= 1
    told = before > governor and reading.heads[before] == governor and reading.pos[before] == "NOUN"
    if not told or after >= len(reading.words) or (reading.lemmas[before], "N") not in frames("events"):
        return None
    hung = reading.heads[reading.heads[after]] in (time, before)  # the tree may hang it on the day
    return before if hung and reading.words[after].lower() in ("of", "by") else None


def _uphill(reading: Reading, word: int) -> list[int]:
    """The heads over a word, the nearest first."""
    found = []
    for _ in range(6):
        word = reading.heads[word]
        found.append(word)
    return found


def _is_undated(reading: Reading, noun: int, time: int) -> bool:
    """True for a sum, a thing or a name that a time hangs on but does not date: the time is the clause's."""
    if reading.pos[noun] not in ("NOUN", "PROPN", "SYM", "NUM") or reading.heads[noun] == noun:
        return False
    if any(reading.deps[kid] in ("cop", "nsubj") for kid in reading.kids[noun]):
        return False
    bare = reading.deps[time].endswith(":unmarked") and preposition(reading, time) is None
    event = (reading.lemmas[noun], "N") in frames("events")
    actor = noun in reading.parties or noun in reading.offices or noun in reading.quantities
    return not event and (
        bare or actor or preposition(reading, time) == "on" or reading.pos[noun] in ("PROPN", "SYM")
    )


def _is_apart(reading: Reading, verb: int) -> bool:
    """True for a clause that tells of another time than its main clause: behind "after", "before", "until"."""
    marks = {reading.lemmas[kid] for kid in reading.kids[verb] if reading.deps[kid] == "mark"}
    return bool(marks & {"after", "before", "until", "till", "since"}) and reading.tags[verb] != "VBG"


def _tense(reading: Reading, verb: int) -> str | None:
    """ "now" for a present or perfect, "then" for a past, None for a verb without a tense of its own."""
    finite = [verb, *(kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop"))]
    tags = {reading.tags[word] for word in finite}
    if tags & {"VBZ", "VBP"}:
        return "now"
    return "then" if "VBD" in tags else None


def _path_up(reading: Reading, low: int, high: int) -> list[int] | None:
    path = [low]
    for _ in range(5):
        head = reading.heads[path[-1]]
        if head == high:
            return path if all(reading.pos[step] not in ("VERB", "AUX") for step in path) else None
        if head == path[-1]:
            return None
        path.append(head)
    return None


def _distance_above(reading: Reading, word: int, governor: int) -> int:
    """Cost of the way from the word up to the verb that the time hangs on."""
    cost, current = 0, word
    for _ in range(7):
        head, dep = reading.heads[current], reading.deps[current]
        if head == current:
            return FAR
        if dep in ("acl:relcl", "parataxis", "appos") or (dep == "ccomp" and is_speech_verb(reading, head)):
            return FAR
        if dep == "advcl" and _is_apart(reading, current):
            return FAR  # "resigned on Tuesday before the court ruled"
        if dep == "obl" and preposition(reading, current) in SINCE | {"before", "about", "on", "of", "for"}:
            return FAR
        if dep == "conj" and any(kid in reading.times for kid in reading.kids[current]):
            return FAR
        if dep == "conj" and any(reading.tags[kid] == "MD" for kid in reading.kids[current]):
            return FAR  # "declared it on Tuesday and may restart a reactor"
        if dep == "conj" and head == governor and {_tense(reading, current), _tense(reading, head)} == BOTH:
            return FAR  # "lost the vote in May and says that it was rigged"
        if dep == "nmod" and reading.lemmas[head] not in classes().get("phase", frozenset()):
            return FAR
        if dep in ("nsubj", "nsubj:pass") and governor in reading.kids[head]:
            return cost + 2 if reading.deps[governor] == "xcomp" else FAR
        cost += 1 if dep in ("conj", "xcomp", "obj", "nsubj", "nsubj:pass") else 2
        current = head
        if current == governor:
            return cost
    return FAR
