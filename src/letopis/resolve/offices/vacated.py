"""Close the offices of a state that somebody leaves who becomes its president.

In:   the successions of a record.
Out:  the same; a spell that no article ends has ended when its holder took the office of the head of state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from letopis.tenure import DAY, Days, Part, Proof, Spell, Succession, Surely

# a vice president's office is of the class of the head of state's
LONG_AFTER = timedelta(days=31)  # behind the day of a change, in which it is news
LEFT_FOR_HEAD = frozenset({"head_of_state", "head_of_government", "minister", "legislator"})


def left_for_head(found: Sequence[Succession]) -> list[Succession]:
    """The successions; whoever becomes a state's president leaves the other offices of the state on that day."""
    taken = {
        (spell.holder, one.office.country or ""): spell
        for one in found
        for spell in one.spells
        if one.office.post == "head_of_state" and one.office.country and not spell.is_acting
    }

    def closed(spell: Spell) -> Spell:
        head = (
            taken.get((spell.holder, spell.office.country or ""))
            if spell.office.type in LEFT_FOR_HEAD
            else None
        )
        if head is None or head.office.id == spell.office.id or spell.is_over or spell.is_acting:
            return spell
        first, last = head.start.earliest, head.start.latest
        start = next((p for p in head.proofs if p.part is Part.START and p.surely is Surely.TOLD), None)
        days = spell.end.meet(head.start)
        late = spell.start.latest is None or last is None or spell.start.latest > last
        if first is None or start is None or days is None or late:
            return spell
        proof = replace(start, part=Part.END, rule="successor", days=head.start, manner=None)
        return replace(spell, end=days, is_over=True, proofs=(*spell.proofs, proof))

    return [replace(one, spells=tuple(closed(spell) for spell in one.spells)) for one in found]


def until_next(proofs: Sequence[tuple[str, Proof]]) -> list[tuple[str, Proof]]:
    """The proofs; who an article says has led "since" a day has, where it has another take the office over these days,
    led until then: "Lund, at its head since 2004, is followed by Berg, elected on Saturday"."""
    taken: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for holder, proof in proofs:
        day = proof.days.latest if proof.days.earliest is not None else None
        is_news = (
            day is not None and proof.known is not None and proof.known - LONG_AFTER <= day <= proof.known
        )
        if proof.part is Part.START and proof.surely is Surely.TOLD and is_news and not proof.is_acting:
            taken[proof.document].append((holder, day))  # type: ignore[arg-type]

    def cut(holder: str, proof: Proof) -> Proof:
        if proof.rule != "sighting" or not proof.is_since or proof.days.latest is None:
            return proof
        others = [day for other, day in taken[proof.document] if other != holder and day <= proof.days.latest]
        own = any(other == holder for other, _ in taken[proof.document])
        before = min(others, default=None)
        return replace(proof, days=Days(before - DAY, before - DAY)) if before and not own else proof

    return [(holder, cut(holder, proof)) for holder, proof in proofs]


def is_alone_there(before: Sequence[Spell], acting: Spell) -> bool:
    """True where whoever acts does so in an office that its holder has left, so that only a new one follows him."""
    begun = acting.start.latest
    last = before[-1] if before else None
    gone = last.end.latest if last is not None and last.is_over else None
    return begun is not None and gone is not None and gone <= begun
