"""Find what somebody gives as a count of what was just told: "the organisers spoke of 25,000".

In:   a `Reading`; the events of the document.
Out:  figures, mode count, each with who counted as its source and what it counts as its measure.

A count may have no word of saying that a tree shows ("the police counted 140,000 people, the organisers 1.5 million";
"700,000 by the organisers' account"), so words are read from left to right. What is counted is the event told in the
same sentence or the one before: its measure is the count's, its time too. Beside one count another is told with less:
"the villagers more than 50", "the institute came to 210,000", "the ombudsman gave ten".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from letopis.claim import Argument, Claim, ClaimKind, Link, claim_id
from letopis.extract.figure.measured import unit_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes, table
from letopis.mention import Mention

PRODUCER = "extract.counts_told"
SCORE = 0.6
BESIDE = 9  # words between a number and whose account it is by
RIVALLED = frozenset(
    {"crowd", "killed", "injured", "missing", "arrested", "displaced"}
)  # of which each has a count
APART = frozenset({",", ";", ":", "–", "—", "-", "and", "but", "while", "whereas", "or"})
BEFORE_NUMBER = frozenset(
    {"at", "to", "of", "up", "about", "some", "only", "around", "nearly", "roughly", "almost", "more", "less"}
    | {"than", "least", "most", "over", "as", "many", "no", "under"}
)
NAMING = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted: the event's words, what its numbers count, and the event."""

    subject: Argument
    measure: str
    event: Claim | None


def counts_told(reading: Reading, events: Iterable[Claim]) -> list[Claim]:
    """The counts of a document that are no event's magnitude, in text order."""
    known = list(events)
    own = {part.start: (event, part) for event in known for part in event.all("magnitude")}
    found: list[Claim] = []
    before: dict[int, _Counted | None] = {}
    for quantity in sorted(reading.quantities.values(), key=lambda mention: mention.start):
        words = reading.words_in(quantity.start, quantity.end)
        if not words or not _is_count(quantity) or _is_part(reading, words[0]):
            continue
        sentence = reading.sent_of[words[0]]
        rival = before.get(sentence) or _in_paragraph(reading, sentence, before)
        voice = _voice(reading, words, after_another=sentence in before)
        if voice is None and rival is not None and _fits(reading, words, rival):
            voice = _beside(reading, words, is_same_sentence=sentence in before)
        if voice is None:
            if quantity.start in own and own[quantity.start][1].measure in RIVALLED:
                before.setdefault(sentence, _of_magnitude(*own[quantity.start]))
            continue
        counted = before.setdefault(sentence, _counted(reading, words, known, rival))
        if counted is not None and quantity.start not in own:
            found.append(_claim(reading, words[0], quantity, voice, counted))
    return [one for one in found if not _is_lone(one, found)]


def _is_lone(count: Claim, counts: Iterable[Claim]) -> bool:
    """True for a count of people of whom nothing else is told, where nobody gives another: that is no crowd."""
    subject, number = count.arguments
    if subject.start != number.start or number.measure != "crowd":
        return False
    return all(one is count or one.arguments[0].start != subject.start for one in counts)


def _in_paragraph(reading: Reading, sentence: int, before: Mapping[int, _Counted | None]) -> _Counted | None:
    """What was counted in the sentence before, where that is of the same paragraph."""
    if sentence - 1 not in before:
        return None
    start = reading.starts[reading.sents[sentence - 1][0]]
    is_one = "\n\n" not in reading.text[start : reading.starts[reading.sents[sentence][0]]]
    return before[sentence - 1] if is_one else None


def _of_magnitude(event: Claim, part: Argument) -> _Counted | None:
    """What the number of an event counts."""
    cue = event.evidence[0].cue
    if cue is None or part.measure is None:
        return None
    quote, start = event.evidence[0].quote, event.evidence[0].start
    return _Counted(Argument("subject", *cue, quote[cue[0] - start : cue[1] - start]), part.measure, event)


def _fits(reading: Reading, words: range, counted: _Counted) -> bool:
    """False where the word behind a number counts something else: "27 wounded" beside a count of the dead, "12 new
    jobs".
    """
    measure, behind = _state_of(reading, words), words[-1] + 1
    if measure is None and behind < len(reading.words) and reading.lemmas[words[-1]] not in _people():
        return reading.pos[behind] not in (*NAMING, "ADJ")
    return measure is None or measure == counted.measure


def _state_of(reading: Reading, words: range) -> str | None:
    """What the last word of a number, or the one behind it, says that it counts: "nine dead" the killed."""
    states = _states()
    last = words[-1] + 1
    near = [reading.words[word].lower() for word in (*words, *([last] if last < len(reading.words) else []))]
    return next((states[word] for word in near if word in states), None)


@cache
def _states() -> dict[str, str]:
    return {row["key"]: row["measure"] for row in table("measures") if row["role"] in ("state", "unit")}


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
    """True for the two of "at least 70, among them two journalists"; for the 17 of "by 3 votes out of 17 million"."""
    if first and reading.pos[first - 1] == "NUM":
        return True  # "million", where the tags cut a number in two
    before = " ".join(word.lower() for word in reading.words[max(0, first - 2) : first])
    return before.endswith(("among them", "including", "of them", "of whom", "among those", "out of"))


@cache
def _people() -> frozenset[str]:
    return classes()["people"] | classes()["counted_people"]


def _voice(reading: Reading, words: range, *, after_another: bool) -> Link | None:
    """Who gives a number, by the words around it."""
    alone = _alone_before(reading, words) if after_another else None
    return alone or _account_behind(reading, words) or _counting(reading, words, "giving_count")


def _beside(reading: Reading, words: range, *, is_same_sentence: bool) -> Link | None:
    """Who gives a number beside another's count, with a verb that alone tells no count: "the ombudsman gave ten"."""
    return _counting(reading, words, "giving_other_count") or (
        _alone_before(reading, words) if is_same_sentence else None
    )


def _alone_before(reading: Reading, words: range) -> Link | None:
    """ ", the organisers 1.5 million", "and a member of parliament of 50,000": behind another's count."""
    last, first = words[0] - 1, reading.sents[reading.sent_of[words[0]]][0]
    while last > first and reading.words[last].lower() in BEFORE_NUMBER:
        last -= 1
    start = last
    while start > first and reading.words[start].lower() not in APART:
        if reading.pos[start] in ("VERB", "AUX", "NUM"):
            return None
        start -= 1
    if reading.words[start].lower() not in APART or reading.pos[min(start + 1, last)] == "ADP":
        return None
    phrase = range(start + 1, last + 1)
    ends = [w for w in phrase if reading.pos[w] in NAMING and not _goes_on(reading, w, last)]
    if not ends or not _can_count(reading, ends[0]):
        return None
    is_told = len(ends) == 1 or ends[0] in reading.parties or reading.lemmas[ends[0]] in _persons()
    return _link(reading, ends[0], None) if is_told else None


@cache
def _persons() -> frozenset[str]:
    return frozenset(row["lemma"] for row in table("person_nouns"))


def _goes_on(reading: Reading, word: int, last: int) -> bool:
    """True for a noun within a name or compound: the "ombudsman" of "the ombudsman's office"."""
    return word < last and reading.pos[word + 1] in (*NAMING, "PART")


def _counting(reading: Reading, words: range, verbs: str) -> Link | None:
    """ "X counted 40,000", "X spoke of 40,000", "X put the number at 40,000": the subject of the verb of counting."""
    first = reading.sents[reading.sent_of[words[0]]][0]
    for verb in range(words[0] - 1, max(first, words[0] - BESIDE) - 1, -1):
        if reading.pos[verb] == "VERB" and reading.lemmas[verb] != "be":
            if reading.lemmas[verb] not in classes()[verbs] and not _revises(reading, verb, words[0]):
                return None
            if reading.lemmas[verb] == "say" and not _says_number(reading, verb, words[0]):
                return None
            subjects = [w for w in slots_of(reading, verb).get("subj", []) if w < verb]
            who = next((w for w in subjects if _can_count(reading, w)), None)
            who = who if who is not None else _last_before(reading, verb, first)
            return _link(reading, who, verb) if who is not None else None
    return None


def _revises(reading: Reading, verb: int, number: int) -> bool:
    """True for "raised their count to 45,000", "corrected its figure to 60"."""
    between = range(verb + 1, number)
    return (
        reading.lemmas[verb] in classes()["revising_count"]
        and any(reading.lemmas[word] in classes()["account"] for word in between)
        and reading.words[number - 1].lower() == "to"
    )


def _says_number(reading: Reading, verb: int, number: int) -> bool:
    """True for "said there were 30,000", "said it was 60": nothing but that between the verb and the number."""
    told = {reading.words[word].lower() for word in range(verb + 1, number)}
    fill = {"that", "were", "was", "are", "is", "had", "been"} | BEFORE_NUMBER
    return bool(told & {"there", "it", "they"}) and told <= {"there", "it", "they"} | fill


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
        own = mention.text[
            : max(0, mention.head_end - mention.start)
        ]  # of "police of 1.4 million" the police
        return not any(character.isdigit() for character in own)
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


def _counted(
    reading: Reading, words: range, events: Iterable[Claim], rival: _Counted | None
) -> _Counted | None:
    """What a number counts: the event, or the crowd, told last before it in its sentence, or what the sentence before
    had counted or told last; else the first behind it in its sentence; else those whom the number names: "nine dead",
    "counted 40,000 people".
    """
    word, sentence = words[0], reading.sent_of[words[0]]
    first, own = reading.sents[max(0, sentence - 1)][0], reading.starts[reading.sents[sentence][0]]
    last = reading.sents[sentence][1] - 1
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
    if rival is not None and _fits(reading, words, rival) and (not before or max(before) < own):
        return rival
    if before or behind:
        return found[max(before) if before else min(behind)]
    state = _state_of(reading, words)
    if state is None and reading.lemmas[word - 1] == "count" and reading.lemmas[words[-1]] == "people":
        state = "crowd"  # "the police counted one million people; the institute came to 210,000"
    return _Counted(_words(reading, words[0], words[-1]), state, None) if state in RIVALLED else None


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
