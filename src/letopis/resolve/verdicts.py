"""Let a person's decisions override what the machine grouped.

In:   chains in groups; a person's judgements that stand.
Out:  the groups changed: what a person joined is one, what a person parted is two.

Decisions count in the order in which they were made; the later one wins. A decision about a chain that is no longer
there changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from letopis.decision import Judgement
from letopis.resolve.threads import Thread

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
        elif not judgement.same and left == right:
            leaving = _side_of(judgement.right, judgement.left, sorted(groups[left]), threads)
            groups[left] -= leaving
            _move(leaving, ("parted", judgement.id, judgement.right), groups, result)
    return result


def in_force(judgements: Iterable[Judgement]) -> Sequence[Judgement]:
    """Judgements of people that stand, in the order in which they were made."""
    standing = [one for one in judgements if one.by.startswith("person:") and one.revoked_at is None]
    return sorted(standing, key=lambda one: (one.at, one.id))


def _move(chains: set[str], key: Key, groups: dict[Key, set[str]], result: dict[str, Key]) -> None:
    groups.setdefault(key, set()).update(chains)
    for chain in chains:
        result[chain] = key


def _side_of(chain: str, other: str, chains: Sequence[str], threads: Mapping[str, Thread]) -> set[str]:
    """The chains of a group that go with `chain` when it parts from `other`: those that are nearer to it."""
    nearer = {
        each
        for each in chains
        if each not in (chain, other)
        and _nearness(threads[each], threads[chain]) > _nearness(threads[each], threads[other])
    }
    return nearer | {chain}


def _nearness(left: Thread, right: Thread) -> tuple[bool, int, bool, bool]:
    shared = {name for name, _ in left.names} & {name for name, _ in right.names}
    longest = max((len(name.split()) for name in shared), default=0)
    return (
        left.document == right.document,
        longest,
        left.country is not None and left.country == right.country,
        left.gender is not None and left.gender == right.gender,
    )
