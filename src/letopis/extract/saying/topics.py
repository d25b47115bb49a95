"""Find sayings of which only the topic is told: "spoke of a historic day", "had announced the decision on Sunday".

In:   a `Reading`.
Out:  attributions of which the topic is the content.

Verbs and nouns: classes.tsv. What is announced by an act of its own ("announced her resignation") is an event.
"""

from __future__ import annotations

from collections.abc import Iterator

from letopis.claim import Polarity
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.lexicon import classes
from letopis.mention import MentionKind

SCORE = 0.6  # as of other sayings that only the tree shows
SPEAKERS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP)
MARKS = ("of", "about")
LIMITS = frozenset({"within", "by", "before", "for"})
BESIDE = frozenset({"case", "cc", "parataxis"})


def find_topics(reading: Reading) -> Iterator[Attributed]:
    """ "X spoke of Y", "X announced Y": what X says is Y."""
    for verb, pos in enumerate(reading.pos):
        topic = topic_of(reading, verb) if pos == "VERB" else None
        if topic is None:
            continue
        speakers = [
            word
            for word in slots_of(reading, verb).get("subj", ())
            if word in reading.parties and reading.parties[word].kind in SPEAKERS
        ]
        if not speakers or factuality_of(reading, verb).polarity == Polarity.NEGATED:
            continue
        span = trim(reading.text, *reading.span_of(topic, without=BESIDE))
        if span and reading.lemmas[verb] in classes()["promising"]:
            span = span[0], max(span[1], _until(reading, verb, topic))
        if span and not span[0] <= reading.starts[verb] < span[1]:
            cue = (reading.starts[verb], reading.ends[verb])
            yield Attributed((), cue, (span,), SCORE, speakers[0], form="indirect")


def topic_of(reading: Reading, verb: int) -> int | None:
    """The noun that says of what somebody speaks, or what is announced; None of any other verb."""
    lemma = reading.lemmas[verb]
    if lemma in classes()["promising"] and reading.pos[verb] == "VERB" and not is_passive(reading, verb):
        return _promised(reading, verb)
    speaks, announces = lemma in classes()["speaking_of"], lemma in classes()["announcing"]
    if not (speaks or announces) or reading.pos[verb] != "VERB" or is_passive(reading, verb):
        return None
    slots = slots_of(reading, verb)
    if speaks:
        mark = next((mark for mark in MARKS if mark in slots), None)
        below = [kid for kid in reading.kids[verb] if reading.deps[kid].startswith("obl")]
        return next((kid for kid in slots.get(mark or "", ()) if kid in below), None)
    return next((k for k in slots.get("obj", ()) if reading.lemmas[k] in classes()["announced_noun"]), None)


def _promised(reading: Reading, verb: int) -> int | None:
    """What is promised or demanded, where it is a thing: "promised elections within a year"."""
    things = [
        k for k in reading.kids[verb] if reading.deps[k] == "obj" and k > verb and reading.pos[k] == "NOUN"
    ]
    clause = any(reading.deps[k] in ("ccomp", "xcomp") for k in reading.kids[verb])
    return None if clause or not things or things[0] in reading.parties else things[0]


def _until(reading: Reading, verb: int, thing: int) -> int:
    """Where the phrase ends that says until when or for whom a thing is promised: "elections within a year"."""
    behind = [k for k in reading.kids[verb] if k > thing and preposition(reading, k) in LIMITS]
    return max((reading.span_of(k)[1] for k in behind), default=0)
