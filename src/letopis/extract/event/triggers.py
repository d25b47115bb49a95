"""Read the events over again with the learned reader, which knows words that no frame lists.

In:   a `Reading`, and the events that frames and the calendar have found in it.
Out:  the events: those found, of another type or left out where the reader is sure of it, and those that it adds.

What is added gets its time, place, certainty and numbers as any other event does; who takes part is what the reader
says, and where it is silent whoever the clause gives. What it may do is bounded by probabilities: docs/decisions/0026.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from letopis.claim import Claim, Modality, Polarity, claim_id
from letopis.explained import Why
from letopis.extract.event.harm import harms
from letopis.extract.event.takers import by_grammar, with_takers
from letopis.extract.saying.citing import is_naming
from letopis.extract.sentence.fillers import all_filling
from letopis.extract.sentence.frames import Match, is_other_use
from letopis.extract.sentence.presupposed import is_definite, told_beside
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.shared_roles import join_subject
from letopis.extract.sentence.sifting import why_unwanted
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.lexicon import Frame, classes
from letopis.model.tenures import numbered
from letopis.model.triggers import ROLES, ROUNDED, Floats, Ints, Told, Triggers, Words, load_triggers

PRODUCER = "extract.triggers"
# Least probabilities: that a word of which no rule tells names an event, where it is planned, where it is only asked
# for or thought of, and of its type; of another type than the rules' own; that a word of which they tell an event
# names none; of a participant; of a certainty that no word shows, of another than words show.
ADDED, TO_COME, THOUGHT, TYPED = 0.95, 0.8, 0.99, 0.4
ANOTHER, LEFT_OUT, TAKES_PART, SURELY, DOUBTED = 0.98, 0.98, 0.5, 0.95, 0.999
PLAIN = 0.9  # of its type, for a noun of which nobody is told that he takes part
NOT_TOLD = (
    Why.HABIT,
    Why.STORY,
    Why.BY_RULE,
    Why.FIGURE,
)  # what the rules leave out for what is said and not for want of words
FINITE = ("VBD", "VBZ", "VBP", "VBN", "VBG")
OF_PEOPLE = frozenset({"APPOINT", "DISMISS", "RESIGN"})  # are told of somebody
UNDOING = frozenset({"RETREAT", "REJECT", "CONCEDE"})
UNDONE = frozenset(
    {"PROTEST", "ASSAULT", "CONSULT", "NEGOTIATE", "ELECT", "MOBILIZE", "SIGN", "COOPERATE"}
    | {"SUPPORT", "AGREE", "APPOINT", "AID"}
)
PLANNED_ALONE = "ACT"
NAMING = ("VERB", "NOUN", "ADJ", "PROPN")
CARRYING = ("obj", "nsubj", "nsubj:pass", "xcomp", "obl", "compound", "nmod", "conj")
BESIDE = frozenset({"at", "during", "after", "before", "since", "until", "despite", "amid", "following"})
SURENESS = {
    (Modality.PLANNED, Polarity.AFFIRMED): "planned",
    (Modality.POSSIBLE, Polarity.AFFIRMED): "possible",
    (Modality.HYPOTHETICAL, Polarity.AFFIRMED): "possible",
    (Modality.ALLEGED, Polarity.AFFIRMED): "alleged",
}
OPENLY = frozenset(
    {("alleged", "asserted")}
)  # what words show of doubt is not unsaid: "if the report is right"
CERTAINTY = {
    "planned": (Modality.PLANNED, Polarity.AFFIRMED),
    "possible": (Modality.POSSIBLE, Polarity.AFFIRMED),
    "negated": (Modality.ASSERTED, Polarity.NEGATED),
    "alleged": (Modality.ALLEGED, Polarity.AFFIRMED),
}


def read_again(reading: Reading, events: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Those of the events that stand, some of another type, and those that the reader adds.

    Where the annotation has no encoder states (another pipeline than ours) all of them stand.
    """
    states: Any = reading.doc.tensor
    pieces = reading.doc.user_data.get("pieces")
    if pieces is None or getattr(states, "shape", (0, 0))[1:] != (load_triggers().manifest["state"],):
        return list(events), []
    middle, tags = middle_states(reading), numbered(load_triggers().tags, reading.pos)
    told = _by_word(reading, events)
    kept, added = [event for event in events if _word(reading, event) is None], list[Claim]()
    for first, after in reading.sents:
        if any(reading.pos[word] in NAMING for word in range(first, after)):
            here = {word: told[word] for word in range(first, after) if word in told}
            said = load_triggers().read(_words(states, middle, tags, here, first, after))
            sentence = _Sentence(load_triggers(), said, first)
            named = [word for word in sentence.events() if word not in here]
            kept += _kept(reading, sentence, here, named)
            for word in named:
                one = any(_is_one(reading, word, other) for other in here) or _is_saying(reading, word)
                if reading.pos[word] in NAMING and not one and not _is_refused(reading, word, here):
                    added += _added(reading, sentence, word)
    return kept, added


def middle_states(reading: Reading) -> Floats:
    """The mean middle state of each word's pieces; worked out once for a document."""
    found: Floats | None = reading.__dict__.get("_middle_states")
    if found is None:
        found = reading.__dict__["_middle_states"] = means_of(*reading.doc.user_data["pieces"])
    return found


def means_of(states: Any, rows: Any) -> Floats:
    """The mean middle state of each word's pieces; zeros for white space."""
    first, counts = rows[:, 0], rows[:, 1] - rows[:, 0]
    means: Floats = np.zeros((len(rows), states.shape[1]), dtype=np.float32)
    means[counts > 0] = states[first[counts > 0]]
    several = np.flatnonzero(counts > 1)
    sums = np.zeros((len(several), states.shape[1]))
    for piece in range(counts.max(initial=0)):
        more = counts[several] > piece
        sums[more] += states[first[several[more]] + piece]
    means[several] = sums / counts[several, None]
    return means


def _word(reading: Reading, event: Claim) -> int | None:
    cue = event.evidence[0].cue
    return reading.word_at(cue[0]) if cue else None


def _by_word(reading: Reading, events: Iterable[Claim]) -> dict[int, list[Claim]]:
    told: dict[int, list[Claim]] = {}
    for event in events:
        word = _word(reading, event)
        if word is not None:
            told.setdefault(word, []).append(event)
    return told


def _words(
    states: Floats, middle: Floats, tags: Ints, told: dict[int, list[Claim]], first: int, after: int
) -> Words:
    """The words of a sentence as the reader wants them."""
    reader = load_triggers()
    types, sure = np.zeros(after - first, dtype=np.int64), np.zeros(after - first, dtype=np.int64)
    for word, events in told.items():
        types[word - first] = reader.types.index(events[0].type)
        sure[word - first] = reader.sureness.index(sureness_of(events[0]))
    own = states[first:after].astype(np.float32, copy=False)
    return Words(own, middle[first:after], tags[first:after], types, sure)


def sureness_of(event: Claim) -> str:
    """How surely an event is told, in the reader's words."""
    if event.polarity is Polarity.NEGATED:
        return "negated"
    return SURENESS.get((event.modality, event.polarity), "asserted")


class _Sentence:
    """What the reader says of the words of one sentence, by the words' numbers in the document."""

    def __init__(self, reader: Triggers, said: Told, first: int) -> None:
        self.first, self.words = first, range(first, first + len(said.types))
        self._reader, self._said = reader, said
        self.named = (1 - said.types[:, 0]).tolist()
        self.best = (said.types[:, 1:].argmax(1) + 1).tolist()

    def events(self) -> Iterator[int]:
        """The words that name an event, text order."""
        for at, share in enumerate(self.named):
            if share < TO_COME or self._said.types[at, self.best[at]] < TYPED:
                continue
            least = {"planned": TO_COME, "possible": THOUGHT}.get(self.certainty(self.first + at)[0], ADDED)
            if share >= least:
                yield self.first + at

    def of_event(self, word: int) -> float:
        """The probability that a word names an event."""
        return float(self.named[word - self.first])

    def type_of(self, word: int) -> tuple[str, float]:
        """The likeliest type of event and its probability."""
        at = word - self.first
        return self._reader.types[self.best[at]], float(self._said.types[at, self.best[at]])

    def certainty(self, word: int) -> tuple[str, float]:
        """How surely it is told, and the probability of that."""
        row = self._said.sure[word - self.first]
        return self._reader.sureness[int(row.argmax())], float(row.max())

    def share(self, word: int, taker: int, role: str) -> float:
        """The probability that a word of the sentence has this part in what another names."""
        found = self._said.roles[word - self.first, taker - self.first, ROLES.index(role)]
        return round(float(found), ROUNDED)

    def takers(self, word: int, role: str) -> tuple[int, ...]:
        """Those who have this part in what the word names."""
        shares = np.round(self._said.roles[word - self.first, :, ROLES.index(role)], ROUNDED)
        return tuple(self.first + int(at) for at in np.flatnonzero(shares >= TAKES_PART))


def _kept(
    reading: Reading, said: _Sentence, told: dict[int, list[Claim]], named: Sequence[int]
) -> Iterator[Claim]:
    """The events of one sentence that stand; `named` are words of which the rules tell none and the reader does."""
    for word, events in told.items():
        near = any(_is_one(reading, word, other) for other in named)
        if near or said.of_event(word) > 1 - LEFT_OUT:
            kind, share = said.type_of(word)
            sure = share >= ANOTHER and kind != PLANNED_ALONE and not near
            for event in (_certain(event, *said.certainty(word)) for event in events):
                event = with_takers(reading, event, said.words, partial(said.share, word))
                yield _of_type(event, kind) if sure and _may_be(event, kind) else event


def _certain(event: Claim, certainty: str, share: float) -> Claim:
    """The event, told as surely as the reader says where the rules have found it less than certain."""
    told = sureness_of(event)
    shown = (told, certainty) in OPENLY and bool(event.shown_by)
    if (
        share < DOUBTED
        or told in ("asserted", certainty)
        or shown
        or (told, certainty) == ("possible", "asserted")
    ):
        return event
    modality, polarity = CERTAINTY.get(certainty, (Modality.ASSERTED, Polarity.AFFIRMED))
    return replace(event, modality=modality, polarity=polarity)


def _may_be(event: Claim, kind: str) -> bool:
    """True for another type than the event's; not for what is called off in place of the calling off."""
    return kind != event.type and not (event.type in UNDOING and kind in UNDONE)


def _is_one(reading: Reading, word: int, other: int) -> bool:
    """True for two words that name one act together: "hold" and "talks", "talks" that "are due to begin"."""
    for low, high in ((word, other), (other, word)):
        low = _measuring(reading, low)
        head = reading.heads[low]
        if head == high and low != high:
            if reading.deps[low] == "advcl" and reading.lemmas[high] in harms():
                # "eleven died when a bus fell"
                return any(reading.lemmas[kid] == "when" for kid in reading.kids[low])
            verbs = [reading.pos[low], reading.pos[high]].count("VERB")
            beside = reading.deps[low] == "obl" and preposition(reading, low) in BESIDE
            joined = verbs == 2 and reading.deps[low] == "conj"
            return reading.deps[low] in CARRYING and verbs > 0 and not (beside or joined)
        raised = reading.deps[high] == "xcomp" and reading.heads[high] == head
        if raised and reading.deps[low] in ("nsubj", "nsubj:pass"):
            return True
    return False


def _is_saying(reading: Reading, word: int) -> bool:
    """True for a verb that tells no more than that somebody spoke: "commented on the raid"."""
    return reading.pos[word] == "VERB" and reading.lemmas[word] in classes()["remarking"]


def _is_refused(reading: Reading, word: int, told: dict[int, list[Claim]]) -> bool:
    """True for what a refusal is about: "her refusal to resign", "refused orders to fire"."""
    noun = reading.heads[word]
    events = (
        *told.get(noun, ()),
        *(told.get(reading.heads[noun], ()) if reading.deps[noun] == "obj" else ()),
    )
    return reading.deps[word] == "acl" and any(event.type == "REJECT" for event in events)


def _measuring(reading: Reading, word: int) -> int:
    """The length of time that an event fills, by which it stands in its clause: "weeks of protests"; else the word."""
    head = reading.heads[word]
    fills = reading.deps[word] == "nmod" and reading.lemmas[head] in classes()["length_of_time"]
    return head if fills else word


def _of_type(event: Claim, kind: str) -> Claim:
    """The event as one of another type."""
    identity = claim_id(event.document, event.kind, kind, event.arguments, event.evidence[0])
    return replace(event, id=identity, type=kind, mode=None, producer=PRODUCER)


def _is_reported(reading: Reading, word: int, event: Claim, said: _Sentence) -> bool:
    """True for a noun by which a clause tells that there was such a thing, or where or when it was: "there have been
    no arrests", "the coup in Varn". A bare noun is no report."""
    if reading.pos[word] != "NOUN" or said.of_event(word) < THOUGHT or said.type_of(word)[1] < PLAIN:
        return False
    head = reading.heads[word]
    exists = reading.lemmas[head] == "be" and any(reading.deps[kid] == "expl" for kid in reading.kids[head])
    subject = reading.deps[word].startswith("nsubj")
    if told_beside(reading, word):
        return True
    acts = reading.deps[word] == "nsubj" and reading.tags[head] == "VBD" and is_definite(reading, word)
    return (
        (subject and exists)
        or acts
        or (event.type not in OF_PEOPLE and any(argument.role == "place" for argument in event.arguments))
    )


def _is_only_moving(reading: Reading, word: int, event: Claim) -> bool:
    """True for one who goes somewhere and of whom no other is told whom he meets: "walked out of the embassy"."""
    met = [argument for argument in event.arguments if argument.role in ROLES]
    return len(met) < 2 and reading.lemmas[word] in classes()["only_moving"]


def _added(reading: Reading, said: _Sentence, word: int) -> list[Claim]:
    """The event that the word names, if anything is told of it."""
    from letopis.extract.event.events import claim_of, is_told

    kind, share = said.type_of(word)
    roles = {role: all_filling(reading, takers) for role in ROLES if (takers := said.takers(word, role))}
    taken = {taker for takers in roles.values() for taker in takers}
    things = tuple(
        w for w in slots_of(reading, word).get("obj", ()) if w not in taken and w not in reading.times
    )
    roles |= {"theme": things} if things else {}
    frame = Frame(
        (reading.lemmas[word],), "V", (), kind, None, (), frozenset(), (), frozenset(), "triggers.onnx"
    )
    match = Match(word, frame, roles)
    if "actor" not in roles:
        match = join_subject(reading, match)
    if reading.lemmas[word] == "do":
        return []  # "and did so": what was done is told by the word before
    cites = kind == "ACCUSE" and (reading.lemmas[word] in classes()["relay"] or is_naming(reading, word))
    if (
        cites or is_other_use(reading, word) or why_unwanted(reading, match) in NOT_TOLD
    ):  # "cited two sources" is no blame
        return []
    event = claim_of(reading, match, {})
    sure, certain = said.certainty(word)
    if certain >= SURELY and sureness_of(event) == "asserted" and sure in CERTAINTY:
        modality, polarity = CERTAINTY[sure]
        event = replace(event, modality=modality, polarity=polarity)
    if kind == PLANNED_ALONE and event.modality is not Modality.PLANNED:
        return []
    if kind == "CONSULT" and _is_only_moving(reading, word, event):
        return []
    score = round(said.of_event(word) * share, 4)
    takes_part = any(argument.role in ROLES for argument in event.arguments)
    alone = kind not in OF_PEOPLE and reading.tags[word] in FINITE
    told = takes_part or (alone and is_told(event)) or _is_reported(reading, word, event, said)
    if told and not takes_part:
        event = by_grammar(reading, event, word)
    return [replace(event, score=score, producer=PRODUCER)] if told else []  # a bare noun is no report
