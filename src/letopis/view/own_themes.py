"""Find what somebody has been for or against, where no theme is asked for.

In:   lines in which an actor speaks, acts or relates; words of stance; named themes; names of entities.
Out:  themes, each with the lines that are about it, those with most to tell first.

A theme is what stands where words or a deed plainly show a stance: somebody whom it is done to or said of, the noun of
a phrase, a theme of the lexicon where that joins more. Each line stands once, with the theme on which most is told;
each fact once, by its first line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from letopis.claim import ClaimKind
from letopis.position import Stance, StanceWords, Theme
from letopis.profile import Line
from letopis.view.noun_runs import Run, head_of, runs_of
from letopis.view.stance_words import words_of
from letopis.view.stances import is_about, is_joke, stance_of, texts_of

BEGINNING = 3  # letters by which a word is looked up
CLEAR = (Stance.FOR, Stance.AGAINST)

Told = tuple[Line, Stance]


class Sort(IntEnum):
    """What a theme is by; of two with as much to tell, the first."""

    ENTITY = 0
    PHRASE = 1
    NAMED = 2


Key = tuple[Sort, str]


@dataclass(frozen=True, slots=True)
class KnownThemes:
    """What can be a theme beside nouns.

    Attributes:
        named: themes of the lexicon, with the words for them.
        names: names of entities, folded and in words → id; by_id: id → name, then its other names.
    """

    named: Sequence[Theme]
    names: Mapping[Run, str]
    by_id: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, entities: Iterable[tuple[str, Sequence[str]]], named: Sequence[Theme] = ()) -> KnownThemes:
        """Out of entities (id, its names); a name that several have is nobody's."""
        by_id = {id: tuple(names) for id, names in entities}
        owners: dict[Run, set[str]] = defaultdict(set)
        for id, names in by_id.items():
            for name in names:
                owners[tuple(words_of(name))].add(id)
        single = {words: next(iter(ids)) for words, ids in owners.items() if words and len(ids) == 1}
        return cls(tuple(named), single, by_id)


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """A theme and the lines about it."""

    theme: Theme
    lines: tuple[Line, ...]


def own_themes(lines: Sequence[Line], actor: str, words: StanceWords, known: KnownThemes) -> list[OwnTheme]:
    """The themes of one actor, those with most to tell first; of each only lines that show a stance, and jests."""
    themes: dict[Key, Theme] = {}
    about: dict[Key, set[str]] = defaultdict(set)
    phrases: dict[Key, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for key, theme in _candidates(line, actor, words, known):
            themes.setdefault(key, theme)
            about[key].add(line.claim.id)
            phrases[key][theme.name] += 1
    jests = [line for line in lines if is_joke(line, words)]
    told = []
    for key, theme in themes.items():
        ids = about[key] | {line.claim.id for line in jests if is_about(line, theme)}
        stances = [(line, _stance(line, key[0], theme, words)) for line in lines if line.claim.id in ids]
        own = [one for one in stances if one[1] is not Stance.UNCLEAR or one[0] in jests]
        told.append((key[0], Theme(max(phrases[key].items(), key=_most)[0], theme.told), own))
    return _shared_out(told)


def _most(counted: tuple[str, int]) -> tuple[int, int, str]:
    name, times = counted
    return times, -len(name), name


def _stance(line: Line, sort: Sort, theme: Theme, words: StanceWords) -> Stance:
    """The stance of a line. An act of speech without a word of stance is none towards somebody ("urged Norway to …"),
    and none on a theme that is only spoken of by one other word ("promised to separate").
    """
    stance, shown = stance_of(line, theme, words)
    if shown or sort is Sort.PHRASE:
        return stance
    if sort is Sort.ENTITY:
        return Stance.UNCLEAR
    plain = (theme.told[0], *(told for told in theme.told if len(told) > 1))
    return stance_of(line, Theme(theme.name, plain), words)[0]


def _shared_out(told: Iterable[tuple[Sort, Theme, list[Told]]]) -> list[OwnTheme]:
    """Each line with the theme of most lines that it is about."""
    left, taken, found = list(told), set[str](), list[OwnTheme]()
    while True:
        left = [
            (sort, theme, [one for one in own if one[0].claim.id not in taken]) for sort, theme, own in left
        ]
        left = [one for one in left if any(stance in CLEAR for _, stance in one[2])]
        if not left:
            return found
        best = min(left, key=lambda one: (-len(_once(one[2])), one[0], one[1].name))
        left.remove(best)
        found.append(OwnTheme(best[1], tuple(_once(best[2]))))
        taken |= {line.claim.id for line, _ in best[2]}


def _once(told: Iterable[Told]) -> list[Line]:
    """Each fact once, by its first line; what one sentence tells as said and as done, too."""
    found, seen = list[Line](), set[tuple[object, ...]]()
    for line, stance in told:
        evidence = line.claim.evidence[0]
        keys = {(evidence.document, evidence.end, stance), (line.same_as or line.claim.id,)}
        if not keys & seen:
            found.append(line)
        seen |= keys
    return found


def _candidates(
    line: Line, actor: str, words: StanceWords, known: KnownThemes
) -> Iterable[tuple[Key, Theme]]:
    beginnings = {word[:BEGINNING] for text in texts_of(line) for word in words_of(text)}
    for theme in known.named:
        if _can_stand(theme, beginnings) and stance_of(line, theme, words)[0] in CLEAR:
            yield (Sort.NAMED, theme.name), theme
    for part in line.all("theme", "object", "recipient"):
        if part.entity and not part.nameless and _is_towards(line, part.role, words):
            yield from _of_entity(part.entity, actor, known)
    for run in runs_of(line, words):
        entity = next((known.names[run[n:]] for n in range(len(run)) if run[n:] in known.names), None)
        head = head_of(run, words)
        if entity is not None:
            yield from _of_entity(entity, actor, known) if line.claim.kind is ClaimKind.STATEMENT else ()
        elif head is not None and not any(run[:n] in known.names for n in range(1, len(run))):
            yield (Sort.PHRASE, _singular(head)), Theme(" ".join(run), ((head,),))


def _can_stand(theme: Theme, beginnings: set[str]) -> bool:
    """False where some word of every telling is surely not among words that begin so."""
    return any(all(part[:BEGINNING] in beginnings for part in told) for told in theme.told)


def _is_towards(line: Line, role: str, words: StanceWords) -> bool:
    """True where a deed shows a stance towards who has a role in it: who is asked for something is not wanted."""
    return line.claim.type in words.towards or (line.claim.kind is ClaimKind.TIE and role != "recipient")


def _of_entity(id: str, actor: str, known: KnownThemes) -> Iterable[tuple[Key, Theme]]:
    names = known.by_id.get(id, ())
    told = tuple(words for name in names if (words := tuple(words_of(name))))
    if told and id != actor:
        yield (Sort.ENTITY, id), Theme(names[0], told)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
