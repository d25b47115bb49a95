"""Rows of disagreements: the fact, and each account with who tells it.

In:   disagreements.
Out:  rows with everything a page needs: values, sources and chains, reports, days, sentences, ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letopis.claim import ClaimKind, Polarity
from letopis.disagreement import Account, Differing, Disagreement
from letopis.origin import support_of
from letopis.profile import ACTING, Line
from letopis.view import wording
from letopis.view.names import fold, telling_words
from letopis.view.rows import known

PARTIES = (*ACTING, "recipient", "object", "office", "organisation", "place")

SPARSE = 12  # characters of a content that say nothing by themselves: "it", "the charges"


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One report of an account: its chain of sources, outermost first, None in the paper's own voice."""

    according_to: str | None
    words: str
    known: str | None
    surely: str
    source: str
    publisher: str | None
    id: str
    document: str


@dataclass(frozen=True, slots=True)
class DisputedRow:
    """One value: who says so, in how many reports, how many of them independent, since when.

    `corrected`: all that told it have since told otherwise.
    """

    value: str
    according_to: str
    reports: int
    independent: int
    first: str | None
    last: str | None
    corrected: bool
    words: str
    sources: str
    low: float | None
    high: float | None
    unit: str | None
    tellings: tuple[TellingRow, ...]


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """One fact that is told in several ways. `fact` says which, `aspect` what of it, `about` whom it is of."""

    type: str
    fact: str
    state: str
    date: str
    first: str | None
    aspect: str
    about: tuple[str, ...]
    entities: tuple[str, ...]
    id: str
    versions: tuple[DisputedRow, ...]


def disagreement_rows(
    found: Iterable[Disagreement],
    *,
    entity: str | None = None,
    theme: str | None = None,
    types: Sequence[str] = (),
) -> list[DisagreementRow]:
    """Rows of those of these types that somebody has a part in, or that have the words of a theme."""
    rows = []
    for one in found:
        lines = [line for account in one.accounts for line in account.lines]
        if types and one.differing not in types:
            continue
        if entity is not None and not any(_concerns(line, entity) for line in lines):
            continue
        row = _row(one, lines)
        if theme is None or _has_words(row, theme):
            rows.append(row)
    return rows


def _concerns(line: Line, entity: str) -> bool:
    return line.involves(entity) or any(source.entity == entity for source in line.sources)


def _has_words(row: DisagreementRow, theme: str) -> bool:
    told = " ".join(
        (row.fact, *row.about, *(one.words for version in row.versions for one in version.tellings))
    )
    known_words = fold(told).split()
    return all(any(word.startswith(part) for word in known_words) for part in telling_words(theme))


def _row(one: Disagreement, lines: Sequence[Line]) -> DisagreementRow:
    so = next((account.lines for account in one.accounts if account.value == "so"), tuple(lines))
    telling = next((line for line in so if line.claim.when), so[0])
    parts = {part.entity: part.shown for line in lines for part in line.all(*PARTIES) if part.entity}
    return DisagreementRow(
        type=str(one.differing),
        fact=_fact(one, telling),
        state=str(one.state),
        date=wording.when(telling.claim.when),
        first=known(one.accounts[0].lines[0]),
        aspect=one.aspect,
        about=tuple(dict.fromkeys(parts.values())),
        entities=tuple(sorted(parts)),
        id=one.id,
        versions=tuple(_told(one, account) for account in one.accounts),
    )


def _fact(one: Disagreement, line: Line) -> str:
    """What it is about, without what differs: "killed: Army: ASSAULT → Port Sud", "turnout", "start: President"."""
    kind, who = line.claim.kind, wording.who(line)
    if kind is ClaimKind.STATEMENT:
        return wording.words(line)
    if kind is ClaimKind.FIGURE:
        subject = wording.short(", ".join(line.names("subject")), width=wording.PART)
        if line.claim.mode == "count":
            return f"{one.aspect}: {subject}"
        return " ".join(dict.fromkeys((subject, line.claim.mode or line.claim.type)))
    if one.differing is Differing.WHO or who == "—":
        who = ""
    told = wording.office_name(line) if kind is ClaimKind.TENURE else _without_numbers(line)
    aspect = "" if one.differing is Differing.WHETHER else one.aspect.replace("_", " ")
    return ": ".join(filter(None, (aspect, who, told)))


def _without_numbers(line: Line) -> str:
    """What happened, without the numbers that differ."""
    if line.claim.kind is not ClaimKind.EVENT:
        return wording.what(line)
    others = wording.short(", ".join(line.names("recipient", "theme", "place")), width=wording.SHORT)
    told = f"{line.claim.type} {line.claim.mode}" if line.claim.mode else line.claim.type
    return f"{told} → {others}" if others else told


def _told(one: Disagreement, account: Account) -> DisputedRow:
    support = support_of(account.lines)
    chains = [chain for line in account.lines if (chain := _chain(one, line))]
    return DisputedRow(
        value=account.value,
        according_to=account.voice or "; ".join(dict.fromkeys(chains)),
        reports=support.reports,
        independent=support.independent,
        first=known(account.lines[0]),
        last=known(account.lines[-1]),
        corrected=account.is_corrected,
        words=_words(account.lines[0]),
        sources=", ".join(dict.fromkeys(line.path.rsplit("/", 1)[-1] for line in account.lines)),
        low=account.low,
        high=account.high,
        unit=account.unit,
        tellings=tuple(_telling(one, line) for line in account.lines),
    )


def _words(line: Line) -> str:
    """The words of the text; of "She denied it" the sentence, since what was said tells nothing."""
    told = wording.words(line)
    return told if len(told) > SPARSE else wording.short(line.claim.evidence[0].quote)


def _chain(one: Disagreement, line: Line) -> str | None:
    """The chain of sources; of a statement with its speaker, who denies or accuses."""
    if line.claim.kind is ClaimKind.STATEMENT:
        return wording.chain(line) or ", ".join(line.names("speaker"))
    if one.differing is Differing.WHETHER and line.claim.type in ("ACCUSE", "REJECT") and not line.sources:
        return ", ".join(line.names("actor")) or None
    return wording.according_to(line)


def _telling(one: Disagreement, line: Line) -> TellingRow:
    claim = line.claim
    return TellingRow(
        according_to=_chain(one, line),
        words=claim.evidence[0].quote,
        known=known(line),
        surely=", ".join((str(claim.modality), *(["not so"] if claim.polarity is Polarity.NEGATED else []))),
        source=line.path,
        publisher=line.publisher,
        id=claim.id,
        document=claim.document,
    )
