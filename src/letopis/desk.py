"""Where a person decides: one decision a method, in the words of a user; each takes effect at once.

In:   an open record; names, ids and documents as typed; who decides and why.
Out:  `Made`: the decision, and how many lines it changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letopis import export, view
from letopis.anchor import Anchor
from letopis.claim import Claim, ClaimKind, Modality, Polarity
from letopis.decision import NOWHERE, ROLES, Act, Decision, Sides, standing, undone
from letopis.errors import UsageError
from letopis.mention import Form, Mention
from letopis.person import moment_after, person_named
from letopis.pipeline import Steps
from letopis.profile import CastMember, Wanted
from letopis.questions import Questions
from letopis.rereading import settle
from letopis.standing import attach, is_of_claim, quarrels
from letopis.times import parse_period
from letopis.view.names import fold

DOCUMENTS = (
    3  # anchors of a thing: one fits when a document is removed, and the file of decisions stays small
)
PARTED = 60  # anchors of a side that is parted
FIELDS = ("when", "type", "mode", "modality", "polarity")
_CHOICES = {"modality": tuple(Modality), "polarity": tuple(Polarity)}


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a file of decisions: new ones, known ones, those that fit nothing here, and, a line each, where they
    and others contradict each other."""

    new: int
    known: int
    unattached: int
    quarrels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it was made: what it says, and how many lines of the record it changes."""

    decision: Decision
    what: str
    lines: int


class Desk:
    """Decisions over one record under one name."""

    def __init__(self, record: Questions, by: str | None = None, steps: Steps | None = None) -> None:
        """`by` is who decides; None is the name in LETOPIS_USER, else the login name."""
        self.record = record
        self.store = record.store
        self.by = person_named(by)
        self._steps = steps
        self._waits = False

    # Who is who

    def merge(self, names: Sequence[str], why: str = "") -> list[Made]:
        """That several are one; a decision for each after the first.

        Raises:
            UsageError: nobody is called so, several are, or they are one already.
        """
        first, *others = [self.record.find(name) for name in names]
        if not others:
            raise UsageError("name at least two that are one")
        for name, other in zip(names[1:], others, strict=True):
            if other.entity.id == first.entity.id:
                raise UsageError(f"{names[0]!r} and {name!r} are one already, {first.entity.name}")
        made = [
            self._make(
                Act.MERGE,
                (self.anchors_of(first), self.anchors_of(other)),
                min(first.claims, other.claims),
                why=why,
            )
            for other in others
        ]
        return self._kept(made)

    def keep_apart(self, one: str, other: str, why: str = "") -> Made:
        """That two are not one, whatever a model or an article may suggest later.

        Raises:
            UsageError: nobody is called so, several are, or they are one now.
        """
        left, right = self.record.find(one), self.record.find(other)
        if left.entity.id == right.entity.id:
            raise UsageError(
                f"{one!r} and {other!r} are one now, {left.entity.name}; "
                f"say what is another's: letopis split {one!r} --off WHAT"
            )
        return self._kept(
            [self._make(Act.SPLIT, (self.anchors_of(left), self.anchors_of(right)), 0, why=why)]
        )[0]

    def split(self, name: str, off: Sequence[str], why: str = "") -> Made:
        """That a part of what is called so is another: its mentions in a document, those by a name, or a chain.

        Raises:
            UsageError: a part is not there, or nothing would be left.
        """
        member = self.record.find(name)
        chains = self.chains_of(member)
        leaving: dict[str, None] = {}
        for what in off:
            found = [chain.id for chain in chains if chain.is_meant(what)]
            if not found:
                told = "; ".join(
                    dict.fromkeys(f"{chain.path}: {', '.join(chain.names)}" for chain in chains[:5])
                )
                raise UsageError(f"{member.entity.name} has no part {what!r}; it has {told}")
            leaving |= dict.fromkeys(found)
        if len(leaving) == len(chains):
            raise UsageError(f"that is all of {member.entity.name}; name the part that is another's")
        staying = [chain for chain in chains if chain.id not in leaving]
        parted = [chain for chain in chains if chain.id in leaving]
        sides = (
            tuple(chain.anchor for chain in staying[:PARTED]),
            tuple(chain.anchor for chain in parted[:PARTED]),
        )
        return self._kept([self._make(Act.SPLIT, sides, self.store.lines_of(leaving), why=why)])[0]

    def rename(self, name: str, new: str, why: str = "") -> Made:
        """That one is called so.

        Raises:
            UsageError: nobody is called `name`, several are, or the new name is empty.
        """
        member, new = self.record.find(name), " ".join(new.split())
        if not new:
            raise UsageError("the new name is empty")
        return self._kept(
            [self._make(Act.RENAME, (self.anchors_of(member), ()), member.claims, why=why, name=new)]
        )[0]

    # Right and wrong

    def reject(self, what: str, why: str = "") -> Made:
        """That a claim is wrong; or that what has this name is no such thing at all.

        Raises:
            UsageError: there is no such claim and nothing of that name.
        """
        return self._judge(Act.REJECT, what, why)

    def accept(self, what: str, why: str = "") -> Made:
        """That a claim is right; or that what has this name is well found.

        Raises:
            UsageError: there is no such claim and nothing of that name.
        """
        return self._judge(Act.ACCEPT, what, why)

    def correct(self, claim: str, fields: Mapping[str, str], why: str = "") -> Made:
        """That fields of a claim are these: `when` (a date, or two with a slash between), type, mode, modality,
        polarity, or a role and the name of who is in it; an empty value is none.

        Raises:
            UsageError: there is no such claim or field, or the value cannot be.
        """
        found = self._claim(claim)
        told: dict[str, str] = {}
        parts: list[Anchor] = []
        for name, value in fields.items():
            told[name] = value.strip()
            if name in ROLES.get(found.kind, ()) and told[name]:
                parts.append(self._mention_near(found, told[name]))
                told[name] = parts[-1].exact
            elif name not in ROLES.get(found.kind, ()):
                check_field(found, name, told[name])
        if not told:
            raise UsageError(f"say what is so, as FIELD=VALUE; the fields are {', '.join(fields_of(found))}")
        return self._kept([self._make(Act.CORRECT, (self._at(found)[0], tuple(parts)), 1, why=why, **told)])[
            0
        ]

    def _mention_near(self, claim: Claim, name: str) -> Anchor:
        """The place of the mention of somebody that is nearest to a claim's sentence.

        Raises:
            UsageError: nobody is called so, or the document does not mention them.
        """
        member = self.record.find(name)
        evidence = claim.evidence[0]
        chains = frozenset(member.entity.chains)
        own = [mention for mention in self.store.mentions(claim.document) if mention.chain in chains]
        if not own:
            raise UsageError(f"{member.entity.name} is not mentioned in the document of {claim.id}")

        def distance(mention: Mention) -> tuple[bool, int, bool, int]:
            inside = evidence.start <= mention.start and mention.end <= evidence.end
            away = (
                0 if inside else min(abs(mention.start - evidence.start), abs(mention.start - evidence.end))
            )
            return not inside, away, mention.form is not Form.NAME, mention.start

        text = self.store.texts([claim.document])[claim.document]
        return Anchor.of_mention(min(own, key=distance), text, member.entity.name)

    def _judge(self, act: Act, what: str, why: str) -> Made:
        if self._is_claim(what):
            made = self._make(act, self._at(self._claim(what)), 1, why=why)
        else:
            member = self.record.find(what)
            lines = member.claims if act is Act.REJECT else 0
            made = self._make(act, (self.anchors_of(member), ()), lines, why=why)
        return self._kept([made])[0]

    def decide(self, act: Act, sides: Sides, lines: int = 0, *, why: str = "", **told: str) -> Made:
        """A decision about places; `lines` is how many lines of the record it changes."""
        return self._kept([self._make(act, sides, lines, why=why, **told)])[0]

    def skip(self, sides: Sides) -> None:
        """Notes that a person does not want to decide on this now."""
        at = moment_after(self.store.decisions())
        self.store.add_decisions([Decision.make(Act.SKIP, self.by, at, sides)])

    # Taking back, and what others decided

    def undo(self, id: str | None = None, why: str = "") -> Made:
        """That a decision no longer stands: the one of this id (or its beginning), else the last of one's own.

        Raises:
            UsageError: there is none, several begin so, or it is undone already.
        """
        decisions = [one for one in self.store.decisions() if one.act is not Act.SKIP]
        target = self._named(decisions, id) if id is not None else self._last(decisions)
        gone = undone(decisions).get(target.id)
        if gone is not None:
            raise UsageError(
                f"{target.id} was undone by {gone.by} ({gone.id}); letopis undo {gone.id} brings it back"
            )
        return self._kept([self._make(Act.UNDO, NOWHERE, 0, why=why, decision=target.id)])[0]

    def rows(self) -> list[view.DecisionRow]:
        """Every decision, whether it stands, is undone or fits nothing now."""
        waiting = {one.id for one in attach(self.store).unattached}
        return view.decision_rows(self.store.decisions(), waiting, self.store.paths())

    def written(self) -> str:
        """Every decision as the text of a file that others can read in."""
        return export.write_decisions(self.store.decisions())

    def read(self, text: str, name: str) -> Came:
        """What came of reading the decisions of a file in; they are in effect. `name` is the file's, for messages.

        Raises:
            UsageError: it is no such file, or a decision was edited in it.
        """
        several = export.read_decisions(text, name)
        new = self.store.add_decisions(several, stale=True)
        self._settle()
        attached = attach(self.store)
        ids = {one.id for one in several}
        waiting = sum(one.id in ids for one in attached.unattached)
        told = quarrels(standing(self.store.decisions()), attached.place, {one.id for one in new})
        return Came(len(new), len(several) - len(new), waiting, tuple(told))

    @staticmethod
    def _named(decisions: Sequence[Decision], id: str) -> Decision:
        whole = id if id.startswith("dec:") else f"dec:{id}"
        found = [one for one in decisions if one.id.startswith(whole)] if whole != "dec:" else []
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageError(f"there is no decision {id!r}; letopis decisions lists them")
        raise UsageError(f"{id!r} can be {', '.join(one.id for one in found[:5])}; give more of the id")

    def _last(self, decisions: Sequence[Decision]) -> Decision:
        own = [one for one in standing(decisions) if one.by == self.by]
        if not own:
            raise UsageError(
                f"{self.by} has no decision that stands; letopis decisions lists those of others"
            )
        return own[-1]

    # How it is done

    def pause(self) -> None:
        """From now on decisions are kept at once, and take effect at `settle`."""
        self._waits = True

    def settle(self) -> None:
        """Brings the record up to every decision."""
        self._waits = False
        self._settle()

    def _settle(self) -> None:
        if not self._waits:
            settle(self.store, self._steps)

    def _make(self, act: Act, sides: Sides, lines: int, *, why: str, **told: str) -> Made:
        made = Decision.make(act, self.by, moment_after(self.store.decisions()), sides, why=why, **told)
        self.store.add_decisions([made], stale=self._changes_entities(made))
        return Made(made, "", lines)

    def _kept(self, made: Sequence[Made]) -> list[Made]:
        self._settle()
        all_of_them = {one.id: one for one in self.store.decisions()}
        paths = self.store.paths()
        return [
            Made(one.decision, view.told_decision(one.decision, all_of_them, paths), one.lines)
            for one in made
        ]

    def _changes_entities(self, decision: Decision) -> bool:
        """True when who is who must be worked out again: not for a first name, nor for a word that all is well."""
        target, known = decision, {one.id: one for one in self.store.decisions()}
        while target.act is Act.UNDO and target.get("decision") in known:
            target = known[target.get("decision") or ""]
        if is_of_claim(target) or target.act in (Act.DATE, Act.OUTLET, Act.DOSSIER):
            return False
        if target.act is Act.ACCEPT:
            return self._is_told(Act.REJECT, target)
        return decision.act is not Act.RENAME or self._is_told(Act.RENAME, decision)

    def _is_told(self, act: Act, decision: Decision) -> bool:
        """True when a decision of this act stands that can be of the same thing."""
        several = (one for one in standing(self.store.decisions()) if one.act is act and not is_of_claim(one))
        return any(one.documents & decision.documents for one in several)

    def _is_claim(self, what: str) -> bool:
        if what.startswith("clm:"):
            return True
        if what.startswith("ent:"):
            return False
        try:
            self.record.find(what)
        except UsageError:
            return any(found.startswith("clm:") for found in self.store.ids_like(what))
        return False

    def _claim(self, beginning: str) -> Claim:
        full = self.record.full_id(beginning, "clm")
        line = self.store.lines(Wanted(ids=(full,), rejected=True))[0]
        return next(claim for claim in self.store.found_claims([line.claim.document]) if claim.id == full)

    def _at(self, claim: Claim) -> Sides:
        text = self.store.texts([claim.document])[claim.document]
        return (Anchor.of_claim(claim, text),), ()

    def anchors_of(self, member: CastMember) -> tuple[Anchor, ...]:
        """The places that stand for one of the cast: its best mention in each of the documents that tell most of it."""
        mentions = self.store.mentions_of(member.entity.chains)
        several: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            several[mention.document].append(mention)
        documents = sorted(several, key=lambda document: (-len(several[document]), document))[:DOCUMENTS]
        texts = self.store.texts(documents)
        best = [best_mention(several[document], str(member.entity.kind)) for document in documents]
        return tuple(
            Anchor.of_mention(mention, texts[mention.document], member.entity.name) for mention in best
        )

    def chains_of(self, member: CastMember) -> list[Part]:
        """The parts of one of the cast, one for each chain, by document and place."""
        several: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.store.mentions_of(member.entity.chains):
            several[mention.chain].append(mention)
        documents = {mentions[0].document for mentions in several.values()}
        texts, paths = self.store.texts(documents), self.store.paths()
        found = []
        for chain, mentions in several.items():
            best = best_mention(mentions, str(member.entity.kind))
            anchor = Anchor.of_mention(best, texts[best.document], member.entity.name)
            counts = Counter(mention.text for mention in mentions if mention.form is Form.NAME)
            names = tuple(name for name, _ in counts.most_common()) or (best.text,)
            path = paths.get(best.document, best.document)
            found.append(Part(chain, best.document, path, names, len(mentions), anchor))
        return sorted(found, key=lambda part: (part.path, part.anchor.start, part.id))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entity: what one document says of it; the names it is called by there, and its best place."""

    id: str
    document: str
    path: str
    names: tuple[str, ...]
    mentions: int
    anchor: Anchor

    def is_meant(self, what: str) -> bool:
        """True when a user means it by the id or path of its document, by its own id, or by one of its names."""
        if what in (self.path, self.path.rsplit("/", 1)[-1]):
            return True
        if what.startswith(("doc:", "chn:")):
            return self.document.startswith(what) or self.id.startswith(what)
        return any(fold(name) == fold(what) for name in self.names)


def best_mention(mentions: Sequence[Mention], kind: str) -> Mention:
    """The mention that stands for a thing: a name before a description, of its own kind, the longest, the first."""
    order = list(Form)
    return min(
        mentions,
        key=lambda one: (order.index(one.form), one.kind != kind, one.start - one.end, one.start, one.id),
    )


def fields_of(claim: Claim) -> tuple[str, ...]:
    """What can be corrected of a claim."""
    return (*FIELDS, *ROLES.get(claim.kind, ()))


def _one(kind: str) -> str:
    return f"an {kind}" if kind.startswith("e") else f"a {kind}"


def check_field(claim: Claim, name: str, value: str) -> None:
    """Nothing, if a claim can have the value.

    Raises:
        UsageError: it cannot, or there is no such field.
    """
    if name not in FIELDS:
        raise UsageError(
            f"there is no field {name!r} to correct; the fields are {', '.join(fields_of(claim))}"
        )
    if name == "when" and value:
        try:
            parse_period(value)
        except ValueError as error:
            raise UsageError(f"when: {error}") from error
    allowed: Sequence[str] = [str(one) for one in _CHOICES.get(name, ())]
    if name == "type":
        allowed = _types_of(claim.kind)
    if name == "mode" and value and claim.kind is ClaimKind.STATEMENT:
        from letopis.ontology import acts

        allowed = tuple(acts())
    if allowed and value not in allowed:
        raise UsageError(
            f"{name}: there is no {value!r} of {_one(claim.kind)}; it can be {', '.join(allowed)}"
        )


def _types_of(kind: ClaimKind) -> Sequence[str]:
    """The types that the ontology has of a kind of claim; empty where it has none."""
    from letopis import ontology

    known = {
        ClaimKind.EVENT: ontology.event_types,
        ClaimKind.TIE: ontology.tie_types,
        ClaimKind.TENURE: ontology.office_classes,
    }
    return tuple(known[kind]()) if kind in known else ()
