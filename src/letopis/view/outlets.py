"""What a publisher or an agency is, as the articles or a person say: its country, whether a state runs it.

In:   what articles tell of outlets; decisions of persons; names of publishers.
Out:  profiles, each value with who says so.

What a person said last, and did not take back, stands; else what the articles tell, where they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letopis.decision import OutletDecision
from letopis.outlet import TraitKind
from letopis.profile import Told
from letopis.view.names import fold

_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class TraitRow:
    """A trait as somebody gives it.

    Attributes:
        outlet: its name.
        trait, value: "country" and a code, or "state_run" and "yes" or "no".
        says: "article", or who decided ("person:user").
        words: that give it; quote: the whole sentence; both None of a decision.
        source: path of the article; at, revoked_at: when it was decided and taken back.
        stands: False for what a person took back or overrules.
        id: of the document or the decision.
    """

    outlet: str
    trait: str
    value: str
    says: str
    words: str | None
    quote: str | None
    source: str | None
    publisher: str | None
    at: str | None
    revoked_at: str | None
    stands: bool
    id: str


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """An outlet with its traits; a value is None where nobody tells it or the articles differ.

    `country_says` and `state_run_says` tell who gives the value, shortly.
    """

    name: str
    id: str | None
    country: str | None
    country_says: str
    state_run: str | None
    state_run_says: str
    traits: tuple[TraitRow, ...]


def outlet_key(name: str) -> str:
    """A name for comparing: "The Post" is "post"."""
    return fold(name).removeprefix(_ARTICLE)


def outlet_profile(
    name: str,
    names: Iterable[str],
    entity: str | None,
    told: Sequence[Told],
    decided: Sequence[OutletDecision],
) -> OutletProfile:
    """The profile of an outlet.

    Args:
        name: to show; names: all that it is called.
        entity: the id that articles speak of it by, or None where they do not.
        told: what articles say of outlets.
        decided: what people say, in the order in which they did.
    """
    keys = {outlet_key(other) for other in (name, *names)}
    own = [decision for decision in decided if outlet_key(decision.outlet) in keys]
    last = {decision.trait: decision.id for decision in own if decision.revoked_at is None}
    rows = [_decided(name, decision, stands=last.get(decision.trait) == decision.id) for decision in own]
    rows += [
        _told(name, one, stands=one.trait.kind not in last) for one in told if entity and one.entity == entity
    ]
    country, state_run = (_value(rows, kind) for kind in (TraitKind.COUNTRY, TraitKind.STATE_RUN))
    return OutletProfile(name, entity, *country, *state_run, tuple(rows))


def _decided(name: str, decision: OutletDecision, *, stands: bool) -> TraitRow:
    nothing = (None, None, None, None)
    when = decision.at, decision.revoked_at
    return TraitRow(name, decision.trait, decision.value, decision.by, *nothing, *when, stands, decision.id)


def _told(name: str, told: Told, *, stands: bool) -> TraitRow:
    evidence = told.trait.evidence
    cue = evidence.cue or (evidence.start, evidence.end)
    words = evidence.quote[cue[0] - evidence.start : cue[1] - evidence.start]
    rest = words, evidence.quote, told.path, told.publisher, None, None, stands, evidence.document
    return TraitRow(name, str(told.trait.kind), told.trait.value, "article", *rest)


def _value(rows: Sequence[TraitRow], kind: TraitKind) -> tuple[str | None, str]:
    """The value that stands, and who gives it."""
    own = [row for row in rows if row.trait == kind and row.stands]
    values = {row.value: sum(other.value == row.value for other in own) for row in own}
    if not values:
        return None, ""
    if len(values) > 1:
        told = ", ".join(f"{value} in {count}" for value, count in sorted(values.items()))
        return None, f"the articles differ: {told}"
    first = own[0]
    if first.says != "article":
        return first.value, f"{first.says.removeprefix('person:')}, {(first.at or '')[:10]}"
    articles = len({row.id for row in own})
    return first.value, f"{articles} article{'s' if articles > 1 else ''}: “{first.words}”"
