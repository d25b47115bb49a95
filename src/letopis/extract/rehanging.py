"""Hang on another word what a tree hangs on the wrong one, where marks and word order leave but one reading.

In:   the words of a document with their tags, lemmas and trees.
Out:  the same, changed in place.

Commas and quotation marks close what stands in them: a name between two commas behind an agent is the agent's, a phrase
behind a closing mark is not the quoted clause's, "as chairman" behind an inserted phrase belongs to the naming.
"""

from __future__ import annotations

from collections.abc import Iterable

from letopis.extract.mending import Trees
from letopis.lexicon import classes

STEPS_UP = 8
CLOSING = frozenset({"''", "\u201d", "\u2019"})
OPENING = frozenset({"``", "\u201c", "\u2018"})
MARKS = CLOSING | OPENING | {'"'}


def rehang(trees: Trees) -> None:
    """Mend names behind agents, phrases behind quotations, titles behind insertions, infinitives, "close to"."""
    for word in range(len(trees.words)):
        _name_behind_agent(trees, word)
        _behind_quotation(trees, word)
        _title_behind_insertion(trees, word)
        _infinitive(trees, word)
        _close_to(trees, word)


def _kids(trees: Trees, head: int, near: Iterable[int]) -> list[int]:
    return [kid for kid in near if 0 <= kid < len(trees.heads) and trees.heads[kid] == head and kid != head]


def _name_behind_agent(trees: Trees, word: int) -> None:
    """ "Asked by the host, Ana Kos, whether …": the name is the host's."""
    verb = trees.heads[word]
    if (
        trees.deps[word] != "nsubj"
        or trees.tags[verb] != "VBN"
        or not verb < word
        or trees.pos[word] != "PROPN"
    ):
        return
    agents = [
        kid
        for kid in _kids(trees, verb, range(verb + 1, word))
        if trees.deps[kid].startswith("obl") and trees.words[verb + 1].lower() == "by"
    ]
    if agents and trees.words[agents[-1] + 1] == "," and agents[-1] + 2 == word:
        trees.heads[word], trees.deps[word] = agents[-1], "appos"


def _behind_quotation(trees: Trees, word: int) -> None:
    """ "settle "the points that remain" at a meeting": they settle it there."""
    verb = trees.heads[word]
    if not trees.deps[word].startswith("obl") or not verb < word or trees.deps[verb] != "acl:relcl":
        return
    closed = [k for k in range(verb + 1, word) if trees.tags[k] in MARKS or trees.words[k] in MARKS]
    noun = trees.heads[verb]
    above = trees.heads[noun]
    opened = [k for k in range(above + 1, noun) if trees.tags[k] in MARKS or trees.words[k] in MARKS]
    if closed and opened and trees.pos[above] == "VERB" and above < noun:
        trees.heads[word] = above


def _title_behind_insertion(trees: Trees, word: int) -> None:
    """ "named Ana Kos, the face of the campaign, as minister": as minister she is named."""
    if trees.lemmas[word] not in classes()["officeholder"] or trees.deps[word].split(":")[0] not in (
        "obl",
        "nmod",
    ):
        return
    marks = [k for k in _kids(trees, word, range(max(0, word - 4), word)) if trees.words[k].lower() == "as"]
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
    if trees.tags[word] != "VB" or trees.deps[word] != "obl":
        return
    if any(trees.tags[kid] == "TO" for kid in _kids(trees, word, range(max(0, word - 3), word))):
        trees.deps[word] = "xcomp"


def _close_to(trees: Trees, word: int) -> None:
    """ "a person close to him, who spoke": close to him, whatever the verb behind the comma."""
    behind = range(word + 1, min(word + 8, len(trees.words)))
    if trees.words[word].lower() != "close" or not behind or trees.words[word + 1].lower() != "to":
        return
    noun = trees.heads[word + 1]
    verb = trees.heads[noun]
    if noun in behind and verb > noun and "," in trees.words[noun:verb] and trees.heads[word] < word:
        trees.heads[noun], trees.deps[noun] = word, "obl"
        trees.deps[word] = "amod"
