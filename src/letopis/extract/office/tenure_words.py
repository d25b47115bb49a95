"""What is known of the words of a sentence before the learned reader of tenures reads it.

In:   a `Reading`, and the tenures that the rules have found in it.
Out:  numbers for letopis.model.tenures, a sentence at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from letopis.claim import Claim, Modality, Polarity
from letopis.extract.event.triggers import middle_states
from letopis.extract.sentence.reading import Reading
from letopis.mention import Form, Mention, MentionKind
from letopis.model.tenures import KINDS, LINKS, STATUSES, TITLES, Words, numbered

UNREAL = (Modality.HYPOTHETICAL, Modality.POSSIBLE)
BODIES = frozenset({MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.GROUP})


class Sentences:
    """The sentences of a reading as the reader wants them.

    Attributes:
        told: word → the tenures that the rules tell at it.
    """

    def __init__(
        self, reading: Reading, told: Iterable[Claim], tags: Sequence[str], deps: Sequence[str]
    ) -> None:
        self.reading = reading
        self._tags, self._deps = numbered(tags, reading.pos), numbered(deps, reading.deps)
        self._states: Any = reading.doc.tensor
        self._middle = middle_states(reading)
        self._inside = {word for m in reading.offices.values() for word in reading.words_in(m.start, m.end)}
        self.told: dict[int, list[Claim]] = {}
        for claim in told:
            word = word_of(reading, claim)
            if word is not None:
                self.told.setdefault(word, []).append(claim)

    def words(self, first: int, after: int) -> Words:
        """The words of one sentence."""
        reading, size = self.reading, after - first
        told = np.zeros(size, dtype=np.int64)
        links = np.zeros((size, size, len(LINKS)), dtype=np.float32)
        for word in range(first, after):
            head = reading.heads[word]
            if head != word and first <= head < after:
                links[word - first, head - first, LINKS.index("head")] = 1
                links[head - first, word - first, LINKS.index("dependant")] = 1
            for claim in self.told.get(word, ()):
                told[word - first] = STATUSES.index(status_of(reading, claim))
                for link, other in self.parts_of(claim, first, after).items():
                    links[word - first, other - first, LINKS.index(link)] = 1
        return Words(
            self._states[first:after].astype(np.float32, copy=False),
            self._middle[first:after],
            self._tags[first:after],
            self._deps[first:after],
            _numbers(TITLES.index(self._title(word)) for word in range(first, after)),
            _numbers(KINDS.index(kind_of(reading, word)) for word in range(first, after)),
            told,
            links,
        )

    def _title(self, word: int) -> str:
        return "office" if word in self.reading.offices else "inside" if word in self._inside else "-"

    def parts_of(self, claim: Claim, first: int, after: int) -> Mapping[str, int]:
        """By link, the words of the sentence that the rules give a part in a tenure."""
        found = {}
        for role, link in (("holder", "told holder"), ("organisation", "told body")):
            argument = claim.first(role)
            mention = self.reading.by_id.get(argument.mention or "") if argument else None
            word = head_within(self.reading, mention, first, after) if mention is not None else None
            if word is not None:
                found[link] = word
        return found


def _numbers(found: Iterable[int]) -> Any:
    return np.array(list(found), dtype=np.int64)


def head_within(reading: Reading, mention: Mention, first: int, after: int) -> int | None:
    """The word of a sentence that heads a mention; where the mention stands in another, one of the same thing."""
    near = [mention, *reading.by_chain.get(mention.chain, ())]
    for one in near:
        word = reading.word_at(one.head_start)
        if word is not None and first <= word < after:
            return word
    return None


def word_of(reading: Reading, claim: Claim) -> int | None:
    """The word at which a tenure is told: the one that heads its title, else the cue."""
    cue, office = claim.evidence[0].cue, claim.first("office")
    word = reading.word_at(cue[0]) if cue else None
    if word is None or word in reading.offices or office is None:
        return word
    inside = [w for w in reading.words_in(office.start, office.end) if w in reading.offices]
    return inside[-1] if inside and reading.sent_of[inside[-1]] == reading.sent_of[word] else word


def status_of(reading: Reading, claim: Claim) -> str:
    """The status of a tenure that the rules tell, in the reader's words."""
    if claim.polarity is Polarity.NEGATED or claim.modality in UNREAL:
        return "not"
    if claim.mode == "designate" or claim.modality is Modality.PLANNED:
        return "next"
    published, when = reading.document.published.interval, claim.when
    over = (
        when is not None and when.end is not None and published.end is not None and when.end < published.end
    )
    return "past" if over or claim.mode == "former" else "now"


def kind_of(reading: Reading, word: int) -> str:
    """What the mention is that a word heads, in the reader's words."""
    mention = reading.parties.get(word)
    if mention is None:
        return "time" if word in reading.times else "quantity" if word in reading.quantities else "-"
    if mention.kind is MentionKind.PERSON:
        if mention.number != "sg":
            return "people"
        return "name" if mention.form == Form.NAME else "person"
    return str(mention.kind) if mention.kind in BODIES else "other"
