"""All reports of one fact, by whom they rest on.

In:   lines that tell the same.
Out:  origins, each with its reports; copies behind the text that they are copies of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from letopis.claim import ClaimKind
from letopis.origin import origins, paper_of, rests_on
from letopis.profile import Line, Support
from letopis.view import wording
from letopis.view.rows import known


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of a fact.

    Attributes:
        origin: number of its origin, from 1; rests_on: whose it is: the source nearest to the fact, an agency, a paper.
        chain: the paper, its sources, and whoever speaks in a statement, outermost first.
        copy: how its document stands to the first of its copies ("near-copy"), or None of that itself.
        copies: how many more reports are folded behind this one, being copies of it or the same article again.
        superseded: True where a newer version of the article is in the record.
        what: what it tells, with its own numbers; date: when, for reading.
        text: id of the group of its document's copies: reports of one text have the same.
    """

    origin: int
    rests_on: str
    chain: str
    known: str | None
    copy: str | None
    copies: int
    superseded: bool
    date: str
    what: str
    words: str
    source: str
    id: str
    quote: str
    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Reports:
    """A fact with its reports, by origin, then by publication; `fact` is its id, or None of a claim that is alone."""

    fact: str | None
    kind: str
    who: str
    what: str
    reports: int
    independent: int
    rows: tuple[ReportRow, ...]

    @property
    def folded(self) -> tuple[ReportRow, ...]:
        """One row for each text: copies, versions and repetitions behind the first to appear."""
        first: dict[str, ReportRow] = {}
        documents: dict[str, set[str]] = {}
        for row in self.rows:
            first.setdefault(row.text, row)
            documents.setdefault(row.text, set()).add(row.document)
        return tuple(replace(row, copies=len(documents[text]) - 1) for text, row in first.items())


def reports(lines: Sequence[Line], support: Support) -> Reports:
    """The fact that lines tell of, the first to appear before the others."""
    in_order = sorted(lines, key=_by_publication)
    rows = [
        report_row(line, number) for number, several in enumerate(origins(in_order), 1) for line in several
    ]
    shown = in_order[0]
    told = str(shown.claim.kind), wording.who(shown), wording.what(shown)
    return Reports(shown.same_as, *told, support.reports, support.independent, tuple(rows))


def report_row(line: Line, origin: int) -> ReportRow:
    """The row of one report."""
    claim, copy = line.claim, line.copy
    return ReportRow(
        origin=origin,
        rests_on=rests_on(line),
        chain=chain_of(line),
        known=known(line),
        copy=str(copy.relation) if copy is not None and copy.relation is not None else None,
        copies=0,
        superseded=line.superseded_by is not None,
        date=wording.when(claim.when),
        what=wording.what(line),
        words=wording.words(line),
        source=line.path,
        id=claim.id,
        quote=claim.evidence[0].quote,
        document=claim.document,
        text=copy.group if copy is not None else claim.document,
    )


def chain_of(line: Line) -> str:
    """ "Inland Post ← Coast Agency ← Anna Berg": the paper, then its sources, then who speaks."""
    credited = [line.copy.credit] if line.copy is not None and line.copy.credit and not line.sources else []
    speakers = line.names("speaker") if line.claim.kind is ClaimKind.STATEMENT else ()
    links = [
        paper_of(line),
        *credited,
        *(source.shown for source in line.sources),
        *([", ".join(speakers)] if speakers else []),
    ]
    return " ← ".join(dict.fromkeys(links))


def _by_publication(line: Line) -> tuple[date, bool, str, int, str]:
    """By publication, what has no date last; of one day the text before its copies; then in the order of the texts."""
    when = line.claim.known.start if line.claim.known is not None else None
    is_copy = line.copy is not None and line.copy.relation is not None
    return when or date.max, is_copy, line.path, line.claim.evidence[0].start, line.claim.id
