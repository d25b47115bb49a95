"""Close the offices of a state that somebody leaves who becomes its president.

In:   the successions of a record.
Out:  the same; a spell that no article ends has ended when its holder took the office of the head of state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.tenure import Part, Spell, Succession, Surely

# a vice president's office is of the class of the head of state's
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
