"""A place in a document and what was found there, so that it can be found again after another reading.

An anchor is a W3C TextQuoteSelector (words, what stands before and after them) with a TextPositionSelector, of a
document told by the digest of its bytes, and the kind of what was found: a thing that is mentioned, or a claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis.claim import CONTEXT, Claim
from letopis.mention import Mention

Part = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """One place.

    Attributes:
        document: its id, a digest of its bytes.
        kind: a `MentionKind` for a thing that is mentioned, a `ClaimKind` for a claim.
        start, end: of the words, half-open, in the text as it was then; of a claim, of its sentence.
        exact, prefix, suffix: the words, and what stands before and after them.
        type: of a claim, its type; else None.
        cue: span of the words that triggered a claim, or None.
        parts: (role, start, end) of a claim's arguments, sorted.
        name: what the thing was called when it was decided; for readers, never used to find it.
    """

    document: str
    kind: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    type: str | None = None
    cue: tuple[int, int] | None = None
    parts: tuple[Part, ...] = ()
    name: str | None = None

    @classmethod
    def of_mention(cls, mention: Mention, text: str, name: str | None = None) -> Anchor:
        """The place of a mention in the text of its document."""
        quote = _quote(text, mention.start, mention.end)
        return cls(mention.document, str(mention.kind), mention.start, mention.end, *quote, name=name)

    @classmethod
    def of_claim(cls, claim: Claim, text: str) -> Anchor:
        """The place of a claim, as it was found, in the text of its document."""
        evidence = claim.evidence[0]
        parts = tuple(sorted((argument.role, argument.start, argument.end) for argument in claim.arguments))
        return cls(
            claim.document,
            str(claim.kind),
            evidence.start,
            evidence.end,
            *_quote(text, evidence.start, evidence.end),
            type=claim.type,
            cue=evidence.cue,
            parts=parts,
        )

    def shift(self, text: str) -> int | None:
        """By how far the words have moved in this text: 0 where they stand as they stood, None where they are not."""
        if text[self.start : self.end] == self.exact:
            return 0
        places = []
        at = text.find(self.exact) if self.exact else -1
        while at >= 0:
            places.append(at)
            at = text.find(self.exact, at + 1)
        if not places:
            return None
        return min(places, key=lambda at: (-self._told_around(text, at), abs(at - self.start))) - self.start

    def _told_around(self, text: str, at: int) -> int:
        """How many characters before and after a place are those that stood around the words."""
        before, after = text[:at], text[at + len(self.exact) :]
        return _shared(self.prefix[::-1], before[::-1][:CONTEXT]) + _shared(self.suffix, after[:CONTEXT])


def _quote(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _shared(one: str, other: str) -> int:
    """The length of the beginning that two texts share."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
