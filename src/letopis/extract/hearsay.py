"""What is told on nobody's word: "is said to have left", "rumours have it that", "nothing suggests that".

In:   a `Reading` and the word that governs what is told.
Out:  whether it is hearsay, and the word that shows it.
"""

from __future__ import annotations

from letopis.extract.reading import Reading
from letopis.extract.slots import is_passive, preposition
from letopis.extract.stances import stance_towards
from letopis.lexicon import classes


def is_hearsay(reading: Reading, verb: int) -> bool:
    """True for a passive of saying or believing that does not tell who: "is said to have", "it is understood that"."""
    if reading.lemmas[verb] not in classes().get("hearsay", frozenset()) or not is_passive(reading, verb):
        return False
    return not any(preposition(reading, kid) == "by" for kid in reading.kids[verb])


def rumour_at(reading: Reading, verb: int) -> int | None:
    """The rumours of "rumours have it that", which are nobody's word."""
    if reading.pos[verb] not in ("VERB", "AUX"):
        return None
    subjects = [kid for kid in reading.kids[verb] if reading.deps[kid] == "nsubj"]
    return next((kid for kid in subjects if _is_rumour(reading, kid)), None)


def _is_rumour(reading: Reading, noun: int) -> bool:
    return stance_towards(reading, noun, "clause", named=True) == "alleged"


def hints_at_nothing(reading: Reading, verb: int) -> int | None:
    """The subject of "nothing suggests that", "no evidence indicates that"."""
    if reading.lemmas[verb] not in classes()["hinting"]:
        return None
    subjects = [kid for kid in reading.kids[verb] if reading.deps[kid] == "nsubj"]
    return next(
        (
            kid
            for kid in subjects
            if reading.lemmas[kid] in ("nothing", "little")
            or (
                kid not in reading.parties
                and any(reading.lemmas[k] in ("no", "little") for k in reading.kids[kid])
            )
        ),
        None,
    )
