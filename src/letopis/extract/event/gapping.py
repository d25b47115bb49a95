"""Find the second deed of "A resigned in July and B on November 15": what the verb that is left out would tell.

In:   a `Reading`, a match of a verb, its claim.
Out:  the claims of those behind "and" that stand with a time of their own and without a verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letopis.claim import Claim, claim_id
from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, slots_of

DOERS = ("actor", "recipient")


def gapped(reading: Reading, match: Match, claim: Claim) -> Iterator[Claim]:
    """The claims of the left-out verbs that a verb stands for, in text order."""
    if reading.pos[match.word] != "VERB":
        return
    for name in reading.kids[match.word]:
        if reading.deps[name] != "conj" or name not in reading.parties or reading.pos[name] != "PROPN":
            continue
        time = _own_time(reading, match.word, name)
        role = _role_of_subject(reading, match)
        if time is None or role is None or name < match.word:
            continue
        arguments = (
            reading.argument(role, name),
            *(
                a
                for a in claim.arguments
                if a.role not in (role, "magnitude") and a.start < reading.starts[name]
            ),
        )
        evidence = claim.evidence[0]
        number = claim_id(reading.document.id, claim.kind, claim.type, arguments, evidence)
        yield replace(claim, id=number, arguments=arguments, when=reading.times[time].interval)


def _own_time(reading: Reading, verb: int, name: int) -> int | None:
    """The time right behind the name that the tree hangs on it or on the verb."""
    after = [w for w in sorted(reading.times) if w > name and reading.heads[w] in (name, verb)]
    if not after or reading.sent_of[after[0]] != reading.sent_of[verb]:
        return None
    own = {*reading.subtree(name), *reading.subtree(after[0])}
    return after[0] if all(w in own for w in range(name, after[0])) else None


def _role_of_subject(reading: Reading, match: Match) -> str | None:
    """The role that the subject of the verb fills."""
    slots = slots_of(reading, match.word)
    subjects = slots.get("obj" if is_passive(reading, match.word) else "subj", ())
    return next((role for role in DOERS if set(match.roles.get(role, ())) & set(subjects)), None)
