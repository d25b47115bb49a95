"""Days that one claim has from another at the same word.

In:   the claims of a document, of which some need its `Reading`.
Out:  the same, some with the day of another claim, or with none.

What has been said or done is not dated ahead: "has promised surpluses until 2040" was promised by now.
"Demanded" tells a saying and a request, "was sworn in" an appointment and a tenure that begins: of two claims that one
word tells, where one has a day and the other none, both have it. Of an act by which an office changes hands this also
holds the other way: it has the day of the tenure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from letopis.claim import Claim, ClaimKind, Modality, Polarity
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.utterances import bound_of
from letopis.times import DAY, Interval

TURNS = frozenset({"APPOINT", "DISMISS", "RESIGN"})
NEAR = 4 * DAY  # within which a day is told for a saying or its deed
PERFECT = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})
Span = tuple[int, int]


def date_turns(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; "the replacement of X" is of the day on which the report tells that X was replaced."""
    days: dict[Span, Interval] = {}
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


def _day_of(claim: Claim, days: Mapping[Span, Interval]) -> Interval | None:
    """The day of an undated act that was done, at a word at which a tenure has its day."""
    cue = claim.evidence[0].cue
    undated = claim.kind is ClaimKind.EVENT and claim.type in TURNS and claim.when is None
    return days.get(cue) if undated and _is_done(claim) and cue is not None else None


def share_days(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; what a word of saying does was done when it was said, and the other way round."""
    sayings = [claim for claim in claims if claim.kind is ClaimKind.STATEMENT and claim.evidence[0].cue]
    deeds = [claim for claim in claims if claim.kind is ClaimKind.EVENT and claim.evidence[0].cue]
    found: dict[str, Interval] = {}
    for saying in sayings:
        for deed in deeds:
            if not _is_at(deed, saying) or not _is_done(saying) or not _is_done(deed):
                continue
            if deed.when is None and _is_near(saying.when):
                found[deed.id] = _narrative(saying.when)
            elif _is_only_bound(saying.when) and _is_near(deed.when):
                found[saying.id] = _narrative(deed.when)
    return [replace(claim, when=found.get(claim.id, claim.when)) for claim in claims]


def drop_ahead(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a saying that is told as made, and a deed told in the perfect, without a time ahead of the report."""
    end = reading.document.published.interval.end
    return list(claims) if end is None else [_without_ahead(reading, claim, end) for claim in claims]


def _without_ahead(reading: Reading, claim: Claim, end: date) -> Claim:
    when = claim.when
    if when is None or not when.text or not _is_done(claim):
        return claim
    if not (
        (when.start is not None and when.start >= end) or (when.start is None and when.end and when.end > end)
    ):
        return claim
    if claim.kind is ClaimKind.STATEMENT:
        return replace(claim, when=bound_of(reading, claim.modality))
    cue = claim.evidence[0].cue
    verbs = reading.words_in(*cue) if claim.kind is ClaimKind.EVENT and cue is not None else range(0)
    done = any(
        reading.tags[word] == "VBN"
        and any(
            reading.words[kid].lower() in PERFECT for kid in reading.kids[word] if reading.deps[kid] == "aux"
        )
        for word in verbs
    )
    return replace(claim, when=None) if done else claim


def _is_at(deed: Claim, saying: Claim) -> bool:
    """True where the word of the deed is the word of saying, or stands in its phrase: "promised in writing"."""
    one, other = deed.evidence[0].cue, saying.evidence[0].cue
    return (
        one is not None
        and other is not None
        and (one == other or (one[0] >= other[0] and one[1] == other[1]))
    )


def _is_done(claim: Claim) -> bool:
    return claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED


def _is_near(when: Interval | None) -> bool:
    """True for a day, or a few of them one of which it is."""
    return (
        when is not None and when.start is not None and when.end is not None and when.end - when.start <= NEAR
    )


def _is_only_bound(when: Interval | None) -> bool:
    """True for what is only told to have been said by the day of the report."""
    return when is None or (when.basis == "tense" and when.text is None and when.start is None)


def _narrative(when: Interval | None) -> Interval:
    assert when is not None
    return replace(when, basis="narrative", text=None)
