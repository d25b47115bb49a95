"""Hang a verb joined by "and" on the one that it goes on with, where the words leave but one reading.

In:   the words of a document with their tags, lemmas and trees.
Out:  the same, changed in place.

A verb with an object of its own shares no "had been"; what says nothing asks for nothing; a second "who" goes on with
the first.
"""

from __future__ import annotations

from letopis.extract.sentence.mending import Trees
from letopis.lexicon import classes, speech

STEPS_UP = 8
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def rehang_joined(trees: Trees, word: int) -> None:
    """Mend what the joined verb at this word hangs on."""
    _active_behind_passive(trees, word)
    _second_relative(trees, word)
    _said_by_nobody(trees, word)


def _active_behind_passive(trees: Trees, word: int) -> None:
    """ "found that the poll had not been fair and ordered a new one": a verb with an object shares no "had been", so
    it is joined to the verb above."""
    passive = trees.heads[word]
    above = trees.heads[passive]
    if trees.deps[passive] != "ccomp" or trees.tags[above] != "VBD" or not above < passive < word:
        return
    behind = trees.kids(word, range(word + 1, min(word + 8, len(trees.words))))
    has_object = any(trees.deps[kid] in ("obj", "iobj") for kid in behind)
    own = trees.kids(word, range(passive + 1, word))
    alone = all(trees.deps[kid] in ("cc", "advmod", "punct") for kid in own)
    shares = any(trees.deps[kid] == "aux:pass" for kid in trees.kids(passive, range(above + 1, passive)))
    if has_object and alone and shares:
        trees.heads[word], trees.tags[word] = above, "VBD"


def _said_by_nobody(trees: Trees, word: int) -> None:
    """ "said that hope had brought him back and appealed for help": hope says nothing, so whoever said it appealed."""
    inner = trees.heads[word]
    above = trees.heads[inner]
    if trees.deps[inner] != "ccomp" or not above < inner < word or (trees.lemmas[word], "V") not in speech():
        return
    own = trees.kids(word, range(inner + 1, word))
    if trees.tags[above] != "VBD" or any(trees.deps[kid] not in ("cc", "advmod", "punct") for kid in own):
        return
    things = [k for k in trees.kids(inner, range(above + 1, inner)) if trees.deps[k] in SUBJECTS]
    known = classes()
    actors = known["people"] | known["officeholder"] | known["actor_noun"] | known["forces"] | known["outlet"]
    if things and all(trees.tags[k] in ("NN", "NNS") and trees.lemmas[k] not in actors for k in things):
        trees.heads[word], trees.tags[word] = above, "VBD"


def _second_relative(trees: Trees, verb: int) -> None:
    """ "who has led it since her departure and who beat him": the second "who" goes on with the first, not with the
    departure."""
    noun = trees.heads[verb]
    subjects = [k for k in trees.kids(verb, range(noun + 1, verb)) if trees.deps[k] in SUBJECTS]
    if trees.pos[noun] not in ("NOUN", "PROPN") or not subjects or subjects[0] < 1:
        return
    joint = trees.words[subjects[0] - 1].lower()
    if trees.words[subjects[0]].lower() not in ("who", "which") or joint not in ("and", "but"):
        return
    current = noun
    for _ in range(STEPS_UP):
        if trees.deps[current] == "acl:relcl":
            trees.heads[verb] = current
            return
        current = trees.heads[current]
