"""Find figures that a report gives for something: how large, how many, what share, by how many votes.

In:   a `Reading`; the events of the document.
Out:  claims of kind figure, mode poll, result, turnout or vote where the text tells; where one thing is said to be so
      many times as large as another, a tie larger_than too.

What a quantity is the measure of: measured.py. Whose poll it is: polls.py. How many took part in an event or were
harmed by it is that event's magnitude and no figure; votes, seats and shares won are both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from letopis.claim import Argument, Claim, ClaimKind, claim_id
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.event.magnitudes import RESULTS, is_known
from letopis.extract.event.tallies import Tally, tallies_of
from letopis.extract.figure.estimates import figure_measure
from letopis.extract.figure.measured import (
    ROWS,
    find_measured,
    head_of,
    is_of_count,
    is_place,
    is_threshold,
    mark_before,
    of_rival,
    quantities_in,
    unit_of,
    unit_words,
)
from letopis.extract.figure.polls import Poll, Polls, polls_of, question_of
from letopis.extract.saying.cues import estimated_by
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, slots_of
from letopis.extract.time.carrying import carried_period
from letopis.extract.time.when import time_of
from letopis.lexicon import classes
from letopis.mention import Form, Mention

PRODUCER = "extract.figures"
FAR = 16  # words between a figure and what it was before
DESCRIBING = frozenset(
    {"compound", "amod", "nmod", "flat", "nummod", "fixed", "goeswith"}
)  # parts of a noun phrase


@dataclass(slots=True)
class _Work:
    """What is known while figures are found: quantities that are told already, and polls."""

    polls: Polls
    used: set[int] = field(default_factory=set)  # start of quantities in the text
    events: Sequence[Claim] = ()


def extract_figures(reading: Reading, events: Iterable[Claim] = ()) -> list[Claim]:
    """The figures of a document, in text order; numbers that are an event's magnitude are left out."""
    work = _Work(polls_of(reading), events=tuple(events))
    work.used.update(work.polls.used)
    work.used.update(a.start for e in work.events for a in e.all("magnitude") if a.measure not in RESULTS)
    found: list[Claim] = []
    for tally in tallies_of(reading):
        inside = range(reading.starts[tally.first], reading.ends[tally.after - 1])
        here = quantities_in(reading, reading.sent_of[tally.first])
        work.used.update(m.start for _, m in here if m.start in inside)
        found += _voted(reading, tally)
    for quantity in sorted(reading.quantities.values(), key=lambda mention: mention.start):
        known = is_known(reading, quantity) or is_of_count(reading, quantity)
        known = known and _part_before(reading, quantity) is None
        if quantity.start in work.used or known or is_threshold(reading, quantity):
            continue
        claims = _compared(reading, quantity) or list(_told(reading, quantity, work))
        found += [*claims, *(_row(reading, claims[0], quantity, work) if claims else ())]
    return found


def _voted(reading: Reading, tally: Tally) -> Iterator[Claim]:
    """The result of a vote, as a figure of who voted, else of what was voted on."""
    verb = tally.first
    while reading.pos[verb] != "VERB" and reading.heads[verb] != verb:
        verb = reading.heads[verb]
    slots = slots_of(reading, verb)
    passive = is_passive(reading, verb)
    choices = [slots.get("obj" if passive else "subj", ()), slots.get("subj", ()), slots.get("obj", ())]
    subject = next(
        (w for words in choices for w in words if reading.pos[w] in ("NOUN", "PROPN", "PRON")), None
    )
    first, second = tally.ayes, tally.noes
    if subject is None or first is None or second is None:
        return
    arguments = [_described(reading, subject, None)]
    for role, (begin, after, number) in (("quantity", first), ("compared_with", second)):
        start, end = reading.starts[begin], reading.ends[after - 1]
        arguments.append(Argument(role, start, end, reading.text[start:end], None, f"{number} votes"))
    yield _claim(reading, verb, ClaimKind.FIGURE, "amount", arguments, mode="vote")


def _compared(reading: Reading, quantity: Mention) -> list[Claim]:
    """ "an economy 29 times the size of Y", "three times larger than Y"."""
    word = head_of(reading, quantity)
    near = reading.words_in(quantity.start, quantity.end + 6)
    if not any(reading.lemmas[w] in ("time", "times", "twice") for w in near):
        return []
    first, after = reading.sents[reading.sent_of[word]]
    measure = next(
        (w for w in range(word, min(word + 4, after)) if reading.lemmas[w] in classes()["measure"]), None
    )
    if measure is None:
        return []
    compared = [w for w in range(measure, min(measure + 5, after)) if w in reading.parties]
    subject = _nearest_party(reading, word, first)
    if not compared or subject is None:
        return []
    common = [reading.argument("subject", subject)]
    unit = Argument("unit", reading.starts[measure], reading.ends[measure], reading.words[measure])
    figure = [*common, _quantity(quantity), unit, reading.argument("compared_with", compared[0])]
    tie = [*common, reading.argument("object", compared[0])]
    return [
        _claim(reading, word, ClaimKind.FIGURE, "ratio", figure),
        _claim(reading, word, ClaimKind.TIE, "larger_than", tie),
    ]


def _nearest_party(reading: Reading, word: int, first: int) -> int | None:
    """The party that the measured phrase describes: what it is an apposition to, or the subject of its clause."""
    current = word
    for _ in range(6):
        if current in reading.parties and current != word:
            return current
        verbal = reading.pos[current] in ("VERB", "AUX")
        subjects = slots_of(reading, current).get("subj", []) if verbal else []
        subjects = subjects or [k for k in reading.kids[current] if reading.deps[k] == "nsubj"]
        found = next((s for s in subjects if s in reading.parties), None)
        if found is not None:
            return found
        if reading.heads[current] == current:
            break
        current = reading.heads[current]
    return next((w for w in range(first, word) if w in reading.parties), None)


def _told(reading: Reading, quantity: Mention, work: _Work) -> Iterator[Claim]:
    """The figure that a quantity gives, none where it is no figure of anything named."""
    mark = mark_before(reading, quantity)
    if mark in ("per", "from", "among", "than") or (
        mark == "against" and of_rival(reading, quantity, mark) is None
    ):
        return
    part = _part_before(reading, quantity) if mark == "of" else None
    if part is not None:
        yield from _part_of(reading, quantity, part, work)
        return
    found = find_measured(reading, quantity)
    if found is None or _is_change_of(reading, quantity, mark):
        return
    giver, subject = found
    if estimated_by(reading, giver) == subject:
        giver = subject  # the verb is the word of him who says so
    if reading.lemmas[subject] in ("sample", "margin") and work.polls.by_sentence:
        return
    counted = figure_measure(reading, subject, quantity, work.events)
    number = replace(_quantity(quantity), measure=counted)
    arguments = [_described(reading, subject, quantity), number, *_unit(reading, quantity)]
    arguments += _beside(reading, quantity, work)
    yield from _claimed(reading, giver, subject, quantity, arguments, work)


def _claimed(
    reading: Reading, giver: int, subject: int, quantity: Mention, arguments: list[Argument], work: _Work
) -> Iterator[Claim]:
    """The claim, with the poll that it is from."""
    kind = "share" if unit_of(quantity) == "percent" else "amount"
    poll = work.polls.of(reading, giver, quantity)
    if poll is not None:
        question = question_of(reading, giver)
        own = question is None or any(a.role == "subject" and a.start == question.start for a in arguments)
        arguments = [*arguments, *poll.arguments(), *([] if question is None or own else [question])]
    mode = "poll" if poll is not None else _mode(reading, giver, subject, quantity)
    yield _claim(reading, giver, ClaimKind.FIGURE, kind, arguments, mode=mode, poll=poll)


def _mode(reading: Reading, giver: int, subject: int, quantity: Mention) -> str | None:
    """turnout, or result of an election, where the words tell; else None."""
    if reading.lemmas[subject] == "turnout" or reading.lemmas[giver] == "turnout":
        return "turnout"
    if unit_of(quantity) not in ROWS:
        return None
    if unit_of(quantity) in ("seats", "votes"):
        return "result" if reading.lemmas[giver] in classes()["winning"] else None
    words = reading.words_in(quantity.end, min(len(reading.text), quantity.end + 20))
    of_vote = any(reading.lemmas[w] in ("vote", "ballot") for w in words)
    won = any(k in classes()["election"] for k in _objects(reading, giver))
    return "result" if reading.lemmas[giver] in classes()["winning"] and (of_vote or won) else None


def _objects(reading: Reading, verb: int) -> list[str]:
    slots = slots_of(reading, verb)
    return [reading.lemmas[w] for name in ("obj", "in") for w in slots.get(name, ())]


def _part_before(reading: Reading, quantity: Mention) -> int | None:
    """The number before "of" in "329 of the 650 seats"."""
    before = reading.words_in(quantity.start, quantity.end)[0] - 1
    while before > 0 and reading.words[before].lower() in ("the", "its", "their", "all"):
        before -= 1
    number = before - 1
    if reading.words[before].lower() != "of" or number < 0 or reading.pos[number] != "NUM":
        return None
    return number


def _part_of(reading: Reading, quantity: Mention, part: int, work: _Work) -> Iterator[Claim]:
    """The figure of "holds 329 of the 650 seats", "191 of the 450 members came": the part, compared with the whole."""
    unit = unit_of(quantity)
    verb = reading.heads[part]
    if reading.pos[verb] != "VERB" or unit not in ROWS | {"deputies", "members", "lawmakers", "states"}:
        return
    counts = reading.lemmas[verb] in classes()["counting"] | classes()["winning"]
    subject = next((w for w in slots_of(reading, verb).get("subj", ()) if w != part), None)
    if reading.deps[part] == "nsubj" and unit not in ROWS:
        subject = head_of(reading, quantity)
    elif reading.deps[part] not in ("obj", "obl") or not counts or subject is None:
        return
    start, end = reading.starts[part], reading.ends[part]
    work.used.update((start, quantity.start))
    number = reading.words[part].replace(",", "")
    value = f"{number} {unit}" if number.isdecimal() else None
    arguments = [
        _described(reading, subject, None),
        Argument("quantity", start, end, reading.text[start:end], None, value),
        *_unit(reading, quantity),
        Argument("compared_with", quantity.start, quantity.end, quantity.text, quantity.id, quantity.value),
    ]
    mode = "result" if reading.lemmas[verb] in classes()["winning"] else None
    yield _claim(reading, verb, ClaimKind.FIGURE, "amount", arguments, mode=mode)


def _described(reading: Reading, word: int, quantity: Mention | None) -> Argument:
    """What is measured, without the words of its measure."""
    mention = reading.parties.get(word)
    apart = (
        quantity is None or mention is None or mention.start >= quantity.end or mention.end <= quantity.start
    )
    if mention is not None and apart:
        return reading.argument("subject", word)
    start, end = _noun_phrase(reading, word)
    if quantity is not None and start < quantity.end and quantity.start < end:
        if quantity.start <= reading.starts[word]:
            start = next((s for s in reading.starts[: word + 1] if s >= quantity.end), reading.starts[word])
        else:
            end = reading.ends[word]
    return Argument("subject", start, end, reading.text[start:end])


def _noun_phrase(reading: Reading, word: int) -> tuple[int, int]:
    """A noun with what describes it, without clauses, articles and what else hangs on it where it is a predicate."""
    found, stack = [word], [word]
    while stack:
        for kid in reading.kids[stack.pop()]:
            of_noun = reading.deps[kid] == "case" and reading.heads[kid] != word
            if (
                reading.deps[kid].split(":")[0] in DESCRIBING
                or of_noun
                or (reading.heads[kid] != word and reading.deps[kid] == "det")
            ):
                found.append(kid)
                stack.append(kid)
    return reading.stretch(word, frozenset(found), ("ADP",))


def _quantity(quantity: Mention, role: str = "quantity") -> Argument:
    return Argument(role, quantity.start, quantity.end, quantity.text, quantity.id, quantity.value)


def _unit(reading: Reading, quantity: Mention) -> list[Argument]:
    """The words of the unit, where they stand apart from the number."""
    unit = unit_of(quantity)
    if not unit or unit == "times":
        return []
    inside = reading.words_in(quantity.start, quantity.end)
    told = [w for w in inside if _is_unit(reading, w)]
    if not told and unit == "percent":  # "a third"
        told = list(inside)
    told = told or [inside[-1]]
    start, end = reading.starts[told[0]], reading.ends[told[-1]]
    return [Argument("unit", start, end, reading.text[start:end], None, unit)]


def _is_unit(reading: Reading, word: int) -> bool:
    """True for the word or sign in a quantity that tells its unit."""
    told = (reading.words[word].lower(), reading.lemmas[word])
    return any((each, kind) in unit_words() for each in told for kind in ("sign", "money", "share", "unit"))


def _beside(reading: Reading, quantity: Mention, work: _Work) -> Iterator[Argument]:
    """What the figure is compared with, and by how much it changed."""
    other = _losing(reading, quantity) or _earlier(reading, quantity)
    if other is not None:
        work.used.add(other.start)
        yield _quantity(other, "compared_with")
    changed = _change(reading, quantity)
    if changed is not None:
        work.used.add(changed.start)
        yield _quantity(changed, "change")
    rival = _ahead_of(reading, quantity)
    if other is None and rival is not None:
        yield rival


def _ahead_of(reading: Reading, quantity: Mention) -> Argument | None:
    """Over whom a lead is: "a six-point lead over X"."""
    noun = reading.heads[head_of(reading, quantity)]
    if reading.lemmas[noun] not in ("lead", "advantage", "edge", "majority"):
        return None
    over = next((w for w in slots_of(reading, noun).get("over", ()) if w in reading.parties), None)
    return reading.argument("compared_with", over) if over is not None else None


def _losing(reading: Reading, quantity: Mention) -> Mention | None:
    """The losing side of "54 percent to 42 percent", "47.1 percent to 41.7"."""
    last = reading.words_in(quantity.start, quantity.end)[-1]
    after = reading.sents[reading.sent_of[last]][1]
    if last + 2 >= after or reading.words[last + 1].lower() not in ("to", "against", "–", "-"):
        return None
    verb = head_of(reading, quantity)
    while reading.pos[verb] != "VERB" and reading.heads[verb] != verb:
        verb = reading.heads[verb]
    if reading.lemmas[verb] not in classes()["score_verb"]:
        return None
    here = quantities_in(reading, reading.sent_of[last])
    rivals = (m for _, m in here if m.start == reading.starts[last + 2])
    return next((m for m in rivals if of_rival(reading, m, mark_before(reading, m)) is None), None)


def _earlier(reading: Reading, quantity: Mention) -> Mention | None:
    """What it was before: "to $150 from $128", "from $47 to $100", "71 percent, up from 68 percent"."""
    word, kind = head_of(reading, quantity), unit_of(quantity)
    here = quantities_in(reading, reading.sent_of[word])
    for other, mention in here:
        if mention.id == quantity.id or abs(other - word) > FAR:
            continue
        mark = mark_before(reading, mention)
        behind = mark == "against" and other > word and of_rival(reading, mention, mark) is None
        if (mark != "from" and not behind) or unit_of(mention) not in (kind, ""):
            continue
        low, high = sorted((other, word))
        own = (quantity.id, mention.id)
        between = [m for w, m in here if low < w < high and m.id not in own]
        if any(mark_before(reading, m) not in ("per", "by", None) for m in between):
            continue
        if any(
            mark_before(reading, m) is None and unit_of(m) == kind and not _is_change_of(reading, m, None)
            for m in between
        ):
            continue
        return mention
    return None


def _is_change_of(reading: Reading, quantity: Mention, mark: str | None) -> bool:
    """True for the amount by which something changed whose level is told too: "rose 0.4 percent, to 4.4 percent"."""
    if mark not in (None, "by", "of"):
        return False
    word = head_of(reading, quantity)
    verb = reading.heads[word]
    return reading.pos[verb] == "VERB" and _level_behind(reading, quantity, verb) is not None


def _level_behind(reading: Reading, quantity: Mention, verb: int) -> Mention | None:
    for _, mention in quantities_in(reading, reading.sent_of[verb]):
        later = mention.start > quantity.start
        if (
            later
            and mark_before(reading, mention) == "to"
            and reading.heads[head_of(reading, mention)] in (verb, head_of(reading, quantity))
        ):
            changing = reading.lemmas[verb] in classes()["changing"]
            return mention if changing else None
    return None


def _change(reading: Reading, quantity: Mention) -> Mention | None:
    """By how much it changed, where the quantity is the level that was reached."""
    if mark_before(reading, quantity) != "to":
        return None
    for _, mention in quantities_in(reading, reading.sent_of[head_of(reading, quantity)]):
        if mention.start < quantity.start:
            mark = mark_before(reading, mention)
            verb = reading.heads[head_of(reading, mention)]
            if (
                mark in (None, "by")
                and reading.pos[verb] == "VERB"
                and _level_behind(reading, mention, verb) is quantity
            ):
                return mention
    return None


def _row(reading: Reading, claim: Claim, quantity: Mention, work: _Work) -> list[Claim]:
    """The further results of a row: "won 28 seats, Likud 27 and Labour 13", "34 percent, with the Tories on 38"."""
    unit = unit_of(quantity)
    if unit not in ROWS:
        return []
    found, place = [], reading.words_in(quantity.start, quantity.end)[-1]
    after = reading.sents[reading.sent_of[place]][1]
    here = quantities_in(reading, reading.sent_of[place])
    for party in range(place + 1, after):
        mention = reading.parties.get(party)
        if mention is None or mention.form != Form.NAME or is_place(mention):
            continue
        number = _number_behind(reading, mention, after)
        given = next((m for _, m in here if number and m.start == reading.starts[number]), None)
        if number is None or (given is not None and unit_of(given) not in ("", unit)):
            continue
        start, end = reading.starts[number], reading.ends[number]
        if start in work.used:
            continue
        work.used.add(start)
        is_plain = reading.words[number].replace(".", "", 1).isdecimal()
        value = f"{reading.words[number]} {unit}" if is_plain else None
        amount = (
            _quantity(given)
            if given
            else Argument("quantity", start, end, reading.text[start:end], None, value)
        )
        last = reading.words_in(amount.start, amount.end)[-1]
        told = Argument("unit", reading.starts[last], reading.ends[last], reading.words[last], None, unit)
        cue = reading.word_at((claim.evidence[0].cue or (quantity.start, 0))[0])
        arguments = [reading.argument("subject", party), amount, told, *_inherited(claim)]
        found.append(
            _claim(
                reading,
                number if cue is None else cue,
                ClaimKind.FIGURE,
                claim.type,
                arguments,
                mode=claim.mode,
            )
        )
    return found


def _inherited(claim: Claim) -> list[Argument]:
    """What holds of a whole row: whose poll it is."""
    return [a for role in ("pollster", "sample", "margin") for a in claim.all(role)]


def _number_behind(reading: Reading, mention: Mention, after: int) -> int | None:
    """The number right behind a name in a row of results."""
    last = reading.words_in(mention.start, mention.end)[-1]
    number = next((w for w in range(last + 1, min(last + 4, after)) if reading.pos[w] == "NUM"), None)
    between: Sequence[int] = range(last + 1, number) if number else ()
    fits = all(
        reading.words[w].lower() in ("to", "on", "at", "with", "is", "got", "'s", "’s", "(") for w in between
    )
    return number if fits else None


def _claim(
    reading: Reading,
    word: int,
    kind: ClaimKind,
    claim_type: str,
    arguments: list[Argument],
    *,
    mode: str | None = None,
    poll: Poll | None = None,
) -> Claim:
    evidence = reading.evidence(word)
    fact = factuality_of(reading, word)
    when = time_of(reading, word) or carried_period(reading, word)
    when = None if when is not None and when.is_open else when  # how long, and not when
    if poll is not None and poll.when is not None:
        when = poll.when
    return Claim(
        id=claim_id(reading.document.id, kind, claim_type, tuple(arguments), evidence),
        document=reading.document.id,
        kind=kind,
        type=claim_type,
        mode=mode,
        arguments=tuple(arguments),
        evidence=(evidence,),
        when=when,
        polarity=fact.polarity,
        modality=fact.modality,
        shown_by=fact.shown_by(reading),
        score=0.8,
        producer=PRODUCER,
    )
