"""Words beside a noun that take for granted that what it names was: "three weeks of marches", "news of the raid".

In:   a `Reading` and the index of a noun.
Out:  the words by which it is told as something that was or is: a stretch of time that it fills, a noun of its course
      or of what came of it, a verb that tells how it went.

They fill the slot `told` of nouns: docs/lexicon.md.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
FINITE_PAST = frozenset({"VBD", "VBN"})
AROUND = frozenset(
    {"after", "since", "during", "following", "amid", "amidst", "despite", "over", "because of", "before"}
)


def told_beside(reading: Reading, noun: int) -> list[int]:
    """The words that take for granted what a noun names, none where it is named alone."""
    head = reading.heads[noun]
    if head == noun:
        return []
    dep, known = reading.deps[noun], classes()
    if dep == "obl" and any(reading.tags[kid] == "JJS" for kid in reading.kids[noun]):
        return [head] if is_definite(reading, noun) else []  # "in the worst riots since 1965"
    if dep in ("nmod", "obl", "obl:agent") and _is_around(reading, noun, head):
        return [head]
    if dep in ("nmod", "obl") and reading.pos[head] == "NOUN":
        sort = known["aftermath"] if is_definite(reading, noun) else frozenset()
        return [head] if reading.lemmas[head] in known["length_of_time"] | sort else []
    if dep == "obj" and reading.lemmas[head] in known["of_what_was"]:
        return [head] if is_definite(reading, noun) else []
    kids = reading.kids[head]
    if any(reading.deps[kid] == "expl" for kid in kids) and dep == "nsubj":  # "there have been riots"
        perfect = any(reading.lemmas[kid] == "have" for kid in kids)
        return [head] if reading.tags[head] == "VBD" or perfect else []
    if dep == "nsubj:pass" and reading.lemmas[head] in known["recorded"] and reading.tags[head] == "VBN":
        past = any(reading.deps[k].startswith("aux") and reading.tags[k] in ("VBD", "VBN") for k in kids)
        return [head] if past else []
    if dep != "nsubj" or not is_definite(reading, noun):
        return []
    if reading.pos[head] in ("VERB", "AUX"):
        ahead = reading.tags[head] not in FINITE_PAST and not any(
            reading.deps[kid] == "aux" and reading.lemmas[kid] in ("have", "be") for kid in kids
        )
        return [head] if reading.lemmas[head] in known["course_verb"] and not ahead else []
    was = any(reading.deps[kid] == "cop" and reading.tags[kid] == "VBD" for kid in kids)
    lasting = reading.lemmas[head] in known["length_of_time"]  # "is in its third week"
    return [head] if was or lasting else []


def _is_around(reading: Reading, noun: int, head: int) -> bool:
    """True for what something else came after, by or because of: "since the raid", "was overshadowed by the coup"; not
    for "would be set off by the raid", and "before the raid" only behind a past tense."""
    if not is_definite(reading, noun) or any(reading.tags[kid] == "MD" for kid in reading.kids[head]):
        return False
    mark = _mark(reading, noun)
    if mark == "by":
        return reading.deps[noun] != "nmod" and reading.tags[head] == "VBN"
    if mark == "for":
        return reading.lemmas[head] in classes()["for_what_was"]
    return mark in AROUND and (mark != "before" or reading.tags[head] == "VBD")


def _mark(reading: Reading, noun: int) -> str | None:
    first = next(
        (kid for kid in reading.kids[noun] if kid < noun and reading.deps[kid] in ("case", "mark")), None
    )
    if first is None:
        return None
    rest = [reading.lemmas[kid] for kid in reading.kids[first] if reading.deps[kid] == "fixed"]
    return " ".join([reading.words[first].lower(), *rest])


def is_definite(reading: Reading, noun: int) -> bool:
    """True for a noun that the reader is taken to know of: "the march", "its siege", "Sunday's rally"."""
    return any(
        reading.deps[kid] == "nmod:poss"
        or (reading.deps[kid] == "det" and reading.words[kid].lower() in DEFINITE)
        for kid in reading.kids[noun]
    )
