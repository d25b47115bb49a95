"""Find where one answers what another was reported to say: "she called it a coup; he countered that it was lawful".

In:   lines.
Out:  groups of judgements, two voices against each other; pairs of what was told and what contradicts it.

What two call by names of their own in one sentence ("Marsh calls it a clean exit; Berg calls it a defeat") is set side
by side by the reporter. A counter, a retort, an objection is always against what stood right before; an answer only in
the same sentence, as it may be to a question. "Dorn contradicted him: …" sets all that follows in its sentence against
what the other told before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from letopis.claim import ClaimKind, Modality
from letopis.profile import Line
from letopis.resolve.disputes.gainsaid import words
from letopis.resolve.disputes.judged import Judgement

NEXT = 3  # characters between a sentence and the one that answers it
Pair = tuple[list[Line], list[Line]]


def answered(lines: Sequence[Line]) -> Iterable[list[Judgement]]:
    """What two say of one thing against each other, the one answered first."""
    for several in _by_document(lines).values():
        sayings = [line for line in several if _is_saying(line)]
        for answer in sayings:
            told = [line for line in sayings if _is_before(line, answer) and _voice(line) != _voice(answer)]
            same = [line for line in told if _at(line) == _at(answer)]
            named = [(line, name) for line in same if (name := _name(line)) is not None]
            own = _name(answer)
            if own is not None and named and named[-1][1][0] == own[0] and named[-1][1][1] != own[1]:
                yield [_judgement(named[-1][0], 1, named[-1][1][1]), _judgement(answer, -1, own[1])]
            elif _cue(answer) & words()["countering"] and told:
                yield [_judgement(told[-1], 1, None), _judgement(answer, -1, None)]
            elif _cue(answer) & words()["answering"] and same:
                yield [_judgement(same[-1], 1, None), _judgement(answer, -1, None)]


def contradicted(lines: Sequence[Line]) -> Iterable[Pair]:
    """What somebody told, and what another tells against it in a sentence that says that he contradicts."""
    for several in _by_document(lines).values():
        for line in several:
            evidence = line.claim.evidence[0]
            found = _contradicting().search(evidence.quote)
            if found is None or line.claim.kind is ClaimKind.TENURE or evidence.cue is None:
                continue
            if evidence.cue[0] < evidence.start + found.end():
                continue
            told = [one for one in several if _is_next(one, line) and one.sources and _at(one) != _at(line)]
            told = [one for one in told if one.claim.kind is not ClaimKind.TENURE]
            if told:
                yield told, [line]


def _by_document(lines: Iterable[Line]) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.claim.document].append(line)
    for several in found.values():
        several.sort(
            key=lambda line: (
                (*line.claim.evidence[0].cue, line.claim.id)
                if line.claim.evidence[0].cue
                else (_at(line), 0, line.claim.id)
            )
        )
    return found


def _is_saying(line: Line) -> bool:
    """True for what a known voice is reported to say, and not to ask or to deny."""
    claim = line.claim
    is_said = claim.kind is ClaimKind.STATEMENT and claim.modality is Modality.ASSERTED
    asked = claim.mode in ("ask", "decline", "deny", "warn")
    return is_said and not asked and line.first("speaker") is not None and claim.evidence[0].cue is not None


def _is_before(line: Line, answer: Line) -> bool:
    """True for what is said right before: in the same sentence or the one before."""
    one, other = line.claim.evidence[0].cue, answer.claim.evidence[0].cue
    return bool(one and other and one[1] <= other[0]) and _is_next(line, answer)


def _is_next(line: Line, answer: Line) -> bool:
    return _at(line) == _at(answer) or 0 <= _at(answer) - line.claim.evidence[-1].end <= NEXT


def _cue(line: Line) -> set[str]:
    evidence = line.claim.evidence[0]
    cue = evidence.cue or (evidence.start, evidence.start)
    return set(evidence.quote[cue[0] - evidence.start : cue[1] - evidence.start].casefold().split())


def _name(line: Line) -> tuple[str, str] | None:
    """What a pronoun is called, of "calls it a clean exit" it and the name; None of other sayings."""
    if not _cue(line) & words()["naming"]:
        return None
    evidence = line.claim.evidence[0]
    cue = evidence.cue or (evidence.start, evidence.start)
    found = re.match(
        r"\W+(it|this|that|them|these)\s+(?:an?|the)\s+([^.;:,!?]+)",
        evidence.quote[cue[1] - evidence.start :],
    )
    return (found[1], found[2].strip()) if found else None


def _judgement(line: Line, sense: int, named: str | None) -> Judgement:
    content = line.first("content")
    value = named or (content.text if content is not None else "")
    return Judgement(line, _voice(line), sense, value, value, frozenset())


def _voice(line: Line) -> str:
    speaker = line.first("speaker")
    return (speaker.entity or speaker.shown) if speaker is not None else ""


def _at(line: Line) -> int:
    return line.claim.evidence[0].start


@cache
def _contradicting() -> re.Pattern[str]:
    """A name, a word of contradicting, and another's words or person, up to a colon."""
    verbs = "|".join(sorted(words()["contradicting"]))
    return re.compile(rf"\b(?:{verbs}) (?:him|her|them|this|that|it|the \w+|[A-Z]\w+)\b[^.:;]{{0,60}}:")
