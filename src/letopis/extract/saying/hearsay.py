"""What is told on nobody's word: "is said to have left", "rumours have it that", "nothing suggests that".

In:   a `Reading` and the word that governs what is told.
Out:  whether it is hearsay, and the word that shows it.
"""

from __future__ import annotations

from letopis.claim import Modality
from letopis.extract.certainty.carried import is_behind
from letopis.extract.certainty.stances import State, stance_towards, stances
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition
from letopis.lexicon import classes

NOBODY = frozenset({"nobody", "none", "no-one"})


def is_hearsay(reading: Reading, verb: int) -> bool:
    """True for a passive of saying or believing that does not tell who: "is said to have", "it is understood that"."""
    if reading.lemmas[verb] not in classes().get("hearsay", frozenset()) or not is_passive(reading, verb):
        return False
    return not any(preposition(reading, kid) == "by" for kid in reading.kids[verb])


def rumour_at(reading: Reading, verb: int) -> int | None:
    """The rumours of "rumours have it that", which are nobody's word."""
    if reading.pos[verb] not in ("VERB", "AUX"):
        return None
    if (
        reading.lemmas[verb] in ("tell", "whisper", "murmur")
        and (among := _among_many(reading, verb)) is not None
    ):
        return among
    subjects = [kid for kid in reading.kids[verb] if reading.deps[kid] == "nsubj"]
    if reading.lemmas[verb] in classes()["arriving"]:
        subjects = [
            kid for kid in subjects if reading.lemmas[kid] != "word"
        ]  # "word came that": news, and no talk
    return next((kid for kid in subjects if _is_rumour(reading, kid)), None)


def _among_many(reading: Reading, verb: int) -> int | None:
    """The "each other" of "they tell each other that"."""
    return next(
        (
            kid
            for kid in reading.kids[verb]
            if reading.deps[kid] in ("iobj", "obj", "obl")
            and reading.lemmas[kid] in ("each", "one", "other", "another")
            and any(reading.lemmas[k] in ("other", "another") for k in (kid, *reading.kids[kid]))
        ),
        None,
    )


def is_nobodys(reading: Reading, verb: int) -> bool:
    """True for what nobody says: "nobody doubted that", "no one denies that"."""
    return any(
        reading.lemmas[kid] in NOBODY
        or (reading.lemmas[kid] == "one" and any(reading.lemmas[k] == "no" for k in reading.kids[kid]))
        for kid in reading.kids[verb]
        if kid < verb and reading.deps[kid].startswith("nsubj")
    )


def is_vouched(reading: Reading, verb: int, head: int) -> bool:
    """True for what somebody insists was not done ("insists he never met them"), and for what a paper or picture lets
    one think was done ("a leaked memo suggests that he met them")."""
    if not is_behind(reading, verb):
        return False
    if reading.lemmas[head] in classes()["vouching"]:
        kids = [kid for kid in reading.kids[verb] if kid < verb]
        named = [kid for kid in reading.kids[verb] if reading.deps[kid].startswith(("nsubj", "obj"))]
        no = any(reading.lemmas[kid] == "no" for noun in named for kid in reading.kids[noun])
        return no or is_nobodys(reading, verb) or any(reading.lemmas[kid] in ("not", "never") for kid in kids)
    hints = reading.lemmas[head] in ("suggest", "indicate", "imply", "hint")
    return hints and any(
        reading.deps[kid] == "nsubj" and reading.lemmas[kid] in classes()["mute_source"]
        for kid in reading.kids[head]
    )


def falsely_at(reading: Reading, verb: int) -> int | None:
    """The "falsely" of "was falsely reported to have resigned", "wrongly accused of killing him"."""
    rows = stances(reading, verb)
    told = reading.lemmas[verb] in classes()["hearsay"] or any(row.name == "alleged" for row in rows)
    near = (kid for kid in reading.kids[verb] if reading.deps[kid] == "advmod")
    return next((kid for kid in near if told and reading.lemmas[kid] in classes()["wrongly"]), None)


def is_called(reading: Reading, noun: int) -> bool:
    """True for the invasion of "what the ministry calls an invasion"."""
    verb = reading.heads[noun]
    calls = reading.lemmas[verb] in ("call", "term", "dub", "label", "brand")
    described = (
        reading.lemmas[verb] in ("describe", "portray", "denounce", "present") and reading.deps[noun] == "obl"
    )
    if not described and (not calls or reading.deps[noun] not in ("xcomp", "obj")):
        return False
    return "what" in {
        reading.lemmas[reading.heads[verb]],
        *(reading.lemmas[kid] for kid in reading.kids[verb]),
    }


def claimed_aside(reading: Reading, verb: int) -> int | None:
    """The verb behind or inside a clause by which it is no more than a claim: "he bribed two judges, they claim"."""
    for kid in reading.kids[verb]:
        kids = reading.kids[kid]
        by_some = any(reading.deps[k] == "expl" and reading.words[k].lower() == "it" for k in kids)
        finite = (
            reading.tags[kid] in ("VBD", "VBZ", "VBP") or by_some
        )  # "he bribed, it is claimed, two judges"
        if reading.deps[kid] not in ("parataxis", "advcl") or not finite:
            continue
        if not (by_some or any(reading.deps[k] == "nsubj" for k in kids)) or any(
            reading.deps[k] in ("mark", "ccomp", "xcomp") for k in kids
        ):
            continue
        if (rumour := rumour_at(reading, kid)) is not None:
            return rumour
        bare = not any(reading.deps[k] == "obj" for k in kids)
        if bare and _is_set_off(reading, kid) and stance_towards(reading, kid, "that") == "alleged":
            return kid
    return None


def _is_set_off(reading: Reading, verb: int) -> bool:
    """True where a comma stands before the clause: "…, they claim"."""
    first = min(reading.subtree(verb))
    return reading.words[first] == "," or (first > 0 and reading.words[first - 1] in (",", '"', "”"))


def with_account(reading: Reading, noun: int, state: State) -> State:
    """The state of what is so in somebody's own words."""
    return state.weakened(Modality.ALLEGED, noun) if _is_account(reading, noun) else state


def _is_account(reading: Reading, noun: int) -> bool:
    """True for somebody's own words for a thing: "in their telling", "by his account", "by all accounts"."""
    lemma, mark = reading.lemmas[noun], preposition(reading, noun)
    if lemma not in classes()["own_account"] or mark not in ("in", "by", "on", "from"):
        return False
    if lemma == "account" and mark not in ("by", "on"):
        return False
    owned = any(reading.deps[kid] == "nmod:poss" for kid in reading.kids[noun])
    return owned or any(reading.lemmas[kid] in ("all", "most", "some") for kid in reading.kids[noun])


def _is_rumour(reading: Reading, noun: int) -> bool:
    if reading.words[noun].lower() == "talks":
        return False  # they are held
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
