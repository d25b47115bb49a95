"""Reports and events that a clause calls untrue: "reports of his death were wrong", "the raid was a hoax".

In:   a `Reading` and a noun, or a clause that tells what somebody calls untrue.
Out:  the word that says it is not so, or None.
"""

from __future__ import annotations

from letopis.extract.certainty.stances import is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition
from letopis.lexicon import classes

SEEMING = frozenset({"prove", "turn", "seem", "appear", "sound", "look", "be", "remain"})
DENYING = frozenset({"not", "n't", "never", "no", "hardly"})


def belied_at(reading: Reading, noun: int) -> int | None:
    """The word that says a report is wrong: the "premature" of "reports of his death proved premature"."""
    if not _is_report(reading, noun):
        return None
    told = _said_of(reading, noun, "untrue_of_report")
    return _without_truth(reading, noun) if told is None else told


def hoax_at(reading: Reading, noun: int) -> int | None:
    """The word that says that what a noun names never was: "was a hoax", "turned out never to have happened"."""
    if not reading.deps[noun].startswith("nsubj") or _is_report(reading, noun):
        return None
    verb = reading.heads[noun]
    for kid in reading.kids[verb]:
        happened = reading.deps[kid] in ("xcomp", "advcl") and _is_happening(reading, kid)
        if happened and reading.lemmas[verb] in SEEMING and kid > verb:
            never = [k for one in (verb, kid) for k in reading.kids[one] if reading.lemmas[k] in DENYING]
            if never:
                return never[0]
    return _said_of(reading, noun, "no_such_thing")


def untrue_before(reading: Reading, verb: int) -> int | None:
    """The word of "it is false, she said, that he left", "it is wrong to say that he left", at the verb of what is
    not so."""
    head = reading.heads[verb]
    if not is_speech_verb(reading, head):
        return None
    above = reading.heads[head]
    if reading.tags[head] == "VB" and reading.pos[above] in ("ADJ", "NOUN") and above < head:
        wrong = _is_untrue(reading, above, "untrue_of_report") and reading.deps[head] != "acl"
        return above if wrong and not _is_denied(reading, above) else None
    asides = [kid for kid in (above, *reading.kids[head]) if kid < head and kid != verb]
    that = any(reading.lemmas[kid] == "that" for kid in reading.kids[verb])
    for kid in asides if that and verb > head else ():
        it = any(reading.words[k].lower() == "it" for k in reading.kids[kid])
        if it and reading.deps[kid] in ("ccomp", "root", "parataxis", "conj"):
            if _is_untrue(reading, kid, "untrue_of_report"):
                return None if _is_denied(reading, kid) else kid
            if reading.lemmas[kid] in ("true", "correct", "accurate", "so", "case"):
                return kid if _is_denied(reading, kid) else None
    return None


def _is_report(reading: Reading, noun: int) -> bool:
    return reading.lemmas[noun] in classes()["told_noun"] and reading.pos[noun] == "NOUN"


def _without_truth(reading: Reading, noun: int) -> int | None:
    """The "no" of "there was no truth, she said, in reports that", wherever the tree hangs the reports."""
    if preposition(reading, noun) not in ("in", "to", "for", "behind"):
        return None
    first = reading.sents[reading.sent_of[noun]][0]
    truth = (word for word in range(first, noun) if reading.lemmas[word] in classes()["truth"])
    for word in truth:
        kids = reading.kids[word]
        denied = next((kid for kid in kids if reading.lemmas[kid] in ("no", "little", "any")), None)
        if denied is not None and reading.lemmas[denied] != "any":
            return denied
    return None


def _said_of(reading: Reading, noun: int, words: str) -> int | None:
    """The word of a class that is said of a noun, as what it was, proved to be or is called."""
    head, dep = reading.heads[noun], reading.deps[noun]
    if dep in ("nsubj", "nsubj:pass"):
        if _is_untrue(reading, head, words) and (reading.pos[head] != "VERB" or is_passive(reading, head)):
            return None if _is_denied(reading, head) else head
        if reading.lemmas[head] in SEEMING and not _is_denied(reading, head):
            told = (kid for kid in reading.kids[head] if reading.deps[kid] in ("xcomp", "advcl"))
            return next((kid for kid in told if kid > head and _is_untrue(reading, kid, words)), None)
    if dep == "obj" and reading.lemmas[head] in classes()["called_so"] and not _is_denied(reading, head):
        told = (kid for kid in reading.kids[head] if reading.deps[kid] in ("xcomp", "obj", "obl"))
        return next((kid for kid in told if kid > noun and _is_untrue(reading, kid, words)), None)
    return None


def _is_untrue(reading: Reading, word: int, words: str) -> bool:
    """True for a word of the class, or a noun that is called so ("a complete fabrication", "fake news")."""
    known = classes()[words]
    if reading.lemmas[word] in known or reading.words[word].lower() in known:
        return True
    return reading.pos[word] == "NOUN" and any(
        reading.deps[kid] in ("amod", "compound") and reading.lemmas[kid] in known
        for kid in reading.kids[word]
    )


def _is_happening(reading: Reading, verb: int) -> bool:
    if reading.lemmas[verb] == "take":
        return any(reading.lemmas[kid] == "place" for kid in reading.kids[verb])
    return reading.lemmas[verb] in ("happen", "occur", "exist")


def _is_denied(reading: Reading, word: int) -> bool:
    return any(reading.lemmas[kid] in DENYING for kid in reading.kids[word])
