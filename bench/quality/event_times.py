"""When each event was: our time of an event against the time that a case tells, or that annotators linked it to.

In:   toml with `[[case]]` tables as for `event-detection`, each event with `when` (EDTF; "" where the text does not
      tell), the pattern being what stands before the colon of `name`; or a folder of TimeML.
Out:  toml: the share of gold events with the right interval. TimeML: the share of linked events whose time is right.

An event of a case is found where the cues overlap, or are a light verb and its noun, whatever its type. One that is not
found counts as wrong and is shown apart; "right at the word" asks our rule of time at the cue of these too. Intervals
are compared by their outer bounds. "Since Monday" of what lasts and "by Friday" are written in the cases as closed at
the day of publication; our open bound is the same there.

TimeML: event_links.py.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.quality.chains import read_cases
from bench.quality.event_detection import Case, cue_span, find_events, pairs
from bench.quality.score import Score, files_of
from bench.quality.texts import document_of
from letopis.claim import Claim
from letopis.pipeline import annotate_document
from letopis.times import Interval, parse_date

if TYPE_CHECKING:
    from letopis.extract.sentence.reading import Reading

HEADLINE = "right"
Days = tuple[date | None, date | None]


def score(data: Path, limit: int | None = None) -> Score:
    """The score on toml, or on a folder of TimeML; `limit` counts cases or documents, the last ones where negative."""
    if data.is_dir() and any(data.glob("*.tml")):
        from bench.quality.event_links import score as score_links

        return score_links(data, limit)
    cases = [case for path in files_of(data, (".toml",)) for case in read_cases(path)]
    counts = Counter[tuple[str, str]]()
    table: list[str] = []
    for case in cases[:limit] if limit is None or limit >= 0 else cases[limit:]:
        _count(case, counts, table)
    gold, found, right = (counts["all", what] for what in ("gold", "found", "right"))
    figures: dict[str, float] = {
        HEADLINE: _share(right, gold),
        "right of found": _share(right, found),
        "right at the word": _share(counts["all", "at the word"], gold),
        "found": _share(found, gold),
        "events": gold,
    }
    return Score("event-times", HEADLINE, figures, [*table, *_by(counts)])


def days_of(edtf: str) -> Days | None:
    """First day and first day after of an EDTF date or interval, None where open; None for ""."""
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    last = last if "/" in edtf else first
    start = None if first in ("", "..") else parse_date(first).start
    end = None if last in ("", "..") else parse_date(last).end
    return start, end


def is_right(asked: Days | None, told: Interval | None, published: Interval) -> bool:
    """True where ours has the bounds of the gold; an open bound of ours is as good as one at publication."""
    if told is not None and told.rule == "report":
        told = None  # that a report tells news is no date of its words
    if asked is None or told is None or told.is_open:
        return asked is None and (told is None or told.is_open)
    start, end = asked
    same_start = told.start == start or (told.start is None and start == published.start)
    same_end = told.end == end or (told.end is None and end == published.end)
    if told.end is None and end is not None and end != published.end:
        same_end = False
    return same_start and same_end


def _count(case: Case, counts: Counter[tuple[str, str]], table: list[str]) -> None:
    claims, words = find_events(case)
    published = document_of(case).published.interval
    reading = _reading(case)
    gold = [
        (wanted, cue_span(case, wanted, n)) for n, wanted in enumerate(case["events"]) if "when" in wanted
    ]
    paired = pairs(
        words, [("", span) for _, span in gold], [("", _cue(claim)) for claim in claims], light=True
    )
    pattern = str(case.get("name", "?")).partition(":")[0]
    for number, (wanted, span) in enumerate(gold):
        claim = claims[paired[number]] if number in paired else None
        asked = days_of(str(wanted["when"]))
        good = claim is not None and is_right(asked, claim.when, published)
        by_rule = good if claim is not None else is_right(asked, _time_at(reading, span), published)
        counts["all", "at the word"] += by_rule
        for key in ("all", f"pattern {pattern}", f"grade {case.get('grade', '?')}"):
            counts.update({(key, "gold"): 1, (key, "found"): claim is not None, (key, "right"): good})
        if not good:
            told = "not found" if claim is None else _shown(claim.when)
            table.append(
                f"[{case.get('name')}] {case['text']} ({case.get('published')})\n"
                f"    {wanted['cue']}: {wanted['when'] or '-'}, ours {told}"
            )


def _reading(case: Case) -> Reading:
    from letopis.detect import find_mentions
    from letopis.extract.sentence.reading import Reading

    document = document_of(case)
    doc = annotate_document(document)
    return Reading(document, doc, find_mentions(document, doc))


def _time_at(reading: Reading, span: tuple[int, int]) -> Interval | None:
    """Our time of the word at the beginning of a cue."""
    from letopis.extract.time.carrying import carried_time
    from letopis.extract.time.when import time_of

    word = reading.word_at(span[0])
    return None if word is None else time_of(reading, word) or carried_time(reading, word)


def _shown(when: Interval | None) -> str:
    if when is None:
        return "-"
    last = when.end - timedelta(1) if when.end else ".."
    return f"{when.start or '..'}/{last} ({when.text}, {when.basis})"


def _cue(claim: Claim) -> tuple[int, int]:
    return claim.evidence[0].cue or (claim.evidence[0].start, claim.evidence[0].end)


def _share(right: int, of: int) -> float:
    return 100 * right / of if of else 0.0


def _by(counts: Counter[tuple[str, str]]) -> list[str]:
    """Lines with the figures of each pattern and grade."""
    names = sorted({name for name, _ in counts})
    lines = [f"{'':28s} gold found right  right% of found%"]
    for name in names:
        gold, found, right = (counts[name, what] for what in ("gold", "found", "right"))
        shares = f"{_share(right, gold):6.1f} {_share(right, found):6.1f}"
        lines.append(f"{name:28s} {gold:4d} {found:5d} {right:5d}  {shares}")
    return lines
