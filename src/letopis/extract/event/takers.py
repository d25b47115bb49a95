"""Who takes part in an event, over again: what the learned reader says beside what the frames have found.

In:   an event that frames found; for each word of its sentence how likely it is that it has a part in the event.
Out:  the event, with parts that the reader is sure of where the frames found nobody, or only those who have the
      other part ("telephoned several leaders").

Bounds: docs/decisions/0026.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from letopis.claim import Argument, Claim, claim_id
from letopis.extract.event.actors import can_act, is_party
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.model.triggers import ROLES

SURE, UNLIKELY = 0.8, 0.2  # least probability of a part that is added; under which one gives way

NO_DEEDS = frozenset({"ELECT", "CHANGE", "ACT"})  # done by nobody, or whose subject is no doer
NAMING = frozenset({"APPOINT"})
OWN_THINGS = frozenset(
    {"MOBILIZE", "CONSULT", "NEGOTIATE", "SIGN", "RESIGN"}
)  # whose object is nobody it is done to

Share = Callable[[int, str], float]  # of a word of the sentence, in a role


def with_takers(reading: Reading, event: Claim, words: Sequence[int], share: Share) -> Claim:
    """The event with those who take part in it; `words` are those of its sentence.

    Who replaces whom is not asked: of an appointment both are told.
    """
    if event.type == "APPOINT":
        return event
    arguments = list(event.arguments)
    for role in ROLES:
        own = [argument for argument in arguments if argument.role == role]
        other = next(one for one in ROLES if one != role)
        if not all(
            _share(reading, a, words, role, share) < UNLIKELY
            and _share(reading, a, words, other, share) >= SURE
            for a in own
        ):
            continue
        sure = [word for word in words if share(word, role) >= SURE and can_act(reading, word)]
        found = [argument for word in sure for argument in reading.arguments(role, word)]
        stays = [a for a in arguments if a not in own]
        over = [a for a in stays if any(a.start < b.end and b.start < a.end for b in found)]
        if found and all(
            a.role not in ROLES or _share(reading, a, words, a.role, share) < UNLIKELY for a in over
        ):
            arguments = [*found, *(a for a in stays if a not in over)]
    if arguments == list(event.arguments):
        return event
    told = tuple(dict.fromkeys(arguments))
    identity = claim_id(event.document, event.kind, event.type, told, event.evidence[0])
    return replace(event, id=identity, arguments=told)


def by_grammar(reading: Reading, event: Claim, word: int) -> Claim:
    """The event that a verb names with its subject and object as those who take part: where the reader is silent."""
    slots, arguments = slots_of(reading, word), list(event.arguments)
    if reading.pos[word] != "VERB" or event.type in NO_DEEDS:
        return event
    if event.type in NAMING and "obj" not in slots:
        return event
    befell = event.type == "INCIDENT" and "obj" not in slots  # "where he died"
    pairs = (("recipient", "subj"),) if befell else (("actor", "subj"), ("recipient", "obj"))
    for role, slot in pairs:
        people = [w for w in slots.get(slot, ()) if is_party(reading, w) and can_act(reading, w)]
        if slot == "obj" and event.type in OWN_THINGS:
            continue
        found = [argument for w in people for argument in reading.arguments(role, w)]
        stays = [a for a in arguments if not any(a.start < b.end and b.start < a.end for b in found)]
        arguments = [*found, *stays]
    told = tuple(dict.fromkeys(arguments))
    identity = claim_id(event.document, event.kind, event.type, told, event.evidence[0])
    return replace(event, id=identity, arguments=told)


def _share(reading: Reading, argument: Argument, words: Sequence[int], role: str, share: Share) -> float:
    """How likely one of an argument's words has the role; 0 where it stands in another sentence."""
    covered = reading.words_in(argument.start, argument.end)
    return max((share(word, role) for word in covered if word in words), default=0.0)
