"""Say whether two tellings that name nobody are of one story: a crowd, an election, told in articles about the same.

In:   two tellings.
Out:  True where that the articles are about the same stands for the parties that are not named.

Words: data/lexicon/en/classes.tsv, classes that begin with "poll_of".
"""

from __future__ import annotations

from functools import cache

from letopis.lexicon import classes
from letopis.resolve.events.event_tellings import Telling, stem

OF_CROWDS = frozenset({"PROTEST", "INCIDENT", "ASSAULT"})
OF_MANY = OF_CROWDS | {"ELECT"}
SHARED, SHARE = 4, 0.3  # whom both documents are about; which share of the shorter
SHARED_ON_A_DAY = 2  # likewise, of what both tell to have been on one day
SEASON = 31
POLLS = ("poll_of_head", "poll_of_chamber", "poll_of_towns", "poll_of_party", "poll_of_question")


def names_somebody(telling: Telling) -> bool:
    """True for a telling that names a party."""
    return any(who.is_named for side in telling.sides for who in side)


def is_one_story(one: Telling, other: Telling) -> bool:
    """True for two reports of what gathers or harms a crowd, or of an election, neither of which names anybody, in
    articles about mostly the same people, bodies and states; of one day that both tell, a few of these are enough.
    """
    if one.document == other.document or one.act != other.act or one.act[0] not in OF_MANY:
        return False
    if names_somebody(one) or names_somebody(other) or one.is_denied or other.is_denied:
        return False
    if one.act[0] == "ELECT" and (not _is_of_one_season(one, other) or _are_two_polls(one, other)):
        return False
    shared = len(one.around & other.around)
    enough = SHARED_ON_A_DAY if one.act[0] == "ELECT" or _is_of_one_day(one, other) else SHARED
    return shared >= enough and shared / max(1, min(len(one.around), len(other.around))) >= SHARE


def _is_of_one_day(one: Telling, other: Telling) -> bool:
    """True for two that are told of the same one day."""
    told = one.span.is_told and other.span.is_told
    return told and one.span.days == other.span.days == 1 and one.span.start == other.span.start


def _is_of_one_season(one: Telling, other: Telling) -> bool:
    """True for two that are told of days within a month: a country votes once in it, or in two rounds."""
    spans = (one.span, other.span)
    return all(span.is_told and span.days is not None and span.days <= SEASON for span in spans)


def _are_two_polls(one: Telling, other: Telling) -> bool:
    """True where words tell two sorts of elections: of a president and of a parliament, of one round and the other."""
    sorts = _sorts_of_polls()
    ours, theirs = ({sorts[w] for w in each.words if w in sorts} for each in (one, other))
    return bool(ours and theirs and not ours & theirs)


@cache
def _sorts_of_polls() -> dict[str, str]:
    return {stem(word): sort for sort in POLLS for word in classes()[sort]}
