"""Bounds of an article's date that are counted in years: anniversaries, ages, "ten years after", "in its third year".

In:   a `Reading`.
Out:  bounds, each with the sentences that prove it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from letopis.bound import DAY, Bound
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.extract.sentence.slots import slots_of
from letopis.extract.time.around import ordinal, times_under, years_of
from letopis.extract.time.offsets import offsets
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind
from letopis.times import Interval, parse_date

OLDEST = 120  # years of age


def counted_bounds(reading: Reading) -> Iterator[Bound]:
    """The bounds that counted years give."""
    yield from _of_anniversaries(reading)
    yield from _of_years_on(reading)
    yield from _of_running_years(reading)
    yield from _of_ages(reading)


def years_later(day: date, years: int) -> date:
    """The same day so many years on; of 29 February the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _of_anniversaries(reading: Reading) -> Iterator[Bound]:
    """ "marked the 30th anniversary of the 1986 disaster": it was 2016 by then."""
    for word, lemma in enumerate(reading.lemmas):
        if lemma != "anniversary" or (count := years_of(reading, word)) is None:
            continue
        days = next(
            (d for time in times_under(reading, word) if (d := written_days(reading.times[time]))), None
        )
        if days is None or days.start is None:
            continue
        year, verb = days.start.year + count, _verb_above(reading, word)
        tags = {reading.tags[one] for one in (verb, *reading.kids[verb])}
        modal = {reading.words[kid].lower() for kid in reading.kids[verb] if reading.tags[kid] == "MD"}
        if "VBD" in tags and not modal:
            yield Bound(date(year, 1, 1), None, "anniversary", (reading.evidence(word),))
        elif modal & {"will", "shall", "'ll"}:
            yield Bound(None, date(year, 12, 31), "anniversary", (reading.evidence(word),))


def _of_years_on(reading: Reading) -> Iterator[Bound]:
    """ "Twenty years after the 1986 accident, the zone is still closed": within a year of 2006."""
    for one in (offset for told in offsets(reading).values() for offset in told):
        days = next(
            (d for time in times_under(reading, one.anchor) if (d := written_days(reading.times[time]))), None
        )
        verb = _verb_above(reading, one.time)
        present = any(reading.tags[w] in ("VBZ", "VBP") for w in (verb, *_helpers(reading, verb)))
        if one.unit == "Y" and one.after and days and days.start and present:
            year = days.start.year + one.count
            bound = (date(year - 1, 1, 1), date(year + 1, 12, 31))
            yield Bound(*bound, "years on", (reading.evidence(one.time),))


def _of_running_years(reading: Reading) -> Iterator[Bound]:
    """ "The war, which began in 2014, is now in its third year"."""
    for word, lemma in enumerate(reading.lemmas):
        if lemma != "year" or not {"in"} & {reading.lemmas[kid] for kid in reading.kids[word]}:
            continue
        owned = any(reading.tags[kid] == "PRP$" for kid in reading.kids[word])
        count = next((n for kid in reading.kids[word] if (n := ordinal(reading, kid))), None)
        noun = _lasting(reading, word) if owned and count else None
        begun = _begun(reading, noun) if noun is not None else None
        if count and begun and begun[0].start and begun[0].end:
            latest = years_later(begun[0].end, count) - DAY
            proofs = tuple(dict.fromkeys((reading.evidence(word), reading.evidence(begun[1]))))
            yield Bound(years_later(begun[0].start, count - 1), latest, "in its year", proofs)


def _lasting(reading: Reading, word: int) -> int | None:
    """What is in its third year: the subject over it, or the noun that it stands behind."""
    subjects = [kid for kid in reading.kids[word] if reading.deps[kid] == "nsubj"]
    if subjects:
        return subjects[0]
    current = word
    for _ in range(4):
        current = reading.heads[current]
        if reading.pos[current] == "NOUN":
            return current
    return next((kid for kid in reading.kids[current] if reading.deps[kid] == "nsubj"), None)


def _begun(reading: Reading, noun: int) -> tuple[Interval, int] | None:
    """When what the noun names began, and the verb that tells it."""
    begins = classes()["beginning"] | {"break", "erupt"}
    for time, mention in reading.times.items():
        verb, days = reading.heads[time], written_days(mention)
        if days is None or reading.lemmas[verb] not in begins:
            continue
        subjects = [antecedent(reading, w) for w in slots_of(reading, verb).get("subj", ())]
        if any(reading.lemmas[one] == reading.lemmas[noun] for one in subjects):
            return days, verb
    return None


def _of_ages(reading: Reading) -> Iterator[Bound]:
    """ "Eda Moran, 54, …" and "was born on 3 May 1960", of the same person."""
    births = {m.chain: (days, verb) for m, days, verb in _births(reading)}
    for mention in reading.mentions if births else ():
        age = _age_behind(reading, mention)
        if age is None or mention.chain not in births:
            continue
        days, verb = births[mention.chain]
        word = reading.word_at(mention.head_start)
        if days.start and days.end and word is not None:
            latest = years_later(days.end, age + 1) - 2 * DAY
            latest = latest if (days.end - days.start).days == 1 else years_later(days.end, age + 1) - DAY
            proofs = tuple(dict.fromkeys((reading.evidence(word), reading.evidence(verb))))
            yield Bound(years_later(days.start, age), latest, "age", proofs)


def _births(reading: Reading) -> Iterator[tuple[Mention, Interval, int]]:
    for verb, form in enumerate(reading.words):
        if form.lower() != "born" or not (times := list(times_under(reading, verb))):
            continue
        days = written_days(reading.times[times[0]])
        for subject in slots_of(reading, verb).get("subj", []) + slots_of(reading, verb).get("obj", []):
            if subject in reading.parties and days is not None:
                yield reading.parties[subject], days, verb


def _age_behind(reading: Reading, mention: Mention) -> int | None:
    """The number of "Eda Moran, 54,"."""
    if mention.kind != MentionKind.PERSON or mention.form != Form.NAME:
        return None
    after = reading.words_in(mention.start, mention.end)[-1] + 1
    words = reading.words[after : after + 3]
    if len(words) < 3 or words[0] != "," or words[2] != "," or not words[1].isdecimal():
        return None
    return int(words[1]) if 1 <= int(words[1]) <= OLDEST else None


def written_days(mention: Mention) -> Interval | None:
    """The days of a time that is written with its year, without the words around it; else None."""
    if mention.interval is None or mention.interval.basis != "explicit":
        return None
    try:
        return parse_date((mention.value or "").partition("T")[0])
    except ValueError:
        return None


def _verb_above(reading: Reading, word: int) -> int:
    current = word
    for _ in range(6):
        if reading.pos[current] in ("VERB", "AUX") or any(
            reading.deps[k] == "cop" for k in reading.kids[current]
        ):
            break
        current = reading.heads[current]
    return current


def _helpers(reading: Reading, verb: int) -> list[int]:
    return [kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop")]
