"""Whom "we" of a quoted sentence stands for, where it is told what two sides did together.

In:   a match of events.tsv; the clause that says who said it to whom.
Out:  the match with the speaker and whom the speaker told it in place of "we".
"""

from __future__ import annotations

from dataclasses import replace

from letopis.extract.certainty.stances import is_speech_verb
from letopis.extract.event.actors import is_party
from letopis.extract.saying.outlets import is_outlet
from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.mention import MentionKind

TOGETHER = frozenset({"AGREE", "CONSULT", "NEGOTIATE", "SIGN", "COOPERATE"})
ADDRESSED = ("iobj", "obj", "to")
STEPS_UP = 4


def join_speaker(reading: Reading, match: Match) -> Match:
    """The match; of what "we" did together the speaker takes part and who is spoken to: "we agreed", X told Y."""
    doers = match.roles.get("actor", ())
    if match.frame.type not in TOGETHER or not any(_is_we(reading, word) for word in doers):
        return match
    sides = tuple(_speaking(reading, match.word))
    if not sides:
        return match
    others = tuple(word for word in doers if not _is_we(reading, word))
    return replace(match, roles={**match.roles, "actor": tuple(dict.fromkeys((*sides, *others)))})


def _is_we(reading: Reading, word: int) -> bool:
    """True for a "we" of which nothing tells whom it means."""
    if reading.words[word].lower() != "we":
        return False
    mention = reading.parties.get(word)
    told = mention is not None and mention.kind in (MentionKind.ORGANISATION, MentionKind.COUNTRY)
    return not told


def _speaking(reading: Reading, word: int) -> list[int]:
    """Who says the clause of a word, and to whom, as far as its sentence tells."""
    current = word
    for _ in range(STEPS_UP):
        upper = reading.heads[current]
        if upper == current:
            return []
        if reading.deps[current] in ("ccomp", "parataxis") and is_speech_verb(reading, upper):
            slots = slots_of(reading, upper)
            said = [w for w in slots.get("subj", ()) if is_party(reading, w) and not _is_we(reading, w)]
            told = [w for name in ADDRESSED for w in slots.get(name, ()) if is_party(reading, w)]
            sides = [w for w in (*said, *told) if not is_outlet(reading, w)]  # who passes words on is no side
            return sides if said else []
        current = upper
    return []
