"""Find what somebody gives as a count of what was just told: "the organisers spoke of 25,000".

In:   a `Reading`; the events of the document.
Out:  figures, mode count, each with who counted as its source and what it counts as its measure.

A count may have no word of saying that a tree shows ("the police counted 140,000 people, the organisers 1.5 million";
"700,000 by the organisers' account"), so words are read from left to right. What is counted is the event told in the
same sentence or the one before: its measure is the count's, its time too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from letopis.claim import Argument, Claim, ClaimKind, Link, claim_id
from letopis.extract.measured import unit_of
from letopis.extract.reading import Reading
from letopis.extract.slots import slots_of
from letopis.lexicon import classes, table
from letopis.mention import Mention

PRODUCER = "extract.counts_told"
SCORE = 0.6
BESIDE = 9  # words between a number and whose account it is by


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted: the event's words, what its numbers count, and the event."""

    subject: Argument
    measure: str
    event: Claim | None


def counts_told(reading: Reading, events: Iterable[Claim]) -> list[Claim]:
    """The counts of a document that are no event's magnitude, in text order."""
    known = list(events)
    own = {part.start for event in known for part in event.all("magnitude")}
    found: list[Claim] = []
    before: dict[int, _Counted | None] = {}
    for quantity in sorted(reading.quantities.values(), key=lambda mention: mention.start):
        words = reading.words_in(quantity.start, quantity.end)
        if not words or not _is_count(quantity) or _is_part(reading, words[0]):
            continue
        sentence = reading.sent_of[words[0]]
        voice = _voice(reading, words, after_another=sentence in before)
        if voice is None:
            continue
        counted = before.setdefault(sentence, _counted(reading, words[0], known))
        if counted is not None and quantity.start not in own:
            found.append(_claim(reading, words[0], quantity, voice, counted))
    return found


def without_counts(claims: Iterable[Claim], counts: Iterable[Claim]) -> list[Claim]:
    """The claims without figures whose number is told as a count."""
    told = {part.start for count in counts for part in count.all("quantity")}
    return [
        claim
        for claim in claims
        if claim.kind is not ClaimKind.FIGURE or not told & {part.start for part in claim.all("quantity")}
    ]


def _is_count(quantity: Mention) -> bool:
    """True for a number of people, of dead or of arrests, or one without a unit."""
    unit = unit_of(quantity)
    return bool(quantity.value) and (not unit or {unit, unit.removesuffix("s")} & _people() != set())


def _is_part(reading: Reading, first: int) -> bool:
    """True for the two of "at least 70, among them two journalists"."""
    before = " ".join(word.lower() for word in reading.words[max(0, first - 2) : first])
    return before.endswith(("among them", "including", "of them", "of whom", "among those"))


@cache
def _people() -> frozenset[str]:
    return classes()["people"] | classes()["counted_people"]


def _voice(reading: Reading, words: range, *, after_another: bool) -> Link | None:
    """Who gives a number, by the words around it."""
    alone = _alone_before(reading, words) if after_another else None
    return alone or _account_behind(reading, words) or _counting(reading, words)


def _alone_before(reading: Reading, words: range) -> Link | None:
    """ ", the organisers 1.5 million", "and the organisers at 100,000": behind another's count."""
    word = words[0] - 1
    while word > 0 and reading.words[word].lower() in ("at", "to", "of", "up", "about", "some", "only"):
        word -= 1
    before = word - 1
    while before > 0 and reading.pos[before] in ("DET", "ADJ", "PRON"):
        before -= 1
    apart = reading.words[before].lower() in (",", ";", "–", "-", "and", "but", "while", "whereas", "or")
    return _link(reading, word, None) if apart and _can_count(reading, word) else None


def _counting(reading: Reading, words: range) -> Link | None:
    """ "X counted 40,000", "X spoke of 40,000", "X put the number at 40,000": the subject of the verb of counting."""
    first = reading.sents[reading.sent_of[words[0]]][0]
    for verb in range(words[0] - 1, max(first, words[0] - BESIDE) - 1, -1):
        if reading.pos[verb] == "VERB":
            if reading.lemmas[verb] not in classes()["giving_count"]:
                return None
            subjects = [w for w in slots_of(reading, verb).get("subj", []) if w < verb]
            who = next((w for w in subjects if _can_count(reading, w)), None)
            who = who if who is not None else _last_before(reading, verb, first)
            return _link(reading, who, verb) if who is not None else None
    return None


def _last_before(reading: Reading, verb: int, first: int) -> int | None:
    """The last that can count before a verb, with no other verb between but one of saying."""
    for word in range(verb - 1, first - 1, -1):
        if _can_count(reading, word):
            return word
        if reading.pos[word] == "VERB" and reading.lemmas[word] not in ("say", "claim", "ask"):
            return None
    return None


def _account_behind(reading: Reading, words: range) -> Link | None:
    """ "700,000 by the organisers' account", "250,000 by an estimate of the authority", "30,000 according to X"."""
    last = reading.sents[reading.sent_of[words[0]]][1]
    for word in range(words[-1] + 1, min(last, words[-1] + 1 + BESIDE)):
        if reading.pos[word] == "VERB" and reading.lemmas[word] != "accord":
            return None
        told = reading.words[word].lower(), reading.words[word - 1].lower()
        by = [w for w in range(words[-1] + 1, word) if reading.words[w].lower() in ("by", "in", "on")]
        if told == ("to", "according"):
            return _first_that_counts(reading, range(word + 1, min(last, word + BESIDE)))
        if by and reading.lemmas[word] in classes()["account"]:
            of = word + 1 < last and reading.words[word + 1].lower() in ("of", "by", "from")
            near = range(word + 2, min(last, word + BESIDE)) if of else range(by[-1] + 1, word)
            return _first_that_counts(reading, near)
    return None


def _first_that_counts(reading: Reading, near: Iterable[int]) -> Link | None:
    for word in near:
        if reading.words[word] in (",", ";", "."):
            return None
        follows = word + 1 < len(reading.words) and reading.heads[word] == word + 1
        if _can_count(reading, word) and not (follows and reading.deps[word] in ("amod", "compound")):
            return _link(reading, word, word)
    return None


def _can_count(reading: Reading, word: int) -> bool:
    """True for a party, and for a noun or pronoun of one, that is no number itself."""
    mention = reading.parties.get(word)
    if mention is not None:
        return not any(character.isdigit() for character in mention.text)
    time = reading.times.get(word) is not None
    return (
        reading.pos[word] in ("NOUN", "PROPN")
        and not time
        and reading.lemmas[word] not in classes()["estimated"]
    )


def _link(reading: Reading, word: int, cue: int | None) -> Link:
    who = reading.argument("speaker", word)
    if cue is None:  # what stands behind a comma may be taken for another name of what stands before it
        return Link(reading.starts[word], reading.ends[word], reading.words[word])
    start, end = reading.starts[cue], reading.ends[cue]
    return Link(
        who.start, who.end, who.text, reading.text[start:end], who.mention, cue_start=start, cue_end=end
    )


def _counted(reading: Reading, word: int, events: Iterable[Claim]) -> _Counted | None:
    """What a number counts: the event, or the crowd, told last before it in its sentence or the one before; else the
    first behind it in its sentence."""
    first = reading.sents[max(0, reading.sent_of[word] - 1)][0]
    last = reading.sents[reading.sent_of[word]][1] - 1
    found: dict[int, _Counted] = {}
    for near in range(first, last + 1):
        if reading.lemmas[near] in classes()["crowd_noun"] and reading.pos[near] == "NOUN":
            found[reading.starts[near]] = _Counted(_words(reading, near, near), "crowd", None)
    for event in events:
        cue, measure = event.evidence[0].cue, _measure(event)
        if cue is not None and reading.starts[first] <= cue[0] < reading.ends[last] and measure is not None:
            found[cue[0]] = _Counted(Argument("subject", *cue, reading.text[slice(*cue)]), measure, event)
    at = reading.starts[word]
    before, behind = [place for place in found if place < at], [place for place in found if place > at]
    return found[max(before)] if before else found[min(behind)] if behind else None


def _words(reading: Reading, first: int, last: int) -> Argument:
    start, end = reading.starts[first], reading.ends[last]
    return Argument("subject", start, end, reading.text[start:end])


def _measure(event: Claim) -> str | None:
    """What the numbers of an event count: as told, else by its type."""
    told = next((part.measure for part in event.all("magnitude") if part.measure), None)
    rows = {row["key"]: row["measure"] for row in table("measures")}
    return told or rows.get(f"{event.type}/{event.mode}") or rows.get(event.type)


def _claim(reading: Reading, word: int, quantity: Mention, voice: Link, counted: _Counted) -> Claim:
    evidence = reading.evidence(word)
    number = Argument(
        "quantity",
        quantity.start,
        quantity.end,
        quantity.text,
        quantity.id,
        quantity.value,
        measure=counted.measure,
    )
    arguments = (counted.subject, number)
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.FIGURE, "amount", arguments, evidence),
        document=reading.document.id,
        kind=ClaimKind.FIGURE,
        type="amount",
        mode="count",
        arguments=arguments,
        evidence=(evidence,),
        when=counted.event.when if counted.event is not None else None,
        attribution=(voice,),
        score=SCORE,
        producer=PRODUCER,
    )
