"""What is told of laws and rulings in general, and how long a happening went on.

In:   a `Reading` and a word that names a happening.
Out:  whether it is what a bill aims at, what may be done with a ruling, or a spell of talks.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.lexicon import classes

MAY = frozenset({"can", "may", "ca"})
LAYING_DOWN = MAY | {"must", "shall"}
CONSENT = frozenset(
    {"consent", "approval", "permission", "assent", "warrant", "trial", "hearing", "order", "charge"}
)
FRACTIONS = frozenset(
    {"majority", "third", "two-thirds", "quarter", "three-quarters", "half", "member", "both"}
)
OPEN_TO = frozenset(
    {"appeal", "amend", "veto", "repeal", "renew", "extend", "revoke", "overturn", "challenge"}
)


def is_aim_of_bill(reading: Reading, word: int) -> bool:
    """True for what a bill would do, told right behind it: "a bill to legalise betting", "a draft banning the party",
    "a bill that would have lowered the age"."""
    before = word - 1
    while before > 0 and reading.pos[before] in ("ADV", "AUX", "PART", "PRON") and before > word - 5:
        before -= 1
    if reading.lemmas[before] not in classes()["draft_text"]:
        return False
    between = {reading.words[w].lower() for w in range(before + 1, word)}
    if reading.tags[word] == "VBG":
        return not between & {"is", "was", "are", "were", "be", "been", "being"}
    if reading.tags[word] == "VB" and "to" in between:
        return not between & {"is", "was", "are", "were", "has", "have", "had"}
    return bool(between & {"that", "which"} and between & {"would", "will", "could"}) and "be" not in between


def is_open_to(reading: Reading, word: int) -> bool:
    """True for what may or may not be done with a ruling or a law, by nobody told: "the ruling cannot be appealed"."""
    may = any(reading.lemmas[kid] in MAY for kid in reading.kids[word] if reading.deps[kid] == "aux")
    return may and reading.lemmas[word] in OPEN_TO and is_passive(reading, word)


def is_norm(reading: Reading, word: int) -> bool:
    """True for what may or must be done by a rule and no plan: "may be removed by a vote of two thirds", "can dismiss
    him only by electing another", "may not be arrested without consent"."""
    if reading.deps[word] == "advcl" and reading.tags[word] == "VBG":
        by = any(reading.words[kid].lower() == "by" for kid in reading.kids[word])
        return by and _is_only(reading, reading.heads[word])
    if _is_only(reading, word) or _is_of_any(reading, word):
        return True
    helpers = {reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] == "aux"}
    if not helpers & LAYING_DOWN or not is_passive(reading, word):
        return False
    for kid in reading.kids[word]:
        mark = preposition(reading, kid)
        if mark == "by" and _is_quorum(reading, kid):
            return True
        if mark == "without" and reading.lemmas[kid] in CONSENT:
            return True
    return False


def _is_of_any(reading: Reading, word: int) -> bool:
    """True for what is told of whoever it may be: "a minister who resigns keeps his pension"; not behind a past tense,
    nor of one who is looked for."""
    noun = reading.heads[word]
    if (
        reading.deps[word] != "acl:relcl"
        or reading.tags[word] != "VBZ"
        or not reading.deps[noun].startswith("nsubj")
    ):
        return False
    one = any(reading.lemmas[kid] in ("a", "an") and reading.deps[kid] == "det" for kid in reading.kids[noun])
    who = any(
        reading.words[kid].lower() in ("who", "that", "which") and kid < word for kid in reading.kids[word]
    )
    verb = reading.heads[noun]
    finite = [verb, *(kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop"))]
    return one and who and any(reading.tags[kid] in ("VBZ", "MD") for kid in finite)


def is_put_to_readers(reading: Reading, word: int) -> bool:
    """True for what "you" are asked in a question: "Why are some of you inviting us?"."""
    slots = slots_of(reading, word)
    doers = slots.get("subj", ())
    asked = [w for w in (*doers, *slots.get("of", ())) if reading.lemmas[w] == "you"]
    asked += [kid for w in doers for kid in reading.kids[w] if reading.lemmas[kid] == "you"]
    return bool(asked) and any(reading.words[kid] == "?" for kid in reading.kids[word])


def is_either(reading: Reading, word: int) -> bool:
    """True for one of two things that may come: "lives or dies by his bets"."""
    joined = [kid for kid in (word, *reading.kids[word]) if reading.deps[kid] == "conj"]
    return any(
        reading.tags[kid] == reading.tags[word]
        and any(reading.deps[k] == "cc" and reading.lemmas[k] == "or" for k in reading.kids[kid])
        for kid in joined
    )


def is_left_open(reading: Reading, word: int) -> bool:
    """True for "does not rule out", by which nobody refuses anything."""
    out = reading.lemmas[word] == "rule" and any(reading.lemmas[kid] == "out" for kid in reading.kids[word])
    kids = [k for kid in reading.kids[word] for k in (kid, *reading.kids[kid]) if kid < word]
    return out and any(
        reading.lemmas[kid] in ("not", "n't", "never", "no", "nobody", "neither") for kid in kids
    )


def _is_only(reading: Reading, verb: int) -> bool:
    """True for "can … only by", "may … only with": told of any case."""
    kids = reading.kids[verb]
    may = any(reading.lemmas[kid] in LAYING_DOWN for kid in kids if reading.deps[kid] == "aux")
    only = [kid for kid in kids if reading.words[kid].lower() == "only" and kid > verb]
    near = only or [
        k for kid in kids if kid > verb for k in reading.kids[kid] if reading.words[k].lower() == "only"
    ]
    return may and any(reading.words[k + 1].lower() in ("by", "with", "if", "through", "when") for k in near)


def _is_quorum(reading: Reading, noun: int) -> bool:
    """True for "a majority of deputies", "both houses", "a vote of two thirds"."""
    if reading.lemmas[noun] in ("majority", "two-thirds", "third", "three-quarters", "quorum", "unanimity"):
        return True
    kids = reading.kids[noun]
    if reading.lemmas[noun] == "vote":
        return any(reading.deps[kid] == "nmod" and reading.lemmas[kid] in FRACTIONS for kid in kids)
    return any(
        reading.lemmas[kid] in ("both", "either", "each") and reading.deps[kid] == "det" for kid in kids
    )


def is_spell(reading: Reading, noun: int) -> bool:
    """True for talks told by how long they went on: "nine weeks of haggling"."""
    head = reading.heads[noun]
    return preposition(reading, noun) == "of" and reading.lemmas[head] in classes()["span_of_time"]


def is_first_to(reading: Reading, word: int) -> bool:
    """True for "became the first president to be voted out": what he is the first to do, and no taking of office."""
    if reading.lemmas[word] != "become":
        return False
    titles = [w for w in reading.kids[word] if reading.deps[w] in ("xcomp", "obj") and w in reading.offices]
    deeds = [k for w in titles for k in reading.kids[w] if k > w and reading.deps[k] == "acl"]
    return any(
        reading.tags[k] in ("VB", "VBN")
        and reading.words[k - 1].lower() in ("to", "be")
        and reading.lemmas[k] not in classes()["first_chosen"]
        for k in deeds
    )
