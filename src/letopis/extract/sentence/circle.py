"""The words that tell of one event: its word, the verb that carries it, and what hangs on them short of another clause.

In:   a `Reading` and the matched word of an event.
Out:  indices of words; the contexts and the mode that they show (contexts.tsv, modes.tsv).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import table

APART = frozenset({"advcl", "parataxis", "ccomp", "acl:relcl", "csubj", "csubj:pass"})
CONTENTS = ("xcomp", "ccomp")


@dataclass(frozen=True, slots=True)
class ModeRow:
    """One row of modes.tsv."""

    mode: str
    where: str
    words: frozenset[str]
    instead: frozenset[str]


def circle_of(reading: Reading, match: Match) -> list[int]:
    """The words that tell of the event, in text order."""
    top = match.word
    if reading.pos[top] not in ("VERB", "AUX"):
        top = next(iter(slots_of(reading, top).get("lv", ())), top)
    contents = {
        w for slot in CONTENTS if slot in match.frame.absorbs for w in slots_of(reading, top).get(slot, ())
    }
    return sorted(_below(reading, top, contents))


def _below(reading: Reading, top: int, contents: set[int]) -> Iterator[int]:
    stack = [top]
    while stack:
        word = stack.pop()
        yield word
        for kid in reading.kids[word]:
            clause = reading.deps[kid] in APART or (
                reading.deps[kid] == "conj" and reading.pos[kid] == "VERB"
            )
            if not clause or kid in contents:
                stack.append(kid)


def contexts_of(reading: Reading, match: Match, circle: list[int]) -> tuple[str, ...]:
    """The topics of an event: those of its frame, then those that its words show."""
    found = dict.fromkeys(match.frame.contexts)
    single, phrases, without = _contexts()
    for at, word in enumerate(circle):
        lemma = reading.lemmas[word]
        verbal = "to " if reading.pos[word] in ("VERB", "AUX") else ""
        found.update(dict.fromkeys(single.get(verbal + lemma, ())))
        for phrase, context in phrases.get(lemma, ()):
            behind = circle[at : at + len(phrase)]
            if tuple(reading.lemmas[w] for w in behind) == phrase and behind[-1] - word == len(phrase) - 1:
                found[context] = None
    return tuple(name for name in found if not without.get(name, frozenset()) & found.keys())


def mode_of(reading: Reading, match: Match, circle: list[int]) -> str | None:
    """The mode of an event: the frame's, or what its content, its means or its doers show."""
    given = match.frame.mode
    for row in _modes().get(match.frame.type, ()):
        if given is not None and given not in row.instead:
            continue
        if any(reading.lemmas[word] in row.words for word in _where(reading, match, row.where, circle)):
            return row.mode
    return given


def _where(reading: Reading, match: Match, where: str, circle: list[int]) -> list[int]:
    if where == "actor":
        actors = (*match.roles.get("actor", ()), *match.roles.get("theme", ()))
        return [*actors, *(kid for word in actors for kid in reading.kids[word])]
    if where == "means":
        apart = {*match.roles.get("recipient", ()), *match.roles.get("place", ())}
        return [word for word in circle if word not in apart]
    heads = [*match.roles.get("theme", ())]
    slots = slots_of(reading, match.word)
    heads += [word for slot in CONTENTS for word in slots.get(slot, ())]
    return [*heads, *(kid for word in heads for kid in reading.kids[word])]


@cache
def _contexts() -> tuple[
    Mapping[str, list[str]], Mapping[str, list[tuple[tuple[str, ...], str]]], Mapping[str, frozenset[str]]
]:
    """Single words → contexts; first words of phrases → (phrase, context); context → those that leave it out."""
    single: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    without: dict[str, frozenset[str]] = {}
    for row in table("contexts"):
        without[row["context"]] = frozenset(row["not"].split())
        for words in row["words"].split("|"):
            parts = tuple(words.split())
            if len(parts) == 1 or parts[0] == "to":
                single.setdefault(words, []).append(row["context"])
            else:
                phrases.setdefault(parts[0], []).append((parts, row["context"]))
    return single, phrases, without


@cache
def _modes() -> Mapping[str, list[ModeRow]]:
    found: dict[str, list[ModeRow]] = {}
    for row in table("modes"):
        words = frozenset(row["words"].split("|"))
        instead = frozenset(row["instead"].split())
        found.setdefault(row["type"], []).append(ModeRow(row["mode"], row["where"], words, instead))
    return found
