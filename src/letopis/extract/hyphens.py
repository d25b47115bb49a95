"""Words written with a hyphen, which the tokens tear apart: "cease-fire", "test-fired", "sit-in" are one word each.

In:   the words of a document with their offsets, tags, lemmas and trees.
Out:  lemmas and trees with the part that heads such a word carrying the whole lemma, where a table knows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis.lexicon import classes, lemma_of, vocabulary

PARTICLES = frozenset({"in", "out", "off", "up", "down", "over", "back", "on", "by"})
VERBAL = ("VERB", "AUX")
LOOSE = (
    "compound:prt",
    "advmod",
    "compound",
    "case",
)  # how a tree hangs a particle that should hang on its word


@dataclass(frozen=True, slots=True)
class Trees:
    """Columns of a document's words, changed in place."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    pos: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]


def join_hyphens(trees: Trees) -> None:
    """Give the head of each hyphenated word that a table knows the whole lemma."""
    for at, written in enumerate(trees.words):
        if written != "-" or not 0 < at < len(trees.words) - 1:
            continue
        left, right = at - 1, at + 1
        if trees.ends[left] != trees.starts[at] or trees.ends[at] != trees.starts[right]:
            continue
        behind = trees.words[right].lower() in PARTICLES
        top = left if behind or trees.heads[right] == left else right
        lemma = _lemma(trees, left, right, top)
        if lemma is None:
            continue
        trees.lemmas[top] = lemma
        if behind and trees.heads[left] == right:
            _turn(trees, left, right)


def join_second_subjects(trees: Trees) -> None:
    """Hang a body's name on the office right behind it where a tree takes both body and office-holder for subject
    (or object) of one word: of "ex-KGB chief Roskov said" only Roskov is.
    """
    for word, dep in enumerate(trees.deps):
        office = word + 1
        if dep not in ("nsubj", "nsubj:pass", "obj") or trees.pos[word] != "PROPN":
            continue
        if office >= len(trees.deps) or not trees.deps[office].startswith("nmod:desc"):
            continue
        holder = trees.heads[office]
        if holder > office and trees.heads[holder] == trees.heads[word] and trees.deps[holder] == dep:
            trees.heads[word], trees.deps[word] = office, "compound"


def mend_naming(trees: Trees) -> None:
    """Verbs that put somebody into an office: "dismissed X, named Y in his place" is no "named" that X suffers, and in
    "had named her prime minister" she is named, unless the one who names is a woman too.
    """
    naming = classes()["putting_in_office"]
    for word, lemma in enumerate(trees.lemmas):
        if lemma not in naming or trees.pos[word] != "VERB":
            continue
        kids = [kid for kid, head in enumerate(trees.heads) if head == word and kid != word]
        if trees.tags[word] == "VBN" and trees.deps[word] in ("advcl", "conj", "acl"):
            _be_active(trees, word, kids)
        things = [
            k for k in kids if k > word and trees.deps[k] in ("obj", "xcomp") and trees.pos[k] == "NOUN"
        ]
        if things and things[0] > word + 1 and trees.words[word + 1] == "her":
            she = any(trees.words[kid].lower() == "she" for kid in kids)
            named = things[0] + 1 < len(trees.pos) and trees.pos[things[0] + 1] == "PROPN"
            if not she and not named and trees.heads[word + 1] == things[0]:
                trees.heads[word + 1], trees.deps[word + 1] = word, "obj"
                trees.deps[things[0]] = "xcomp"


def _be_active(trees: Trees, word: int, kids: list[int]) -> None:
    """Make a participle with a name right behind it, after a comma or "and", the past tense that it is."""
    before = trees.words[word - 1].lower() if word else ""
    opened = before in (",", "and") or (trees.pos[word - 1] == "ADV" if word else False)
    behind = [kid for kid in kids if kid == word + 1 and trees.pos[kid] == "PROPN"]
    if opened and behind and not any(trees.deps[kid].startswith("aux") for kid in kids):
        trees.tags[word], trees.deps[word] = "VBD", "conj"
        trees.deps[behind[0]] = "obj"


def free_phrases(trees: Trees) -> None:
    """Hang a phrase with a preposition that a tree takes for a part of the noun behind it on that noun's head: in "on
    May 8 parliament met" it is no "May 8 parliament".
    """
    for word, dep in enumerate(trees.deps):
        if dep.split(":")[0] != "case" or trees.heads[word] <= word or trees.pos[word] != "ADP":
            continue
        inner = trees.heads[word]
        noun = trees.heads[inner]
        verb = trees.heads[noun]
        loose = noun > inner and trees.deps[inner] in ("compound", "dep", "nummod", "nmod", "nmod:unmarked")
        if loose and trees.pos[noun] in ("NOUN", "PROPN") and verb != noun and trees.pos[verb] in VERBAL:
            trees.heads[inner], trees.deps[inner] = verb, "obl"


def _lemma(trees: Trees, left: int, right: int, top: int) -> str | None:
    """The lemma of the whole where a table has it: "run-offs" is "run-off", "re-elected" is "re-elect"."""
    known = vocabulary()["V" if trees.pos[top] in VERBAL else "N"]
    first, last = trees.words[left].lower(), trees.words[right].lower()
    tag = trees.tags[top]
    forms = [f"{first}-{last}", f"{first}-{trees.lemmas[right]}"]
    forms.append(lemma_of(f"{first}-{last}", tag, f"{first}-{last}"))
    if top == left:
        forms.append(f"{trees.lemmas[left]}-{last}")
    return next((form for form in forms if form in known and form not in classes()["officeholder"]), None)


def _turn(trees: Trees, left: int, right: int) -> None:
    """Hang the particle on its word: in "staged a sit-in" a tree may take "in" for the head."""
    trees.heads[left] = trees.heads[right] if trees.heads[right] != right else left
    trees.deps[left] = "obj" if trees.deps[right] in LOOSE else trees.deps[right]
    trees.heads[right], trees.deps[right] = left, "compound:prt"
