"""Hang verbs, and what stands with them, where marks, forms and word order leave but one reading.

In:   the words of a document with their tags, lemmas and trees; a word.
Out:  the same, changed in place.

What is put between commas ends there; what stands before "to" with its length is what is given for it.
"""

from __future__ import annotations

from letopis.extract.sentence.mending import Trees
from letopis.lexicon import classes, speech

REACH = 30  # words to either side of a verb in which what hangs on it is looked for
RESPITE_VERBS = frozenset({"give", "grant", "allow", "leave"})
NAMED_WITHIN = 10  # words behind a verb of appointing in which title and name stand
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
MARKS = frozenset({"''", "\u201d", "\u2019", "``", "\u201c", "\u2018", '"'})


STEPS_ABOVE = 4  # from the noun of a relative clause to the verb over it
STEPS_BEFORE = 6  # words before a relative pronoun


def joined_behind_saying(trees: Trees, verb: int) -> None:
    """ "The bank sold dollars, dealers said, and called a meeting": the bank called it, not they.

    Who has been quoted may go on ("..., he said, and left"), and so may who says something again.
    """
    kids = trees.kids(verb, range(max(0, verb - REACH), verb + REACH))
    told = next((k for k in kids if k < verb and trees.deps[k] == "ccomp"), None)
    joined = next((k for k in kids if k > verb and trees.deps[k] == "conj" and trees.pos[k] == "VERB"), None)
    if told is None or joined is None or trees.pos[told] != "VERB":
        return
    speaker = next((k for k in kids if told < k < verb and trees.deps[k] in SUBJECTS), None)
    below = trees.kids(joined, range(verb, joined + REACH))
    if speaker is None or any(trees.deps[k] in (*SUBJECTS, "ccomp", "xcomp") for k in below):
        return
    if (trees.lemmas[joined], "V") in speech() and not any(trees.deps[k] == "obj" for k in below):
        return
    between, behind = trees.words[told:speaker], trees.words[verb + 1 : joined]
    is_quoted = any(word in MARKS for word in between)
    if "," in between and "," in behind and not is_quoted and trees.tags[joined] in FINITE:
        trees.heads[joined] = told


def whose(trees: Trees, word: int) -> None:
    """ "the party, whose chair he took over": he took it; of two subjects the one with "whose" is the object."""
    noun = trees.heads[word]
    verb = trees.heads[noun]
    if trees.deps[noun] != "nsubj" or not noun < verb:
        return
    if any(trees.deps[k] in SUBJECTS for k in trees.kids(verb, range(noun + 1, verb))):
        trees.deps[noun] = "obj"


def said_to(trees: Trees, said: int) -> None:
    """ "men said to have come from X attacked them": the men attacked, and others say where they came from."""
    kids = trees.kids(said, range(max(0, said - REACH), min(len(trees.words), said + REACH)))
    to = trees.words[said + 1 : said + 3]
    subject = next((k for k in kids if k < said and trees.deps[k] == "nsubj"), None)
    told = next((k for k in kids if k > said and trees.deps[k] == "ccomp" and trees.tags[k] in FINITE), None)
    if (
        subject is None
        or told is None
        or len(to) < 2
        or to[0].lower() != "to"
        or to[1].lower() not in ("have", "be")
    ):
        return
    if any(trees.deps[k] in (*SUBJECTS, "mark") for k in trees.kids(told, range(said, told + REACH))):
        return
    is_root = trees.heads[said] == said
    trees.heads[told], trees.deps[told] = (told if is_root else trees.heads[said]), trees.deps[said]
    for kid in kids:
        if kid < said or trees.pos[kid] == "PUNCT":
            trees.heads[kid] = told
    trees.heads[said], trees.deps[said], trees.tags[said] = subject, "acl", "VBN"


def respite(trees: Trees, verb: int) -> None:
    """ "gave the soldiers one week to obey": the week is what is given, and what it is given for is yet to be done."""
    to = verb - 1
    length = to - 1
    if length < 2 or trees.words[to].lower() != "to" or trees.lemmas[length] not in classes()["respite"]:
        return
    giving = trees.heads[length]
    if trees.lemmas[giving] not in RESPITE_VERBS or trees.pos[giving] != "VERB" or not giving < length:
        return
    trees.deps[length] = "obj"
    trees.heads[verb], trees.deps[verb] = giving, "xcomp"


def after_pending(trees: Trees, noun: int) -> None:
    """ "was remanded pending an appeal on Friday": that was on Friday, the appeal is yet to come."""
    for kid in trees.kids(noun, range(noun + 1, noun + REACH)):
        if trees.deps[kid] == "nmod" and trees.words[kid].lower() in classes()["weekday"]:
            trees.heads[kid], trees.deps[kid] = trees.heads[noun], "obl"


def appointed_as(trees: Trees, verb: int) -> None:
    """ "appointed as prime minister Anna Berg", "swore in as minister the diplomat Jon Lund": who is appointed stands
    behind what he is appointed as."""
    after = range(verb + 1, verb + 1 + NAMED_WITHIN)
    kids = trees.kids(verb, after)
    if trees.tags[verb] not in FINITE or any(
        trees.deps[k] in ("obj", "nsubj:pass", "aux:pass") for k in kids
    ):
        return
    told = next((k for k in kids if trees.deps[k] == "obl"), None)
    mark = next((k for k in (verb + 1, verb + 2) if trees.words[k : k + 1] == ["as"]), None)
    if told is None or mark is None or told not in (trees.heads[mark], trees.heads[trees.heads[mark]]):
        return
    if trees.pos[told] == "PROPN":  # the title hangs on the name
        title = next((k for k in trees.kids(told, range(mark, told)) if trees.deps[k] == "nmod:desc"), None)
        if title is not None and trees.pos[title] == "NOUN":
            trees.heads[title], trees.deps[title] = verb, "obl"
            trees.heads[mark], trees.deps[told] = title, "obj"
        return
    below = trees.kids(told, range(told + 1, told + NAMED_WITHIN))
    beside = [k for k in kids if k > told and trees.deps[k] == "obl"]
    found = [k for k in (*below, *beside) if _is_bare(trees, k) and "," not in trees.words[told + 1 : k]]
    named = next((k for k in found if trees.pos[k] == "PROPN"), next(iter(found), None))
    if named is not None:
        trees.heads[named], trees.deps[named] = verb, "obj"


def _is_bare(trees: Trees, word: int) -> bool:
    """True for a noun or a name that no preposition joins to what it hangs on."""
    is_joined = trees.deps[word] in ("nmod", "appos", "flat", "obl") and trees.pos[word] in ("NOUN", "PROPN")
    before = range(max(0, word - NAMED_WITHIN), word)
    return is_joined and not any(trees.deps[k] == "case" for k in trees.kids(word, before))


def voted_in(trees: Trees, verb: int) -> None:
    """ "Parliament voted in Anna Berg as premier": "in" is the verb's, and Anna Berg is who was voted for."""
    kids = trees.kids(verb, range(verb + 1, verb + 1 + NAMED_WITHIN))
    if (
        verb + 2 >= len(trees.words)
        or trees.words[verb + 1].lower() != "in"
        or trees.pos[verb + 2] != "PROPN"
    ):
        return
    name = trees.heads[verb + 1]
    title = any(trees.words[k].lower() == "as" for w in kids for k in trees.kids(w, range(verb, w)))
    if trees.heads[name] == verb and trees.pos[name] == "PROPN" and trees.deps[name] == "obl" and title:
        trees.heads[verb + 1], trees.deps[verb + 1], trees.deps[name] = verb, "compound:prt", "obj"


def before_relative(trees: Trees, mark: int) -> None:
    """ "introduced a bill last week that would": what stands before the relative pronoun is no part of its clause."""
    verb = trees.heads[mark]
    if trees.deps[verb] != "acl:relcl" or verb <= mark:
        return
    above = trees.heads[verb]
    for _ in range(STEPS_ABOVE):
        if trees.pos[above] == "VERB" or trees.heads[above] == above:
            break
        above = trees.heads[above]
    if trees.pos[above] != "VERB" or above > mark:
        return
    for kid in trees.kids(verb, range(max(above, mark - STEPS_BEFORE), mark)):
        if trees.deps[kid] in ("obl", "obl:unmarked", "advmod") and trees.pos[mark - 1] != "ADP":
            trees.heads[kid] = above
