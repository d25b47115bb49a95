"""How a source is described that is not named: how many, of what, and why.

In:   a `Reading` and the word that heads a source.
Out:  a `Described`, or None for whoever is named, speaks for a body, or holds an office.

People are unnamed who are only described ("two Western diplomats", "the source"). A voice ("a spokesman for the
ministry") and a known holder ("the mayor") are not, unless the text says that they would not be named. Words:
data/lexicon/en/classes.tsv, classes voice, unnamed, rank, many; reasons are read in reasons.py.
"""

from __future__ import annotations

from functools import cache

from letopis import gazetteer
from letopis.claim import Described
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.reasons import in_reason, reason_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes, table
from letopis.mention import Form, MentionKind

PEOPLE = (MentionKind.PERSON, MentionKind.GROUP)
LOW = frozenset(
    {"official", "legislator"}
)  # classes of office with many holders: "the official" is nobody known
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
BARE = frozenset({"in", "at", "of", "from", "within", "inside", "for", "to"})  # left out of the words
LONGEST_PHRASE = 14  # words of a phrase behind the noun
LONGEST = 90  # characters of one part of a description


def describe(reading: Reading, word: int) -> Described | None:
    """How the source at this word is described; None where it is no unnamed source."""
    mention = reading.parties.get(word)
    chain = reading.by_chain.get(mention.chain, []) if mention else []
    if any(m.form == Form.NAME for m in chain) or (mention and mention.kind not in PEOPLE):
        return None
    nouns = [word] if mention is None or mention.form != Form.PRONOUN else []
    nouns += [head for m in chain if m.form == Form.NOMINAL and (head := reading.word_at(m.head_start))]
    noun = next((one for one in nouns if _counted(reading, one) is not None), None)
    if noun is None:
        return None
    people = _counted(reading, noun)
    assert people is not None
    if noun == people and preposition(reading, noun) == "of":
        noun = reading.heads[noun]  # "dozens of residents"
    why = reason_of(reading, dict.fromkeys((word, noun, people, *nouns)))
    if not _is_nameless(reading, people) and why is None and _is_known(reading, people):
        return None
    count, number = _number(reading, noun, people)
    return Described(count, number, _of_what(reading, people), why)


def _counted(reading: Reading, noun: int) -> int | None:
    """The word for people: itself, or what "one of", "dozens of" counts; None where there are none."""
    if _is_people(reading, noun):
        return noun
    for kid in reading.kids[noun]:
        if preposition(reading, kid) == "of" and _is_people(reading, kid):
            return kid
        if preposition(reading, kid) == "of" and _stands_for_people(reading, kid):
            return kid
    return None


def _stands_for_people(reading: Reading, word: int) -> bool:
    """True for the "them" of "one of them" that stands for ministers, guards and the like."""
    mention = reading.parties.get(word)
    if mention is None or mention.form != Form.PRONOUN:
        return False
    heads = (reading.word_at(one.head_start) for one in reading.by_chain.get(mention.chain, ()))
    return any(head is not None and head != word and _is_people(reading, head) for head in heads)


def _is_people(reading: Reading, word: int) -> bool:
    lemma = reading.lemmas[word]
    if reading.pos[word] not in ("NOUN", "PROPN", "ADJ") or lemma in classes()["side"]:
        return False
    noun = gazetteer.person_noun(lemma)
    if noun is not None:
        return not noun.group or lemma == "people"
    mention = reading.parties.get(word)
    is_person = mention is not None and mention.kind == MentionKind.PERSON and mention.form == Form.NOMINAL
    return is_person or word in reading.offices or lemma in classes()["people"]


def _is_nameless(reading: Reading, word: int) -> bool:
    return any(reading.lemmas[kid] in classes()["unnamed"] for kid in reading.kids[word])


def _is_known(reading: Reading, word: int) -> bool:
    """True for a voice, and for the holder of an office who is the only one meant."""
    if reading.lemmas[word] in classes()["voice"]:
        return True
    singular = reading.tags[word] not in ("NNS", "NNPS")
    if singular and reading.lemmas[word] in classes()["holder"] and not _is_indefinite(reading, word):
        return True  # "his successor": of one post there is one
    office = reading.offices.get(word)
    if office is None or reading.tags[word] in ("NNS", "NNPS"):
        return False
    known = gazetteer.office(office.value or office.text)
    if known is not None and known.kind in LOW:
        return False
    return not _is_indefinite(reading, word)


def _is_indefinite(reading: Reading, word: int) -> bool:
    first = [reading.words[kid].lower() for kid in reading.kids[word] if reading.deps[kid] == "det"]
    counted = any(reading.deps[kid] == "nummod" for kid in reading.kids[word])
    return counted or any(one not in DEFINITE for one in first)


def _number(reading: Reading, noun: int, people: int) -> tuple[int | None, str | None]:
    """How many, and the word that says so: 2 of "two", 6 of "half a dozen", None of "several"."""
    before = [w for w in reading.subtree(noun) if w < people]
    for word in sorted(before):
        lower = reading.words[word].lower()
        if lower.isdecimal() and reading.deps[word] in ("nummod", "nsubj", "root", "obl", "nmod"):
            return int(lower) or None, reading.words[word]
        if lower in classes()["many"]:
            return None, reading.words[word]
        count = _count_words().get(lower)
        if count is not None and lower == "dozen" and "half" in (reading.words[w].lower() for w in before):
            return count // 2, "half a dozen"
        if count is not None:
            return count, reading.words[word]
    is_plural = reading.tags[people] in ("NNS", "NNPS") or reading.lemmas[people] == "people"
    return (None, None) if is_plural else (1, None)


@cache
def _count_words() -> dict[str, int]:
    """Number words and what they count: data/lexicon/en/quantities.tsv."""
    rows = [
        row for row in table("quantities") if row["kind"] in ("number", "times") and row["value"].isdecimal()
    ]
    return {row["word"]: int(row["value"]) for row in rows if len(row["word"]) > 2} | {"pair": 2, "couple": 2}


def _of_what(reading: Reading, people: int) -> tuple[str, ...]:
    """What the people are of, in or near to, each part in its words: those before the noun, then those behind it."""
    found = [_words_of(reading, part) for part in (*_before(reading, people), *_behind(reading, people))]
    return tuple(dict.fromkeys(part for part in found if part))


def _before(reading: Reading, people: int) -> list[list[int]]:
    """Runs of words before the noun that tell what it is of: "finance ministry", "European"."""
    plain = classes()["unnamed"] | classes()["rank"] | classes()["many"] | frozenset({"other", "same", "own"})
    told: list[int] = []
    for kid in reading.kids[people]:
        if (
            kid < people
            and reading.deps[kid].split(":")[0] in ("amod", "compound", "nmod")
            and kid not in told
        ):
            inside = [w for w in reading.subtree(kid) if reading.pos[w] not in ("NUM", "DET", "PRON")]
            is_plain = {reading.lemmas[kid], reading.words[kid].lower()} & plain or any(
                reading.words[w].lower() in plain for w in inside if w != kid and reading.pos[w] == "ADJ"
            )
            told += [] if is_plain else inside
    runs: list[list[int]] = []
    for word in sorted(told):
        if runs and all(reading.words[w] == "-" or w in told for w in range(runs[-1][-1] + 1, word)):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _behind(reading: Reading, people: int) -> list[list[int]]:
    """Phrases and clauses behind the noun: "in the bank", "familiar with the talks", "who attended the talks"."""
    phrase = _phrase_behind(reading, people)
    found = [phrase] if phrase else []
    for kid in reading.kids[people]:
        if reading.deps[kid] != "acl:relcl" or kid < people or in_reason(reading, kid) or kid in phrase:
            continue
        inside = [w for w in sorted(reading.subtree(kid)) if not in_reason(reading, w)]
        if inside and not any(is_speech_verb(reading, w) for w in inside):
            found.append(inside)
    return found


def _phrase_behind(reading: Reading, people: int) -> list[int]:
    """The words right behind the noun that belong to it: up to a comma, a verb, a clause or a time."""
    after = reading.sents[reading.sent_of[people]][1]
    found: list[int] = []
    for word in range(people + 1, min(after, people + LONGEST_PHRASE)):
        pos, tag = reading.pos[word], reading.tags[word]
        ends = pos in ("PUNCT", "AUX", "SCONJ", "PRON", "CCONJ", "SPACE") or tag in (
            "VBD",
            "VBZ",
            "VBP",
            "VBG",
            "MD",
            "WP",
            "WDT",
        )
        if (
            (ends and tag not in ("PRP$", "POS", "HYPH"))
            or reading.words[word].lower() == "as"
            or in_reason(reading, word)
        ):
            break
        if pos == "ADP" and any(w in reading.times for w in range(word + 1, min(after, word + 4))):
            break
        found.append(word)
    if (
        not found
        or reading.pos[found[0]] not in ("ADP", "ADJ", "ADV", "VERB")
        or not _is_phrase(reading, found)
    ):
        return []
    return found[1:] if reading.words[found[0]].lower() in BARE else found


def _is_phrase(reading: Reading, words: list[int]) -> bool:
    """True where the words hold a noun: "close to the palace", not "also"."""
    return any(reading.pos[w] in ("NOUN", "PROPN") for w in words)


def _words_of(reading: Reading, run: list[int]) -> str:
    """The text of a run of words without article and marks at its ends; "" where it is too long."""
    while run and (
        reading.pos[run[0]] in ("PUNCT", "DET") or reading.words[run[0]].lower() in ("who", "that")
    ):
        run = run[1:]
    while run and (reading.pos[run[-1]] in ("PUNCT", "SPACE") or reading.tags[run[-1]] == "POS"):
        run = run[:-1]
    text = reading.text[reading.starts[run[0]] : reading.ends[run[-1]]] if run else ""
    return text if len(text) <= LONGEST else ""
