"""Where somebody stands on a theme: the stances, and the words and deeds by which they show.

A stance is read only from words that plainly show one; the rest is unclear, which is the common case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """How a line stands to a theme."""

    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class StanceWords:
    """What language and ontology know of stances.

    Attributes:
        words: class (for, against, reverse, negation, condition, joke, own) → words, each a tuple of those that stand
            side by side; "*" at the end of one stands for any ending.
        deeds: type, or type and mode, of an event or tie → the stance that it shows.
        acts: act of a statement → the stance that it shows, where no word says otherwise.
        towards: types of events that show a stance towards their recipient too.
        articles, particles: small words before and behind a noun phrase; times: words that are no theme.
        plain, stems: single words of for and against, and the beginnings of those with any ending.
    """

    words: Mapping[str, tuple[tuple[str, ...], ...]]
    deeds: Mapping[str, Stance]
    acts: Mapping[str, Stance]
    towards: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def shows(self, word: str) -> bool:
        """True for a word that by itself is for or against something."""
        return word in self.plain or word.startswith(self.stems)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme by its words, and by words for it: each a tuple of which all must stand there.

    Attributes:
        turned: words for its opposite: who is for "leaving" is against membership.
        acts: words by which a deed is told that does it: "postponed", of a postponement.
        near: words of what belongs to it, towards which one can have another stance: "victory", of an election.
    """

    name: str
    told: tuple[tuple[str, ...], ...]
    turned: tuple[tuple[str, ...], ...] = ()
    acts: tuple[tuple[str, ...], ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
