"""Find again what a person decided about, in what a document gives now.

In:   an anchor; the text of its document, and the mentions or claims that were found in it.
Out:  the mention or the claim that lies over the anchor's words and is of its kind; or nothing.

The words are looked for first, since another reader may have moved them. What does not fit well fits nothing: a
decision that is listed as unattached can be made again, one that moves to another thing is a wrong that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterable

from letopis.anchor import Anchor
from letopis.claim import Claim, ClaimKind
from letopis.mention import Mention

SHARED = 0.3  # of the words of both: "Otto Lind" in "Prime Minister Otto Lind" has 0.375
SENTENCE = 0.5  # of the sentences of both: a sentence cut in two finds the longer half
FITTING = 0.5  # of cue and arguments: the same arguments by another cue, or half of them by the same
WHO = ("actor", "recipient", "speaker", "holder", "office", "subject", "object")
_UNTYPED = frozenset({ClaimKind.STATEMENT})  # whose type is how it is quoted, and no other assertion

Span = tuple[int, int]


def attached_mention(anchor: Anchor, text: str, mentions: Iterable[Mention]) -> Mention | None:
    """The mention that shares most words with the anchor: of its kind, with its head within."""
    shift = anchor.shift(text)
    if shift is None:
        return None
    span = (anchor.start + shift, anchor.end + shift)
    found = [
        (shared_part(span, (mention.start, mention.end)), mention)
        for mention in mentions
        if mention.kind == anchor.kind and span[0] <= mention.head_start and mention.head_end <= span[1]
    ]
    fitting = [(share, mention) for share, mention in found if share >= SHARED]
    if not fitting:
        return None
    return min(fitting, key=lambda each: (-each[0], each[1].start, each[1].id))[1]


def attached_claim(anchor: Anchor, text: str, claims: Iterable[Claim]) -> str | None:
    """The claim of the anchor's kind and type whose sentence, cue and arguments lie most over those of the anchor."""
    shift = anchor.shift(text)
    if shift is None:
        return None
    found = [(_fit(anchor, shift, claim), claim.id) for claim in claims if _is_of_kind(anchor, claim)]
    fitting = [(fit, claim) for fit, claim in found if fit >= FITTING]
    return min(fitting, key=lambda each: (-each[0], each[1]))[1] if fitting else None


def shared_part(one: Span, other: Span) -> float:
    """How much of what two spans cover they have in common, from 0 to 1."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def _is_of_kind(anchor: Anchor, claim: Claim) -> bool:
    return claim.kind == anchor.kind and (claim.type == anchor.type or claim.kind in _UNTYPED)


def _fit(anchor: Anchor, shift: int, claim: Claim) -> float:
    """How well a claim fits, from 0 to 1; 0 where another one does it, or it is done to another."""
    evidence = claim.evidence[0]
    place = (anchor.start + shift, anchor.end + shift)
    if shared_part(place, (evidence.start, evidence.end)) < SENTENCE:
        return 0.0
    then = [(role, start + shift, end + shift) for role, start, end in anchor.parts]
    now = [(argument.role, argument.start, argument.end) for argument in claim.arguments]
    kept = [part for part in then if any(_is_part(part, other) for other in now)]
    again = [part for part in now if any(_is_part(part, other) for other in then)]
    roles = {part[0] for part in then} & {part[0] for part in now} & {*WHO}
    if roles - {part[0] for part in kept}:
        return 0.0
    arguments = (len(kept) + len(again)) / (len(then) + len(now)) if then or now else 1.0
    if anchor.cue is None or evidence.cue is None:
        return arguments
    cue = (anchor.cue[0] + shift, anchor.cue[1] + shift)
    return (arguments + (1.0 if _touch(cue, evidence.cue) else 0.0)) / 2


def _is_part(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and _touch(one[1:], other[1:])


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
