"""Which words of a sentence belong to somebody else's saying beside the one that is read.

In:   a `Reading` and the word of saying.
Out:  the words of its sentence that stand in another's clause of saying.

Conflicting accounts share a sentence: "The army said C, while a rebel spokesman told Radio Tamar that D". What is told
of the one account (who was spoken to, who is cited) says nothing of the other.
"""

from __future__ import annotations

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.lexicon import classes

CONTRAST = frozenset({"while", "whereas", "although", "though", "whilst"})


def others_sayings(reading: Reading, cue: int) -> frozenset[int]:
    """The words of the cue's sentence that another's clause of saying holds, or that lie outside the cue's own one."""
    first, after = reading.sents[reading.sent_of[cue]]
    tops = [word for word in range(first, after) if _is_apart(reading, word, first)]
    if not tops:
        return frozenset()
    holding = {top: frozenset(reading.subtree(top)) for top in tops}
    own = min((words for words in holding.values() if cue in words), key=len, default=None)
    others = frozenset().union(
        *(words for words in holding.values() if cue not in words and (own is None or words < own))
    )
    return others if own is None else others | (frozenset(range(first, after)) - own)


def _is_apart(reading: Reading, verb: int, first: int) -> bool:
    """True for a verb of saying with a speaker of its own, in a clause set against or beside another's saying."""
    if reading.pos[verb] != "VERB" or reading.heads[verb] == verb or not is_speech_verb(reading, verb):
        return False
    subject = _subject(reading, verb)
    if subject is None:
        return False
    upper, dep = reading.heads[verb], reading.deps[verb]
    if dep == "advcl":
        return _is_set_against(reading, verb) and _is_others(reading, subject, upper)
    if dep in ("conj", "parataxis") and upper < verb and _is_saying(reading, upper):
        joined = any(
            reading.lemmas[k] in ("and", "but") for k in reading.kids[verb] if reading.deps[k] == "cc"
        )
        opened = _is_set_against(reading, upper)
        opened = opened or _is_set_against(reading, verb)
        return (opened or (dep == "conj" and joined)) and _is_others(reading, subject, upper)
    if dep == "acl:relcl" and reading.lemmas[subject] == "who":
        tells = any(reading.deps[k] == "ccomp" and k > verb for k in reading.kids[verb])
        return tells and _hangs_apart(reading, antecedent(reading, subject))
    return False


def _subject(reading: Reading, verb: int) -> int | None:
    return next((k for k in reading.kids[verb] if reading.deps[k] == "nsubj" and k < verb), None)


def _is_saying(reading: Reading, word: int) -> bool:
    return reading.pos[word] == "VERB" and is_speech_verb(reading, word)


def _is_set_against(reading: Reading, verb: int) -> bool:
    return any(reading.deps[k] == "mark" and reading.lemmas[k] in CONTRAST for k in reading.kids[verb])


def _is_others(reading: Reading, subject: int, upper: int) -> bool:
    """True for a subject that is somebody else than that of the verb above."""
    above = _subject(reading, upper)
    if above is None or reading.pos[subject] == "PRON":
        return False
    left, right = reading.parties.get(subject), reading.parties.get(above)
    return left is None or right is None or left.chain != right.chain


def _hangs_apart(reading: Reading, word: int) -> bool:
    """True for the agent of a verb that judges another's saying: "a version contradicted by Kos, who told …"."""
    upper = reading.heads[word]
    return reading.deps[word] == "obl:agent" and reading.lemmas[upper] in classes()["countering"]
