"""How a system stood on a day: who held which office, standing ties, open plans, conflicts, positions, figures.

In:   successions, ties, plans and lines of a record; a day.
Out:  rows, each with the line that shows it, when that could be known and how many reports there are.

Every row has a key that does not depend on the record, so that two days or two records can be compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from letopis.claim import ClaimKind, Modality, Polarity
from letopis.origin import support_of
from letopis.plan import Plan, Status, Step, Turn
from letopis.profile import Line
from letopis.tenure import TERM, Part, Proof, Spell, Standing, Succession, Surely, Sureness
from letopis.times import Interval, iso
from letopis.view import wording
from letopis.view.names import fold
from letopis.view.plan_rows import maker_of, status_of
from letopis.view.rows import known
from letopis.view.ties_in_time import CERTAIN, DISPUTED, LIKELY, Held, Tie, TieRules, held_on

YEAR = timedelta(days=366)  # a position or a figure older than that is no longer the latest news of it
QUIET = timedelta(days=31)  # a conflict of which nothing is told for so long is taken to rest
SECTIONS = ("office", "tie", "plan", "conflict", "position", "figure")
_OPEN = (Status.OPEN, Status.DUE, Status.OVERDUE, Status.POSTPONED)
_LONG = timedelta(days=40)  # a time of a deed that is longer says little of its day
_DEEDS = (Turn.FULFILLED, Turn.PARTLY, Turn.MISSED)
_FATES = (Turn.POSTPONED, Turn.CANCELLED, Turn.DENIED)
_IN_OFFICE = ("acting", "outgoing")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StateRow:
    """One thing that stood on a day, with the claim that shows it best.

    Attributes:
        section: office, tie, plan, conflict, position or figure.
        since: for reading; until: of an office its end, of a plan when it is due.
        surely: certain, likely, disputed or alleged.
        status: of an office in office, acting, outgoing, designate; of a plan open, due, overdue, postponed.
        last_seen: the last day by then on which a report has it so.
        known: when a reader could know the claim.
        reports, independent: how many articles tell it, and on how many origins they rest.
        parties: ids of the entities that it is about.
        key: the same in every record that names the parties alike.
        claims: ids of all claims behind it.
        end: of a plan the first day after its time, or None.
    """

    section: str
    who: str
    what: str
    since: str
    until: str
    surely: str
    status: str
    last_seen: str | None
    words: str
    known: str | None
    reports: int
    independent: int
    source: str
    id: str
    quote: str
    document: str
    parties: tuple[str, ...]
    key: str
    claims: tuple[str, ...]
    end: str | None = None


def office_rows(successions: Iterable[Succession], day: date, lines: Mapping[str, Line]) -> list[StateRow]:
    """Who held which office; a holder whose time is only possible is left out. `lines` are tenures and the events that
    begin and end them, by id."""
    rows = []
    for succession in successions:
        standing = succession.holders_on(day)
        found = [one for one in standing if _is_worth_telling(one, day)]
        found += [
            Standing(spell, Sureness.LIKELY)
            for spell in succession.spells
            if _is_designate(spell, day) and spell not in [one.spell for one in found]
        ]
        alike = (
            succession.office.is_single and len([one for one in found if one.spell.is_acting is False]) > 1
        )
        rows += [_office_row(one, day, lines, disputed=alike) for one in found]
    return rows


def _is_designate(spell: Spell, day: date) -> bool:
    """True for who has been chosen, as a report told by then, and comes within a year."""
    told = [p for p in spell.proofs if p.part is Part.START and p.rule not in ("successor", "predecessor")]
    announced = any(p.known is not None and p.known <= day for p in told)
    ahead = spell.planned_start or spell.start
    comes = ahead.latest or ahead.earliest
    return (
        announced
        and spell.status_on(day) == "designate"
        and (comes is None or timedelta() < comes - day <= YEAR)
    )


def _is_worth_telling(standing: Standing, day: date) -> bool:
    if standing.sureness is not Sureness.POSSIBLE:
        return True
    spell = standing.spell
    last = spell.seen.latest or spell.start.latest
    return last is not None and not spell.is_over and timedelta() <= day - last <= TERM and day >= last


def _office_row(standing: Standing, day: date, lines: Mapping[str, Line], *, disputed: bool) -> StateRow:
    spell = standing.spell
    status = spell.status_on(day)
    surely = CERTAIN if standing.sureness is Sureness.SURE else LIKELY
    designate = _is_designate(spell, day)
    if not designate and (disputed or spell.conflicts):
        surely = DISPUTED
    proof = _proof_for(spell, day)
    told = [lines[one.claim] for one in spell.proofs if one.claim in lines]
    seen = [one.days.latest or one.known for one in spell.proofs if one.part is Part.HELD]
    last = max((one for one in seen if one and one <= day), default=None)
    office = spell.office
    return StateRow(
        section="office",
        who=spell.name,
        what=office.shown,
        since=spell.start.told if not spell.start.is_open else "",
        until=spell.end.told if spell.is_over else "",
        surely=surely,
        status="designate" if designate else status if status in _IN_OFFICE else "in office",
        last_seen=iso(last or spell.seen.latest if not last or last <= day else last),
        words=wording.short(proof.quote),
        known=iso(proof.known),
        reports=spell.reports,
        independent=support_of(told).independent if told else spell.independent,
        source=proof.path,
        id=proof.claim,
        quote=proof.quote,
        document=proof.document,
        parties=(spell.holder,),
        key=f"office|{fold(office.shown)}|{fold(spell.name)}",
        claims=tuple(sorted({one.claim for one in spell.proofs})),
    )


def _proof_for(spell: Spell, day: date) -> Proof:
    """What shows best that it held on a day: the last told sighting or start by then, else the first proof."""
    told = [p for p in spell.proofs if p.surely is Surely.TOLD and p.part in (Part.HELD, Part.START)]
    by_then = [p for p in told if (p.days.earliest or p.days.latest or p.known or date.max) <= day]
    return max(
        by_then,
        key=lambda p: (p.days.latest or p.known or date.min, p.part is Part.HELD, p.claim),
        default=(told or list(spell.proofs))[0],
    )


def tie_rows(ties: Iterable[Tie], day: date, rules: Mapping[str, TieRules]) -> list[StateRow]:
    """The ties that stood."""
    held = [found for tie in ties if (found := held_on(tie, day, rules[tie.type].lasts))]
    return [_tie_row(one) for one in held]


def _tie_row(held: Held) -> StateRow:
    row = line_state("tie", held.shown_by, held.tie.lines, key="|".join(held.tie.key))
    return replace(
        row,
        since=held.since.isoformat(),
        surely=held.surely,
        status="standing",
        last_seen=held.seen.isoformat(),
    )


def plan_as_of(plan: Plan, day: date) -> Plan | None:
    """A plan with what had been told and had happened by a day; None where it was not yet made."""
    steps = tuple(step for step in plan.steps if _had_come(step, day, plan))
    if not any(step.turn not in (Turn.FULFILLED, Turn.PARTLY) for step in steps):
        return None
    if len(steps) == len(plan.steps):
        return replace(plan, steps=steps)
    dues = [step.due for step in steps if step.due is not None or step.turn is Turn.POSTPONED]
    return replace(plan, steps=steps, due=dues[-1] if dues else plan.due)


def _had_come(step: Step, day: date, plan: Plan) -> bool:
    """True for what was done, put off or called off by a day; of an announcement for what had been told by then, or
    was told in hindsight of a plan that stood before."""
    claim = step.line.claim
    deed = step.turn in _DEEDS or (step.turn in _FATES and claim.modality is Modality.ASSERTED)
    happened = claim.when if deed else None
    told = claim.known.start or claim.known.end if claim.known is not None else None
    if happened is not None and happened.start is not None:
        since = (
            plan.due.start if happened.end is None and plan.due is not None else None
        )  # on that day or later
        return max(happened.start, since or _surely_since(happened, plan, told)) <= day
    if not deed and _stood_before(step, plan, told):
        return True
    told = min(told, step.said) if told is not None and step.said is not None else told
    return told is not None and told <= day


def _surely_since(happened: Interval, plan: Plan, told: date | None) -> date:
    """From when a deed of a told time had come: of a long time ("a year after she had won") from the plan's own time,
    else from its report."""
    start = happened.start or date.min
    if happened.end is None or happened.end - start <= _DAY:
        return start
    if happened.end - start <= _LONG:  # "in June": after what announced it, where that was told in June
        return max(start, min(made, happened.end - _DAY)) if (made := _made(plan)) is not None else start
    dues = [step.due for step in plan.steps if step.due is not None and step.due.start is not None]
    within = [due.start for due in dues if due.start and due.overlaps(happened)]
    return max([start, *within[-1:]]) if within else max(start, min(told or start, happened.end))


def _made(plan: Plan) -> date | None:
    """The day behind the one on which a plan was first announced; None where all tell it in hindsight."""
    first = next((step for step in plan.steps if step.turn is Turn.ANNOUNCED), None)
    known = first.line.claim.known if first is not None else None
    is_ahead = first is not None and (
        first.due is None
        or first.due.end is None
        or known is None
        or known.end is None
        or first.due.end >= known.end
    )
    return known.end if is_ahead and known is not None else None


def _stood_before(step: Step, plan: Plan, told: date | None) -> bool:
    """True for a plan that is told only when its time is over, or when it has been put off or called off."""
    if step.turn in _FATES or told is None:
        return False
    if step.due is not None and step.due.end is not None and step.due.end <= told:
        return True
    undone = [one for one in plan.steps if one.turn in _FATES]
    return any(one.line.claim.document == step.line.claim.document for one in undone)


def open_plan_rows(plans: Iterable[Plan], day: date, is_relay: Callable[[str], bool]) -> list[StateRow]:
    """The plans made by then and not yet decided; those that nobody has spoken of for long are left out."""
    found = [(one, status_of(one, day)) for plan in plans if (one := plan_as_of(plan, day)) is not None]
    return [
        plan_state(plan, status, note, is_relay)
        for plan, (status, note) in found
        if status in _OPEN and not is_forgotten(plan, day)
    ]


def is_forgotten(plan: Plan, day: date) -> bool:
    """True of a plan whose time has been over for a year, or that is due on no day and unspoken of for two."""
    if plan.due is not None and plan.due.end is not None:
        return plan.due.end <= day - YEAR
    return max(_known_on(step.line) for step in plan.steps)[0] <= day - 2 * YEAR


def plan_state(plan: Plan, status: Status, note: str | None, is_relay: Callable[[str], bool]) -> StateRow:
    """The row of a plan; its evidence is the line that told it last."""
    line = max(plan.steps, key=lambda step: _known_on(step.line)).line
    maker = maker_of(plan, is_relay)
    row = line_state("plan", plan.first, plan.told, key=f"plan|{plan.id}")
    shown = line if line.claim.id != plan.first.claim.id else plan.first
    return replace(
        row,
        who=maker or row.who,
        what=row.what.replace(", planned)", ")").replace(" (planned)", ""),
        since=known(plan.first) or "",
        until=wording.when(plan.due),
        end=iso(plan.due.end) if plan.due is not None else None,
        surely=note or "",
        status=str(status),
        last_seen=known(shown),
        claims=tuple(dict.fromkeys(step.line.claim.id for step in plan.steps)),
    )


def conflict_rows(lines: Iterable[Line], day: date) -> list[StateRow]:
    """The conflicts that went on: fights, coercion and protest of the same sides with no longer silence than a month.

    `lines` are events of material conflict.
    """
    found: dict[tuple[str, ...], list[tuple[date, date, Line]]] = defaultdict(list)
    for line in lines:
        days = _days_of(line)
        if days is not None and line.claim.polarity is Polarity.AFFIRMED:
            found[_conflict_key(line)].append((*days, line))
    rows = []
    for key, several in sorted(found.items()):
        run = _run_on(sorted(several, key=lambda one: (one[0], one[1], one[2].claim.id)), day)
        if run:
            rows.append(_conflict_row(key, run, day))
    return rows


def _run_on(several: Sequence[tuple[date, date, Line]], day: date) -> list[tuple[date, date, Line]]:
    """The sightings in a row, no further apart than QUIET, that reach the day; empty where none do."""
    run: list[tuple[date, date, Line]] = []
    last = date.min
    for first, until, line in several:
        if first > day:
            break
        if run and first - last > QUIET:
            run = []
        run.append((first, until, line))
        last = max(last if len(run) > 1 else date.min, until)
    return run if run and day - min(last, day) <= QUIET else []


def _conflict_row(key: tuple[str, ...], run: Sequence[tuple[date, date, Line]], day: date) -> StateRow:
    lines = [line for _, _, line in run]
    row = line_state("conflict", lines[-1], lines, key="|".join(key))
    last = min(max(until for _, until, _ in run), day)
    surely = CERTAIN if last == day else LIKELY
    parties = tuple(dict.fromkeys(party for line in lines for party in _parties(line)))
    return replace(
        row,
        since=run[0][0].isoformat(),
        surely=surely,
        status="going on",
        last_seen=last.isoformat(),
        parties=parties,
    )


def _conflict_key(line: Line) -> tuple[str, ...]:
    sides = sorted({fold(name) for name in line.names("actor", "recipient")})
    return ("conflict", *(sides or [fold(name) for name in line.names("place")] or [line.claim.type]))


def position_rows(lines: Iterable[Line], day: date) -> list[StateRow]:
    """The latest statement of everybody who has a name, not older than a year."""
    found: dict[str, tuple[date, Line]] = {}
    for line in lines:
        speaker = line.first("speaker")
        days = _days_of(line)
        if speaker is None or speaker.entity is None or speaker.nameless or days is None:
            continue
        if not day - YEAR < days[0] <= day:
            continue
        at = (days[0], line.path, line.claim.evidence[0].start, line.claim.id)
        before = found.get(speaker.entity)
        if before is None or at > (
            before[0],
            before[1].path,
            before[1].claim.evidence[0].start,
            before[1].claim.id,
        ):
            found[speaker.entity] = (days[0], line)
    rows = []
    for said, line in found.values():
        row = line_state("position", line, [line], key=f"position|{fold(wording.who(line))}")
        rows.append(replace(row, since=said.isoformat(), surely=_surely(line), last_seen=said.isoformat()))
    return rows


def latest_figures(lines: Iterable[Line], day: date) -> list[StateRow]:
    """The latest figure of each thing that is counted, not older than a year."""
    found: dict[str, tuple[date, Line]] = {}
    for line in sorted(lines, key=lambda one: (one.path, one.claim.evidence[0].start, one.claim.id)):
        days = _days_of(line)
        if days is None or not day - YEAR < days[0] <= day or not line.names("subject"):
            continue
        units = "/".join(sorted({fold(part.shown) for part in line.all("unit")}))
        key = f"figure|{fold(', '.join(line.names('subject')))}|{units}"
        if line.all("compared_with"):  # votes for and against are those of one vote, and no news of another
            key += f"|{days[0]}"
        if key not in found or days[0] >= found[key][0]:
            found[key] = (days[0], line)
    rows = []
    for key, (at, line) in found.items():
        row = line_state("figure", line, [line], key=key)
        rows.append(replace(row, since=at.isoformat(), surely=_surely(line), last_seen=at.isoformat()))
    return rows


def _surely(line: Line) -> str:
    plain = line.claim.modality is Modality.ASSERTED and line.claim.polarity is Polarity.AFFIRMED
    return CERTAIN if plain else str(line.claim.modality)


def line_state(section: str, line: Line, lines: Sequence[Line], *, key: str) -> StateRow:
    """The row of a line; `lines` are all that tell it."""
    support = support_of(lines)
    told = line.support if line.support.reports > support.reports else support
    return StateRow(
        section=section,
        who=wording.who(line),
        what=wording.what(line),
        since="",
        until="",
        surely="",
        status="",
        last_seen=None,
        words=wording.words(line),
        known=known(line),
        reports=told.reports,
        independent=told.independent,
        source=line.path,
        id=line.claim.id,
        quote=line.claim.evidence[0].quote,
        document=line.claim.document,
        parties=_parties(line),
        key=key,
        claims=tuple(dict.fromkeys(one.claim.id for one in lines)),
    )


def _parties(line: Line) -> tuple[str, ...]:
    roles = ("actor", "recipient", "subject", "object", "speaker", "holder", "theme", "place")
    return tuple(dict.fromkeys(part.entity for part in line.all(*roles) if part.entity))


def _days_of(line: Line) -> tuple[date, date] | None:
    """First and last day of what a line tells, of its report where it tells none; None where nothing dates it."""
    told = wording.told_when(line)
    if told is None:
        return None
    first, last = told.start, told.end - _DAY if told.end else None
    if line.claim.kind is ClaimKind.EVENT and first is not None and last is None:
        return first, first
    first, last = first or last, last or first
    return (first, last) if first is not None and last is not None else None


def _known_on(line: Line) -> tuple[date, str]:
    told = line.claim.known
    return ((told.start or told.end) if told is not None else None) or date.min, line.claim.id
