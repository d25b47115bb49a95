"""Let a person's decisions override what the machine grouped.

In:   chains in groups; a person's judgements that stand.
Out:  the groups changed: what a person joined is one, what a person parted is two.

Decisions count in the order in which they were made; the later one wins. A decision about a chain that is no longer
there changes nothing. Where a part leaves, what was not told to go or stay goes with the side that it is nearer to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from letopis.decision import Judgement
from letopis.resolve.names.threads import Thread

Key = tuple[str, ...]


def apply_judgements(
    keys: Mapping[str, Key], threads: Mapping[str, Thread], judgements: Iterable[Judgement]
) -> dict[str, Key]:
    """Chain → key after the decisions of people; a machine's judgements and revoked ones are passed over."""
    result = dict(keys)
    groups: dict[Key, set[str]] = {}
    for chain, key in result.items():
        groups.setdefault(key, set()).add(chain)
    for judgement in in_force(judgements):
        if judgement.left not in result or judgement.right not in result or judgement.left == judgement.right:
            continue
        left, right = result[judgement.left], result[judgement.right]
        if judgement.same and left != right:
            _move(groups.pop(right), left, groups, result)
        elif not judgement.same:
            leaving = _leaving(judgement, groups[left], threads)
            if leaving:
                key = right if right != left else ("parted", judgement.id, judgement.right)
                groups[left] -= leaving
                _move(leaving, key, groups, result)
    return result


def in_force(judgements: Iterable[Judgement]) -> Sequence[Judgement]:
    """Judgements of people that stand, in the order in which they were made."""
    standing = [one for one in judgements if one.by.startswith("person:") and one.revoked_at is None]
    return sorted(standing, key=lambda one: (one.at, one.id))


def _move(chains: set[str], key: Key, groups: dict[Key, set[str]], result: dict[str, Key]) -> None:
    groups.setdefault(key, set()).update(chains)
    for chain in chains:
        result[chain] = key


def _leaving(judgement: Judgement, chains: set[str], threads: Mapping[str, Thread]) -> set[str]:
    """The chains of the left side's group that go with the right one: those told to, and those nearer to it."""
    rights = {judgement.right, *judgement.with_right} & chains
    lefts = ({judgement.left, *judgement.with_left} & chains) - rights
    if not rights or not lefts:
        return rights
    others = sorted(chains - lefts - rights)
    return rights | {each for each in others if _is_nearer(threads, each, rights, lefts)}


def _is_nearer(threads: Mapping[str, Thread], each: str, rights: set[str], lefts: set[str]) -> bool:
    """True when a chain is nearer to one of the right side than to any of the left."""
    near = [max(_nearness(threads[each], threads[one]) for one in side) for side in (rights, lefts)]
    return near[0] > near[1]


def _nearness(left: Thread, right: Thread) -> tuple[bool, int, bool, bool]:
    shared = {name for name, _ in left.names} & {name for name, _ in right.names}
    longest = max((len(name.split()) for name in shared), default=0)
    return (
        left.document == right.document,
        longest,
        left.country is not None and left.country == right.country,
        left.gender is not None and left.gender == right.gender,
    )
