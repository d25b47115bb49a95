"""What an article without a date proves of its own: happenings that are past, plans that are still ahead.

In:   text, words, mentions of a document.
Out:  bounds of its publication, each with the sentence that proves it; only from dates written with their year.

A dated past event was before the article, a dated plan is after it, a term that ends in a year is not over. Ages and
years counted from a dated event: counted.py. What other documents know of an office-holder is joined in resolve/. What
an article never mentions proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc

from letopis.bound import DAY, Bound
from letopis.claim import Modality
from letopis.document import Document
from letopis.extract.certainty.factuality import factuality_of, is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.extract.time.counted import counted_bounds, written_days
from letopis.extract.time.governing import is_prenominal
from letopis.lexicon import classes, table
from letopis.mention import Mention

PAST, AHEAD = "past event", "planned event"
TERM = "term not over"
LIMITS = frozenset({"until", "till", "by", "beyond", "through", "for", "before"})
NOMINAL = ("crisis", "disaster", "protest")
STEPS_UP = 6


def find_bounds(document: Document, doc: Doc, mentions: Iterable[Mention]) -> list[Bound]:
    """The bounds that the document's own text gives, in text order."""
    reading = Reading(document, doc, mentions)
    found = [*_of_dates(reading), *counted_bounds(reading)]
    return sorted(dict.fromkeys(found), key=lambda bound: (bound.evidence[0].start, bound.rule, bound.told))


def _of_dates(reading: Reading) -> Iterator[Bound]:
    for time, mention in reading.times.items():
        days = written_days(mention)
        if days is None or days.start is None or days.end is None:
            continue
        verb, path = verb_over(reading, time)
        ending = _term_verb(reading, time, verb)
        if ending is not None:
            yield Bound(None, days.end - DAY, TERM, (reading.evidence(ending),))
        elif verb is not None and _is_behind(reading, verb, path):
            yield Bound(days.start, None, PAST, (reading.evidence(time),))
        elif verb is not None and _is_ahead(reading, verb, path):
            yield Bound(None, days.end - DAY, AHEAD, (reading.evidence(time),))


def verb_over(reading: Reading, time: int) -> tuple[int | None, list[int]]:
    """The verb (or the word of a copula) that a time stands under, and the words on the way to it."""
    path, current = [time], reading.heads[time]
    for _ in range(STEPS_UP):
        copular = any(reading.deps[kid] == "cop" for kid in reading.kids[current])
        if reading.pos[current] in ("VERB", "AUX") or copular:
            return current, path
        if reading.heads[current] == current:
            return None, path
        path.append(current)
        current = reading.heads[current]
    return None, path


def _marks(reading: Reading, path: list[int]) -> set[str]:
    return {mark.split()[0] for word in path if (mark := preposition(reading, word))}


def _is_direct(reading: Reading, path: list[int]) -> bool:
    """True where the time is the clause's, or that of a noun that can only have happened: "the war of 1999"."""
    inner = [word for word in path[1:] if word not in reading.times]
    known = frozenset().union(*(classes()[name] for name in NOMINAL))
    return all(reading.lemmas[word] in known for word in inner)


def _is_behind(reading: Reading, verb: int, path: list[int]) -> bool:
    """True for a happening that was: a past or perfect, no condition, and no date that limits or is planned."""
    if _marks(reading, path) & LIMITS or not _is_direct(reading, path):
        return False
    helpers = _helpers(reading, verb)
    if any(reading.tags[kid] == "MD" for kid in helpers):
        return False
    tags = {reading.tags[word] for word in (verb, *helpers)}
    perfect = any(reading.lemmas[kid] == "have" for kid in helpers) and reading.tags[verb] == "VBN"
    finite = {reading.tags[kid] for kid in helpers} & {"VBZ", "VBP"}
    bare = reading.tags[verb] == "VBN" and reading.deps[verb] in ("acl", "advcl", "root") and not finite
    if not ("VBD" in tags or perfect or bare) or reading.words[verb].lower() in _fixed():
        return False
    return factuality_of(reading, verb, asked=False).modality in (Modality.ASSERTED, Modality.ALLEGED)


def _is_ahead(reading: Reading, verb: int, path: list[int]) -> bool:
    """True for a plan in the article's own present: "will open", "is due to expire", "opens on 17 September 2023"."""
    if reading.quote_mask[reading.starts[verb]] or _is_told_of_the_past(reading, verb):
        return False
    if is_prenominal(reading, path[0]) or _marks(reading, path) & {"of", "from", "since", "after"}:
        return False  # "the 1989 revolution"
    modality = factuality_of(reading, verb, asked=False).modality
    if modality == Modality.HYPOTHETICAL:
        return False
    helpers = _helpers(reading, verb)
    if {reading.words[kid].lower() for kid in helpers} & {"will", "'ll", "shall"}:
        return True
    if reading.tags[verb] == "VB" and any(reading.words[kid].lower() == "to" for kid in reading.kids[verb]):
        above = reading.heads[verb]
        return above != verb and _is_present(reading, above) and reading.lemmas[above] in _ahead_words()
    if reading.words[verb].lower() in _fixed() and _is_present(reading, verb):
        return True
    return reading.tags[verb] in ("VBZ", "VBP") and reading.lemmas[verb] in _scheduled()


def _is_told_of_the_past(reading: Reading, verb: int) -> bool:
    """True inside what was said or thought at a date of its own: "said in 2003 that it will"."""
    current = verb
    for _ in range(STEPS_UP):
        head = reading.heads[current]
        if head == current:
            return False
        if is_speech_verb(reading, head) and any(
            written_days(reading.times[kid]) for kid in reading.kids[head] if kid in reading.times
        ):
            return True
        current = head
    return False


def _is_present(reading: Reading, word: int) -> bool:
    tags = {reading.tags[one] for one in (word, *_helpers(reading, word))}
    return bool(tags & {"VBZ", "VBP"})


def _helpers(reading: Reading, verb: int) -> list[int]:
    return [kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop")]


def _term_verb(reading: Reading, time: int, verb: int | None) -> int | None:
    """The verb of a term that is not over at the time: "2024, when his term ends", "runs until 2026"; else None."""
    mention = reading.times[time]
    last = reading.words_in(mention.start, mention.end)[-1]
    near = [
        verb,
        *(
            reading.heads[k]
            for k in range(last + 1, min(last + 4, len(reading.words)))
            if _is_when(reading, k)
        ),
    ]
    for word in near:
        if word is None or reading.pos[word] != "VERB" or not _is_present(reading, word):
            continue
        subjects = {reading.lemmas[one] for one in slots_of(reading, word).get("subj", ())}
        ends = reading.lemmas[word] in classes()["end_verb"] | {"run", "last"}
        if subjects & classes()["term_noun"] and ends and reading.tags[word] in ("VBZ", "VBP"):
            return word
    return None


def _is_when(reading: Reading, word: int) -> bool:
    return reading.lemmas[word] == "when"


@cache
def _ahead_words() -> frozenset[str]:
    """Words whose infinitive or day lies ahead: due, scheduled, plan."""
    kinds = ("prospective", "future", "fixing")
    return frozenset(row["word"] for row in table("times_tense") if row["class"] in kinds)


@cache
def _fixed() -> frozenset[str]:
    """Words whose own day lies ahead of them: due, scheduled, set."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] in ("future", "fixing"))


@cache
def _scheduled() -> frozenset[str]:
    """Verbs whose present with a date is a plan: opens, ends, takes place."""
    return classes()["beginning"] | classes()["end_verb"] | {"resume", "run", "leave", "vote", "meet"}
