"""How a clause is made and joined: its form, the words that open it, what cuts it off.

In:   a `Reading` and the verb of a clause.
Out:  its form, its conjunctions, and the words by which it tells what did not come about.
"""

from __future__ import annotations

from collections.abc import Iterable

from letopis.extract.certainty.auxiliaries import has_subject
from letopis.extract.certainty.carried import is_present
from letopis.extract.certainty.stances import stance_of, stances
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes

INTRODUCING = ("mark", "advmod", "cc", "case")
INSTEAD = frozenset({"instead", "rather", "lieu"})
QUOTES = frozenset({"”", "“", '"', "’", "''", "``", "'"})
NOT_ANY = frozenset({"any", "anyone", "anybody", "anything"})


def introducing(reading: Reading, verb: int) -> list[int]:
    """The words that introduce a verb's clause, and what is fixed to them ("rather than")."""
    first = [kid for kid in reading.kids[verb] if kid < verb and reading.deps[kid] in INTRODUCING]
    return [*first, *(kid for word in first for kid in reading.kids[word])]


def form_of(reading: Reading, word: int) -> str:
    """How a clause is governed: "to", "ing" (also a bare participle) or "that"."""
    tag = reading.tags[word]
    kids = reading.kids[word]
    if any(reading.lemmas[kid] == "to" and reading.deps[kid] == "mark" for kid in kids) and tag != "VBG":
        return "to"
    auxiliaries = [kid for kid in kids if reading.deps[kid] in ("aux", "aux:pass", "cop")]
    finite = any(reading.tags[kid] in ("VBD", "VBZ", "VBP", "MD") for kid in auxiliaries)
    if finite or tag in ("VBD", "VBZ", "VBP"):
        return "that"
    return "ing" if tag in ("VBG", "VBN") or auxiliaries else "to"


def asks_after(reading: Reading, verb: int) -> bool:
    """True for a clause in a past or perfect with "who", "how", "why" in it."""
    first = min(reading.subtree(verb))
    asked = reading.tags[first] in ("WP", "WRB", "WDT") and reading.lemmas[first] != "whether"
    return asked and form_of(reading, verb) == "that" and not is_present(reading, verb)


def stands_alone(reading: Reading, verb: int) -> bool:
    """True for a past tense with its own subject and no conjunction, which a tree took for a subject clause."""
    return (
        reading.deps[verb].startswith("csubj")
        and reading.tags[verb] == "VBD"
        and has_subject(reading, verb)
        and not any(reading.deps[kid] == "mark" for kid in reading.kids[verb])
    )


def marks_of(reading: Reading, verb: int) -> set[str]:
    return {reading.words[kid].lower() for kid in reading.kids[verb] if reading.deps[kid] == "mark"}


def is_content(reading: Reading, verb: int) -> bool:
    """True for a clause that tells what a noun says, which the tree took for a relative one: "reports that he left"."""
    return reading.pos[reading.heads[verb]] == "NOUN" and any(
        reading.words[kid].lower() == "that" and reading.deps[kid] == "mark" for kid in reading.kids[verb]
    )


def cut_off(reading: Reading, verb: int, head: int) -> int | None:
    """The word by which a "before" clause tells what did not come about: "before any deal was reached", "before he
    could testify", "collapsed before it was signed"; None where it may have."""
    present = is_present(reading, verb)
    before = [reading.lemmas[k - 1] for k in reading.kids[verb] if k and reading.lemmas[k] == "before"]
    done = present and reading.tags[head] in ("VBD", "VBN")  # nor "dropped shortly before he came to power"
    if stance_of(reading, head) == "negated" and not (done or classes()["just_before"] & {*before}):
        return head  # not "dropped two advisers before she is to be sworn in"
    if reading.tags[head] == "VB" or present:
        return None
    below = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("nsubj", "nsubj:pass", "obj")]
    bare = [k for kid in below for k in (kid, *reading.kids[kid]) if reading.lemmas[k] in NOT_ANY]
    could = [kid for kid in reading.kids[verb] if reading.words[kid].lower() == "could"]
    return next(iter((*bare, *could)), None)


def word_before(reading: Reading, verb: int) -> str:
    """The word before a verb, beyond a quotation mark."""
    before = verb - 1
    while before > 0 and reading.words[before] in QUOTES:
        before -= 1
    return reading.words[before]


def opens_with_that(reading: Reading, verb: int) -> bool:
    """True for a clause with "that" in front, which the tree may hang on the main verb."""
    first = min(reading.subtree(verb)) - 1
    return first >= 0 and reading.words[first].lower() == "that"


def is_without(reading: Reading, word: int) -> bool:
    if reading.lemmas[word] == "without":
        return True
    return reading.lemmas[word] == "far" and next_word(reading, word) == "from"


def next_word(reading: Reading, word: int) -> str:
    return reading.words[word + 1].lower() if word + 1 < len(reading.words) else ""


def instead_of(reading: Reading, words: Iterable[int]) -> int | None:
    """The word of "instead of", "rather than" among these."""
    return next(
        (
            word
            for word in words
            if reading.lemmas[word] in INSTEAD and next_word(reading, word) in ("of", "than")
        ),
        None,
    )


def is_for_to(reading: Reading, verb: int, head: int) -> int | None:
    """The "for" of what somebody is loud about: "chanted for the minister to be sacked", or None."""
    asking = any("for" in row.company and row.name in ("unreal", "wanted") for row in stances(reading, head))
    mark = next((kid for kid in reading.kids[verb] if reading.words[kid].lower() == "for"), None)
    return mark if asking and mark is not None and head < mark < verb else None


def is_subjunctive(reading: Reading, verb: int) -> int | None:
    """The bare "be" of "that the minister be sacked", or None."""
    kids = reading.kids[verb]
    modal = any(reading.tags[kid] == "MD" or reading.words[kid].lower() == "to" for kid in kids)
    if modal or "that" not in marks_of(reading, verb):
        return None
    return next(
        (
            kid
            for kid in kids
            if reading.words[kid].lower() == "be" and reading.deps[kid] in ("aux:pass", "cop")
        ),
        None,
    )


def is_taking(reading: Reading, verb: int) -> bool:
    """True for the "took" of "it took a mutiny to oust him"."""
    kids = reading.kids[verb]
    it = any(reading.deps[kid] in ("expl", "nsubj") and reading.words[kid].lower() == "it" for kid in kids)
    return it and reading.lemmas[verb] == "take" and reading.tags[verb] == "VBD"
