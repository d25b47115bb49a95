"""Say of which class a cue is, by its words alone.

In:   the words of a cue, and the word before it.
Out:  one of CLASSES; cue_classes.tsv says which words belong to which.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

CLASSES = ("say", "speech", "attitude", "noun", "according to", "other", "none")
BEFORE_NOUN = "before a noun"  # class of the words after which a form that is noun and verb is a noun


def cue_class(words: Sequence[str], before: str = "") -> str:
    """Class of a cue; "none" for no words, "other" for words that the table does not have.

    Args:
        words: of the cue, in order, as they are written.
        before: the word before them, which tells a noun ("his claim") from a verb.
    """
    if not words:
        return "none"
    table = _table()
    previous, nouns = before.lower(), False
    for word in (w.lower().replace("’", "'").removesuffix("'s") for w in words):
        classes = [name for name in table.get(word, {}) if name != BEFORE_NOUN]
        if "noun" in classes and (len(classes) == 1 or BEFORE_NOUN in table.get(previous, {})):
            nouns = True
        elif verbs := [name for name in classes if name != "noun"]:
            return verbs[0]
        previous = word
    return "noun" if nouns else "other"


@cache
def _table() -> dict[str, dict[str, None]]:
    """Form → its classes, in the order of the file."""
    found: dict[str, dict[str, None]] = {}
    for line in Path(__file__).with_name("cue_classes.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, part, words = line.split("\t")
            for word in words.split("|"):
                for form in _forms(word, part):
                    found.setdefault(form, {})[name] = None
    return found


def _forms(word: str, part: str) -> list[str]:
    """The regular forms of a word, and some that it may not have."""
    if part == "P":
        return [word]
    ies = word[-1] == "y" and word[-2] not in "aeiou"
    plural = word[:-1] + "ies" if ies else word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
    if part == "N":
        return [word, plural]
    stem = word[:-1] if word.endswith("e") else word
    past = word[:-1] + "ied" if ies else stem + "ed"
    return [word, plural, past, stem + "ing", word + word[-1] + "ed", word + word[-1] + "ing"]
