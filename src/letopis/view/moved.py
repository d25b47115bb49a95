"""Positions that moved: who was for something by one day and against it by another, or the other way round.

In:   lines of two states; words of stance; themes and names.
Out:  rows of changes, each with the sentence before and, as its evidence, the one after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from letopis.claim import ClaimKind
from letopis.position import Stance, StanceWords
from letopis.profile import Line
from letopis.view import wording
from letopis.view.changes import ChangeRow, change_row
from letopis.view.names import ACTING_KINDS
from letopis.view.own_themes import CLEAR, KnownThemes, OwnTheme, own_themes
from letopis.view.positions import by_time
from letopis.view.stances import stance_of
from letopis.view.state import line_state
from letopis.view.statements import date_of

ROLES = {ClaimKind.STATEMENT: ("speaker",), ClaimKind.EVENT: ("actor",), ClaimKind.TIE: ("subject",)}


def moved_positions(
    before: Iterable[Line],
    after: Iterable[Line],
    days: tuple[date, date],
    words: StanceWords,
    known: KnownThemes,
) -> list[ChangeRow]:
    """What moved between two days: of the lines `before` what was by the first, of those `after` what was by the last.

    Only between plain stances of different lines; whoever is told no otherwise has not moved.
    """
    then, now = _by_actor(before, days[0]), _by_actor(after, days[1])
    rows = []
    for actor in sorted(then.keys() & now.keys()):
        if now[actor].keys() - then[actor].keys():
            own = sorted((then[actor] | now[actor]).values(), key=by_time)
            for theme in own_themes(own, actor, words, known):
                row = _moved(theme, actor, then[actor], now[actor], words)
                rows += [row] if row is not None else []
    return rows


def _by_actor(lines: Iterable[Line], day: date) -> Mapping[str, dict[str, Line]]:
    """What each said, did and was to others by the end of a day, by id."""
    found: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines:
        if line.claim.kind in ROLES and by_time(line)[0] <= day:
            for part in line.all(*ROLES[line.claim.kind]):
                if part.entity and not part.nameless and part.kind in ACTING_KINDS:
                    found[part.entity][line.claim.id] = line
    return found


def _moved(
    theme: OwnTheme, actor: str, then: Mapping[str, Line], now: Mapping[str, Line], words: StanceWords
) -> ChangeRow | None:
    told = [(line, stance_of(line, theme.theme, words)[0]) for line in theme.lines]
    plain = [one for one in told if one[1] in CLEAR]
    old = [one for one in plain if one[0].claim.id in then]
    new = [one for one in plain if one[0].claim.id in now]
    if not old or not new or old[-1][1] == new[-1][1]:
        return None
    line = new[-1][0]
    who = next(part.shown for part in line.parts if part.entity == actor)
    row = line_state("position", line, [line], key="")
    row = replace(row, who=who, what=theme.theme.name)
    return change_row(
        "position", "moved", row, before=_told(*old[-1]), after=f"{new[-1][1]}, {date_of(line)}"
    )


def _told(line: Line, stance: Stance) -> str:
    """ "against, 2019-06-01: that the pipeline was a mistake (clm:…)": the stance with its sentence."""
    return f"{stance}, {date_of(line)}: {wording.words(line)} ({line.claim.id})"
