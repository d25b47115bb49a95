"""Attach what people decided to what is found now.

In:   a store.
Out:  what the decisions that stand come to: judgements of chains for the step resolve, names, things that are none,
      reviews of claims; and what no longer fits anything, which is listed and never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from letopis.anchor import Anchor
from letopis.claim import Claim, ClaimKind
from letopis.decision import (
    ACCEPTED,
    CORRECTED,
    PERSON,
    REJECTED,
    ROLES,
    Act,
    Decision,
    Judgement,
    Review,
    standing,
)
from letopis.entity import Entity
from letopis.mention import Mention
from letopis.store import Store

_OF_CLAIMS = frozenset(str(kind) for kind in ClaimKind)


@dataclass(slots=True)
class Attached:
    """What the decisions that stand come to.

    Attributes:
        place: the chain or claim of each anchor that was found again.
        mention: the mention of each anchor that is of a thing.
        judgements: which chains are one and which are not.
        names: (chain, name) of things that a person named, in the order in which they were; the last counts.
        none: chains of what is no person, body or place at all.
        fine: chains of what is well named, as a person said.
        put_off: pairs of chains that a person did not want to decide in a review, with the person; of one thing, or of
            a claim, twice the same.
        reviews: by the id of the claim.
        unattached: decisions that fit nothing now, in order.
    """

    place: dict[Anchor, str] = field(default_factory=dict)
    mention: dict[Anchor, Mention] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    none: set[str] = field(default_factory=set)
    fine: set[str] = field(default_factory=set)
    put_off: list[tuple[str, str, str]] = field(default_factory=list)
    reviews: dict[str, Review] = field(default_factory=dict)
    unattached: list[Decision] = field(default_factory=list)


def is_of_claim(decision: Decision) -> bool:
    """True when it is about a claim, and not about a thing that is mentioned."""
    if decision.act in (Act.SKIP, Act.CORRECT):
        return decision.act is Act.CORRECT
    return any(anchor.kind in _OF_CLAIMS for anchor in decision.on)


def attach(store: Store) -> Attached:
    """The decisions that stand, attached to what the record has found."""
    decisions = standing(store.decisions())
    found = Attached()
    if not decisions:
        return found
    _find_places(store, decisions, found)
    known = set(store.document_ids()) if any(one.act is Act.DATE for one in decisions) else set()
    for decision in decisions:
        if decision.act in (Act.DATE, Act.OUTLET, Act.DOSSIER):
            fits = decision.act is not Act.DATE or decision.get("document") in known
        elif is_of_claim(decision):
            fits = _review(decision, found)
        else:
            fits = _tell(decision, found)
        if not fits:
            found.unattached.append(decision)
    return found


def _find_places(store: Store, decisions: Iterable[Decision], found: Attached) -> None:
    """Finds the mention or claim of each anchor."""
    from letopis.resolve.attach import attached_claim, attached_mention

    wanted: dict[str, list[Anchor]] = defaultdict(list)
    for decision in decisions:
        for anchor in decision.anchors:
            wanted[anchor.document].append(anchor)
    texts = store.texts(wanted)
    for document, text in sorted(texts.items()):
        anchors = dict.fromkeys(wanted[document])
        claims: list[Claim] = []
        mentions: list[Mention] = []
        if any(anchor.kind in _OF_CLAIMS for anchor in anchors):
            claims = store.found_claims([document])
        if any(anchor.kind not in _OF_CLAIMS for anchor in anchors):
            mentions = store.mentions(document)
        for anchor in anchors:
            if anchor.kind in _OF_CLAIMS:
                claim = attached_claim(anchor, text, claims)
                found.place |= {anchor: claim} if claim is not None else {}
            elif mention := attached_mention(anchor, text, mentions):
                found.place[anchor], found.mention[anchor] = mention.chain, mention


def _here(anchors: Sequence[Anchor], found: Attached) -> list[str]:
    """The places of those anchors that were found, each once."""
    return list(dict.fromkeys(found.place[anchor] for anchor in anchors if anchor in found.place))


def _review(decision: Decision, found: Attached) -> bool:
    """Notes what is said of a claim; False when it is not there."""
    claims = _here(decision.on, found)
    if not claims:
        return False
    before = found.reviews.get(claims[0])
    fields = dict(before.fields) if before is not None else {}
    parts = dict(before.parts) if before is not None else {}
    if decision.act is Act.CORRECT:
        roles = ROLES.get(decision.on[0].kind, ())
        fields |= {name: value for name, value in decision.told if name not in roles}
        words = {anchor.exact: found.mention.get(anchor) for anchor in decision.other}
        told = {role: words.get(value) for role, value in decision.told if role in roles}
        if any(told[role] is None and value for role, value in decision.told if role in roles):
            return False
        parts |= told
    kept = CORRECTED if fields or parts else ACCEPTED
    verdict = REJECTED if decision.act is Act.REJECT else kept
    found.reviews[claims[0]] = Review(claims[0], verdict, fields, parts)
    return True


def _tell(decision: Decision, found: Attached) -> bool:
    """Notes what is said of things; False when one of them is not there."""
    on, other = _here(decision.on, found), _here(decision.other, found)
    if not on or (decision.act in (Act.MERGE, Act.SPLIT) and not other):
        return False
    if decision.act in (Act.MERGE, Act.SPLIT):
        is_merge = decision.act is Act.MERGE
        judged = Judgement(
            decision.id, on[0], other[0], is_merge, 1.0, PERSON + decision.by, decision.at, decision.why
        )
        sides = ((), ()) if is_merge else (tuple(on[1:]), tuple(other[1:]))
        found.judgements.append(replace(judged, with_left=sides[0], with_right=sides[1]))
    elif decision.act is Act.RENAME:
        found.names.append((on[0], decision.get("name") or ""))
    elif decision.act is Act.REJECT:
        found.none.add(on[0])
        found.fine.discard(on[0])
    elif decision.act is Act.ACCEPT:
        found.fine.add(on[0])
        found.none.discard(on[0])
    elif decision.act is Act.SKIP:
        found.put_off.append((on[0], other[0] if other else on[0], decision.by))
    return True


def decided(
    entities: Sequence[Entity], entity_of: Mapping[str, str], attached: Attached
) -> tuple[list[Entity], dict[str, str]]:
    """Entities and the entity of each chain, with the names that people gave, without what is none."""
    gone = {entity_of[chain] for chain in attached.none if chain in entity_of}
    names = {entity_of[chain]: name for chain, name in attached.names if chain in entity_of and name}
    kept = [entity.renamed(names.get(entity.id)) for entity in entities if entity.id not in gone]
    return kept, {chain: entity for chain, entity in entity_of.items() if entity not in gone}


def quarrels(decisions: Sequence[Decision], place: Mapping[Anchor, str], new: Collection[str]) -> list[str]:
    """A line for each of the new decisions that contradicts another one of the same thing; the later counts.

    Args:
        decisions: those that stand, in order.
        place: the chain or claim of each anchor.
        new: ids of the new ones.
    """
    said: dict[tuple[object, ...], Decision] = {}
    found = []
    for decision in decisions:
        told = _subject(decision, place)
        if told is None:
            continue
        before = said.get(told[0])
        said[told[0]] = decision
        if before is None or _subject(before, place) == told or not {before.id, decision.id} & {*new}:
            continue
        found.append(
            f"{decision.act} by {decision.by} ({decision.id}) contradicts {before.act} by {before.by} ({before.id}); "
            "the later one counts"
        )
    return found


def _subject(decision: Decision, place: Mapping[Anchor, str]) -> tuple[tuple[object, ...], object] | None:
    """What a decision is about, and what it says of it; None where that cannot be contradicted."""
    on, other = (
        next((place[one] for one in side if one in place), None) for side in (decision.on, decision.other)
    )
    if decision.act in (Act.MERGE, Act.SPLIT) and on and other:
        return ("pair", frozenset({on, other})), decision.act
    if decision.act is Act.RENAME and on:
        return ("name", on), decision.get("name")
    if decision.act in (Act.REJECT, Act.ACCEPT) and on:
        return ("word", on), decision.act
    if decision.act is Act.CORRECT and on:
        return ("fields", on), decision.told
    if decision.act is Act.DATE:
        return ("date", decision.get("document")), decision.get("published")
    if decision.act is Act.OUTLET:
        return ("outlet", decision.get("outlet"), decision.get("trait")), decision.get("value")
    return None
