"""Decisions as rows and in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from letopis.anchor import Anchor
from letopis.decision import Act, Decision, undone

SHORT = 70  # characters of a sentence in a list
STANDS, UNDONE, UNATTACHED = "stands", "undone", "unattached"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision: who, when, what and why; whether it stands, is undone, or fits nothing in the record now.

    `source` is the path of the document of its first anchor, or its id where that is not in the record; `quote` the
    words there.
    """

    at: str
    by: str
    act: str
    what: str
    why: str
    standing: str
    source: str
    quote: str
    id: str
    undone_by: str | None = None


def decision_rows(
    decisions: Sequence[Decision], unattached: Collection[str], paths: Mapping[str, str]
) -> list[DecisionRow]:
    """Every decision but what was put off, in the order in which they were made.

    Args:
        decisions: all of a record.
        unattached: ids of those that fit nothing now.
        paths: of the documents, by their ids.
    """
    known = {decision.id: decision for decision in decisions}
    gone = undone(decisions)
    rows = []
    for decision in decisions:
        if decision.act is Act.SKIP:
            continue
        undoing = gone.get(decision.id)
        standing = UNDONE if undoing else UNATTACHED if decision.id in unattached else STANDS
        document = next(iter(anchor.document for anchor in decision.anchors), decision.get("document") or "")
        rows.append(
            DecisionRow(
                at=decision.at,
                by=decision.by,
                act=str(decision.act),
                what=told_decision(decision, known, paths),
                why=decision.why,
                standing=standing,
                source=paths.get(document, document),
                quote=decision.on[0].exact if decision.on else "",
                id=decision.id,
                undone_by=undoing.id if undoing else None,
            )
        )
    return rows


def told_decision(decision: Decision, known: Mapping[str, Decision], paths: Mapping[str, str]) -> str:
    """What a decision says, in words."""
    on, other = named(decision.on), named(decision.other)
    told = dict(decision.told)
    if decision.act is Act.UNDO:
        target = known.get(told.get("decision", ""))
        return f"undone: {told_decision(target, known, paths) if target else told.get('decision')}"
    if decision.act is Act.MERGE:
        return f"{on} and {other} are one"
    if decision.act is Act.SPLIT:
        return f"{on} and {other} are two"
    if decision.act is Act.RENAME:
        return f"{on} is called {told.get('name')}"
    if decision.act is Act.DATE:
        document = told.get("document", "")
        return f"{paths.get(document, document)} appeared {told.get('published')}"
    if decision.act is Act.DOSSIER:
        way = "taken out of" if told.get("do") == "remove" else "put into"
        return f"{told.get('what') or told.get('item')}: {way} the dossier {told.get('dossier')}"
    if decision.act is Act.OUTLET:
        return f"{told.get('outlet')}: {str(told.get('trait')).replace('_', '-')} {told.get('value')}"
    if decision.act is Act.CORRECT:
        fields = ", ".join(f"{name} is {value or 'none'}" for name, value in decision.told)
        return f"{fields}: {on}"
    is_claim = bool(decision.on) and decision.on[0].type is not None
    if decision.act is Act.REJECT:
        return f"wrong: {on}" if is_claim else f"{on} is nothing of the kind"
    return f"right: {on}" if is_claim else f"{on} is well found"


def named(anchors: Iterable[Anchor]) -> str:
    """What the anchors of one side stand for: the name at that time and the words there; of a claim its sentence."""
    first = next(iter(anchors), None)
    if first is None:
        return "(what is no longer known)"
    words = " ".join(first.exact.split())
    if first.type is not None:
        shown = words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"
        return f"{first.kind} {first.type} in “{shown}”"
    return words if first.name in (None, words) else f"{first.name} (“{words}”)"
