"""Who has which ministry, told in a list: "Finance: Hana Berg; Interior: Pavel Lund", "ministers Anna Roe (health) and
Bo Lund (education)", "Health – Ivo Rusk replaces Dana Bel".

In:   a `Reading`.
Out:  a `FieldTurn` for each name beside its field.

A field beside a name is an office only where two such stand near each other, or words near by tell of a cabinet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letopis.extract.office.bearers import is_person
from letopis.extract.office.ministries import FieldTurn, held_in, minister_titles
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import Form, Mention

LONGEST = 6  # words of a field
JOINTS = frozenset({":", "–", "—", "-", "--"})
OPENINGS = frozenset({";", ",", ".", "•", "*", "·", ":", "and"})
GOING = frozenset({"replace", "succeed", "follow"})
LEAVING = frozenset(
    {"out", "outgoing", "leaves", "resigned", "sacked", "dismissed", "gone", "quit", "departs"}
)
NEAR = 2  # sentences back in which a cabinet is told of


@dataclass(frozen=True, slots=True)
class _Entry:
    """A field beside a name: the words of the field, and the word that heads the name."""

    first: int
    after: int
    person: int


def read_rosters(reading: Reading) -> Iterator[FieldTurn]:
    """The turns of a document that lists of ministers tell, in text order."""
    entries = [*_before_names(reading), *_behind_names(reading)]
    for entry in entries:
        number = reading.sent_of[entry.person]
        several = sum(abs(reading.sent_of[other.person] - number) <= 1 for other in entries) > 1
        if several or _is_of_cabinet(reading, number, entry):
            yield from _turns(reading, entry)


def _names(reading: Reading) -> Iterator[tuple[int, Mention]]:
    for word, mention in reading.parties.items():
        if mention.form == Form.NAME and is_person(mention):
            yield word, mention


def _before_names(reading: Reading) -> Iterator[_Entry]:
    """ "Finance: Hana Berg", "Interior – Pavel Lund"."""
    for word, mention in _names(reading):
        joint = reading.words_in(mention.start, mention.end)[0] - 1
        if joint < 1 or reading.words[joint] not in JOINTS:
            continue
        for first in range(max(0, joint - LONGEST), joint):
            opens = first == 0 or reading.words[first - 1].strip() in OPENINGS | {""}
            opens = opens or first == reading.sents[reading.sent_of[first]][0]
            if opens and reading.words[first][:1].isupper() and minister_titles(reading, first, joint):
                yield _Entry(first, joint, word)
                break


def _behind_names(reading: Reading) -> Iterator[_Entry]:
    """ "Anna Roe (health)"."""
    for word, mention in _names(reading):
        opening = reading.words_in(mention.start, mention.end)[-1] + 1
        if opening + 2 >= len(reading.words) or reading.words[opening] != "(":
            continue
        near = range(opening + 2, min(opening + 2 + LONGEST, len(reading.words)))
        after = next((w for w in near if reading.words[w] in (")", ",", ";")), None)
        if after is not None and minister_titles(reading, opening + 1, after):
            yield _Entry(opening + 1, after, word)


def _is_of_cabinet(reading: Reading, number: int, entry: _Entry) -> bool:
    first = reading.sents[max(0, number - NEAR)][0]
    last = reading.sents[number][1]
    lemmas = {reading.lemmas[w].lower() for w in range(first, last) if not entry.first <= w < entry.after}
    return bool(lemmas & classes()["of_cabinet"])


def _turns(reading: Reading, entry: _Entry) -> Iterator[FieldTurn]:
    holder = reading.parties[entry.person]
    last = reading.words_in(holder.start, holder.end)[-1]
    behind = [reading.words[w].lower() for w in range(last + 1, min(last + 4, len(reading.words)))]
    part = "end" if behind[:1] == ["("] and behind[1:2] and behind[1] in LEAVING else "hold"
    for held in held_in(reading, holder, entry.first, entry.after):
        yield FieldTurn(entry.person, part, holder, held)
    verb = last + 1
    if verb + 1 < len(reading.words) and reading.lemmas[verb] in GOING:
        others = ((w, m) for w, m in _names(reading) if reading.words_in(m.start, m.end)[0] == verb + 1)
        for _, other in others:
            for held in held_in(reading, other, entry.first, entry.after):
                yield FieldTurn(verb, "end", other, held)
