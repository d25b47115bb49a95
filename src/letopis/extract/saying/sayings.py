"""What travels between the readers of sayings: an attribution as it was found, a saying as it was read.

In:   nothing.
Out:  the two types.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis.claim import Claim
from letopis.lexicon import Speech
from letopis.mention import Mention

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution, as spans of the text: `sources` and `cue` may be empty.

    Attributes:
        speaker: where a rule has found it; a word stands for the party that it heads.
        act: where a rule has found it, whatever speech.tsv says of the cue.
        form: "direct" where the layout tells that these are the very words.
        nested: it stands inside the content of another.
        inside: the content of another attribution around the cue, the smallest; apart: contents in which nothing of
            this attribution but what it says stands.
    """

    sources: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    score: float
    speaker: int | Mention | Span | None = None
    form: str | None = None
    nested: bool = False
    inside: Span | None = None
    apart: tuple[Span, ...] = ()
    act: Speech | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement claim, and the spans of what it says.

    Attributes:
        denies, alleges: what is said is said not to be so; is a charge, and not told as a fact.
        relays: the speaker is an outlet, which may only pass on what another says.
        word: index of the word of saying; None where nothing but quotation marks shows the saying.
        nested: it stands inside the content of another.
    """

    claim: Claim
    content: tuple[Span, ...]
    denies: bool
    relays: bool
    alleges: bool = False
    word: int | None = None
    nested: bool = False
