"""Which offices the chains of each document hold, and when, as its tenures tell.

In:   mentions; what the record tells of documents and tenures.
Out:  chain → holdings with their days.

An office that is told of as of now is held on the day of the report; "former" and "designate" say nothing of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from letopis import gazetteer
from letopis.background import Background
from letopis.claim import Argument, Claim, Modality, Polarity
from letopis.mention import Mention, MentionKind
from letopis.resolve.names.portraits import NO_DAYS, Holding
from letopis.times import Interval

DAY = timedelta(days=1)
LONGEST_DAY = 31  # days within which a report is dated well enough to be a day of an office
NOT_NOW = frozenset({"former", "designate", "outgoing"})


def holdings_of(mentions: Iterable[Mention], background: Background) -> dict[str, tuple[Holding, ...]]:
    """Chain → its holdings, sorted."""
    wanted = {
        argument.mention
        for claim in background.tenures
        for argument in claim.arguments
        if argument.mention is not None
    }
    known = {mention.id: mention for mention in mentions if mention.id in wanted}
    found: dict[str, set[Holding]] = {}
    for claim in background.tenures:
        holder = claim.first("holder")
        mention = known.get(holder.mention or "") if holder is not None else None
        if mention is not None and mention.number == "sg" and _is_told(claim):
            day = background.days.get(claim.document, NO_DAYS)
            found.setdefault(mention.chain, set()).add(_post(claim, known, day))
    return {chain: tuple(sorted(holdings, key=holding_order)) for chain, holdings in found.items()}


def holding_order(holding: Holding) -> tuple[str, str, str, str]:
    """Sorts holdings, by office, state, body and days."""
    return (
        holding.office,
        holding.country or "",
        holding.body or "",
        f"{holding.days.start} {holding.days.end}",
    )


def is_day(days: Interval) -> bool:
    """True when an interval is short enough to be taken for a day."""
    return days.start is not None and days.end is not None and (days.end - days.start).days <= LONGEST_DAY


def merged(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """The holdings; of one that is told for many days of a year only the first and the last day."""
    edges: dict[tuple[str, str | None, str | None, int], list[Holding]] = {}
    kept: set[Holding] = set()
    for holding in sorted(set(holdings), key=holding_order):
        if is_day(holding.days) and holding.days.start is not None:
            key = (holding.office, holding.country, holding.body, holding.days.start.year)
            edges.setdefault(key, []).append(holding)
        else:
            kept.add(holding)
    for same in edges.values():
        kept.update((same[0], same[-1]))
    return tuple(sorted(kept, key=holding_order))


def _is_told(claim: Claim) -> bool:
    return claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED


def _post(claim: Claim, known: Mapping[str, Mention], day: Interval) -> Holding:
    office, owner = claim.first("office"), claim.first("organisation")
    title = _title(office, known)
    listed = gazetteer.office(title) if title else None
    country, body = _owner(owner, known)
    implied = (
        owner is not None and owner.mention is None and office is not None and owner.start == office.start
    )
    unique = bool(listed and listed.unique)
    holding = Holding(title or claim.type, claim.type, country, body, _days(claim, day), unique, implied)
    return replace(holding, office=listed.name) if listed is not None else holding


def _title(office: Argument | None, known: Mapping[str, Mention]) -> str | None:
    if office is None:
        return None
    mention = known.get(office.mention or "")
    return office.value or (mention.value if mention is not None else None) or office.text


def _owner(owner: Argument | None, known: Mapping[str, Mention]) -> tuple[str | None, str | None]:
    """The state and the body that an office is of."""
    if owner is None:
        return None, None
    mention = known.get(owner.mention or "")
    named = gazetteer.country_of(owner.value or owner.text)
    if mention is None:
        return (named.code if named is not None else None), None
    if mention.kind in (MentionKind.COUNTRY, MentionKind.PLACE):
        return mention.country or (named.code if named is not None else None), None
    body = mention.value or mention.text
    return mention.country, gazetteer.fold(body).casefold()


def _days(claim: Claim, day: Interval) -> Interval:
    """The days of a tenure that are told, else the day of the report where it is told as of now."""
    when = claim.when
    is_over = when is not None and when.end is not None and _is_before(when.end, day)
    if claim.mode in NOT_NOW or is_over:
        return when if when is not None and not when.is_open else NO_DAYS
    if when is not None and when.basis == "explicit" and not when.is_open:
        return when
    return Interval(day.start, day.end) if is_day(day) else NO_DAYS


def _is_before(end: date, day: Interval) -> bool:
    return day.start is None or end <= day.start
