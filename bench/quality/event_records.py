"""Score events read from bare sentences: type, who acts, on whom.

In:   json, a list of records with `text`, `event` (a type of PLOVER; older names are mapped), `source` and `target`
      (lists with `actorText`; a string or nothing where there is none).
Out:  how many records have an event of the right type, with the right source, with the right recipient, with all of
      them; of each record the event of ours that has most of them.

A party is right where the words of the gold's, articles aside, and those of one of ours in that role share one. Where
the gold names no source or target, none is asked for. Whoever takes part in a mutual act is an actor for us, and
counts as either. Events that are denied count as told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.quality.score import Score
from bench.quality.texts import document_of
from letopis.claim import Claim, ClaimKind
from letopis.ontology import event_type

OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
FUTURE_IS_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
EMPTY = frozenset({"the", "a", "an", "of", "and", "in", "to"})


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file; `limit` counts records."""
    from letopis.pipeline import find_in

    records = json.loads(data.read_text(encoding="utf-8"))[:limit]
    counts = dict.fromkeys(("events", "type", "source", "recipient", "whole"), 0)
    table = []
    for record in records:
        claims = find_in(document_of({"text": record["text"]})).claims
        events = [claim for claim in claims if claim.kind is ClaimKind.EVENT]
        rights = [_rights(record, claim) for claim in events]
        best = max(rights, key=lambda right: (sum(right), right), default=(False, False, False))
        counts["events"] += bool(events)
        for name, right in zip(("type", "source", "recipient"), best, strict=True):
            counts[name] += right
        counts["whole"] += all(best)
        if not best[0]:
            ours = ", ".join(sorted({as_plover(claim) or claim.type for claim in events})) or "nothing"
            table.append(f"{record['event']:10s} read as {ours}: {record.get('eventText', '')}")
    return Score("event-records", "whole", {**counts, "records": len(records)}, table, of=len(records))


def as_plover(claim: Claim) -> str | None:
    """The type that PLOVER gives the event: a meeting, backing, help or exchange to come is an agreement."""
    code = event_type(claim.type).plover
    ahead = str(claim.modality) in ("planned", "possible")
    return "AGREE" if ahead and code in FUTURE_IS_AGREE else code


def _rights(record: Mapping[str, Any], claim: Claim) -> tuple[bool, bool, bool]:
    gold = OLDER.get(record["event"], record["event"])
    actors = [argument.text for argument in claim.all("actor")]
    others = [argument.text for argument in claim.all("recipient")]
    mutual = event_type(claim.type).symmetric
    return (
        as_plover(claim) == gold,
        _shares(parties(record.get("source")), actors),
        _shares(parties(record.get("target")), [*others, *(actors if mutual else [])]),
    )


def parties(told: Any) -> list[str]:
    """The names that a record gives for a side."""
    return (
        [one.get("actorText", "") for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    )


def _shares(gold: list[str], ours: Iterable[str]) -> bool:
    known = [words for name in gold if (words := _words(name))]
    return not known or any(words & _words(name) for words in known for name in ours)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - EMPTY
