"""What a person should look at first: the machine's doubts, by how many lines each decision changes.

In:   a record; what was decided before.
Out:  `Proposal`s, those that change most first, each with the sentences of both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from letopis.anchor import Anchor
from letopis.decision import Judgement, Sides
from letopis.desk import Desk, Part, best_mention
from letopis.mention import Form, Mention, MentionKind
from letopis.profile import CastMember, Line, Wanted
from letopis.standing import Attached, attach
from letopis.view import wording

UNSURE = 0.7  # score of a claim below which it is worth a question
DESCRIBED = 2  # claims of one who is only described, that are worth a name
NAMED = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION})  # kinds of what somebody could name


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: who it is, and a sentence that tells of it, with its place."""

    id: str
    name: str
    kind: str
    claims: int
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question to a person.

    Attributes:
        sort: "same" (are these one?), "joined" (taken for one: are they?), "described" (who is it?), "name" (is it
            one?), "claim" (does the sentence say so?).
        lines: how many lines of the record the decision changes.
        score: how sure the machine is, from 0 to 1.
        reason: what its doubt rests on.
    """

    sort: str
    question: str
    lines: int
    score: float
    reason: str
    left: Side
    right: Side | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A question before its sentences are looked up."""

    sort: str
    left: str
    right: str | None
    lines: int
    score: float
    reason: str


class Inbox:
    """The questions of a record that nobody has answered."""

    def __init__(self, desk: Desk, *, again: bool = False) -> None:
        """With `again` those too that were put off."""
        self.desk = desk
        self.record, self.store = desk.record, desk.store
        self._again = again

    @cached_property
    def _cast(self) -> dict[str, CastMember]:
        return {member.entity.id: member for member in self.store.cast()}

    @cached_property
    def _attached(self) -> Attached:
        return attach(self.store)

    @cached_property
    def _entity_of(self) -> dict[str, str]:
        return {chain: id for id, member in self._cast.items() for chain in member.entity.chains}

    def questions(self) -> list[Open]:
        """All that is open, what changes most lines first, then what is least sure."""
        found = [*self._pairs(), *self._joins(), *self._described(), *self._names(), *self._claims()]
        kept = [one for one in found if one.lines and not self._is_answered(one)]
        return sorted(kept, key=lambda one: (-one.lines, abs(one.score - 0.5), one.left, one.right or ""))

    def proposals(self, limit: int | None = None) -> Iterator[Proposal]:
        """The questions with their sentences, at most so many."""
        yield from map(self.proposal, self.questions()[:limit])

    def _pairs(self) -> Iterator[Open]:
        from letopis.resolve.names.doubts import doubtful_pairs

        for doubt in doubtful_pairs(member.entity for member in self._cast.values()):
            left, right = self._cast[doubt.left], self._cast[doubt.right or ""]
            first, second = sorted((left, right), key=lambda one: (-one.claims, one.entity.id))
            yield Open("same", first.entity.id, second.entity.id, second.claims, doubt.score, doubt.reason)

    def _joins(self) -> Iterator[Open]:
        from letopis.resolve.names.doubts import SURE, doubtful_joins

        judged = self.store.judgements()
        unsure = [one for one in judged if one.score < SURE and one.left in self._entity_of]
        for doubt in doubtful_joins(unsure, self._names_of(unsure)):
            if doubt.right is not None and self._entity_of.get(doubt.right) == self._entity_of[doubt.left]:
                lines = self.store.lines_of([doubt.right])
                yield Open("joined", doubt.left, doubt.right, lines, doubt.score, doubt.reason)

    def _names_of(self, judgements: Iterable[Judgement]) -> dict[str, str]:
        """The best name of each chain that has one."""
        chains = {chain for one in judgements for chain in (one.left, one.right)}
        several: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.store.mentions_of(chains):
            if mention.form is Form.NAME:
                several[mention.chain].append(mention)
        return {chain: best_mention(own, str(own[0].kind)).text for chain, own in several.items()}

    def _described(self) -> Iterator[Open]:
        for id, member in self._cast.items():
            if member.entity.described and member.claims >= DESCRIBED and member.entity.kind in NAMED:
                yield Open("described", id, None, member.claims, 0.5, "no article of the record names it")

    def _names(self) -> Iterator[Open]:
        from letopis.resolve.names.doubts import odd_names

        for doubt in odd_names(member.entity for member in self._cast.values()):
            yield Open("name", doubt.left, None, self._cast[doubt.left].claims, doubt.score, doubt.reason)

    def _claims(self) -> Iterator[Open]:
        for id, score, lines in self.store.unsure(UNSURE):
            yield Open("claim", id, None, lines, score, f"score {score:.2f}")

    def _line(self, claim: str) -> Line:
        return self.store.lines(Wanted(ids=(claim,)))[0]

    def _is_answered(self, one: Open) -> bool:
        """True where a decision that stands is about it, or this person has put it off."""
        attached = self._attached
        put_off = [] if self._again else [pair[:2] for pair in attached.put_off if pair[2] == self.desk.by]
        if one.sort == "claim":
            return (one.left, one.left) in put_off
        judged = [(judgement.left, judgement.right) for judgement in attached.judgements]
        if one.sort == "joined":
            return {one.left, one.right} in [set(pair) for pair in (*judged, *put_off)]
        if one.right is None:
            known = {self._entity_of.get(chain) for chain in (*attached.fine, *dict(attached.names))}
            return one.left in known | {self._entity_of.get(left) for left, right in put_off if left == right}
        return {one.left, one.right} in [self._entities(*pair) for pair in (*judged, *put_off)]

    def _entities(self, left: str, right: str) -> set[str]:
        return {self._entity_of.get(left, ""), self._entity_of.get(right, "")}

    # One question with all that is needed to answer it

    def proposal(self, one: Open) -> Proposal:
        """The question with the sentences of its sides."""
        rest = one.lines, one.score, one.reason
        if one.sort == "claim":
            return Proposal(
                one.sort, "Does the sentence say so?", *rest, self._claim_side(self._line(one.left))
            )
        if one.sort == "joined":
            sides = [self._part_side(self._part(chain)) for chain in (one.left, one.right or "")]
            return Proposal(one.sort, "They are taken for one. Are they?", *rest, *sides)
        left = self._side(self._cast[one.left])
        if one.right is not None:
            return Proposal(one.sort, "Are these one?", *rest, left, self._side(self._cast[one.right]))
        question = (
            f"Is this the name of a {left.kind}?"
            if one.sort == "name"
            else "Who is it? r NAME says so; y leaves it as it is."
        )
        return Proposal(one.sort, question, *rest, left)

    def sides(self, one: Open) -> Sides:
        """The anchors of both sides of a question."""
        if one.sort == "claim":
            claim = self._line(one.left).claim
            found = {each.id: each for each in self.store.found_claims([claim.document])}[claim.id]
            return (Anchor.of_claim(found, self.store.texts([claim.document])[claim.document]),), ()
        if one.sort == "joined":
            return (self._part(one.left).anchor,), (self._part(one.right or "").anchor,)
        left = self.desk.anchors_of(self._cast[one.left])
        return left, self.desk.anchors_of(self._cast[one.right]) if one.right is not None else ()

    def _part(self, chain: str) -> Part:
        member = self._cast[self._entity_of[chain]]
        return next(part for part in self.desk.chains_of(member) if part.id == chain)

    def _part_side(self, part: Part) -> Side:
        lines = self.store.lines_of([part.id])
        return Side(part.id, part.names[0], part.anchor.kind, lines, self._sentence(part.anchor), part.path)

    def _side(self, member: CastMember) -> Side:
        anchor = self.desk.anchors_of(member)[0]
        entity = member.entity
        path = self.store.paths().get(anchor.document, anchor.document)
        return Side(entity.id, entity.name, str(entity.kind), member.claims, self._sentence(anchor), path)

    def _claim_side(self, line: Line) -> Side:
        told = f"{wording.who(line)}: {wording.what(line)}"
        return Side(line.claim.id, told, str(line.claim.kind), 1, line.claim.evidence[0].quote, line.path)

    def _sentence(self, anchor: Anchor) -> str:
        text = self.store.texts([anchor.document])[anchor.document]
        for start, end in self.store.sentences(anchor.document):
            if start <= anchor.start < end:
                return " ".join(text[start:end].split())
        return f"{anchor.prefix}{anchor.exact}{anchor.suffix}"


def is_moot(one: Open, gone: Iterable[frozenset[str]]) -> bool:
    """True when pairs that were joined a moment ago have answered a question already."""
    group = {one.left}
    grown = True
    several = list(gone)
    while grown:
        grown = False
        for pair in several:
            if pair & group and not pair <= group:
                group |= pair
                grown = True
    return one.sort == "same" and one.right in group
