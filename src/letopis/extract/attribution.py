"""Whose words a claim is: the sources between what is claimed and the page.

In:   claims read from the words alone; the sayings of the document.
Out:  the same claims with their chains of sources; those inside a denial turned round, those inside a wish
      weakened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.claim import Claim, ClaimKind, Link, Modality, Polarity
from letopis.extract.statements import Saying

WEAKENING = {
    "warn": Modality.POSSIBLE,
    "promise": Modality.PLANNED,
    "intend": Modality.PLANNED,
    "ask": Modality.HYPOTHETICAL,
    "decline": Modality.HYPOTHETICAL,
}


def attribute(claims: Sequence[Claim], sayings: Sequence[Saying]) -> list[Claim]:
    """The claims, each with the sources of every saying that it lies inside, outermost first."""
    found = []
    for claim in claims:
        around = [saying for saying in sayings if saying.claim.id != claim.id and _holds(saying, claim)]
        around.sort(key=lambda saying: -sum(end - start for start, end in saying.content))
        for saying in reversed(around):  # innermost first: each puts its own chain in front
            claim = _within(claim, saying)
        found.append(claim)
    return found


def _holds(saying: Saying, claim: Claim) -> bool:
    cue = claim.evidence[0].cue
    if cue is None or not any(start <= cue[0] and cue[1] <= end for start, end in saying.content):
        return False
    speaker = saying.claim.first("speaker")
    own = claim.first("speaker") if claim.kind == ClaimKind.STATEMENT else None
    return not (speaker and own and speaker.mention and speaker.mention == own.mention)


def _within(claim: Claim, saying: Saying) -> Claim:
    link = _link(saying)
    chain = (*saying.claim.attribution, *((link,) if link else ()), *claim.attribution)
    claim = replace(claim, attribution=tuple(dict.fromkeys(chain)))
    if saying.denies:
        return replace(claim, polarity=Polarity.NEGATED)  # the verb that denies may have been counted already
    weaker = WEAKENING.get(saying.claim.mode or "")
    if weaker and claim.modality == Modality.ASSERTED and claim.kind == ClaimKind.EVENT:
        return replace(claim, modality=weaker)
    return claim


def _link(saying: Saying) -> Link | None:
    speaker, cue, medium = (saying.claim.first(role) for role in ("speaker", "cue", "medium"))
    if speaker is None:
        return None
    return Link(
        speaker.start,
        speaker.end,
        speaker.text,
        cue.text if cue else None,
        speaker.mention,
        (medium.value or medium.text) if medium else None,
        saying.unnamed,
    )
