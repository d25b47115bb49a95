"""Find what is announced with its day in words that no frame knows, and what is called for a day.

In:   a `Reading`, and the claims that frames have found in it.
Out:  planned claims of kind event: of type ACT those of verbs that lie ahead with a time and that no other claim rests
      on ("new passports are to be issued by June"), of the noun's type what somebody calls for a day ("called a summit
      for Thursday").

A calendar of what is to come cannot wait for a word list of everything that can be announced; what is done is told by
frames alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from letopis.claim import Argument, Claim, ClaimKind, Modality, Polarity, Words, claim_id
from letopis.extract.certainty.factuality import factuality_of, is_speech_verb, joined_words
from letopis.extract.certainty.stances import stance_towards
from letopis.extract.event.actors import can_act
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.extract.time.when import ahead, fixed_time, time_of
from letopis.lexicon import NO_EVENT, classes, frames
from letopis.times import Interval

PRODUCER = "extract.announced"
UNLISTED = ("ACT", None)
SCORE = 0.7
SURE = (Modality.ASSERTED, Modality.PLANNED)
CARRIED = ("obj", "nsubj", "nsubj:pass", "xcomp", "ccomp", "obl")  # hang on the verb whose act they name
BRANCHES = frozenset({"acl:relcl", "acl", "advcl", "parataxis"})
ASIDE = frozenset(
    {",", "-", "\u2013", "\u2014", "which"}
)  # what is told of a known thing, and not which one it is
PRESENT = frozenset({"now", "time_being", "current"})
OWN = frozenset({"amod", "compound", "nmod"})


def extract_announced(reading: Reading, told: Iterable[Claim]) -> list[Claim]:
    """The announced acts that no frame tells, in text order; `told` are the claims that frames tell."""
    cues = {
        claim.evidence[0].cue[0]: claim.type if _lies_open(claim) else ""
        for claim in told
        if claim.evidence[0].cue is not None
    }
    taken = {word: cues[start] for word, start in enumerate(reading.starts) if start in cues}
    found = [*_announced(reading, taken), *_called(reading, taken)]
    found += [*_due(reading, taken), *_wanted(reading, taken)]
    return sorted(found, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].cue or (0, 0)))


def _announced(reading: Reading, taken: Mapping[int, str]) -> Iterator[Claim]:
    for word, pos in enumerate(reading.pos):
        if (
            pos != "VERB"
            or word in taken
            or not _is_act(reading, word)
            or _is_told_below(reading, word, taken)
        ):
            continue
        fact = factuality_of(reading, word)
        if not _is_meant(reading, word, fact.modality) or fact.polarity is not Polarity.AFFIRMED:
            continue
        when = time_of(reading, word)
        when = ahead(reading, word, when) if when is not None else None
        if when is None or not _lies_ahead(reading, when):
            continue
        arguments = _arguments(reading, word)
        if arguments and _is_plain(reading, word):
            yield _claim(reading, word, UNLISTED, arguments, when, fact.shown_by(reading))


def _called(reading: Reading, taken: Mapping[int, str]) -> Iterator[Claim]:
    """What somebody calls for a day, or puts off to one: the summit of "called a summit for Thursday"."""
    known = classes()["calling_for"] | classes()["moving"] | classes()["planning"]
    for verb, lemma in enumerate(reading.lemmas):
        if lemma not in known or reading.pos[verb] != "VERB":
            continue
        fact, when = factuality_of(reading, verb), fixed_time(reading, verb)
        if fact.polarity is not Polarity.AFFIRMED or fact.modality not in SURE or when is None:
            continue
        shown = (verb, *slots_of(reading, verb).get("prt", ()))
        slots = slots_of(reading, verb)
        callers = [w for w in slots.get("subj", ()) if can_act(reading, w)]
        actors = [one for w in callers for one in reading.arguments("actor", w)]
        for noun in (*slots.get("obj", ()), *slots.get("xcomp", ())):
            kind = _named_type(reading, noun) if reading.pos[noun] == "NOUN" and noun not in taken else None
            if kind is None and lemma not in classes()["calling_for"] and _is_thing(reading, noun, taken):
                kind = UNLISTED
            if kind is not None and not _is_told_by(taken.get(verb), kind[0]):
                roles = (*actors, reading.argument("theme", noun))
                when = ahead(reading, verb, when)
                word = verb if kind is UNLISTED else noun
                yield _claim(reading, word, kind, roles, when, joined_words(reading, shown))


def _due(reading: Reading, taken: Mapping[int, str]) -> Iterator[Claim]:
    """A thing that no frame knows, said to be due at a time: "the review is due in October"."""
    awaited = classes()["set_for"]
    for word, lemma in enumerate(reading.lemmas):
        kids = reading.kids[word]
        said = lemma == "due" or (
            lemma in awaited and reading.tags[word] == "VBN" and is_passive(reading, word)
        )
        was = any(reading.tags[kid] == "VBD" for kid in kids) and reading.deps[word] != "ccomp"
        if not said or was or word in taken or any(reading.deps[kid] in ("xcomp", "ccomp") for kid in kids):
            continue
        subjects = [kid for kid in kids if reading.deps[kid] in ("nsubj", "nsubj:pass")]
        things = [
            noun
            for noun in subjects
            if _is_thing(reading, noun, taken) and not any(w in taken for w in _phrase(reading, noun))
        ]
        when = time_of(reading, word) if things else None
        when = ahead(reading, word, when) if when is not None else None
        fact = factuality_of(reading, word)
        if when is None or not _lies_ahead(reading, when) or fact.polarity is not Polarity.AFFIRMED:
            continue
        roles = tuple(_thing(reading, noun) for noun in things)
        yield _claim(reading, word, UNLISTED, roles, when, joined_words(reading, (word,)))


def _wanted(reading: Reading, taken: Mapping[int, str]) -> Iterator[Claim]:
    """What somebody wants by a time to come: "wants the vote by the end of June"."""
    for verb, lemma in enumerate(reading.lemmas):
        if lemma not in classes()["wanting"] or reading.pos[verb] != "VERB":
            continue
        slots = slots_of(reading, verb)
        when = _last_day(reading, (verb, *slots.get("obj", ())))
        fact = factuality_of(reading, verb)
        sure = fact.polarity is Polarity.AFFIRMED and fact.modality in SURE
        if when is None or when.start is not None or not sure or not _lies_ahead(reading, when):
            continue
        actors = tuple(
            one for w in slots.get("subj", ()) if can_act(reading, w) for one in reading.arguments("actor", w)
        )
        for noun in slots.get("obj", ()):
            kind = _named_type(reading, noun) if reading.pos[noun] == "NOUN" and noun not in taken else None
            if kind is not None and actors:
                claim = _claim(reading, noun, kind, actors, when, joined_words(reading, (verb,)))
                yield replace(claim, modality=Modality.POSSIBLE)


def _last_day(reading: Reading, heads: tuple[int, ...]) -> Interval | None:
    """The time by which something is to be, where it hangs on one of these."""
    for time, mention in reading.times.items():
        told = mention.interval
        if reading.heads[time] in heads and preposition(reading, time) in ("by", "before") and told:
            return told
    return None


def _is_told_by(told: str | None, kind: str) -> bool:
    """True where the verb's own claim tells the noun's act: "the vote was called for 9 April"."""
    return told is not None and (told in (kind, "ELECT") or kind == UNLISTED[0])


def _lies_open(claim: Claim) -> bool:
    """True for a claim that tells what is to come itself; not for "convened a conference for Thursday"."""
    return claim.type == "ELECT" or claim.modality is Modality.PLANNED


def _is_thing(reading: Reading, noun: int, taken: Mapping[int, str]) -> bool:
    """True for a thing that can be put off to a day: a statement, a decision."""
    thing = reading.pos[noun] == "NOUN" and noun not in taken and noun not in reading.quantities
    return thing and not can_act(reading, noun) and not _is_time(reading, noun)


def _claim(
    reading: Reading,
    word: int,
    kind: tuple[str, str | None],
    arguments: tuple[Argument, ...],
    when: Interval,
    shown_by: tuple[Words, ...],
) -> Claim:
    evidence = reading.evidence(word)
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.EVENT, kind[0], arguments, evidence),
        document=reading.document.id,
        kind=ClaimKind.EVENT,
        type=kind[0],
        mode=kind[1],
        arguments=arguments,
        evidence=(evidence,),
        when=when,
        modality=Modality.PLANNED,
        shown_by=shown_by,
        score=SCORE,
        producer=PRODUCER,
    )


def _named_type(reading: Reading, noun: int) -> tuple[str, str | None] | None:
    """Type and mode of the event that a noun names by itself, or None."""
    lemma = reading.lemmas[noun]
    known = [frame for frame in frames("events").get((lemma, "N"), ()) if frame.type != NO_EVENT]
    if known:
        plain = min(known, key=lambda frame: len(frame.needs))
        return plain.type, plain.mode
    return ("CONSULT", "multilateral") if lemma in classes()["meeting"] else None


def _is_act(reading: Reading, word: int) -> bool:
    """True for "will raise", "is to be raised", "plans to raise"; not for a participle that describes a thing, a state,
    a saying, or what moves another thing to a day."""
    if reading.lemmas[word] in classes()["state_verb"]:
        return False
    slots, lemma = slots_of(reading, word), reading.lemmas[word]
    off = any(reading.lemmas[w] in ("off", "back") for w in slots.get("prt", ()))
    if lemma in classes()["postponing"] and (off or lemma != "put"):
        return False
    if is_speech_verb(reading, word) and (slots.keys() & {"ccomp", "to"} or not slots.get("obj")):
        return lemma in classes()["light_verb"] and is_passive(reading, word)  # "it must be held again"
    if reading.tags[word] == "VBN":
        return is_passive(reading, word) and reading.deps[word] not in ("acl", "amod")
    return (
        reading.tags[word] == "VB"
        and reading.deps[word] not in ("acl", "advcl")
        and _is_marked(reading, word)
    )


def _is_marked(reading: Reading, word: int) -> bool:
    """False for a bare infinitive without "to" or "will": whom somebody "had answer them"."""
    sharing = (word, reading.heads[word]) if reading.deps[word] == "conj" else (word,)
    return any(reading.tags[kid] in ("TO", "MD") for verb in sharing for kid in reading.kids[verb])


def _is_plain(reading: Reading, word: int) -> bool:
    """False for what "you" want, for a forecast, for whoever may be described ("the man who will"), and behind the
    time of a verb that was: "on Thursday the party sought to limit"."""
    head = reading.heads[word]
    if reading.lemmas[word] in classes()["forecast_verb"]:
        return False
    if reading.deps[word] == "acl:relcl":
        between = {other.lower() for other in reading.words[head + 1 : word]}
        return reading.pos[head] == "PROPN" or bool(between & ASIDE)
    above = [head] if reading.deps[word] == "xcomp" else []
    asked = [w for verb in (word, *above) for w in slots_of(reading, verb).get("subj", ())]
    was = any(
        reading.tags[verb] == "VBD" and any(day < verb for day in reading.kids[verb] if day in reading.times)
        for verb in above
    )
    return not was and not any(reading.words[w].lower() == "you" for w in asked)


def _is_meant(reading: Reading, word: int, modality: Modality) -> bool:
    """True for what is planned, and for what somebody wants to do himself on a day that he tells."""
    if modality is Modality.PLANNED:
        return True
    head = reading.heads[word]
    wanted = reading.deps[word] == "xcomp" and stance_towards(reading, head, "to") == "wanted"
    return modality is Modality.POSSIBLE and wanted


def _is_told_below(reading: Reading, word: int, taken: Mapping[int, str]) -> bool:
    """True where what the verb carries is an event already: "talks are to begin", "plans to hold a vote"."""
    slots = slots_of(reading, word)
    carried = [kid for kid in reading.kids[word] if reading.deps[kid] in CARRIED]
    carried += [*slots.get("subj", ()), *slots.get("obj", ())]
    return any(w in taken for kid in carried for w in _phrase(reading, kid))


def _phrase(reading: Reading, word: int) -> Iterator[int]:
    """A word and what hangs on it, without clauses."""
    yield word
    for kid in reading.kids[word]:
        if reading.deps[kid] not in BRANCHES:
            yield from _phrase(reading, kid)


def _lies_ahead(reading: Reading, when: Interval) -> bool:
    """True for a time that ends on the day of the article or later, not "now"; of an article without a date for any."""
    published = reading.document.published.interval
    if when.rule in PRESENT:
        return False
    if when.end is None:
        return when.start is not None and (published.start is None or when.start > published.start)
    return published.end is None or when.end >= published.end


def _arguments(reading: Reading, word: int) -> tuple[Argument, ...]:
    slots = slots_of(reading, word)
    found: list[Argument] = []
    for filler in slots.get("subj", ()):
        if can_act(reading, filler):
            found += reading.arguments("actor", filler)
        elif not _is_time(reading, filler):
            found.append(_thing(reading, filler))
    found += [_thing(reading, filler) for filler in slots.get("obj", ()) if not _is_time(reading, filler)]
    return tuple(dict.fromkeys(found))


def _is_time(reading: Reading, word: int) -> bool:
    """True for a word of a time: the end of "by the end of the year"."""
    start, end = reading.starts[word], reading.ends[word]
    return any(time.start <= start and end <= time.end for time in reading.times.values())


def _thing(reading: Reading, word: int) -> Argument:
    """What is done to, without what is said of it: the compromise of "it was a compromise, which is to be reviewed"."""
    if word in reading.parties or not any(reading.deps[kid] == "cop" for kid in reading.kids[word]):
        return reading.argument("theme", word)
    branches = frozenset(reading.deps[kid] for kid in reading.kids[word]) - OWN
    return reading.span_argument("theme", *reading.span_of(word, without=branches))
