"""When annotated events were, against the links of TimeML from events to the dates in the text.

In:   a folder of TimeML (TimeBank and its like).
Out:  the share of linked events that our rule of time, with our own times, gives the days of the linked date.

Counted is each event with one link that places it at a date or time of the text with days of its own: IS_INCLUDED,
DURING, SIMULTANEOUS, IDENTITY and INCLUDES, told from either side. Left out: links to the day of the report itself
(nothing in the text says so: they are drawn from the tense), links to durations and to "now" or "recently", BEFORE and
AFTER, and what only begins or ends there (BEGINS, BEGUN_BY, ENDS, ENDED_BY: a bound, no place). The baseline beside it
takes the annotators' own dates, the nearest to the event in its sentence, and so always answers where there is one. Our
rule may be silent, as no date is told for most verbs of a text, and its times are our own. Beside "right" therefore
stands what it is worth on the terms of the baseline: with the annotators' days for the times that we find ("gold
times"), and pressed for an answer, the nearest of our own dates where the rule is silent ("pressed").

Right: the same days; of a time of day its day. Where the annotators' value leaves out what their modifier says ("early
next year", "later this month") our days may be that part of it, and where ours has one bound ("by 1992", "since
1985") that bound must be the linked date's. Our interval is asked at the annotated word, whether or not it is
a political event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.quality.score import Score, files_of
from bench.quality.times import Annotated, Marked, read_timeml
from letopis.times import Interval, month_of, parse_date

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from letopis.extract.sentence.reading import Reading
    from letopis.mention import Mention

HEADLINE = "right"
PLACING = ("IS_INCLUDED", "DURING", "SIMULTANEOUS", "IDENTITY", "INCLUDES")
_LINK = re.compile(r"<(?:TLINK|MAKEINSTANCE)\b[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SENTENCE_END = re.compile(r"[.!?][\"'`)]*\s+(?=[A-Z\"`'])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Linked:
    """An event of the text and the date that it is linked to."""

    event: Marked
    time: Marked
    days: Interval


def score(data: Path, limit: int | None = None) -> Score:
    """The score over a folder of .tml files; `limit` as of task times."""
    counts = Counter[str]()
    table: list[str] = []
    files = files_of(data, (".tml",))
    for file in files[:limit] if limit is None or limit >= 0 else files[limit:]:
        annotated = read_timeml(file)
        links = list(linked(file.read_text(encoding="utf-8"), annotated))
        if links:
            _count(annotated, links, counts, table)
    figures: dict[str, float] = {
        HEADLINE: _share(counts["right"], counts["events"]),
        "dated": _share(counts["dated"], counts["events"]),
        "right of dated": _share(counts["right"], counts["dated"]),
        "nearest in sentence": _share(counts["nearest"], counts["events"]),
        "events": counts["events"],
        "date in the sentence": counts["near"],
        "of these right": _share(counts["near right"], counts["near"]),
        "of these nearest": _share(counts["nearest"], counts["near"]),
        "right with gold times": _share(counts["right of gold times"], counts["events"]),
        "pressed": _share(counts["pressed"], counts["events"]),
        "pressed, gold times": _share(counts["pressed, gold times"], counts["events"]),
    } | {cause: count for cause, count in sorted(counts.items()) if cause.startswith("lost")}
    return Score("event-times", HEADLINE, figures, table)


def linked(raw: str, annotated: Annotated) -> Iterator[Linked]:
    """The events that one link places at a date of the text."""
    events = {one.said["eid"]: one for one in annotated.marked if one.tag == "EVENT"}
    times = {one.said["tid"]: one for one in annotated.marked if one.tag == "TIMEX3"}
    event_of: dict[str, str] = {}
    placed: dict[str, list[Linked]] = {}
    for found in sorted(_LINK.findall(raw), key=lambda tag: not tag.startswith("<MAKE")):
        said = dict(_ATTRIBUTE.findall(found))
        if found.startswith("<MAKE"):
            event_of[said["eiid"]] = said["eventID"]
            continue
        event = said.get("eventInstanceID") or said.get("relatedToEventInstance") or ""
        time = times.get(said.get("timeID") or said.get("relatedToTime") or "")
        days = time and days_of_value(time.said["value"])
        if (
            said["relType"] not in PLACING
            or time is None
            or days is None
            or event_of.get(event) not in events
        ):
            continue
        placed.setdefault(event_of[event], []).append(Linked(events[event_of[event]], time, days))
    for links in placed.values():
        if len({one.days for one in links}) == 1:
            yield links[0]


def days_of_value(value: str) -> Interval | None:
    """The days of a TIMEX3 value that names a stretch of the calendar, or None."""
    for pattern, read in _VALUES:
        found = pattern.fullmatch(value)
        if found:
            try:
                return read(*found.groups())
            except ValueError:
                return None
    return None


def _months(year: str, first: int, count: int) -> Interval:
    start = month_of(int(year), first).start
    end = month_of(int(year) + (first + count - 2) // 12, (first + count - 2) % 12 + 1).end
    return Interval(start, end)


def _week(year: str, week: str, weekend: str | None) -> Interval:
    first = date.fromisocalendar(int(year), int(week), 6 if weekend else 1)
    return Interval(first, first + timedelta(2 if weekend else 7))


SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUES: tuple[tuple[re.Pattern[str], Callable[..., Interval]], ...] = (
    (re.compile(r"(\d{4}(?:-\d\d)?(?:-\d\d)?)(?:T.*)?"), parse_date),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda year, q: _months(year, 3 * int(q) - 2, 3)),
    (re.compile(r"(\d{4})-H([12])"), lambda year, h: _months(year, 6 * int(h) - 5, 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda year, season: _months(year, SEASONS[season], 3)),
    (re.compile(r"(\d{3})"), lambda tens: _months(f"{tens}0", 1, 120)),
)


def _count(annotated: Annotated, links: Sequence[Linked], counts: Counter[str], table: list[str]) -> None:
    from letopis.pipeline import annotate_document

    text = annotated.document.text
    doc = annotate_document(annotated.document)
    reading, with_gold = (_Read(annotated, doc, gold=gold) for gold in (False, True))
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]

    def sentence(offset: int) -> int:
        return sum(end <= offset for end in ends)

    def is_in(number: int, offset: int) -> bool:
        return sentence(offset) == number

    dates = [
        (one.start, days)
        for one in annotated.marked
        if one.tag == "TIMEX3"
        if (days := _days_of(one)) is not None
    ]
    for one in links:
        here = sentence(one.event.start)
        rivals = [other for other in dates if sentence(other[0]) == here]
        within = one.days in [days for _, days in rivals]
        told, by_gold = reading.when(one.event), with_gold.when(one.event)
        pressed, pressed_gold = (
            read.pressed(one.event, partial(is_in, here)) for read in (reading, with_gold)
        )
        good = reading.is_right(one, told)
        counts.update(
            {
                "events": 1,
                "right": good,
                "right of gold times": with_gold.is_right(one, by_gold),
                "pressed": reading.is_right(one, pressed),
                "pressed, gold times": with_gold.is_right(one, pressed_gold),
                "dated": told is not None,
                "nearest": _nearest(rivals, one.event.start) == one.days,
                "near": within,
                "near right": within and good,
                _cause(one, reading, told, within=within): not good,
            }
        )
        if not good:
            table.append(_shown(annotated, one, told, within))


class _Read:
    """A document as we read it; with `gold` with the annotators' days for the times that we find."""

    def __init__(self, annotated: Annotated, doc: Doc, *, gold: bool) -> None:
        from letopis.detect import find_mentions
        from letopis.extract.sentence.reading import Reading

        document = annotated.document
        times = [one for one in annotated.marked if one.tag == "TIMEX3" and _days_of(one)] if gold else []
        mentions = [_corrected(mention, times) for mention in find_mentions(document, doc)]
        self.reading = Reading(document, doc, mentions)

    def when(self, event: Marked) -> Interval | None:
        """What our rule tells of the event's word."""
        from letopis.extract.time.carrying import carried_time
        from letopis.extract.time.scenes import story_day
        from letopis.extract.time.when import time_of

        reading, word = self.reading, _head(self.reading, event)
        if word is None:
            return None
        told = time_of(reading, word) or carried_time(reading, word) or story_day(reading, word, "")
        return None if told is not None and told.rule == "report" else told  # that it is news is no date

    def pressed(self, event: Marked, is_here: Callable[[int], bool]) -> Interval | None:
        """What it tells when it must answer, as the baseline must: else our own nearest date in the sentence."""
        own = [
            (one.start, days)
            for one in self.reading.times.values()
            if is_here(one.start) and (days := days_of_value(one.value or ""))
        ]
        return self.when(event) or _nearest(own, event.start)

    def is_right(self, link: Linked, told: Interval | None) -> bool:
        """True where ours are the linked days; of "later this month", whose value is that month, the part will do."""
        mine = [one for one in self.times_at(link.time) if days_of_value(one.value or "") == link.days]
        modified = told is not None and any(one.interval and one.interval.text == told.text for one in mine)
        return is_same(link.days, told, partly="mod" in link.time.said or modified)

    def times_at(self, time: Marked) -> list[Mention]:
        """Our times that overlap one of the annotators'."""
        return [one for one in self.reading.times.values() if one.start < time.end and one.end > time.start]


def _nearest(dates: Sequence[tuple[int, Interval]], offset: int) -> Interval | None:
    return min(dates, key=lambda one: abs(one[0] - offset), default=(0, None))[1]


def _cause(link: Linked, read: _Read, told: Interval | None, *, within: bool) -> str:
    """What an answer that is not right is put down to."""
    place = "in the sentence" if within else "elsewhere"
    mine = read.times_at(link.time)
    if not any(days_of_value(one.value or "") == link.days for one in mine):
        return "lost: our time has other days" if mine else "lost: our time not found"
    return f"lost: silent, date {place}" if told is None else f"lost: another date, date {place}"


def _shown(annotated: Annotated, one: Linked, told: Interval | None, within: bool) -> str:
    """Two lines for a reader: the event, its date and ours, and the words around."""
    text, event, time = annotated.document.text, one.event, one.time
    around = " ".join(text[max(0, event.start - 60) : event.end + 60].split())
    ours = "-" if told is None else f"{told.start}/{told.end} {told.text!r}"
    where = "" if within else " (elsewhere)"
    words = f"{text[event.start : event.end]!r} at {text[time.start : time.end]!r} {time.said['value']}"
    return f"{annotated.name} {words}, ours {ours}{where}\n    …{around}…"


def _corrected(mention: Mention, gold: Sequence[Marked]) -> Mention:
    """The mention with the annotators' value and days, where it is a time with other ones."""
    if mention.kind != "time":
        return mention
    same = next((one for one in gold if one.start < mention.end and one.end > mention.start), None)
    days = same and _days_of(same)
    if same is None or days is None or days == days_of_value(mention.value or ""):
        return mention
    text = mention.interval.text if mention.interval else mention.text
    return replace(mention, value=same.said["value"], interval=replace(days, text=text, basis="explicit"))


def _days_of(time: Marked) -> Interval | None:
    return days_of_value(time.said["value"])


def _head(reading: Reading, event: Marked) -> int | None:
    """The word of the annotated ones that hangs on another ("fire" of "cease-fire")."""
    inside = reading.words_in(event.start, event.end)
    return next((word for word in inside if reading.heads[word] not in inside), reading.word_at(event.start))


def is_same(days: Interval, told: Interval | None, *, partly: bool) -> bool:
    """True where ours are the days of the linked date; with `partly` a part of them will do."""
    if told is None or told.is_open or days.start is None or days.end is None:
        return False
    if told.start is None or told.end is None:
        return told.start == days.start or told.end == days.end
    if partly and days.start <= told.start and told.end <= days.end:
        return True
    return (told.start, told.end) == (days.start, days.end)


def _share(right: int, of: int) -> float:
    return 100 * right / of if of else 0.0
