"""Join the tenures of a record to successions: who held which office, from when until when, and what proves it.

In:   lines of kind tenure, and of the events that give or take an office (`EVENTS`), with their names resolved.
Out:  successions; a pure function of the lines, whatever their order, so that fewer lines (what was known by a day)
      give what could be known then.

Bounds that several articles give are cut with each other ("26-year rule", "since July 1994"); a successor's start
closes the predecessor's end where an office has one holder; what cannot both hold stands beside what was chosen.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from letopis.claim import ClaimKind, Modality
from letopis.document import content_id
from letopis.origin import origins
from letopis.profile import Line
from letopis.resolve.offices.bodies import OF_COUNTRIES
from letopis.resolve.offices.bounding import Bounded, bound_end, bound_start, of_year, seen_days
from letopis.resolve.offices.posts import holder_of, offices_of
from letopis.resolve.offices.proofs import event_proof, is_chosen, is_turn, proofs_of, stays_on
from letopis.resolve.offices.runs import Run, axis_day, runs_of
from letopis.resolve.offices.vacated import is_alone_there, left_for_head, until_next
from letopis.tenure import DAY, Conflict, Days, Office, Part, Proof, Spell, Succession, Surely

EVENTS = ("APPOINT", "DISMISS", "RESIGN", "ELECT", "ASSAULT", "INCIDENT")  # give or take an office, or a life
REJECTED = "rejected"
REMAINS = re.compile(r"\b(?:remains|stays)\b(?: \w+){0,3}$")  # up to the title
OF_STATES = frozenset({"head_of_state", "head_of_government", "monarch"})
LONG_AFTER = timedelta(days=31)  # whoever is told to have left is hardly told later to be in that office
SOLEMN = ("sworn in", "crowned")  # ways to take an office that leave no doubt that it was taken
STANDING_IN = timedelta(days=183)  # whoever acts so long before the next one is there has acted until then


def successions(lines: Iterable[Line], superseded: Container[str] = ()) -> list[Succession]:
    """The successions of all offices that the lines tell of, by the office's body and name.

    `succession.holders_on(day)` tells who held one on a day, `letopis.tenure.holder_on` who headed a state.

    Args:
        lines: what a person has rejected counts for nothing.
        superseded: ids of documents of which a newer version is known: what they tell is shown and bounds nothing.
    """
    told = sorted((line for line in lines if line.review != REJECTED), key=lambda line: line.claim.id)
    tenures = [line for line in told if line.claim.kind is ClaimKind.TENURE and holder_of(line)]
    offices, names, deeds = offices_of(told), _names(tenures), _days_of_deeds(told)
    proofs: dict[str, list[_Told]] = defaultdict(list)
    for line in tenures:
        holder = holder_of(line) or ""
        day = deeds.get((line.claim.document, line.claim.evidence[0].start, holder))
        for proof in proofs_of(line):
            proofs[offices[line.claim.id].id].append(_Told(holder, _former_by(proof, day), line))
    for office, one in _of_events(told, tenures, offices):
        proofs[office].append(one)
    by_id = {office.id: office for office in offices.values()}
    joined = (
        _succession(by_id[key], _sourced(several, superseded), names) for key, several in proofs.items()
    )
    found = left_for_head([succession for succession in joined if succession.spells])
    found.sort(key=lambda one: (one.office.body.lower(), one.office.name.lower(), one.office.id))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """What a line proves of a holder."""

    holder: str
    proof: Proof
    line: Line


def _days_of_deeds(lines: Iterable[Line]) -> dict[tuple[str, int, str], date]:
    """The day of what somebody did or what befell him, by document, sentence and person; the first of several."""
    found: dict[tuple[str, int, str], date] = {}
    for line in lines:
        claim, when = line.claim, line.claim.when
        if claim.kind is not ClaimKind.EVENT or claim.modality is not Modality.ASSERTED or stays_on(claim):
            continue
        if when is None or when.text is None or when.start is None or when.end != when.start + DAY:
            continue
        for part in line.parts:
            if part.entity:
                key = claim.document, claim.evidence[0].start, part.entity
                found[key] = min(when.start, found.get(key, when.start))
    return found


def _former_by(proof: Proof, day: date | None) -> Proof:
    """Of "on May 3 Lind beat former minister Berg": the office was left by that day, where that is none of long ago."""
    last = proof.days.latest
    if proof.rule != "former" or day is None or last is None or not last - LONG_AFTER <= day < last:
        return proof
    return replace(proof, days=replace(proof.days, latest=day))


def _sourced(told: Sequence[_Told], superseded: Container[str]) -> list[tuple[str, Proof]]:
    """Holders and proofs, each proof with its origin among those of the office."""
    lines = {one.line.claim.id: one.line for one in told}
    origin = {line.claim.id: n for n, group in enumerate(origins(lines.values())) for line in group}
    found = []
    for one in told:
        is_old = one.proof.document in superseded
        surely = Surely.SUPERSEDED if is_old else one.proof.surely
        found.append((one.holder, replace(one.proof, origin=origin[one.line.claim.id], surely=surely)))
    days = {
        day
        for _, proof in found
        if not proof.is_yearless
        for day in (proof.days.earliest, proof.days.latest)
        if day
    }
    return _of_who_left([(holder, of_year(proof, days)) for holder, proof in found])


def _of_who_left(proofs: Sequence[tuple[str, Proof]]) -> list[tuple[str, Proof]]:
    """The proofs without the titles of people whom the same article has leave the office: "President X resigned".

    A title on a day that the article tells ("who on May 3 beat Foreign Minister X") stays, unless it stands in the
    sentence that has him leave or on a day by which he had left.
    """
    left: dict[tuple[str, str], list[Proof]] = defaultdict(list)
    for holder, proof in proofs:
        if proof.part is Part.END and proof.surely is Surely.TOLD:
            left[holder, proof.document].append(proof)
    return [
        (holder, proof)
        for holder, proof in proofs
        if proof.rule != "sighting" or _is_before_all(proof, left[holder, proof.document])
    ]


def _is_before_all(seen: Proof, ends: Sequence[Proof]) -> bool:
    """True for a title of its own day and sentence that leaves room for all these ends."""
    day = seen.days.latest
    return not ends or (
        seen.is_dated
        and day is not None
        and all(end.quote != seen.quote and (end.days.latest or date.min) > day for end in ends)
    )


def _names(tenures: Sequence[Line]) -> dict[str, str]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for line in tenures:
        for part in line.all("holder"):
            if part.entity:
                names[part.entity][part.shown] += 1
    return {entity: min(of, key=lambda name: (-of[name], name)) for entity, of in names.items()}


def _of_events(
    lines: Sequence[Line], tenures: Sequence[Line], offices: Mapping[str, Office]
) -> Iterable[tuple[str, _Told]]:
    """Office and proof of each event that gives or takes an office; the words of a tenure count once."""
    held: dict[str, list[Line]] = defaultdict(list)
    words: dict[tuple[str, tuple[int, int] | None, str], Line] = {}
    for line in tenures:
        holder = holder_of(line) or ""
        held[holder].append(line)
        words[line.claim.document, line.claim.evidence[0].cue, holder] = line
    for line in lines:
        if line.claim.kind is not ClaimKind.EVENT or line.claim.type not in EVENTS:
            continue
        for holder in sorted({part.entity for part in line.parts if part.entity and part.entity in held}):
            same = words.get((line.claim.document, line.claim.evidence[0].cue, holder))
            proof = event_proof(line, holder)
            if proof is None or (same is not None and not _adds(proof, same)):
                continue
            if same is not None:
                acts = replace(proof, is_acting=same.claim.mode == "acting")
                yield offices[same.claim.id].id, _Told(holder, acts, line)
                continue
            for office in _meant(line, proof, held[holder], offices):
                yield office, _Told(holder, proof, line)


def _adds(proof: Proof, tenure: Line) -> bool:
    """True where an event is dated and the tenure of the same words is not."""
    return proof.rule == "told" and (tenure.claim.when is None or tenure.claim.when.text is None)


def _meant(line: Line, proof: Proof, held: Sequence[Line], offices: Mapping[str, Office]) -> list[str]:
    """The offices that an event gives or takes: the one that it names, else the only one that the holder has there;
    by a death all."""
    titles = {part.shown for part in line.all("theme") if part.kind == "office"}
    if proof.manner in ("died", "killed"):
        return sorted({offices[tenure.claim.id].id for tenure in held})
    named = {office.id for tenure in held if titles & set((office := offices[tenure.claim.id]).titles)}
    if not titles and proof.part is Part.START:  # "Prime Minister X, whom parliament elected in May"
        here = [tenure for tenure in held if _is_title_there(tenure, line)]
        here = here or [tenure for tenure in held if _is_taken_there(tenure, line, proof)]
        named = {offices[tenure.claim.id].id for tenure in here}
    if titles or proof.part is Part.START:
        return sorted(named) if len(named) == 1 else []
    kept = {offices[tenure.claim.id].id for tenure in held if _is_kept(tenure, line)}
    held = [tenure for tenure in held if offices[tenure.claim.id].id not in kept]
    if line.claim.type == "DISMISS":  # whoever is dismissed loses no party: a state's office before a club's
        held = [tenure for tenure in held if tenure.claim.type in OF_COUNTRIES] or held
    here = [tenure for tenure in held if tenure.claim.document == line.claim.document]
    rest = [tenure for tenure in held if not _is_told_later(tenure, proof) and tenure.claim.mode != "former"]
    for group in ([tenure for tenure in here if tenure.claim.mode != "former"], here, rest):
        found = {offices[tenure.claim.id].id for tenure in group}
        if found:
            return sorted(found) if len(found) == 1 else []
    return []


def _is_kept(tenure: Line, line: Line) -> bool:
    """True for an office that the article of an event has its holder remain in."""
    evidence = tenure.claim.evidence[0]
    said = evidence.quote[: evidence.cue[1] - evidence.start] if evidence.cue is not None else ""
    same = tenure.claim.document == line.claim.document
    return same and tenure.claim.mode is None and REMAINS.search(said) is not None


def _is_told_later(tenure: Line, end: Proof) -> bool:
    """True for an office that an article long after an end has its holder hold or take: another than the one left.

    One that the article gives an end or a time within reach of the end is the one left all the same.
    """
    left = end.days.latest or end.days.earliest
    proofs = proofs_of(tenure)
    return left is not None and all(
        not (proof.part is Part.END and proof.surely is Surely.TOLD)
        and proof.known is not None
        and proof.known > left + LONG_AFTER
        and (proof.days.earliest is None or proof.days.earliest > left)
        for proof in proofs
    )


def _is_title_there(tenure: Line, line: Line) -> bool:
    """True for a title that the holder has in the sentence of an event."""
    one, other = tenure.claim.evidence[0], line.claim.evidence[0]
    same = one.document == other.document and one.start == other.start
    return same and tenure.claim.mode is None and proofs_of(tenure)[:1] != [] and not is_turn(tenure.claim)


def _is_taken_there(tenure: Line, line: Line, proof: Proof) -> bool:
    """True for an office that the article of an oath has its taker hold: "his inauguration" of "President X"."""
    same = tenure.claim.document == line.claim.document
    return same and proof.manner in SOLEMN and tenure.claim.mode is None and not is_turn(tenure.claim)


def _succession(office: Office, told: Sequence[tuple[str, Proof]], names: Mapping[str, str]) -> Succession:
    told = until_next(told) if office.is_single else told
    runs = runs_of(_acting_with(told), is_single=office.is_single)
    spells = [_spell(office, run, names[run.holder], number) for number, run in enumerate(runs)]
    overlaps: list[Conflict] = []
    if office.is_single:
        order = sorted(range(len(spells)), key=lambda at: _in_time(spells[at]))
        runs, spells = [runs[at] for at in order], [spells[at] for at in order]
        overlaps = _close(runs, spells)
    spells.sort(key=_in_time)
    return Succession(office, tuple(spells), tuple(overlaps))


def _acting_with(told: Sequence[tuple[str, Proof]]) -> list[tuple[str, Proof]]:
    """The proofs; what an article tells of the start of a time of acting is of acting, in whatever words."""
    acting = {(holder, proof.document, proof.days.latest) for holder, proof in told if proof.is_acting}

    def same(holder: str, proof: Proof) -> Proof:
        starts = proof.part is Part.START and (holder, proof.document, proof.days.latest) in acting
        return replace(proof, is_acting=True) if starts else proof

    return [(holder, same(holder, proof)) for holder, proof in told]


def _in_time(spell: Spell) -> tuple[date, date, str]:
    first = spell.start.latest or spell.start.earliest or spell.seen.earliest
    first = first or spell.end.latest or spell.end.earliest
    last = spell.end.latest or spell.end.earliest or spell.seen.latest
    return first or date.max, last or date.max, spell.id


def _spell(office: Office, run: Run, name: str, number: int) -> Spell:
    start = bound_start(run.proofs)
    end = bound_end(run.proofs, start.days)
    begun, ended, conflicts = start.days, end.days, [*start.conflicts, *end.conflicts]
    if begun.earliest and ended.latest and begun.earliest > ended.latest and start.best and end.best:
        conflicts.append(Conflict("end", start.best, end.best))
        ended = Days()
        end = Bounded(ended, None, ())
    elif begun.earliest and not ended.is_open:
        ended = ended.meet(Days(begun.earliest, None)) or ended
    seen = seen_days(run.proofs)
    if ended.is_open and seen.latest:
        ended = Days(seen.latest + DAY, None)
    order = {Part.START: 0, Part.HELD: 1, Part.PAUSE: 1, Part.END: 2}
    return Spell(
        id=content_id("spl", office.id, run.holder, number),
        office=office,
        holder=run.holder,
        name=name,
        start=begun,
        end=ended,
        began=start.best.manner if start.best else None,
        over=end.best.manner if end.best else None,
        planned_start=_planned(run.proofs, Part.START),
        planned_end=_planned(run.proofs, Part.END),
        is_acting=run.is_acting or _is_acting(run.proofs),
        is_over=end.best is not None,
        seen=seen,
        proofs=tuple(
            sorted(
                run.proofs,
                key=lambda p: (order[p.part], p.days.earliest or p.days.latest or date.max, p.claim),
            )
        ),
        conflicts=tuple(conflicts),
    )


def _planned(proofs: Iterable[Proof], part: Part) -> Days | None:
    """The days of what is announced, as the newest article has them; None where nothing is."""
    found = [proof for proof in proofs if proof.part is part and proof.surely is Surely.PLANNED]
    newest = max(found, key=lambda proof: (proof.known or date.min, proof.claim), default=None)
    return newest.days if newest else None


def _is_acting(proofs: Iterable[Proof]) -> bool:
    """True where the newest that tells of the office held has it held for the time being."""
    told = [
        proof for proof in proofs if proof.part in (Part.HELD, Part.START) and proof.surely is Surely.TOLD
    ]
    acting = [proof for proof in told if proof.is_acting]
    last = max((proof.known or date.min for proof in told), default=date.min)
    return bool(acting) and any((proof.known or date.min) == last for proof in acting)


def _close(runs: Sequence[Run], spells: list[Spell]) -> list[Conflict]:
    """Closes each spell by the start of the next and opens the next no earlier; days with two holders are told.

    A spell that no day is certain for stands nowhere in the order, and closes nothing.
    """
    conflicts = [conflict for run in runs for conflict in _lone(run)]
    placed = [at for at, spell in enumerate(spells) if _certain(spell) and not spell.is_acting]
    for one, other in pairwise(placed):
        before, after = spells[one], spells[other]
        if before.holder == after.holder:
            continue
        if _overlap(before, after):
            conflicts += _two_holders(before, after)
            continue
        stays = _is_held_to_the_last(before, after)
        before, after = _closed(before, after), _opened(before, after)
        spells[one], spells[other] = _handed_over(before, after, also=stays)
    for at, spell in enumerate(spells):
        if spell.is_acting and at and spells[at - 1].is_over and not _overlap(spells[at - 1], spell):
            spells[at] = _opened(spells[at - 1], spell)
        coming = next((later for later in spells[at + 1 :] if _certain(later)), None)
        if spell.is_acting and coming is not None:
            spells[at] = _stood_in(spells[at], coming, is_alone=is_alone_there(spells[:at], spells[at]))
    return conflicts


def _stood_in(acting: Spell, after: Spell, *, is_alone: bool = False) -> Spell:
    """Whoever acts, until the next one takes the office: there is nobody between the two."""
    begun, first = acting.start.latest, after.start.earliest
    if acting.is_over or acting.holder == after.holder or begun is None or first is None:
        return acting
    start = next((p for p in after.proofs if p.part is Part.START and p.surely is Surely.TOLD), None)
    days = acting.end.meet(after.start)
    wait = 4 * STANDING_IN if is_alone else STANDING_IN
    last = max(begun, acting.seen.latest or begun)
    if (
        start is None
        or days is None
        or not (begun <= first <= begun + wait or last <= first <= last + STANDING_IN)
    ):
        return acting
    proof = replace(start, part=Part.END, rule="successor", days=after.start, manner=None)
    return replace(acting, end=days, is_over=True, proofs=(*acting.proofs, proof))


def _is_held_to_the_last(before: Spell, after: Spell) -> bool:
    """True where a state's head was in office until the next one took it, though no article says so.

    These offices are never vacant: whoever is seen in one so shortly before the day of a successor's oath, or has not
    more than announced that he will go, is there until that day.
    """
    taken = after.start.earliest if after.start.earliest == after.start.latest else None
    seen = before.end.earliest
    if before.office.type not in OF_STATES or taken is None or seen is None:
        return False
    sworn = any(
        proof.part is Part.START
        and proof.rule in ("told", "narrative")
        and not is_chosen(proof)
        and proof.days.latest == taken
        for proof in after.proofs
    )
    ends = [proof for proof in before.proofs if proof.part is Part.END and proof.surely is Surely.TOLD]
    is_leaving = any(is_chosen(proof) and proof.days.latest is None for proof in ends)
    term = before.planned_end
    is_leaving = is_leaving or (
        term is not None and term.meet(Days(taken - LONG_AFTER, taken + LONG_AFTER)) is not None
    )
    wait = STANDING_IN if is_leaving else LONG_AFTER
    is_open = all(
        proof.days.latest is None or (proof.rule == "former" and proof.days.latest >= taken) for proof in ends
    )
    return sworn and is_open and seen <= taken <= seen + wait


def _handed_over(before: Spell, after: Spell, *, also: bool) -> tuple[Spell, Spell]:
    """Both cut to one day where an article tells that the one was replaced and the next took office, and `also`
    where that follows from elsewhere."""
    begun = after.start.latest
    left = {
        proof.document
        for proof in before.proofs
        if proof.manner == "replaced"
        and (proof.rule != "former" or (proof.known and begun and proof.known - begun <= LONG_AFTER))
    }
    taken = also or any(
        proof.document in left
        for proof in after.proofs
        if proof.part is Part.START and proof.surely is Surely.TOLD and proof.rule != "predecessor"
    )
    day = before.end.meet(after.start) if taken else None
    if day is None or (day == before.end and day == after.start):
        return before, after
    return replace(before, end=day, is_over=True), replace(after, start=day)


def _closed(before: Spell, after: Spell) -> Spell:
    """A spell that had ended when its successor's had certainly begun."""
    begun = _first_proof(after)
    days = before.end.meet(Days(None, after.start.latest))
    if begun is None or after.start.latest is None or days is None or days == before.end:
        return before
    proof = replace(begun, part=Part.END, rule="successor", days=Days(None, after.start.latest), manner=None)
    return replace(before, end=days, is_over=True, proofs=(*before.proofs, proof))


def _opened(before: Spell, after: Spell) -> Spell:
    """A spell that had not begun while its predecessor's certainly held."""
    left = _last_proof(before)
    days = after.start.meet(Days(before.end.earliest, None))
    if left is None or before.end.earliest is None or days is None or days == after.start:
        return after
    proof = replace(
        left, part=Part.START, rule="predecessor", days=Days(before.end.earliest, None), manner=None
    )
    return replace(after, start=days, proofs=(*after.proofs, proof))


def _certain(spell: Spell) -> bool:
    """True where some day is certain on which it held."""
    return spell.start.latest is not None and any(
        proof.rule != "published" or proof.part is Part.START for proof in spell.proofs
    )


def _overlap(before: Spell, after: Spell) -> bool:
    """True where the next had certainly begun before this one had ended."""
    return bool(before.end.earliest and after.start.latest and after.start.latest < before.end.earliest)


def _first_proof(spell: Spell) -> Proof | None:
    """What tells first that a spell had begun."""
    told = [p for p in spell.proofs if p.surely is Surely.TOLD and p.part in (Part.START, Part.HELD)]
    dated = [p for p in told if p.days.latest]
    return min(dated, key=lambda p: (p.days.latest, p.claim), default=None)


def _last_proof(spell: Spell) -> Proof | None:
    """What tells last that a spell was held or had ended."""
    told = [p for p in spell.proofs if p.surely is Surely.TOLD and p.part in (Part.END, Part.HELD)]
    dated = [p for p in told if p.days.earliest]
    return max(dated, key=lambda p: (p.days.earliest, p.claim), default=None)


def _lone(run: Run) -> list[Conflict]:
    """Each lone report of another, against the report of this run that is nearest to it."""
    dated = [(day, proof) for proof in run.proofs if (day := axis_day(proof))]
    found = []
    for lost in run.disputed:
        at = axis_day(lost)
        if at is not None and dated:
            _, kept = min(dated, key=lambda item: (abs(item[0] - at), item[1].claim))
            found.append(Conflict("holder", kept, lost))
    return found


def _two_holders(before: Spell, after: Spell) -> list[Conflict]:
    one, other = _last_proof(before), _first_proof(after)
    return [Conflict("holder", one, other)] if one and other else []
