"""Lemmas of inflected verbs and nouns, where the encoder's rule cut too much or too little.

In:   a word, its tag, the lemma that the encoder gives, the words that are known.
Out:  the lemma.

The encoder has seen each ending many times and most words never: of "killed" it makes "kille". English spelling leaves
few bases for a form ("kill", "kille"); of these the one that is a known word is it. Irregular forms:
data/lexicon/en/forms.tsv.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from letopis import lexicon

VERB_ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}
PLURAL_ENDINGS = {
    "women": "woman",
    "men": "man",
    "people": "people",
    "folk": "folk",
    "children": "child",
    "wives": "wife",
    "corps": "corps",
    "esses": "ess",
}
VOWELS = frozenset("aeiou")
SINGLE = frozenset("wxy")  # never doubled
LONG = frozenset("lsfz")  # written double at the end of a base too: "kill", "miss"


def mended(word: str, tag: str, guess: str, known: Container[str]) -> str:
    """The lemma of an inflected verb, or of a common noun in the plural; of any other word the encoder's guess.

    Args:
        word: as written. tag: of the Penn Treebank. guess: the encoder's lemma.
        known: words in lower case, among them most bases.
    """
    noun = tag == "NNS"
    if not (noun or tag in VERB_ENDINGS) or not word.isalpha():
        return guess
    form = word.lower()
    irregular = _irregular().get((form, "N" if noun else "V"))
    if irregular is not None:
        cut = form.startswith(guess.lower()) and guess.lower() not in known  # "brethre" of "brethren"
        return guess if noun and irregular == form and not cut else irregular
    if noun and (compound := _compound(form)):
        return compound
    ending = "s" if noun else "ing" if form.endswith("ing") else VERB_ENDINGS[tag]
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return guess
    bases = plural_bases(form) if ending == "s" else verb_bases(form[: -len(ending)], ending)
    verbs = lexicon.vocabulary()["V"]
    listed = [base for base in bases if not noun and base in verbs]
    given = guess.lower()
    if not bases or (given in bases and (given in listed or (not listed and given in known))):
        return guess
    unsure = form.endswith("ies") and given not in known  # "irregularitie"
    best = guess if noun and given in (form, *bases) and not unsure else bases[0]
    return next(iter([*listed, *(base for base in bases if base in known)]), best)


def _compound(form: str) -> str | None:
    """The lemma of a plural that ends as an irregular one: "railwaymen", "townspeople", "stepchildren"."""
    for ending, base in PLURAL_ENDINGS.items():
        if form.endswith(ending) and len(form) > len(ending) + 1:
            return form[: -len(ending)] + base
    return None


def plural_bases(form: str) -> list[str]:
    """What a form in -s may come from, the likeliest first."""
    stem = form[:-1]
    if stem.endswith(("s", "u", "i")):  # "pass", "bus", "taxi": no plural, or one that only a table knows
        return [stem] if stem.endswith("i") else []
    if stem.endswith("ie"):
        return [stem[:-2] + "y", stem]
    if stem.endswith(("sse", "xe", "che", "she", "zze")):
        return [stem[:-1], stem]
    return (
        [stem, stem[:-1]]
        if (stem.endswith(("se", "ze", "oe")) and len(stem) > 4) or stem == "goe"
        else [stem]
    )


def verb_bases(stem: str, ending: str) -> list[str]:
    """What a form in -ed or -ing without its ending may come from, the likeliest first."""
    if not VOWELS & set(stem) and "y" not in stem:
        return [stem + "e"] if len(stem) > 1 else []  # "dyed"
    if ending == "ed" and stem.endswith("i"):
        return [stem[:-1] + "y"] if len(stem) > 2 else [stem + "e"]
    if ending == "ing" and stem.endswith("y") and len(stem) <= 2:
        return [stem[:-1] + "ie"]
    if stem[-1] == stem[-2:-1] and stem[-1] not in VOWELS:
        if len(stem) <= 3:  # "add"
            return [stem]
        return [stem, stem[:-1]] if stem[-1] in LONG else [stem[:-1]]
    if _is_closed(stem) and len(stem) <= 4:  # "rat" would be "ratted"
        return [stem + "e"]
    return [stem + "e", stem] if _wants_e(stem) else [stem, stem + "e"]


def _is_closed(stem: str) -> bool:
    """One vowel and one consonant that would be doubled, in one syllable."""
    vowels = [place for place, letter in enumerate(stem) if letter in VOWELS]
    return vowels == [len(stem) - 2] and stem[-1] not in SINGLE and len(stem) > 2


def _wants_e(stem: str) -> bool:
    """Whether English writes a base like this with an "e": "damag", "negotiat", "settl"."""
    if stem.endswith(("v", "u", "z", "c", "g", "uis", "rs", "ns", "ls", "is", "as", "ur", "ir", "at", "ut")):
        return not stem.endswith(
            ("ing", "ang", "ong", "eat", "oat", "eur", "our", "air", "oir", "out", "put")
        )
    return stem[-1] == "l" and stem[-2:-1] not in VOWELS and stem[-2:-1] not in ("r", "w")


@cache
def _irregular() -> dict[tuple[str, str], str]:
    return {(row["form"], row["pos"]): row["lemma"] for row in lexicon.table("forms")}
