"""Which events are told as background, and not as the news.

In:   a `Reading`, the word of an event, when it was.
Out:  True for what lies a year or more before the publication, what had happened before the news, what is only named
      to explain it ("the 2014 annexation", "the anniversary of the massacre").
"""

from __future__ import annotations

import re
from datetime import date

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes
from letopis.times import Interval

DAYS = 365  # a happening dated a year or more before the article is its background, not its news
STEPS_UP = 3
HAD = frozenset({"had", "'d", "’d"})
BESIDE = ("acl", "acl:relcl", "appos", "nmod", "obl", "compound")
YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})s?\b")


def is_background(reading: Reading, word: int, when: Interval | None) -> bool:
    """True where an event is told to explain the news."""
    published = reading.document.published.interval.start
    if when and when.end and published and (published - when.end).days > DAYS:
        return True
    if reading.deps[word] == "ccomp" and is_speech_verb(reading, reading.heads[word]):
        return False  # "said that it had fired": the past of what was said
    if _is_news(reading, word):
        return False  # "word came that he had been sacked"
    if _had(reading, word) or _is_remembered(reading, word) or _is_long_ago(reading, word, published):
        return True
    if preposition(reading, word) == "since" and reading.pos[word] == "NOUN":
        return True
    if _is_undone(reading, word, published):
        return True
    noun = reading.heads[word]  # "a century since the vote in which the valley chose the crown"
    inside = reading.deps[word] == "acl:relcl" and reading.tags[word] == "VBD" and reading.pos[noun] == "NOUN"
    return inside and preposition(reading, noun) == "since"


def _is_undone(reading: Reading, word: int, published: date | None) -> bool:
    """True for what was done over a thing long ago and is undone: "officers jailed for the 1999 mutiny were freed"."""
    noun = reading.heads[word]
    verb = reading.heads[noun]
    if (
        reading.deps[word] != "acl"
        or reading.tags[word] != "VBN"
        or reading.lemmas[verb] not in classes()["undoing"]
    ):
        return False
    texts = (reading.words[kid] for kid in reading.subtree(word))
    years = [int(text[:4]) for text in texts if YEAR.fullmatch(text)]
    return bool(years) and (published is None or max(years) < published.year - 1)


def _is_news(reading: Reading, word: int) -> bool:
    """True for what comes to be known: "news arrived that he had fled", "it emerged that she had resigned"."""
    current = word
    while reading.deps[current] == "conj" and reading.heads[current] != current:
        current = reading.heads[current]
    head = reading.heads[current]
    if head == current or not any(
        reading.deps[kid] == "mark" and reading.words[kid].lower() == "that" for kid in reading.kids[current]
    ):
        return False
    if reading.lemmas[head] in classes()["tidings"] and reading.pos[head] == "NOUN":
        return True
    if reading.lemmas[head] in classes()["coming_out"]:
        return True
    if reading.pos[head] == "NOUN" and head > reading.heads[head]:
        head = reading.heads[head]  # "word came from the capital that", hung on the capital
    return any(
        reading.deps[kid].startswith("nsubj") and reading.lemmas[kid] in classes()["tidings"]
        for kid in reading.kids[head]
    )


def _had(reading: Reading, word: int) -> bool:
    """True for a past perfect, and for what is joined to one."""
    current = word
    for _ in range(STEPS_UP):
        auxiliaries = [kid for kid in reading.kids[current] if reading.deps[kid] == "aux"]
        if any(reading.words[kid].lower() in HAD for kid in auxiliaries):
            return not _is_unreal(reading, current)
        upper = reading.heads[current]
        if auxiliaries or reading.deps[current] != "conj" or reading.tags[upper] != reading.tags[current]:
            return False
        current = upper
    return False


def _is_unreal(reading: Reading, verb: int) -> bool:
    """True for the "had" of what did not happen: "if he had left", "had he left", "wished he had left"."""
    kids = reading.kids[verb]
    conditions = any(
        reading.lemmas[kid] in classes()["condition_word"] and reading.deps[kid] in ("mark", "advmod")
        for kid in kids
    )
    had = next((kid for kid in kids if reading.words[kid].lower() in HAD), verb)
    subjects = [kid for kid in kids if reading.deps[kid].startswith("nsubj")]
    before = [kid for kid in kids if kid < had and reading.deps[kid] == "advmod"]
    opens = bool(subjects) and had < subjects[0] and not before  # not "never before had so many"
    return conditions or opens or reading.lemmas[reading.heads[verb]] == "wish"


def _is_remembered(reading: Reading, word: int) -> bool:
    """True for a noun that something recalls: "the anniversary of the massacre", "veterans of the uprising"."""
    head = reading.heads[word]
    if reading.pos[word] != "NOUN" or reading.deps[word] not in ("nmod", "compound", "nmod:poss"):
        return False
    return reading.lemmas[head] in classes()["recalling"]


def _is_long_ago(reading: Reading, word: int, published: date | None) -> bool:
    """True for what a year before the publication dates, or words such as "four decades ago"."""
    aside = _is_aside(reading, word)
    for text in _times_at(reading, word):
        lower = text.lower()
        years = [int(found[:4]) for found in YEAR.findall(lower)]
        if years and (published is None or max(years) < published.year - (0 if aside else 1)):
            return True
        if "ago" in lower.split() and any(unit in lower for unit in ("year", "decade", "centur")):
            return True
        if aside and lower in ("last year", "the previous year", "the year before"):
            return True
    return False


def _is_aside(reading: Reading, word: int) -> bool:
    """True for what stands beside the main clause: in a relative clause, an apposition, a phrase."""
    return reading.deps[word] in BESIDE


def _times_at(reading: Reading, word: int) -> list[str]:
    """The words of the times that hang on a word, or on the apposition it explains."""
    found = []
    near = [word]
    if reading.deps[word] == "nmod" and reading.deps[reading.heads[word]] == "appos":
        near.append(reading.heads[word])  # "scene of a strike four decades ago"
    for centre in near:
        for kid in reading.kids[centre]:
            mention = reading.times.get(kid)
            if mention is not None:
                found.append(mention.text)
            elif reading.tags[kid] == "CD" and reading.deps[kid] in ("compound", "nummod", "nmod", "obl"):
                found.append(reading.words[kid])
            elif reading.words[kid].lower() == "ago":
                found.append(
                    reading.text[
                        reading.starts[kid] - 20 if reading.starts[kid] > 20 else 0 : reading.ends[kid]
                    ]
                )
    return found
