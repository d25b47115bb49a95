"""Bounds of a document's date from what other documents of the record know: who held which office, and since when.

In:   tenures of the whole record with their names resolved; which documents have no date.
Out:  for each of those the bounds that follow, with the sentences of both documents.

Known is only what a dated document tells, or what any document dates by itself; two documents without a date prove
nothing together. "25-year rule" needs the beginning of that rule, "Prime Minister X" the days of that office, "former"
its end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from letopis.bound import Bound
from letopis.claim import Modality, Polarity
from letopis.lexicon import table
from letopis.profile import Line

DAY = timedelta(days=1)
IN_OFFICE, OUT_OF_OFFICE, LENGTH = "in office", "out of office", "length of a rule"
RULED = re.compile(r"\b(?P<count>\d{1,2}|[a-z]+(?:-[a-z]+)?)[- ]year\b", re.IGNORECASE)
YEAR = re.compile(r"\b1[6-9]\d\d\b|\b20\d\d\b")
WORDS_BEFORE = 40  # characters before "rule" in which its length stands
STANDING = frozenset(
    {"head_of_state", "head_of_government"}
)  # "rule": whichever of these the ruler is called
LOOSE = frozenset({"publication date", "tense", None})  # of documents without a date: these tell no day


@dataclass(frozen=True, slots=True)
class Known:
    """When a tenure began or ended, in one line."""

    line: Line
    start: date | None
    start_latest: date | None
    end: date | None


def joined_bounds(lines: Iterable[Line], undated: Iterable[str]) -> Mapping[str, tuple[Bound, ...]]:
    """The bounds of each undated document, in the order of its text."""
    without, tenures = frozenset(undated), [line for line in lines if _is_asserted(line)]
    known: dict[str, list[Known]] = defaultdict(list)
    for line in tenures:
        holder, told = _entity(line, "holder"), _known(line, line.claim.document in without)
        if holder and told:
            known[holder].append(told)
    found: dict[str, list[Bound]] = defaultdict(list)
    for line in tenures:
        if line.claim.document not in without:
            continue
        for other in known.get(_entity(line, "holder") or "", ()):
            bound = _bound(line, other) if _is_same_office(line, other.line) else None
            if bound and bound not in found[line.claim.document]:
                found[line.claim.document].append(bound)
    return {document: tuple(bounds) for document, bounds in found.items() if bounds}


def _bound(line: Line, known: Known) -> Bound | None:
    """What the known days prove about the document of a line that holds when it appeared."""
    proofs = (line.claim.evidence[0], known.line.claim.evidence[0])
    years = _years(line)
    if years is not None:
        if known.start is None or known.line.claim.id == line.claim.id:
            return None
        latest = years_later(known.start_latest or known.start, years + 1) - DAY
        return Bound(years_later(known.start, years), latest, LENGTH, proofs)
    when = line.claim.when
    if (when is not None and not when.is_open and when.text) or YEAR.search(proofs[0].quote):
        return None  # a title in a sentence about another year: whoever held it then
    if _is_former(line):
        return Bound(known.end, None, OUT_OF_OFFICE, proofs) if known.end else None
    if known.start is None and known.end is None:
        return None
    return Bound(known.start, known.end, IN_OFFICE, proofs)


def _known(line: Line, is_undated: bool) -> Known | None:
    """The days that a line tells of a tenure, None where it tells none of its own."""
    when = line.claim.when
    if when is None or (is_undated and when.basis in LOOSE) or not when.text:
        return None
    if when.start is None and when.end is None:
        return None
    is_change = when.start is not None and when.end is None
    latest = when.start_latest if is_change or when.extent == "throughout" else when.start
    return Known(line, when.start, latest, when.end)


def _years(line: Line) -> int | None:
    """The whole years of "25-year rule", where a tenure is told by its length; else None."""
    evidence = line.claim.evidence[0]
    if evidence.cue is None:
        return None
    before = evidence.quote[: evidence.cue[0] - evidence.start]
    found = list(RULED.finditer(before[-WORDS_BEFORE:]))
    if not found:
        return None
    count = found[-1]["count"].lower()
    return int(count) if count.isdecimal() else _numbers().get(count)


def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in table("times") if row["class"] == "numword"}


def _is_former(line: Line) -> bool:
    """True for "former prime minister"."""
    return line.claim.mode == "former"


def _is_same_office(line: Line, other: Line) -> bool:
    """True for one office of one body; a ruler's rule is the office by which he rules."""
    bodies = {_entity(one, "organisation") for one in (line, other)} - {None}
    kinds = {line.claim.type, other.claim.type}
    return len(bodies) < 2 and (len(kinds) == 1 or kinds <= STANDING)


def _is_asserted(line: Line) -> bool:
    claim = line.claim
    return claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED


def _entity(line: Line, role: str) -> str | None:
    part = line.first(role)
    return part.entity if part else None


def years_later(day: date, years: int) -> date:
    """The same day so many years on; of 29 February the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
