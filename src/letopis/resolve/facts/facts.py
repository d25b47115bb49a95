"""Which statements, tenures, ties and figures of different reports are one.

In:   tellings of lines, two at a time; groups of those that are one.
Out:  whether the two are one; the id of a fact.

Pure and independent of order: whether two are one depends on the two alone, a fact is all that hang together. What
differs between reports of one fact (a number, a date) is no reason to part them as long as it is near: it is what
disagreements are made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import chain

import numpy as np

from letopis.document import content_id
from letopis.resolve.facts.tellings import Telling
from letopis.resolve.unions import Unions

SAID_WITHIN = 4  # days between two reports of one utterance
STANDING_WITHIN = 366  # days between two sightings of one tenure or tie
HANDOVER = timedelta(days=31)  # a tenure that had ended longer ago is another one
FEW = 3  # words that must be shared; of shorter contents all must be
PART, ALIKE = 0.75, 0.5  # of the shorter content; of all words of both
NEAR, NEAR_ALIKE = 0.8, 0.25  # cosine of two contents, and words they must share with it
VERBATIM = 0.9  # words of both that make it the same quotation, whenever it is printed
STORED = np.dtype("<f2")  # of a vector
CLOSE = 0.25  # by how much two values of one thing differ that reports can disagree about
BY_NAME = frozenset({"head_of_state", "head_of_government", "monarch"})  # one body has one of these
MANY = 50  # tellings in a block of which not all pairs are looked at
ACTS_APART = frozenset({"deny", "ask", "decline"})


def is_same(one: Telling, other: Telling) -> bool:
    """True when two lines tell the same."""
    if one.same != other.same:
        return False
    kind = one.same[0]
    if kind == "statement":
        return _is_same_statement(one, other)
    if kind == "tenure":
        return _is_same_tenure(one, other)
    return _is_same_tie(one, other) if kind == "tie" else _is_same_figure(one, other)


def _is_same_statement(one: Telling, other: Telling) -> bool:
    shared = len(one.words & other.words)
    if not shared:
        return False
    shorter = min(len(one.words), len(other.words))
    alike, is_one = shared / (len(one.words) + len(other.words) - shared), _meet(one, other, "speaker")
    if alike >= VERBATIM and shared >= 2 * FEW and (is_one or one.about("unnamed") != other.about("unnamed")):
        return True
    if not is_one:
        return False
    if one.negated != other.negated or (one.numbers and other.numbers and not one.numbers & other.numbers):
        return False
    acts = one.about("act") ^ other.about("act")
    if acts & ACTS_APART or not _within(one, other, SAID_WITHIN):
        return False
    if shorter < FEW:
        return one.words == other.words
    if shared < FEW:
        return False
    return shared / shorter >= PART or alike >= ALIKE or (alike >= NEAR_ALIKE and _cosine(one, other) >= NEAR)


def _is_same_tenure(one: Telling, other: Telling) -> bool:
    if not _meet(one, other, "holder") or not _within(one, other, STANDING_WITHIN) or _is_over(one, other):
        return False
    bodies = [told.about("organisation") for told in (one, other)]
    offices = [told.about("office") for told in (one, other)]
    if all(bodies):
        return bool(bodies[0] & bodies[1]) and (one.same[1] in BY_NAME or _agree(*offices))
    return one.same[1] in BY_NAME or (all(offices) and _agree(*offices))


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """True unless two offices have different names."""
    return not one or not other or bool(one & other)


def _is_same_tie(one: Telling, other: Telling) -> bool:
    if not _meet(one, other, "subject") or not _within(one, other, STANDING_WITHIN) or _is_over(one, other):
        return False
    objects = one.about("object"), other.about("object")
    if all(objects):
        return bool(objects[0] & objects[1])
    return objects[0] == objects[1] and bool(one.words & other.words)


def _is_same_figure(one: Telling, other: Telling) -> bool:
    pollsters = one.about("pollster"), other.about("pollster")
    if not _meet(one, other, "subject") or not _agree(*pollsters) or not _within(one, other, SAID_WITHIN):
        return False
    if (
        one.amount is None
        or other.amount is None
        or (one.words and other.words and not one.words & other.words)
    ):
        return False
    if one.amount == other.amount:
        return True
    is_counted = bool(one.same[2] or one.same[5])  # a vote, a turnout, a measure: not merely "the price"
    largest = max(abs(value) for value in (*one.amount, *other.amount))
    apart = max(one.amount[0] - other.amount[1], other.amount[0] - one.amount[1], 0.0)
    return is_counted and apart <= CLOSE * largest


def _meet(one: Telling, other: Telling, role: str) -> bool:
    return not one.about(role).isdisjoint(other.about(role))


def _within(one: Telling, other: Telling, days: int) -> bool:
    """True when no more days lie between the two."""
    if one.span is None or other.span is None:
        return False
    first, last = sorted((one.span, other.span))
    return (last[0] - first[1]).days <= days


def _is_over(one: Telling, other: Telling) -> bool:
    """True when one had ended well before the other is seen."""
    return any(
        a.ended is not None and b.span is not None and a.ended + HANDOVER < b.span[0]
        for a, b in ((one, other), (other, one))
    )


def _cosine(one: Telling, other: Telling) -> float:
    if one.vector is None or other.vector is None or len(one.vector) != len(other.vector):
        return 0.0
    left, right = (
        np.frombuffer(each, dtype=STORED).astype(np.float32) for each in (one.vector, other.vector)
    )
    return round(float(left @ right), 4)


def joined(
    blocks: Iterable[Mapping[int, Sequence[str]]], tellings: Mapping[int, Telling], active: frozenset[str]
) -> list[tuple[str, str]]:
    """Pairs of claims that are one, enough of them to join all that are.

    Args:
        blocks: claims that share a key, by their feature.
        tellings: one of each feature.
        active: claims that are new or may have parted; pairs without one of them are left out.
    """
    found: list[tuple[str, str]] = []
    number = {feature: n for n, feature in enumerate(tellings)}
    seen: set[int] = set()  # a number for each pair: there can be millions
    for block in chain.from_iterable(_parted(whole, tellings) for whole in blocks):
        told = [tellings[feature] for feature in sorted(block) if feature in tellings]
        asking = [each for each in told if not active.isdisjoint(block[each.feature])]
        rest = [each for each in told if active.isdisjoint(block[each.feature])]
        for n, one in enumerate(asking, start=1):
            first, *others = block[one.feature]
            found += [(first, claim) for claim in others]
            own = number[one.feature]
            for other in (*asking[n:], *rest):
                theirs = number[other.feature]
                pair = own * len(number) + theirs if own < theirs else theirs * len(number) + own
                if pair not in seen:
                    seen.add(pair)
                    if is_same(one, other):
                        found.append((first, block[other.feature][0]))
    return found


def _parted(
    block: Mapping[int, Sequence[str]], tellings: Mapping[int, Telling]
) -> Iterable[Mapping[int, Sequence[str]]]:
    """A large block of one quotation in many mouths, which is one for those who share a speaker, as a block for each
    of them; and what nobody named said with all that is somebody's, one beside the others: it can be anybody's.
    """
    told = [tellings[feature] for feature in block if feature in tellings]
    if len(told) < MANY or any(one.same[0] != "statement" or one.words != told[0].words for one in told):
        return [block]
    by_speaker: dict[str, set[int]] = defaultdict(set)
    by_sort: dict[tuple[str | None, ...], dict[bool, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        for speaker in one.about("speaker") or (f"nobody in {one.claim}",):
            by_speaker[speaker].add(one.feature)
        by_sort[one.same][bool(one.about("unnamed"))].append(one.feature)
    parts = list(by_speaker.values())
    for sort in by_sort.values():
        if len(sort) > 1:
            named, unnamed = sort.values()
            parts += [{named[0], feature} for feature in unnamed]
            parts += [{unnamed[0], feature} for feature in named]
    return [{feature: block[feature] for feature in part} for part in parts]


def facts_of(
    pairs: Iterable[tuple[str, str]], known: Iterable[Sequence[str]], active: Iterable[str]
) -> dict[str, str | None]:
    """The fact of each claim, or None of one that stands alone.

    Args:
        pairs: claims that are one; known: claims of facts that did not change; active: all others.
    """
    known = [list(several) for several in known]
    pairs = list(pairs)
    items = {*active, *(c for several in known for c in several), *(c for pair in pairs for c in pair)}
    unions = Unions(sorted(items))
    for several in known:
        for claim in several[1:]:
            unions.join(several[0], claim)
    for left, right in pairs:
        unions.join(left, right)
    found: dict[str, str | None] = {}
    for members in unions.sets():
        found |= dict.fromkeys(members, fact_id(members) if len(members) > 1 else None)
    return found


def fact_id(claims: Iterable[str]) -> str:
    """The id of the fact that claims tell of; it stays when later ones join, unless one of them sorts first."""
    return content_id("fct", min(claims))
