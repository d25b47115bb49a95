"""The day of an act by which an office changes hands, where only the tenure that it begins or ends has one.

In:   the claims of a document.
Out:  the same; undated appointments, dismissals and resignations with the day of the tenure told at their word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.claim import Claim, ClaimKind, Modality, Polarity
from letopis.times import DAY, Interval

TURNS = frozenset({"APPOINT", "DISMISS", "RESIGN"})


def date_turns(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; "the replacement of X" is of the day on which the report tells that X was replaced."""
    days: dict[tuple[int, int], Interval] = {}
    for claim in claims:
        cue, when = claim.evidence[0].cue, claim.when
        if (
            claim.kind is ClaimKind.TENURE
            and cue is not None
            and when is not None
            and when.basis == "narrative"
        ):
            first = when.start or when.end_earliest or when.end
            last = when.start_latest or when.start or when.end
            if first is not None and last is not None and first <= last:
                edtf = first.isoformat() if first == last else f"{first}/{last}"
                told = Interval(first, last + DAY, edtf=edtf, text=when.text, basis="narrative")
                days.setdefault(cue, told)
    return [replace(claim, when=_day_of(claim, days) or claim.when) for claim in claims]


def _day_of(claim: Claim, days: dict[tuple[int, int], Interval]) -> Interval | None:
    """The day of an undated act that was done, at a word at which a tenure has its day."""
    cue = claim.evidence[0].cue
    done = claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED
    undated = claim.kind is ClaimKind.EVENT and claim.type in TURNS and claim.when is None
    return days.get(cue) if undated and done and cue is not None else None
