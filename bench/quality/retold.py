"""Score whether two short texts are taken to tell of one event, of two, or of a plan and what came of it.

In:   toml with `[[case]]` tables: `says` (same, apart, foretold), `grade`, `kind`; `one` and `other`, each with `text`,
      `published` and `cue`.
Out:  the cases in which the claims at the two cues stand as the case says; what is not so, in the table.

Both texts are read as two documents of one record, or as one where they are alike; a cue is a word or words of the
text, and any event claim whose own cue overlaps it counts. A case whose text gives no event at a cue is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.quality.chains import read_cases
from bench.quality.score import Score, files_of
from bench.quality.texts import document_of
from letopis.claim import ClaimKind
from letopis.document import Document, content_id
from letopis.pipeline import find_in, letopis_steps, resolve_record
from letopis.profile import Line, Wanted
from letopis.run import Run
from letopis.store import open_store

Case = Mapping[str, Any]
NO_EVENT = "no event"


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts cases."""
    cases = [case for path in files_of(data, (".toml",)) for case in read_cases(path)][:limit]
    right, all_of, table, missed, wrong = Counter[str](), Counter[str](), [], 0, 0
    for case in cases:
        said = outcome(case)
        all_of[case["grade"]] += 1
        right[case["grade"]] += said == case["says"]
        missed += said == NO_EVENT
        wrong += said == "same" and case["says"] != "same"
        if said != case["says"]:
            table.append(
                f"{case['grade']:6s} {case['kind']}: {said} for {case['says']}: {case['one']['text']!r}"
            )
    figures: dict[str, float] = {"right": right.total(), "wrongly one": wrong, NO_EVENT: missed}
    figures |= {grade: 100 * right[grade] / all_of[grade] for grade in sorted(all_of)}
    return Score("retold", "right", figures, table, of=len(cases))


def outcome(case: Case) -> str:
    """ "same", "apart", "foretold", or that a cue tells no event."""
    documents = [_document(case[side], side) for side in ("one", "other")]
    lines, foretold = told(documents)
    ours, theirs = (
        _at(lines, document, case[side]) for document, side in zip(documents, ("one", "other"), strict=True)
    )
    if not ours or not theirs:
        return NO_EVENT
    if any(one.same_as is not None and one.same_as == other.same_as for one in ours for other in theirs):
        return "same"
    linked = any((one.claim.id, other.claim.id) in foretold for one in ours for other in theirs)
    return "foretold" if linked else "apart"


def _document(side: Mapping[str, Any], name: str) -> Document:
    """The document of a side; texts alike are two of them where they are dated otherwise."""
    document = document_of(side)
    return replace(
        document, id=content_id("doc", document.text, side.get("published", "")), path=f"{name}.txt"
    )


def told(documents: list[Document]) -> tuple[list[Line], set[tuple[str, str]]]:
    """The events of documents, read into a record of their own, and its links from plans to what came of them."""
    store = open_store(None, create=True)
    run = Run("run:bench", "2000-01-01T00:00:00", "bench", "")
    store.begin_run(run)
    for document in {document.id: document for document in documents}.values():
        store.add(document, document.text.encode(), find_in(document), run.id)
    resolve_record(store, letopis_steps())
    lines, links = store.lines(Wanted(kinds=(ClaimKind.EVENT,))), store.foretold()
    store.close()
    return lines, {(plan, claim) for plan, claim, _ in links}


def _at(lines: list[Line], document: Document, side: Mapping[str, Any]) -> list[Line]:
    """The events whose cue overlaps the words of a side."""
    start = document.text.index(side["cue"])
    end = start + len(side["cue"])
    found = []
    for line in lines:
        cue = line.claim.evidence[0].cue
        if line.claim.document == document.id and cue is not None and cue[0] < end and start < cue[1]:
            found.append(line)
    return found
