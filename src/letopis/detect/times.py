"""Find the times of a document, and the days they stand for.

In:   a document, and its annotated text.
Out:  mentions of kind TIME: TIMEX3 value, and the interval of the phrase they stand in ("since 2014").

Words and patterns are data: data/lexicon/en/times*.tsv. Times are told against the publication date, or against
what was told before ("three weeks later"); where the publication date is only known within limits so is the time,
and where it is unknown the time stays relative. Which event a time belongs to is decided in extract/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise, zip_longest

from spacy.tokens import Doc

from letopis.detect.timex import feasts, fiscal, hours, ordinals, points, spans, story, weekly, years
from letopis.detect.timex.anchors import (
    EventDates,
    date_within,
    ends_after,
    from_start_of,
    step_of,
    told_from,
    up_to,
)
from letopis.detect.timex.calendar import DAY
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.lexer import Token, Tokens, read_tokens
from letopis.detect.timex.phrase import (
    NEXT,
    Lead,
    heads_entry,
    interval_of,
    joined,
    joins,
    lead_of,
    unanchored,
    with_year_of,
)
from letopis.detect.timex.reading import EVENT, EXPLICIT, NARRATIVE, TENSE, Reading, hull, reading_of
from letopis.detect.timex.rules import Match, find_matches
from letopis.detect.timex.tense import (
    FUTURE,
    OF_NOUN,
    PAST,
    PERFECT,
    UNTOLD,
    Tenses,
    aged_nouns,
    comparing,
    standing_nouns,
)
from letopis.detect.timex.years_told import YearsTold
from letopis.document import Document, content_id
from letopis.mention import Form, Mention, MentionKind, mention_id
from letopis.times import Alternative, Interval

STAND_IN = date(2001, 6, 13)  # told against where no publication is known; what depends on it is not kept
NAMES = ("PER", "ORG", "MISC")  # kinds of names that are not read for bare months and years
YEARS_OF_REPORTS = range(1500, 2500)  # a date outside of them is none of publication
NEAR_PARAGRAPHS = 2  # breaks between a time and "at the time", from which on that is another
COMPARED_WITHIN, FRONT = 80, 8  # characters between "compared with" or the sentence's start and the time
UNDATED = "letopis_times"  # where a Doc keeps what is read of its times whatever the date
NOUN_WITHIN = 3  # words after "26-year" in which its noun is looked for: "26-year iron-fisted rule"

LIMITS = ("until", "by", "through", "beyond")  # what they close lies ahead, unless the tense is past
MODULES = (points, ordinals, years, fiscal, feasts, hours, spans, weekly, story)
BUILDERS: dict[str, Builder] = {name: build for module in MODULES for name, build in module.BUILDERS.items()}


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time as TIMEX3 marks it: span with its article, without its preposition."""

    start: int
    end: int
    rule: str
    reading: Reading
    interval: Interval
    known: bool


def find_times(document: Document, doc: Doc) -> list[Mention]:
    """The times of the document's read blocks, in order.

    `value` is the TIMEX3 value, `interval` the days of the whole phrase with its words in `text`; the span is
    without a leading article.
    """
    sentences = _sentence_numbers(doc)
    place = _undated_of(doc).tenses.index_at
    return [_mention(document, found, sentences(place(found.start))) for found in _timexes(document, doc)]


def find_timexes(document: Document, doc: Doc) -> list[Timex]:
    """The same as `find_times`, with TIMEX3 extents, types and modifiers."""
    return list(_timexes(document, doc))


def interval_of_value(value: str) -> Interval | None:
    """The days of a TIMEX3 value that names a day, a month or a year, without the words around it; else None."""
    from letopis.times import parse_date

    try:
        return parse_date(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Undated:
    """What is read of a text whatever its date: tenses, names that may hold a time, numbers that count people, and,
    by their spans, the tokens of blocks with the expressions in them."""

    tenses: Tenses
    names: list[tuple[int, int]]
    counts: set[int]
    blocks: dict[tuple[int, int], tuple[Tokens, list[Match]]] = field(default_factory=dict)


def _undated_of(doc: Doc) -> _Undated:
    """The same for a `Doc` each time: a document that its own text dates is read under two dates."""
    known: _Undated | None = doc.user_data.get(UNDATED)
    if known is None:
        known = _Undated(Tenses(doc), _spans_of_names(doc), years.counts_of_people(doc))
        doc.user_data[UNDATED] = known
    return known


def _timexes(document: Document, doc: Doc) -> Iterator[Timex]:
    undated = _undated_of(doc)
    finder = _Finder(document, undated)
    for block in document.blocks:
        if block.is_read:
            yield from (one for one in finder.find(block.start, block.end) if one.start not in undated.counts)


@dataclass(slots=True)
class _Found:
    match: Match
    reading: Reading
    lead: Lead
    interval: Interval
    known: bool
    story: Reading | None = None


OF_DAY = ("clock", "day_part")  # what is told of the day that the story has come to
BARE_MONTH_LEADS = frozenset(points.MONTH_LEADS) - {"month"}


def _spans_of_names(doc: Doc) -> list[tuple[int, int]]:
    """The names of more than one word that may hold a month or a year of their own: "April Noval", "Agenda 2030"."""
    return [(name.start_char, name.end_char) for name in doc.ents if name.label_ in NAMES and len(name) > 1]


class _Finder:
    """The reading of one document: what was last told of is carried from block to block."""

    def __init__(self, document: Document, undated: _Undated) -> None:
        self._text = document.text
        self._blocks = undated.blocks
        self._tenses = undated.tenses
        self._names = undated.names
        self._surnames = {self._text[start:end].split()[-1] for start, end in self._names}
        self._published_days = (document.published.interval.start, document.published.interval.end)
        self._events = EventDates()
        self._story: Reading | None = None
        self._story_at = 0
        self._scene: Reading | None = None
        self._lead: Reading | None = None
        self._scene_at, self._entry_at = 0, -1
        self._quarter: Reading | None = None
        self._sentence_year: tuple[int, int] | None = None
        self._year_at = 0
        self._years = YearsTold(self._text, self._tenses)

    def find(self, start: int, end: int) -> Iterator[Timex]:
        """The expressions of `text[start:end]`."""
        if (start, end) not in self._blocks:
            cut = read_tokens(self._text, start, end)
            self._blocks[start, end] = cut, list(find_matches(cut))
        tokens, matches = self._blocks[start, end]
        found = [
            one
            for match in matches
            if not self._in_name(tokens, match) and (one := self._read(tokens, match))
        ]
        self._join_ranges(tokens, found)
        self._tell_from_events(tokens, found)
        for one in found:
            if one.match.rule == "event_the" and one.reading.basis != EVENT:
                continue
            first, last = tokens.spans[one.match.first], tokens.spans[one.match.last - 1]
            yield Timex(first[0], last[1], one.match.rule, one.reading, one.interval, one.known)

    def _read(self, tokens: Tokens, match: Match) -> _Found | None:
        is_adjective = match.build == "set" or (match.build in ("duration", "age") and match.has("dash"))
        lead = Lead("", match.first) if is_adjective else lead_of(tokens, match.first, match.last)
        offset = tokens.spans[match.first][0]
        years: list[tuple[int | None, int]] = []  # that a month may be of, each where it is so many years ago
        if lead.word != "through":  # "in 1987 agreed that … through September"
            years = [(self._year_before(offset), 1), (self._year_of_story(offset), 2)]
        before = _neighbour(tokens, match.first - 1)
        is_due = lead.word == "for" and self._tenses.at(offset) in (PAST, OF_NOUN)
        is_head = heads_entry(tokens, match.first, match.last)
        self._entry_at = offset if is_head else self._entry_at
        is_in_entry = match.build in OF_DAY and self._entry_at >= tokens.spans[0][0]

        def read_against(anchor: date) -> Reading | None:
            context = Context(
                anchor,
                lambda: PAST if is_head or is_in_entry else self._direction(lead, offset, before),
                self._story if self._is_near(match.build, offset) else None,
                self._quarter,
                next((y for y, ago in years if y and y <= anchor.year - ago), None),
                (lead.word in LIMITS and self._tenses.at(offset) != FUTURE) or is_due or is_head,
                before,
                _neighbour(tokens, match.last),
                is_due,
                self._is_compared(offset),
                self._scene,
                self._lead if "\n\n" in self._text[self._scene_at : offset] else self._scene,
            )
            return self._build(tokens, match, lead, context)

        reading, known = self._against_publication(read_against)
        published = self._published_days[0]
        going_on = self._years.year_going_on(reading, offset, published, lead.word) if reading else None
        if going_on and self._tenses.at(offset) == PAST:
            years[1:] = [(going_on, 1)]
            reading, known = self._against_publication(read_against)
        if reading is None:
            return None
        is_year = match.build == "year" and lead.word == "in"
        self._years.remember(reading, offset, published, is_year=is_year)
        if reading.is_point and known and reading.type != "SET":
            self._events.remember(tokens, match.first, match.last, reading)
        story = self._story
        self._remember(reading, match, lead, offset, known)
        last = match.last if match.build == "event_anchored" else match.last - 1  # "days after"
        text = self._text[tokens.spans[lead.first][0] : tokens.spans[last][1]]
        interval = interval_of(reading, lead, text) if known else unanchored(reading, text)
        if interval is None:
            return None
        return _Found(match, reading, lead, replace(interval, rule=match.rule), known, story)

    def _in_name(self, tokens: Tokens, match: Match) -> bool:
        """True for a bare month or year within a longer name, and for a month that is a surname, but for "in May"."""
        if match.build not in ("month", "year") or not self._names:
            return False
        start, end = tokens.spans[match.first][0], tokens.spans[match.last - 1][1]
        before = _neighbour(tokens, match.first - 1)
        if self._text[start:end] in self._surnames and match.build == "month":
            return before is None or before.cls not in BARE_MONTH_LEADS
        return any(
            first <= start and end <= last and end - start < last - first for first, last in self._names
        )

    def _direction(self, lead: Lead, offset: int, before: Token | None) -> str:
        if lead.word == "since" or (before and before.cls == "ended" and before.value == "-1"):
            return PAST
        tense = self._tenses.at(offset)
        if tense == UNTOLD and lead.word == "through":
            return PAST
        if lead.word == "for" and self._tenses.is_set_for(offset):
            return FUTURE
        return FUTURE if lead.word in LIMITS and tense not in (PAST, OF_NOUN) else tense

    def _against_publication(self, read: Callable[[date], Reading | None]) -> tuple[Reading | None, bool]:
        """The reading, and whether its days are known; of a publication within bounds, the hull of both ends."""
        first, last = (day if day and day.year in YEARS_OF_REPORTS else None for day in self._published_days)
        if first and last:
            low, high = read(first), read(last - DAY)
            return (hull(low, high) if low and high else low or high), True
        anchor = first or (last - DAY if last else STAND_IN)
        reading = read(anchor)
        if reading is None or not (reading.needs_publication or reading.basis == EVENT):
            return reading, True
        value, reading = reading.loose or reading.value, replace(reading, others=())
        if first:
            return replace(reading, value=value, end=None, end_earliest=None, edtf=None), True
        if last:
            return replace(reading, value=value, start=None, start_latest=None, edtf=None), True
        return replace(reading, value=value), False

    def _build(self, tokens: Tokens, match: Match, lead: Lead, context: Context) -> Reading | None:
        reading = BUILDERS[match.build](match, context)
        if reading is None:
            return None
        if match.build == "age":
            stands = self._stands(tokens, match)
            return spans.until_now(reading, context.anchor, through=True) if stands else None
        if match.mod and reading.type in ("DATE", "TIME"):
            reading = spans.modified(reading, match.mod, context.anchor)
        elif match.mod and reading.mod is None:
            reading = replace(reading, mod=spans.mod_of(match))
        if reading.type == "DURATION" and reading.is_open and match.build == "duration":
            return self._placed(tokens, match, lead, reading, context)
        return reading

    def _placed(
        self, tokens: Tokens, match: Match, lead: Lead, reading: Reading, context: Context
    ) -> Reading:
        """A duration, tied to the day of the report where the words do so."""
        if reading.unit in spans.WITHIN_DAY:
            return reading
        if match.has("dash"):
            after = [
                self._text[slice(*span)].lower()
                for span in tokens.spans[match.last : match.last + NOUN_WITHIN]
            ]
            return (
                spans.until_now(reading, context.anchor, through=True)
                if standing_nouns() & set(after)
                else reading
            )
        if lead.word == "for" and context.direction() == PERFECT:
            return spans.until_now(reading, context.anchor, through=False)
        if lead.word in ("in", "within") and context.direction() == FUTURE:
            return spans.from_now(reading, context.anchor, spans.limits_of(match))
        if lead.word == "within" and context.direction() == PAST:
            return spans.from_told(reading, context)
        return reading

    def _stands(self, tokens: Tokens, match: Match) -> bool:
        """True when what lasted so long is a state that goes on: "26-year iron-fisted rule", "six-month-old war"."""
        after = tokens.spans[match.last : match.last + NOUN_WITHIN]
        nouns = standing_nouns() | aged_nouns()
        return bool(nouns & {self._text[start:end].lower() for start, end in after})

    def _remember(self, reading: Reading, match: Match, lead: Lead, offset: int, known: bool) -> None:
        if reading.unit in ("quarter", "half") and reading.type == "DATE" and reading.basis != NARRATIVE:
            self._quarter = self._later_told(reading, self._tenses.at(offset) == FUTURE)
        elif reading.unit in ("month", "quarter") and (match.rule == "first_count" or self._sums_up(match)):
            day = self._published_days[0]
            self._quarter = reading_of(day, "year") if day else None
        if not known or not reading.is_point or reading.type == "DURATION" or reading.value.endswith("_REF"):
            return
        if self._story is None or not self._tenses.looks_back(offset):
            self._story, self._story_at = reading, offset
        published = self._published_days[1]
        is_over = bool(published and reading.start and reading.start < published)
        is_scene = not (self._tenses.had_been(offset) or self._tenses.names_thing(offset))
        if reading.unit == "day" and is_over and is_scene:
            self._scene, self._scene_at = reading, offset
            self._lead = self._lead or reading
        if match.build == "year" and lead.word == "in":
            self._sentence_year, self._year_at = (self._sentence(offset), int(reading.value)), offset

    def _sums_up(self, match: Match) -> bool:
        """True for "the nine months" where figures of a quarter are told: the year so far, to be compared next."""
        return match.rule == "duration_count" and match.has("the") and self._quarter is not None

    def _later_told(self, reading: Reading, is_ahead: bool) -> Reading:
        """The period that a report of figures compares: the latest that is over, not what is expected or recalled."""
        told = self._quarter
        if told is None or told.start is None or told.unit != reading.unit:
            return reading
        published = self._published_days[0] or date.max
        over, was_over = (one.end is not None and one.end <= published for one in (reading, told))
        if over != was_over:
            return reading if over else told
        return told if is_ahead or (reading.start or told.start) < told.start else reading

    def _year_before(self, offset: int) -> int | None:
        """The year that was named earlier in the same sentence, not of a thing beside it; or None."""
        if self._sentence_year and self._sentence_year[0] == self._sentence(offset):
            return None if self._tenses.is_aside(self._year_at, offset) else self._sentence_year[1]
        return None

    def _year_of_story(self, offset: int) -> int | None:
        """The year that the sentence before told of a past happening: "The war ended in 1996. In May …", or None: a
        year that was told beside its clause, or of what had been before, does not go on."""
        if (
            (told := self._sentence_year) is None
            or self._tenses.at(offset) != PAST
            or self._text[told[0] : offset].count("\n\n") > 1
        ):
            return None
        was_before = self._tenses.had_been(self._year_at) and not self._tenses.had_been(offset)
        if was_before or self._tenses.is_aside(self._year_at, offset):
            return None
        here = self._sentence(offset)
        return told[1] if 0 < here >= offset - FRONT and told[0] == self._sentence(here) else None

    def _is_near(self, build: str, offset: int) -> bool:
        """False where the story's last time was told too far back for "at the time", for "the month"."""
        breaks = {"at_time": NEAR_PARAGRAPHS, "unit_bare": 1}.get(build)
        return breaks is None or self._text[self._story_at : offset].count("\n\n") < breaks

    def _is_compared(self, offset: int) -> bool:
        """True where a word of comparing stands before, in the same sentence: "compared with … last year"."""
        words = self._text[max(self._sentence(offset), offset - COMPARED_WITHIN, 0) : offset].lower().split()
        return not comparing().isdisjoint(words)

    def _sentence(self, offset: int) -> int:
        return max(self._text.rfind(". ", 0, offset), self._text.rfind("\n\n", 0, offset))

    def _join_ranges(self, tokens: Tokens, found: list[_Found]) -> None:
        for one, other in pairwise(found):
            years = one.reading.unit == other.reading.unit == "year"
            extent = joins(tokens, one.lead, one.match.last, other.match.first, years=years)
            if not extent or not (one.known and other.known):
                continue
            if extent != NEXT and one.reading.basis == TENSE and other.reading.basis in (EXPLICIT, TENSE):
                one.reading = with_year_of(one.reading, other.reading)
            span = slice(tokens.spans[one.lead.first][0], tokens.spans[other.match.last - 1][1])
            interval = joined(one.reading, other.reading, extent, self._text[span])
            if interval:
                one.interval = replace(interval, rule=one.match.rule)
                other.interval = replace(interval, rule=other.match.rule)

    def _tell_from_events(self, tokens: Tokens, found: list[_Found]) -> None:
        """Give the lengths that are told from an event the days of that event, where the text dates it."""
        for one, other in zip_longest(found, found[1:]):
            dates = other if other and other.known and other.reading.is_point else None
            if one.match.build == "past_length" and dates and dates.match.first <= one.match.last + 2:
                self._set(tokens, one, up_to(one.reading, dates.reading))
            if one.match.rule == "first_count" and dates and dates.match.first == one.match.last + 1:
                self._set(tokens, one, from_start_of(one.reading, dates.reading))
            step = step_of(tokens, one.match.last) if one.match.build == "event_anchored" else 0
            if not step or not one.known:
                continue
            event = None
            if dates and date_within(tokens, one.match.last, dates.match.first):
                event, dates.lead = dates.reading, Lead("", dates.match.first)
                self._set(tokens, dates, dates.reading)
            if one.story and event is None and ends_after(tokens, one.match.last):
                event = one.story  # "five days before, the emir died"
            if event := event or self._events.of_event(tokens, one.match.last + 1):
                whole = one.match.rule == "event_the"
                self._set(tokens, one, told_from(one.reading, event, step, whole=whole))

    def _set(self, tokens: Tokens, one: _Found, reading: Reading) -> None:
        last = one.match.last if one.match.build == "event_anchored" else one.match.last - 1
        text = self._text[tokens.spans[one.lead.first][0] : tokens.spans[last][1]]
        interval = interval_of(reading, one.lead, text)
        if interval is not None:
            one.reading, one.interval = reading, replace(interval, rule=one.match.rule)


def _neighbour(tokens: Tokens, index: int) -> Token | None:
    if not 0 <= index < len(tokens.spans):
        return None
    token = tokens.token(index)
    if token.cls == "." and token.value[:1].isupper():
        return replace(token, cls="capital")
    return token


def _sentence_numbers(doc: Doc) -> Callable[[int], int]:
    """Token index → number of its sentence; 0 throughout where sentences are not marked."""
    if not doc.has_annotation("SENT_START"):
        return lambda index: 0
    starts = doc.to_array("SENT_START") == 1
    numbers = (starts.cumsum() - int(starts[:1].sum())).tolist()
    return lambda index: numbers[index] if index < len(numbers) else 0


def _mention(document: Document, found: Timex, sentence: int) -> Mention:
    start = found.start
    if document.text[start : start + 4].lower() == "the ":
        start += 4
    id_ = mention_id(document.id, start, found.end, MentionKind.TIME)
    return Mention(
        id=id_,
        document=document.id,
        start=start,
        end=found.end,
        text=document.text[start : found.end],
        head_start=start,
        head_end=found.end,
        kind=MentionKind.TIME,
        form=Form.NOMINAL,
        sentence=sentence,
        chain=content_id("chn", document.id, start, found.end),
        value=found.reading.value,
        interval=found.interval,
        alternatives=_alternatives(found) if found.known else (),
        producer=f"detect.times:{found.rule}",
    )


def _alternatives(found: Timex) -> tuple[Alternative, ...]:
    """What else the words can mean, as days of their own, without the words around them."""
    return tuple(
        Alternative(
            other.value,
            Interval(other.start, other.end, edtf=other.edtf_string(), basis=other.basis, rule=found.rule),
            reason,
        )
        for reason, other in found.reading.others
    )


__all__ = ["Timex", "find_times", "find_timexes", "interval_of_value"]
