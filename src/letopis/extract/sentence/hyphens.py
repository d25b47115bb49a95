"""Words written with a hyphen, which the tokens tear apart: "cease-fire", "test-fired", "sit-in" are one word each.

In:   the words of a document with their offsets, tags, lemmas and trees.
Out:  lemmas and trees with the part that heads such a word carrying the whole lemma, where a table knows it.
"""

from __future__ import annotations

from letopis.extract.sentence.mending import VERBAL, Trees
from letopis.lexicon import classes, lemma_of, vocabulary

PARTICLES = frozenset({"in", "out", "off", "up", "down", "over", "back", "on", "by"})
LOOSE = (
    "compound:prt",
    "advmod",
    "compound",
    "case",
)  # how a tree hangs a particle that should hang on its word


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
        elif not behind and top == left and trees.pos[right] in VERBAL:
            _fold(trees, left, right)
        elif top == right and trees.heads[left] == right:
            _lift(trees, left, right)


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


def _fold(trees: Trees, left: int, right: int) -> None:
    """Hang what hangs on the second part on the first: "was re-elected in 2015" is one verb."""
    for word, head in enumerate(trees.heads):
        if head == right and word != right:
            trees.heads[word] = left
    trees.pos[left], trees.tags[left] = trees.pos[right], trees.tags[right]
    trees.pos[right], trees.deps[right] = "X", "goeswith"


def _lift(trees: Trees, left: int, right: int) -> None:
    """Hang the preposition of the first part on the second: "stands for re-election" is one noun."""
    for word in range(max(left - 4, 0), left):
        if trees.heads[word] == left and trees.deps[word] in ("case", "det", "nmod:poss"):
            trees.heads[word] = right
