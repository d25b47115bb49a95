"""Score how surely events are told: modality and polarity of each, and whether it is background.

In:   toml with `[[case]]` tables as of event-detection; the pattern is the part of a case's `name` before the colon.
Out:  the share of events told whose modality and polarity, and background where it is told, are all right.

Types are not compared: an event is found where the cues overlap, or are a verb and the noun it governs, as
event-detection pairs them. One that is not found is an error, and counted apart as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.quality.chains import read_cases
from bench.quality.event_detection import Words, cue_span, find_events, pairs
from bench.quality.score import Score, files_of
from letopis.claim import Claim

Case = Mapping[str, Any]
FLAGS = ("modality", "polarity", "background")


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts cases."""
    cases = [case for path in files_of(data, (".toml",)) for case in read_cases(path)][:limit]
    counts: Counter[tuple[str, str]] = Counter()
    table: list[str] = []
    for case in cases:
        claims, words = find_events(case)
        groups = ("all", str(case.get("name", "?")).partition(":")[0], str(case.get("grade", "?")))
        told = matched(case, claims, words)
        for wanted, claim in told:
            wrong = wrong_flags(wanted, claim)
            facts = ["told", *(["found"] if claim else []), *([] if wrong else ["right"])]
            facts += [flag for flag in FLAGS if flag in wanted and flag not in wrong]
            facts += [f"{flag} told" for flag in FLAGS if flag in wanted]
            counts.update((group, fact) for group in groups for fact in facts)
            if wrong:
                table.append(f"{case['text']}\n    {wanted['cue']}: {_said(wanted, claim, wrong)}")
    figures = {
        "right": _share(counts["all", "right"], counts["all", "told"]),
        "found": _share(counts["all", "found"], counts["all", "told"]),
        "right of those found": _share(counts["all", "right"], counts["all", "found"]),
        **{f"{flag} right": _share(counts["all", flag], counts["all", f"{flag} told"]) for flag in FLAGS},
        "events": counts["all", "told"],
    }
    return Score("factuality", "right", figures, [*table, *_by_group(cases, counts)])


def matched(
    case: Case, claims: Sequence[Claim], words: Words
) -> list[tuple[Mapping[str, Any], Claim | None]]:
    """Every event that the case tells, with the claim that is it, or None."""
    gold = [(wanted, cue_span(case, wanted, number)) for number, wanted in enumerate(case["events"])]
    cues = [claim.evidence[0].cue or (0, 0) for claim in claims]
    loose = pairs(words, [("", span) for _, span in gold], [("", cue) for cue in cues], light=True)
    left = [one for one in range(len(gold)) if one not in loose]
    free = [other for other in range(len(claims)) if other not in loose.values()]
    typed = pairs(
        words,
        [(str(gold[one][0]["type"]), gold[one][1]) for one in left],
        [(claims[other].type, cues[other]) for other in free],
    )
    taken = {**loose, **{left[one]: free[other] for one, other in typed.items()}}
    return [(wanted, claims[taken[one]] if one in taken else None) for one, (wanted, _) in enumerate(gold)]


def wrong_flags(wanted: Mapping[str, Any], claim: Claim | None) -> list[str]:
    """The flags that the case tells and the claim has otherwise; all of them where there is no claim."""
    told = [flag for flag in FLAGS if flag in wanted]
    if claim is None:
        return told
    return [flag for flag in told if _plain(getattr(claim, flag)) != wanted[flag]]


def _plain(value: object) -> object:
    return value if isinstance(value, bool) else str(value)


def _said(wanted: Mapping[str, Any], claim: Claim | None, wrong: Sequence[str]) -> str:
    if claim is None:
        return "not found"
    return "; ".join(f"{flag} {getattr(claim, flag)} for {wanted[flag]}" for flag in wrong)


def _share(right: int, of: int) -> float:
    return 100 * right / of if of else 0.0


def _by_group(cases: Sequence[Case], counts: Counter[tuple[str, str]]) -> list[str]:
    """Lines by pattern and by grade."""
    patterns = sorted({str(case.get("name", "?")).partition(":")[0] for case in cases})
    grades = sorted({str(case.get("grade", "?")) for case in cases})
    lines = [f"{'pattern':16s} events found right"]
    for group in [*patterns, *grades]:
        told, found, right = (counts[group, fact] for fact in ("told", "found", "right"))
        lines.append(f"{group:16s} {told:6d} {found:5d} {right:5d}  {_share(right, told):5.1f}")
    return lines
