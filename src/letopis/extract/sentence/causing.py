"""Say who has a thing done: "the generals had the minister arrested", "he got the law repealed".

In:   a `Reading` and a verb in the passive.
Out:  the words that head whoever had it done.

Whoever had something of his own taken, broken or frozen suffers it and did not order it: "she had her passport
confiscated". Who had people killed is a state or an army that lost them, or a person who had it done.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import MentionKind

HAVING = frozenset({"have", "get"})
PEOPLE = (MentionKind.PERSON, MentionKind.GROUP)


def having_done(reading: Reading, verb: int) -> list[int]:
    """Who has done what the participle says, empty where nobody is told to."""
    from letopis.extract.sentence.slots import slots_of

    if reading.tags[verb] not in ("VBN", "VBD"):
        return []
    if any(reading.deps[kid].startswith("aux") for kid in reading.kids[verb]):
        return []  # "and the post was vacated" is a clause of its own
    top = verb
    while reading.deps[top] == "conj" and reading.tags[reading.heads[top]] in ("VBN", "VBD"):
        top = reading.heads[top]  # "had the palace searched and the brothers locked up"
    have = reading.heads[top]
    if reading.deps[top] not in ("xcomp", "ccomp") or reading.lemmas[have] not in HAVING or not have < top:
        return []
    things = _things(reading, verb) or ([] if top == verb else _things(reading, top))
    causers = slots_of(reading, have).get("subj", [])
    if not things or not causers:
        return []
    return [] if any(_is_own_loss(reading, thing, verb, causers) for thing in things) else list(causers)


def _things(reading: Reading, verb: int) -> list[int]:
    """What it is done to: between "had" and the participle."""
    own = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("nsubj", "nsubj:pass") and kid < verb]
    have = reading.heads[verb]
    return own or [kid for kid in reading.kids[have] if reading.deps[kid] == "obj" and have < kid < verb]


def _is_own_loss(reading: Reading, thing: int, verb: int, causers: list[int]) -> bool:
    """True where the subject is whom it befell: "had her passport confiscated", "the army had ten men killed"."""
    mention = reading.parties.get(thing)
    owned = any(
        reading.deps[kid] == "nmod:poss" and reading.pos[kid] == "PRON" for kid in reading.kids[thing]
    )
    if owned and (mention is None or mention.kind not in PEOPLE):
        return True
    counted = any(reading.deps[kid] == "nummod" for kid in reading.kids[thing]) or reading.pos[thing] == "NUM"
    bodies = [m for word in causers if (m := reading.parties.get(word)) and m.kind is not MentionKind.PERSON]
    return bool(bodies) and counted and reading.lemmas[verb] in classes()["hurting"]
