"""The word that a time hangs on, where the tree is right and where it always errs alike.

In:   a `Reading` and the word that heads a time.
Out:  the verb or noun that the time belongs to.

Trees hang a time too high ("a mayor who took office in May"), too low ("said a month ago would be shut"), or on a thing
that has no date ("for $340 million last month"). What the time then dates, and at what cost: hanging.py.
"""

from __future__ import annotations

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.extract.time.clause_ends import clause_verb
from letopis.lexicon import classes, frames

BOUNDING = frozenset({"for", "until", "till", "from", "since", "between", "to", "through"})
APART = frozenset({"after", "before", "until", "till", "since"})
ENDED = frozenset({"ended", "ending"})


def governor_of(reading: Reading, time: int) -> int:
    """The word that the time at `time` hangs on."""
    current = reading.heads[time]
    if reading.deps[current] == "advmod" and (
        reading.lemmas[current] in classes()["counted_from"] or reading.lemmas[current] in ("late", "early")
    ):
        current = reading.heads[current]  # "called off two days before", "late in the evening"
    if reading.lemmas[current] in classes()["how_often"] and reading.deps[current] in (
        "obl",
        "advmod",
        "obl:unmarked",
    ):
        current = reading.heads[current]  # "more than once between 24 and 28 October"
    for _ in range(4):
        if current in reading.times or current == time:
            current = reading.heads[current]
    inner = _between(reading, current, time)
    if inner is not None:
        return inner
    current = _looked_into(reading, current, time) or _raised(reading, current, time)
    for _ in range(6):  # "for $340 million last month", "at its plant in January": a thing has no date
        if not _is_undated(reading, current, time):
            break
        current = reading.heads[current]
    current = _occasion_before(reading, current, time) or current
    above = clause_verb(reading, current, time)
    return int(current) if above is None else above


def _looked_into(reading: Reading, verb: int, time: int) -> int | None:
    """Of "appointed to investigate the shooting of 14 students last November" the shooting."""
    when, published = reading.times[time].interval, reading.document.published.interval
    if reading.lemmas[verb] not in classes()["looking_back"] or reading.tags[verb] not in ("VB", "VBG"):
        return None
    if when is None or when.end is None or published.end is None or when.end > published.end:
        return None
    first = reading.words_in(reading.times[time].start, reading.times[time].end)[0]
    for noun in reading.kids[verb]:
        if reading.deps[noun] == "obj" and (reading.lemmas[noun], "N") in frames("events"):
            last = max(word for word in reading.subtree(noun))
            gap = [word for word in range(last + 1, first) if reading.pos[word] != "ADP"]
            return noun if noun < first and last < first and not gap else None
    return None


def _occasion_before(reading: Reading, governor: int, time: int) -> int | None:
    """The "summit" of "invite them to talks on trade at its summit in July", where the tree hangs the time higher."""
    before = reading.words_in(reading.times[time].start, reading.times[time].end)[0] - 1
    if before >= 0 and reading.pos[before] == "ADP":
        before -= 1
    if before <= governor or reading.pos[governor] != "NOUN" or not is_occasion(reading, before):
        return None
    return before if governor in uphill(reading, before) else None


def is_occasion(reading: Reading, noun: int) -> bool:
    """True for the occasion of a clause, wherever the tree hangs it: "at its summit", "during the debate"."""
    known = classes()
    is_one = reading.lemmas[noun] in known["meeting"] | known["occasion"]
    return is_one and preposition(reading, noun) in ("at", "during")


def _raised(reading: Reading, governor: int, time: int) -> int:
    """The verb above, where the tree hangs a time too low: before "that" ("were told this week that … would be"),
    right behind a verb of saying ("said a month ago would be shut"), in front of a name ("In 1991 Keating was"), under
    the end of a period ("for the quarter ended June 30"); else the governor."""
    mention = reading.times[time]
    inside = reading.words_in(mention.start, mention.end)
    first, after = inside[0], inside[-1] + 1
    above = reading.heads[governor]
    if reading.deps[governor] == "ccomp" and above < first < governor:
        marks = [kid for kid in reading.kids[governor] if reading.deps[kid] == "mark"]
        if any(kid > time and reading.words[kid].lower() == "that" for kid in marks):
            return above
        if above == first - 1 and is_speech_verb(reading, above) and not _lies_ahead(reading, time):
            return above
    if after < len(reading.words) and reading.words[after].lower() in ENDED and governor == after:
        return _verb_before(reading, first) or above
    opens = first > 0 and reading.words[first - 1] in ("In", "On")
    if opens and is_prenominal(reading, time) and reading.pos[governor] == "PROPN":
        return above
    return governor


def _lies_ahead(reading: Reading, time: int) -> bool:
    when, published = reading.times[time].interval, reading.document.published.interval.start
    return bool(when and when.start and published and when.start > published)


def _verb_before(reading: Reading, place: int) -> int | None:
    """The last verb of the sentence before a place, participles of nouns left out; None where there is none."""
    start, _ = reading.sents[reading.sent_of[place]]
    verbs = (word for word in range(place - 1, start - 1, -1) if reading.pos[word] == "VERB")
    return next((word for word in verbs if not reading.deps[word].startswith(("acl", "amod"))), None)


def is_figure(reading: Reading, noun: int) -> bool:
    """True for a noun of what is counted: price, output, profit, earnings."""
    return reading.lemmas[noun] in classes()["figure_noun"] | classes()["takings"]


def is_prenominal(reading: Reading, time: int) -> bool:
    """True for a time in front of the noun that it describes: "Sunday's riots", "the 1987 massacre"."""
    head = reading.heads[time]
    if head <= time or reading.pos[head] not in ("NOUN", "PROPN"):
        return False
    return reading.deps[time].split(":")[0] in ("compound", "nmod", "nummod", "amod", "det")


def _between(reading: Reading, governor: int, time: int) -> int | None:
    """What a time stands right behind though the tree hangs it higher: the verb of a relative clause ("a mayor who
    took office in May") or of one behind "since" ("was filed since they launched it in May"), the noun of "welcomed
    the release on Tuesday of two pilots"; else None."""
    if reading.pos[governor] in ("NOUN", "PROPN", "PRON"):
        clauses = [
            word
            for word in range(governor + 1, time)
            if reading.deps[word] == "acl:relcl" and governor in uphill(reading, word)
        ]
        return clauses[-1] if clauses else None
    mention = reading.times[time]
    inside = reading.words_in(mention.start, mention.end)
    before, after = inside[0] - 1, inside[-1] + 1
    clause = _clause_apart(reading, governor, inside[0])
    if clause is not None:
        return clause
    mark = reading.words[before].lower() if reading.pos[before] == "ADP" else ""
    if mark:
        before -= 1
    if mark == "for" and reading.deps[before] == "obj" and reading.heads[before] == governor:
        return before  # "approved the budget for 2016"
    if before <= governor or reading.heads[before] != governor or reading.pos[before] != "NOUN":
        return None
    if (reading.lemmas[before], "N") not in frames("events"):
        return None
    if any(reading.heads[other] == governor for other in reading.times if governor < other < before):
        return before  # "called on Monday for a strike on 20 March": the verb has its own
    if after >= len(reading.words):
        return None
    hung = reading.heads[reading.heads[after]] in (time, before)  # the tree may hang it on the day
    return before if hung and reading.words[after].lower() in ("of", "by") else None


def _clause_apart(reading: Reading, governor: int, place: int) -> int | None:
    """The verb of a clause of "since" or "after" that a time at `place` stands at the end of, else None."""
    for word in reading.kids[governor]:
        if (
            not governor < word < place
            or reading.deps[word] != "advcl"
            or reading.tags[word] not in ("VBD", "VBZ")
        ):
            continue
        marks = {reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] == "mark"}
        own = set(reading.subtree(word))
        gap = [one for one in range(word + 1, place) if one not in own and reading.pos[one] != "ADP"]
        if marks & APART and not gap:
            return word
    return None


def _is_undated(reading: Reading, noun: int, time: int) -> bool:
    """True for a sum, a thing or a name that a time hangs on but does not date: the time is the clause's."""
    if reading.pos[noun] not in ("NOUN", "PROPN", "SYM", "NUM", "DET") or reading.heads[noun] == noun:
        return False
    if any(reading.deps[kid] in ("cop", "nsubj") for kid in reading.kids[noun]):
        return False
    mark = preposition(reading, time)
    if mark == "in" and reading.deps[noun] == "obj" and is_figure(reading, noun):
        posted = reading.lemmas[noun] in classes()["takings"] and reading.tags[noun] == "NNS"
        return posted or (reading.lemmas[noun], "N") not in frames("events")  # "to post sales in this year"
    first = reading.words_in(reading.times[time].start, reading.times[time].end)[0]
    own = first > 0 and reading.words[first - 1] == "of"  # "its leader of a century ago"
    if own or mark in BOUNDING or is_prenominal(reading, time):
        return False  # "minister until 2015", "the budget for 2016", "the 2014 treaty": the noun's own
    bare = reading.deps[time].endswith(":unmarked") and mark is None
    event = (reading.lemmas[noun], "N") in frames("events")
    actor = noun in reading.parties or noun in reading.offices or noun in reading.quantities
    return not event and (bare or actor or mark == "on" or reading.pos[noun] in ("PROPN", "SYM"))


def uphill(reading: Reading, word: int) -> list[int]:
    """The heads over a word, the nearest first."""
    found = []
    for _ in range(6):
        word = reading.heads[word]
        found.append(word)
    return found
