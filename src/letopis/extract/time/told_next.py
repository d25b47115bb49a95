"""Days that the next sentence tells: "X was named. The appointment, made on Monday, …", a headline over a dated
sentence.

In:   a `Reading`, the word of the happening.
Out:  an `Interval`, or None where nothing beside tells the day.

The next sentence of the paragraph dates a deed where its subject is the noun
of that deed, known by its article, and what is told of it is when it was done. A headline without an auxiliary tells
what the sentence behind it dates. Words: classes.tsv, classes deed_noun, done_verb, held_verb.
"""

from __future__ import annotations

from dataclasses import replace

from letopis.extract.sentence.reading import Reading
from letopis.extract.time.carrying import block_of, root_of
from letopis.extract.time.deeds_before import is_known
from letopis.extract.time.hanging import told_plainly
from letopis.extract.time.when import time_of
from letopis.lexicon import classes, frames
from letopis.mention import Form
from letopis.times import Interval

DAYS = 3  # a longer time is no day
HEADLINE = 10  # words at most


def told_next(reading: Reading, word: int) -> Interval | None:
    """The day that the sentence behind the happening's tells of it, or None."""
    number = reading.sent_of[word] + 1
    if number >= len(reading.sents):
        return None
    first, after = reading.sents[number]
    root = root_of(reading, first, after) if first < after else None
    if root is None:
        return None
    when = _of_deed(reading, word, root) or _under_headline(reading, word, root)
    return replace(when, basis="narrative", text=None) if when is not None else None


def _of_deed(reading: Reading, word: int, root: int) -> Interval | None:
    """ "The appointment, made on Monday, …", "The vote took place on Sunday"."""
    if block_of(reading, root) != block_of(reading, word) or not _is_main(reading, word):
        return None
    subjects = (kid for kid in reading.kids[root] if reading.deps[kid] in ("nsubj", "nsubj:pass"))
    noun = next(subjects, root if reading.pos[root] == "NOUN" else None)
    if noun is None or not is_known(reading, noun) or not _names_same(reading, word, noun):
        return None
    for kid in reading.kids[noun]:
        held = reading.tags[kid] == "VBN" and reading.lemmas[kid] in classes()["done_verb"]
        if reading.deps[kid] in ("acl", "acl:relcl") and held:
            return _day(time_of(reading, kid))
    for kid in (root, *reading.kids[noun]):  # "The vote was on Sunday"
        if kid in reading.times and any(reading.deps[k] == "cop" for k in reading.kids[kid]):
            return _day(reading.times[kid].interval)
    own = time_of(reading, noun)
    if own is None and (reading.lemmas[root] in classes()["held_verb"]):
        own = time_of(reading, root)
    return _day(own)


def _is_main(reading: Reading, word: int) -> bool:
    """True for the main verb of its sentence, and for what is joined to it or said in it."""
    current = word
    for _ in range(3):
        head, dep = reading.heads[current], reading.deps[current]
        if head == current:
            return True
        if dep not in ("conj", "ccomp", "parataxis", "xcomp", "obj"):
            return False
        current = head
    return False


def _names_same(reading: Reading, word: int, noun: int) -> bool:
    """True for the noun of the deed that the word tells: "named" and "appointment"; "decision", "move" of any."""
    lemma = reading.lemmas[noun]
    if lemma in classes()["deed_noun"]:
        return reading.pos[word] == "VERB"
    known = frames("events")
    own = {frame.type for frame in known.get((reading.lemmas[word], "V"), ())}
    own |= {frame.type for frame in known.get((reading.lemmas[word], "N"), ())}
    return bool(own & {frame.type for frame in known.get((lemma, "N"), ())})


def _under_headline(reading: Reading, word: int, root: int) -> Interval | None:
    """Of "Tax office raided. Detectives carried crates out on Friday" the Friday."""
    first, after = reading.sents[reading.sent_of[word]]
    if reading.heads[word] != word or after - first > HEADLINE or reading.sent_of[word] != 0:
        return None
    subject = next((k for k in reading.kids[word] if reading.deps[k].startswith("nsubj")), None)
    if subject is None or reading.tags[word] not in ("VBN", "VBD") or _is_named(reading, subject):
        return None
    bare = not any(reading.deps[k] in ("det", "nmod:poss") for k in reading.kids[subject])
    finite = any(reading.deps[k] in ("aux", "aux:pass", "cop", "obj", "ccomp") for k in reading.kids[word])
    single = reading.tags[subject] in ("NN", "NNP")
    if not bare or finite or not single or not told_plainly(reading, root):
        return None
    return _day(time_of(reading, root))


def _is_named(reading: Reading, word: int) -> bool:
    mention = reading.parties.get(word)
    return reading.pos[word] != "NOUN" if mention is None else mention.form != Form.NOMINAL


def _day(when: Interval | None) -> Interval | None:
    if when is None or when.start is None or when.end is None or (when.end - when.start).days > DAYS:
        return None
    return when
