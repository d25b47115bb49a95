"""A theme that is asked for, as it is spoken of where a line stands.

In:   a theme as typed; names of the record; families of words; the documents that name its parts.
Out:  the theme with the words that mean it in that line.

A theme has a core, what it is, and a rest, of what: "membership" and "NATO". Where the rest is named, the core alone
means it, and so do words of its family: "an application". What is of somebody else is another ("Norland's membership").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from letopis.position import Theme
from letopis.profile import Line
from letopis.view.names import fold
from letopis.view.stance_words import places_of, words_of
from letopis.view.stances import texts_of

OF = frozenset(
    [
        "of",
        "to",
        "in",
        "into",
        "from",
        "with",
        "for",
        "over",
        "at",
        "by",
        "between",
        "against",
        "on",
        "about",
        "beyond",
        "after",
        "before",
        "until",
        "under",
        "within",
    ]
)
SMALL = frozenset({"the", "a", "an", "and", "its", "his", "her", "their", "our"})
ASKING = frozenset(
    {"who", "when", "whether", "how", "what", "why", "is", "are", "be", "to", "was", "will", "should"}
)  # words that ask about what stands behind them
BESIDE = frozenset({"up", "off", "out", "down", "back", "away", "over"})  # parts of a verb
_OWNED = re.compile(r"['’]s$|s['’]$")

Telling = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Words that mean one matter in politics.

    Attributes:
        nouns: mean it wherever an article names of what; verbs: only where the sentence does.
        turned: of its opposite, where the sentence names of what.
        near: what belongs to it and is not it: "victory" of an election.
    """

    nouns: tuple[Telling, ...] = ()
    verbs: tuple[Telling, ...] = ()
    turned: tuple[Telling, ...] = ()
    near: tuple[Telling, ...] = ()

    def has(self, told: Telling) -> bool:
        """True where the last of these words, what they are about, is of the family."""
        last = len(told) - 1
        return any(last in places_of(told, Theme("", (one,))) for one in (*self.nouns, *self.verbs))


@dataclass(frozen=True, slots=True)
class ThemePart:
    """One part of a theme: the ways to tell it, one of which must stand there whole, and its family."""

    told: tuple[Telling, ...]
    family: Family = Family()

    @property
    def naming(self) -> tuple[Telling, ...]:
        """What names it in an article: its own ways and the nouns of its family."""
        return (*self.told, *self.family.nouns)

    def stands_in(self, words: Sequence[str]) -> bool:
        """True where one of them stands among words."""
        return bool(places_of(words, Theme("", self.naming)))


@dataclass(frozen=True, slots=True)
class AskedTheme:
    """A theme that is asked for.

    Attributes:
        theme: by all its words; noun: by its noun alone too, which means it in `documents`, which name it whole.
        core, rest: its parts; naming: the documents that name each part, the core first.
        own: whether it is of whoever is asked about ("her candidacy").
    """

    theme: Theme
    noun: Theme
    documents: frozenset[str] = frozenset()
    core: ThemePart | None = None
    rest: tuple[ThemePart, ...] = ()
    naming: tuple[frozenset[str], ...] = ()
    own: bool = False

    def at(self, line: Line) -> Theme:
        """The theme as it is spoken of where a line stands."""
        told = self.noun if line.claim.document in self.documents else self.theme
        if self.core is None or not (self.rest or self.own) or self._is_of_another(line):
            return told
        sentence = _sentence(line)
        near = all(part.stands_in(sentence) for part in self.rest)
        if not near and not all(line.claim.document in found for found in self.naming[1:]):
            return told
        family = self.core.family
        more = (*self.core.told, *family.nouns, *(family.verbs if near else ()))
        done = tuple(told for told in self.core.told if told[0].endswith("ing"))
        acts = (*done, *family.verbs, *family.turned) if near else ()
        turned = family.turned if near else ()
        return replace(
            told,
            told=(*told.told, *more),
            turned=(*told.turned, *turned),
            acts=(*told.acts, *acts),
            near=family.near,
        )

    def is_named(self, line: Line) -> bool:
        """True where the article names every part of a theme that has several, and the line is of no other."""
        named = bool(self.rest) and all(line.claim.document in found for found in self.naming)
        return named and not self._is_of_another(line)

    def _is_of_another(self, line: Line) -> bool:
        """True where the core stands there with a name that is not the theme's: "Norland's membership"."""
        assert self.core is not None
        own = {word for part in (self.core, *self.rest) for told in part.told for word in told}
        core = Theme("", (*self.core.told, *self.core.family.nouns, *self.core.family.verbs))
        return any(_belongs(text, core, own) for text in texts_of(line))


def _belongs(text: str, core: Theme, own: Iterable[str]) -> bool:
    written = [_OWNED.sub("", word) for word in re.findall(r"[\w-]+(?:['’]\w*)?", text)]
    words = [fold(word) for word in written]
    places = places_of(words, core)
    if not places:
        return False
    behind = places[-1] + 1
    if behind < len(words) and words[behind] in _OWNING:
        behind += 1
    if behind < len(words) and words[behind] in SMALL:
        behind += 1
    beside = [n for n in (places[0] - 1, behind) if 0 < n < len(words)]
    names = [words[n] for n in beside if written[n][:1].isupper() and not _is_of_time(words[n])]
    return bool(names) and not any(_is_one_of(word, own) for word in names)


def _is_one_of(word: str, own: Iterable[str]) -> bool:
    return any(bool(places_of([word], Theme("", ((part,),)))) for part in own)


def _is_of_time(word: str) -> bool:
    return word[:3] in _TIMES


_OWNING = frozenset({"of", "to", "in", "into", "from", "with", "for", "over"})  # before what something is of
_TIMES = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
)  # beginnings of months and days


def _sentence(line: Line) -> list[str]:
    """The words of a line's sentence, with the names of its parts."""
    names = (part.name or "" for part in line.parts)
    return words_of(" ".join((line.claim.evidence[0].quote, *names)))


def theme_parts(
    theme: str, names: Mapping[Telling, tuple[Telling, ...]], families: Sequence[Family]
) -> tuple[ThemePart | None, tuple[ThemePart, ...]]:
    """The core of a theme and its rest; `names` gives all names of whom one name means.

    The core is its first word that is no name, with the words before that ("tax reform"), or a verb ("postponing the
    election"); of names alone the first. "Who is to be president" is about an election.
    """
    contest = theme.casefold().startswith("who ")
    written = [_OWNED.sub("", word) for word in re.findall(r"[\w-]+(?:['’]\w*)?", theme)]
    while written and (written[0].casefold() in ASKING or written[0].casefold() in SMALL):
        written = written[1:]
    named, plain = _cut(written, names)
    groups = [group for group in plain if group]
    if not groups:
        return (ThemePart(named[0]), tuple(map(ThemePart, named[1:]))) if named else (None, ())
    first, others = _verb_and_object(groups[0])
    core = replace(_part(("election",) if contest else first, families), told=(tuple(first),))
    lower = [_part(group, families) for group in (*others, *groups[1:])]
    return core, (*lower, *map(ThemePart, named))


def _cut(
    written: Sequence[str], names: Mapping[Telling, tuple[Telling, ...]]
) -> tuple[list[tuple[Telling, ...]], list[list[str]]]:
    """The names of a theme, each with its other names, and the runs of other words between small ones."""
    words = [fold(word) for word in written]
    named: list[tuple[Telling, ...]] = []
    plain: list[list[str]] = [[]]
    at = 0
    while at < len(words):
        length = next((n for n in range(len(words) - at, 0, -1) if tuple(words[at : at + n]) in names), 0)
        if length and written[at][:1].isupper():
            own = tuple(words[at : at + length])
            named.append(tuple(dict.fromkeys((own, *names[own]))))
            at += length
            continue
        if written[at][:1].isupper() or written[at][:1].isdigit():
            end = at + 1
            while end < len(words) and (written[end][:1].isupper() or written[end].isdigit()):
                end += 1
            own = tuple(word for word in words[at:end] if not _is_year(word) or end - at == 1)
            named.append((own,))
            at = end
            plain.append([])
            continue
        if words[at] in OF | SMALL | ASKING:
            plain.append([])
        else:
            plain[-1].append(words[at])
        at += 1
    return named, plain


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def _verb_and_object(group: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """ "giving up" and "weapons" of "giving up weapons"."""
    if not group[0].endswith("ing") or len(group) == 1:
        return list(group), []
    end = 2 if group[1] in BESIDE else 1
    return list(group[:end]), [list(group[end:])] if group[end:] else []


def _part(group: Sequence[str], families: Sequence[Family]) -> ThemePart:
    own = tuple(group)
    family = next((one for one in families if one.has(own)), None)
    return ThemePart((own,), family or Family())
