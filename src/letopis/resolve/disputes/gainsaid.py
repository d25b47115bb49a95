"""Who gainsays what another was just reported to say.

In:   lines.
Out:  pairs of groups: those that tell it, those that deny it.

"The ministry denied this" is about what stood right before in the article and somebody else told; "she denied any
wrongdoing" about the charge against her nearest before; "X says that …; Y denies it" about what X says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from letopis.claim import ClaimKind, Modality, Polarity
from letopis.lexicon import table
from letopis.profile import Line

NEXT = 3  # characters between a sentence and the one after it, in which "X denied it" can mean it
THAT_THIS = re.compile(  # what was told before, named within what is denied
    r"(?:as (?:\w+ ){1,3}?)?(?:(?:the|any|all) (?:claim|report|suggestion|allegation|rumour|idea|notion)s? )?"
    r"that (?:this|these) (?:is|was|were|are|has|had|have)\b"
)
FAR = 4000  # behind a charge in which "X denied any wrongdoing" can mean it

Pair = tuple[list[Line], list[Line]]


def gainsaid(lines: Sequence[Line]) -> Iterable[Pair]:
    """What was told by one and denied by another, each with the denial."""
    by_document: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_document[line.claim.document].append(line)
    for several in by_document.values():
        several.sort(key=lambda line: (_at(line), line.claim.id))
        answered: dict[str, list[Line]] = {}
        for denial in several:
            told = _told_before(denial, several) or _as_before(denial, several, answered)
            if told:
                answered[denial.claim.id] = told
                yield told, [denial]


def _as_before(denial: Line, lines: Sequence[Line], answered: Mapping[str, list[Line]]) -> list[Line]:
    """What another has denied right before, where nothing else stands there that this denial can be of."""
    if _denied_words(denial) not in words()["pointing"]:
        return []
    near = [line for line in lines if line.claim.id in answered and _is_next(line, denial)]
    others = [line for line in near if not _voices(line) & _voices(denial)]
    return answered[others[-1].claim.id] if others else []


def _told_before(denial: Line, lines: Sequence[Line]) -> list[Line]:
    claim, deniers = denial.claim, _voices(denial)
    content = _denied_words(denial)
    if content is None or not deniers:
        return []
    own = [line for line in lines if _is_denied_by(line, denial, deniers)]
    if own:
        return own
    if content in words()["pointing"]:
        told = [line for line in lines if _is_next(line, denial) and line.claim.id != claim.id]
        told = [
            line
            for line in told
            if _is_telling(line) and not _voices(line) & deniers and _is_before(line, denial)
        ]
    elif set(content.split()) & words()["charge"]:
        told = [line for line in lines if 0 <= _at(denial) - _at(line) <= FAR and line.claim.id != claim.id]
        told = [line for line in told if line.claim.type == "ACCUSE" and _is_against(line, deniers)]
    else:
        return []
    last = max((_at(line) for line in told), default=None)
    return [line for line in told if _at(line) == last]


def _denied_words(line: Line) -> str | None:
    """What is denied, in words; None of what is no denial."""
    if line.claim.kind is ClaimKind.STATEMENT and line.claim.mode == "deny":
        parts = line.all("content")
    elif line.claim.kind is ClaimKind.EVENT and line.claim.type == "REJECT":
        parts = line.all("theme")
        if len(parts) != 1 or parts[0].text.casefold() not in words()["pointing"]:
            return None
    elif _is_untrue(line):
        return "it"
    else:
        return None
    if line.claim.polarity is Polarity.NEGATED or line.claim.modality is not Modality.ASSERTED:
        return None
    told = " ".join(part.text for part in parts).strip(" .,").casefold()
    return "this" if THAT_THIS.match(told) else told


def _is_untrue(line: Line) -> bool:
    """True for what somebody says to be untrue: "that it was completely untrue that …", "as false the claim"."""
    if line.claim.kind is not ClaimKind.STATEMENT:
        return False
    told = f" {' '.join(part.text for part in line.all('content')).casefold()} "
    return any(f" {known} " in told.replace(",", " ").replace(".", " ") for known in words()["untrue"])


def _is_denied_by(line: Line, denial: Line, deniers: set[str]) -> bool:
    """True for what another says within what is denied: "X says that …; Y denies it"."""
    return (
        line.claim.kind is ClaimKind.STATEMENT
        and line.claim.polarity is Polarity.NEGATED
        and line.claim.modality is Modality.ALLEGED
        and _at(line) == _at(denial)
        and {source.entity for source in line.sources} & deniers != set()
        and not {part.entity for part in line.all("speaker")} & deniers
    )


def _is_telling(line: Line) -> bool:
    """True for what somebody is reported to say, or to have done by somebody's account."""
    claim = line.claim
    if claim.mode == "deny" and claim.kind is ClaimKind.STATEMENT and claim.polarity is Polarity.NEGATED:
        return True  # "did not rule out that soldiers would be sent"
    if claim.polarity is Polarity.NEGATED or claim.mode in ("deny", "decline", "ask"):
        return False
    if _denied_words(line) is not None or claim.kind is ClaimKind.TENURE:
        return False
    return claim.kind is ClaimKind.STATEMENT or claim.type == "ACCUSE" or bool(line.sources)


def _is_before(line: Line, denial: Line) -> bool:
    """True for what ends before the denial begins."""
    ends = max((part.end for part in line.all("content")), default=line.claim.evidence[0].start)
    starts = min((part.start for part in denial.parts if part.role != "content"), default=_at(denial))
    return ends <= starts or _at(line) < _at(denial)


def _is_next(line: Line, denial: Line) -> bool:
    """True for what stands in the same sentence or the one before."""
    return _at(line) == _at(denial) or 0 <= _at(denial) - line.claim.evidence[-1].end <= NEXT


def _is_against(line: Line, entities: set[str]) -> bool:
    return any(part.entity in entities for part in line.all("recipient", "theme"))


def _voices(line: Line) -> set[str]:
    """Who tells a line: its speaker, or who acts in it; else the last of its sources."""
    parts = line.all("speaker") if line.claim.kind is ClaimKind.STATEMENT else ()
    if line.claim.type in ("REJECT", "ACCUSE"):
        parts = line.all("actor")
    own = {part.entity or part.shown for part in parts}
    return own or {source.entity or source.shown for source in line.sources[-1:]}


def _at(line: Line) -> int:
    return line.claim.evidence[0].start


@cache
def words() -> Mapping[str, frozenset[str]]:
    """The words of disputes.tsv, by class.

    Raises:
        DataError: the table breaks the format.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("disputes"):
        found[row["class"]] |= set(row["words"].split("|"))
    return {name: frozenset(several) for name, several in found.items()}
