"""Find where two judge one thing against each other: "no coup" and "a coup", "a success" and "a failure".

In:   lines.
Out:  groups of judgements of one thing, in which some speak for it and some against.

A judgement is a word of disputes.tsv in what somebody says, turned round by a "no" or "not" before it. Two are of one
thing where they stand next to each other in an article and name the same noun, or one of them none ("called it
legitimate"); or where one denies the very word that the other uses, in one article or in two about the same people
within a year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from letopis.claim import ClaimKind, Modality
from letopis.profile import Line
from letopis.resolve.disputes.gainsaid import words
from letopis.resolve.unions import Unions

YEAR = timedelta(days=366)
BEFORE = 5  # words in which "not" stands before what it denies
NEXT = 3  # characters between two sentences
STEM = 5  # letters by which two forms of a word are one
SHARED = 2  # people, bodies or places that two articles must have in common
SENSES = {"sound": 1, "unsound": -1, "going": 1, "stopped": -1}
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement: who makes it, for (1) or against (-1), its word, and the nouns that it can be about."""

    line: Line
    voice: str
    sense: int
    word: str
    value: str
    nouns: frozenset[str]

    @property
    def at(self) -> tuple[str, int]:
        """Where it stands."""
        return self.line.claim.document, self.line.claim.evidence[0].start


def judged(lines: Sequence[Line]) -> list[list[Judgement]]:
    """Groups of judgements of one thing that contradict each other, each in the order of the texts."""
    found = sorted(
        (one for line in lines for one in _judgements(line)), key=lambda one: (*one.at, one.line.claim.id)
    )
    people = _people(lines)
    groups = Unions(range(len(found)))
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for other in range(number + 1, len(found)):
            if found[other].at[0] != one.at[0] or not _is_near(one.line, found[other].line):
                break
            if _contradicts(one, found[other]) and _is_of_one_thing(one, found[other]):
                groups.join(number, other)
        for other in by_word[one.word]:
            if _contradicts(one, found[other]) and _is_of_one_story(one, found[other], people):
                groups.join(number, other)
        by_word[one.word].append(number)
    several = [[found[n] for n in sorted(group)] for group in groups.sets() if len(group) > 1]
    return sorted(several, key=lambda group: group[0].at)


def _judgements(line: Line) -> Iterable[Judgement]:
    claim = line.claim
    speaker = line.first("speaker")
    told = claim.kind is ClaimKind.STATEMENT and claim.modality is Modality.ASSERTED
    if not told or speaker is None or claim.mode in ("ask", "deny", "decline", "warn"):
        return
    for part in line.all("content"):
        for clause in re.split(r"[.;!?]\s|, (?:and|but|while)\b", part.text):
            tokens = [word.casefold() for word in _WORD.findall(clause)]
            yield from _of_clause(line, speaker.entity or speaker.shown, tokens)


def _of_clause(line: Line, voice: str, tokens: Sequence[str]) -> Iterable[Judgement]:
    """The first judgement of a clause."""
    for name, sense in SENSES.items():
        for at, size in _places(tokens, words()[name]):
            before = tokens[max(0, at - BEFORE) : at]
            denied = bool(words()["denying"] & {*before, *(tokens[:1] if tokens[0] == "nobody" else ())})
            told = " ".join([*(["no"] if denied else []), *tokens[at : at + size]])
            nouns = frozenset(
                word[:STEM] for word in tokens[:at] if len(word) > 3 and word not in words()["scenery"]
            )
            key = name if name in ("going", "stopped") else tokens[at][:STEM]
            yield Judgement(line, voice, -sense if denied else sense, key, told, nouns)
            return


def _places(tokens: Sequence[str], known: Iterable[str]) -> list[tuple[int, int]]:
    """Where words of a class stand, and how many they are; the first first."""
    found = []
    for told in known:
        parts = told.split()
        for at in range(len(tokens) - len(parts) + 1):
            if all(_fits(tokens[at + n], part) for n, part in enumerate(parts)):
                found.append((at, len(parts)))
    return sorted(found)


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _contradicts(one: Judgement, other: Judgement) -> bool:
    return one.sense != other.sense and one.voice != other.voice


def _is_near(one: Line, other: Line) -> bool:
    first, second = one.claim.evidence[0], other.claim.evidence[0]
    return first.start == second.start or second.start - one.claim.evidence[-1].end <= NEXT


def _is_of_one_thing(one: Judgement, other: Judgement) -> bool:
    return not one.nouns or not other.nouns or bool(one.nouns & other.nouns)


def _is_of_one_story(one: Judgement, other: Judgement, people: Mapping[str, frozenset[str]]) -> bool:
    """True where one denies the word of the other in the same article, or in two about the same people."""
    if one.at[0] == other.at[0]:
        return True
    days = [_day(each.line) for each in (one, other)]
    near = days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= YEAR
    return near and one.word not in SENSES and len(people[one.at[0]] & people[other.at[0]]) >= SHARED


def _day(line: Line) -> date | None:
    known = line.claim.known
    return (known.start or known.end) if known is not None else None


def _people(lines: Iterable[Line]) -> Mapping[str, frozenset[str]]:
    """The people, bodies and states that each document names in its claims."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        found[line.claim.document] |= {
            part.entity for part in line.parts if part.entity and not part.nameless
        }
    return {document: frozenset(several) for document, several in found.items()}
