"""Score chains of sources: is every link between a fact and the page right?

In:   toml with `[[case]]` tables: text; publisher, published, pattern where told; `said` and `claims`.
Out:  the number of cases in which everything is right, beside the share of each pattern.

`said` are statements: `content` (the one with the shortest content that holds these words is meant), `chain`, and
speaker, addressee, medium, mode where told. Its chain is that of the facts inside the content, outermost first, the
statement's own speaker last; events, ties, tenures and figures found inside must have the same. `claims` are such
facts by the words of their trigger (`at`), with chain, modality, polarity. Of a link are told: name (words of it, or a
list of which any will do), cue (likewise), unnamed (false where not told), and of unnamed ones count, number, of, why.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality.score import Score, files_of
from bench.quality.texts import document_of
from letopis.claim import Argument, Claim, ClaimKind, Described, Link
from letopis.pipeline import find_in
from letopis.resolve import resolve

Case = Mapping[str, Any]


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts cases."""
    cases = [case for path in files_of(data, (".toml",)) for case in read_cases(path)][:limit]
    right, of, wrong = Counter[str](), Counter[str](), []
    for case in cases:
        pattern = str(case.get("pattern", "other"))
        lost = missing(case)
        of[pattern] += 1
        right[pattern] += not lost
        wrong += [f"{case['text']}\n    {line}" for line in lost[:1]] + [f"    {line}" for line in lost[1:]]
    shares: dict[str, float] = {pattern: 100 * right[pattern] / of[pattern] for pattern in of}
    return Score("chains", "right", {"right": right.total(), **shares}, wrong, of=len(cases))


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one text: its claims, and the name of every mention."""

    text: str
    claims: Sequence[Claim]
    names: Mapping[str, str]

    def told(self, part: Argument | Link) -> str:
        """Name, normal form and words of a part, for comparison."""
        value = part.value if isinstance(part, Argument) else None
        return " | ".join(filter(None, (self.names.get(part.mention or ""), value, part.text))).casefold()


def find(case: Case) -> Found:
    """The claims of a case's text, read alone."""
    document = document_of(case)
    found = find_in(document)
    resolution = resolve(list(found.mentions))
    named = {entity.id: entity.name for entity in resolution.entities}
    names = {m.id: named.get(resolution.entity_of.get(m.chain, ""), m.text) for m in found.mentions}
    return Found(document.text, list(found.claims), names)


def missing(case: Case) -> list[str]:
    """What of a case does not hold, in words; empty when all is right."""
    found = find(case)
    lost = [line for wanted in case.get("said", ()) for line in _statement_lacks(found, wanted)]
    return lost + [line for wanted in case.get("claims", ()) for line in _claims_lack(found, wanted)]


def _statement_lacks(found: Found, wanted: Case) -> list[str]:
    statement = _statement_of(found, wanted["content"])
    if statement is None:
        return [f"nobody says {wanted['content']!r}"]
    lost = []
    for role in ("speaker", "addressee", "medium"):
        told = [found.told(argument) for argument in statement.all(role)]
        if role in wanted and not any(_is_any(wanted[role], one) for one in told):
            lost.append(f"{role} is {told}, not {wanted[role]!r}")
    if "mode" in wanted and statement.mode != wanted["mode"]:
        lost.append(f"mode is {statement.mode}, not {wanted['mode']}")
    inner = _innermost(found, statement)
    for claim in inner:
        lost += _chain_lacks(found, f"{claim.kind} {claim.type}", claim.attribution, wanted["chain"])
    if not inner:
        own = _own_link(statement)
        lost += _chain_lacks(found, "saying", (*statement.attribution, *own), wanted["chain"])
    return lost


def _statement_of(found: Found, words: str) -> Claim | None:
    """The statement with the shortest content that holds the words."""
    at = found.text.index(words)
    holding = [
        (sum(part.end - part.start for part in claim.all("content")), claim.id, claim)
        for claim in found.claims
        if claim.kind == ClaimKind.STATEMENT
        and any(part.start <= at and at + len(words) <= part.end for part in claim.all("content"))
    ]
    return min(holding)[2] if holding else None


def _innermost(found: Found, statement: Claim) -> list[Claim]:
    """The facts whose trigger lies in the statement's content and in no statement's within it."""
    spans = _content(statement)
    deeper = [
        part
        for claim in found.claims
        if claim.kind == ClaimKind.STATEMENT and claim is not statement
        for part in _content(claim)
        if any(s <= part[0] and part[1] <= e and part != (s, e) for s, e in spans)
    ]
    return [
        claim
        for claim in found.claims
        if claim.kind != ClaimKind.STATEMENT
        and (cue := claim.evidence[0].cue) is not None
        and any(s <= cue[0] and cue[1] <= e for s, e in spans)
        and not any(s <= cue[0] and cue[1] <= e for s, e in deeper)
    ]


def _content(statement: Claim) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in statement.all("content")]


def _own_link(statement: Claim) -> tuple[Link, ...]:
    """The statement's speaker as the link that it is for facts inside the content, as far as the claim tells."""
    speaker, cue = statement.first("speaker"), statement.first("cue")
    if speaker is None:
        return ()
    return (
        Link(
            speaker.start,
            speaker.end,
            speaker.text,
            cue.text if cue else None,
            speaker.mention,
            unnamed=speaker.described is not None,
            described=speaker.described,
        ),
    )


def _claims_lack(found: Found, wanted: Case) -> list[str]:
    start = found.text.index(wanted["at"])
    end = start + len(wanted["at"])
    there = [
        claim
        for claim in found.claims
        if claim.kind != ClaimKind.STATEMENT
        and (cue := claim.evidence[0].cue) is not None
        and start <= cue[0]
        and cue[1] <= end
    ]
    lost = [] if there else [f"no fact at {wanted['at']!r}"]
    for claim in there:
        shown = f"{claim.kind} {claim.type}"
        if "chain" in wanted:
            lost += _chain_lacks(found, shown, claim.attribution, wanted["chain"])
        for key in ("modality", "polarity"):
            if key in wanted and str(getattr(claim, key)) != wanted[key]:
                lost.append(f"{shown} is {getattr(claim, key)}, not {wanted[key]}")
    return lost


def _chain_lacks(found: Found, shown: str, chain: Sequence[Link], wanted: Sequence[Case]) -> list[str]:
    pairs = zip(chain, wanted, strict=False)
    if len(chain) != len(wanted) or not all(_fits(found, link, one) for link, one in pairs):
        told = " ← ".join(_shown(found, link) for link in chain) or "nobody"
        asked = " ← ".join(", ".join(f"{k} {v}" for k, v in one.items()) for one in wanted) or "nobody"
        return [f"{shown}: {told}; expected {asked}"]
    return []


def _fits(found: Found, link: Link, wanted: Case) -> bool:
    if not _is_any(wanted["name"], found.told(link)):
        return False
    if "cue" in wanted and not _is_any(wanted["cue"], (link.cue or "").casefold()):
        return False
    if link.unnamed != wanted.get("unnamed", False):
        return False
    told = link.described or Described()
    return (
        told.count == wanted.get("count", told.count)
        and _is_any(wanted.get("number", ""), (told.number or "").casefold())
        and _is_any(wanted.get("of", ""), " | ".join(told.of).casefold())
        and _is_any(wanted.get("why", ""), (told.why or "").casefold())
    )


def _shown(found: Found, link: Link) -> str:
    return f"{found.told(link)} ({link.cue}{f', unnamed {link.described}' if link.unnamed else ''})"


def _is_any(wanted: object, told: str) -> bool:
    """True where one of the wanted strings stands in what is told."""
    every: Iterable[object] = wanted if isinstance(wanted, list) else [wanted]
    return any(str(one).casefold() in told for one in every)
