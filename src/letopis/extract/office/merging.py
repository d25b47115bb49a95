"""Tenures told more than once in a document, made one claim with several sentences as evidence.

In:   tenure claims of one document.
Out:  each tenure once. A title repeated at the same person adds nothing; another time, body or shift does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from letopis.claim import Argument, Claim, Evidence
from letopis.extract.sentence.reading import Reading

PLAIN = "publication date"


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a tenure says, comparable: the parts that are not told are None."""

    holder: str | None
    office: str | None
    organisation: str | None
    bounds: tuple[object, object] | None
    ended: bool
    rest: tuple[object, ...]

    @property
    def parts(self) -> int:
        return (self.office is not None) + (self.organisation is not None)


def merge(reading: Reading, claims: Iterable[Claim]) -> list[Claim]:
    """The claims in text order, those that add nothing turned into evidence of those that say the same."""
    sensed = [(_sense(reading, claim), claim) for claim in claims]
    sensed.sort(key=lambda pair: (-pair[0].parts, pair[0].bounds is None, not pair[0].ended, _place(pair[1])))
    kept: list[tuple[_Sense, Claim]] = []
    for sense, claim in sensed:
        for number, (other, fuller) in enumerate(kept):
            if _covers(other, sense):
                kept[number] = (other, replace(fuller, evidence=_joined(fuller.evidence, claim.evidence)))
                break
        else:
            kept.append((sense, claim))
    return sorted((claim for _, claim in kept), key=_place)


def _place(claim: Claim) -> tuple[int, tuple[int, int]]:
    return claim.evidence[0].start, claim.evidence[0].cue or (0, 0)


def _joined(left: tuple[Evidence, ...], right: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The claim's own sentence first, then the others, each once."""
    found = list(left)
    for evidence in right:
        if all((evidence.start, evidence.end) != (known.start, known.end) for known in found):
            found.append(evidence)
    return (found[0], *sorted(found[1:], key=lambda evidence: evidence.start))


def _sense(reading: Reading, claim: Claim) -> _Sense:
    def thing(role: str) -> str | None:
        argument = claim.first(role)
        return _meaning(reading, argument) if argument else None

    when = claim.when
    plain = when is None or (when.basis == PLAIN and when.text is None)
    bounds = None if plain or when is None else (when.start, when.end)
    holder = claim.first("holder")
    mention = reading.by_id.get(holder.mention or "") if holder else None
    return _Sense(
        mention.chain if mention else None,
        thing("office"),
        thing("organisation"),
        bounds,
        plain and when is not None and when.end is not None,
        (claim.mode, claim.modality, claim.polarity),
    )


def _meaning(reading: Reading, argument: Argument) -> str:
    mention = reading.by_id.get(argument.mention or "")
    meant = (argument.value or (mention.value if mention else None) or argument.text).casefold()
    return meant.removeprefix("ex").lstrip("-") if "-" in meant[:3] else meant  # "ex-chief": no other office


def _covers(fuller: _Sense, sense: _Sense) -> bool:
    """True where the second says nothing that the first does not."""
    over = sense.ended and fuller.bounds is not None and fuller.bounds[1] is not None
    same = fuller.rest == sense.rest or (over and sense.rest == ("former", *fuller.rest[1:]))
    if fuller.holder != sense.holder or not same:  # "replaced ex-chief X": one end of one tenure
        return False
    if sense.office not in (None, fuller.office) or sense.organisation not in (None, fuller.organisation):
        return False
    if sense.ended:
        return fuller.ended or (fuller.bounds is not None and fuller.bounds[1] is not None)
    if sense.bounds is None:  # of one with both bounds known, a title without a time may be another stint
        return fuller.bounds is None or None in fuller.bounds
    return sense.bounds == fuller.bounds
