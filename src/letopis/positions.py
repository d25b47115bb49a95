"""What actors of a record have said and done for and against a theme.

In:   a store; a name as typed; a theme as typed and the statements that are about it, or none.
Out:  rows of view/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from letopis import lexicon, meanings, view
from letopis.claim import ClaimKind
from letopis.position import Stance, StanceWords, Theme
from letopis.profile import Match, Wanted
from letopis.store import Store
from letopis.times import Interval

_KINDS = (ClaimKind.STATEMENT, ClaimKind.EVENT, ClaimKind.TIE)
_NAMING = 1000  # blocks in which a theme is named whole
_BEHIND = re.compile(
    r"\s(?:of|with|to|on|in|for|between|about|at|by|from|beyond|over)\s"
)  # what a noun is of
_ROLES = ("speaker", "actor", "subject")


def positions_of(
    store: Store, entity: str, theme: str, matches: Mapping[str, Match], known: Interval | None = None
) -> list[view.PositionRow]:
    """What one said and did about a theme, oldest first; with `known` only what a reader could know by its end."""
    before = known.end if known is not None else None
    wanted = Wanted(kinds=_KINDS, entity=entity, roles=_ROLES, known_before=before)
    return view.positions(store.lines(wanted), entity, asked_theme(store, theme), stance_words(), matches)


def asked_theme(store: Store, theme: str) -> view.AskedTheme:
    """A theme with the articles in which its noun alone means it, since they name it whole: "the agreement" for "the
    Prespa agreement".
    """
    whole, noun = theme_of(theme), re.split(_BEHIND, theme)[0].split()[-1:]
    words = view.telling_words(theme)
    if len(words) < 2 or not noun or not noun[0].islower():
        return view.AskedTheme(whole, whole)
    naming = frozenset(one.document for one in store.search_passages(" ".join(words), _NAMING))
    return view.AskedTheme(whole, Theme(theme, (*whole.told, tuple(noun))), naming)


def positions_of_all(store: Store, entity: str, known: Interval | None = None) -> list[view.PositionRow]:
    """What one was for or against, theme by theme; with `known` only what a reader could know by its end."""
    before = known.end if known is not None else None
    lines = store.lines(Wanted(kinds=_KINDS, entity=entity, roles=_ROLES, known_before=before))
    return view.all_positions(lines, entity, stance_words(), known_themes(store))


def moved(before: Store, after: Store, first: date, last: date) -> list[view.ChangeRow]:
    """Whose position moved from one day, as one store has it, to another, as the other has it."""
    old, new = (
        [line for line in store.lines(Wanted(kinds=_KINDS)) if line.superseded_by is None]
        for store in (before, after)
    )
    return view.moved_positions(old, new, (first, last), stance_words(), known_themes(after))


def known_themes(store: Store) -> view.KnownThemes:
    """What can be a theme: those that the lexicon has words for, and everybody who has a name."""
    entities = [(one.id, (one.name, *one.names)) for one in store.entities() if not one.described]
    return view.KnownThemes.of(entities, [theme_of(name) for name in named_themes()])


@cache
def named_themes() -> tuple[str, ...]:
    """The first names of the themes that the lexicon has words for."""
    return tuple(row["name"].split("|")[0] for row in lexicon.table("themes"))


def theme_of(theme: str) -> Theme:
    """The theme with its words and the words for it."""
    own = tuple(view.telling_words(theme))
    others = tuple(tuple(view.telling_words(told)) for told in meanings.words_for(theme))
    return Theme(theme, (own, *others))


@cache
def stance_words() -> StanceWords:
    """What the lexicon knows of stances.

    Raises:
        DataError: the table breaks the format.
    """
    words: dict[str, tuple[tuple[str, ...], ...]] = {}
    deeds, acts = dict[str, Stance](), dict[str, Stance]()
    for row in lexicon.table("stances"):
        kind, _, stance = row["class"].partition(" ")
        told = row["words"].split("|")
        if kind == "deed":
            deeds |= dict.fromkeys(told, Stance(stance))
        elif kind == "act":
            acts |= dict.fromkeys(told, Stance(stance))
        else:
            words[kind] = words.get(kind, ()) + tuple(tuple(one.split()) for one in told)
    small = {name: frozenset(one[0] for one in words.pop(name, ())) for name in ("article", "particle")}
    towards = frozenset(one[0].upper() for one in words.pop("towards", ()))
    times = frozenset(row["word"] for row in lexicon.table("times"))
    shows = [one[0] for kind in (Stance.FOR, Stance.AGAINST) for one in words.get(kind, ()) if len(one) == 1]
    return StanceWords(
        words,
        deeds,
        acts,
        towards,
        small["article"],
        small["particle"],
        times,
        frozenset(word for word in shows if not word.endswith("*")),
        tuple(word[:-1] for word in shows if word.endswith("*")),
    )
