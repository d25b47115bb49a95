"""Who says that something is so, and who says that it is not.

In:   lines.
Out:  pairs of groups: those that tell it, those that deny it.

Five ways to meet: one fact (`same_as`) told and denied; a denied claim and one of the same type between the same,
whose days can be the same; "X denied it" behind an accusation of X in the same article; what
another told right before (gainsaid.py); what somebody is said to contradict (answered.py). What is planned, possible or
hypothetical is no telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from letopis.claim import ClaimKind, Modality, Polarity
from letopis.profile import Line
from letopis.resolve.disputes.answered import contradicted
from letopis.resolve.disputes.gainsaid import gainsaid
from letopis.resolve.disputes.numbers import TELLING
from letopis.resolve.unions import Unions

NEAR = timedelta(days=60)  # what has no day is of the time of its report
BEHIND = 700  # characters behind an accusation in which "X denied it" stands: three sentences
FIRST = 6  # words by which a telling is the same in two copies
CORE = ("actor", "recipient", "subject", "object", "holder")

Pair = tuple[list[Line], list[Line]]


def denied(lines: Sequence[Line]) -> list[Pair]:
    """Tellings and denials of one fact, each in the order of the lines."""
    told = [line for line in lines if line.claim.modality in TELLING]
    found = [
        *_of_one_fact(told),
        *_of_same_parties(told),
        *_of_accusations(told),
        *gainsaid(lines),
        *contradicted(told),
    ]
    once: dict[frozenset[str], Pair] = {}
    for pair in found:
        once.setdefault(frozenset(line.claim.id for line in pair[1]), pair)
    return _joined(list(once.values()))


def _joined(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, those of one telling made one: by its claim, its fact, or its first words in copies of one text."""
    groups, first = Unions(range(len(pairs))), dict[tuple[object, ...], int]()
    for number, (so, _) in enumerate(pairs):
        for key in {key for line in so for key in _keys(line)}:
            groups.join(number, first.setdefault(key, number))
    found = []
    for several in sorted(sorted(group) for group in groups.sets()):
        sides = (
            {line.claim.id: line for number in several for line in pairs[number][side]} for side in (0, 1)
        )
        so, not_so = (list(side.values()) for side in sides)
        found.append((so, not_so))
    return found


def _keys(line: Line) -> Iterable[tuple[object, ...]]:
    yield ("claim", line.claim.id)
    if line.same_as is not None:
        yield ("fact", line.same_as)
    content = line.first("content")
    if content is not None and line.copy is not None:
        yield ("copy", line.copy.group, *content.text.casefold().replace(",", "").split()[:FIRST])


def _is_denied(line: Line) -> bool:
    return line.claim.polarity is Polarity.NEGATED


def _of_one_fact(lines: Sequence[Line]) -> Iterable[Pair]:
    facts: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.same_as is not None and line.claim.kind is not ClaimKind.STATEMENT:
            facts[line.same_as].append(line)
    for several in facts.values():
        so, not_so = [x for x in several if not _is_denied(x)], [x for x in several if _is_denied(x)]
        if so and not_so:
            yield so, not_so


def _of_same_parties(lines: Sequence[Line]) -> Iterable[Pair]:
    told: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line in lines:
        key = _parties(line)
        if key is not None and not _is_denied(line):
            told[key].append(line)
    for line in lines:
        key = _parties(line)
        if key is not None and _is_denied(line):
            so = [other for other in told.get(key, ()) if _can_be_one(line, other)]
            if so:
                yield so, [line]


def _parties(line: Line) -> tuple[object, ...] | None:
    """Type and parties of an event or a tie that names two at least."""
    claim = line.claim
    if claim.kind not in (ClaimKind.EVENT, ClaimKind.TIE):
        return None
    parties = [(part.role, part.entity) for part in line.all(*CORE) if part.entity and not part.nameless]
    return (claim.kind, claim.type, claim.mode, *sorted(parties)) if len(parties) > 1 else None


def _can_be_one(denial: Line, other: Line) -> bool:
    """True where their days can be the same and not one and the same voice tells both."""
    one, two = denial.claim.when or denial.claim.known, other.claim.when or other.claim.known
    if one is None or two is None:
        return denial.claim.document == other.claim.document
    voices = {
        (line.claim.document, tuple(source.shown for source in line.sources)) for line in (denial, other)
    }
    near = one.overlaps(two)
    if not near and denial.claim.when is None and one.start and two.start:
        near = abs(one.start - two.start) <= NEAR
    return near and len(voices) == 2


def _of_accusations(lines: Sequence[Line]) -> Iterable[Pair]:
    """ "X denied it": what stands against X right before."""
    charges: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.claim.kind is ClaimKind.EVENT and _is_charge(line):
            charges[line.claim.document].append(line)
    for line in lines:
        if line.claim.kind is not ClaimKind.STATEMENT or line.claim.mode != "deny":
            continue
        content, speaker = line.first("content"), line.first("speaker")
        if (
            speaker is None
            or speaker.entity is None
            or (content is not None and not _is_pronoun(content.text))
        ):
            continue
        at = line.claim.evidence[0].start
        near = [
            charge
            for charge in charges[line.claim.document]
            if 0 <= at - charge.claim.evidence[0].start <= BEHIND and _is_against(charge, speaker.entity)
        ]
        if near:
            last = max(charge.claim.evidence[0].start for charge in near)
            yield [charge for charge in near if charge.claim.evidence[0].start == last], [line]


def _is_charge(line: Line) -> bool:
    claim = line.claim
    if claim.polarity is Polarity.NEGATED:
        return False
    return claim.type == "ACCUSE" or claim.modality is Modality.ALLEGED or bool(line.sources)


def _is_against(line: Line, entity: str) -> bool:
    role = "recipient" if line.claim.type == "ACCUSE" else "actor"
    return any(part.entity == entity for part in line.all(role))


def _is_pronoun(text: str) -> bool:
    return text.strip(" .,").casefold() in ("it", "this", "that", "them", "the charge", "the charges")
