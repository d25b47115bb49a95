"""Find in words the theme that they are about, and words that show a stance.

In:   words; a theme; words of stance.
Out:  places among the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letopis.position import Stance, StanceWords, Theme
from letopis.view.names import fold

_LIKE = 5  # letters at which two forms of a word are one
_WORD = re.compile(r"[\w'-]+")
OPPOSITE = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}
Words = Sequence[str]


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text.replace("’", "'")))


def places_of(words: Words, theme: Theme) -> list[int]:
    """Where the theme, else its opposite, stands among words: the places of the words of the first telling that is
    there whole."""
    for told in (*theme.told, *theme.turned):
        at = [[n for n, word in enumerate(words) if _is_like(word, part)] for part in told]
        if told and all(at):
            return sorted({n for places in at for n in places})
    return []


def _is_like(word: str, part: str) -> bool:
    """True for a form of the word: "treaties" for "treaty"; any that begins so for "treat*"."""
    if part.endswith("*"):
        return word.startswith(part[:-1])
    if len(part) <= _LIKE:
        return word == part or word == part + "s"
    return word.startswith(part[: max(_LIKE, len(part) - 3)])


def find(words: Words, known: StanceWords, kind: str) -> list[tuple[int, int]]:
    """Where words of a class stand, half-open."""
    found = []
    for told in known.words.get(kind, ()):
        for at in range(len(words) - len(told) + 1):
            if all(_fits(words[at + n], part) for n, part in enumerate(told)):
                found.append((at, at + len(told)))
    return sorted(found)


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
