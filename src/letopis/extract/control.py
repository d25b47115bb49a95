"""Who is to do what a verb without a subject of its own says: the one called on, judged, appointed; the doer before.

In:   a `Reading`, a verb; the filled slots of the verb above it.
Out:  answers for slots.py, which fills the slots.
"""

from __future__ import annotations

from collections.abc import Mapping

from letopis.extract.reading import Reading
from letopis.lexicon import classes


def is_judged(reading: Reading, verb: int) -> bool:
    """True for what somebody is accused of, or praised or punished for: "condemned the army for shelling"."""
    marks = {reading.lemmas[kid] for kid in reading.kids[verb] if reading.deps[kid] == "mark"}
    head = reading.heads[verb]
    judging = classes().get("judging", frozenset())
    punished = reading.lemmas[head] in classes().get("sentencing", frozenset()) and any(
        reading.deps[kid] == "iobj" for kid in reading.kids[head]
    )
    return (
        reading.tags[verb] == "VBG"
        and bool(marks & {"of", "for"})
        and (reading.lemmas[head] in judging or punished)
    )


def punished(upper: Mapping[str, list[int]]) -> list[int]:
    """Who is judged: whom a fine or a prize is given, else whom the verb is about, else its subject."""
    return upper.get("iobj") or upper.get("obj") or upper.get("subj", [])


def called(reading: Reading, verb: int, upper: Mapping[str, list[int]]) -> list[int]:
    """Who is to do what is asked for: "called on the judge to resign", "asked the court to"; what one calls somebody up
    for one does oneself: "called the winner to congratulate her".
    """
    if reading.lemmas[verb] in classes().get("call_purpose", frozenset()) and not upper.get("on"):
        return upper.get("subj", [])
    called = (upper[name] for name in ("obj", "iobj", "on", "upon", "to", "with", "for") if name in upper)
    return next(called, upper.get("subj", []))


def is_appointing(reading: Reading, verb: int) -> bool:
    """True for a verb whose object is to do what its purpose says: "named a general to replace him"."""
    return reading.lemmas[verb] in classes().get("sends_to_do", frozenset())


def is_set_off(reading: Reading, noun: int, verb: int) -> bool:
    """True for a participle behind a comma: "fired on the crowd, killing nine" tells what the shooters did."""
    between = range(noun + 1, verb)
    return bool(between) and "," in (reading.words[verb - 1], reading.words[max(noun + 1, verb - 2)])


def is_headline_passive(reading: Reading, word: int, deps: set[str]) -> bool:
    """True for a participle that makes a headline of its own: "Union leader jailed over strike"."""
    alone = reading.tags[word] == "VBN" and reading.deps[word] == "root" and reading.heads[word] == word
    if not alone or "nsubj" not in deps or deps & {"aux", "obj", "iobj", "xcomp", "ccomp", "cop"}:
        return False
    return not any(reading.words[kid] in (".", "!", "?") for kid in reading.kids[word])


def has_done(reading: Reading, word: int) -> bool:
    """True for a perfect without "been"."""
    helpers = [kid for kid in reading.kids[word] if reading.deps[kid] == "aux"]
    return bool(helpers) and reading.lemmas[helpers[-1]] == "have" and reading.tags[word] == "VBN"


def in_order(reading: Reading, noun: int) -> list[int]:
    """Who is "the last member to ratify it", "the first to sign": the subject of the clause that says so, else whoever
    is called that; empty for other nouns.
    """
    kids = reading.kids[noun]
    orders = classes().get("order", frozenset())
    if not any(reading.lemmas[kid] in orders for kid in (noun, *kids)):
        return []
    subjects = [kid for kid in kids if reading.deps[kid] == "nsubj"]
    return subjects or ([noun] if noun in reading.parties else [])
