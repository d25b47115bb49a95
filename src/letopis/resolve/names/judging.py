"""Say what the machine holds for one, how sure it is, and why.

In:   chains in groups, threads, whom bare offices mean.
Out:  judgements: of each person and body every chain with the first one that has a name; the reason in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from letopis.decision import Judgement
from letopis.document import content_id
from letopis.mention import MentionKind
from letopis.resolve.names.bare_offices import Meant
from letopis.resolve.names.comparing import compare
from letopis.resolve.names.evidence import Reason
from letopis.resolve.names.held import is_day
from letopis.resolve.names.persons import best_name
from letopis.resolve.names.portraits import Portrait
from letopis.resolve.names.rosters import body_of
from letopis.resolve.names.scores import SAME
from letopis.resolve.names.threads import Thread

Key = tuple[str, ...]
PRODUCER = "machine:resolve"
JUDGED = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION})
BY_OFFICE = 0.8  # how sure we are of whom an office alone means; no set tells yet
LIST = "list:"  # right side of a judgement that rests on the list of leaders


def judge(
    keys: Mapping[str, Key], threads: Mapping[str, Thread], meant: Mapping[str, Meant]
) -> tuple[Judgement, ...]:
    """The machine's judgements, sorted by left, right."""
    groups: dict[Key, list[Thread]] = defaultdict(list)
    for chain in sorted(keys):
        if threads[chain].kind in JUDGED and keys[chain][0] != "one":
            groups[keys[chain]].append(threads[chain])
    found = [judgement for group in groups.values() for _, judgement in judge_group(group, meant)]
    return tuple(sorted(found, key=lambda one: (one.left, one.right)))


def anchor_of(group: Sequence[Thread], meant: Mapping[str, Meant]) -> Thread | None:
    """The thread with which those of a group are compared: the first that is not an office alone."""
    return next((thread for thread in group if thread.chain not in meant), None)


def judge_group(group: Sequence[Thread], meant: Mapping[str, Meant]) -> Iterator[tuple[str, Judgement]]:
    """Chain and judgement of each thread of a group but the first.

    Args:
        group: threads of one key and of kinds in JUDGED, sorted by chain.
    """
    anchor = anchor_of(group, meant)
    first = portrait_of(anchor) if anchor is not None else None
    for thread in group:
        if thread.chain in meant:
            basis = meant[thread.chain]
            other = anchor.chain if anchor is not None else f"{LIST}{basis.name}"
            yield thread.chain, _judgement(thread.chain, other, BY_OFFICE, basis.basis)
        elif anchor is not None and first is not None and thread is not anchor:
            found = compare(first, portrait_of(thread))
            # At least SAME: that nobody else fits joined what the names alone leave open.
            alone = "" if found.score >= SAME else "; nobody else fits as well"
            reason = told(found.reasons) + alone
            yield thread.chain, _judgement(anchor.chain, thread.chain, max(SAME, found.score), reason)


def _judgement(one: str, other: str, score: float, reason: str) -> Judgement:
    left, right = sorted((one, other))
    return Judgement(
        content_id("jud", left, right, PRODUCER), left, right, True, score, PRODUCER, reason=reason
    )


def portrait_of(thread: Thread) -> Portrait:
    """What one thread tells, for comparing it with another."""
    if thread.kind is MentionKind.PERSON:
        names = (best_name(thread).text,) if thread.names else (thread.description,)
    else:
        body = body_of(thread)
        names = (body.text if body is not None else thread.description,)
    return Portrait(
        names,
        thread.kind,
        thread.country,
        thread.gender,
        thread.holdings,
        thread.day if is_day(thread.day) else None,
    )


def told(reasons: Sequence[Reason]) -> str:
    """Reasons in one line: "names 'A' and 'B' 0.92; country BY +0.1"."""
    return "; ".join(f"{reason.sort} {reason.words} {_effect(reason)}" for reason in reasons)


def _effect(reason: Reason) -> str:
    if reason.factor != 1:
        return f"×{reason.factor:g}"
    return f"{reason.added:.2f}" if reason.sort == "name" else f"+{reason.added:.2f}"
