"""Rows of a succession: one for each spell in an office, with its bounds, what proves them and what contradicts them.

In:   successions; the words that a user gives for an office; a day.
Out:  rows with days as ISO strings and EDTF, and a line of signs that draws a spell over years.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from letopis.tenure import DAY, Conflict, Days, Office, Part, Proof, Spell, Succession, Sureness
from letopis.times import iso
from letopis.view.names import has_beginnings, has_words, telling_words

PLAIN = {"sure": "=", "may": "-", "none": "."}
DRAWN = {"sure": "█", "may": "░", "none": "·"}


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One claim behind a bound: `bound` is start, end, held or paused; `days` for reading, the rest as `Proof`."""

    bound: str
    days: str
    how: str | None
    surely: str
    rule: str
    words: str
    known: str | None
    source: str
    id: str
    document: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two proofs that cannot both hold: of a start, an end, or of two holders."""

    about: str
    kept: ProofRow
    lost: ProofRow


@dataclass(frozen=True, slots=True)
class SpellRow:
    """One person's time in one office.

    `start` and `end` are for reading ("by 2020-09-03", "1994-07", "?"), the others days, both ends within: the first
    day in office, the first day out of it. `seen` is the last day on which an article has it held; `on` how surely it
    covers the day that was asked for. `status` is that of that day, else of the newest article.
    """

    office: str
    holder: str
    start: str
    end: str
    how: str
    status: str
    on: str | None
    seen: str | None
    reports: int
    independent: int
    disputed: int
    id: str
    title: str
    body: str
    country: str | None
    post: str
    type: str
    single: bool
    start_earliest: str | None
    start_latest: str | None
    start_edtf: str | None
    end_earliest: str | None
    end_latest: str | None
    end_edtf: str | None
    began: str | None
    over: str | None
    acting: bool
    planned_start: str | None
    planned_end: str | None
    holder_id: str
    office_id: str
    claims: tuple[str, ...]
    proofs: tuple[ProofRow, ...]
    conflicts: tuple[ConflictRow, ...]


def find_successions(successions: Iterable[Succession], name: str) -> list[Succession]:
    """Those whose office has all the words of `name` in its titles, class or body; where none has, their beginnings."""
    wanted, several = telling_words(name), list(successions)
    whole = [one for one in several if has_words(_told_of(one.office), wanted)]
    return whole or [one for one in several if has_beginnings(_told_of(one.office), wanted)]


def _told_of(office: Office) -> str:
    return " ".join((office.name, *office.titles, office.post, office.type, office.body))


def spell_rows(
    successions: Iterable[Succession], newest: date, *, holder: str | None = None, on: date | None = None
) -> list[SpellRow]:
    """The spells office by office; of one holder where one is given, and on one day.

    `newest` is the day of the newest article, for which statuses are told where no day is asked for.
    """
    rows = []
    for succession in successions:
        sure = {one.spell.id: one.sureness for one in succession.holders_on(on)} if on else {}
        for spell in succession.spells:
            if (holder and spell.holder != holder) or (on and spell.id not in sure):
                continue
            rows.append(_row(succession, spell, on or newest, sure.get(spell.id)))
    return rows


def _row(succession: Succession, spell: Spell, day: date, sure: Sureness | None) -> SpellRow:
    office, start, end = spell.office, spell.start, spell.end
    ids = {proof.claim for proof in spell.proofs}
    shared = [one for one in succession.conflicts if {one.kept.claim, one.lost.claim} & ids]
    conflicts = (*spell.conflicts, *shared)
    return SpellRow(
        office=office.shown,
        holder=spell.name,
        start=start.told,
        end=end.told if spell.is_over else "?",
        how=_how(spell),
        status=spell.status_on(day),
        on=sure and str(sure),
        seen=iso(spell.seen.latest),
        reports=spell.reports,
        independent=spell.independent,
        disputed=len(conflicts),
        id=spell.id,
        title=office.name,
        body=office.body,
        country=office.country,
        post=office.post,
        type=office.type,
        single=office.is_single,
        start_earliest=iso(start.earliest),
        start_latest=iso(start.latest),
        start_edtf=start.edtf,
        end_earliest=iso(end.earliest),
        end_latest=iso(end.latest),
        end_edtf=end.edtf if spell.is_over else None,
        began=spell.began,
        over=spell.over,
        acting=spell.is_acting,
        planned_start=spell.planned_start.edtf if spell.planned_start else None,
        planned_end=spell.planned_end.edtf if spell.planned_end else None,
        holder_id=spell.holder,
        office_id=office.id,
        claims=tuple(sorted(ids)),
        proofs=tuple(proof_row(proof) for proof in spell.proofs),
        conflicts=tuple(conflict_row(one) for one in conflicts),
    )


def _how(spell: Spell) -> str:
    """ "elected – resigned", "acting, sworn in", "– term ends 2024"."""
    begun = ", ".join(filter(None, ("acting" if spell.is_acting else "", spell.began)))
    if not begun and spell.planned_start and spell.start.earliest is None:
        begun = f"to begin {_days(spell.planned_start)}".strip()
    over = spell.over or ""
    if not over and spell.planned_end is not None and not spell.is_over:
        over = f"to end {_days(spell.planned_end)}".strip()
    return f"{begun} – {over}".strip() if over else begun


def _days(days: Days) -> str:
    return "" if days.is_open else days.told


def proof_row(proof: Proof) -> ProofRow:
    """The row of a proof."""
    return ProofRow(
        bound={Part.HELD: "held", Part.PAUSE: "paused"}.get(proof.part, str(proof.part)),
        days=proof.days.told,
        how=proof.manner,
        surely=str(proof.surely),
        rule=proof.rule,
        words=proof.quote,
        known=iso(proof.known),
        source=proof.path,
        id=proof.claim,
        document=proof.document,
        earliest=iso(proof.days.earliest),
        latest=iso(proof.days.latest),
    )


def conflict_row(conflict: Conflict) -> ConflictRow:
    """The row of a contradiction."""
    return ConflictRow(conflict.about, proof_row(conflict.kept), proof_row(conflict.lost))


def years_of(rows: Sequence[SpellRow], newest: date) -> tuple[int, int] | None:
    """First and last year of what is drawn, or None where nothing is dated."""
    told = [
        day
        for row in rows
        for day in (row.start_earliest, row.start_latest, row.end_earliest, row.end_latest, row.seen)
        if day
    ]
    if not told:
        return None
    years = [int(day[:4]) for day in told]
    is_open = any(row.end == "?" for row in rows)
    return min(years), max(*years, newest.year if is_open else 0)


def bar(row: SpellRow, years: tuple[int, int], newest: date, width: int, signs: dict[str, str]) -> str:
    """A spell over years, `width` signs wide: where it was surely held, where it may have been."""
    first, after = date(years[0], 1, 1), date(years[1] + 1, 1, 1)
    step = (after - first) / width
    drawn = []
    for at in range(width):
        since, until = first + step * at, first + step * (at + 1)
        drawn.append(signs[_state(row, since, max(until, since + DAY), newest)])
    return "".join(drawn)


def _state(row: SpellRow, since: date, until: date, newest: date) -> str:
    """ "sure" where some day of [since, until) is surely held, "may" where one may be, else "none"."""
    from_sure, from_may = _day(row.start_latest), _day(row.start_earliest)
    to_sure, to_may = _day(row.end_earliest), _day(row.end_latest)
    if from_sure and to_sure is None and row.end == "?":
        to_sure = max(filter(None, (_day(row.seen), from_sure))) + DAY
    if from_sure and to_sure and from_sure < until and since < to_sure:
        return "sure"
    begin = from_may or (from_sure if from_sure else to_sure or to_may)
    end = to_may or (newest + DAY if row.end == "?" else to_sure)
    if begin and end and begin < until and since < max(end, begin + DAY):
        return "may"
    return "none"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
