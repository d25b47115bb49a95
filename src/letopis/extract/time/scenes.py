"""The day of a deed that its sentence does not date: the day on which the report's story goes on.

In:   a `Reading`, the word that names a deed, and its type.
Out:  the days within which it was done, with basis "narrative" and the rule that says how, or None.

What a paragraph tells in a plain past after a day is told goes on with that day ("scene"), until a past perfect,
another time, a habit, "once" or "under his rule" leads away from it. A paragraph without a day goes on with the day
over its section ("heading"), else with that of the story, which the first sentences tell ("story"). Where nothing has
led away since; where something has, only in a short report, and in a longer one only what somebody says by the deed
(blames, welcomes, asks): the rest may be the background still. What the first sentence reports without a day was done
on the day of the report or the day before it ("report").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from letopis.document import BlockKind
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.extract.time.carrying import DAYS, block_of, is_dated, root_of, says
from letopis.extract.time.hanging import ABOUT, tense_of, told_plainly
from letopis.extract.time.when import is_set_for, time_of, times_in
from letopis.lexicon import classes
from letopis.times import DAY, Interval

LEAD = 2  # sentences at the start of a report, one of which tells the day of its story
NEWS = 3  # days between a story and its report
NEAR = 3  # sentences for which another day than the story's goes on in a paragraph
SHORT = 12  # paragraphs of a report that has room for little background
DEEP = 15  # paragraphs behind which a long report tells its background
SHORTEST = 6  # words of a sentence; what is shorter is a heading or a dateline
HEADING = 10  # words of one at most
STEPS_UP = 4
WITHIN = ("during", "under", "throughout", "amid", "in", "over", "before", "after", "since")
ELSEWHEN = frozenset({"when", "since", "before", "until", "till", "whenever", "once", "if", "unless"})
TOLLS = frozenset({"INCIDENT"})  # "about 200 were injured": in that of which the report speaks there
CLAUSES = ("acl:relcl", "acl", "advcl", "ccomp", "appos", "parataxis", "csubj")  # what has a time of its own


@dataclass(frozen=True, slots=True)
class Step:
    """What a sentence does to the course of the report.

    Attributes:
        block: start of the block that holds it.
        day: the day that its main verb is dated to, or None.
        says: that verb tells a saying.
        away: it leads to another time than that of what was told before.
    """

    block: int
    day: Interval | None = None
    says: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a report.

    Attributes:
        steps: one for each sentence.
        lead: the day of the story, or None; `is_plain`: told by a main verb of the first sentences.
        blocks: where its paragraphs start, in order.
        sections: start of a paragraph → the day told by the heading of its section.
        first: the number of the first sentence of the body, or None.
    """

    steps: list[Step]
    lead: Interval | None
    is_plain: bool
    blocks: list[int]
    sections: dict[int, Interval]
    first: int | None


def story_day(reading: Reading, word: int, kind: str) -> Interval | None:
    """The day of the deed as far as the report's course tells it, or None."""
    published = reading.document.published
    if published.basis in ("unknown", "bounds") or not published.interval.end:
        return None
    if reading.quote_mask[reading.starts[word]]:
        return None
    sentence, last = reading.sent_of[word], published.interval.end - DAY
    course, verb = _course(reading), _told_by(reading, word)
    if sentence == course.first and verb is None:
        verb = word if _has_just(reading, word) else None
    if verb is None or _leads_away(reading, verb) or _tells_own_time(reading, sentence, verb):
        return None
    if course.steps[sentence].block not in course.blocks:
        return None
    if sentence == course.first:
        return _inferred(_through(last - DAY, last), "report")
    return _day_before(course, sentence, last, kind)


def _has_just(reading: Reading, word: int) -> bool:
    """True for the news that a main verb tells in the perfect: "has resigned"."""
    helpers = [reading.words[kid].lower() for kid in reading.kids[word] if reading.deps[kid] == "aux"]
    is_done = reading.tags[word] == "VBN" and bool({"has", "have", "'s", "’s"} & set(helpers))
    return is_done and reading.heads[word] == word and "been" not in helpers


def _told_by(reading: Reading, word: int) -> int | None:
    """The verb in a plain past by which the main clause of a sentence tells the deed; else None."""
    current = word
    for _ in range(STEPS_UP):
        head, dep = reading.heads[current], reading.deps[current]
        plain = told_plainly(reading, current) and tense_of(reading, current) == "then"
        before = dep in ("ccomp", "parataxis") and head > current and is_speech_verb(reading, head)
        if plain and (head == current or before):
            return current
        free = not any(reading.deps[kid] in ("mark", "case") for kid in reading.kids[current])
        bare = dep == "advcl" and reading.tags[current] == "VBG" and free
        joined = dep in ("conj", "parataxis") and _goes_on(reading, current)
        if head == current or not (bare or joined or (dep == "xcomp" and _is_own(reading, current))):
            return None
        current = head
    return None


def _goes_on(reading: Reading, verb: int) -> bool:
    """True for a joined verb that tells the next deed; not for a participle that the tree takes for one: "Lind spoke of
    a bill strongly opposed by unions"."""
    if reading.tags[verb] in ("VB", "VBG"):
        return True
    helped = any(
        reading.deps[kid].startswith("aux")
        for kid in (*reading.kids[verb], *reading.kids[reading.heads[verb]])
    )
    suffers = any(
        reading.deps[kid] == "obl:agent" or preposition(reading, kid) == "by" for kid in reading.kids[verb]
    )
    return told_plainly(reading, verb) and (helped or not (suffers or reading.tags[verb] == "VBN"))


def _is_own(reading: Reading, verb: int) -> bool:
    """True for an infinitive that tells what the verb above it did: "voted to convict"; not where another is to act
    ("led her to resign"), nor for what is said to have been ("admitted taking")."""
    head = reading.heads[verb]
    if reading.tags[verb] == "VBG" and is_speech_verb(reading, head):
        return False
    others = (kid for kid in reading.kids[head] if reading.deps[kid] in ("obj", "nsubj:pass"))
    return all(reading.pos[kid] == "NUM" for kid in others)  # "voted 61-20 to convict her"


def _day_before(course: Course, sentence: int, last: date, kind: str) -> Interval | None:
    """The day that goes on in a sentence."""
    steps, lead = course.steps, course.lead
    block, is_said = steps[sentence].block, kind in ABOUT
    is_whole = len(course.blocks) <= 2  # a text whose paragraphs were lost
    for back in range(sentence - 1, -1, -1):
        step, far = steps[back], sentence - back
        if step.block != block:
            break
        if step.day is not None and (far <= NEAR or _is_same(step.day, lead)):
            return _inferred(step.day, "scene") if not step.says or _is_same(step.day, lead) else None
        if step.day is not None or (step.away and not (is_said and is_whole and far >= NEAR)):
            return None
    if block in course.sections:
        return _inferred(course.sections[block], "heading")
    if lead is None or lead.start is None or kind in TOLLS:
        return None
    if not 0 <= (last - lead.start).days <= NEWS or not _is_in_story(course, sentence, is_said=is_said):
        return None
    if course.is_plain:
        return _inferred(lead, "story")
    if lead.start == last:
        return None  # "today" beside what the first sentences tell may be any part of the day's news
    return _inferred(_through(lead.start, last), "story")


def _is_in_story(course: Course, sentence: int, *, is_said: bool) -> bool:
    """True where a paragraph goes on with the day of the story."""
    steps, lead = course.steps, course.lead
    block, is_open = steps[sentence].block, len(course.blocks) <= SHORT or is_said
    if not is_said and sum(one < block for one in course.blocks) > DEEP:
        return False
    for back in range(sentence - 1, -1, -1):
        step = steps[back]
        if step.block == block:
            continue
        if step.day is not None:
            if _is_same(step.day, lead):
                return True
            if not (is_open and _is_long_before(step.day, lead)):
                return False
        elif step.away and step.block == _block_before(course, block) and not is_open:
            return False
    return not course.is_plain


def _block_before(course: Course, block: int) -> int | None:
    return max((one for one in course.blocks if one < block), default=None)


def _is_long_before(day: Interval, lead: Interval | None) -> bool:
    return bool(day.start and lead and lead.start and (lead.start - day.start).days > 7)


def _is_same(day: Interval, lead: Interval | None) -> bool:
    return lead is not None and (day.start, day.end) == (lead.start, lead.end)


def _inferred(day: Interval, rule: str) -> Interval:
    return replace(day, basis="narrative", rule=rule, text=None)


def _through(first: date, last: date) -> Interval:
    edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Interval(start=first, end=last + DAY, edtf=edtf)


def _course(reading: Reading) -> Course:
    """The course of the report; worked out once for a document."""
    found: Course | None = reading.__dict__.get("_course")
    if found is None:
        steps = [_step(reading, number) for number in range(len(reading.sents))]
        blocks = [block.start for block in reading.document.blocks if block.kind == BlockKind.BODY]
        body = list(_first_sentences(reading))
        plain = next((steps[number].day for number in body if steps[number].day is not None), None)
        lead = plain or _day_beside(reading, body)
        first = body[0] if body else None
        found = Course(steps, lead, plain is not None, blocks, _sections(reading), first)
        reading.__dict__["_course"] = found
    return found


def _step(reading: Reading, number: int) -> Step:
    first, after = reading.sents[number]
    verb = root_of(reading, first, after)
    if verb is None:
        return Step(block_of(reading, first))
    when = time_of(reading, verb)
    day = when if when is not None and _is_day(when) and told_plainly(reading, verb) else None
    past = tense_of(reading, verb) != "now"
    away = day is None and past and (_leads_away(reading, verb) or _tells_own_time(reading, number, verb))
    return Step(block_of(reading, verb), day, says(reading, verb), away)


def _tells_own_time(reading: Reading, sentence: int, verb: int) -> bool:
    """True where a time is told in the main line of a sentence, and not in what is said or told beside it."""
    times = (
        one for one in times_in(reading, sentence) if is_dated(reading, one) and not is_set_for(reading, one)
    )
    return any(_is_in_line(reading, time, verb) for time in times)


def _is_in_line(reading: Reading, word: int, verb: int) -> bool:
    current = word
    while current != verb:
        head, dep = reading.heads[current], reading.deps[current]
        aside = dep in CLAUSES and not (
            current < verb and dep in ("acl", "advcl")
        )  # "cited in May, she left"
        if aside or head == current or (dep.startswith("nsubj") and current < verb):
            return False
        current = head
    return True


def _leads_away(reading: Reading, verb: int) -> bool:
    """True where the words beside a verb take it to another time, or to no time: "once", "under his rule"."""
    known = classes()
    lone = known["other_time"] | known["later"]
    is_begun = reading.lemmas[verb] in known["originating"]
    for kid in reading.kids[verb]:
        dep, lemma = reading.deps[kid], reading.lemmas[kid]
        if dep == "aux" and reading.words[kid].lower() in ("had", "'d", "’d", "would", "might", "could"):
            return True
        if dep == "xcomp" and reading.lemmas[verb] in ("have", "use"):
            return True  # "had to be put off when", "used to protest"
        if dep == "obl:agent" and is_begun:
            return True  # "the case was brought by Lind": how what is told of came about
        if dep == "advmod" and lemma in lone | known["away_adverb"] | known["habitual"]:
            return True
        if dep.startswith("obl") and (
            (lemma in lone and preposition(reading, kid) != "within")
            or (lemma in known["era"] and preposition(reading, kid) in WITHIN)
        ):
            return True
        if dep.startswith("advcl") and any(
            reading.lemmas[one] in ELSEWHEN and reading.deps[one] in ("mark", "advmod")
            for one in reading.kids[kid]
        ):
            return True
    return False


def _first_sentences(reading: Reading) -> Iterator[int]:
    """The numbers of the first sentences of the body, headings and datelines left out."""
    body = next((block.start for block in reading.document.blocks if block.kind == BlockKind.BODY), None)
    seen = 0
    for number, (first, after) in enumerate(reading.sents):
        if body is not None and reading.starts[first] >= body and after - first >= SHORTEST and seen < LEAD:
            seen += 1
            yield number


def _day_beside(reading: Reading, sentences: list[int]) -> Interval | None:
    """The one day of the news that the first sentences tell beside their main verbs, outside of quotations."""
    published = reading.document.published.interval
    found: dict[tuple[date, date], Interval] = {}
    for time in (time for number in sentences for time in times_in(reading, number)):
        when = reading.times[time].interval
        if when is None or not (when.start and when.end and published.end) or not _is_day(when):
            continue
        is_news = published.end - timedelta(NEWS) <= when.start < published.end
        done = reading.tags[reading.heads[time]] in ("VBD", "VBN", "VBG")
        if is_news and done and not reading.quote_mask[reading.starts[time]]:
            found[when.start, when.end] = when
    return next(iter(found.values())) if len(found) == 1 else None


def _sections(reading: Reading) -> dict[int, Interval]:
    """Paragraphs under a heading that begins with a day: "Tuesday: a majority melts"."""
    found: dict[int, Interval] = {}
    day: Interval | None = None
    for block in reading.document.blocks:
        words = reading.words_in(block.start, block.end) if block.is_read else range(0)
        if not words or (len(words) <= HEADING and reading.words[words[-1]] not in (".", "?", "!", '"', "”")):
            day = _day_of_heading(reading, words)
        elif day is not None and block.kind == BlockKind.BODY:
            found[block.start] = day
    return found


def _day_of_heading(reading: Reading, words: range) -> Interval | None:
    for word in words:
        mention = reading.times.get(word)
        if mention is None or mention.start != reading.starts[words[0]]:
            continue
        behind = reading.words_in(mention.start, mention.end)[-1] + 1
        closed = behind > words[-1] or reading.words[behind] in (":", "–", "—", "-")
        if closed and mention.interval is not None and _is_day(mention.interval):
            return _latest(mention.interval, reading.document.published.interval.end)
    return None


def _latest(day: Interval, published: date | None) -> Interval:
    """The day; of one that would be ahead the same day of the week before it: a report heads what has been."""
    if day.start is None or day.end is None or published is None or day.start < published:
        return day
    week = timedelta(7)
    return replace(_through(day.start - week, day.end - week - DAY), text=day.text)


def _is_day(when: Interval) -> bool:
    return when.start is not None and when.end is not None and when.end - when.start <= timedelta(DAYS)
