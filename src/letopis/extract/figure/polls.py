"""Find opinion polls: who asked, whom and how many, when, how sure; and which figures are theirs.

In:   a `Reading`.
Out:  `Polls`: for each sentence the poll that it speaks of; the numbers that are a sample or a margin of error.

A poll is told by its noun ("a Mirkom poll", "a survey by the institute") or its verb ("Norstat asked 1,200 people");
"the poll" behind it is the same one, and so are shares of voters in the sentence after. Voters who go to the polls
are no poll.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from letopis.claim import Argument
from letopis.extract.figure.measured import quantities_in, unit_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes, lemma_of
from letopis.mention import Mention, MentionKind
from letopis.times import Interval

BEHIND = 2  # sentences after one that names a poll which can still tell of it
MARGIN_REACH = 12  # words from "margin of error" to its number
NAMES = frozenset({"PROPN"})
WITHIN = frozenset({"/", "-", "–", "&"})
GOING = frozenset(
    {"go", "head", "return", "open", "close", "flock"}
)  # "voters went to the polls", "polls opened"


@dataclass(slots=True)
class Poll:
    """One poll. `when`: when people were asked, else when it came out; the other parts are arguments, or None."""

    pollster: Argument | None = None
    sample: Argument | None = None
    margin: Argument | None = None
    when: Interval | None = None
    is_fieldwork: bool = False

    def arguments(self) -> list[Argument]:
        """The parts that are told."""
        return [part for part in (self.pollster, self.sample, self.margin) if part is not None]


@dataclass(slots=True)
class Polls:
    """The polls of a document: by sentence, and which quantities (by their start) are samples and margins."""

    by_sentence: dict[int, Poll] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)  # sentences that name a poll
    used: set[int] = field(default_factory=set)

    def of(self, reading: Reading, giver: int, quantity: Mention) -> Poll | None:
        """The poll that a figure is from: shares and points only, of a sentence that speaks of one."""
        if unit_of(quantity) not in ("percent", "percentage points", "points", ""):
            return None
        sentence = reading.sent_of[giver]
        poll = self.by_sentence.get(sentence)
        if poll is None or sentence in self.named:
            return poll
        return poll if _is_opinion(reading, giver) else None


def polls_of(reading: Reading) -> Polls:
    """The polls of a document; cached on the reading."""
    cached: Polls | None = reading.__dict__.get("_polls")
    if cached is None:
        cached = reading.__dict__["_polls"] = _find_polls(reading)
    return cached


def _find_polls(reading: Reading) -> Polls:
    """The polls, joined over the sentences of a document."""
    found, current, since = Polls(), None, BEHIND + 1
    asked = classes()["survey_verb"] | classes()["poll_noun"]
    for number, (first, after) in enumerate(reading.sents):
        words = [w for w in range(first, after) if reading.lemmas[w] in asked and _is_poll(reading, w)]
        if words:
            found.named.add(number)
            several = all(
                reading.tags[word] == "NNS" for word in words
            )  # "exit polls": no one that is meant later
            poll = Poll() if several or current is None else _joined(reading, current, words)
            for word in words:
                _learn(reading, found, poll, word)
            if several:
                found.by_sentence[number] = poll
                continue
            current, since = poll, 0
        else:
            since += 1
        if current is not None and since <= BEHIND:
            found.by_sentence[number] = current
            _learn_margin(reading, found, current, first, after)
    return found


def _is_poll(reading: Reading, word: int) -> bool:
    lemma = reading.lemmas[word]
    if reading.pos[word] == "VERB":
        people = slots_of(reading, word).get("obj", ())
        return lemma in classes()["survey_verb"] and any(_is_sample(reading, w) for w in people)
    if lemma not in classes()["poll_noun"] or reading.pos[word] not in ("NOUN", "PROPN"):
        return False
    verb = reading.heads[word]
    return reading.lemmas[verb] not in GOING and reading.deps[word] not in ("compound", "amod")


def _joined(reading: Reading, current: Poll, words: list[int]) -> Poll:
    """The poll spoken of before where this is "the poll", else a new one."""
    definite = all(
        reading.pos[word] != "VERB"
        and any(reading.lemmas[kid] in ("the", "this", "same") for kid in reading.kids[word])
        and _pollster(reading, word) is None
        for word in words
    )
    return current if definite else Poll()


def _learn(reading: Reading, polls: Polls, poll: Poll, word: int) -> None:
    """Put into the poll what the words around its noun or verb tell."""
    poll.pollster = poll.pollster or _pollster(reading, word)
    around = set(reading.subtree(word))
    if (
        reading.pos[reading.heads[word]] == "VERB"
        and reading.lemmas[reading.heads[word]] in classes()["pollster_verb"]
    ):
        around |= set(reading.subtree(reading.heads[word]))
    for at in sorted(around):
        quantity = reading.quantities.get(at)
        if quantity is not None and _is_sample(reading, at):
            polls.used.add(quantity.start)
            poll.sample = poll.sample or _as(quantity, "sample")
        time = reading.times.get(at)
        if time is not None and time.interval is not None and not time.interval.is_open:
            verb = _verb_over(reading, at)
            asked = reading.lemmas[verb] in (
                "conduct",
                "carry",
                "take",
                "do",
                "run",
                *classes()["survey_verb"],
            )
            if asked and not poll.is_fieldwork:
                poll.when, poll.is_fieldwork = time.interval, True
            elif poll.when is None and (
                at in set(reading.subtree(word)) or reading.lemmas[verb] in ("publish", "release")
            ):
                poll.when = time.interval


def _verb_over(reading: Reading, word: int) -> int:
    while reading.pos[word] != "VERB" and reading.heads[word] != word:
        word = reading.heads[word]
    return word


def _is_sample(reading: Reading, word: int) -> bool:
    """True for a number of people asked: "1,020 adults"."""
    quantity = reading.quantities.get(word)
    if quantity is None:
        return False
    unit = unit_of(quantity)
    return unit == "people" or lemma_of(unit, "NNS", "") in classes()["respondent"]


def _learn_margin(reading: Reading, polls: Polls, poll: Poll, first: int, after: int) -> None:
    """ "a margin of error of plus or minus 3 percentage points"."""
    for word in range(first, after):
        if reading.lemmas[word] != "margin" or not any(
            reading.lemmas[w] in ("error", "sampling") for w in range(word, min(word + 4, after))
        ):
            continue
        reach = range(reading.starts[word], reading.ends[min(word + MARGIN_REACH, after - 1)])
        near = [m for _, m in quantities_in(reading, reading.sent_of[word]) if m.start in reach]
        for quantity in near[:1]:
            polls.used.add(quantity.start)
            poll.margin = poll.margin or _as(quantity, "margin")


def _as(quantity: Mention, role: str) -> Argument:
    return Argument(role, quantity.start, quantity.end, quantity.text, quantity.id, quantity.value)


def _pollster(reading: Reading, word: int) -> Argument | None:
    """Who asked: "a Mirkom poll", "a poll by the institute", "Norstat surveyed 1,200 people"."""
    slots = slots_of(reading, word)
    if reading.pos[word] == "VERB":
        return next(
            (reading.argument("pollster", w) for w in slots.get("subj", ()) if _is_body(reading, w)), None
        )
    for source in (word, *(kid for kid in reading.kids[word] if reading.deps[kid] in ("acl", "acl:relcl"))):
        own = slots_of(reading, source)
        for name in ("by", "from", "subj") if source != word else ("by", "from", "poss"):
            body = next((w for w in own.get(name, ()) if _is_body(reading, w)), None)
            if body is not None:
                return reading.argument("pollster", body)
    return _named_before(reading, word) or _named_behind(reading, word)


def _is_body(reading: Reading, word: int) -> bool:
    mention = reading.parties.get(word)
    if mention is not None:
        return mention.kind in (MentionKind.ORGANISATION, MentionKind.PERSON, MentionKind.OTHER)
    return reading.pos[word] == "PROPN"


def _named_before(reading: Reading, word: int) -> Argument | None:
    """The names in front of the noun: "Times/CBS News" of "a Times/CBS News poll"."""
    first = reading.sents[reading.sent_of[word]][0]
    inside = [
        w
        for w in reading.subtree(word)
        if first <= w < word and reading.pos[w] in NAMES and w not in reading.times
    ]
    if reading.pos[word] == "PROPN":  # "the American Community Survey" is a name as a whole
        return None
    own = [
        w
        for w in inside
        if reading.deps[w] in ("compound", "nmod:poss", "flat", "amod", "nmod", "nmod:desc", "conj", "appos")
    ]
    if not own:
        return None
    last = start = max(own)
    while start - 1 >= first and (
        reading.pos[start - 1] in NAMES or reading.words[start - 1] in WITHIN | {"of"}
    ):
        start -= 1
    while start < last and reading.pos[start] not in NAMES:
        start += 1
    mention = next(
        (
            m
            for m in reading.parties.values()
            if m.start == reading.starts[start] and m.end == reading.ends[last]
        ),
        None,
    )
    if mention is not None:
        return Argument("pollster", mention.start, mention.end, mention.text, mention.id)
    begin, end = reading.starts[start], reading.ends[last]
    return Argument("pollster", begin, end, reading.text[begin:end])


def _named_behind(reading: Reading, word: int) -> Argument | None:
    """The name right behind "poll by", which the tree may hang on the verb."""
    after = reading.sents[reading.sent_of[word]][1]
    start = word + 2
    if start >= after or reading.words[word + 1].lower() not in ("by", "from"):
        return None
    start += reading.words[start].lower() == "the"
    last = start
    while last < after and reading.pos[last] in NAMES and last not in reading.times:
        last += 1
    if last == start:
        return None
    begin, end = reading.starts[start], reading.ends[last - 1]
    return Argument("pollster", begin, end, reading.text[begin:end])


def _is_opinion(reading: Reading, giver: int) -> bool:
    """True where people think, want or choose: the sentence after a poll tells more of it."""
    if reading.lemmas[giver] in classes()["backing"] | classes()["leading"] | classes()["thinking"]:
        return True
    first, after = reading.sents[reading.sent_of[giver]]
    return any(
        reading.lemmas[w] in ("respondent", "voter", "rating", "support", "approval")
        for w in range(first, after)
    )


def question_of(reading: Reading, giver: int) -> Argument | None:
    """What those asked think: the clause of "74 percent said that …", "want an early election"."""
    if reading.pos[giver] != "VERB":
        return None
    clauses = slots_of(reading, giver).get("ccomp", ()) or slots_of(reading, giver).get("xcomp", ())
    for clause in clauses:
        start, end = reading.span_of(clause, without=frozenset({"mark"}))
        return Argument("theme", start, end, reading.text[start:end])
    if reading.lemmas[giver] in classes()["backing"]:
        wanted = next(
            (w for w in slots_of(reading, giver).get("obj", ()) if w not in reading.quantities), None
        )
        return reading.argument("theme", wanted) if wanted is not None else None
    return None
