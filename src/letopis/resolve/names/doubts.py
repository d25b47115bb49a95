"""Find the places where the machine is least sure who is who, for a person to look at.

In:   entities; the machine's judgements and the names of chains.
Out:  pairs that may be one, joins that may be wrong, names that look wrong; each with a score and a reason.

Only names of one sound are compared, in blocks that are not too large, so the work grows with the number of entities.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from letopis import gazetteer
from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.mention import MentionKind
from letopis.resolve.names.bodies import parse_body
from letopis.resolve.names.comparing import compare
from letopis.resolve.names.people import parse_name
from letopis.resolve.names.portraits import Portrait
from letopis.resolve.names.scores import SAME
from letopis.resolve.names.spelling import sounds_of

LOW = 0.3  # of a pair: below it the names share little more than a sound
SURE = 0.85  # of a join: from it on the names alone tell
LARGEST_BLOCK = 40  # entities of one sound; a commoner sound tells nothing
LONGEST_NAME = 5  # words of a person's name; a longer one is a phrase
NAMES = 4  # names of an entity that are compared, its own and the most frequent others
COMPARED = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one; or, with `right` None, one that is doubtful by itself.

    Attributes:
        left, right: ids of entities; of a doubtful join `right` is a chain of the left one.
        score: how sure the machine is that they are one, or that the name is one.
        reason: what it rests on, for a reader.
    """

    left: str
    right: str | None
    score: float
    reason: str


def doubtful_pairs(entities: Iterable[Entity]) -> list[Doubt]:
    """Pairs of people and of bodies that were not taken for one and may be one, by their ids."""
    known = {entity.id: entity for entity in entities if _is_compared(entity)}
    found = {}
    for block in _blocks(known.values()):
        for left, right in combinations(block, 2):
            if (left, right) not in found and known[left].kind == known[right].kind:
                found[left, right] = _compared(known[left], known[right])
    return [found[pair] for pair in sorted(found) if found[pair].score >= LOW]


def _is_compared(entity: Entity) -> bool:
    """False for what has no name of its own: "the army" of one article is hardly that of another."""
    if entity.kind == MentionKind.ORGANISATION:
        body = parse_body(entity.name)
        if body.generic or (not body.listed and not body.is_abbreviation and " " not in body.core):
            return False
    return entity.kind in COMPARED and not entity.described


def _compared(left: Entity, right: Entity) -> Doubt:
    found = compare(_portrait(left), _portrait(right))
    told = "; ".join(reason.words for reason in found.reasons)
    fits = "fits, but others do too" if found.score >= SAME else f"less than {SAME:.2f}"
    return Doubt(left.id, right.id, found.score, f"{told} ({found.score:.2f}, {fits})")


def _portrait(entity: Entity) -> Portrait:
    return Portrait(_names(entity), MentionKind(entity.kind), entity.country)


def _names(entity: Entity) -> tuple[str, ...]:
    """The names that tell most: the full ones, where there are such; of bodies those that are no abbreviation."""
    names = tuple(dict.fromkeys((entity.name, *entity.names)))
    if entity.kind == MentionKind.PERSON:
        full = tuple(name for name in names if parse_name(name).is_full)
    else:
        full = tuple(name for name in names if not parse_body(name).is_abbreviation)
    return (full or names)[:NAMES]


def _blocks(entities: Iterable[Entity]) -> list[list[str]]:
    """Sorted ids of entities that share the sound of a word: of a person's surname or of a body's words."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in entities:
        for name in _names(entity):
            for word in _telling(name, entity.kind):
                for sound in sounds_of(word):
                    blocks[entity.kind, sound].add(entity.id)
    return [sorted(block) for _, block in sorted(blocks.items()) if 1 < len(block) <= LARGEST_BLOCK]


def _telling(name: str, kind: str) -> Sequence[str]:
    if kind == MentionKind.PERSON:
        return parse_name(name).surnames
    return [word for word in gazetteer.fold(name).casefold().split() if len(word) > 2]


def doubtful_joins(judgements: Iterable[Judgement], names: Mapping[str, str]) -> list[Doubt]:
    """Chains that were taken for one with another of a different full name, less surely than by the names alone.

    Args:
        judgements: the machine's.
        names: what each chain is called; chains that are not in it are passed over.
    """
    found = []
    for judged in judgements:
        one, other = names.get(judged.left), names.get(judged.right)
        if one is None or other is None or judged.score >= SURE or not judged.same:
            continue
        if (
            parse_name(one).is_full
            and parse_name(other).is_full
            and parse_name(one).key != parse_name(other).key
        ):
            told = f"{one!r} and {other!r} were taken for one ({judged.score:.2f})"
            found.append(Doubt(judged.left, judged.right, judged.score, told))
    return found


def odd_names(entities: Iterable[Entity]) -> list[Doubt]:
    """People and bodies whose name does not look like one, and why."""
    several = [entity for entity in entities if entity.kind in COMPARED and not entity.described]
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in several:
        kinds[gazetteer.fold(entity.name).casefold()][str(entity.kind)] += 1
    found = []
    for entity in several:
        reason = _oddness(entity) or _is_both(entity, kinds)
        if reason:
            found.append(Doubt(entity.id, None, 0.5, reason))
    return sorted(found, key=lambda doubt: doubt.left)


def _is_both(entity: Entity, kinds: Mapping[str, Counter[str]]) -> str | None:
    others = set(kinds[gazetteer.fold(entity.name).casefold()]) - {str(entity.kind)}
    return f"also found as {' and '.join(sorted(others))}" if others else None


def _oddness(entity: Entity) -> str | None:
    """What is odd about a name, or None."""
    words = entity.name.split()
    if any(sign.isdigit() for sign in entity.name) and entity.kind == MentionKind.PERSON:
        return "a name with a number"
    if any(sign in entity.name for sign in '=<>{}[]|\\/*_@:;"'):
        return "a name with signs that no name has"
    if entity.kind != MentionKind.PERSON:
        return "a name without a capital letter" if entity.name == entity.name.casefold() else None
    if len(words) > LONGEST_NAME:
        return "a name of many words"
    if gazetteer.country_form(entity.name) is not None or gazetteer.organisation(entity.name) is not None:
        return "a person with the name of a country or a body"
    if words and words[0][:1].islower() and words[-1][:1].islower():
        return "a name without a capital letter"
    return None
