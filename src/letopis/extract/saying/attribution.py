"""Whose words a claim is: the sources between what is claimed and the page.

In:   claims read from the words alone; the sayings of the document.
Out:  the same claims with their chains of sources.

How far a claim is asserted inside a denial, a promise or a wish: inside.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.claim import Claim, ClaimKind, Link
from letopis.extract.saying.sayings import Saying

# Share of an outlet's content that another's words, cue and name fill, from which it only relays.
PASSED = 0.6
STRETCH = 256  # code points


def attribute(claims: Sequence[Claim], sayings: Sequence[Saying]) -> list[Claim]:
    """The claims, each with the sources of every saying that it lies inside, outermost first."""
    found = []
    near = Near(sayings)
    for claim in claims:
        for saying in sayings_around(claim, near.to(claim)):  # each puts its own chain in front
            claim = _within(claim, saying)
        found.append(claim)
    return found


class Near:
    """Sayings by the stretches of text that their contents reach into, so that few are asked about each claim."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self._by_stretch: dict[int, list[Saying]] = {}
        for saying in sayings:
            stretches = {n for s, e in saying.content for n in range(s // STRETCH, e // STRETCH + 1)}
            for number in stretches:
                self._by_stretch.setdefault(number, []).append(saying)

    def to(self, claim: Claim) -> Sequence[Saying]:
        """The sayings whose contents may hold the claim, in their order."""
        cue = claim.evidence[0].cue
        return self._by_stretch.get(cue[0] // STRETCH, ()) if cue is not None else ()


def sayings_around(claim: Claim, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings that a claim lies inside, innermost first."""
    around = [saying for saying in sayings if saying.claim.id != claim.id and _holds(saying, claim)]
    return sorted(around, key=lambda saying: (sum(e - s for s, e in saying.content), saying.relays))


def _holds(saying: Saying, claim: Claim) -> bool:
    cue = claim.evidence[0].cue
    if cue is None or not any(start <= cue[0] and cue[1] <= end for start, end in saying.content):
        return False
    speaker = saying.claim.first("speaker")
    own = claim.first("speaker") if claim.kind == ClaimKind.STATEMENT else None
    return not (speaker and own and speaker.mention and speaker.mention == own.mention)


def drop_relays(claims: Sequence[Claim], sayings: Sequence[Saying]) -> list[Claim]:
    """The claims without the statements of outlets that only pass on what somebody else says; they are links now."""
    passed = {saying.claim.id for saying in sayings if saying.relays and _passes_on(saying, sayings)}
    return [claim for claim in claims if claim.id not in passed]


def _passes_on(saying: Saying, sayings: Sequence[Saying]) -> bool:
    """True where most of what is said is another saying."""
    size = sum(end - start for start, end in saying.content)
    for other in sayings:
        cue = other.claim.first("cue")
        if other is saying or cue is None or not any(s <= cue.start < e for s, e in saying.content):
            continue
        speaker = other.claim.first("speaker")
        inside = sum(end - start for start, end in other.content)
        told = inside + len(cue.text) + (len(speaker.text) if speaker else 0)
        whole = all(any(s <= start < e for s, e in saying.content) for start, _ in other.content)
        if whole and told >= PASSED * size:
            return True
    return False


def _within(claim: Claim, saying: Saying) -> Claim:
    link = link_to(saying)
    chain = (*saying.claim.attribution, *((link,) if link else ()), *claim.attribution)
    return replace(claim, attribution=tuple(dict.fromkeys(chain)))


def link_to(saying: Saying) -> Link | None:
    """The speaker of a saying as a source of something else; None where nobody speaks."""
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
        speaker.described is not None,
        cue.start if cue else None,
        cue.end if cue else None,
        speaker.described,
    )
