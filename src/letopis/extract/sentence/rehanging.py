"""Hang on another word what a tree hangs on the wrong one, where marks and word order leave but one reading.

In:   the words of a document with their tags, lemmas and trees.
Out:  the same, changed in place.

Commas and quotation marks close what stands in them: a name between two commas behind an agent is the agent's, a phrase
behind a closing mark is not the quoted clause's, "as chairman" behind an inserted phrase belongs to the naming.
"""

from __future__ import annotations

from letopis.extract.sentence.joined_verbs import rehang_joined
from letopis.extract.sentence.mending import VERBAL, Trees
from letopis.extract.sentence.rehanging_verbs import (
    after_pending,
    appointed_as,
    before_relative,
    joined_behind_saying,
    respite,
    said_to,
    voted_in,
    whose,
)
from letopis.lexicon import classes, speech

STEPS_UP = 8
REACH = 30  # words to either side of a verb of saying in which its speaker and what is said are looked for
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
CLOSING = frozenset({"''", "\u201d", "\u2019"})
OPENING = frozenset({"``", "\u201c", "\u2018"})
CLAUSES_OF_TIME = frozenset({"after", "before", "since", "when", "while", "until", "once"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
MARKS = CLOSING | OPENING | {'"'}


def rehang(trees: Trees) -> None:
    """Mend names behind agents, subjects before sayings and verbs behind them, phrases behind quotations, titles behind
    insertions, respites, infinitives, "close to", "according to", "is to", what is voted, complements with "that" and
    clauses of time."""
    deps, tags, lemmas = trees.deps, trees.tags, trees.lemmas
    holders = classes()["officeholder"]
    for word, written in enumerate(
        map(str.lower, trees.words)
    ):  # each rule may change what the next one asks
        if deps[word] == "nsubj":
            _name_behind_agent(trees, word)
        if (lemmas[word], "V") in speech() and trees.pos[word] == "VERB":
            _subject_before_saying(trees, word)
            joined_behind_saying(trees, word)
        if deps[word] == "obl:agent":
            _no_agent(trees, word)
        if deps[word].startswith("obl"):
            _behind_quotation(trees, word)
        if lemmas[word] in holders:
            _title_behind_insertion(trees, word)
        if tags[word] == "VB" and deps[word] == "obl":
            _infinitive(trees, word)
        if written in ("same", "one"):
            _same(trees, word)
        if deps[word] == "aux:pass":
            for kid in trees.kids(trees.heads[word], range(max(0, word - REACH), word)):
                deps[kid] = "nsubj:pass" if deps[kid] == "nsubj" else deps[kid]
        if tags[word] in ("WDT", "WP") and deps[word] in ("nsubj", "nsubj:pass", "obj"):
            before_relative(trees, word)
        if written == "whose":
            whose(trees, word)
        if written == "said" and deps[word] != "acl":
            said_to(trees, word)
        if written == "whom":
            _whom(trees, word)
        if written == "pending" and deps[word] == "case":
            after_pending(trees, trees.heads[word])
        if written == "out" and word and lemmas[word - 1] == "rule" and trees.pos[word - 1] == "VERB":
            trees.heads[word], deps[word] = word - 1, "compound:prt"  # "ruled out taking part"
        if written == "yet":
            _yet_to(trees, word)
        if written == "close":
            _close_to(trees, word)
        if written == "according":
            _according(trees, word)
        if lemmas[word] == "be":
            _arranged(trees, word)
        if lemmas[trees.heads[word]] == "vote":
            _voted(trees, word)
        if deps[word] == "advcl":
            _complement(trees, word)
        if deps[word] == "acl":
            _clause_of_time(trees, word)
        if deps[word] == "conj" and tags[word] in ("VBD", "VBN"):
            rehang_joined(trees, word)
        if tags[word] == "MD":
            _modal(trees, word)
        if trees.pos[word] == "PROPN" and deps[word] in ("nmod", "appos"):
            _joined_behind_day(trees, word)
        if deps[word] == "obj":
            _second_object(trees, word)
        if tags[word] == "VB" and deps[word] in ("advcl", "acl", "xcomp"):
            respite(trees, word)
        if trees.pos[word] == "VERB" and (
            lemmas[word] in classes()["choosing"] or lemmas[word] in classes()["oath_verb"]
        ):
            appointed_as(trees, word)
        if lemmas[word] == "vote" and trees.pos[word] == "VERB":
            voted_in(trees, word)
        if lemmas[word] == "member" and deps[word] == "acl:relcl":
            _of_members(trees, word)
        if written in ("dependent", "reliant") and trees.pos[word] == "VERB":
            trees.pos[word], tags[word], lemmas[word] = "ADJ", "JJ", written


def _modal(trees: Trees, word: int) -> None:
    """ "Parliament could as early as Tuesday begin": the modal is the verb's, not the adverb's between them."""
    adverb = trees.heads[word]
    if trees.deps[word] != "aux" or trees.pos[adverb] not in ("ADV", "ADP", "SCONJ"):
        return
    verb = trees.heads[adverb]
    if trees.pos[verb] != "VERB":
        verb = trees.heads[verb]
    if trees.pos[verb] == "VERB" and verb > word:
        trees.heads[word] = verb


def _whom(trees: Trees, word: int) -> None:
    """ "Dunn, whom Moor appointed premier": "whom" is nobody's subject, the name behind it is, the title no object."""
    verb = trees.heads[word]
    if trees.deps[word] not in (*SUBJECTS, "obj") or trees.pos[verb] != "VERB" or not word < verb:
        return
    if trees.deps[verb] == "acl":
        trees.deps[verb] = "acl:relcl"
    between = range(word + 1, verb)
    passive = any(trees.deps[k] == "aux:pass" for k in trees.kids(verb, between))
    trees.deps[word] = "obj"
    for kid in [] if passive else trees.kids(verb, between):
        if trees.deps[kid] == "nsubj:pass":
            trees.deps[kid] = "nsubj"
    for kid in trees.kids(verb, range(verb + 1, verb + REACH)):
        if trees.deps[kid] == "obj" and trees.lemmas[kid] in classes()["officeholder"]:
            trees.deps[kid] = "xcomp"


def _name_behind_agent(trees: Trees, word: int) -> None:
    """ "Asked by the host, Ana Kos, whether …": the name is the host's."""
    verb = trees.heads[word]
    if trees.tags[verb] != "VBN" or not verb < word or trees.pos[word] != "PROPN":
        return
    agents = [
        kid
        for kid in trees.kids(verb, range(verb + 1, word))
        if trees.deps[kid].startswith("obl") and trees.words[verb + 1].lower() == "by"
    ]
    if agents and trees.words[agents[-1] + 1] == "," and agents[-1] + 2 == word:
        trees.heads[word], trees.deps[word] = agents[-1], "appos"


def _subject_before_saying(trees: Trees, verb: int) -> None:
    """ "The talks, the minister said on Monday, had been broken off": the talks are the subject of what was said."""
    kids = trees.kids(verb, range(max(0, verb - REACH), verb + REACH))
    told = next(
        (k for k in kids if k > verb and trees.deps[k] == "ccomp" and "," in trees.words[verb:k]), None
    )
    speakers = [k for k in kids if trees.deps[k] == "nsubj"]
    before = [k for k in kids if k < verb and trees.pos[k] in NOMINAL and trees.deps[k] in ("nsubj", "ccomp")]
    if told is None or not before or not any(k != before[0] for k in speakers):
        return
    subject, below = before[0], trees.kids(told, range(verb, told + REACH))
    inserted = range(subject + 1, min(k for k in (*speakers, verb) if k != subject))
    has_own = any(trees.deps[k] in (*SUBJECTS, "mark", "csubj") for k in below)
    is_noun = trees.deps[subject] == "nsubj" or not any(
        trees.deps[k] in (*SUBJECTS, "cop", "aux", "mark")
        for k in trees.kids(subject, range(max(0, subject - REACH), verb))
    )
    if "," not in trees.words[inserted.start : inserted.stop] or has_own or not is_noun:
        return
    if trees.tags[told] not in FINITE and not any(trees.deps[k] in ("aux", "aux:pass", "cop") for k in below):
        return
    passive = any(trees.deps[k] == "aux:pass" for k in below)
    trees.heads[subject], trees.deps[subject] = told, "nsubj:pass" if passive else "nsubj"


def _joined_behind_day(trees: Trees, word: int) -> None:
    """ "In a statement on Friday Oxfam, Caritas and the union urged …": the first of those who urge is nobody's day."""
    own = [word, *trees.kids(word, range(max(0, word - 4), word))]
    noun, verb = trees.heads[word], trees.heads[trees.heads[word]]
    if trees.words[min(own) - 1].lower() not in classes()["weekday"] or any(
        trees.deps[kid] == "case" for kid in own
    ):
        return
    if not noun < word < verb or not trees.deps[noun].startswith("obl"):
        return
    behind = [k for k in range(word + 1, verb) if trees.deps[k] == "cc" and trees.heads[k] < verb]
    subjects = [k for k in trees.kids(verb, range(verb)) if trees.deps[k] in SUBJECTS]
    if not behind or "," not in trees.words[word : behind[0]] or any(k < word for k in subjects):
        return
    if subjects and not trees.kids(subjects[0], (k for k in range(word, verb) if trees.deps[k] == "conj")):
        return
    for subject in subjects:
        trees.heads[subject], trees.deps[subject] = word, "conj"
    trees.heads[word], trees.deps[word] = verb, "nsubj"


def _second_object(trees: Trees, word: int) -> None:
    """ "leaving the country without a government": what has a preposition before it is not the object; nor is the title
    of "elected Petri its speaker"."""
    verb = trees.heads[word]
    near = range(verb + 1, word)
    marked = [k for k in trees.kids(word, near) if trees.deps[k] == "case" and trees.pos[k] == "ADP"]
    before = [k for k in trees.kids(verb, near) if trees.deps[k] == "obj"]
    if before and marked:
        trees.deps[word] = "obl"
    elif before and trees.pos[before[-1]] == "PROPN" and trees.lemmas[word] in classes()["officeholder"]:
        trees.deps[word] = "xcomp"


def _of_members(trees: Trees, member: int) -> None:
    """ "the council of the Union, of which Norland is a member": states are members of the union, which is nearer."""
    noun = trees.heads[member]
    which = [k for k in trees.kids(member, range(noun, member)) if trees.tags[k] == "WDT"]
    if not which or not any(
        trees.deps[k] == "nsubj" and trees.pos[k] == "PROPN" for k in trees.kids(member, range(noun, member))
    ):
        return
    near = [k for k in trees.kids(noun, range(noun + 1, which[0])) if trees.deps[k] == "nmod"]
    if (
        near
        and trees.pos[near[-1]] == "PROPN"
        and trees.words[noun].islower()
        and trees.words[which[0] - 2] == ","
    ):
        trees.heads[member] = near[-1]


def _behind_quotation(trees: Trees, word: int) -> None:
    """ "settle "the points that remain" at a meeting": they settle it there."""
    verb = trees.heads[word]
    if not verb < word or trees.deps[verb] != "acl:relcl":
        return
    closed = [k for k in range(verb + 1, word) if trees.tags[k] in MARKS or trees.words[k] in MARKS]
    noun = trees.heads[verb]
    above = trees.heads[noun]
    opened = [k for k in range(above + 1, noun) if trees.tags[k] in MARKS or trees.words[k] in MARKS]
    if closed and opened and trees.pos[above] == "VERB" and above < noun:
        trees.heads[word] = above


def _title_behind_insertion(trees: Trees, word: int) -> None:
    """ "named Ana Kos, the face of the campaign, as minister": as minister she is named."""
    if trees.deps[word].split(":")[0] not in ("obl", "nmod"):
        return
    marks = [k for k in trees.kids(word, range(max(0, word - 4), word)) if trees.words[k].lower() == "as"]
    if not marks or marks[0] == 0 or trees.words[marks[0] - 1] != ",":
        return
    current, inserted = trees.heads[word], False
    for _ in range(STEPS_UP):
        inserted = inserted or trees.deps[current] in ("appos", "acl:relcl")
        above = trees.heads[current]
        if above == current:
            return
        if inserted and trees.pos[above] == "VERB" and trees.lemmas[above] in classes()["putting_in_office"]:
            trees.heads[word], trees.deps[word] = above, "obl"
            return
        current = above


def _infinitive(trees: Trees, word: int) -> None:
    """ "is due to leave": an infinitive is no phrase of a place or time."""
    if any(trees.tags[kid] == "TO" for kid in trees.kids(word, range(max(0, word - 3), word))):
        trees.deps[word] = "xcomp"


def _same(trees: Trees, word: int) -> None:
    """ "He turned to the court, the same that annulled the vote": it annulled it."""
    if word < 3 or trees.words[word - 1].lower() != "the" or trees.words[word - 2] != ",":
        return
    behind = range(word + 1, min(word + 12, len(trees.words)))
    clauses = [kid for kid in trees.kids(word, behind) if trees.deps[kid] == "acl:relcl"]
    noun = word - 3
    for _ in range(STEPS_UP):
        above = trees.heads[noun]
        if above >= word or above == noun or trees.pos[above] not in ("NOUN", "PROPN"):
            break
        noun = above
    if clauses and trees.pos[noun] in ("NOUN", "PROPN") and trees.words[word + 1].lower() in ("that", "who"):
        trees.heads[clauses[0]] = trees.heads[word] = noun
        trees.deps[word] = "appos"


def _close_to(trees: Trees, word: int) -> None:
    """ "a person close to him, who spoke": close to him, whatever the verb behind the comma."""
    behind = range(word + 1, min(word + 8, len(trees.words)))
    if not behind or trees.words[word + 1].lower() != "to":
        return
    if (
        trees.deps[word] in ("amod", "root", "acl:relcl", "acl", "appos", "ccomp", "conj")
        and trees.pos[word] == "ADV"
    ):
        trees.pos[word] = "ADJ"  # "the banker, close to the palace"
    noun = trees.heads[word + 1]
    verb = trees.heads[noun]
    if noun in behind and verb > noun and "," in trees.words[noun:verb] and trees.heads[word] < word:
        trees.heads[noun], trees.deps[noun] = word, "obl"
        trees.deps[word] = "amod"


def _according(trees: Trees, word: int) -> None:
    """ "according to the agency": a preposition of two words, whatever word the tree makes it a mark of."""
    if trees.deps[word] not in ("mark", "advmod", "advcl"):
        return
    above = trees.heads[word]
    behind = range(word + 2, min(word + 14, len(trees.words)))
    nouns = [k for k in trees.kids(above, behind) if trees.deps[k] in ("obl", "obl:agent")]
    if nouns and trees.words[word + 1].lower() == "to" and not {",", "."} & {*trees.words[word : nouns[0]]}:
        trees.heads[word], trees.deps[word] = nouns[0], "case"


def _no_agent(trees: Trees, word: int) -> None:
    """ "were detained, according to their lawyer": who stands behind another word than "by" has not done it."""
    before = range(max(0, word - 14), word)
    if "to" in {trees.words[kid].lower() for kid in trees.kids(word, before)} or "according" in {
        trees.words[kid].lower() for kid in before if trees.heads[kid] in (word, trees.heads[word])
    }:
        trees.deps[word] = "obl"


def _yet_to(trees: Trees, yet: int) -> None:
    """ "its leader has yet to speak": "has yet to" is of the verb behind it, whatever the tree hangs "yet" on."""
    have, mark = yet - 1, yet + 1
    verb = next((k for k in range(yet + 2, min(yet + 5, len(trees.words))) if trees.tags[k] == "VB"), None)
    if verb is None or have < 0 or trees.words[mark].lower() != "to" or trees.lemmas[have] != "have":
        return
    parts = (have, yet, mark, verb)
    outer = next((k for k in (verb, have, yet) if trees.heads[k] not in parts or trees.heads[k] == k), None)
    if outer is None:
        return
    head, dep = trees.heads[outer], trees.deps[outer]
    for kid in (*trees.kids(have, range(len(trees.words))), *trees.kids(yet, range(len(trees.words)))):
        trees.heads[kid] = verb
    trees.heads[verb], trees.deps[verb] = (verb if head == outer else head), dep
    for kid, name in ((have, "aux"), (yet, "advmod"), (mark, "mark")):
        trees.heads[kid], trees.deps[kid] = verb, name


def _arranged(trees: Trees, word: int) -> None:
    """ "The minister is to warn the bank": an auxiliary and its verb."""
    above = trees.heads[word]
    if trees.deps[word] == "cop" and trees.tags[above] == "VB" and above > word:
        for kid in trees.kids(word, range(len(trees.words))):
            trees.heads[kid] = above
        trees.deps[word] = "aux"
        return
    near = [k for k in trees.kids(word, range(word + 1, word + 5)) if trees.deps[k] in ("xcomp", "advcl")]
    verb = near[0] if near else _infinitive_behind(trees, word)
    if verb is None or trees.tags[verb] != "VB" or trees.tags[word][:2] != "VB":
        return
    if trees.deps[verb] == "advcl" and trees.heads[word + 1] != verb:
        return
    marks = [k for k in trees.kids(verb, range(word + 1, verb)) if trees.words[k].lower() == "to"]
    kids = trees.kids(word, range(len(trees.words)))
    if not marks or not any(trees.deps[kid] == "nsubj" and kid < word for kid in kids):
        return
    above, dep = trees.heads[word], trees.deps[word]
    for kid in kids:
        trees.heads[kid] = verb
    trees.heads[verb], trees.deps[verb] = (verb if above == word else above), dep
    trees.heads[word], trees.deps[word] = verb, "aux"


def _infinitive_behind(trees: Trees, be: int) -> int | None:
    """The infinitive that stands right behind "is", hung elsewhere; None where "is" says what something is."""
    if be + 2 >= len(trees.words) or trees.words[be + 1].lower() != "to" or trees.deps[be] in ("aux", "cop"):
        return None
    verb = trees.heads[be + 1]
    behind = trees.kids(be, range(be + 1, min(be + 30, len(trees.words))))
    hung = trees.heads[verb] == trees.heads[be] and be + 1 < verb < be + 4
    return verb if hung and not [kid for kid in behind if trees.deps[kid] != "punct"] else None


def _voted(trees: Trees, word: int) -> None:
    """ "voted 53 to 44 to confirm her": the numbers are no object, what is to be done is what the vote is for."""
    verb = trees.heads[word]
    if trees.pos[verb] != "VERB" or word < verb:
        return
    if trees.deps[word] == "obj" and trees.pos[word] == "NUM":
        trees.deps[word] = "obl:unmarked"
    if trees.deps[word] == "advcl" and trees.tags[word] == "VB":
        before = trees.kids(word, range(verb + 1, word))
        if before and trees.words[before[0]].lower() == "to":  # not "in order to"
            trees.deps[word] = "xcomp"


def _complement(trees: Trees, word: int) -> None:
    """ "had admitted to him that he bribed them": a clause with "that" alone is what a verb of saying tells."""
    verb = trees.heads[word]
    if not verb < word or (trees.lemmas[verb], "V") not in speech():
        return
    kids = trees.kids(verb, range(verb + 1, len(trees.words)))
    marks = [k for k in trees.kids(word, range(verb + 1, word)) if trees.deps[k] == "mark"]
    alone = [trees.words[k].lower() for k in marks] == ["that"] and trees.words[marks[0] - 1].lower() != "so"
    if alone and not any(trees.deps[kid] == "ccomp" for kid in kids):
        trees.deps[word] = "ccomp"


def _clause_of_time(trees: Trees, word: int) -> None:
    """ "uneasy over the prospect of a merger after the army seized the port": no clause of the prospect."""
    if trees.pos[word] not in VERBAL:
        return
    near = range(max(0, word - 20), word)
    kids = trees.kids(word, near)
    marks = {trees.words[kid].lower() for kid in kids if trees.deps[kid] == "mark"}
    if not marks & CLAUSES_OF_TIME or not any(trees.deps[kid] in SUBJECTS for kid in kids):
        return
    current = trees.heads[word]
    for _ in range(STEPS_UP):
        if trees.pos[current] in VERBAL or any(
            trees.deps[kid] == "cop" for kid in trees.kids(current, range(max(0, current - 6), current))
        ):
            trees.heads[word], trees.deps[word] = current, "advcl"
            return
        if trees.heads[current] == current:
            return
        current = trees.heads[current]
